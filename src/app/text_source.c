#include "app/text_source.h"

#include "base/file.h"
#include "base/map.h"
#include "base/path.h"

enum { TEXT_VERSION = 1 /* to be raised when a post's visible text is made otherwise */ };

static uint64_t mix(uint64_t a, uint64_t b)
{
  uint64_t words[2] = { a, b };
  return hash64((struct slice){ (const char *)words, sizeof words });
}

/* Where a post is, and in which state of its file. */
static uint64_t stamp_of(void *context, uint32_t id)
{
  const struct index *x = library_index(context);
  const struct record *r = index_record(x, id);
  if (r->flags & (RECORD_REMOVED | RECORD_UNREADABLE)) return 0;
  int64_t modified = index_modified_ns(x, id);
  return modified == INT64_MIN ? 0 : mix(r->identity, (uint64_t)modified) | 1;
}

struct site_files {
  struct str path;
  uint64_t stamp;
};

static void add_time(struct site_files *f, const char *path)
{
  struct file_info info;
  if (file_stat(path, &info) == 0)
    f->stamp = mix(f->stamp, (uint64_t)info.modified_ns ^ info.bytes);
}

static bool add_file(void *context, struct slice name, bool is_dir)
{
  struct site_files *f = context;
  size_t folder = f->path.len;
  (void)is_dir;
  str_addf(&f->path, "/%.*s", SLICE_ARG(name));
  add_time(f, f->path.ptr);
  str_cut(&f->path, folder);
  return true;
}

/* What posts may be made of beside their own file, as far as its times tell. */
static uint64_t site_stamp(const struct library *l)
{
  static const char *const names[] = { "_config.yml",  "_config.yaml", "_config.toml",
                                       "_config.json", "hugo.toml",    "config.toml",
                                       "config.yaml",  "_data",        "_includes" };
  struct site_files f = { .path = STR_INIT, .stamp = 1 };
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    str_clear(&f.path);
    path_join(&f.path, slice_of(site_root(library_site(l))), slice_of(names[i]));
    add_time(&f, f.path.ptr);
    dir_each(f.path.ptr, add_file, &f);
  }
  str_free(&f.path);
  return f.stamp;
}

struct postings_records text_records(const struct library *l)
{
  return (struct postings_records){ 0, stamp_of, (void *)(uintptr_t)l, site_stamp(l) };
}

uint64_t text_key(const struct library *l)
{
  const struct site *s = library_site(l);
  uint64_t key = mix(TEXT_VERSION, (uint64_t)site_kind(s) * 2 + site_is_commonmark(s));
  key = mix(key, hash64(slice_of(library_options(l)->encoding)));
  return mix(key, hash64(slice_of(site_root(s))));
}

void text_folder(uint64_t key, struct str *out)
{
  struct str name = STR_INIT;
  str_addf(&name, "text-%016llx", (unsigned long long)key);
  if (!path_xdg(out, PATH_CACHE, name.ptr)) str_clear(out);
  str_free(&name);
}

struct saved_segments {
  const char *folder;
  uint64_t key;
  struct text_saved sum;
};

static bool add_segment(void *context, struct slice name, bool is_dir)
{
  struct saved_segments *s = context;
  struct str path = STR_INIT;
  uint32_t documents;
  uint64_t bytes;
  path_join(&path, slice_of(s->folder), name);
  if (!is_dir && slice_ends(name, SLICE(".seg")) &&
      segment_peek(path.ptr, s->key, &documents, &bytes)) {
    s->sum.posts += documents;
    s->sum.bytes += bytes;
  }
  str_free(&path);
  return true;
}

struct text_saved text_saved(const struct library *l)
{
  struct str folder = STR_INIT;
  uint64_t key = text_key(l);
  text_folder(key, &folder);
  struct saved_segments s = { folder.ptr, key, { 0, 0 } };
  if (folder.len) dir_each(folder.ptr, add_segment, &s);
  str_free(&folder);
  return s.sum;
}
