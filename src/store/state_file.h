/* The file of the reader's state: made, checked, brought up to date; set aside
 * when it is damaged, never deleted. */
#ifndef STORE_STATE_FILE_H
#define STORE_STATE_FILE_H

#include "store/database.h"
#include "store/state.h"

/* As state_open. */
struct database *state_file_open(const char *path, enum state_trouble *trouble, struct str *detail);

#endif
