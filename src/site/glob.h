/* Patterns of names in configurations.  `*` is any run, `?` one character, `[a-z]` and
 * `[!a-z]` one of a set, `\` takes the meaning off the next.  Time grows with the product of
 * the lengths at the most, whatever the pattern. */
#ifndef SITE_GLOB_H
#define SITE_GLOB_H

#include "base/slice.h"

/* A wildcard matches a slash as any other character: Ruby's File.fnmatch. */
bool glob_matches(struct slice pattern, struct slice name);

/* A wildcard stays within a folder's name, and `**` is any number of folders: Ruby's
 * Dir.glob, and what JavaScript's tools have. */
bool glob_matches_path(struct slice pattern, struct slice path);

bool glob_is_pattern(struct slice text); /* has it a wildcard at all? */

#endif
