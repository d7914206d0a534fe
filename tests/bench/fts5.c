/* How fast texts become postings, by the reader and by SQLite: FTS5 over the same pairs of
 * characters, without the texts, and with other options of it.
 *
 *     fts5 ROUNDS GOAL NAME FOLDER SCRATCH OPTIONS
 *
 * The texts are the folder's files, folded beforehand; both end with a file in SCRATCH.
 * One row, as bench_pair prints it, of processor time: neither has a second thread; then the
 * MB of text a second of each, and of the texts and their files. */
#include "base/file.h"
#include "base/path.h"
#include "store/query.h"
#include "store/segment.h"
#include "text/utf8.h"
#include "turns.h"

#include <sqlite3.h>
#include <unistd.h>

#define TABLES                                                                                     \
  "PRAGMA journal_mode = off; CREATE VIRTUAL TABLE t USING fts5(x, content = '', %s); BEGIN"

struct texts {
  const char *folder;
  struct arena arena;
  VEC(struct slice) all; /* folded, without blanks */
  struct query_text folded;
  size_t bytes;
};

static bool add_text(void *context, struct slice name, bool is_dir)
{
  struct texts *t = context;
  struct str path = STR_INIT, text = STR_INIT;
  str_addf(&path, "%s/%.*s", t->folder, SLICE_ARG(name));
  if (!is_dir && file_read(path.ptr, SIZE_MAX, &text, NULL) == 0) {
    query_text_set(&t->folded, SLICE(""), str_slice(&text));
    vec_push(&t->all, arena_slice(&t->arena, str_slice(&t->folded.solid)));
    t->bytes += t->folded.solid.len;
  }
  str_free(&path);
  str_free(&text);
  return true;
}

/* Segments of a few texts each, as they are gathered, and one of those. */
static double postings_ms(const struct texts *t, const char *path)
{
  struct gathering gathered = { 0 };
  struct gram_set grams = { 0 };
  struct str part = STR_INIT;
  VEC(struct document) documents = { 0 };
  VEC(struct segment_part) parts = { 0 };
  unlink(path);
  double start = now_ms(CLOCK_PROCESS_CPUTIME_ID);
  for (uint32_t i = 0, first = 0; i < t->all.count; i++) {
    vec_push(&documents, ((struct document){ .stamp = i + 1u, .id = i }));
    grams_of_text(&grams, t->all.items[i]);
    gathering_add(&gathered, documents.items[i], &grams.grams);
    if (gathered.grams.count < GATHERING_GRAMS && i + 1 < t->all.count) continue;
    str_clear(&part);
    str_addf(&part, "%s.%zu", path, parts.count);
    if (segment_write(part.ptr, 1, &gathered) != 0) abort();
    gathering_free(&gathered);
    struct segment_part whole = { segment_open(part.ptr, 1),
                                  xmalloc((i + 1 - first) * sizeof *whole.moved) };
    unlink(part.ptr);
    for (uint32_t n = first; n <= i; n++) whole.moved[n - first] = n;
    vec_push(&parts, whole);
    first = i + 1;
  }
  if (segment_merge(path, 1, parts.items, parts.count, documents.items, documents.count, NULL) != 0)
    abort();
  double took = now_ms(CLOCK_PROCESS_CPUTIME_ID) - start;
  for (size_t i = 0; i < parts.count; i++) {
    segment_free(parts.items[i].segment);
    free(parts.items[i].moved);
  }
  vec_free(&parts);
  vec_free(&documents);
  gram_set_free(&grams);
  str_free(&part);
  return took;
}

/* Each character with the one behind it, a blank between the pairs. */
static void add_pairs(struct slice text, struct str *out)
{
  char32_t scalar;
  for (size_t first = 0, at = 0; at < text.len;) {
    size_t bytes = utf8_decode(slice_from(text, at), &scalar, NULL);
    if (at > first) {
      str_add(out, slice_first(slice_from(text, first), at + bytes - first));
      str_addc(out, ' ');
    }
    first = at;
    at += bytes;
  }
}

static double fts5_ms(const struct texts *t, const char *path, const char *options)
{
  struct str pairs = STR_INIT, sql = STR_INIT;
  sqlite3 *db;
  sqlite3_stmt *insert;
  unlink(path);
  str_addf(&sql, TABLES, options);
  double start = now_ms(CLOCK_PROCESS_CPUTIME_ID);
  if (sqlite3_open(path, &db) || sqlite3_exec(db, sql.ptr, NULL, NULL, NULL) ||
      sqlite3_prepare_v2(db, "INSERT INTO t(rowid, x) VALUES (?, ?)", -1, &insert, NULL)) {
    fprintf(stderr, "fts5: %s\n", sqlite3_errmsg(db));
    exit(2);
  }
  for (size_t i = 0; i < t->all.count; i++) {
    str_clear(&pairs);
    add_pairs(t->all.items[i], &pairs);
    sqlite3_bind_int64(insert, 1, (sqlite3_int64)i + 1);
    sqlite3_bind_text(insert, 2, pairs.ptr, (int)pairs.len, SQLITE_STATIC);
    if (sqlite3_step(insert) != SQLITE_DONE) abort();
    sqlite3_reset(insert);
  }
  sqlite3_finalize(insert);
  if (sqlite3_exec(db, "COMMIT", NULL, NULL, NULL) || sqlite3_close(db)) abort();
  double took = now_ms(CLOCK_PROCESS_CPUTIME_ID) - start;
  str_free(&pairs);
  str_free(&sql);
  return took;
}

static double megabytes(const char *path)
{
  struct file_info info;
  return file_stat(path, &info) == 0 ? (double)info.bytes / 1e6 : 0;
}

int main(int argc, char **argv)
{
  static struct turns turns;
  struct str ours = STR_INIT, theirs = STR_INIT;
  if (argc != 7) return fputs("usage: fts5 ROUNDS GOAL NAME FOLDER SCRATCH OPTIONS\n", stderr), 2;
  struct texts t = { .folder = argv[4] };
  turns.count = atoi(argv[1]);
  if (turns.count < 1 || turns.count > TURNS_MAX) return fputs("fts5: how many?\n", stderr), 2;
  query_text_init(&t.folded);
  dir_each(t.folder, add_text, &t);
  str_addf(&ours, "%s/postings", argv[5]);
  str_addf(&theirs, "%s/fts5", argv[5]);
  for (int i = 0; i < turns.count; i++) {
    turns.a[i] = postings_ms(&t, ours.ptr);
    turns.b[i] = fts5_ms(&t, theirs.ptr, argv[6]);
  }
  turns_print(&turns, argv[3], atof(argv[2]));
  double mb_ms = (double)t.bytes / 1e3;
  printf("  %.1f, %.1f MB/s; %.1f MB in files of %.1f, %.1f MB\n", mb_ms / turns.a[turns.count / 2],
         mb_ms / turns.b[turns.count / 2], (double)t.bytes / 1e6, megabytes(ours.ptr),
         megabytes(theirs.ptr));
  unlink(ours.ptr);
  unlink(theirs.ptr);
  str_free(&ours);
  str_free(&theirs);
  query_text_free(&t.folded);
  vec_free(&t.all);
  arena_free(&t.arena);
  return 0;
}
