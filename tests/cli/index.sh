#!/bin/sh
# The saved index: made, used, kept up to date, replaced, and never in the way.
. "$(dirname "$0")/tap.inc"
make_site
cache=$scratch/cache/baokan

saved_file() { ls "$cache"/site-*.index; }
field() { sed -n "s/.*\"$1\":\"*\([^,\"}]*\).*/\1/p" "$scratch/out"; }
status_of() { run index --status --json "$site"; }
# What a reader without a cache sees must be what is printed.
same_as_without() {
  run list --json --all "$site"
  cp "$scratch/out" "$scratch/with"
  run_in "XDG_CACHE_HOME=$scratch/none-$checks" list --json --all "$site"
  cmp -s "$scratch/with" "$scratch/out"
}

run index --status "$site"
is 'nothing is saved at first: exits 1' "$status" 1
ok 'and says how to save' err_has 'baokan index'
run list "$site"
ok 'a verb saves what it read' test -f "$(saved_file)"
is 'readable by its owner alone' "$(stat -c %a "$cache" "$(saved_file)" | tr '\n' ' ')" '700 600 '
ok 'it prints the same' same_as_without

status_of
is 'all posts are in it' "$(field posts)" 5
generation=$(field generation) bytes=$(field bytes)
ok 'it has a size' test "$bytes" -gt 4096

post _posts/2024-05-04-thaw.md 'Thaw' '2024-05-04 08:00:00 +0800' hubinwanbao 湖滨晚报新闻 <<'END'
Water.
END
mv "$site/_posts/2024-05-01-ice.md" "$site/old_post/2024-05-01-ice.md"
rm "$site/old_post/2023-12-24-lamp.md"
touch -d '2 seconds ago' "$site/_posts/2024-05-04-thaw.md"
ok 'what came, moved and went is seen' same_as_without
ok 'the new post is first' grep -q Thaw "$scratch/with"
status_of
is 'the snapshot is still the same' "$(field bytes) $(field generation)" "$bytes $generation"
ok 'the changes are in the log' test "$(field log-bytes)" -gt 0
sed -i 's/Thaw/Frost/' "$site/_posts/2024-05-04-thaw.md"
ok 'a changed title is seen' same_as_without
ok 'and shown' grep -q Frost "$scratch/with"
sed -i 's/Frost/Stern/' "$site/_posts/2024-05-04-thaw.md"
run list "$site"
ok 'so is one of the same length, at once' out_has Stern

printf 'permalink: /x/:title/\n' >>"$site/_config.yml"
ok 'another configuration: all is read again' same_as_without
ok 'with its addresses' grep -q '/x/' "$scratch/with"
run_in 'SOURCE_DATE_EPOCH=1' list --json --all "$site"
ok 'posts of a time to come are of the future' out_has '"status":"future"'
run list --json --all "$site"
ok 'and no longer so when it has come' out_lacks '"status":"future"'

run index --rebuild --json "$site"
is 'it can be made again' "$status" 0
ok 'as another generation' test "$(field generation)" != "$generation"
is 'without a log' "$(field log-bytes)" 0

file=$(saved_file)
size=$(stat -c %s "$file")
printf 'X' | dd of="$file" bs=1 seek=$((size - 100)) conv=notrunc 2>/dev/null
ok 'a damaged one: the same is printed' same_as_without
printf 'X' | dd of="$(saved_file)" bs=1 seek=$((size - 100)) conv=notrunc 2>/dev/null
run list "$site"
ok 'and one line says so' err_has 'damaged and is made again'
is 'one line' "$(lines "$scratch/err")" 1
run list "$site"
is 'then it is whole again' "$(err)" ''
: >"$(saved_file)"
run list "$site"
ok 'an empty one is damaged too' err_has damaged

# Two at once, and killed ones: each time the same list, and never a word.
run list --json "$site"
cp "$scratch/out" "$scratch/expected"
wrong=0
for round in 1 2 3 4 5 6 7 8 9 10 11 12; do
  touch "$site/_posts/2024-05-04-thaw.md"
  "$BAOKAN" list --json "$site" >"$scratch/one" 2>>"$scratch/told" &
  "$BAOKAN" index --rebuild "$site" >/dev/null 2>>"$scratch/told" &
  killed=$!
  "$BAOKAN" list --json "$site" >"$scratch/two" 2>>"$scratch/told"
  kill -9 "$killed" 2>/dev/null
  wait 2>/dev/null
  cmp -s "$scratch/one" "$scratch/expected" && cmp -s "$scratch/two" "$scratch/expected" || wrong=$((wrong + 1))
done
is 'two instances and a killed one see the same' "$wrong" 0
# The look for leaks complains of threads that end under its eyes.
is 'and have nothing to say' \
  "$(grep -v -e 'another baokan' -e '^==[0-9]*==Unable to get registers' "$scratch/told")" ''
touch "$site/_posts/2024-05-04-thaw.md"
run list --json "$site"
ok 'nor is anything left behind' cmp -s "$scratch/out" "$scratch/expected"
is 'but the files there are' "$(find "$cache" -name 'site-*.new' | wc -l | tr -d ' ')" 0

# The text of a large site: made by index, kept up and written as one by search.
large=$scratch/large
mkdir -p "$large/_posts"
printf 'title: Large\n' >"$large/_config.yml"
# posts FIRST LAST
posts() {
  awk -v folder="$large/_posts" -v first="$1" -v last="$2" 'BEGIN {
    for (i = first; i <= last; i++) {
      file = sprintf("%s/2024-%02d-%02d-%d.md", folder, i % 12 + 1, i % 28 + 1, i)
      printf "---\ntitle: Post %d\n---\nThe tide of berth %d: 潮水%d厘米。\n", i, i, i >file
      close(file)
    }
  }'
  find "$large/_posts" -newer "$scratch/before" -exec touch -d '1 minute ago' {} +
}
segments() { find "$cache" -name '*.seg' | wc -l | tr -d ' '; }
: >"$scratch/before"
touch -d '30 seconds ago' "$scratch/before"
run index --status --json "$site"
is 'few posts: their text is not indexed' "$(field text-posts)" 0
posts 1 2000
run index --json "$large"
is 'a large site: the text is indexed' "$(field text-posts)" 2000
ok 'it has a size' test "$(field text-bytes)" -gt 1000
is 'without a word where none looks on' "$(err)" ''
for hundreds in 23 26 29 32 35 38 41; do
  posts $((hundreds * 100 - 299)) $((hundreds * 100))
  run search --json 潮水999厘米 "$large"
  [ "$(lines "$scratch/out")" = 1 ] || echo "# $hundreds: $(lines "$scratch/out") found"
done
is 'what search reads it adds' "$(segments)" 8
run index --status --json "$large"
is 'to the last post' "$(field text-posts)" 4100
posts 4101 4400
run search --json 潮水4399厘米 "$large"
is 'a new post is found' "$(lines "$scratch/out")" 1
is 'and many small ones are written as one' "$(segments)" 2
touch "$(dirname "$(find "$cache" -name '*.seg' | head -n 1)")/0.seg.new"
run index --rebuild --json "$large"
is 'rebuilt: one again' "$(segments)" 1
is 'of all posts' "$(field text-posts)" 4400
is 'and what a killed one left is gone' "$(find "$cache" -name '*.seg.new' | wc -l | tr -d ' ')" 0

# Where nothing can be saved the reader reads.
: >"$scratch/file"
run_in "XDG_CACHE_HOME=$scratch/file" list --json "$site"
is 'no folder can be made: exits 0' "$status" 0
ok 'the list is there' cmp -s "$scratch/out" "$scratch/expected"
ok 'and one line says what could not be done' err_has 'cannot save the index'
run_in 'XDG_CACHE_HOME= HOME=' list --json "$site"
is 'no home folder: exits 0' "$status" 0
is 'without a word' "$(err)" ''
small=$scratch/small
mkdir "$small"
if mount -t tmpfs -o size=8k,mode=700 none "$small" 2>/dev/null; then
  run_in "XDG_CACHE_HOME=$small" list --json "$site"
  is 'a full disk: exits 0' "$status" 0
  ok 'the list is there all the same' cmp -s "$scratch/out" "$scratch/expected"
  ok 'it says that there is no room' err_has 'No space left'
  is 'and leaves no half file' "$(find "$small" -name '*.index' -o -name '*.new' | wc -l | tr -d ' ')" 0
  mount -o remount,ro "$small"
  run_in "XDG_CACHE_HOME=$small" list --json "$site"
  ok 'a read-only disk: the list is there' cmp -s "$scratch/out" "$scratch/expected"
  ok 'it says that it is read-only' err_has 'Read-only'
  umount "$small"
fi
finish
