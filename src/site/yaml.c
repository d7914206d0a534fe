#include "site/yaml.h"

#include "base/map.h"
#include "base/vec.h"

#include <stdio.h>
#include <yaml.h>

enum { DEPTH_MAX = 100, NODES_MAX = 100000 };

/* One collection that is still open.  In a map, `key` is set between a key and
 * its value; a key that is itself a collection is read and thrown away. */
struct open_node {
  struct value *node;
  struct slice anchor;
  struct slice key;
  bool has_key;
};

/* Anchors are known once their node is whole, so that no tree can hold itself. */
struct reader {
  yaml_parser_t parser;
  struct arena *arena;
  struct yaml_problem *problem;
  VEC(struct open_node) open;
  VEC(struct value *) anchored;
  struct map anchors; /* name -> index in `anchored` */
  struct value *root;
  uint32_t nodes;
};

static bool fail(struct reader *r, const char *message, const char *context, yaml_mark_t at)
{
  if (r->problem) {
    r->problem->line = (uint32_t)at.line + 1;
    r->problem->column = (uint32_t)at.column + 1;
    snprintf(r->problem->message, sizeof r->problem->message, "%s%s%s", message, context ? " " : "",
             context ? context : "");
  }
  return false;
}

static struct slice copy(struct reader *r, const yaml_char_t *text, size_t bytes)
{
  if (!text) return SLICE_NULL;
  return arena_slice(r->arena, (struct slice){ (const char *)text, bytes });
}

static struct slice copyz(struct reader *r, const yaml_char_t *text)
{
  return copy(r, text, text ? strlen((const char *)text) : 0);
}

/* Puts a whole node where it belongs: the root, a list, or a map as key or value. */
static bool place(struct reader *r, struct value *node, uint32_t new_nodes, yaml_mark_t at)
{
  r->nodes = new_nodes > NODES_MAX ? NODES_MAX + 1 : r->nodes + new_nodes;
  if (r->nodes > NODES_MAX) return fail(r, "more than 100000 values", NULL, at);
  if (r->open.count == 0) {
    if (!r->root) r->root = node;
    return true;
  }
  struct open_node *parent = vec_last(&r->open);
  if (parent->node->kind == VALUE_LIST) {
    value_append(parent->node, SLICE_NULL, node);
  } else if (!parent->has_key) {
    parent->has_key = true;
    parent->key = node->kind == VALUE_SCALAR ? node->text : SLICE("");
  } else {
    parent->has_key = false;
    value_append(parent->node, parent->key, node);
  }
  return true;
}

static void remember(struct reader *r, struct slice anchor, struct value *node)
{
  if (!anchor.ptr) return;
  map_put(&r->anchors, anchor, (uint32_t)r->anchored.count);
  vec_push(&r->anchored, node);
}

static bool read_alias(struct reader *r, const yaml_event_t *e)
{
  uint32_t index = map_get(&r->anchors, slice_of((const char *)e->data.alias.anchor));
  if (index == MAP_NONE) return fail(r, "unknown alias", NULL, e->start_mark);
  struct value *node = arena_alloc(r->arena, sizeof *node);
  *node = *r->anchored.items[index];
  node->next = NULL;
  node->key = SLICE_NULL;
  return place(r, node, node->nodes, e->start_mark);
}

static bool read_scalar(struct reader *r, const yaml_event_t *e)
{
  struct slice text = copy(r, e->data.scalar.value, e->data.scalar.length);
  enum value_style style =
      e->data.scalar.style == YAML_PLAIN_SCALAR_STYLE ? VALUE_PLAIN : VALUE_QUOTED;
  struct value *node = value_text(r->arena, text, style, (uint32_t)e->start_mark.line + 1,
                                  (uint32_t)e->start_mark.column + 1);
  node->tag = copyz(r, e->data.scalar.tag);
  if (slice_ends(node->tag, SLICE(":str"))) node->style = VALUE_QUOTED;
  remember(r, copyz(r, e->data.scalar.anchor), node);
  return place(r, node, 1, e->start_mark);
}

static bool open_node(struct reader *r, enum value_kind kind, const yaml_char_t *anchor,
                      const yaml_char_t *tag, yaml_mark_t at)
{
  if (r->open.count >= DEPTH_MAX) return fail(r, "nested too deep", NULL, at);
  struct open_node node = {
    .node = value_new(r->arena, kind, (uint32_t)at.line + 1, (uint32_t)at.column + 1),
    .anchor = copyz(r, anchor),
  };
  node.node->tag = copyz(r, tag);
  vec_push(&r->open, node);
  return true;
}

static bool close_node(struct reader *r, yaml_mark_t at)
{
  struct open_node done = *vec_last(&r->open);
  r->open.count--;
  remember(r, done.anchor, done.node);
  return place(r, done.node, 1, at);
}

static bool read_event(struct reader *r, const yaml_event_t *e)
{
  switch (e->type) {
  case YAML_ALIAS_EVENT: return read_alias(r, e);
  case YAML_SCALAR_EVENT: return read_scalar(r, e);
  case YAML_SEQUENCE_START_EVENT:
    return open_node(r, VALUE_LIST, e->data.sequence_start.anchor, e->data.sequence_start.tag,
                     e->start_mark);
  case YAML_MAPPING_START_EVENT:
    return open_node(r, VALUE_MAP, e->data.mapping_start.anchor, e->data.mapping_start.tag,
                     e->start_mark);
  case YAML_SEQUENCE_END_EVENT:
  case YAML_MAPPING_END_EVENT: return close_node(r, e->start_mark);
  default: return true;
  }
}

/* Events to the end of the first document. */
static bool read_document(struct reader *r)
{
  for (bool more = true; more;) {
    yaml_event_t event;
    if (!yaml_parser_parse(&r->parser, &event)) {
      const char *what = r->parser.problem ? r->parser.problem : "not YAML";
      yaml_mark_t at = r->parser.problem_mark;
      if (r->parser.error == YAML_READER_ERROR) at = r->parser.mark;
      return fail(r, what, r->parser.context, at);
    }
    more = event.type != YAML_DOCUMENT_END_EVENT && event.type != YAML_STREAM_END_EVENT;
    bool read = read_event(r, &event);
    yaml_event_delete(&event);
    if (!read) return false;
  }
  return true;
}

struct value *yaml_parse(struct slice bytes, struct arena *arena, struct yaml_problem *problem)
{
  struct reader r = { .arena = arena, .problem = problem };
  if (!yaml_parser_initialize(&r.parser)) return NULL;
  yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
  yaml_parser_set_input_string(&r.parser, (const unsigned char *)bytes.ptr, bytes.len);

  bool whole = read_document(&r);
  yaml_parser_delete(&r.parser);
  map_free(&r.anchors);
  vec_free(&r.anchored);
  vec_free(&r.open);
  if (!whole) return NULL;
  return r.root ? r.root : value_text(arena, SLICE(""), VALUE_PLAIN, 1, 1);
}
