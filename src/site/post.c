#include "site/post.h"

#include <time.h>

static const char *const status_names[POST_STATUS_COUNT] = {
  [POST_PUBLISHED] = "post", [POST_ARCHIVED] = "archived",
  [POST_DRAFT] = "draft",    [POST_UNPUBLISHED] = "unpublished",
  [POST_FUTURE] = "future",  [POST_NOT_A_POST] = "not-a-post",
};

static const char *const from_names[] = {
  [DATE_FRONT_MATTER] = "front-matter",
  [DATE_FILE_NAME] = "file-name",
  [DATE_NUMBER] = "number",
  [DATE_NONE] = "none",
};

const char *post_status_name(enum post_status status)
{
  return status_names[status];
}

const char *date_from_name(enum date_from from)
{
  return from_names[from];
}

bool date_has_time(enum date_from from, const struct tm *clock)
{
  return from == DATE_FRONT_MATTER && (clock->tm_hour || clock->tm_min || clock->tm_sec);
}

void post_free(struct post *p)
{
  vec_free(&p->categories);
  vec_free(&p->tags);
  vec_free(&p->aliases);
  if (p->text.ptr) str_free(&p->text);
  diag_list_free(&p->diags);
  arena_free(&p->arena);
  memset(p, 0, sizeof *p);
}
