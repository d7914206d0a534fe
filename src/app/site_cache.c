#include "app/site_cache.h"

#include "base/file.h"
#include "base/map.h"
#include "base/path.h"

#include <stdlib.h>

enum { NAME_BYTES_MAX = 100 };

/* What is asked of the same site with other options is another index. */
static uint64_t request(const struct site *site, const struct options *o, bool as_generator)
{
  struct str all = STR_INIT;
  str_addf(&all, "%s\n%d\n%s\n%s\n%s\n%d%d%d", site_root(site), (int)o->generator, o->encoding,
           o->archives, o->source_keys, o->source_closing, o->fold_twins && !as_generator,
           as_generator);
  uint64_t hash = hash64(str_slice(&all));
  str_free(&all);
  return hash;
}

/* What was read with another configuration, by another program or in another time zone is read
 * again.  A program is another one as soon as its file is: what it makes of a post may differ. */
static uint64_t circumstances(const struct site *site)
{
  struct str all = STR_INIT;
  struct file_info program = { 0 };
  const char *zone = getenv("TZ");
  file_stat("/proc/self/exe", &program);
  str_addf(&all, "%llu %lld %llu %s", (unsigned long long)program.bytes,
           (long long)program.modified_ns, (unsigned long long)site_fingerprint(site),
           zone ? zone : "");
  uint64_t hash = hash64(str_slice(&all));
  str_free(&all);
  return hash;
}

struct saved *site_cache(const struct site *site, const struct options *options, bool as_generator)
{
  struct str stem = STR_INIT, name = STR_INIT;
  struct slice folder = path_base(slice_of(site_root(site)));
  str_add(&name, slice_first(folder, NAME_BYTES_MAX));
  str_addf(&name, "-%016llx", (unsigned long long)request(site, options, as_generator));
  struct saved *saved = NULL;
  if (path_xdg(&stem, PATH_CACHE, name.ptr)) saved = saved_new(stem.ptr, circumstances(site));
  str_free(&name);
  str_free(&stem);
  return saved;
}
