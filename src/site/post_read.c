#include "site/post_read.h"

#include "site/canonical.h"
#include "site/cascade.h"
#include "site/date.h"
#include "site/hexo_name.h"
#include "site/hugo_page.h"
#include "site/permalink.h"
#include "site/post_date.h"
#include "site/taxonomy.h"
#include "site/title.h"

#include "base/path.h"
#include "text/utf8.h"

enum { NULS_LOOKED_AT_BYTES = 256, ALIASES_MAX = 100, LINK_TAIL_BYTES = 2048 };

/* One post at work. */
struct reader {
  const struct post_context *context;
  struct post *post;
  struct arena *scratch;
  struct place place;
  struct front_matter front;
};

/* --- text --- */

static bool plain_utf8(struct slice s)
{
  return utf8_valid(s) &&
         !memchr(s.ptr, '\0', s.len < NULS_LOOKED_AT_BYTES ? s.len : NULS_LOOKED_AT_BYTES);
}

/* Lines that end in CR alone, as on old Macintoshes, to lines that end in LF. */
static void unify_lines(struct str *text)
{
  if (text->len == 0 || memchr(text->ptr, '\n', text->len)) return;
  for (char *cr = memchr(text->ptr, '\r', text->len); cr;
       cr = memchr(cr, '\r', text->len - (size_t)(cr - text->ptr)))
    *cr = '\n';
}

static void take_text(struct reader *r, struct str *bytes)
{
  struct post *post = r->post;
  struct slice s = str_slice(bytes);
  if (plain_utf8(s)) {
    post->charset = (struct charset_result){ .name = "UTF-8", .from = CHARSET_UTF8 };
    if (slice_starts(s, SLICE("\xef\xbb\xbf"))) {
      post->charset.from = CHARSET_BOM;
      memmove(bytes->ptr, bytes->ptr + 3, bytes->len - 3);
      str_cut(bytes, bytes->len - 3);
    }
    post->text = *bytes;
    str_init(bytes);
    return;
  }
  charset_decode(s, utf8_valid(s) ? NULL : r->context->encoding, NULL, &post->text, &post->charset);
  str_free(bytes);
  if (post->charset.from == CHARSET_DETECTED || post->charset.from == CHARSET_FALLBACK)
    diag_add(&post->diags, DIAG_CHARSET_GUESSED, 0, 0, "%s", post->charset.name);
  if (post->charset.replaced)
    diag_add(&post->diags, DIAG_BAD_BYTES, 0, 0, "%u", (unsigned)post->charset.replaced);
}

enum front_rules post_front_rules(const struct post_context *x)
{
  if (!x->as_generator) return FRONT_LENIENT;
  if (x->config->kind == SITE_JEKYLL) return FRONT_ONLY_JEKYLL;
  return x->config->kind == SITE_HEXO ? FRONT_ONLY_HEXO : FRONT_ONLY_HUGO;
}

/* --- single values --- */

static const struct value *get(const struct reader *r, const char *key)
{
  const struct value *v = value_gets(r->front.values, key);
  if (!value_is_null(v)) return v;
  struct slice type = r->place.collection ? r->place.collection->name : SLICE("posts");
  const struct value *by_default =
      site_config_default(r->context->config, r->post->path, type, slice_of(key));
  return by_default ? by_default : v;
}

static void wrong_type(const struct reader *r, const struct value *v)
{
  diag_add(&r->post->diags, DIAG_WRONG_TYPE, r->front.head_line + v->line - 1, 0, "%.*s",
           SLICE_ARG(v->key));
}

/* Scalars of a list, or of its maps' names, parted by ", ". */
static struct slice joined(struct reader *r, const struct value *list)
{
  struct str out = STR_INIT;
  for (const struct value *v = list->first; v; v = v->next) {
    struct slice s = v->kind == VALUE_MAP ? value_string(value_gets(v, "name")) : value_string(v);
    if (!s.len) continue;
    if (out.len) str_adds(&out, ", ");
    str_add(&out, s);
  }
  struct slice text = arena_slice(&r->post->arena, str_slice(&out));
  str_free(&out);
  return text;
}

/* A value as text; ptr NULL when it has none. */
static struct slice text_of(struct reader *r, const struct value *v)
{
  if (!v || v->kind == VALUE_LIST) return v ? joined(r, v) : SLICE_NULL;
  struct slice s = value_string(v->kind == VALUE_MAP ? value_gets(v, "name") : v);
  return s.ptr ? arena_slice(&r->post->arena, s) : s;
}

/* The first of the keys (parted by blanks) that says something. */
static struct slice first_of(struct reader *r, const char *keys)
{
  struct slice rest = slice_of(keys), key;
  while (slice_cut(&rest, ' ', &key)) {
    char name[32];
    if (key.len >= sizeof name) continue;
    memcpy(name, key.ptr, key.len);
    name[key.len] = '\0';
    struct slice s = text_of(r, get(r, name));
    if (slice_trim(s).len) return s;
  }
  return SLICE_NULL;
}

/* --- title --- */

/* A file without front matter that is one long HTML page may have a title of its own. */
static struct slice html_title(struct slice body)
{
  body = slice_first(body, 4096);
  size_t open = slice_find_nocase(body, SLICE("<title>"));
  if (open == SLICE_NONE) return SLICE_NULL;
  struct slice rest = slice_from(body, open + strlen("<title>"));
  size_t close = slice_find_nocase(rest, SLICE("</title>"));
  return slice_trim(slice_first(rest, close == SLICE_NONE ? 0 : close));
}

static void recover_title(struct reader *r)
{
  struct post *post = r->post;
  struct str title = STR_INIT;
  struct slice body = post_body(post), day, slug;
  if (r->context->as_generator && r->context->config->kind == SITE_JEKYLL) {
    if (!place_dated_name(path_base(post->path), &day, &slug)) slug = path_stem(post->path);
    while (slice_ends(slug, SLICE("."))) slug.len--;
    if (utf8_valid(slug)) title_of_slug(slug, &title);
  }
  if (!title.len && post->format == POST_HTML) str_add(&title, html_title(body));
  if (!title.len) title_recover(body, post->path, post->format, &title);
  post->title = arena_slice(&post->arena, str_slice(&title));
  str_free(&title);
  diag_add(&post->diags, DIAG_NO_TITLE, 0, 0, NULL);
}

/* Jekyll has the title of the name wherever Ruby holds the given one for nothing. */
static struct slice generators_title(struct reader *r, const struct value *v)
{
  struct scalar scalar = value_scalar(v);
  bool nothing = value_is_null(v) || (scalar.type == SCALAR_BOOL && !scalar.truth);
  if (!v || nothing) return SLICE_NULL;
  return v->kind == VALUE_LIST ? text_of(r, v) : canonical_text(v, &r->post->arena);
}

static void read_title(struct reader *r)
{
  struct post *post = r->post;
  const struct value *v = get(r, "title");
  bool generator = r->context->as_generator && r->context->config->kind == SITE_JEKYLL;
  if (v && v->kind != VALUE_SCALAR) wrong_type(r, v);
  bool hexo = r->context->as_generator && r->context->config->kind == SITE_HEXO;
  bool hugo = r->context->as_generator && r->context->config->kind == SITE_HUGO;
  bool scalar = v && v->kind == VALUE_SCALAR;
  post->title = generator        ? generators_title(r, v)
                : hexo && scalar ? canonical_js_text(v, &post->arena)
                : hugo && scalar ? canonical_go_text(v, &post->arena)
                                 : text_of(r, v);
  if ((hexo || hugo) && post->title.len) post->title = arena_slice(&post->arena, post->title);
  if (!generator && !hexo && !hugo) post->title = slice_trim(post->title);
  post->title_given = generator ? post->title.ptr != NULL : post->title.len > 0;
  if (!post->title_given) recover_title(r);
}

/* --- status --- */

/* Is "true" in quotes true? */
static bool reads_words(const struct reader *r)
{
  return !r->context->as_generator || r->context->config->kind == SITE_HUGO;
}

static bool says_no(const struct reader *r, const struct value *v)
{
  if (!v || v->kind != VALUE_SCALAR) return false;
  if (reads_words(r) && slice_eq_nocase(v->text, SLICE("false"))) return true;
  return !value_bool(v, true);
}

static bool says_yes(const struct reader *r, const struct value *v)
{
  if (!v || v->kind != VALUE_SCALAR) return false;
  if (reads_words(r) && slice_eq_nocase(v->text, SLICE("true"))) return true;
  return value_bool(v, false);
}

/* What JavaScript holds for false, as far as YAML 1.2 goes: `no` is a word there. */
static bool hexo_says_no(const struct value *v)
{
  if (!v || v->kind != VALUE_SCALAR) return false;
  bool bare = v->style == VALUE_PLAIN, zero = slice_eq(v->text, SLICE("0"));
  return zero || slice_eq(v->text, SLICE("false")) || (!bare && !v->text.len) ||
         (bare && (slice_eq(v->text, SLICE("False")) || slice_eq(v->text, SLICE("FALSE"))));
}

/* Jekyll keeps back what says `published:` and nothing after it; Hugo heeds it only where
 * nothing is said of `draft`. */
static bool kept_back(const struct reader *r)
{
  const struct value *v = get(r, "published");
  if (!r->context->as_generator) return says_no(r, v);
  if (r->context->config->kind == SITE_HUGO && get(r, "draft")) return false;
  if (r->context->config->kind == SITE_HEXO) return hexo_says_no(v);
  return says_no(r, v) || (r->context->config->kind == SITE_JEKYLL && v && value_is_null(v));
}

static enum post_status status_of(const struct reader *r)
{
  const struct site_config *c = r->context->config;
  struct slice day, slug;
  bool jekyll = c->kind == SITE_JEKYLL, lenient = !r->context->as_generator;
  bool hugo = c->kind == SITE_HUGO;
  if (jekyll && r->place.kind == PLACE_POST &&
      !place_dated_name(path_base(r->post->path), &day, &slug))
    return POST_NOT_A_POST;
  if (kept_back(r) && !c->drafts && !c->unpublished) return hugo ? POST_DRAFT : POST_UNPUBLISHED;
  if (lenient && (says_yes(r, get(r, "hidden")) || says_yes(r, get(r, "unlisted"))))
    return POST_UNPUBLISHED;
  if (r->place.kind == PLACE_DRAFT && !c->draft_folder) return POST_DRAFT;
  bool by_folder = jekyll || c->kind == SITE_HEXO;
  if ((lenient || !by_folder) && says_yes(r, get(r, "draft")) && !c->drafts) return POST_DRAFT;
  if (hugo && hugo_unlisted(r->context, r->front.values, r->post->path)) return POST_UNPUBLISHED;
  if (r->place.kind == PLACE_ARCHIVE) return POST_ARCHIVED;
  int64_t when = r->post->date;
  bool dated =
      hugo ? hugo_published_at(r->front.values, r->post, &when) : r->post->date_from != DATE_NONE;
  bool ahead = dated && when > r->context->now;
  return ahead && r->context->now && !c->future ? POST_FUTURE : POST_PUBLISHED;
}

/* --- the rest --- */

static void add_alias(struct reader *r, struct slice s)
{
  if (s.len == 0 || r->post->aliases.count >= ALIASES_MAX) return;
  struct str alias = STR_INIT;
  if (!slice_starts(s, SLICE("/")) && slice_find(s, SLICE("://")) == SLICE_NONE)
    str_addc(&alias, '/');
  str_add(&alias, s);
  vec_push(&r->post->aliases, arena_slice(&r->post->arena, str_slice(&alias)));
  str_free(&alias);
}

static void read_aliases(struct reader *r)
{
  static const char *const keys[] = { "redirect_from", "aliases", "alias" };
  for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
    const struct value *v = get(r, keys[i]);
    if (!v || v->kind == VALUE_MAP) continue;
    if (v->kind == VALUE_SCALAR) add_alias(r, value_string(v));
    for (const struct value *item = v->first; item; item = item->next)
      add_alias(r, value_string(item));
  }
}

static void read_source(struct reader *r)
{
  const slice_list *keys = &r->context->config->source_keys;
  for (size_t i = 0; i < keys->count && !r->post->source.ptr; i++) {
    struct slice s = value_string(value_get(r->front.values, keys->items[i]));
    bool address = slice_starts(s, SLICE("http://")) || slice_starts(s, SLICE("https://")) ||
                   slice_starts(s, SLICE("//"));
    if (address) r->post->source = arena_slice(&r->post->arena, s);
  }
}

/* A name with blanks is whole when the site has a page of it, or the post's own
 * closing links lead to one. */
static bool is_whole_category(void *context, struct slice name)
{
  const struct reader *r = context;
  if (r->context->has_page && r->context->has_page(r->context->site, name)) return true;
  struct slice body = post_body(r->post);
  if (body.len > LINK_TAIL_BYTES) body = slice_from(body, body.len - LINK_TAIL_BYTES);
  struct str page = STR_INIT;
  str_addf(&page, "/%.*s.html", SLICE_ARG(name));
  bool linked = slice_find(body, str_slice(&page)) != SLICE_NONE;
  str_free(&page);
  return linked;
}

static void read_taxonomy(struct reader *r)
{
  const struct site_config *c = r->context->config;
  struct taxonomy_rules rules = {
    .kind = c->kind,
    .as_generator = r->context->as_generator,
    .head_line = r->front.head_line,
    .above = c->kind == SITE_JEKYLL ? r->place.above : SLICE_NULL,
    .config = c,
    .path = r->post->path,
    .type = r->place.collection ? r->place.collection->name : SLICE("posts"),
    .is_whole = is_whole_category,
    .context = r,
  };
  taxonomy_read(r->front.values, &rules, r->post);
}

static void read_url(struct reader *r)
{
  struct str url = STR_INIT;
  if (r->context->config->kind == SITE_HUGO && hugo_unrendered(r->front.values)) return;
  if (r->post->status != POST_NOT_A_POST)
    permalink_add(r->context->config, &r->place, r->front.values, r->post, &url);
  if (url.len && utf8_valid(str_slice(&url)))
    r->post->url = arena_slice(&r->post->arena, str_slice(&url));
  str_clear(&url);
  if (permalink_add_default(r->context->config, &r->place, r->front.values, r->post, &url))
    add_alias(r, str_slice(&url));
  str_free(&url);
}

static void read_front(struct reader *r)
{
  struct post *post = r->post;
  front_read(str_slice(&post->text), post_front_rules(r->context), r->scratch, &post->diags,
             &r->front);
  post->body_offset = r->front.body_offset;
  if (r->context->cascade)
    r->front.values = cascade_apply(r->context->cascade, post->path, r->place.within,
                                    r->front.values, r->scratch);
  struct hexo_name name;
  if (r->context->config->kind == SITE_HEXO &&
      hexo_name_parse(r->context->config->new_post_name, r->place.within, &name) &&
      name.count > 1) {
    struct value *values = value_new(r->scratch, VALUE_MAP, 1, 1);
    if (r->front.values) *values = *r->front.values;
    hexo_name_apply(&name, r->scratch, values);
    r->front.values = values;
  }
  if (r->front.blank_before && r->front.kind != FRONT_NONE &&
      r->context->config->kind == SITE_JEKYLL)
    diag_add(&post->diags, DIAG_BLANK_BEFORE_FRONT_MATTER, 1, 0, NULL);
}

static void read_for_article(struct reader *r)
{
  r->post->author = first_of(r, "author authors");
  r->post->summary = first_of(r, "description summary excerpt subtitle");
  r->post->image = first_of(r, "image cover thumbnail cover_image banner");
  r->post->language = first_of(r, "lang language locale");
}

void post_read(const struct post_context *context, struct slice path, struct str *bytes,
               struct arena *scratch, bool for_list, struct post *post)
{
  str_init(&post->text);
  post->path = arena_slice(&post->arena, path);
  struct reader r = { .context = context,
                      .post = post,
                      .scratch = scratch,
                      .place = place_of(context->config, post->path) };
  post->format = place_format(path);
  post->number = post_number(post->path);
  if (bytes->len == 0) diag_add(&post->diags, DIAG_EMPTY_FILE, 0, 0, NULL);
  take_text(&r, bytes);
  post->text_bytes = post->text.len;
  if (!context->as_generator) unify_lines(&post->text);
  read_front(&r);
  read_title(&r);
  post_date_read(context, &r.place, &r.front, post);
  post->status = status_of(&r);
  read_taxonomy(&r);
  if (!for_list) read_for_article(&r);
  read_source(&r);
  read_aliases(&r);
  read_url(&r);
}
