/* What a call sets: options from the configuration file, then from --set. */
#ifndef CLI_SETTINGS_H
#define CLI_SETTINGS_H

#include "app/config.h"
#include "cli/flag.h"

/* Reads the configuration that the arguments name, or the usual one, for the site
 * at `place`, and then the --set options.  Problems in the file are told on stderr
 * and passed over.  False: *problem is one line, *hint another or empty. */
bool settings_apply(const struct arguments *a, const char *place, struct options *options,
                    struct config *config, struct str *problem, struct str *hint);

/* The same for a call without a verb. */
struct settings {
  struct arguments arguments;
  struct options options;
  struct config config;
};
bool settings_read(struct settings *s, int argc, char **argv); /* false: told on stderr */
void settings_free(struct settings *s);

#endif
