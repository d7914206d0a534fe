/* TOML as front matter and configuration use it: keys, dotted keys, tables and
 * arrays of tables, strings of all four kinds, numbers, booleans, dates, arrays
 * and inline tables (TOML 1.0).  What the text of a date or number means is left
 * to value_scalar, as with YAML. */
#ifndef SITE_TOML_H
#define SITE_TOML_H

#include "site/yaml.h"

/* Always a map.  *problem (its line is 0 when all was well) tells of the first
 * line that is no TOML; such lines are skipped. */
struct value *toml_parse(struct slice bytes, struct arena *arena, struct yaml_problem *problem);

#endif
