#!/bin/sh
# Only the posts that hold what is typed.
. "$(dirname "$0")/screen.inc"
make_gazette
terminal 120 36
reader
wait_for in_row 1 'unread 64'

keys 3 j
stands_on 'a post of the front page' '石鲸渔业：2025年净利同比预增'
keys '&'
typed 气象
top 'what is typed, and how many posts hold it' '& 气象  2'
stands_on 'the prompt' '&气象'
loses 'the others are gone' '石鲸渔业'
keys BSpace
keys BSpace
sees 'nothing typed: all of them' '石鲸渔业'
typed qx
top 'by the initials of its pinyin' '& qx  2'
keys Escape
sees 'Esc: the whole list' '石鲸渔业'
stands_on 'where one was' '石鲸渔业：2025年净利同比预增'
loses 'and the filter is gone' '& qx'

keys '&'
typed qixiangtai
keys Down
keys Enter
stands_on 'Enter keeps it, on the post chosen' '气象台：今日春分'
foot 'counted' '2/2'
keys Enter
sees 'its article' '误差归云'
keys J
foot 'the next post is one of them' 'This is the last post.'
keys h
top 'back to the filtered list' '& qixiangtai  2'
keys q
sees 'q ends it' '石鲸渔业'
stands_on 'the selection stays on its post' '气象台：今日春分'

keys '&'
typed 2026-03-20
top 'a day' '& 2026-03-20  1'
keys Enter '&' Enter
loses 'nothing typed ends it' '& 2026'
keys '&'
typed 没有这样的题目
sees 'none' 'Not found: 没有这样的题目'
keys C-c
typed ':filter wugang gang'
keys Enter
stands_on ':filter, and each of several words' '春分大潮漫上第九级石阶'
top 'is told' '& wugang gang'
printf -- '---\ntitle: "雾港港口又开了"\ndate: 2026-03-21 17:00:00 +0800\ncategories: gundong\n---\n正文。\n' \
  >"$posts/2026-03-21-opened.md"
sees 'a new post that holds it comes in' '雾港港口又开了'
typed ':category gundong'
keys Enter
loses 'another list is whole' '& wugang'

typed ':home'
keys Enter c
typed wgwb
matches 'a category by its initials' '^ +雾港晚报新闻'
loses 'and no other' '来信  '
keys Enter
top 'gone to' 'Front page > 雾港晚报新闻'
finish
