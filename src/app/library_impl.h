/* What the two halves of a library share (library.c, library_saved.c); nobody else includes
 * this. */
#ifndef APP_LIBRARY_IMPL_H
#define APP_LIBRARY_IMPL_H

#include "app/library.h"
#include "base/vec.h"
#include "base/worker.h"

struct library {
  const struct options *options;
  struct site *site;
  struct index *index;
  struct loader *loader; /* NULL until something is to be read */
  struct watch *watch;   /* NULL: none was asked for, or there can be none */
  size_t folders;
  struct diag_list passed_over;
  struct saved *saved; /* NULL: nowhere */
  struct str notice;
  struct workers *checker; /* NULL until it is to be looked at */
  bool was_saved, unsaved, torn;
  VEC(bool) seen; /* by record id: its file was found since the last look at all folders */
  size_t changes;
  bool unsettled, lost;
};

/* The index that was saved, if it can be had and is sound as far as it was looked at. */
void library_open_saved(struct library *l);
/* Looks at all of it, and begins again when it is damaged: before anything is read, afterwards
 * it is too late. */
void library_check_saved(struct library *l);

#endif
