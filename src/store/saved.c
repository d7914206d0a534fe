#include "store/saved.h"

#include "base/file.h"
#include "base/path.h"
#include "store/index_data.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
  LOG_MOST_BYTES = 256 << 10, /* is done again in a few milliseconds */
  LOG_LIMIT_BYTES = 64 << 20, /* nobody wrote a longer one */
};

struct log_head {
  char magic[8];
  uint64_t generation, serial;
};
#define LOG_MAGIC "baokanL"

struct saved {
  struct str index, log, lock, aside; /* paths */
  uint64_t key;
  int lock_fd; /* -1: not ours */
  struct snapshot_head head;
  dev_t device; /* of the snapshot that was opened or written */
  ino_t inode;
  uint64_t log_bytes; /* that were done again or written */
  uint64_t log_size;  /* with what a killed writer left behind them */
  int error;
  bool taken_away;
  int child_fd;         /* which it tells how it ended */
  pid_t child;          /* writes all of it; 0: there is none */
  size_t child_journal; /* bytes of the journal that are in what it writes */
};

static struct str path_of(const char *stem, const char *extension)
{
  struct str path = STR_INIT;
  str_addf(&path, "%s.%s", stem, extension);
  return path;
}

struct saved *saved_new(const char *stem, uint64_t key)
{
  struct saved *s = xcalloc(1, sizeof *s);
  *s = (struct saved){ .index = path_of(stem, "index"),
                       .log = path_of(stem, "log"),
                       .lock = path_of(stem, "lock"),
                       .aside = path_of(stem, "new"),
                       .key = key,
                       .lock_fd = -1 };
  return s;
}

void saved_free(struct saved *s)
{
  if (!s) return;
  if (s->child) close(s->child_fd);
  if (s->child) waitpid(s->child, NULL, 0);
  if (s->lock_fd >= 0) close(s->lock_fd);
  str_free(&s->index);
  str_free(&s->log);
  str_free(&s->lock);
  str_free(&s->aside);
  free(s);
}

/* 0 or an errno value; EAGAIN: another process has it. */
static int take_lock(struct saved *s)
{
  if (s->lock_fd >= 0) return 0;
  struct str folder = STR_INIT;
  str_add(&folder, path_dir(str_slice(&s->lock)));
  int error = dir_make(folder.ptr);
  str_free(&folder);
  if (error) return error;
  int fd = open(s->lock.ptr, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (fd < 0) return errno;
  if (flock(fd, LOCK_EX | LOCK_NB) == 0) {
    s->lock_fd = fd;
    unlink(s->aside.ptr); /* of a writer that was killed */
    return 0;
  }
  error = errno == EWOULDBLOCK ? EAGAIN : errno;
  close(fd);
  return error;
}

void saved_spill(struct saved *s, struct index *x)
{
  struct str folder = STR_INIT;
  str_add(&folder, path_dir(str_slice(&s->index)));
  int fd = dir_make(folder.ptr) ? -1 : open(folder.ptr, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (fd >= 0) index_spill(x, fd);
  str_free(&folder);
}

/* --- opening --- */

static void replay(struct saved *s, struct index *x)
{
  struct str bytes = STR_INIT;
  struct log_head head;
  s->log_bytes = s->log_size = 0;
  bool cut = false;
  if (file_read(s->log.ptr, LOG_LIMIT_BYTES, &bytes, &cut) == 0 && bytes.len >= sizeof head) {
    memcpy(&head, bytes.ptr, sizeof head);
    if (memcmp(head.magic, LOG_MAGIC, sizeof head.magic) == 0 &&
        head.generation == s->head.generation && head.serial == s->head.serial)
      s->log_bytes = sizeof head + journal_replay(x, slice_from(str_slice(&bytes), sizeof head));
  }
  s->log_size = bytes.len;
  str_free(&bytes);
}

struct index *saved_open(struct saved *s, enum snapshot_state *state)
{
  struct index *x = NULL;
  struct stat st;
  int fd = open(s->index.ptr, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  *state = SNAPSHOT_NONE;
  s->error = fd < 0 && errno != ENOENT ? errno : 0;
  if (fd < 0) return NULL;
  if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode)) {
    s->device = st.st_dev;
    s->inode = st.st_ino;
    *state = snapshot_open(fd, s->key, &x, &s->head);
    if (*state == SNAPSHOT_NONE) s->error = errno;
  } else {
    close(fd);
    s->error = EINVAL;
  }
  if (!x) return NULL;
  replay(s, x);
  journal_restart(&x->journal);
  return x;
}

void saved_discard(struct saved *s)
{
  s->head.serial = 0;
}

/* Nobody else saved since: what is there is what was opened. */
static bool is_current(const struct saved *s)
{
  struct stat st;
  if (stat(s->index.ptr, &st) != 0) return s->inode == 0;
  if (st.st_dev != s->device || st.st_ino != s->inode) return false;
  if (s->head.serial && (uint64_t)st.st_size != s->head.bytes) return false;
  uint64_t log_size = stat(s->log.ptr, &st) == 0 ? (uint64_t)st.st_size : 0;
  return s->head.serial == 0 || log_size == s->log_size;
}

static int write_all(int fd, struct slice bytes)
{
  while (bytes.len) {
    ssize_t done = write(fd, bytes.ptr, bytes.len);
    if (done < 0 && errno != EINTR) return errno;
    if (done > 0) bytes = slice_from(bytes, (size_t)done);
  }
  return 0;
}

void saved_take_away(struct saved *s)
{
  s->taken_away = true;
  if (take_lock(s) == 0 && is_current(s)) unlink(s->index.ptr);
}

/* --- saving --- */

/* What a killed writer left behind the whole entries goes; so does what cannot be written whole. */
static int append(struct saved *s, struct index *x)
{
  struct log_head head = { LOG_MAGIC, s->head.generation, s->head.serial };
  struct str *news = &x->journal.bytes;
  if (news->len == 0) return 0;
  int fd = open(s->log.ptr, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (fd < 0) return errno;
  int error = ftruncate(fd, (off_t)s->log_bytes) || lseek(fd, 0, SEEK_END) < 0 ? errno : 0;
  uint64_t before = s->log_bytes, after = before;
  if (!error && before == 0) {
    error = write_all(fd, (struct slice){ (const char *)&head, sizeof head });
    after = sizeof head;
  }
  if (!error) error = write_all(fd, str_slice(news));
  after += news->len;
  if (error && ftruncate(fd, (off_t)before) != 0) unlink(s->log.ptr);
  close(fd);
  if (error) return error;
  s->log_bytes = s->log_size = after;
  journal_restart(&x->journal);
  return 0;
}

static void sync_folder(const struct saved *s)
{
  struct str folder = STR_INIT;
  str_add(&folder, path_dir(str_slice(&s->index)));
  int fd = open(folder.ptr, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd >= 0) {
    fsync(fd);
    close(fd);
  }
  str_free(&folder);
}

static struct snapshot_head next_head(const struct saved *s)
{
  return (struct snapshot_head){ .key = s->key, .serial = s->head.serial + 1 };
}

/* The log names the snapshot it belongs to: that of the old one is no longer read. */
static int write_whole(const struct saved *s, const struct index *x)
{
  struct snapshot_head head = next_head(s);
  int fd = open(s->aside.ptr, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (fd < 0) return errno;
  int error = snapshot_write(x, fd, &head);
  if (!error && snapshot_torn(x)) error = ESTALE; /* meanwhile */
  if (!error && fsync(fd) != 0) error = errno;
  if (close(fd) != 0 && !error) error = errno;
  if (!error && rename(s->aside.ptr, s->index.ptr) != 0) error = errno;
  if (error) {
    unlink(s->aside.ptr);
    return error;
  }
  unlink(s->log.ptr);
  sync_folder(s);
  return 0;
}

static void adopt(const struct saved *s, struct index *x)
{
  int fd = open(s->index.ptr, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  if (fd >= 0) snapshot_adopt(x, fd, s->key);
}

static void wrote_whole(struct saved *s, struct index *x, size_t journal_bytes)
{
  struct stat st = { 0 };
  stat(s->index.ptr, &st);
  s->device = st.st_dev;
  s->inode = st.st_ino;
  s->head = next_head(s);
  s->head.generation = index_generation(x);
  s->head.bytes = (uint64_t)st.st_size;
  s->log_bytes = s->log_size = 0;
  struct journal *j = &x->journal;
  if (!j->kept || journal_bytes >= j->bytes.len) {
    journal_restart(j);
    adopt(s, x);
  } else {
    struct str rest = STR_INIT;
    str_add(&rest, slice_from(str_slice(&j->bytes), journal_bytes));
    str_free(&j->bytes);
    j->bytes = rest;
  }
}

/* 0: *whole tells which way to save. */
static int prepare(struct saved *s, const struct index *x, bool *whole)
{
  int error = take_lock(s);
  if (!error && (s->taken_away || snapshot_torn(x) || !is_current(s))) error = ESTALE;
  *whole = s->head.serial == 0 || s->head.generation != x->generation || !x->journal.kept ||
           x->journal.too_long || s->log_bytes + x->journal.bytes.len > LOG_MOST_BYTES;
  return error;
}

/* What the child told; nothing when it was killed.  Its status may be somebody else's by now:
 * whoever waits for any child gets it too. */
static int finish(struct saved *s, struct index *x)
{
  int error = EINTR;
  if (read(s->child_fd, &error, sizeof error) != (ssize_t)sizeof error) error = EINTR;
  close(s->child_fd);
  waitpid(s->child, NULL, 0);
  s->child = 0;
  if (error)
    x->journal.too_long = true;
  else
    wrote_whole(s, x, s->child_journal);
  return error;
}

int saved_save(struct saved *s, struct index *x)
{
  bool whole;
  int error = 0;
  if (s->child) error = finish(s, x);
  if (!error) error = prepare(s, x, &whole);
  if (error) return error;
  if (!whole) return append(s, x);
  error = write_whole(s, x);
  if (!error) wrote_whole(s, x, SIZE_MAX);
  return error;
}

int saved_begin(struct saved *s, struct index *x)
{
  bool whole;
  if (s->child) return 0;
  int error = prepare(s, x, &whole);
  if (error) return error;
  if (!whole) return append(s, x);
  if (x->journal.too_long || !x->journal.kept) journal_restart(&x->journal);
  s->child_journal = x->journal.bytes.len;
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return errno;
  s->child = fork();
  if (s->child == 0) {
    error = write_whole(s, x);
    _exit(write(ends[1], &error, sizeof error) < 0);
  }
  if (s->child < 0) {
    error = errno;
    close(ends[0]);
    s->child = 0;
  }
  close(ends[1]);
  s->child_fd = ends[0];
  return error;
}

bool saved_poll(struct saved *s, struct index *x, int *error)
{
  struct pollfd told = { .fd = s->child_fd, .events = POLLIN };
  *error = 0;
  if (!s->child) return true;
  if (poll(&told, 1, 0) == 0) return false;
  *error = finish(s, x);
  return true;
}

struct saved_status saved_status(const struct saved *s)
{
  return (struct saved_status){ s->head, s->log_bytes, s->error };
}

const char *saved_path(const struct saved *s)
{
  return s->index.ptr;
}
