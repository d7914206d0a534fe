#!/bin/sh
# The site on the screen: what shows first, moving about, an article, help.
. "$(dirname "$0")/screen.inc"
make_gazette
terminal 120 36
reader

top 'the title of the site' '潮信日报'
top 'the front page' 'Front page'
top 'how many are unread' 'unread 64'
matches 'categories with counts' '^   滚动新闻 +28 '
matches 'all posts' '^   All posts +64 '
matches 'the first section, named and counted' ' 滚动新闻 +28( |$)'
stands_on 'the newest post is selected' '渔讯：石鲸岛外海今晨现鲭鱼群'
sees 'nothing is open yet' 'Nothing is open.'
foot 'help is hinted at' '? help'

keys j
stands_on 'j' '春分大潮漫上第九级石阶'
keys 3 j
stands_on 'a count and j' '昼夜各半'
keys j
stands_on 'headings are stepped over' '春分大潮漫上第九级石阶'
keys 2 k
stands_on 'a count and k' '石鲸渔业：2025年净利同比预增'
keys Up
stands_on 'Up' '气象台：明日海雾偏多'
keys G
stands_on 'G' '冰上灯会'
keys g
stands_on 'g' '渔讯：石鲸岛外海今晨现鲭鱼群'
keys 9 9 9 9 9 9 9 9 9 9 j
stands_on 'no further than the end' '冰上灯会'
keys 9 9 9 9 9 9 9 9 9 9 k
stands_on 'no further than the beginning' '渔讯：石鲸岛外海今晨现鲭鱼群'
keys ｊ
stands_on 'the full-width j of an input method' '春分大潮漫上第九级石阶'
keys ㅏ
stands_on 'the Korean key of k' '渔讯：石鲸岛外海今晨现鲭鱼群'

keys Enter
matches 'Enter opens the article: its title' '  渔讯：石鲸岛外海今晨现鲭鱼群 绵延约6\.3公里$'
sees 'its date' '2026-03-21 16:40:05'
sees 'its text' '声呐回波绵延约6.3公里'
sees 'its source' '202603213680364402.html'
sees 'the way back' 'Back to'
top 'one is read' 'unread 63'
keys j j q j j
stands_on 'q: back to the list' '气象台：明日海雾偏多'
keys k Enter G
sees 'an attribution' '（文章来源：海港早报）'

keys g z
loses 'z: the article alone' '铁道周刊'
sees 'with longer lines' '雾港旧码头的石阶一级一级地没入水里'
keys z
sees 'and together again' '铁道周刊'

terminal 80 24
reader
stands_on 'two panes above each other' '渔讯：石鲸岛外海今晨现鲭鱼群'
loses 'no categories then' 'All posts'
keys j Enter
sees 'a long article' '3月21日凌晨两点四十一分'
foot 'how much was seen' '%'
keys Space
loses 'Space: the next page' '3月21日凌晨两点四十一分'
keys b
sees 'b: back again' '3月21日凌晨两点四十一分'
keys G
sees 'G: the end' 'Front page'
foot 'all was seen' '100%'
keys 3 Space
loses 'at the end on to the next unread' '（文章来源：海港早报）'

keys '?'
matches '?: help' '^ +j Down'
keys G
sees 'help scrolls' 'quit at once'
keys q
loses 'help closes' 'quit at once'
keys z z q
keys q
left 'q on the list: the end' 0

rm -rf "$scratch/state" # what was read above
start '"$BAOKAN"' --set language=zh gazette
top 'in Chinese' '首页'
matches 'Chinese: unread' '未读 64'
foot 'Chinese: hints' '? 帮助'
keys '?'
sees 'Chinese: help' '下一行'
keys Z Z
left 'Z Z: the end at once' 0

start '"$BAOKAN"' "'$scratch/nowhere'"
left 'a folder that is not there' 2
finish
