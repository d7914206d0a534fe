/* One tag of HTML source: `<name attribute="value">` or `</name>`, split as the
 * standard's tokenizer does (HTML 13.2.5.6 to 13.2.5.40).  Nothing is decoded. */
#ifndef DOC_HTML_TAG_H
#define DOC_HTML_TAG_H

#include "base/slice.h"

struct html_tag {
  struct slice name;
  struct slice attributes; /* for html_attribute_next */
  size_t bytes;            /* of the whole tag */
  bool end;                /* </name> */
};

/* Reads the tag that `s` begins with; false when it begins with none, or the
 * tag is not closed within `s`.  Takes time in the length of `s` at most. */
bool html_tag_scan(struct slice s, struct html_tag *tag);

/* Takes one attribute off *rest; false when there are no more. */
bool html_attribute_next(struct slice *rest, struct slice *name, struct slice *value);

/* Does the list of words (parted by white space) hold the word? */
bool html_has_word(struct slice words, struct slice word);
/* Takes one word off *rest. */
bool html_word_next(struct slice *rest, struct slice *word);

static inline bool html_is_space(char c)
{
  return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

#endif
