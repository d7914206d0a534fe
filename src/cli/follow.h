/* A site as it changes, until a signal or the reader of our output ends the process. */
#ifndef CLI_FOLLOW_H
#define CLI_FOLLOW_H

#include "app/library.h"

/* Called when something came, changed or went, and is in the index; false ends it. */
typedef bool follow_fn(void *context);
void follow(struct library *l, follow_fn *changed, void *context);

#endif
