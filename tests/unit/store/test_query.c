#include "store/query.h"

#include "sample.h"

enum { NOW = 1700000000 };

/* The terms as "[-]field:needle or number", parted by bars. */
static void assert_query(const char *text, const char *expected)
{
  static const char *const names[] = {
    "text", "title", "category", "tag", "after", "before", "is"
  };
  struct str got = STR_INIT;
  struct query q;
  query_parse(&q, slice_of(text), NOW);
  for (size_t i = 0; i < q.terms.count; i++) {
    const struct query_term *t = &q.terms.items[i];
    str_addf(&got, "%s%s%s:", i ? "|" : "", t->negated ? "-" : "", names[t->field]);
    if (t->field == QUERY_AFTER || t->field == QUERY_BEFORE)
      str_addf(&got, "%lld", (long long)t->time);
    else if (t->field == QUERY_IS)
      str_addf(&got, "%d", t->state);
    else
      str_add(&got, t->needle);
  }
  if (q.fault) str_addf(&got, "!%d@%u %.*s", q.fault, q.fault_at, SLICE_ARG(q.fault_text));
  assert_string_equal(got.ptr, expected);
  str_free(&got);
  query_free(&q);
}

static void test_parse(void **state)
{
  static const struct {
    const char *text, *expected;
  } rows[] = {
    { "", "" },
    { " \t\u3000", "" },
    { "潮水", "text:潮水" },
    { "潮水　Fog", "text:潮水|text:fog" },
    { "\"low tide\" ＡＩＦ", "text:low tide|text:aif" },
    { "“低 潮”", "text:低潮" },
    { "\"A IF 联盟\"", "text:aif联盟" },
    { "-雾 －\"a b\"", "-text:雾|-text:a b" },
    { "a -", "text:a|text:-" },
    { "--a", "-text:-a" },
    { "title:灯塔 -tag:\"x y\" CATEGORY：gundong", "title:灯塔|-tag:x y|category:gundong" },
    { "http://a.example title:", "text:http://a.example|text:title:" },
    { "title: x", "text:title:|text:x" },
    { "after:2024-05-01 before:2024", "after:1714521600|before:1704067200" },
    { "after:2024-05 before:2024-05-01T08:30:00Z", "after:1714521600|before:1714552200" },
    { "after:7d before:2W", "after:1699395200|before:1698790400" },
    { "is:unread -is:Starred", "is:1|-is:2" },
    { "雾 after:soon", "text:雾|text:after:soon!1@3 after:soon" },
    { "after:2024-13", "text:after:2024-13!1@1 after:2024-13" },
    { "is:new 雾", "text:is:new|text:雾!2@1 is:new" },
    { "雾 -\"潮 水", "text:雾|-text:潮水!3@4 \"潮 水" },
    { "\"\" a", "text:a!4@1 \"\"" },
    { "\u200B a", "text:a!4@1 \u200B" },
    { "a\"b", "text:a\"b" },
  };
  (void)state;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    assert_query(rows[i].text, rows[i].expected);
}

static void test_many_terms(void **state)
{
  (void)state;
  struct str text = STR_INIT;
  struct query q;
  for (int i = 0; i < 100000; i++) str_adds(&text, "a -\" ");
  query_parse(&q, str_slice(&text), NOW);
  assert_in_range(q.terms.count, 1, 256);
  query_free(&q);
  str_free(&text);
}

/* -1: no match, else how many hits. */
static int matches(const char *text, const char *title, const char *body)
{
  struct query q;
  struct query_text t;
  uint32_t hits;
  query_parse(&q, slice_of(text), NOW);
  query_text_init(&t);
  query_text_set(&t, slice_of(title), slice_of(body));
  int found = query_matches(&q, &t, &hits) ? (int)hits : -1;
  query_text_free(&t);
  query_free(&q);
  return found;
}

static void test_matches(void **state)
{
  static const struct {
    const char *query, *title, *body;
    int hits;
  } rows[] = {
    { "潮", "潮信", "潮水与潮", 3 },
    { "潮水", "潮", "水", -1 }, /* never over a line's end */
    { "潮水", "", "大潮\n水位", -1 },
    { "潮水", "", "潮 水", 1 },
    { "潮水 雾", "雾", "潮水", 2 },
    { "潮水 -雾", "雾", "潮水", -1 },
    { "潮水 -雾", "风", "潮水", 1 },
    { "-雾", "风", "", 0 },
    { "臺灣", "", "台湾", 1 },
    { "台湾", "", "臺灣", 1 },
    { "ide", "", "Tides and tide", 2 },
    { "ＴＩＤＥ", "", "tide", 1 },
    { "\"low tide\"", "", "low  tide", 1 },
    { "\"low tide\"", "", "lowtide", -1 },
    { "lowtide", "", "low tide", -1 },
    { "aif联盟", "", "“A IF 联盟”", 1 },
    { "がく", "", "ガク", 1 },
    { "aa", "", "aaaaa", 2 },
  };
  (void)state;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    assert_int_equal(matches(rows[i].query, rows[i].title, rows[i].body), rows[i].hits);
}

static bool is_starred(void *context, uint32_t id, enum query_state what)
{
  return what == QUERY_STARRED && id == *(uint32_t *)context;
}

static void test_admits(void **state)
{
  (void)state;
  struct index *x = index_new();
  uint32_t ids[3];
  ids[0] = add(x, (struct sample){ .path = "_posts/2024-05-01-a.md",
                                   .title = "灯塔 Light",
                                   .categories = "gundong",
                                   .tags = "滚动新闻",
                                   .date = 1714521600 });
  ids[1] = add(x, (struct sample){ .path = "_posts/2024-05-02-b.md",
                                   .title = "雾",
                                   .categories = "letters",
                                   .tags = "海 雾",
                                   .date = 1714608000 });
  ids[2] = add(x, (struct sample){ .path = "_posts/c.md", .title = "undated" });
  index_settle(x);
  static const struct {
    const char *query, *admitted;
  } rows[] = {
    { "anything", "012" },          { "title:light", "0" },
    { "title:灯塔light", "0" },     { "-title:灯塔", "12" },
    { "category:gundong", "0" },    { "category:滚动", "0" }, /* by the name it is shown with */
    { "category:LETT", "1" },       { "tag:雾 tag:海", "1" },
    { "tag:nothing", "" },          { "-tag:雾", "02" },
    { "after:2024-05-02", "1" },    { "before:2024-05-02", "0" },
    { "-after:2024", "2" },         { "is:starred", "1" },
    { "-is:starred title:u", "2" },
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    struct query q;
    struct query_filter f = { .is = is_starred, .context = &ids[1] };
    char got[8] = "";
    query_parse(&q, slice_of(rows[i].query), NOW);
    query_filter_set(&f, &q, x);
    for (uint32_t n = 0, at = 0; n < 3; n++)
      if (query_admits(&f, ids[n])) got[at++] = (char)('0' + n), got[at] = '\0';
    assert_string_equal(got, rows[i].admitted);
    query_filter_free(&f);
    query_free(&q);
  }
  index_free(x);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_parse),
    cmocka_unit_test(test_many_terms),
    cmocka_unit_test(test_matches),
    cmocka_unit_test(test_admits),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
