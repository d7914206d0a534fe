/* Memory that is always there.
 *
 * Running out of memory ends the program here, with one line on stderr and
 * exit status 2, so that no caller has an error path for it.  What these
 * return is owned by the caller and given back with free(). */
#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <stddef.h>

void *xmalloc(size_t bytes);
void *xcalloc(size_t count, size_t bytes);             /* zeroed */
void *xrealloc(void *old, size_t count, size_t bytes); /* count * bytes, checked */
void *xmemdup(const void *from, size_t bytes);
char *xstrdup(const char *s);
char *xstrndup(const char *s, size_t bytes); /* NUL-terminated copy */

/* To be called once, before threads are started: large pieces grow without being copied and go
 * back to the system as soon as they are freed. */
void mem_prepare(void);

/* Gives what was freed back to the system, after something large was done; glibc keeps it. */
void mem_give_back(void);
/* Of a large piece that will be used from its start to its end: large pages take a fault for
 * 2 MB, not one for 4 KB. */
void mem_touch_soon(void *start, size_t bytes);

#endif
