/* The roles text can play.  Layout says what a thing is; themes say how that
 * looks. */
#ifndef LAYOUT_STYLE_H
#define LAYOUT_STYLE_H

/* X(ID, "name in themes", role it looks like when a theme does not say) */
#define STYLE_LIST(X)                               \
  X(TEXT, "text", TEXT)                             \
  X(DIM, "dim", TEXT)                               \
  X(TITLE, "title", TEXT)                           \
  X(HEADING, "heading", TITLE)                      \
  X(FACTS, "facts", DIM)                            \
  X(QUOTE, "quote", TEXT)                           \
  X(CODE, "code", TEXT)                             \
  X(CODE_MARK, "code-mark", DIM)                    \
  X(EMPHASIS, "emphasis", TEXT)                     \
  X(STRONG, "strong", TEXT)                         \
  X(STRIKE, "strike", DIM)                          \
  X(UNDERLINE, "underline", TEXT)                   \
  X(MARK, "mark", TEXT)                             \
  X(LINK, "link", TEXT)                             \
  X(LINK_QUIET, "link-quiet", TEXT)                 \
  X(LINK_VISITED, "link-visited", LINK)             \
  X(LINK_CURRENT, "link-current", LINK)             \
  X(LINK_TARGET, "link-target", DIM)                \
  X(IMAGE, "image", DIM)                            \
  X(RULE, "rule", DIM)                              \
  X(BULLET, "bullet", DIM)                          \
  X(NOTE, "note", DIM)                              \
  X(ATTRIBUTION, "attribution", DIM)                \
  X(TABLE_HEAD, "table-head", STRONG)               \
  X(TABLE_LINE, "table-line", DIM)                  \
  X(MATCH, "match", TEXT)                           \
  X(MATCH_CURRENT, "match-current", MATCH)          \
  X(ACCENT, "accent", TEXT)                         \
  X(SELECTION, "selection", TEXT)                   \
  X(SELECTION_UNFOCUSED, "selection-unfocused", SELECTION) \
  X(UNREAD, "unread", TEXT)                         \
  X(STARRED, "starred", ACCENT)                     \
  X(COUNTER, "count", DIM)                          \
  X(DAY, "day-heading", DIM)                        \
  X(SECTION, "section", HEADING)                    \
  X(BAR, "bar", TEXT)                               \
  X(BAR_DIM, "bar-dim", BAR)                        \
  X(BAR_ACCENT, "bar-accent", BAR)                  \
  X(PROGRESS, "progress", ACCENT)                   \
  X(HINT, "hint", MATCH_CURRENT)                    \
  X(ERROR, "error", TEXT)                           \
  X(WARNING, "warning", TEXT)

enum style {
#define STYLE_ROW(id, name, like) STYLE_##id,
  STYLE_LIST(STYLE_ROW)
#undef STYLE_ROW
  STYLE_COUNT
};

const char *style_name(enum style style);
enum style style_like(enum style style);
/* STYLE_COUNT: there is none of that name. */
enum style style_find(const char *name);

#endif
