/* YAML 1.1 to a tree of values.  The only door to libyaml.
 *
 * JSON is read by it too, being all but a part of YAML. */
#ifndef SITE_YAML_H
#define SITE_YAML_H

#include "site/value.h"

struct yaml_problem {
  uint32_t line, column; /* from 1 */
  char message[128];     /* libyaml's words, or ours: "nested too deep" */
};

/* Reads the first document of `bytes` (UTF-8).  No document at all is a null
 * scalar.  NULL: it is not YAML, *problem (may be NULL) says where and why.
 * Aliases are shared, not copied, and a tree that would count more than 100,000
 * nodes with every alias written out is a problem, as is one deeper than 100. */
struct value *yaml_parse(struct slice bytes, struct arena *arena, struct yaml_problem *problem);

#endif
