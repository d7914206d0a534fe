#include "layout/style.h"

#include <string.h>

static const struct {
  const char *name;
  enum style like;
} styles[STYLE_COUNT] = {
#define STYLE_ROW(id, name, like) [STYLE_##id] = { name, STYLE_##like },
  STYLE_LIST(STYLE_ROW)
#undef STYLE_ROW
};

const char *style_name(enum style style)
{
  return (unsigned)style < STYLE_COUNT ? styles[style].name : "";
}

enum style style_like(enum style style)
{
  return (unsigned)style < STYLE_COUNT ? styles[style].like : STYLE_TEXT;
}

enum style style_find(const char *name)
{
  for (int i = 0; i < STYLE_COUNT; i++)
    if (strcmp(styles[i].name, name) == 0) return (enum style)i;
  return STYLE_COUNT;
}
