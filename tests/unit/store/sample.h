/* Posts in a few words, for the tests of the store. */
#ifndef TEST_STORE_SAMPLE_H
#define TEST_STORE_SAMPLE_H

#include "store/index.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* A post in a few words; categories and tags parted by blanks. */
struct sample {
  const char *path, *title, *categories, *tags;
  int64_t date; /* 0: none */
  size_t bytes;
  enum post_status status;
};

static inline void split(const char *words, slice_list *out)
{
  struct slice rest = slice_of(words ? words : ""), word;
  while (slice_cut(&rest, ' ', &word)) vec_push(out, word);
}

static inline uint32_t add_url(struct index *x, const struct sample *s, const char *url,
                               const char *alias)
{
  struct post post = { .path = slice_of(s->path),
                       .title = slice_of(s->title),
                       .url = slice_of(url),
                       .date = s->date,
                       .date_from = s->date ? DATE_FRONT_MATTER : DATE_NONE,
                       .status = s->status,
                       .text_bytes = s->bytes };
  split(s->categories, &post.categories);
  split(s->tags, &post.tags);
  split(alias, &post.aliases);
  uint32_t id = index_add(x, &post);
  vec_free(&post.categories);
  vec_free(&post.tags);
  vec_free(&post.aliases);
  return id;
}

static inline uint32_t add(struct index *x, struct sample s)
{
  return add_url(x, &s, "", NULL);
}

static inline void assert_order(const struct index *x, const char *expected)
{
  struct str got = STR_INIT;
  for (size_t i = 0; i < index_count(x); i++)
    str_addf(&got, "%s%s", i ? " " : "",
             index_string(x, index_record(x, index_at(x, i))->path).ptr);
  assert_string_equal(got.ptr, expected);
  str_free(&got);
}

static inline void assert_labels(const struct index *x, uint32_t id, enum label_kind kind,
                                 const char *expected)
{
  struct str got = STR_INIT;
  const uint32_t *labels;
  size_t count = index_labels(x, id, kind, &labels);
  for (size_t i = 0; i < count; i++)
    str_addf(&got, "%s%s", i ? " " : "", index_string(x, label_at(x, kind, labels[i])->name).ptr);
  assert_string_equal(got.ptr, expected);
  str_free(&got);
}

static inline const struct label *category(const struct index *x, const char *name)
{
  uint32_t label = label_find(x, LABEL_CATEGORY, slice_of(name));
  assert_int_not_equal(label, INDEX_NONE);
  return label_at(x, LABEL_CATEGORY, label);
}

static inline void assert_display(const struct index *x, const char *name, const char *display)
{
  assert_string_equal(index_string(x, category(x, name)->display).ptr, display);
}

#endif
