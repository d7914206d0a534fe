#include "app/search_look.h"

#include "text/marks.h"
#include "text/utf8.h"

enum { SNIPPET_BEFORE = 24, SNIPPET_AFTER = 120 }; /* characters */

/* Up to `characters` back from `at`. */
static size_t step_back(struct slice text, size_t at, size_t characters)
{
  while (at > 0 && characters > 0) {
    at--;
    if (((unsigned char)text.ptr[at] & 0xC0) != 0x80) characters--;
  }
  return at;
}

static size_t step_on(struct slice text, size_t at, size_t characters)
{
  for (; at < text.len; at++)
    if (((unsigned char)text.ptr[at] & 0xC0) != 0x80 && characters-- == 0) break;
  return at;
}

/* The surroundings of the mark, with dots where something is cut off. */
static struct slice cut(struct slice line, struct mark mark, struct arena *arena)
{
  struct str text = STR_INIT;
  size_t start = step_back(line, mark.start, SNIPPET_BEFORE);
  size_t end = step_on(line, mark.start, SNIPPET_AFTER);
  if (start > 0) str_adds(&text, "..");
  str_add(&text, slice_first(slice_from(line, start), end - start));
  if (end < line.len) str_adds(&text, "..");
  struct slice kept = arena_slice(arena, str_slice(&text));
  str_free(&text);
  return kept;
}

static struct slice snippet_of(struct slice body, struct slice needles, struct arena *arena)
{
  struct slice line, snippet = SLICE("");
  mark_list marks = { 0 };
  while (snippet.len == 0 && needles.len && slice_line(&body, &line)) {
    line = slice_trim(line);
    vec_clear(&marks);
    marks_find(line, needles, &marks);
    if (marks.count) snippet = cut(line, marks.items[0], arena);
  }
  vec_free(&marks);
  return snippet;
}

void look_run(struct job *job)
{
  struct look *look = (struct look *)job;
  struct post_text text;
  struct query_text folded;
  struct gram_set grams = { 0 };
  const char *path = look->paths.ptr;
  post_text_init(&text);
  query_text_init(&folded);
  for (size_t i = 0; i < look->ids.count && !job_cancelled(job); i++, path += strlen(path) + 1) {
    struct search_hit hit = { .id = look->ids.items[i] };
    const struct document *document = &look->documents.items[i];
    bool readable = post_text_read(look->library, slice_of(path), &text);
    query_text_set(&folded, str_slice(&text.title), str_slice(&text.body));
    if (document->stamp && readable)
      text_gather(&look->gathered, &grams, document, &text, &folded, look->site_stamp);
    if (!query_matches(look->query, &folded, &hit.hits)) continue;
    hit.snippet = snippet_of(str_slice(&text.body), look->needles, &look->arena);
    vec_push(&look->found, hit);
  }
  gram_set_free(&grams);
  query_text_free(&folded);
  post_text_free(&text);
}

void look_pass(struct job *job)
{
  struct look *look = (struct look *)job;
  for (size_t i = 0; i < look->ids.count; i++)
    vec_push(&look->found, ((struct search_hit){ .id = look->ids.items[i] }));
}

void look_free(struct look *look)
{
  vec_free(&look->ids);
  vec_free(&look->found);
  vec_free(&look->documents);
  gathering_free(&look->gathered);
  str_free(&look->paths);
  arena_free(&look->arena);
  free(look);
}
