#include "app/article.h"

/* zh-Hant, zh-TW, zh_HK, zh-Hant-MO: where marks stand in the middle of their square,
 * and none hangs (CLREQ 3.1.7). */
static bool is_traditional(struct slice language)
{
  static const struct slice regions[] = { SLICE("hant"), SLICE("tw"), SLICE("hk"), SLICE("mo") };
  if (language.len < 5 || !slice_eq_nocase(slice_first(language, 2), SLICE("zh"))) return false;
  struct slice rest = slice_from(language, 3);
  for (size_t i = 0; i < sizeof regions / sizeof *regions; i++)
    if (slice_eq_nocase(slice_first(rest, regions[i].len), regions[i])) return true;
  return false;
}

struct layout_options article_layout(const struct article *a, const struct options *options,
                                     uint32_t columns, enum ambiguous ambiguous)
{
  return (struct layout_options){
    .columns = columns,
    .ambiguous = ambiguous,
    .paragraphs = (enum layout_paragraphs)options->paragraphs,
    .hang = options->hang && !is_traditional(a->language),
    .korean_by_word = options->korean,
    .autospace = options->autospace,
    .justify = options->justify,
    .images = options->images,
    .opened = options->details != 0,
  };
}
