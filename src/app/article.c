#include "app/article.h"

#include "app/source_link.h"
#include "app/words.h"
#include "base/path.h"
#include "doc/plain.h"
#include "site/date.h"

#include <stdlib.h>
#include <time.h>

/* What furniture asks about links, answered for one post. */
struct link_judge {
  const struct library *library; /* NULL: a file of no site */
  struct slice path, source;
};

static struct link_target target_of(const struct link_judge *judge, struct slice url,
                                    struct slice text)
{
  struct link_target target = link_to(LINK_EXTERNAL);
  if (judge->source.ptr && slice_eq(slice_trim(url), judge->source))
    target.kind = LINK_SOURCE;
  else if (judge->library)
    target = library_resolve(judge->library, judge->path, url, text);
  else if (slice_starts(url, SLICE("#")))
    target.kind = LINK_ANCHOR;
  return target;
}

static enum link_kind kind_of(void *context, struct slice url, struct slice text)
{
  return target_of(context, url, text).kind;
}

static struct node *text_node(struct doc *d, struct slice text)
{
  struct node *n = node_new(d, NODE_TEXT);
  n->text = arena_slice(&d->arena, text);
  return n;
}

static struct node *link_node(struct doc *d, struct slice url, struct slice text)
{
  struct node *n = node_new(d, NODE_LINK);
  n->link.url = arena_slice(&d->arena, url);
  node_append(n, text_node(d, text));
  return n;
}

/* "2022-03-21 16:27:23 GMT+8"; a day alone has neither a time nor a zone worth showing. */
static void add_time(struct str *out, const struct post *post)
{
  struct tm tm;
  if (!date_clock(post->date, post->zone_minutes, &tm)) return;
  str_addf(out, "%04d-%02d-%02d", tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
  if (!date_has_time(post->date_from, &tm)) return;
  int minutes = abs(post->zone_minutes);
  str_addf(out, " %02d:%02d:%02d GMT", tm.tm_hour, tm.tm_min, tm.tm_sec);
  if (minutes) str_addf(out, "%c%d", post->zone_minutes < 0 ? '-' : '+', minutes / 60);
  if (minutes % 60) str_addf(out, ":%02d", minutes % 60);
}

static struct slice display_of(const struct library *l, enum label_kind kind, uint32_t label)
{
  const struct index *x = library_index(l);
  return index_string(x, label_at(x, kind, label)->display);
}

static void add_head(struct article *a, const struct library *l)
{
  struct doc *d = a->doc;
  struct node *title = node_new(d, NODE_TITLE), *facts = node_new(d, NODE_FACTS);
  struct str line = STR_INIT;
  node_append(title, text_node(d, a->post.title));
  if (a->post.date_from != DATE_NONE) add_time(&line, &a->post);
  const uint32_t *labels;
  size_t count = l ? index_labels(library_index(l), a->id, LABEL_CATEGORY, &labels) : 0;
  for (size_t i = 0; i < count; i++) {
    if (line.len) str_adds(&line, i ? "  " : "   ");
    str_add(&line, display_of(l, LABEL_CATEGORY, labels[i]));
  }
  if (a->post.author.len)
    str_addf(&line, "%s%.*s", line.len ? "   " : "", SLICE_ARG(a->post.author));
  struct node *first = d->root->first;
  if (first)
    node_insert_before(first, title);
  else
    node_append(d->root, title);
  if (line.len) {
    node_append(facts, text_node(d, str_slice(&line)));
    if (first)
      node_insert_before(first, facts);
    else
      node_append(d->root, facts);
  }
  str_free(&line);
}

/* Links of the reader's own, whose target needs no looking up. */
struct foot_link {
  const struct node *node;
  struct link_target target;
};
typedef VEC(struct foot_link) foot_links;

static struct node *facts_line(struct doc *d, enum language language, enum word label)
{
  struct node *facts = node_new(d, NODE_FACTS);
  node_append(facts, text_node(d, slice_of(word(language, label))));
  node_append(facts, text_node(d, SLICE("  ")));
  return facts;
}

static void add_tags(struct article *a, const struct library *l, enum language language)
{
  struct doc *d = a->doc;
  struct str line = STR_INIT;
  const uint32_t *categories;
  size_t count = l ? index_labels(library_index(l), a->id, LABEL_CATEGORY, &categories) : 0;
  for (size_t i = 0; i < a->post.tags.count; i++) {
    bool said = false; /* in the head already, as a category's name */
    for (size_t c = 0; c < count && !said; c++)
      said = slice_eq(display_of(l, LABEL_CATEGORY, categories[c]), a->post.tags.items[i]);
    if (said && a->post.tags.count > 1) continue;
    if (line.len) str_adds(&line, "  ");
    str_add(&line, a->post.tags.items[i]);
  }
  if (line.len) {
    struct node *facts = facts_line(d, language, WORD_TAGS);
    node_append(facts, text_node(d, str_slice(&line)));
    node_append(d->root, facts);
  }
  str_free(&line);
}

static void add_link(struct article *a, struct node *line, struct slice url, struct slice text,
                     struct link_target target, foot_links *links)
{
  if (links->count && line->first && line->last->kind == NODE_LINK)
    node_append(line, text_node(a->doc, SLICE("   ")));
  struct node *link = link_node(a->doc, url, text);
  node_append(line, link);
  vec_push(links, ((struct foot_link){ link, target }));
}

/* The address the post's own folded link to that place has, so that the way back
 * shows where it would lead on the site. */
static struct slice own_address(const struct article *a, const struct library *l,
                                struct link_target target)
{
  struct walk w = walk_start(a->doc->root);
  struct str text = STR_INIT;
  struct slice address = target.kind == LINK_HOME ? SLICE("/") : SLICE("");
  while (walk_next(&w)) {
    if (!w.entering || w.node->kind != NODE_LINK) continue;
    str_clear(&text);
    doc_plain(w.node, true, &text);
    struct link_target there =
        library_resolve(l, a->post.path, w.node->link.url, slice_trim(str_slice(&text)));
    if (there.kind == target.kind && there.label == target.label &&
        there.label_kind == target.label_kind)
      address = w.node->link.url;
  }
  str_free(&text);
  return address;
}

static void add_way_back(struct article *a, const struct library *l, enum language language,
                         foot_links *links)
{
  const uint32_t *labels;
  size_t count = index_labels(library_index(l), a->id, LABEL_CATEGORY, &labels);
  struct node *line = facts_line(a->doc, language, WORD_BACK_TO);
  for (size_t i = 0; i < count; i++) {
    struct link_target category = link_to_label(LABEL_CATEGORY, labels[i]);
    add_link(a, line, own_address(a, l, category), display_of(l, LABEL_CATEGORY, labels[i]),
             category, links);
  }
  struct link_target home = link_to(LINK_HOME);
  add_link(a, line, own_address(a, l, home), slice_of(word(language, WORD_HOME)), home, links);
  node_append(a->doc->root, line);
}

static void add_foot(struct article *a, const struct library *l, enum language language,
                     foot_links *links)
{
  if (a->post.tags.count) add_tags(a, l, language);
  if (a->source.ptr) {
    struct node *line = facts_line(a->doc, language, WORD_SOURCE);
    add_link(a, line, a->source, a->source, link_to(LINK_SOURCE), links);
    node_append(a->doc->root, line);
  }
  if (l) add_way_back(a, l, language, links);
}

static void set_targets(struct article *a, const struct link_judge *judge, const foot_links *foot)
{
  size_t count = a->doc->links.count;
  a->targets = xcalloc(count + 1, sizeof *a->targets);
  struct str text = STR_INIT;
  for (size_t i = 0; i < count; i++) {
    uint32_t number = (uint32_t)i + 1;
    str_clear(&text);
    article_link_text(a, number, &text);
    a->targets[i] = target_of(judge, article_link_url(a, number), str_slice(&text));
    for (size_t f = 0; f < foot->count; f++)
      if (foot->items[f].node == a->doc->links.items[i]) a->targets[i] = foot->items[f].target;
  }
  str_free(&text);
}

enum doc_format article_format(const struct library *l, const struct post *post)
{
  if (post->format == POST_HTML) return DOC_HTML;
  if (l && site_extends_commonmark(library_site(l))) return DOC_COMMONMARK_EXTENDED;
  if (l && site_is_commonmark(library_site(l))) return DOC_COMMONMARK;
  return l && site_kind(library_site(l)) == SITE_JEKYLL ? DOC_MARKDOWN : DOC_MARKDOWN_ANY;
}

/* a->post is read; `body` is what its text is after the generator's own tags. */
static void build(struct article *a, const struct library *l, struct slice body,
                  const struct options *options, unsigned flags)
{
  enum language language = language_chosen(options->language);
  foot_links foot = { 0 };
  unsigned format = article_format(l, &a->post) | (flags & ARTICLE_EXACT ? DOC_EXACT : 0);
  a->doc = doc_read(body, format, &a->post.diags);
  if (!a->post.source.ptr && options->source_closing) {
    struct slice closing = source_link_closing(post_body(&a->post));
    if (closing.ptr) a->post.source = arena_slice(&a->post.arena, closing);
  }
  a->source = a->post.source;
  a->language = l && !a->post.language.len ? site_language(library_site(l)) : a->post.language;
  struct link_judge judge = { l, a->post.path, a->source };
  struct furniture_rules rules = {
    .kind_of = kind_of,
    .context = &judge,
    .quiet_classes = slice_of(options->quiet_links),
    .attribution = slice_of(options->attribution),
    .fold_digest = options->fold_digest,
  };
  furniture_mark(a->doc, &rules, &a->furniture);
  if (!(flags & ARTICLE_BODY_ONLY)) {
    add_head(a, l);
    add_foot(a, l, language, &foot);
  }
  doc_number(a->doc);
  set_targets(a, &judge, &foot);
  vec_free(&foot);
}

static bool stat_file(const struct library *l, struct slice path, struct file_info *info)
{
  struct str full = STR_INIT;
  str_addf(&full, "%s/%.*s", site_root(library_site(l)), SLICE_ARG(path));
  bool found = file_stat(full.ptr, info) == 0;
  str_free(&full);
  return found;
}

bool article_is_stale(const struct article *a, const struct library *l)
{
  struct file_info now;
  return stat_file(l, a->post.path, &now) &&
         (now.modified_ns != a->file.modified_ns || now.bytes != a->file.bytes);
}

struct article *article_of_post(struct library *l, uint32_t id, struct post *post,
                                const struct options *options, unsigned flags)
{
  struct article *a = xcalloc(1, sizeof *a);
  struct str body = STR_INIT;
  a->id = id;
  a->post = *post;
  *post = (struct post){ 0 };
  site_expand(library_site(l), &a->post, flags & ARTICLE_EXACT, &body);
  build(a, l, str_slice(&body), options, flags);
  str_free(&body);
  return a;
}

struct article *article_open(struct library *l, uint32_t id, const struct options *options,
                             unsigned flags)
{
  const struct index *x = library_index(l);
  struct slice path = index_string(x, index_record(x, id)->path);
  struct file_info file = { 0 };
  struct post post;
  stat_file(l, path, &file); /* first: what changes while it is read is seen later */
  site_read_post(library_site(l), path, &post);
  struct article *a = article_of_post(l, id, &post, options, flags);
  a->file = file;
  return a;
}

struct article *article_of_bytes(struct slice path, struct slice bytes,
                                 const struct options *options, unsigned flags)
{
  struct article *a = xcalloc(1, sizeof *a);
  struct site_options site_options = {
    .kind = -1,
    .encoding = *options->encoding ? options->encoding : NULL,
    .source_keys = slice_of(options->source_keys),
    .now = time(NULL),
  };
  a->id = INDEX_NONE;
  post_read_bytes(path, bytes, &site_options, &a->post);
  build(a, NULL, post_body(&a->post), options, flags);
  return a;
}

void article_free(struct article *a)
{
  if (!a) return;
  doc_free(a->doc);
  post_free(&a->post);
  free(a->targets);
  free(a);
}

struct slice article_link_url(const struct article *a, uint32_t number)
{
  const struct node *n = a->doc->links.items[number - 1];
  return n->kind == NODE_MEDIA ? n->media.url : n->link.url;
}

void article_link_text(const struct article *a, uint32_t number, struct str *out)
{
  const struct node *n = a->doc->links.items[number - 1];
  if (n->kind == NODE_MEDIA) {
    struct slice alt = n->media.alt;
    str_add(out, alt.len ? alt : path_base(n->media.url));
    return;
  }
  struct str text = STR_INIT;
  doc_plain(n, true, &text);
  str_add(out, slice_trim(str_slice(&text)));
  str_free(&text);
}
