/* compare [--lenient] SITE EXPECTED OURS PURPOSEFUL
 * compare --paths FILE
 *
 * Holds what `baokan list --json` says of a site (OURS) against what its generator
 * computes (EXPECTED), one JSON object a line in both, keyed by `path`.  Prints a table, then
 * each difference; exits 1 when one of them is not in PURPOSEFUL.
 *
 * A row of PURPOSEFUL is SITE, PATH, FIELD, REASON, parted by tabs.  SITE and PATH may be *,
 * and FIELD may be `field=value`: only where the generator says just that.
 *
 * With --paths only the paths of a file's lines are printed, each on a line.
 *
 * What is compared: `path` and `status` always; the rest on lines without `error`, which tells
 * that the generator read none of the front matter.  Normalised is only what two ways of writing
 * one value are: Z and +00:00, an address with and without its first slash, one label and a list of
 * it, a label named twice, and year 1, which is how Hugo writes "no date". */
#include "base/file.h"
#include "base/map.h"
#include "base/vec.h"
#include "site/yaml.h"

#include <stdio.h>
#include <stdlib.h>

enum field { PATH, STATUS, TITLE, DATE, CATEGORIES, TAGS, URL, FIELD_COUNT };
static const char *const field_names[FIELD_COUNT] = { "path",       "status", "title", "date",
                                                      "categories", "tags",   "url" };

/* A file of lines; the values live in the arena and lead into `text`. */
struct lines {
  struct str text;
  VEC(const struct value *) items;
};

struct purpose {
  struct slice site, path, field, reason;
};

struct comparison {
  struct slice site;
  bool lenient;
  struct arena arena;
  struct lines expected, ours;
  struct str purposes_text;
  VEC(struct purpose) purposes;
  size_t compared[FIELD_COUNT], equal[FIELD_COUNT], purposeful[FIELD_COUNT];
  bool wrong;
  struct str report;
};

static void give_up(const char *what, const char *name)
{
  fprintf(stderr, "compare: %s: %s\n", name, what);
  exit(2);
}

static void read_lines(struct comparison *c, const char *name, struct lines *out)
{
  if (file_read(name, SIZE_MAX, &out->text, NULL) != 0) give_up("cannot be read", name);
  struct slice rest = str_slice(&out->text), line;
  while (slice_line(&rest, &line)) {
    struct yaml_problem problem;
    const struct value *v = yaml_parse(line, &c->arena, &problem);
    if (!v) give_up(problem.message, name);
    if (v->kind == VALUE_MAP) vec_push(&out->items, v);
  }
}

static void read_purposes(struct comparison *c, const char *name)
{
  if (file_read(name, SIZE_MAX, &c->purposes_text, NULL) != 0) give_up("cannot be read", name);
  struct slice rest = str_slice(&c->purposes_text), line;
  while (slice_line(&rest, &line)) {
    struct purpose p = { 0 };
    if (line.len == 0 || *line.ptr == '#') continue;
    if (!slice_cut(&line, '\t', &p.site) || !slice_cut(&line, '\t', &p.path) ||
        !slice_cut(&line, '\t', &p.field) || !slice_cut(&line, '\t', &p.reason))
      give_up("a row without four columns", name);
    vec_push(&c->purposes, p);
  }
}

static const struct purpose *purpose_of(const struct comparison *c, struct slice path,
                                        enum field field, struct slice expected)
{
  struct str full = STR_INIT;
  const struct purpose *found = NULL;
  str_addf(&full, "%s=%.*s", field_names[field], SLICE_ARG(expected));
  for (size_t i = 0; i < c->purposes.count && !found; i++) {
    const struct purpose *p = &c->purposes.items[i];
    bool site = slice_eq(p->site, SLICE("*")) || slice_eq(p->site, c->site);
    bool file = slice_eq(p->path, SLICE("*")) || slice_eq(p->path, path);
    bool name =
        slice_eq(p->field, slice_of(field_names[field])) || slice_eq(p->field, str_slice(&full));
    if (site && file && name) found = p;
  }
  str_free(&full);
  return found;
}

static void count(struct comparison *c, struct slice path, enum field field, struct slice expected,
                  struct slice ours)
{
  c->compared[field]++;
  if (slice_eq(expected, ours)) {
    c->equal[field]++;
    return;
  }
  const struct purpose *p = purpose_of(c, path, field, expected);
  if (p)
    c->purposeful[field]++;
  else
    c->wrong = true;
  str_addf(&c->report, "%s %.*s: %s: expected \"%.*s\", ours \"%.*s\"%s%.*s\n",
           p ? "purposeful" : "DIFFERENT", SLICE_ARG(path), field_names[field], SLICE_ARG(expected),
           SLICE_ARG(ours), p ? ": " : "", SLICE_ARG(p ? p->reason : SLICE("")));
}

/* The labels of a scalar or a list, each once and parted by `between`. */
static void add_joined(const struct value *v, const char *between, struct str *out)
{
  struct map seen = { 0 };
  bool first = true;

  const struct value *item = v && v->kind == VALUE_LIST ? v->first : v;
  for (; item; item = v->kind == VALUE_LIST ? item->next : NULL) {
    struct slice name = value_string(item);
    if (!name.ptr || map_get(&seen, name) != MAP_NONE) continue;
    map_put(&seen, name, 0);
    if (!first) str_adds(out, between);
    first = false;
    str_add(out, name);
  }
  map_free(&seen);
}

static void add_labels(const struct value *v, struct str *out)
{
  add_joined(v, " | ", out);
}

/* 2024-05-01T10:00:00+00:00, whatever the separator and the name of UTC. */
static void add_date(const struct value *v, struct str *out)
{
  struct slice text = value_string(v);
  if (slice_starts(text, SLICE("0001-01-01T00:00:00"))) return;
  bool utc = slice_ends(text, SLICE("Z"));
  str_add(out, slice_first(text, utc ? text.len - 1 : text.len));
  if (out->len > 10) out->ptr[10] = 'T';
  if (utc) str_adds(out, "+00:00");
}

static void add_url(const struct value *v, struct str *out)
{
  struct slice text = value_string(v);
  if (text.len && *text.ptr != '/') str_addc(out, '/');
  str_add(out, text);
}

/* Titles are text: a list stands as its items. */
static void add_title(const struct value *v, struct str *out)
{
  if (v->kind == VALUE_LIST)
    add_joined(v, ", ", out);
  else
    str_add(out, value_string(v));
}

static void add_field(enum field field, const struct value *v, struct str *out)
{
  static void (*const adders[FIELD_COUNT])(const struct value *, struct str *) = {
    [TITLE] = add_title, [DATE] = add_date, [CATEGORIES] = add_labels,
    [TAGS] = add_labels, [URL] = add_url,
  };
  if (!v) return;
  if (adders[field])
    adders[field](v, out);
  else
    str_add(out, value_string(v));
}

/* Front matter as such says less than a generator: a key it lacks is not compared, and a
 * date without a zone is compared as far as it goes. */
static void compare_front(struct comparison *c, struct slice path, const struct value *data,
                          const struct value *ours)
{
  static const char *const keys[FIELD_COUNT] = {
    [TITLE] = "title", [DATE] = "date", [CATEGORIES] = "categories",
    [TAGS] = "tags",   [URL] = "path",
  };
  for (enum field f = TITLE; f < FIELD_COUNT; f++) {
    const struct value *v = value_gets(data, keys[f]);
    if (!v && f == TAGS) v = value_path(data, "taxonomies.tags");
    if (value_is_null(v)) continue;
    struct str expected = STR_INIT, got = STR_INIT;
    add_field(f, v, &expected);
    add_field(f, value_gets(ours, field_names[f]), &got);
    if (f == DATE) str_cut(&got, expected.len);
    count(c, path, f, str_slice(&expected), str_slice(&got));
    str_free(&expected);
    str_free(&got);
  }
}

/* Hugo's lines say `draft`, true or false, in place of a status. */
static void compare_status(struct comparison *c, struct slice path, const struct value *line,
                           const struct value *ours)
{
  struct slice status = value_string(value_gets(line, "status"));
  const struct value *draft = value_gets(line, "draft");
  if (!status.ptr && draft) status = value_bool(draft, false) ? SLICE("draft") : SLICE("post");
  if (status.ptr) count(c, path, STATUS, status, value_string(value_gets(ours, "status")));
}

static void compare_line(struct comparison *c, const struct value *expected,
                         const struct value *ours)
{
  struct slice path = value_string(value_gets(expected, "path"));
  const struct value *data = value_gets(expected, "data");
  count(c, path, PATH, path, ours ? path : SLICE(""));
  if (!ours) return;
  if (data) {
    compare_front(c, path, data, ours);
    return;
  }
  if (!c->lenient) compare_status(c, path, expected, ours);
  if (!value_is_null(value_gets(expected, "error"))) return;
  for (enum field f = TITLE; f < FIELD_COUNT; f++) {
    const struct value *v = value_gets(expected, field_names[f]);
    if (!v || (f == TITLE && value_is_null(v))) continue;
    struct str want = STR_INIT, got = STR_INIT;
    add_field(f, v, &want);
    add_field(f, value_gets(ours, field_names[f]), &got);
    count(c, path, f, str_slice(&want), str_slice(&got));
    str_free(&want);
    str_free(&got);
  }
}

static void compare_all(struct comparison *c)
{
  struct map by_path = { 0 }, asked = { 0 };

  for (size_t i = 0; i < c->ours.items.count; i++)
    map_put(&by_path, value_string(value_gets(c->ours.items.items[i], "path")), (uint32_t)i);
  for (size_t i = 0; i < c->expected.items.count; i++) {
    const struct value *line = c->expected.items.items[i];
    struct slice path = value_string(value_gets(line, "path"));
    uint32_t at = map_get(&by_path, path);
    map_put(&asked, path, 0);
    compare_line(c, line, at == MAP_NONE ? NULL : c->ours.items.items[at]);
  }
  for (size_t i = 0; i < c->ours.items.count; i++) {
    struct slice path = value_string(value_gets(c->ours.items.items[i], "path"));
    if (map_get(&asked, path) == MAP_NONE) count(c, path, PATH, SLICE(""), path);
  }
  map_free(&by_path);
  map_free(&asked);
}

static void print_table(const struct comparison *c)
{
  printf("%-14.*s", SLICE_ARG(c->site));
  for (enum field f = PATH; f < FIELD_COUNT; f++) {
    printf(" %s %zu/%zu", field_names[f], c->equal[f], c->compared[f]);
    if (c->purposeful[f]) printf("(+%zu)", c->purposeful[f]);
  }
  printf("\n%s", c->report.ptr);
}

static void print_paths(struct comparison *c, const char *name)
{
  read_lines(c, name, &c->expected);
  for (size_t i = 0; i < c->expected.items.count; i++)
    printf("%.*s\n", SLICE_ARG(value_string(value_gets(c->expected.items.items[i], "path"))));
}

static void compare_files(struct comparison *c, char **names)
{
  c->site = slice_of(names[0]);
  read_lines(c, names[1], &c->expected);
  read_lines(c, names[2], &c->ours);
  read_purposes(c, names[3]);
  compare_all(c);
  print_table(c);
}

int main(int argc, char **argv)
{
  struct comparison c = { .purposes_text = STR_INIT, .report = STR_INIT };
  str_init(&c.expected.text);
  str_init(&c.ours.text);
  c.lenient = argc > 1 && strcmp(argv[1], "--lenient") == 0;
  if (argc == 3 && strcmp(argv[1], "--paths") == 0)
    print_paths(&c, argv[2]);
  else if (argc == 5 + c.lenient)
    compare_files(&c, argv + 1 + c.lenient);
  else
    give_up("takes [--lenient] SITE EXPECTED OURS PURPOSEFUL, or --paths FILE", "usage");
  vec_free(&c.purposes);
  vec_free(&c.expected.items);
  vec_free(&c.ours.items);
  str_free(&c.purposes_text);
  str_free(&c.expected.text);
  str_free(&c.ours.text);
  str_free(&c.report);
  arena_free(&c.arena);
  return c.wrong;
}
