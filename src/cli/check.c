#include "app/check.h"

#include "base/path.h"
#include "cli/open.h"

#include <stdlib.h>
#include <unistd.h>

enum { DETAIL_BYTES_MAX = 240 };

struct report {
  struct printer *out;
  bool json, notes_too;
  struct str prefix; /* what leads from where we are to the site's root */
  size_t counts[3];  /* by enum diag_level */
};

static const enum style level_styles[] = {
  [DIAG_NOTE] = STYLE_DIM,
  [DIAG_WARNING] = STYLE_WARNING,
  [DIAG_ERROR] = STYLE_ERROR,
};

/* --- paths as they are opened from here --- */

/* The way from the folder `here` up to `root`, which is at or above it. */
static void add_way_up(struct str *out, struct slice here, struct slice root)
{
  for (; here.len > root.len; here = path_dir(here)) str_adds(out, "../");
}

static void find_prefix(struct str *out, const char *operand, struct slice root)
{
  char *named = realpath(operand ? operand : ".", NULL), *cwd = realpath(".", NULL);
  struct slice here = slice_of(cwd ? cwd : "/");
  if (operand && named && slice_eq(slice_of(named), root) && strcmp(operand, ".") != 0) {
    str_adds(out, operand);
    if (!slice_ends(str_slice(out), SLICE("/"))) str_addc(out, '/');
  } else if (path_within(here, root)) {
    add_way_up(out, here, root);
  } else {
    bool below = path_within(root, here) && here.len > 1;
    str_add(out, below ? slice_from(root, here.len + 1) : root);
    str_addc(out, '/');
  }
  free(named);
  free(cwd);
}

/* --- lines --- */

static struct slice first_bytes(struct slice text, size_t bytes)
{
  if (text.len <= bytes) return text;
  while (bytes > 0 && ((unsigned char)text.ptr[bytes] & 0xC0) == 0x80) bytes--;
  return slice_first(text, bytes);
}

static void print_place(struct report *r, const struct finding *f)
{
  struct str place = STR_INIT;
  str_add(&place, str_slice(&r->prefix));
  str_add(&place, f->path);
  print_whole(r->out, STYLE_TEXT, str_slice(&place));
  str_clear(&place);
  if (f->line) str_addf(&place, ":%u", (unsigned)f->line);
  if (f->line) str_addf(&place, ":%u", f->column ? (unsigned)f->column : 1);
  print_whole(r->out, STYLE_DIM, str_slice(&place));
  print_words(r->out, ": ");
  str_free(&place);
}

/* "what was found: detail; what was assumed" */
static void print_message(struct printer *p, enum diag_code code, struct slice detail)
{
  struct slice text = slice_of(diag_text(code)),
               short_detail = first_bytes(detail, DETAIL_BYTES_MAX);
  size_t end = detail.len ? slice_find_char(text, ';') : SLICE_NONE;
  print_whole(p, STYLE_TEXT, slice_first(text, end));
  if (detail.len) {
    print_words(p, ": ");
    print_whole(p, STYLE_STRONG, short_detail);
    if (short_detail.len < detail.len) print_words(p, "...");
  }
  print_whole(p, STYLE_TEXT, slice_from(text, end));
}

static void print_plain(struct report *r, const struct finding *f)
{
  enum diag_level level = diag_level_of(f->code);
  struct str code = STR_INIT;
  print_place(r, f);
  print_whole(r->out, level_styles[level], slice_of(diag_level_name(level)));
  print_words(r->out, ": ");
  print_message(r->out, f->code, slice_trim(f->detail));
  str_addf(&code, " [%s]", diag_name(f->code));
  print_whole(r->out, STYLE_DIM, str_slice(&code));
  print_end_line(r->out);
  str_free(&code);
}

static void json_number(struct json *j, const char *key, uint32_t number)
{
  json_key(j, key);
  if (number)
    json_int(j, number);
  else
    json_null(j);
}

static void print_json(struct report *r, const struct finding *f)
{
  struct json j;
  json_begin(&j, &r->out->buffer);
  json_object(&j);
  json_field(&j, "path", f->path);
  json_number(&j, "line", f->line);
  json_number(&j, "column", f->column);
  json_field(&j, "level", slice_of(diag_level_name(diag_level_of(f->code))));
  json_field(&j, "code", slice_of(diag_name(f->code)));
  json_field(&j, "message", slice_of(diag_text(f->code)));
  json_field(&j, "detail", f->detail.len ? f->detail : SLICE_NULL);
  json_object_end(&j);
  print_end_json(r->out);
}

static void report(void *context, const struct finding *f)
{
  struct report *r = context;
  enum diag_level level = diag_level_of(f->code);
  r->counts[level]++;
  if (level == DIAG_NOTE && !r->notes_too) return;
  if (r->json)
    print_json(r, f);
  else
    print_plain(r, f);
}

/* --- the last line --- */

/* "12,345 posts" */
static void add_count(struct str *out, size_t count, const char *noun)
{
  struct str digits = STR_INIT;
  str_addf(&digits, "%zu", count);
  for (size_t i = 0; i < digits.len; i++) {
    if (i > 0 && (digits.len - i) % 3 == 0) str_addc(out, ',');
    str_addc(out, digits.ptr[i]);
  }
  str_addf(out, " %s%s", noun, count == 1 ? "" : "s");
  str_free(&digits);
}

static void print_counts(const struct report *r, size_t posts)
{
  struct str line = STR_INIT;
  for (int level = DIAG_ERROR; level >= DIAG_NOTE; level--) {
    add_count(&line, r->counts[level], diag_level_name((enum diag_level)level));
    str_adds(&line, level > DIAG_NOTE ? ", " : " in ");
  }
  add_count(&line, posts, "post");
  if (r->counts[DIAG_NOTE] && !r->notes_too) str_adds(&line, "; --all shows the notes");
  print_words(r->out, line.ptr);
  print_end_line(r->out);
  str_free(&line);
}

enum cli_exit verb_check(struct call *c)
{
  enum cli_exit code;
  struct report r = { .out = &c->out,
                      .json = flag_given(&c->arguments, FLAG_JSON),
                      .notes_too = flag_given(&c->arguments, FLAG_ALL),
                      .prefix = STR_INIT };
  struct library *l = open_site(c, &code);
  if (!l) return code;
  const char *operand = c->arguments.operands.count ? c->arguments.operands.items[0] : NULL;
  find_prefix(&r.prefix, operand, slice_of(site_root(library_site(l))));
  size_t posts = check_library(l, report, &r);
  if (!r.json) print_counts(&r, posts);
  str_free(&r.prefix);
  library_free(l);
  return r.counts[DIAG_ERROR] ? EXIT_FAULTS : EXIT_DONE;
}
