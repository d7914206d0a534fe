/* An array whose beginning may be pages of a saved index, written to only in this process's own
 * copy, and whose end is on the heap: what is added never moves what was mapped. */
#ifndef STORE_TABLE_H
#define STORE_TABLE_H

#include "base/vec.h"

#define TABLE(type)  \
  struct {           \
    type *base;      \
    size_t based;    \
    VEC(type) tail;  \
  }

#define table_count(t) ((t)->based + (t)->tail.count)
/* n < table_count(t) */
#define table_at(t, n) \
  ((n) < (t)->based ? &(t)->base[n] : &(t)->tail.items[(size_t)(n) - (t)->based])
#define table_add(t) vec_add(&(t)->tail) /* zeroed */

#endif
