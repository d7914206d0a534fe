/* The index of a library on disk: opened, looked at, saved again (store/saved.h). */
#include "app/library_impl.h"

#include <errno.h>
#include <stdlib.h>

static void note(struct library *l, const char *what, const char *why)
{
  str_clear(&l->notice);
  str_addf(&l->notice, "%s %s: %s", what, saved_path(l->saved), why);
}

/* What was "future" at that time may not be so now, nor the other way round: it is read again. */
static void forget_future(struct library *l)
{
  int64_t now = library_now(), then = index_now(l->index), from = now < then ? now : then;
  for (size_t n = 0; n < index_count(l->index); n++) {
    uint32_t id = index_at(l->index, n);
    const struct record *r = index_record(l->index, id);
    if (!(r->flags & RECORD_HAS_DATE) || r->date < from) break;
    bool decided = now < then ? r->date > then : r->date > now;
    if (!decided) index_set_modified(l->index, id, INT64_MIN);
  }
}

void library_open_saved(struct library *l)
{
  enum snapshot_state state;
  if (!l->saved) return;
  l->index = saved_open(l->saved, &state);
  l->was_saved = l->index != NULL;
  int error = saved_status(l->saved).error;
  if (l->index)
    forget_future(l);
  else if (state == SNAPSHOT_DAMAGED)
    note(l, "the saved index is damaged and is made again,", "its checksum is wrong");
  else if (error)
    note(l, "cannot read the saved index", strerror(error));
}

void library_begin_again(struct library *l)
{
  bool folding = index_folds(l->index);
  if (l->saved) saved_discard(l->saved);
  index_free(l->index);
  l->index = index_new();
  l->was_saved = false;
  index_set_folding(l->index, folding);
}

void library_check_saved(struct library *l)
{
  bool damaged = false;
  while (snapshot_check(l->index, SIZE_MAX, &damaged)) (void)0;
  if (!damaged) return;
  note(l, "the saved index is damaged and is made again,", "its checksum is wrong");
  library_begin_again(l);
}

bool library_was_saved(const struct library *l)
{
  return l->was_saved;
}

/* While the posts are shown, on a thread: what is wrong is not shown again. */
struct check {
  struct job job; /* first */
  struct library *library;
  bool damaged;
};

static void check_run(struct job *job)
{
  enum { PIECE_BYTES = 8 << 20 };
  struct check *c = (struct check *)job;
  while (!job_cancelled(job) && snapshot_check(c->library->index, PIECE_BYTES, &c->damaged))
    (void)0;
}

static void found_damaged(struct library *l)
{
  note(l,
       "the saved index is damaged and is made again at the next start:", "its checksum is wrong");
  saved_take_away(l->saved);
}

static void check_done(struct job *job)
{
  struct check *c = (struct check *)job;
  if (c->damaged) found_damaged(c->library);
  free(c);
}

/* What it was opened from is saved again with what is new: it must be sound. */
static void check_the_rest(struct library *l)
{
  bool damaged = false;
  while (snapshot_check(l->index, SIZE_MAX, &damaged)) (void)0;
  if (damaged) found_damaged(l);
}

static void check_beside(struct library *l)
{
  if (!l->was_saved || l->checker) return;
  struct check *c = xcalloc(1, sizeof *c);
  *c = (struct check){ .job = { .run = check_run, .done = check_done }, .library = l };
  l->checker = workers_new(1, 1);
  if (!workers_put(l->checker, &c->job)) free(c);
}

static void look_if_torn(struct library *l)
{
  if (l->torn || !l->saved || !snapshot_torn(l->index)) return;
  l->torn = true;
  note(l, "another program has cut the saved index short; it is made again at the next start:",
       "what stood there is lost");
  saved_take_away(l->saved);
}

bool library_save(struct library *l, bool beside)
{
  int error = 0;
  look_if_torn(l);
  if (beside) check_beside(l); /* not before there is time for it */
  if (!beside) {               /* what is saved now must not change under the look at it */
    workers_free(l->checker);
    l->checker = NULL;
    if (l->saved && l->was_saved && l->unsaved) check_the_rest(l);
  }
  if (l->checker) workers_collect(l->checker);
  bool checking = l->checker && workers_busy(l->checker);
  if (!l->saved || l->unsettled || l->lost || (beside && checking)) return checking;
  if (beside && !saved_poll(l->saved, l->index, &error)) return true;
  if (!error && l->unsaved) {
    index_set_now(l->index, library_now());
    error = beside ? saved_begin(l->saved, l->index) : saved_save(l->saved, l->index);
    l->unsaved = false;
  }
  /* Another baokan that has the site open saves what this one sees too. */
  if (error && error != EAGAIN && error != ESTALE)
    note(l, "cannot save the index", strerror(error));
  return checking || (beside && !saved_poll(l->saved, l->index, &error));
}

bool library_take_notice(struct library *l, struct str *out)
{
  bool any = l->notice.len > 0;
  str_add(out, str_slice(&l->notice));
  str_clear(&l->notice);
  return any;
}

struct saved *library_saved(const struct library *l)
{
  return l->saved;
}
