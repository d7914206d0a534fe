#include "doc/html_attribute.h"

#include "base/ascii.h"
#include "doc/html_tag.h"

uint32_t html_number(struct slice value, uint32_t max)
{
  uint32_t number = 0;
  value = slice_trim(value);
  for (size_t i = 0; i < value.len && ascii_is_digit(value.ptr[i]); i++) {
    number = number * 10 + (uint32_t)(value.ptr[i] - '0');
    if (number > max) return max;
  }
  return number;
}

uint32_t html_pixels(struct slice value)
{
  return slice_find_char(value, '%') == SLICE_NONE ? html_number(value, 100000) : 0;
}

/* The value of one property; the last one counts. */
static struct slice property(struct slice style, struct slice name)
{
  struct slice declaration, found = SLICE("");
  while (slice_cut(&style, ';', &declaration)) {
    size_t colon = slice_find_char(declaration, ':');
    if (colon == SLICE_NONE) continue;
    if (!slice_eq_nocase(slice_trim(slice_first(declaration, colon)), name)) continue;
    found = slice_trim(slice_from(declaration, colon + 1));
  }
  return found;
}

static bool says(struct slice value, struct slice word)
{
  return slice_eq_nocase(slice_first(value, word.len), word); /* "none !important" */
}

bool html_style_hides(struct slice style)
{
  return style.len > 0 && (says(property(style, SLICE("display")), SLICE("none")) ||
                           says(property(style, SLICE("visibility")), SLICE("hidden")));
}

enum node_align html_align(struct slice value)
{
  if (says(value, SLICE("left"))) return ALIGN_LEFT;
  if (says(value, SLICE("center"))) return ALIGN_CENTER;
  if (says(value, SLICE("right"))) return ALIGN_RIGHT;
  return ALIGN_DEFAULT;
}

enum node_align html_style_align(struct slice style)
{
  return style.len ? html_align(property(style, SLICE("text-align"))) : ALIGN_DEFAULT;
}

struct slice html_class_language(struct slice classes)
{
  static const struct slice prefixes[] = {
    { "language-", 9 }, { "lang-", 5 }, { "highlight-source-", 17 }, { "brush:", 6 }
  };
  struct slice word;
  while (html_word_next(&classes, &word)) {
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
      if (!slice_starts(word, prefixes[i])) continue;
      struct slice name = slice_from(word, prefixes[i].len);
      if (name.len == 0 && !html_word_next(&classes, &name)) return name;
      return slice_first(name, slice_find_char(name, ';'));
    }
  }
  return SLICE("");
}
