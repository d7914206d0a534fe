#include "base/ascii.h"
#include "base/map.h"
#include "base/path.h"
#include "store/index_data.h"

enum { NUMBER_MIN_DIGITS = 12 };

struct slice name_number(struct slice path)
{
  struct slice name = path_base(path);
  for (size_t start = 0; start < name.len; start++) {
    size_t end = start;
    while (end < name.len && ascii_is_digit(name.ptr[end])) end++;
    if (end - start >= NUMBER_MIN_DIGITS) return (struct slice){ name.ptr + start, end - start };
    if (end > start) start = end;
  }
  return SLICE_NULL;
}

struct slice name_key(struct slice path)
{
  struct slice number = name_number(path);
  return number.len ? number : path_stem(path_base(path));
}

/* "en", "zh_cn", "pt-BR", "zh-Hans": a folder that parts one language from another. */
static bool is_language(struct slice folder)
{
  size_t letters = 0;
  while (letters < folder.len && ascii_is_letter(folder.ptr[letters])) letters++;
  if (letters != 2) return false;
  struct slice rest = slice_from(folder, 2);
  if (rest.len == 0) return true;
  if (rest.len < 3 || rest.len > 5 || (rest.ptr[0] != '-' && rest.ptr[0] != '_')) return false;
  for (size_t i = 1; i < rest.len; i++)
    if (!ascii_is_letter(rest.ptr[i])) return false;
  return true;
}

/* The file name, with the name of its folder where the folder is the post
 * ("my-trip/index.md").  The folders above do not count, so that a post may move
 * from `_posts` to an archive folder, but the one that names a language does. */
static struct slice own_name(struct slice path)
{
  struct slice base = path_base(path);
  if (!slice_starts(base, SLICE("index.")) && !slice_starts(base, SLICE("_index."))) return base;
  struct slice folder = path_base(path_dir(path));
  return folder.len ? slice_from(path, (size_t)(folder.ptr - path.ptr)) : base;
}

static struct slice language_folder(struct slice path)
{
  struct slice rest = path_dir(path), folder;
  while (slice_cut(&rest, '/', &folder))
    if (is_language(folder)) return folder;
  return SLICE_NULL;
}

struct slice name_own(struct slice path, struct slice *language)
{
  *language = language_folder(path);
  return own_name(path);
}

uint64_t name_identity(struct slice path)
{
  return hash64(own_name(path)) ^ hash64(language_folder(path)) * 31;
}

bool name_same(struct slice a, struct slice b)
{
  return slice_eq(own_name(a), own_name(b)) && slice_eq(language_folder(a), language_folder(b));
}
