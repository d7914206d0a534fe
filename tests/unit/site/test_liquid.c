#include "temp_site.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct row {
  const char *body, *expected;
};

static struct temp_site temp;

static void expand(const char *file, const char *body, struct str *out, bool *dropped)
{
  struct str text = STR_INIT;
  str_addf(&text,
           "---\ntitle: Low & high\ndate: 2021-04-05 06:07 +0000\ntags: [ebb, flow]\nmood: "
           "calm\n---\n%s",
           body);
  temp_file(&temp, file, text.ptr);
  struct post post;
  site_read_post(temp.site, slice_of(file), &post);
  site_expand(temp.site, &post, false, out);
  if (dropped) *dropped = diag_has(&post.diags, DIAG_LIQUID_DROPPED);
  post_free(&post);
  str_free(&text);
}

static void check(const char *file, const struct row *rows, size_t count)
{
  for (size_t i = 0; i < count; i++) {
    struct str out = STR_INIT;
    expand(file, rows[i].body, &out, NULL);
    if (strcmp(out.ptr, rows[i].expected) != 0) fail_msg("row %zu: \"%s\"", i, out.ptr);
    str_free(&out);
  }
}
#define CHECK(file, rows) check(file, rows, sizeof(rows) / sizeof *(rows))

static int start(const char *config, enum site_kind kind)
{
  temp_start(&temp);
  temp_file(&temp, kind == SITE_HUGO ? "hugo.yaml" : "_config.yml", config);
  return 0;
}

static int end(void **state)
{
  (void)state;
  temp_end(&temp);
  return 0;
}

static int start_jekyll(void **state)
{
  (void)state;
  start("title: Tide\nurl: https://tide.example\nbaseurl: /log\nport: {name: Elm}\n", SITE_JEKYLL);
  temp_file(&temp, "_includes/greet.md", "hello {{ include.who }}");
  temp_file(&temp, "_includes/again.md", "{% include again.md %}.");
  temp_file(&temp, "_data/boats.yml", "- {name: heron, oars: 2}\n- {name: gull, oars: 4}\n");
  temp_file(&temp, "_posts/2020-01-02-older.md", "---\ntitle: o\n---\n");
  temp_file(&temp, "old_post/2020-01-03-moved.md", "---\ntitle: m\n---\n");
  temp_open(&temp, false, -1);
  return 0;
}

static void test_liquid(void **state)
{
  (void)state;
  static const struct row rows[] = {
    { "no tags", "no tags" },
    { "{{ site.title }} {{ site.port.name }} {{site.baseurl}}", "Tide Elm /log" },
    { "{{ page.title }} {{ page.mood }} {{ page.url }}", "Low & high calm /2021/04/05/a.html" },
    { "{{ nothing.at.all }}|", "|" },
    { "{{ 'a b' | upcase | append: '!' | replace: ' ', '-' }}", "A-B!" },
    { "{{ page.tags | join: ', ' }} {{ page.tags.first }} {{ page.tags.size }}",
      "ebb, flow ebb 2" },
    { "{{ page.date | date: '%d/%m/%Y' }}", "05/04/2021" },
    { "{{ '/x' | relative_url }} {{ 'x' | absolute_url }}", "/log/x https://tide.example/log/x" },
    { "{{ none | default: 'some' }}", "some" },
    { "{% assign n = 3 | plus: 4 %}{{ n }}{{ n | times: 2 }}", "714" },
    { "{% if page.mood == 'calm' and n %}a{% elsif page.mood contains 'al' %}b{% else %}c{% endif "
      "%}",
      "b" },
    { "{% if 2 > 10 %}a{% else %}{% if 10 > 9 %}b{% endif %}{% endif %}", "b" },
    { "{% unless page.mood %}a{% else %}{% assign x = 1 %}b{{ x }}{% endunless %}", "b1" },
    { "{% case page.mood %}{% when 'wild' %}a{% when 'calm', 'cool' %}b{% else %}c{% endcase %}",
      "b" },
    { "{% for t in page.tags %}{{ forloop.index }}{{ t }}{% unless forloop.last %},{% endunless "
      "%}{% endfor %}",
      "1ebb,2flow" },
    { "{% for i in (1..5) %}{% if i == 2 %}{% continue %}{% endif %}{% if i == 4 %}{% break %}{% "
      "endif %}{{ i }}{% endfor %}",
      "13" },
    { "{% for x in nobody %}a{% else %}none{% endfor %}", "none" },
    { "{% assign b = site.data.boats | where: 'name', 'gull' | first %}{{ b.oars }}{{ "
      "site.data.boats[0].name }}",
      "4heron" },
    { "{% raw %}{{ x }}{% y %}{% endraw %}", "{{ x }}{% y %}" },
    { "{% raw %}{%}{% a{% endraw %}", "{%}{% a" },
    { "a{% comment %}b{% endcomment %}c", "ac" },
    { "a {%- assign x = 1 -%} b", "ab" },
    { "{% capture x %}<{{ page.mood }}>{% endcapture %}[{{ x }}]", "[<calm>]" },
    { "{% highlight c linenos %}\nif (a < b) { }\n{% endhighlight %}\n",
      "<pre><code class=\"language-c\">if (a &lt; b) { }</code></pre>\n\n" },
    { "{% include greet.md who=\"you\" %}", "hello you" },
    { "{% include greet.md who=page.mood %}", "hello calm" },
    { "({% post_url 2020-01-02-older %})", "(/log/2020/01/02/older.html)" },
    { "({% post_url 2020-01-03-moved %})", "(/log/2020/01/03/moved.html)" },
    { "{% link _posts/2020-01-02-older.md %} {% link about.md %}",
      "/log/2020/01/02/older.html /log/about.html" },
    { "{% tide_table 3 %}kept{% endtide_table %}", "kept" },
    { "open {{ never", "open {{ never" },
    { "open {% never", "open {% never" },
    { "{% endif %}{% else %}x{% if a", "x{% if a" },
    { "{% if nobody %}hidden{% endif %}{% if %}", "" },
  };
  CHECK("_posts/2021-04-05-a.md", rows);
}

static void test_dropped_is_told(void **state)
{
  (void)state;
  static const struct {
    const char *body;
    bool dropped;
  } rows[] = {
    { "{% tide_table %}", true },
    { "{% include gone.md %}", true },
    { "{% include ../_config.yml %}", false },
    { "{% include ../../outside %}", true },
    { "{% post_url nowhere %}", true },
    { "{{ site.title }}", false },
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    struct str out = STR_INIT;
    bool dropped;
    expand("_posts/2021-04-05-a.md", rows[i].body, &out, &dropped);
    if (dropped != rows[i].dropped) fail_msg("row %zu: %d", i, dropped);
    str_free(&out);
  }
}

/* Each of these would go on for ever, or grow without end. */
static void test_it_ends(void **state)
{
  (void)state;
  static const char *const bodies[] = {
    "{% include again.md %}",
    "{% assign s = 'abcdefgh' %}{% for i in (1..1000) %}{% assign s = s | append: s %}{% endfor %}",
    ("{% for a in (1..1000) %}{% for b in (1..1000) %}{% for c in (1..1000) %}x{% endfor %}"
     "{% endfor %}{% endfor %}"),
  };
  for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
    struct str out = STR_INIT;
    expand("_posts/2021-04-05-a.md", bodies[i], &out, NULL);
    assert_true(out.len < 128 << 20);
    str_free(&out);
  }
}

static int start_hexo(void **state)
{
  (void)state;
  start("title: Tide\n", SITE_HEXO);
  temp_file(&temp, "source/_posts/older.md", "---\ntitle: o\ndate: 2020-01-02\n---\n");
  temp_open(&temp, false, -1);
  return 0;
}

static void test_hexo(void **state)
{
  (void)state;
  static const struct row rows[] = {
    { "{{ left }}", "{{ left }}" },
    { "```\n{% img a.png %}\n```\n", "```\n{% img a.png %}\n```\n" },
    { "see `{% raw %}` there", "see `{% raw %}` there" },
    { "{% img right a.png 10 20 'the bay' %}", "<img src=\"a.png\" alt=\"the bay\">" },
    { "{% codeblock lang:js %}\na<b\n{% endcodeblock %}",
      "<pre><code class=\"language-js\">a&lt;b</code></pre>\n" },
    { "{% quote Gull %}\nhigh\nwater\n{% endquote %}", "\n> high\n> water\n> \n> — Gull\n\n" },
    { "{% post_link older 'the older' %}", "<a href=\"/2020/01/02/older/\">the older</a>" },
    { "{% youtube abc %}",
      "<a href=\"https://www.youtube.com/watch?v=abc\">https://www.youtube.com/watch?v=abc</a>" },
    { "{% link the port https://port.example %}", "<a href=\"https://port.example\">the port</a>" },
    { "a {% foo %}b{% endfoo %} c", "a b c" },
    { "{%} x", "{%} x" },
  };
  CHECK("source/_posts/a.md", rows);
}

static int start_hugo(void **state)
{
  (void)state;
  start("title: Tide\n", SITE_HUGO);
  temp_file(&temp, "content/post/older.md", "---\ntitle: o\n---\n");
  temp_open(&temp, false, -1);
  return 0;
}

static void test_hugo(void **state)
{
  (void)state;
  static const struct row rows[] = {
    { "[x]({{< ref \"older.md\" >}})", "[x](/post/older/)" },
    { "{{< relref \"nowhere.md\" >}}", "nowhere.md" },
    { "{{< figure src=\"a.png\" title=\"the bay\" >}}", "<img src=\"a.png\" alt=\"the bay\">" },
    { "{{< highlight go >}}\na\n{{< /highlight >}}",
      "<pre><code class=\"language-go\">a</code></pre>\n" },
    { "{{% note %}}\nfog\n{{% /note %}}", "\n> fog\n\n" },
    { "{{< odd >}}kept{{< /odd >}}", "kept" },
    { "{{</* ref \"x\" */>}}", "{{< ref \"x\" >}}" },
    { "{{ plain }} {{< open", "{{ plain }} {{< open" },
    { "{{%}} (x) {{<}}", "{{%}} (x) {{<}}" },
  };
  CHECK("content/post/a.md", rows);
}

static int start_zola(void **state)
{
  (void)state;
  temp_start(&temp);
  temp_open(&temp, false, SITE_ZOLA);
  return 0;
}

static void test_zola(void **state)
{
  (void)state;
  static const struct row rows[] = {
    { "{% odd() %}kept{% end %} {{ odd(a=1) }}|", "kept |" },
    { "{{ plain }} {% open(", "{{ plain }} {% open(" },
    { "{%} (x) {{} ()", "{%} (x) {{} ()" },
  };
  CHECK("content/a.md", rows);
}

static int start_folder(void **state)
{
  (void)state;
  start("", SITE_PLAIN);
  temp_open(&temp, false, SITE_PLAIN);
  return 0;
}

static void test_admonitions(void **state)
{
  (void)state;
  static const struct row rows[] = {
    { "{{ left }} {% alone %}", "{{ left }} {% alone %}" },
    { ":::tip Mind the tide\nlow\n:::\nafter", "\n> **Mind the tide**\n> \n> low\n\nafter" },
    { ":::warning\nx\n:::\n", "\n> **Warning**\n> \n> x\n\n" },
    { "> [!NOTE]\n> x\n", "> **Note**\n> \n> x\n" },
    { "```\n:::tip\n```\n", "```\n:::tip\n```\n" },
    { ":::", ":::" },
  };
  CHECK("a.md", rows);
}

int main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown(test_liquid, start_jekyll, end),
    cmocka_unit_test_setup_teardown(test_dropped_is_told, start_jekyll, end),
    cmocka_unit_test_setup_teardown(test_it_ends, start_jekyll, end),
    cmocka_unit_test_setup_teardown(test_hexo, start_hexo, end),
    cmocka_unit_test_setup_teardown(test_hugo, start_hugo, end),
    cmocka_unit_test_setup_teardown(test_zola, start_zola, end),
    cmocka_unit_test_setup_teardown(test_admonitions, start_folder, end),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
