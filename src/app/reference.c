#include "app/reference.h"

#include "base/ascii.h"

enum { PATH_BYTES_MAX = 4096 };

static bool is_scheme_char(char c)
{
  return ascii_is_alnum(c) || c == '+' || c == '-' || c == '.';
}

struct reference reference_of(struct slice url)
{
  struct reference r = { 0 };
  size_t end = 0;
  while (end < url.len && is_scheme_char(url.ptr[end])) end++;
  if (end > 0 && end < url.len && url.ptr[end] == ':') {
    r.scheme = slice_first(url, end);
    url = slice_from(url, end + 1);
  }
  if (slice_starts(url, SLICE("//"))) {
    url = slice_from(url, 2);
    for (end = 0; end < url.len && !strchr("/?#", url.ptr[end]);) end++;
    r.host = slice_first(url, end);
    url = slice_from(url, r.host.len);
  }
  for (end = 0; end < url.len && url.ptr[end] != '?' && url.ptr[end] != '#';) end++;
  r.path = slice_first(url, end);
  return r;
}

bool reference_is_web(const struct reference *r)
{
  return r->scheme.len == 0 || slice_eq_nocase(r->scheme, SLICE("http")) ||
         slice_eq_nocase(r->scheme, SLICE("https"));
}

void reference_decode(struct slice path, struct str *out)
{
  path = slice_first(path, PATH_BYTES_MAX);
  for (size_t i = 0; i < path.len; i++) {
    int high = i + 2 < path.len ? ascii_hex_value(path.ptr[i + 1]) : -1;
    int low = i + 2 < path.len ? ascii_hex_value(path.ptr[i + 2]) : -1;
    if (path.ptr[i] == '%' && high >= 0 && low >= 0 && high + low > 0) {
      str_addc(out, (char)(high * 16 + low));
      i += 2;
    } else {
      str_addc(out, path.ptr[i]);
    }
  }
}
