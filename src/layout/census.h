/* A count of what set lines do that the rules forbid, so that anyone can repeat
 * the measurement on other posts.  It knows the rules from their texts (CLREQ
 * 3.1.4 to 3.1.5, 3.4.4), not from what broke the lines, and judges only lines that
 * were broken by us: the first line of a paragraph may begin as it likes. */
#ifndef LAYOUT_CENSUS_H
#define LAYOUT_CENSUS_H

#include "layout/line.h"

struct census {
  uint64_t lines;  /* looked at */
  uint64_t broken; /* of them, those that go on in the next one */
  uint64_t start;  /* begin with a mark that may not: 、。）” ... */
  uint64_t strict; /* begin with — or … */
  uint64_t end;    /* end with a mark that may not: （“《 ... */
  uint64_t pair;   /* split a —— or …… */
  uint64_t number; /* split a number, or one from its sign or unit */
  uint64_t word;   /* split a Latin word */
  uint64_t over;   /* wider than asked */
  uint64_t orphan; /* the last of a paragraph, of one Han character */
  uint64_t forced; /* splits of what is longer than a line: in none of the above */
  uint64_t slack;  /* columns left free on broken lines, all together */
};

/* Adds what `lines` holds.  `columns` is what a line may take, `hang` what a mark
 * may take beyond. */
void census_add(struct census *c, const struct lines *lines, uint32_t columns, uint32_t hang);

/* What is there to read, whatever the width: the sum does not depend on where lines
 * break nor on the order of a table's cells.  A character lost or gained changes it. */
uint64_t census_text(const struct lines *lines);

#endif
