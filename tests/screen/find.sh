#!/bin/sh
# Looking for text: in the list, in an article, on from hit to hit.
. "$(dirname "$0")/screen.inc"
make_gazette
terminal 120 36
reader
wait_for in_row 1 'unread 64'

keys /
typed 气象台
stands_on 'the prompt holds what is typed' '/气象台'
keys Enter
stands_on 'the first of the list' '气象台：明日海雾偏多'
keys n
stands_on 'n' '气象台：今日春分'
keys N
stands_on 'N' '气象台：明日海雾偏多'
keys N n n
stands_on 'round and round' '气象台：今日春分'
keys N N 9 9 9 9 9 9 8 n
stands_on 'a million times round' '气象台：今日春分'
keys /
typed NETTED
keys Enter
foot 'not there' 'Not found: NETTED'
keys C-c
keys g Enter
sees 'an article' '声呐回波绵延约6.3公里'
keys j q j Enter
sees 'the next one' '3月21日凌晨两点四十一分'
keys z /
typed 石阶
keys Enter
matches 'hits are counted' '^ 1/[0-9]+ '
keys n
matches 'n: the second' '^ 2/[0-9]+ '
keys 2 n
matches 'a count: the fourth' '^ 4/[0-9]+ '
keys N
matches 'N: the third' '^ 3/[0-9]+ '
keys Escape
matches 'Esc ends it' '^ [0-9]+%'
keys 1 0 k /
typed 水位7.42米，为十
keys Enter
matches 'across the end of a line' '^ 1/1 '
keys C-c /
typed 'ＨＴＴＰ：'
keys Enter
matches 'full width or not, capital or not' '^ 1/[0-9]+ '
finish
