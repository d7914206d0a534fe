#include "doc/autolink.h"

#include "text/utf8.h"

static bool is_punctuation(char32_t c)
{
  return (c >= 0x2010 && c <= 0x2027) || (c >= 0x3000 && c <= 0x303F && c != 0x3005) ||
         (c >= 0xFF00 && c <= 0xFF0F) || (c >= 0xFF1A && c <= 0xFF20) ||
         (c >= 0xFF3B && c <= 0xFF40) || (c >= 0xFF5B && c <= 0xFF65) || c == 0xA0;
}

/* Where in `text` the address ends.  Letters other than ASCII's belong to it
 * only where a name begins: after a slash, an equals sign or each other. */
static size_t address_end(struct slice text)
{
  bool name = false;
  for (size_t at = 0; at < text.len;) {
    char32_t c;
    size_t bytes = utf8_decode(slice_from(text, at), &c, NULL);
    if (c < 0x80) {
      name = c == '/' || c == '=' || c == '%';
    } else if (!name || is_punctuation(c)) {
      return at;
    }
    at += bytes;
  }
  return text.len;
}

/* How long the first `bytes` of the text are in an address, where each byte
 * that is not ASCII is written %XX. */
static size_t encoded_bytes(struct slice text)
{
  size_t bytes = 0;
  for (size_t i = 0; i < text.len; i++) bytes += (unsigned char)text.ptr[i] < 0x80 ? 1 : 3;
  return bytes;
}

static void trim(struct doc *d, struct node *link)
{
  struct node *inner = link->first;
  if (!inner || inner->next || inner->kind != NODE_TEXT || link->link.classes.len) return;
  struct slice text = inner->text, url = link->link.url;
  bool www = slice_starts(text, SLICE("www."));
  if (!www && !slice_starts(text, SLICE("http://")) && !slice_starts(text, SLICE("https://")))
    return;
  if (www) url = slice_from(url, slice_starts(url, SLICE("https:")) ? 8 : 7);
  size_t end = address_end(text);
  size_t in_url = encoded_bytes(slice_first(text, end));
  size_t ascii = 0;
  while (ascii < end && (unsigned char)text.ptr[ascii] < 0x80) ascii++;
  if (end == text.len || in_url > url.len) return;
  if (!slice_eq(slice_first(text, ascii), slice_first(url, ascii))) return;

  struct node *rest = node_new(d, NODE_TEXT);
  rest->text = slice_from(text, end);
  inner->text = slice_first(text, end);
  link->link.url = slice_first(link->link.url, (size_t)(url.ptr - link->link.url.ptr) + in_url);
  if (link->next)
    node_insert_before(link->next, rest);
  else
    node_append(link->parent, rest);
}

void autolink_trim(struct doc *d)
{
  struct walk w = walk_start(d->root);
  while (walk_next(&w))
    if (!w.entering && w.node->kind == NODE_LINK) trim(d, (struct node *)w.node);
}
