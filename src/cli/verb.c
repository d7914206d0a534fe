#include "cli/verb.h"

/* clang-format off */
const struct verb verbs[] = {
  { .name = "show", .operands = "POST...", .help = "print posts as text",
    .run = verb_show,
    .more = "A POST is a file, or - for standard input.  A name that begins with '-'\n"
            "is written after --.\n"
            "With --stats a folder stands for all posts of its site.\n",
    .least = 1, .flags = FLAG_BIT(WIDTH) | FLAG_BIT(BODY) | FLAG_BIT(IMAGES) | FLAG_BIT(LINKS) |
                         FLAG_BIT(STATS) },
  { .name = "list", .operands = "[SITE]", .help = "list the posts of a site, newest first",
    .run = verb_list, .most = 1, .flags = FLAG_BIT(JSON) | FLAG_BIT(ALL) | FLAG_BIT(AS_GENERATOR) |
                                            FLAG_BIT(LIMIT) | FLAG_BIT(CATEGORY) | FLAG_BIT(TAG) |
                                            FLAG_BIT(TSV) | FLAG_BIT(SINCE) | FLAG_BIT(UNTIL) |
                                            FLAG_BIT(UNREAD) | FLAG_BIT(STARRED) | FLAG_BIT(SORT) |
                                            FLAG_BIT(FOLLOW) },
  { .name = "cats", .operands = "[SITE]", .help = "list the categories of a site, busiest first",
    .run = verb_cats, .most = 1, .flags = FLAG_BIT(JSON) },
  { .name = "stats", .operands = "[SITE]", .help = "count what a site holds, and say what makes it",
    .run = verb_stats, .most = 1, .flags = FLAG_BIT(JSON) | FLAG_BIT(LIMIT) },
  { .name = "index", .operands = "[SITE]", .help = "save the index of a site, and say what is saved",
    .run = verb_index,
    .more = "The screen opens with what is saved, and so do all verbs; what changed since is\n"
            "looked for by itself.  Nobody has to call this.  Of a thousand posts and more the\n"
            "text is indexed too, so that the first search is as fast as the next.\n",
    .most = 1, .flags = FLAG_BIT(JSON) | FLAG_BIT(REBUILD) | FLAG_BIT(STATUS) },
  { .name = "state", .operands = "ACTION [SITE]",
    .help = "carry what was read to another machine",
    .run = verb_state,
    .more = "`state export` writes what was read, starred and searched, and where reading\n"
            "stopped, as JSON lines; `state import` reads such lines from standard input:\n"
            "of two values the newer stays.  --all: of all sites, not of this one only.\n",
    .least = 1, .most = 2, .flags = FLAG_BIT(ALL) },
  { .name = "links", .operands = "POST", .help = "list the links of a post and where they lead",
    .run = verb_links, .least = 1, .most = 1, .flags = FLAG_BIT(JSON) },
  { .name = "home", .operands = "[SITE]", .help = "print the front page of a site",
    .run = verb_home, .most = 1, .flags = FLAG_BIT(PER_TAG) },
  { .name = "search", .operands = "QUERY [SITE]", .help = "find posts by their text, newest first",
    .run = verb_search,
    .more = "Words and \"phrases\" must all stand in title or text, in any script, spelling and case;\n"
            "-word must not.  title: category: tag: after: before: is: narrow: the manual says how.\n",
    .least = 1, .most = 2,
    .flags = FLAG_BIT(JSON) | FLAG_BIT(TSV) | FLAG_BIT(ALL) | FLAG_BIT(LIMIT) },
  { .name = "check", .operands = "[SITE]", .help = "find what is wrong with the files of a site",
    .run = verb_check,
    .more = "A line for each finding: file, line, column, level, message, name.  --all shows\n"
            "notes too.  The exit status is 1 when there is an error.  The manual explains\n"
            "each finding by its name.\n",
    .most = 1, .flags = FLAG_BIT(JSON) | FLAG_BIT(ALL) },
  { .name = "help", .operands = "[VERB]", .help = "explain a verb",
    .run = verb_help, .most = 1 },
};
/* clang-format on */
const size_t verb_count = sizeof verbs / sizeof *verbs;

const struct verb *verb_find(struct slice name)
{
  for (size_t i = 0; i < verb_count; i++)
    if (slice_eq(name, slice_of(verbs[i].name))) return &verbs[i];
  return NULL;
}

const struct verb *verb_nearest(struct slice name)
{
  const struct verb *best = NULL;
  size_t least = 3; /* further away is no help */
  for (size_t i = 0; i < verb_count; i++) {
    size_t distance = slice_distance(name, slice_of(verbs[i].name));
    if (distance < least) least = distance, best = &verbs[i];
  }
  return best;
}
