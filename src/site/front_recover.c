/* Front matter that is no YAML, read line by line.  A key with the lines that go
 * on with it is a chunk; each chunk is given to libyaml alone, so that one bad
 * line costs no other; what even then is no YAML is taken as it stands. */
#include "site/front_impl.h"

#include "site/yaml.h"

#include "base/str.h"

/* A chunk longer than this is text that happens to follow a key. */
enum { CHUNK_MAX_BYTES = 1 << 20, CHUNKS_MAX = 2000 };

struct recovery {
  struct arena *arena;
  struct diag_list *diags;
  struct value *map;
  uint32_t head_line; /* of the file, from 1; the values count from there, as libyaml does */
  uint32_t line;      /* of the file, of the chunk's first line */
  int chunks;
};

/* "title：x": the full-width colon that an input method leaves, after a known key. */
static struct slice wide_colon_key(struct slice line, size_t *after)
{
  size_t colon = slice_find(slice_first(line, 64), SLICE("："));
  struct slice key = slice_trim(slice_first(line, colon == SLICE_NONE ? 0 : colon));
  if (!front_known_key(key)) return (struct slice){ line.ptr, 0 };
  *after = colon + strlen("：");
  return key;
}

/* "title = x", as in TOML. */
static struct slice equals_key(struct slice line, size_t *after)
{
  size_t equals = slice_find(slice_first(line, 64), SLICE("="));
  struct slice key = slice_trim(slice_first(line, equals == SLICE_NONE ? 0 : equals));
  if (!front_known_key(key)) return (struct slice){ line.ptr, 0 };
  *after = equals + 1;
  return key;
}

/* The key of a line, indented or not, and where its value begins. */
static struct slice loose_key(struct slice line, size_t *after)
{
  size_t indent = 0;
  while (indent < line.len && (line.ptr[indent] == ' ' || line.ptr[indent] == '\t')) indent++;
  if (slice_starts(slice_from(line, indent), SLICE("\xc2\xa0"))) indent += 2;
  struct slice inner = slice_from(line, indent);
  struct slice key = front_key(inner);
  *after = indent + key.len + 1;
  if (key.len && (indent == 0 || front_known_key(key))) return key;
  key = wide_colon_key(inner, after);
  if (!key.len) key = equals_key(inner, after);
  *after += indent;
  return key;
}

/* What lies between the first and the last quote of the kind the value begins
 * with; nothing is unescaped, for nothing was escaped. */
static struct slice between_quotes(struct slice s, bool *quoted)
{
  s = slice_trim(s);
  *quoted = s.len > 1 && (s.ptr[0] == '"' || s.ptr[0] == '\'');
  if (!*quoted) return s;
  const char *last = memrchr(s.ptr + 1, s.ptr[0], s.len - 1);
  if (!last) return slice_from(s, 1);
  return (struct slice){ s.ptr + 1, (size_t)(last - s.ptr) - 1 };
}

static bool holds_names(struct slice key)
{
  static const char *const keys[] = { "tags", "tag", "categories", "category", "keywords" };
  for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
    if (slice_eq(key, slice_of(keys[i]))) return true;
  return false;
}

/* "[a, b": a list that is not closed, or not in YAML's way. */
static struct value *raw_list(struct recovery *r, struct slice raw, uint32_t line)
{
  struct value *list = value_new(r->arena, VALUE_LIST, line, 1);
  struct slice rest = slice_from(raw, 1), item;
  bool quoted;
  if (slice_ends(rest, SLICE("]"))) rest.len--;
  while (slice_cut(&rest, ',', &item)) {
    item = between_quotes(item, &quoted);
    if (!item.len) continue;
    value_append(list, SLICE_NULL,
                 value_text(r->arena, arena_slice(r->arena, item), VALUE_QUOTED, line, 1));
  }
  return list;
}

static void add_raw(struct recovery *r, struct slice key, struct slice raw, uint32_t line)
{
  bool quoted;
  uint32_t of_head = line - r->head_line + 1;
  raw = slice_trim(raw);
  if (slice_starts(raw, SLICE("[")) && holds_names(key))
    return value_append(r->map, arena_slice(r->arena, key), raw_list(r, raw, of_head));
  struct slice text = between_quotes(raw, &quoted);
  if (slice_eq(key, SLICE("title")) && quoted) diag_add(r->diags, DIAG_TITLE_QUOTES, line, 0, NULL);
  struct value *v = value_text(r->arena, arena_slice(r->arena, text),
                               quoted ? VALUE_QUOTED : VALUE_PLAIN, of_head, 1);
  value_append(r->map, arena_slice(r->arena, key), v);
}

/* The chunk as YAML of its own; all its entries are taken over. */
static bool chunk_as_yaml(struct recovery *r, struct slice chunk)
{
  struct value *v = yaml_parse(chunk, r->arena, NULL);
  if (!v || v->kind != VALUE_MAP) return false;
  for (struct value *entry = v->first, *next; entry; entry = next) {
    next = entry->next;
    entry->next = NULL;
    entry->line += r->line - r->head_line;
    value_append(r->map, entry->key, entry);
  }
  return true;
}

static bool chunk_without_tabs(struct recovery *r, struct slice chunk)
{
  if (!memchr(chunk.ptr, '\t', chunk.len)) return false;
  struct str blanks = STR_INIT;
  for (size_t i = 0; i < chunk.len; i++) {
    if (chunk.ptr[i] == '\t')
      str_adds(&blanks, "  ");
    else
      str_addc(&blanks, chunk.ptr[i]);
  }
  bool done = chunk_as_yaml(r, str_slice(&blanks));
  if (done) diag_add(r->diags, DIAG_FRONT_MATTER_TABS, r->line, 0, NULL);
  str_free(&blanks);
  return done;
}

static void chunk_by_line(struct recovery *r, struct slice chunk)
{
  struct slice rest = chunk, line;
  for (uint32_t n = r->line; front_line(&rest, &line); n++) {
    size_t after;
    struct slice key = loose_key(line, &after);
    if (key.len) add_raw(r, key, slice_from(line, after), n);
  }
}

static void read_chunk(struct recovery *r, struct slice chunk)
{
  if (chunk.len > CHUNK_MAX_BYTES || chunk.len == 0 || r->chunks++ >= CHUNKS_MAX) return;
  if (chunk_as_yaml(r, chunk) || chunk_without_tabs(r, chunk)) return;
  chunk_by_line(r, chunk);
}

static bool goes_on(struct slice line)
{
  if (line.len == 0) return true;
  return strchr(" \t-#\r]}\"'", line.ptr[0]) != NULL || slice_starts(line, SLICE("\xc2\xa0"));
}

struct value *front_recover(struct slice head, uint32_t head_line, struct arena *arena,
                            struct diag_list *diags, size_t *used)
{
  struct recovery r = { .arena = arena,
                        .diags = diags,
                        .map = value_new(arena, VALUE_MAP, 1, 1),
                        .head_line = head_line,
                        .line = head_line };
  struct slice rest = head, line, chunk = slice_first(head, 0);
  bool blank = false;
  *used = head.len;
  for (uint32_t n = head_line; front_line(&rest, &line); n++) {
    size_t after, start = (size_t)(line.ptr - head.ptr);
    size_t end = (size_t)(rest.ptr - head.ptr);
    bool key =
        front_key(line).len || wide_colon_key(line, &after).len || equals_key(line, &after).len;
    if (!key && !goes_on(line) && blank) {
      *used = start;
      break;
    }
    blank = slice_trim(line).len == 0;
    if (key || chunk.len == 0) {
      read_chunk(&r, chunk);
      chunk = slice_from(head, start);
      chunk.len = 0;
      r.line = n;
    }
    chunk.len = end - (size_t)(chunk.ptr - head.ptr);
  }
  read_chunk(&r, chunk);
  return r.map->first ? r.map : NULL;
}
