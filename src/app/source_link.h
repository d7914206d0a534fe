/* The address a post was taken from, when it stands bare at the post's end:
 *
 *     <https://example.com/news/1>
 *
 *     [返回...](//...)｜[返回首页](//...)
 *
 * Found in the source text, without reading it as Markdown, because lists want
 * it for every post. */
#ifndef APP_SOURCE_LINK_H
#define APP_SOURCE_LINK_H

#include "base/slice.h"

/* The address, borrowed from `body`; ptr NULL: there is none. */
struct slice source_link_closing(struct slice body);

#endif
