/* Files and folders.  Functions return 0 or an errno value; none of them can
 * block on a FIFO, a device or a terminal: only regular files are read. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

struct file_info {
  uint64_t bytes;
  int64_t modified_ns; /* since the epoch */
  bool is_dir;
  bool is_file;        /* regular */
};

int file_stat(const char *path, struct file_info *info); /* follows links */

/* Appends at most `limit` bytes of the file to *out.  *cut tells that there
 * was more; both `info` and `cut` may be NULL.  EISDIR for a folder, EINVAL
 * for anything else that is not a regular file. */
int file_read(const char *path, size_t limit, struct str *out, bool *cut);
/* The same from an open folder (or AT_FDCWD), and what the file was when it was opened: `info`
 * may be NULL. */
int file_read_in(int folder, const char *name, size_t limit, struct str *out, bool *cut,
                 struct file_info *info);
int file_stat_in(int folder, const char *name, struct file_info *info);

/* Replaces the file with `bytes`: written aside, fsynced, renamed; never half
 * there.  Mode 0600. */
int file_write(const char *path, struct slice bytes);

/* Makes a folder and those above it, mode 0700. */
int dir_make(const char *path);

/* Calls `visit` for each name in a folder but "." and "..", in the folder's own
 * order.  `is_dir` is known without a further stat where the system tells;
 * links are followed to learn it.  `visit` returns false to stop. */
typedef bool dir_visit_fn(void *context, struct slice name, bool is_dir);
int dir_each(const char *path, dir_visit_fn *visit, void *context);

#endif
