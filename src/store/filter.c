#include "store/filter.h"

#include "store/day.h"
#include "store/titles.h"

struct filter {
  const struct index *index;
  struct rows rows;
  struct titles titles;
  bool all_ready;
  struct str typed;
  struct needle needle;
  VEC(struct day_typed) days; /* of the terms; year, month and day 0: it is no day */
  row_list found;             /* rows of titles, in order */
  VEC(uint8_t) ranks;         /* of those */
  id_list hits;
  int64_t day; /* of the post looked at last, and which days it is */
  uint64_t day_terms;
};

enum { DAY_TERMS_MOST = 64 };

struct filter *filter_new(const struct index *x, struct rows rows)
{
  struct filter *f = xcalloc(1, sizeof *f);
  f->index = x;
  f->rows = rows;
  f->titles.text = f->typed = (struct str)STR_INIT;
  return f;
}

void filter_free(struct filter *f)
{
  if (!f) return;
  titles_free(&f->titles);
  str_free(&f->typed);
  needle_free(&f->needle);
  vec_free(&f->days);
  vec_free(&f->found);
  vec_free(&f->ranks);
  vec_free(&f->hits);
  free(f);
}

bool filter_prepare(struct filter *f, size_t most)
{
  f->all_ready = f->all_ready || titles_add(&f->titles, f->index, f->rows, most);
  return f->all_ready;
}

static bool is_day(const struct filter *f, size_t term)
{
  const struct day_typed *d = &f->days.items[term];
  return d->year || d->month;
}

/* Posts of one day stand together: each day is compared once. */
static bool is_from(struct filter *f, uint32_t id, size_t term)
{
  int64_t day = record_day(index_record(f->index, id));
  if (day != f->day) {
    f->day = day;
    f->day_terms = 0;
    for (size_t i = 0; i < f->days.count && i < DAY_TERMS_MOST; i++)
      if (is_day(f, i) && day_is(day, &f->days.items[i])) f->day_terms |= (uint64_t)1 << i;
  }
  return term < DAY_TERMS_MOST && f->day_terms >> term & 1;
}

static int rank_of(struct filter *f, uint32_t row)
{
  struct slice title = titles_at(&f->titles, row);
  int worst = NEEDLE_EXACT;
  for (size_t i = 0; i < f->needle.terms.count && worst; i++) {
    if (is_day(f, i) && is_from(f, f->titles.ids.items[row], i)) continue;
    int rank = needle_term_rank(&f->needle.terms.items[i], title);
    if (rank < worst) worst = rank;
  }
  return worst;
}

/* A term that only the text itself can match is looked for in all titles at once. */
static const struct needle_term *plain_term(const struct filter *f)
{
  for (size_t i = 0; i < f->needle.terms.count; i++) {
    const struct needle_term *term = &f->needle.terms.items[i];
    if (!term->pinyin && !term->crosses_blanks && !is_day(f, i)) return term;
  }
  return NULL;
}

/* Rows of both, rising. */
static void unite(const row_list *one, const row_list *other, row_list *both)
{
  size_t i = 0, n = 0;
  vec_reserve(both, one->count + other->count + 1);
  while (i < one->count || n < other->count) {
    uint32_t a = i < one->count ? one->items[i] : UINT32_MAX;
    uint32_t b = n < other->count ? other->items[n] : UINT32_MAX;
    both->items[both->count++] = a < b ? a : b;
    i += a <= b;
    n += b <= a;
  }
}

/* As it stands, or by its sound. */
static void find_either(struct filter *f, const struct needle_term *term)
{
  row_list plain = { 0 }, sound = { 0 };
  titles_find(&f->titles, str_slice(&term->exact), &plain);
  titles_find_sound(&f->titles, term->pinyin, &sound);
  unite(&plain, &sound, &f->found);
  vec_free(&plain);
  vec_free(&sound);
}

static void look_at_all(struct filter *f)
{
  const struct needle_term *plain = plain_term(f);
  vec_clear(&f->found);
  if (plain) {
    titles_find(&f->titles, str_slice(&plain->exact), &f->found);
    return;
  }
  for (size_t i = 0; i < f->needle.terms.count; i++) {
    const struct needle_term *term = &f->needle.terms.items[i];
    if (!term->pinyin || term->crosses_blanks || is_day(f, i)) continue;
    find_either(f, term);
    return;
  }
  vec_reserve(&f->found, f->titles.ids.count + 1);
  for (size_t row = 0; row < f->titles.ids.count; row++) f->found.items[row] = (uint32_t)row;
  f->found.count = f->titles.ids.count;
}

/* Keeps what matches of what was found so far, with its rank.  Where the only term
 * has just been looked for in all titles, all of them do. */
static void sift(struct filter *f, bool fresh)
{
  size_t kept = 0;
  bool ranked = !fresh || f->needle.terms.count > 1 || !plain_term(f);
  vec_clear(&f->ranks);
  vec_reserve(&f->ranks, f->found.count + 1);
  f->day = INT64_MAX;
  for (size_t i = 0; i < f->found.count; i++) {
    uint32_t row = f->found.items[i];
    int rank = ranked ? rank_of(f, row) : NEEDLE_EXACT;
    if (!rank) continue;
    f->found.items[kept] = row;
    f->ranks.items[kept++] = (uint8_t)rank;
  }
  f->found.count = f->ranks.count = kept;
}

/* By rank, and within a rank as they stand. */
static void put_in_order(struct filter *f)
{
  size_t starts[NEEDLE_EXACT + 2] = { 0 };
  for (size_t i = 0; i < f->found.count; i++) starts[NEEDLE_EXACT - f->ranks.items[i] + 1]++;
  for (int i = 1; i <= NEEDLE_EXACT; i++) starts[i] += starts[i - 1];
  vec_clear(&f->hits);
  vec_reserve(&f->hits, f->found.count + 1);
  for (size_t i = 0; i < f->found.count; i++)
    f->hits.items[starts[NEEDLE_EXACT - f->ranks.items[i]]++] =
        f->titles.ids.items[f->found.items[i]];
  f->hits.count = f->found.count;
}

static void read_days(struct filter *f)
{
  vec_clear(&f->days);
  for (size_t i = 0; i < f->needle.terms.count; i++) {
    struct day_typed day = { 0 };
    if (!day_read(str_slice(&f->needle.terms.items[i].exact), &day)) day = (struct day_typed){ 0 };
    vec_push(&f->days, day);
  }
}

static bool any_day(const struct filter *f)
{
  for (size_t i = 0; i < f->days.count; i++)
    if (is_day(f, i)) return true;
  return false;
}

void filter_type(struct filter *f, struct slice typed)
{
  struct needle before = f->needle;
  bool fresh = !filter_prepare(f, SIZE_MAX) || f->typed.len == 0 || any_day(f);
  f->needle = (struct needle){ 0 };
  needle_set(&f->needle, typed);
  read_days(f);
  fresh = fresh || any_day(f) || !needle_narrows(&f->needle, &before);
  needle_free(&before);
  str_clear(&f->typed);
  str_add(&f->typed, typed);
  if (fresh) look_at_all(f);
  sift(f, fresh);
  put_in_order(f);
}

void filter_refresh(struct filter *f)
{
  struct str typed = f->typed;
  titles_refresh(&f->titles, f->index, f->rows);
  f->all_ready = true;
  str_init(&f->typed);
  filter_type(f, str_slice(&typed));
  str_free(&typed);
}

const id_list *filter_hits(const struct filter *f)
{
  return &f->hits;
}

struct slice filter_typed(const struct filter *f)
{
  return str_slice(&f->typed);
}

const struct needle *filter_needle(const struct filter *f)
{
  return &f->needle;
}
