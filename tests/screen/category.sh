#!/bin/sh
# Going from category to category, and back.
. "$(dirname "$0")/screen.inc"
make_gazette
terminal 120 36
reader
wait_for in_row 1 'unread 64'

keys c
foot 'c asks' 'Category:'
typed haigang
loses 'typing narrows the list' '来信  '
stands_on 'to what was meant, by its pinyin' 'Category: haigang'
keys BSpace BSpace BSpace BSpace BSpace BSpace BSpace
matches 'and widens it' '^ . 来信 +6'
typed 海港
loses 'by its name' '来信  '
keys Enter
top 'Enter goes there' 'Front page > 海港早报新闻'
stands_on 'to its newest post' '春分大潮漫上第九级石阶'
matches 'all categories are back' '^   来信 +6'
matches 'the present one is marked' '^ \* 海港早报新闻'
keys j
stands_on 'its posts by day' '石鲸岛小学开学第一课'

keys c
foot 'asked again' 'Category:'
typed nothing-like-this
sees 'none of that name' 'No such category.'
keys C-c
matches 'C-c: as it was' '^ \* 海港早报新闻'
stands_on 'on the same post' '石鲸岛小学开学第一课'

keys ]
top 'the next category' 'Front page > 市集观察新闻'
keys [
top 'the category before' 'Front page > 海港早报新闻'
keys '<'
top 'back' 'Front page > 市集观察新闻'
keys 2 '<'
top 'back, by a count' 'Front page   '
keys '<'
foot 'no further back' 'Nothing further back.'
keys 3 '>'
top 'forward' 'Front page > 海港早报新闻'
keys '>'
foot 'no further on' 'Nothing further on.'

keys 3 '<'
top 'at home' 'Front page   '
keys Enter
sees 'an article' '声呐回波绵延约6.3公里'
keys BTab BTab
foot 'a link back, and where it goes' '//gazette.example/gundong/'
keys Enter
top 'followed to the category' 'Front page > 滚动新闻'
stands_on 'of the article' '渔讯：石鲸岛外海今晨现鲭鱼群'
keys j '<'
top 'and back' 'Front page   '
sees 'to the article' '声呐回波绵延约6.3公里'
keys '>'
top 'and forward' 'Front page > 滚动新闻'
stands_on 'to the post selected there' '春分大潮漫上第九级石阶'
keys Enter
sees 'its article' '3月21日凌晨两点四十一分'
keys G BTab
foot 'the last link' '//gazette.example/'
keys Enter
top 'is the front page' 'Front page   '

keys h
keys G Enter
top 'a category from its pane' 'Front page > 西岬广播新闻'
typed ':category gundong'
keys Enter
top ':category NAME' 'Front page > 滚动新闻'
typed ':home'
keys Enter
top ':home' 'Front page   '
finish
