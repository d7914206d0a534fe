#!/bin/sh
# Posts that come, move and go while one reads.
. "$(dirname "$0")/screen.inc"
make_gazette
mkdir -p "$scratch/gazette/old_post"
terminal 120 36
reader
wait_for in_row 1 'unread 64'
keys 3 j
stands_on 'a post is selected' '石鲸渔业：2025年净利同比预增'

# post_at FILE TITLE : a new post of the first section, whole before it has its name
new_post() {
  printf -- '---\ntitle: "%s"\ndate: 2026-03-21 %s +0800\ncategories: gundong\ntags: 滚动新闻\n---\n正文。\n' \
    "$2" "$3" >"$scratch/gazette/.new" && mv "$scratch/gazette/.new" "$1"
}
deadline_seconds=${BAOKAN_TEST_SECONDS:-1}
new_post "$posts/2026-03-21-kuaixun.md" '快讯：邮船早到了一刻钟' 16:50:00
sees 'a new post shows within a second' '快讯：邮船早到了一刻钟'
deadline_seconds=${BAOKAN_TEST_SECONDS:-10}
matches 'it counts' '^   All posts +65 '
top 'it is told' 'new 1'
stands_on 'the selection stays on its post' '石鲸渔业：2025年净利同比预增'
keys k
stands_on 'the others are where they were' '气象台：明日海雾偏多'
loses 'a key has seen it' 'new 1'
keys g
stands_on 'the new one can be read' '快讯：邮船早到了一刻钟'
keys Enter
sees 'its text' '正文。'
keys h

new_post "$posts/2026-03-21-kuaixun.md" '快讯：邮船早到了半小时' 16:50:00
sees 'a changed one changes' '快讯：邮船早到了半小时'
matches 'and stays one' '^   All posts +65 '
stands_on 'and selected' '快讯：邮船早到了半小时'

mv "$posts/2026-03-21-kuaixun.md" "$scratch/gazette/old_post/"
new_post "$posts/2026-03-21-marker.md" '后到的一篇' 16:20:00
sees 'one more' '后到的一篇'
matches 'the one moved to the archive is still one post' '^   All posts +66 '
stands_on 'selected as before' '快讯：邮船早到了半小时'

sees 'its row' '03-21  快讯：邮船早到了半小时' # the open article keeps its title
rm "$scratch/gazette/old_post/2026-03-21-kuaixun.md"
loses 'a deleted one goes' '03-21  快讯：邮船早到了半小时'
matches 'from the count too' '^   All posts +65 '
keys g
stands_on 'the rest is there' '渔讯：石鲸岛外海今晨现鲭鱼群'

keys 4 j
stands_on 'the last of its section' '石鲸渔业：2025年净利同比预增'
new_post "$posts/2026-03-21-pushing.md" '把它挤出去的一篇' 16:55:00
stands_on 'pushed out of it: its neighbour is selected' '气象台：明日海雾偏多'
keys G
stands_on 'the end of the front page' '冰上灯会'
new_post "$posts/2026-03-21-unseen.md" '上面来的一篇' 16:56:00
top 'further down what is new is counted' 'new 1'
stands_on 'the selection has not moved' '冰上灯会'
keys k
top 'no key hides it' 'new 1'
keys r
stands_on 'r shows it' '上面来的一篇'
loses 'and it is seen' 'new 1'
rm "$posts/2026-03-21-pushing.md" "$posts/2026-03-21-unseen.md"
stands_on 'the one selected is gone: the next one is' '渔讯：石鲸岛外海今晨现鲭鱼群'

typed ':category gundong'
keys Enter
stands_on 'a category' '渔讯：石鲸岛外海今晨现鲭鱼群'
i=0
while [ $i -lt 30 ]; do
  i=$((i + 1))
  new_post "$posts/2026-03-22-many-$i.md" "第${i}号潮报" 17:00:00
done
matches 'thirty at once' '^   All posts +95 '
stands_on 'the selection has stayed' '渔讯：石鲸岛外海今晨现鲭鱼群'
rm "$posts"/2026-03-22-many-*.md
matches 'and gone again' '^   All posts +65 '
stands_on 'the selection has stayed again' '渔讯：石鲸岛外海今晨现鲭鱼群'

keys G
stands_on 'the end of the category' '渡轮“晚安号”更名“早安号”'
screen | sed '1d;$d' >"$scratch/before"
new_post "$posts/2026-03-21-unseen.md" '上面来的一篇' 16:56:00
top 'counted' 'new 1'
screen | sed '1d;$d' | cut -c 30-70 >"$scratch/after"
cut -c 30-70 "$scratch/before" | cmp -s - "$scratch/after"
is 'not a row has moved' $? 0
rm "$posts/2026-03-21-unseen.md"
matches 'and gone' '^   All posts +65 '
keys g

mkdir "$scratch/gazette/_posts/later"
new_post "$posts/later/2026-03-21-deep.md" '新文件夹里的一篇' 16:45:00
sees 'a post in a new folder' '新文件夹里的一篇'
keys q
left 'the end' 0

# Sections further down are made when they are scrolled to; the last has lost its post by then.
terminal 80 14
reader
wait_for in_row 1 'unread 66'
keys 9 j
stands_on 'further down' '灯草纸业造出能泡在海里的纸'
rm "$scratch/gazette/old_post/2025-12-24-lumiere-sur-la-glace.md"
top 'one is gone' 'unread 65'
keys G
stands_on 'the end is another one' '晒盐人的茶'
keys q
left 'nothing has broken' 0
finish
