#include "site/glob.h"

#include "text/utf8.h"

bool glob_is_pattern(struct slice text)
{
  for (size_t i = 0; i < text.len; i++)
    if (text.ptr[i] && strchr("*?[", text.ptr[i])) return true;
  return false;
}

/* `*set` is behind its '['; false: it is never closed. */
static bool set_has(struct slice *set, char32_t scalar, bool *has)
{
  struct slice rest = *set;
  char32_t first, last;
  bool negated = rest.len && (rest.ptr[0] == '!' || rest.ptr[0] == '^'), begin = true;
  if (negated) rest = slice_from(rest, 1);
  *has = false;
  for (; rest.len && (begin || rest.ptr[0] != ']'); begin = false) {
    rest = slice_from(rest, utf8_decode(rest, &first, NULL));
    last = first;
    if (rest.len > 1 && rest.ptr[0] == '-' && rest.ptr[1] != ']')
      rest = slice_from(rest, 1 + utf8_decode(slice_from(rest, 1), &last, NULL));
    *has |= scalar >= first && scalar <= last;
  }
  if (!rest.len) return false;
  *set = slice_from(rest, 1);
  *has ^= negated;
  return true;
}

/* Takes what matches one character off both; false and unchanged when it does not. */
static bool take_one(struct slice *pattern, struct slice *name)
{
  if (!pattern->len || !name->len) return false;
  char32_t scalar;
  size_t bytes = utf8_decode(*name, &scalar, NULL);
  struct slice rest = slice_from(*pattern, 1);
  bool matches;
  char c = pattern->ptr[0];
  if (c == '?') {
    matches = true;
  } else if (c == '[' && set_has(&rest, scalar, &matches)) {
    if (!matches) return false;
  } else {
    if (c == '\\' && rest.len) rest = slice_from(rest, 1);
    matches = rest.ptr[-1] == name->ptr[0];
    bytes = 1;
  }
  if (!matches) return false;
  *pattern = rest;
  *name = slice_from(*name, bytes);
  return true;
}

/* Only the last `*` is ever gone back to: what one before it could gain, it gains too. */
bool glob_matches(struct slice pattern, struct slice name)
{
  struct slice after_star = SLICE_NULL, retry = SLICE_NULL;
  for (;;) {
    if (pattern.len && pattern.ptr[0] == '*') {
      after_star = pattern = slice_from(pattern, 1);
      retry = name;
    } else if (!pattern.len && !name.len) {
      return true;
    } else if (!take_one(&pattern, &name)) {
      if (!after_star.ptr || !retry.len) return false;
      name = retry = slice_from(retry, 1);
      pattern = after_star;
    }
  }
}

static bool part_matches(struct slice pattern, struct slice part)
{
  bool hidden = slice_starts(part, SLICE("."));
  return (!hidden || slice_starts(pattern, SLICE("."))) && glob_matches(pattern, part);
}

/* The same over folders, `**` being the star. */
bool glob_matches_path(struct slice pattern, struct slice path)
{
  struct slice after_star = SLICE_NULL, retry = SLICE_NULL, rest, one, part;
  while (slice_ends(pattern, SLICE("/"))) pattern.len--;
  for (;;) {
    rest = pattern;
    bool more = slice_cut(&rest, '/', &one);
    if (more && slice_eq(one, SLICE("**")) && rest.len) {
      after_star = pattern = rest;
      retry = path;
      continue;
    }
    if (!more && !path.len) return true;
    struct slice left = path;
    if (more && slice_cut(&left, '/', &part) && part_matches(one, part)) {
      pattern = rest;
      path = left;
      continue;
    }
    if (!after_star.ptr || !slice_cut(&retry, '/', &part) || slice_starts(part, SLICE(".")))
      return false;
    path = retry;
    pattern = after_star;
  }
}
