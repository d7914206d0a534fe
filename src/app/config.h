/* The reader's configuration file, $XDG_CONFIG_HOME/baokan/config.yml:
 *
 *     measure: 66
 *     theme: paper
 *     keys:
 *       C-n: down
 *     sites:
 *       ~/news:
 *         hosts: news.example.com
 *
 * Options are the rows of option_list.h; under `sites`, those of the site that
 * is opened come last and win. */
#ifndef APP_CONFIG_H
#define APP_CONFIG_H

#include "app/option.h"

struct key_binding {
  char *keys;    /* "C-n", "g g" */
  char *command; /* "down" */
  uint32_t line;
};

struct config {
  char *path; /* of the file, or NULL: there is none */
  VEC(struct key_binding) keys;
  VEC(char *) problems; /* "path:line: what is wrong", one line each */
};

/* Reads `path`, or the usual file when NULL, into `options`.  A usual file that is
 * not there is no problem. `site_root` picks the part under `sites`; may be NULL. */
void config_read(struct config *c, const char *path, const char *site_root,
                 struct options *options);
void config_free(struct config *c);

#endif
