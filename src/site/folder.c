#include "site/folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>

static enum entry_kind kind_of_mode(mode_t mode)
{
  return S_ISREG(mode) ? ENTRY_FILE : S_ISDIR(mode) ? ENTRY_FOLDER : ENTRY_OTHER;
}

/* A further stat is made only for links, and where the system does not tell. */
static void look_at(int dir, const struct dirent *d, struct entry *out)
{
  struct stat st;
  if (d->d_type == DT_REG || d->d_type == DT_DIR) {
    out->kind = d->d_type == DT_REG ? ENTRY_FILE : ENTRY_FOLDER;
    return;
  }
  out->kind = ENTRY_GONE;
  if (fstatat(dir, d->d_name, &st, AT_SYMLINK_NOFOLLOW) != 0) return;
  out->is_link = S_ISLNK(st.st_mode);
  if (out->is_link && fstatat(dir, d->d_name, &st, 0) != 0) return;
  out->kind = kind_of_mode(st.st_mode);
}

int folder_read(const char *path, struct arena *arena, entry_list *out)
{
  DIR *dir = opendir(path);
  if (!dir) return errno;
  int error = 0;
  for (;;) {
    errno = 0;
    const struct dirent *d = readdir(dir);
    if (!d) {
      error = errno;
      break;
    }
    if (d->d_name[0] == '.') continue;
    struct entry entry = { .name = arena_slice(arena, slice_of(d->d_name)) };
    look_at(dirfd(dir), d, &entry);
    vec_push(out, entry);
  }
  closedir(dir);
  return error;
}
