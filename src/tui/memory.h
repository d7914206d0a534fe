/* What the screen remembers from one day to the next: marks, places, the way here.
 * Kept by a keeper (app/keeper.h), so that no key waits for it. */
#ifndef TUI_MEMORY_H
#define TUI_MEMORY_H

#include "app/marks.h"
#include "tui/searches.h"

struct tui;
struct memory;

/* The file is opened once the first frame stands. */
struct memory *memory_new(struct tui *t);
/* Waits until all is written; adds to *problem what could not be. */
void memory_free(struct memory *m, struct str *problem);

struct marks *memory_marks(struct memory *m);
const struct searches *memory_searches(const struct memory *m);
/* Keeps it under that name; an empty query: no longer.  False: there was none. */
bool memory_save_search(struct memory *m, struct slice name, struct slice query);
/* The index has changed. */
void memory_recount(struct memory *m);

/* Where the open post is being read: soon, and now. */
void memory_note_soon(struct memory *m);
void memory_note(struct memory *m);
/* The reader went to tui.place. */
void memory_visit(struct memory *m);

#endif
