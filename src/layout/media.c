#include "base/ascii.h"
#include "base/path.h"
#include "layout/inline.h"

static void add_unescaped(struct str *out, struct slice text)
{
  for (size_t i = 0; i < text.len; i++) {
    int high = i + 2 < text.len && text.ptr[i] == '%' ? ascii_hex_value(text.ptr[i + 1]) : -1;
    int low = high >= 0 ? ascii_hex_value(text.ptr[i + 2]) : -1;
    str_addc(out, low >= 0 ? (char)(high * 16 + low) : text.ptr[i]);
    if (low >= 0) i += 2;
  }
}

/* The last part of the path; the host and path of a frame; the type of data. */
static void add_url_name(struct str *out, const struct node *media)
{
  struct slice url = media->media.url;
  if (slice_starts(url, SLICE("data:"))) {
    size_t end = 5;
    while (end < url.len && end < 60 && url.ptr[end] != ';' && url.ptr[end] != ',') end++;
    str_add(out, (struct slice){ url.ptr + 5, end - 5 });
    return;
  }
  size_t end = 0;
  while (end < url.len && url.ptr[end] != '?' && url.ptr[end] != '#') end++;
  url.len = end;
  if (media->media.media == MEDIA_FRAME) {
    size_t scheme = slice_find(url, SLICE("//"));
    add_unescaped(out, slice_from(url, scheme == SLICE_NONE ? 0 : scheme + 2));
    return;
  }
  while (url.len && url.ptr[url.len - 1] == '/') url.len--;
  add_unescaped(out, path_base(url));
}

void run_media(struct run *r, const struct node *media, bool size)
{
  struct str name = STR_INIT;
  struct slice alt = slice_trim(media->media.alt);
  if (alt.len == 0) alt = slice_trim(media->media.title);
  if (alt.len)
    str_add(&name, alt);
  else
    add_url_name(&name, media);
  if (name.len == 0) str_adds(&name, "...");
  if (size && media->media.width && media->media.height)
    str_addf(&name, "  %ux%u", (unsigned)media->media.width, (unsigned)media->media.height);

  uint32_t link = media->media.number, position = media->position;
  struct str label = STR_INIT;
  str_addc(&label, '[');
  sanitize(str_slice(&name), SANITIZE_LINE, &label, NULL);
  str_addc(&label, ']');
  run_mark(r, str_slice(&label), STYLE_IMAGE, link, position);
  str_free(&label);
  str_free(&name);
}
