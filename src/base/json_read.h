/* Reads one flat JSON object (RFC 8259), such as a line of JSON Lines: member after
 * member.  Values that are lists or objects are stepped over, at most 32 deep.
 *
 *     struct json_reader r;
 *     json_read(&r, line);
 *     while (json_member(&r)) use(r.key, r.type, r.text, r.number);
 *     if (r.problem) ...
 */
#ifndef BASE_JSON_READ_H
#define BASE_JSON_READ_H

#include "base/str.h"

#include <stdint.h>

enum json_type { JSON_NULL, JSON_BOOL, JSON_NUMBER, JSON_STRING, JSON_NESTED };

struct json_reader {
  struct slice rest;
  struct str key, text; /* of the member that was read; text of a string */
  int64_t number;       /* of a number, its whole part; of a bool 1 or 0 */
  enum json_type type;
  const char *problem; /* in words; NULL: none */
  bool begun;
};

void json_read(struct json_reader *r, struct slice line);
/* False: the object has ended, or *r tells a problem. */
bool json_member(struct json_reader *r);
void json_read_end(struct json_reader *r);

#endif
