#include "tui/place.h"

enum { PLACES_MAX = 500 };

void history_go(struct history *h, struct place to)
{
  if (h->places.count) h->places.count = h->at + 1;
  if (h->places.count == PLACES_MAX) vec_remove(&h->places, 0);
  vec_push(&h->places, to);
  h->at = h->places.count - 1;
}

void history_note(struct history *h, struct place now)
{
  if (h->places.count) h->places.items[h->at] = now;
}

const struct place *history_move(struct history *h, int steps)
{
  if (steps < 0 ? h->at < (size_t)-steps : h->at + (size_t)steps >= h->places.count) return NULL;
  h->at = h->at + (size_t)steps;
  return &h->places.items[h->at];
}

void history_begin_with(struct history *h, const struct place *places, size_t count)
{
  size_t room = PLACES_MAX > h->places.count ? PLACES_MAX - h->places.count : 0;
  size_t more = count < room ? count : room;
  for (size_t i = 0; i < more; i++) vec_insert(&h->places, i, places[count - more + i]);
  if (h->places.count > more) h->at += more;
}

void history_free(struct history *h)
{
  vec_free(&h->places);
  h->at = 0;
}
