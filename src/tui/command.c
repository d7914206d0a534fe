#include "tui/command.h"

#include "tui/act.h"

#define SITE (CONTEXT_CATEGORIES | CONTEXT_POSTS | CONTEXT_READER)

/* clang-format off */
const struct command commands[] = {
  { "down", "j  Down  C-n", CONTEXT_ANY | CONTEXT_PAGER, { NULL, NULL },
    { "a row or line down", "下一行" }, act_down },
  { "up", "k  Up  C-p", CONTEXT_ANY | CONTEXT_PAGER, { NULL, NULL },
    { "a row or line up", "上一行" }, act_up },
  { "open", "Enter  l", CONTEXT_CATEGORIES | CONTEXT_POSTS | CONTEXT_LINKS, { "open", "打开" },
    { "open what is selected", "打开所选" }, act_open },
  { "follow", "Enter", CONTEXT_READER | CONTEXT_PAGER, { NULL, NULL },
    { "follow the link Tab stands on", "打开选中的链接" }, act_open },
  { "page", "Space  PgDn  f  C-f", CONTEXT_ANY | CONTEXT_PAGER, { "page", "翻页" },
    { "a page on; from the list the article, at its end the next unread", "下一页；读完后下一篇未读" }, act_page },
  { "page-back", "b  PgUp  -  C-b", CONTEXT_ANY | CONTEXT_PAGER, { NULL, NULL },
    { "a page back", "上一页" }, act_page_back },
  { "half-page", "d  C-d", CONTEXT_ANY | CONTEXT_PAGER, { NULL, NULL },
    { "half a page on", "下半页" }, act_half },
  { "half-page-back", "u  C-u", CONTEXT_ANY | CONTEXT_PAGER, { NULL, NULL },
    { "half a page back", "上半页" }, act_half_back },
  { "first", "g  Home", CONTEXT_ANY | CONTEXT_PAGER, { NULL, NULL },
    { "the first row or line; with a count that one", "第一行；加数字到该行" }, act_first },
  { "last", "G  End", CONTEXT_ANY | CONTEXT_PAGER, { NULL, NULL },
    { "the last row or line; with a count that one", "最后一行；加数字到该行" }, act_last },
  { "percent", "%  p", CONTEXT_PAGER, { NULL, NULL },
    { "with a count, so many per cent into it", "加数字：到百分之几处" }, act_percent },
  { "percent", "%", CONTEXT_ANY, { NULL, NULL },
    { "with a count, so many per cent into it", "加数字：到百分之几处" }, act_percent },

  { "next-post", "J", SITE, { NULL, NULL },
    { "the next post, from any pane", "下一篇" }, act_next_post },
  { "previous-post", "K", SITE, { NULL, NULL },
    { "the post before", "上一篇" }, act_previous_post },
  { "next", "n", CONTEXT_ANY | CONTEXT_PAGER, { NULL, NULL },
    { "the next hit of the search; without one the next unread post", "下一处；未查找时下一篇未读" }, act_next },
  { "previous", "N", CONTEXT_ANY | CONTEXT_PAGER, { NULL, NULL },
    { "the hit before; without a search, read or unread", "上一处；未查找时切换已读" }, act_previous },
  { "previous-unread", "p", SITE, { NULL, NULL },
    { "the unread post before", "上一篇未读" }, act_previous_unread },

  { "star", "*", SITE, { NULL, NULL },
    { "star the post, or no longer", "收藏或取消收藏" }, act_star },
  { "mark-all", "A", SITE, { NULL, NULL },
    { "mark all of the list as read; asks first", "将列表全部标为已读（先询问）" }, act_mark_all },
  { "save-search", "", SITE, { NULL, NULL },
    { "keep this search beside the categories: save-search NAME", "保存当前查找：save-search 名称" }, act_save_search },
  { "drop-search", "", SITE, { NULL, NULL },
    { "keep it no longer: drop-search NAME", "不再保存查找：drop-search 名称" }, act_drop_search },
  { "undo", "U", SITE, { NULL, NULL },
    { "take back the last change: read, starred, all of a list", "撤销上一次标记" }, act_undo },

  { "left", "h  Left", CONTEXT_ANY, { NULL, NULL },
    { "the pane to the left", "左边的窗格" }, act_left },
  { "right", "Right", CONTEXT_ANY, { NULL, NULL },
    { "the pane to the right", "右边的窗格" }, act_right },
  { "next-pane", "Tab", CONTEXT_CATEGORIES | CONTEXT_POSTS, { NULL, NULL },
    { "the next pane", "下一个窗格" }, act_right },
  { "previous-pane", "S-Tab", CONTEXT_CATEGORIES | CONTEXT_POSTS, { NULL, NULL },
    { "the pane before", "上一个窗格" }, act_left },
  { "zoom", "z", SITE, { NULL, NULL },
    { "this pane alone, or all again", "放大此窗格，或恢复" }, act_zoom },
  { "category", "c", SITE, { "category", "分类" },
    { "go to a category: type to narrow the list", "选择分类：输入以筛选" }, act_category },
  { "full-text", "\\", SITE, { "search all", "全文" },
    { "search the text of all posts", "在所有文章中查找" }, act_full_text },
  { "previous-category", "[", SITE, { NULL, NULL },
    { "the category before", "上一个分类" }, act_previous_category },
  { "next-category", "]", SITE, { NULL, NULL },
    { "the next category", "下一个分类" }, act_next_category },
  { "home", "", SITE, { NULL, NULL },
    { "the front page", "首页" }, act_home },
  { "back", "<  M-Left", SITE, { NULL, NULL },
    { "back to where one was", "后退" }, act_back },
  { "forward", ">  M-Right", SITE, { NULL, NULL },
    { "forward again", "前进" }, act_forward },

  { "search", "/", CONTEXT_ANY | CONTEXT_PAGER, { "find", "查找" },
    { "look for text in this pane", "在此窗格中查找" }, act_search },
  { "search-back", "?", CONTEXT_PAGER, { NULL, NULL },
    { "look for text backward", "向前查找" }, act_search_back },

  { "filter", "&", SITE, { "filter", "筛选" },
    { "show only posts with what is typed, also by pinyin or day; nothing: all", "只看含所输入文字（或拼音、日期）的文章；空则恢复" }, act_filter },

  { "source", "o", SITE | CONTEXT_PAGER, { "source", "原文" },
    { "open the source link in the browser; with a count that link", "用浏览器打开原文；加数字打开该链接" }, act_source },
  { "open-link", "o", CONTEXT_LINKS, { "browser", "浏览器" },
    { "open the link in the browser", "用浏览器打开链接" }, act_source },
  { "next-link", "Tab", CONTEXT_READER | CONTEXT_PAGER, { NULL, NULL },
    { "the next link", "下一个链接" }, act_next_link },
  { "previous-link", "S-Tab", CONTEXT_READER | CONTEXT_PAGER, { NULL, NULL },
    { "the link before", "上一个链接" }, act_previous_link },
  { "link", "#", CONTEXT_READER | CONTEXT_PAGER, { NULL, NULL },
    { "follow a link by its number, shown while one types", "按编号打开链接" }, act_link_number },
  { "links", "L", SITE | CONTEXT_PAGER, { "links", "链接" },
    { "the links of the article and where they go", "本文链接及其去向" }, act_links },
  { "copy", "y", SITE | CONTEXT_LINKS | CONTEXT_PAGER, { NULL, NULL },
    { "copy the link: the one Tab stands on, or the source", "复制链接" }, act_copy },
  { "cite", "Y", SITE, { NULL, NULL },
    { "copy title, source, date and link", "复制引文" }, act_cite },
  { "furniture", "F", CONTEXT_READER | CONTEXT_PAGER, { NULL, NULL },
    { "show or fold digests, details, closing links", "显示或折叠摘要、详情与导航" }, act_furniture },

  { "next-file", ": n", CONTEXT_PAGER, { NULL, NULL },
    { "the next file", "下一个文件" }, act_next_file },
  { "previous-file", ": p", CONTEXT_PAGER, { NULL, NULL },
    { "the file before", "上一个文件" }, act_previous_file },

  { "encoding", "E", CONTEXT_READER, { NULL, NULL },
    { "read the article as the next charset, if it is not UTF-8", "换一种字符编码读本文" }, act_encoding },
  { "refresh", "r  F5", SITE, { NULL, NULL },
    { "look for new posts now", "立即刷新" }, act_refresh },
  { "where", "=  C-g", CONTEXT_ANY | CONTEXT_PAGER, { NULL, NULL },
    { "which file this is, from when, in what category", "文件、日期与分类" }, act_where },
  { "command", ":", CONTEXT_ANY, { NULL, NULL },
    { "type a command", "输入命令" }, act_command },
  { "set", "", CONTEXT_ANY | CONTEXT_PAGER, { NULL, NULL },
    { "set an option: set measure=66", "设置选项：set measure=66" }, act_set },
  { "save-screen", "", CONTEXT_ANY | CONTEXT_PAGER, { NULL, NULL },
    { "write what is on the screen to a file", "把屏幕内容写入文件" }, act_save_screen },
  { "help", "?  H  F1", CONTEXT_ANY, { "help", "帮助" },
    { "this page", "帮助" }, act_help },
  { "help", "h  H  F1", CONTEXT_PAGER, { "help", "帮助" },
    { "this page", "帮助" }, act_help },
  { "redraw", "C-l", CONTEXT_ANY | CONTEXT_PAGER, { NULL, NULL },
    { "draw the screen again", "重画屏幕" }, act_redraw },
  { "suspend", "C-z", CONTEXT_ANY | CONTEXT_PAGER, { NULL, NULL },
    { "stop for a while; fg goes on", "挂起" }, act_suspend },
  { "cancel", "Esc  C-c", CONTEXT_ANY | CONTEXT_PAGER, { NULL, NULL },
    { "end the search, close what is open over the panes", "取消查找，关闭浮层" }, act_cancel },
  { "close", "q", CONTEXT_ANY | CONTEXT_PAGER, { "close", "返回" },
    { "close what is open: help, article, search; then quit", "关闭当前，最后退出" }, act_close },
  { "quit", "Q  Z Z", CONTEXT_ANY | CONTEXT_PAGER, { NULL, NULL },
    { "quit at once", "立即退出" }, act_quit },
};
/* clang-format on */
const size_t command_count = sizeof commands / sizeof *commands;

const struct command *command_find(struct slice name)
{
  const struct command *only = NULL;
  size_t found = 0;
  for (size_t i = 0; i < command_count; i++) {
    struct slice full = slice_of(commands[i].name);
    if (slice_eq(full, name)) return &commands[i];
    if (!slice_starts(full, name) || (only && slice_eq(full, slice_of(only->name)))) continue;
    only = &commands[i];
    found++;
  }
  return name.len && found == 1 ? only : NULL;
}
