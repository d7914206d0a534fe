#!/bin/sh
# Full text: a list of its own, the hit below each title, hits in the article, the way back.
. "$(dirname "$0")/screen.inc"
make_gazette
terminal 120 36
reader
wait_for in_row 1 'unread 64'

typed '\'
typed '大潮 石阶'
stands_on 'the prompt holds the query' 'Search: 大潮 石阶'
keys Enter
sees 'a place of its own' '> Search: 大潮 石阶'
stands_on 'the newest hit' '春分大潮漫上第九级石阶'
sees 'the line with the hit' '凌晨，春分大潮漫上'
keys Enter
matches 'the article stands at its hits' '^ [0-9]+/[0-9]+ '
keys n
matches 'n: on to the next' '^ [2-9]/[0-9]+ '
keys '<' '<'
ok 'the way back leaves it' wait_for is_off_screen '> Search:'
typed '>'
sees 'the search is on the way forward' '> Search: 大潮 石阶'

keys q
ok 'q: back to the list it was asked for in' wait_for is_off_screen '> Search:'

typed '\'
typed '没有这样的词'
keys Enter
sees 'no hits: how many were searched' 'No hits. Searched: 66/66'
typed '\'
typed '潮 after:soon'
keys Enter
foot 'what was not understood' 'Not a date'
sees 'and is searched for as it stands' 'No hits.'

typed '\'
typed '灯塔看守人的猫'
keys Enter
sees 'nothing yet' 'No hits.'
printf -- '---\ntitle: 新到\ndate: 2026-03-21 23:00:00\n---\n\n灯塔看守人的猫。\n' >"$posts/2026-03-21-cat.md"
sees 'a post that arrives is found' '灯塔看守人的猫。'
finish
