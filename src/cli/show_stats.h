/* `show --stats`: not the posts, but how well they are set: what a line does that
 * the rules of Chinese typesetting forbid, counted over all usual widths. */
#ifndef CLI_SHOW_STATS_H
#define CLI_SHOW_STATS_H

#include "cli/verb.h"

/* An operand that is a folder stands for all posts of that site. */
enum cli_exit show_stats(struct call *c);

#endif
