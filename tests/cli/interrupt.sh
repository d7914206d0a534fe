#!/bin/sh
# A reading that is interrupted: what was read is saved, and the next start goes on from there.
. "$(dirname "$0")/tap.inc"
posts=6000
mkdir -p "$site/_posts"
echo 'title: Long' >"$site/_config.yml"
awk -v posts=$posts -v folder="$site/_posts" 'BEGIN {
  for (n = 0; n < posts; n++) {
    file = sprintf("%s/2024-01-%02d-%06d.md", folder, 1 + n % 28, n)
    printf "---\ntitle: Post %d\ncategories: c%d\n---\nText.\n", n, n % 7 > file
    close(file)
  }
}'
cache=$scratch/cache/baokan
field() { sed -n "s/.*\"$1\":\"*\([^,\"}]*\).*/\1/p" "$scratch/out"; }
saved_posts() {
  run index --status --json "$site"
  saved=$(field posts)
  saved=${saved:-0}
}

# Sooner or later one is caught in the middle: the delay is halved on the side that missed.
low=0 high=2000 part=0 wrong=0 rubbish=0 rounds=0
while [ "$part" -eq 0 ] && [ "$rounds" -lt 40 ]; do
  rounds=$((rounds + 1))
  [ $((high - low)) -gt 4 ] || low=0 high=2000
  delay=$(((low + high) / 2))
  rm -rf "$cache"
  "$BAOKAN" index "$site" >"$scratch/one" 2>"$scratch/told" &
  reader=$!
  sleep "$(printf '%d.%03d' $((delay / 1000)) $((delay % 1000)))"
  kill -TERM $reader 2>/dev/null
  wait $reader
  code=$?
  rubbish=$((rubbish + $(find "$cache" -name '*.new' 2>/dev/null | wc -l)))
  saved_posts
  if [ "$code" -eq 0 ]; then
    [ "$saved" -eq $posts ] || wrong=$((wrong + 1))
    high=$delay
  else
    [ "$code" -eq 143 ] || wrong=$((wrong + 1))
    [ "$saved" -eq 0 ] && low=$delay
    [ "$saved" -gt 0 ] && [ "$saved" -lt $posts ] && part=$saved
    [ "$saved" -eq $posts ] && high=$delay
  fi
done
ok 'one was caught in the middle' test "$part" -gt 0
is 'each ended as it should' "$wrong" 0
is 'none left anything behind' "$rubbish" 0
is 'it said how far it came' "$(sed 's/[^0-9]*\([0-9]*\) posts are saved.*/\1/' "$scratch/told")" "$part"
run list --json "$site"
is 'the next one has the rest' "$(lines "$scratch/out")" $posts
saved_posts
is 'and all is saved' "$saved" $posts
finish
