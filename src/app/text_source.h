/* What the text index of a library is made of: which state of which files, and where its
 * postings lie. */
#ifndef APP_TEXT_SOURCE_H
#define APP_TEXT_SOURCE_H

#include "app/library.h"
#include "store/postings.h"

/* The library's records as they are at present, but for their count. */
struct postings_records text_records(const struct library *l);

/* Of all that makes the same posts into other text. */
uint64_t text_key(const struct library *l);
/* The folder of the postings of that key; left empty where there is no folder for caches. */
void text_folder(uint64_t key, struct str *out);

/* What is saved, as the heads of its files say. */
struct text_saved {
  uint64_t posts, bytes;
};
struct text_saved text_saved(const struct library *l);

#endif
