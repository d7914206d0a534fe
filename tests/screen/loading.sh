#!/bin/sh
# A site whose files are slow to come: what is selected while it is read.
. "$(dirname "$0")/screen.inc"
make_gazette
mkdir -p "$scratch/gazette/late/_posts"
printf -- '---\ntitle: "最后到的一篇"\ndate: 2026-03-22 08:00:00 +0800\ntags: 滚动新闻\n---\n正文。\n' \
  >"$scratch/gazette/late/_posts/2026-03-22-late.md"
terminal 120 36

# The files that are late wait from here until `gate` is gone.
slow_reader() {
  rm -rf "$scratch/cache" "$scratch/state"
  : >"$scratch/gate"
  start "SLOW_OPEN_GATE=$scratch/gate" "LD_PRELOAD=$PWD/tests/screen/slow_open.so" \
    'ASAN_OPTIONS=$ASAN_OPTIONS:verify_asan_link_order=0 "$BAOKAN"' --set language=en gazette
  stands_on "$1: what is there shows" '渔讯：石鲸岛外海今晨现鲭鱼群'
}

slow_reader 'nothing is touched'
rm "$scratch/gate"
stands_on 'the first post is selected, though it came last' '最后到的一篇'
top 'all are there' 'unread 65'
keys q
left 'the end' 0

slow_reader 'a key'
keys j
stands_on 'one below' '春分大潮漫上第九级石阶'
rm "$scratch/gate"
sees 'the newest comes' '最后到的一篇'
stands_on 'the selection stays on its post' '春分大潮漫上第九级石阶'
keys q
left 'the end again' 0
finish
