/* Writes JSON (RFC 8259), as UTF-8, one value after another; commas and
 * nesting are kept track of here.  Bytes that are not UTF-8 become U+FFFD;
 * controls, U+2028, U+2029 and C1 are escaped, so a line of output is always
 * one line and never reaches a terminal as a command. */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include "base/str.h"

#include <stdint.h>

struct json {
  struct str *out;   /* borrowed */
  bool comma;        /* the next value needs one before it */
};

void json_begin(struct json *j, struct str *out);
void json_object(struct json *j);      /* { */
void json_object_end(struct json *j);
void json_array(struct json *j);       /* [ */
void json_array_end(struct json *j);
void json_key(struct json *j, const char *key);
void json_string(struct json *j, struct slice text);
void json_int(struct json *j, int64_t value);
void json_bool(struct json *j, bool value);
void json_null(struct json *j);
/* A key and a string, or null when text.ptr is NULL. */
void json_field(struct json *j, const char *key, struct slice text);

#endif
