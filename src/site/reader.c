#include "site/reader.h"

#include "site/cascade.h"
#include "site/site_impl.h"

#include "base/file.h"
#include "base/path.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

enum { POST_MAX_BYTES = 64 << 20, KEPT_MAX_BYTES = 1 << 20 };

/* Names are looked up from the folder that the last one lay in, not from the root each time. */
struct site_reader {
  const char *root;
  struct post_context context;
  bool for_list;
  int folder;             /* open, or -1 */
  struct str folder_path; /* of `folder`, from the root */
  struct str name;        /* scratch: NUL-terminated */
  struct str bytes;       /* scratch */
  struct arena scratch;
};

struct site_reader *site_reader_new(const struct site *s, bool for_list)
{
  struct site_reader *r = xcalloc(1, sizeof *r);
  *r = (struct site_reader){ .root = s->root,
                             .context = s->context,
                             .for_list = for_list,
                             .folder = -1,
                             .folder_path = STR_INIT,
                             .name = STR_INIT,
                             .bytes = STR_INIT };
  if (s->config.kind == SITE_HUGO) r->context.cascade = cascade_new(s->root, &s->config);
  return r;
}

void site_reader_free(struct site_reader *r)
{
  if (!r) return;
  if (r->folder >= 0) close(r->folder);
  str_free(&r->folder_path);
  str_free(&r->name);
  str_free(&r->bytes);
  arena_free(&r->scratch);
  cascade_free(r->context.cascade);
  free(r);
}

static void set_name(struct site_reader *r, struct slice dir, struct slice name)
{
  str_clear(&r->name);
  path_join(&r->name, dir, name);
}

/* The folder that `r->name` is to be looked up in. */
static int enter(struct site_reader *r, struct slice path)
{
  struct slice dir = path_dir(path);
  if (r->folder < 0 || !slice_eq(dir, str_slice(&r->folder_path))) {
    if (r->folder >= 0) close(r->folder);
    set_name(r, slice_of(r->root), dir);
    r->folder = open(r->name.ptr, O_PATH | O_DIRECTORY | O_CLOEXEC);
    str_clear(&r->folder_path);
    str_add(&r->folder_path, dir);
  }
  if (r->folder >= 0)
    set_name(r, SLICE(""), path_base(path));
  else
    set_name(r, slice_of(r->root), path);
  return r->folder >= 0 ? r->folder : AT_FDCWD;
}

static int64_t time_of(int error, const struct file_info *info)
{
  if (error) return error == ENOENT || error == ENOTDIR ? READER_GONE : READER_BARRED;
  return info->modified_ns;
}

static int64_t read_post(struct site_reader *r, struct slice path, struct post *post)
{
  bool cut = false;
  struct file_info info;
  str_clear(&r->bytes);
  int folder = enter(r, path);
  int error = file_read_in(folder, r->name.ptr, POST_MAX_BYTES, &r->bytes, &cut, &info);
  post_read(&r->context, path, &r->bytes, &r->scratch, r->for_list, post);
  arena_clear(&r->scratch);
  if (cut) diag_add(&post->diags, DIAG_TOO_LARGE, 0, 0, NULL);
  if (error == EINVAL || error == EISDIR)
    diag_add(&post->diags, DIAG_NOT_A_FILE, 0, 0, NULL);
  else if (error)
    diag_add(&post->diags, DIAG_UNREADABLE, 0, 0, "%s", strerror(error));
  return time_of(error, &info);
}

int64_t site_reader_read(struct site_reader *r, struct slice path, struct post *post)
{
  *post = (struct post){ 0 };
  return read_post(r, path, post);
}

int64_t site_reader_scan(struct site_reader *r, struct slice path, struct arena *strings,
                         site_look_fn *look, void *context, struct post *post)
{
  *post = (struct post){ .arena = *strings };
  int64_t modified = read_post(r, path, post);
  if (look) look(context, post);
  *strings = post->arena;
  post->arena = (struct arena){ 0 };
  str_free(&r->bytes);
  r->bytes = post->text; /* to be filled again */
  str_init(&post->text);
  if (r->bytes.cap > KEPT_MAX_BYTES) str_free(&r->bytes);
  return modified;
}

int64_t site_reader_time(struct site_reader *r, struct slice path)
{
  struct file_info info;
  int folder = enter(r, path);
  int error = file_stat_in(folder, r->name.ptr, &info);
  return time_of(error, &info);
}
