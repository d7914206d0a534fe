/* Front matter: where a file's head ends, and what it says, as a tree of values.
 *
 * Three readers, each for what the one before declines: a flat scanner for the
 * `key: value` lines that nearly all posts are made of (front_flat.c), libyaml, and line
 * by line for what is no YAML (front_recover.c). */
#ifndef SITE_FRONT_MATTER_H
#define SITE_FRONT_MATTER_H

#include "base/diag.h"
#include "site/value.h"

enum front_kind {
  FRONT_NONE,
  FRONT_YAML, /* --- head --- */
  FRONT_OPEN, /* Hexo's: head --- */
  FRONT_TOML, /* +++ head +++ */
  FRONT_JSON, /* { head } */
};

/* Which heads the generator knows; a reader that is lenient knows them all. */
enum front_rules {
  FRONT_LENIENT = 0,
  FRONT_ONLY_JEKYLL, /* YAML at the very first byte, closed */
  FRONT_ONLY_HEXO,   /* the same, and without the opening line */
  FRONT_ONLY_HUGO,   /* YAML, TOML or JSON, after blank lines */
};

struct front_matter {
  enum front_kind kind;
  struct slice head;  /* between the marks */
  uint32_t head_line; /* line of the file on which it begins, from 1 */
  size_t body_offset; /* in the text */
  bool blank_before;  /* blank lines stand before it */
  bool unclosed;
  bool broken;                /* no YAML: read line by line, or (as the generator) not at all */
  const struct value *values; /* a map, or NULL */
};

/* Finds head and body; touches no file.  `text` is UTF-8 without a byte-order mark. */
void front_split(struct slice text, enum front_rules rules, struct front_matter *out);

/* The same, and reads the head.  Values live in the arena. */
void front_read(struct slice text, enum front_rules rules, struct arena *arena,
                struct diag_list *diags, struct front_matter *out);

/* front_flat.c: NULL when the head is not that simple; then libyaml is to be asked.
 * On all that it accepts it agrees with libyaml. */
struct value *front_flat(struct slice head, struct arena *arena);

/* front_recover.c: each key by itself, whatever its neighbours are.  *used is how many
 * bytes of the head belong to it: the rest is text. */
struct value *front_recover(struct slice head, uint32_t head_line, struct arena *arena,
                            struct diag_list *diags, size_t *used);

/* The key of a line "key: value" (ASCII letters, digits, - and _; the line is not
 * indented), or an empty slice. */
struct slice front_key(struct slice line);
/* Is it a key that posts have ("title", "date")? */
bool front_known_key(struct slice key);

#endif
