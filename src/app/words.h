/* The reader's own words, in the languages it speaks: one row a word. */
#ifndef APP_WORDS_H
#define APP_WORDS_H

#include <stddef.h>

enum language { LANGUAGE_EN, LANGUAGE_ZH, LANGUAGE_COUNT };

/* clang-format off */
#define WORD_LIST(X)                                                          \
  X(HOME,         "Front page",                  "首页")                       \
  X(ALL,          "All posts",                   "全部")                       \
  X(TODAY,        "Today",                       "今天")                       \
  X(YESTERDAY,    "Yesterday",                   "昨天")                       \
  X(UNDATED,      "No date",                     "没有日期")                   \
  X(UNREAD,       "unread",                      "未读")                       \
  X(NEW,          "new",                         "新到")                       \
  X(SOURCE,       "Source",                      "原文")                       \
  X(BACK_TO,      "Back to",                     "返回")                       \
  X(TAGS,         "Tags",                        "标签")                       \
  X(NO_POSTS,     "No posts here.",              "这里没有文章。")             \
  X(NO_POSTS_HINT,"Press c for another category.", "按 c 换一个分类。")        \
  X(NO_SITE,      "No posts in ",                "没有文章：")                 \
  X(NO_SITE_HINT, "Press q to leave; 'baokan FOLDER' reads another folder.", "按 q 退出；用 baokan 文件夹 打开别处。") \
  X(NO_CATEGORY,  "No such category.",           "没有这个分类。")             \
  X(NO_POST_OPEN, "Nothing is open. Enter opens the selected post.", "按 Enter 打开所选文章。") \
  X(FULL_TEXT,    "Search: ",                    "全文：")                     \
  X(SEARCHING,    "Searching: ",                 "正在查找：")                 \
  X(INDEXING,     "Indexing texts: ",            "正在建全文索引：")           \
  X(NO_HITS,      "No hits. Searched: ",         "没有找到。已查：")           \
  X(QUERY_DATE,   "Not a date (2024-05-01, 2024-05, 7d), searched for as it stands, at ", "不是日期（2024-05-01、2024-05、7d），按原文查找，字符位置：") \
  X(QUERY_STATE,  "Not read, unread or starred, searched for as it stands, at ", "不是 read、unread、starred，按原文查找，字符位置：") \
  X(QUERY_QUOTE,  "A phrase without an end, at ", "引号没有配对，字符位置：")        \
  X(QUERY_TEXT,   "Nothing to search for, left out, at ", "没有可查的内容，略去，字符位置：") \
  X(NO_LINKS,     "This article has no links.",  "本文没有链接。")             \
  X(NO_SOURCE,    "This post names no source.",  "本文没有原文链接。")         \
  X(NOT_FOUND,    "Not found: ",                 "没有找到：")                 \
  X(NO_UNREAD,    "Nothing unread is left here.", "这里没有未读文章了。")      \
  X(UNREAD_POSTS, "Unread",                      "未读")                       \
  X(STARRED_POSTS,"Starred",                     "收藏")                       \
  X(NO_SEARCH,    "Search first; this keeps what was searched for.", "请先查找，再用此命令保存。") \
  X(SAVED,        "Kept beside the categories: ", "已保存在分类旁：")           \
  X(DROPPED,      "No longer kept: ",            "不再保存：")                 \
  X(NOT_SAVED,    "No search is kept under the name ", "没有这个名称的查找：")  \
  X(ASK_READ,     "Mark as read? y, or any other key. Posts: ", "标为已读？按 y 确认，其他键取消。篇数：") \
  X(MARKED_READ,  "Marked as read: ",            "已标为已读：")               \
  X(UNDONE,       "Taken back: ",                "已撤销：")                   \
  X(NOT_UNDONE,   "There is nothing to take back.", "没有可撤销的标记。")      \
  X(STATE_CLOSED, "What you read cannot be kept: ", "阅读记录无法保存：")      \
  X(STATE_NEWER,  "A newer baokan keeps the record of what you read; it is left alone: ", "阅读记录由更新版本写成，未作改动：") \
  X(STATE_SET_ASIDE, "The record of what you read was damaged; it is kept as ", "阅读记录已损坏，原文件保存为：") \
  X(READING,      "Reading posts",               "正在读取")                   \
  X(OPENED,       "Opened: ",                    "已打开：")                   \
  X(COPIED,       "Copied: ",                    "已复制：")                   \
  X(NO_BROWSER,   "No browser is set ($BROWSER); copied: ", "没有浏览器（$BROWSER），已复制：") \
  X(WONT_OPEN,    "Only http, https and mailto are opened: ", "只打开 http、https、mailto：") \
  X(NO_COMMAND,   "No such command: ",           "没有这个命令：")             \
  X(NO_KEY,       "This key does nothing here. ? shows the keys.", "这个键在这里没有作用，? 显示帮助。") \
  X(IME_ON,       "An input method seems to be on.", "输入法似乎开着。")       \
  X(NOTHING_BACK, "Nothing further back.",       "前面没有了。")               \
  X(NOTHING_FWD,  "Nothing further on.",         "后面没有了。")               \
  X(FIRST_POST,   "This is the first post.",     "已是第一篇。")               \
  X(LAST_POST,    "This is the last post.",      "已是最后一篇。")             \
  X(NEW_HERE,     "New posts: ",                 "新文章：")                   \
  X(GO_CATEGORY,  "Category: ",                  "分类：")                     \
  X(POLLED,       "Not every folder can be watched here: all are looked at once a minute.", "不能监视全部文件夹，改为每分钟查看一次。") \
  X(LOST,         "The site's folder is empty or gone; what was read of it stays.", "网站的文件夹不见了，已读取的内容仍在。") \
  X(A_SECOND,     "/s",                          "/秒")                        \
  X(SECONDS_LEFT, " s left",                     " 秒后完成")                  \
  X(UNCHANGED,    "Nothing new.",                "没有新文章。")               \
  X(CHARSET,      "E tries another charset; this one is ", "按 E 换编码，现在是：")
/* clang-format on */

enum word {
#define WORD_ROW(id, en, zh) WORD_##id,
  WORD_LIST(WORD_ROW)
#undef WORD_ROW
  WORD_COUNT
};

const char *word(enum language language, enum word which);

/* From LC_ALL, LC_MESSAGES, LANG: Chinese when they say so, else English. */
enum language language_of_locale(void);
/* The option `language`: 0 is the locale's. */
enum language language_chosen(int option);

/* "3月21日 周一" or "Mon 21 March", with the year when `year` is not this one. */
struct str;
struct tm;
void word_day(struct str *out, enum language language, const struct tm *day, int this_year);

#endif
