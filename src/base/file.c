#include "base/file.h"

#include "base/path.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CHUNK_MIN_BYTES = 4096 };

static struct file_info info_of(const struct stat *st)
{
  return (struct file_info){
    .bytes = st->st_size > 0 ? (uint64_t)st->st_size : 0,
    .modified_ns = (int64_t)st->st_mtim.tv_sec * 1000000000 + st->st_mtim.tv_nsec,
    .is_dir = S_ISDIR(st->st_mode),
    .is_file = S_ISREG(st->st_mode),
  };
}

int file_stat_in(int folder, const char *name, struct file_info *info)
{
  struct stat st;
  if (fstatat(folder, name, &st, 0) != 0) return errno;
  *info = info_of(&st);
  return 0;
}

int file_stat(const char *path, struct file_info *info)
{
  return file_stat_in(AT_FDCWD, path, info);
}

/* Opening must not wait for a FIFO's writer nor take a terminal over; what
 * was opened is then looked at, so that nobody can swap it in between. */
static int open_regular(int folder, const char *name, int *fd, struct file_info *info)
{
  *fd = openat(folder, name, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
  if (*fd < 0) return errno == ENXIO ? EINVAL : errno; /* ENXIO: a socket */

  struct stat st;
  int error = fstat(*fd, &st) != 0 ? errno : 0;
  if (!error) *info = info_of(&st);
  if (!error && !info->is_file) error = info->is_dir ? EISDIR : EINVAL;
  if (error) close(*fd);
  return error;
}

/* As read(2), but not stopped by a signal. */
static ssize_t read_some(int fd, char *to, size_t bytes)
{
  ssize_t got;
  do got = read(fd, to, bytes);
  while (got < 0 && errno == EINTR);
  return got;
}

/* The size is a hint only: the file may grow or shrink while it is read, and
 * files of the kernel's say 0.  Room for one byte more shows the end without another
 * allocation: fewer bytes than were asked for, and as many as it has, are all. */
static int read_all(int fd, size_t hint, size_t limit, struct str *out, bool *cut)
{
  size_t start = out->len;
  str_reserve(out, hint < limit ? hint + 1 : limit);
  while (out->len - start < limit) {
    size_t left = limit - (out->len - start);
    if (out->cap - out->len < 2) str_reserve(out, CHUNK_MIN_BYTES);
    size_t room = out->cap - out->len - 1;
    if (room > left) room = left;
    ssize_t got = read_some(fd, out->ptr + out->len, room);
    if (got < 0) return errno;
    if (got == 0) return 0;
    out->len += (size_t)got;
    out->ptr[out->len] = '\0';
    if (out->len - start == hint && (size_t)got < room) return 0;
  }
  char beyond;
  *cut = read_some(fd, &beyond, 1) == 1;
  return 0;
}

int file_read(const char *path, size_t limit, struct str *out, bool *cut)
{
  return file_read_in(AT_FDCWD, path, limit, out, cut, NULL);
}

int file_read_in(int folder, const char *name, size_t limit, struct str *out, bool *cut,
                 struct file_info *info)
{
  int fd;
  struct file_info here;
  bool was_cut = false;
  if (!info) info = &here;
  int error = open_regular(folder, name, &fd, info);
  if (error) return error;

  size_t start = out->len;
  error = read_all(fd, (size_t)info->bytes, limit, out, &was_cut);
  if (error) str_cut(out, start);
  if (cut) *cut = was_cut;
  close(fd);
  return error;
}

static int write_all(int fd, struct slice bytes)
{
  while (bytes.len) {
    ssize_t done = write(fd, bytes.ptr, bytes.len);
    if (done < 0 && errno != EINTR) return errno;
    if (done > 0) bytes = slice_from(bytes, (size_t)done);
  }
  return fsync(fd) == 0 ? 0 : errno;
}

/* A rename is only there to stay once its folder has been written too.  Some
 * file systems refuse to sync a folder; the file is whole even so. */
static void sync_dir_of(const char *path)
{
  struct str dir = STR_INIT;
  str_add(&dir, path_dir(slice_of(path)));
  int fd = open(dir.len ? dir.ptr : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd >= 0) {
    fsync(fd);
    close(fd);
  }
  str_free(&dir);
}

int file_write(const char *path, struct slice bytes)
{
  char *real = realpath(path, NULL); /* a link stays a link; what it leads to is replaced */
  const char *target = real ? real : path;
  struct str aside = STR_INIT;
  str_addf(&aside, "%s.XXXXXX", target);

  int error = 0;
  int fd = mkostemp(aside.ptr, O_CLOEXEC);
  if (fd < 0) {
    error = errno;
  } else {
    error = write_all(fd, bytes);
    if (close(fd) != 0 && !error) error = errno;
    if (!error && rename(aside.ptr, target) != 0) error = errno;
    if (error)
      unlink(aside.ptr);
    else
      sync_dir_of(target);
  }
  str_free(&aside);
  free(real);
  return error;
}

static int make_one(const char *path)
{
  if (mkdir(path, 0700) == 0) return 0;
  int error = errno;
  struct file_info info;
  return file_stat(path, &info) == 0 ? (info.is_dir ? 0 : ENOTDIR) : error;
}

int dir_make(const char *path)
{
  struct str part = STR_INIT;
  struct slice rest = slice_of(path);
  int error = 0;
  while (!error && rest.len) {
    size_t slash = slice_find_char(slice_from(rest, 1), '/');
    size_t end = slash == SLICE_NONE ? rest.len : slash + 1;
    str_add(&part, slice_first(rest, end));
    rest = slice_from(rest, end);
    error = make_one(part.ptr);
  }
  str_free(&part);
  return error;
}

static bool entry_is_dir(DIR *dir, const struct dirent *entry)
{
  struct stat st;
  if (entry->d_type != DT_LNK && entry->d_type != DT_UNKNOWN) return entry->d_type == DT_DIR;
  return fstatat(dirfd(dir), entry->d_name, &st, 0) == 0 && S_ISDIR(st.st_mode);
}

int dir_each(const char *path, dir_visit_fn *visit, void *context)
{
  DIR *dir = opendir(path);
  if (!dir) return errno;

  int error = 0;
  for (;;) {
    errno = 0;
    const struct dirent *entry = readdir(dir);
    if (!entry) {
      error = errno;
      break;
    }
    struct slice name = slice_of(entry->d_name);
    if (slice_eq(name, SLICE(".")) || slice_eq(name, SLICE(".."))) continue;
    if (!visit(context, name, entry_is_dir(dir, entry))) break;
  }
  closedir(dir);
  return error;
}
