/* Admonitions: ":::note Title" up to ":::" (Docusaurus, VuePress, Hexo themes) and
 * "> [!NOTE]" become quotations under a bold word.  Code blocks are left alone. */
#include "base/ascii.h"
#include "site/expand.h"

enum { NEST_MAX = 8 };

struct admonitions {
  struct str *out;
  size_t depth; /* of ::: blocks that are open */
  size_t colons[NEST_MAX];
  char fence; /* '`' or '~' within a fenced block */
  size_t fence_len;
};

static size_t run_of(struct slice s, char c)
{
  size_t n = 0;
  while (n < s.len && s.ptr[n] == c) n++;
  return n;
}

static void add_prefix(struct admonitions *a)
{
  for (size_t i = 0; i < a->depth; i++) str_adds(a->out, "> ");
}

static void add_head(struct admonitions *a, struct slice kind, struct slice title)
{
  struct slice shown = title.len ? title : kind;
  add_prefix(a);
  str_adds(a->out, "**");
  for (size_t i = 0; i < shown.len; i++) {
    char c = shown.ptr[i];
    bool first = i == 0 && c >= 'a' && c <= 'z' && !title.len;
    bool upper = i && c >= 'A' && c <= 'Z' && !title.len;
    str_addc(a->out, first ? (char)(c - 32) : upper ? (char)(c + 32) : c);
  }
  str_adds(a->out, "**\n");
  add_prefix(a);
  str_addc(a->out, '\n');
}

static bool toggle_fence(struct admonitions *a, struct slice bare)
{
  if (bare.len == 0 || (bare.ptr[0] != '`' && bare.ptr[0] != '~')) return false;
  size_t n = run_of(bare, bare.ptr[0]);
  if (!a->fence && n >= 3) {
    a->fence = bare.ptr[0];
    a->fence_len = n;
  } else if (a->fence == bare.ptr[0] && n >= a->fence_len && n == bare.len) {
    a->fence = '\0';
  }
  return true;
}

/* ":::tip[Title]", ":::tip Title", ":::"; false: the line is none of them. */
static bool colon_line(struct admonitions *a, struct slice bare)
{
  size_t colons = run_of(bare, ':');
  if (colons < 3) return false;
  struct slice rest = slice_trim(slice_from(bare, colons));
  if (rest.len == 0) {
    if (a->depth == 0) return false;
    a->depth--;
    add_prefix(a);
    str_addc(a->out, '\n');
    return true;
  }
  size_t n = 0;
  while (n < rest.len && ascii_is_letter(rest.ptr[n])) n++;
  if (n == 0 || a->depth >= NEST_MAX || slice_ends(rest, SLICE(":::"))) return false;
  struct slice title = slice_trim(slice_from(rest, n));
  if (slice_starts(title, SLICE("[")) && slice_ends(title, SLICE("]")))
    title = (struct slice){ title.ptr + 1, title.len - 2 };
  if (slice_starts(title, SLICE("{"))) title.len = 0;
  str_addc(a->out, '\n');
  a->colons[a->depth++] = colons;
  add_head(a, slice_first(rest, n), title);
  return true;
}

/* "> [!NOTE] Title" */
static bool alert_line(struct admonitions *a, struct slice bare)
{
  if (!slice_starts(bare, SLICE("> [!"))) return false;
  struct slice rest = slice_from(bare, strlen("> [!"));
  size_t end = slice_find_char(rest, ']');
  if (end == SLICE_NONE || end == 0 || end > 20) return false;
  struct slice title = slice_from(rest, end + 1);
  if (title.len && (title.ptr[0] == '+' || title.ptr[0] == '-')) title = slice_from(title, 1);
  a->depth++;
  add_head(a, slice_first(rest, end), slice_trim(title));
  a->depth--;
  return true;
}

static bool mdx_line(struct slice line)
{
  if (slice_starts(line, SLICE("import ")))
    return slice_find(line, SLICE(" from ")) != SLICE_NONE ||
           strchr("'\"", line.len > 7 ? line.ptr[7] : ' ');
  return slice_starts(line, SLICE("export "));
}

void admonition_expand(struct slice body, bool mdx, struct str *out)
{
  struct admonitions a = { .out = out };
  struct slice line;
  while (body.len) {
    const char *start = body.ptr;
    slice_line(&body, &line);
    struct slice whole = { start, (size_t)(body.ptr - start) };
    struct slice bare = slice_trim(line);
    if (!toggle_fence(&a, bare) && !a.fence) {
      if (mdx && mdx_line(line)) continue;
      if (colon_line(&a, bare) || alert_line(&a, bare)) continue;
    }
    add_prefix(&a);
    str_add(out, whole);
  }
}
