/* A file in memory: pages come in when they are looked at, and what is written to them is this
 * process's own.  Where another program cuts the file short its lost pages read as zeros,
 * and the mapping is torn: what would be SIGBUS elsewhere ends nothing here. */
#ifndef BASE_MAPPED_H
#define BASE_MAPPED_H

#include <stdbool.h>
#include <stddef.h>

/* The first `bytes` of the file; NULL: errno says why. */
char *mapped_new(int fd, size_t bytes);
void mapped_free(char *start, size_t bytes); /* NULL is fine */

/* Were any of its pages lost so far? */
bool mapped_torn(const char *start);

#endif
