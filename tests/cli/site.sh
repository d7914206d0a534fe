#!/bin/sh
# Categories, front page, links.
. "$(dirname "$0")/tap.inc"
make_site

run cats "$site"
is 'cats: exits 0' $status 0
is 'cats: one row each' "$(lines "$scratch/out")" 2
ok 'cats: display, count, newest, name' \
  grep -q '^湖滨晚报新闻 *2  2024-05-02 08:30  hubinwanbao$' "$scratch/out"
run cats --json "$site"
ok 'cats: json' grep -qxF \
  '{"name":"kuaixun","display":"快讯","posts":2,"newest":"2024-05-02T08:30:00+08:00"}' "$scratch/out"

run home "$site"
is 'home: exits 0' $status 0
is 'home: begins with the site' "$(sed -n 1p "$scratch/out")" 湖滨消息
ok 'home: section and count' grep -q '^湖滨晚报新闻  2$' "$scratch/out"
ok 'home: hours on the newest day' grep -q '^  08:30 *湖水今晨封冻$' "$scratch/out"
ok 'home: days before it' grep -q '^  05-01 *Ice report$' "$scratch/out"
ok 'home: years before it' grep -q '^  2023-12-24 *Old lamp$' "$scratch/out"
mkdir -p "$scratch/bare/_posts"
printf -- '---\ntitle: Bare\n---\nx\n' >"$scratch/bare/_posts/2024-03-01-bare.md"
run home "$scratch/bare"
is 'home: without any tag, exits 0' $status 0
ok 'home: without any tag, the newest' grep -q '^  03-01  Bare$' "$scratch/out"
run home --per-tag=1 "$site"
ok 'home: one of each' out_lacks 'Ice report'

frozen=$site/_posts/2024-05-02-NW202405021111000001.md
run links --json "$frozen"
is 'links: exits 0' $status 0
is 'links: kinds' "$(grep -o '"kind":"[a-z]*"' "$scratch/out" | cut -d'"' -f4 | tr '\n' ' ')" \
  'external source category home '
ok 'links: fields' grep -qxF \
  '{"text":"时刻表","url":"https://boats.example/today","kind":"external","target":null}' "$scratch/out"
ok 'links: page of a category' grep -q '"kind":"category","target":"category/hubinwanbao.html"' "$scratch/out"
run links --json "$site/_posts/2024-05-01-ice.md"
ok 'links: post' grep -q \
  '"kind":"post","target":"_posts/2024-05-02-NW202405021111000001.md"' "$scratch/out"
ok 'links: anchor' grep -q '"url":"#below","kind":"anchor","target":null' "$scratch/out"
run links "$frozen"
ok 'links: as text' grep -q '^external *https://boats.example/today  时刻表$' "$scratch/out"
run links "$site/old_post/2023-12-24-lamp.md"
is 'no links: exit 1' $status 1
finish
