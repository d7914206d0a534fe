/* Paths as text: nothing here touches the file system. */
#ifndef BASE_PATH_H
#define BASE_PATH_H

#include "base/str.h"

struct slice path_base(struct slice path);      /* "a/b.md" -> "b.md" */
struct slice path_dir(struct slice path);       /* "a/b.md" -> "a"; "b.md" -> "" */
struct slice path_extension(struct slice path); /* "b.tar.md" -> "md"; ".md" and "b" -> "" */
struct slice path_stem(struct slice path);      /* "a/b.md" -> "b" */

/* Appends dir + "/" + name (just name when it is absolute or dir is ""). */
void path_join(struct str *out, struct slice dir, struct slice name);

/* Removes "//", "/./" and "x/.."; a ".." that would leave the start stays out.
 * A trailing slash is kept off. */
void path_normalise(struct str *path);

/* Is the normalised `path` the folder `dir` or something in it? */
bool path_within(struct slice path, struct slice dir);

/* $XDG_<kind>_HOME/baokan/name, with the default the specification gives
 * (XDG Base Directory 0.8); relative values are ignored, as it asks.
 * Appends nothing and returns false when there is no home folder either. */
enum path_xdg { PATH_CONFIG, PATH_STATE, PATH_CACHE, PATH_DATA };
bool path_xdg(struct str *out, enum path_xdg kind, const char *name);

#endif
