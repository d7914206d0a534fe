#!/bin/sh
# How much of what a browser shows of a post is in our text of it.
. "$(dirname "$0")/corpus.inc"

# What keeps sites below 1: tags of generators that the browser showed as such, front matter
# that is only ours, the letters in drawings.
# The mean of a site's recall must not fall below what was reached; a site that is not named
# here must have the last row's.
floors='
electron 0.999
finews 0.999
hexo-site 0.990
johngrib 0.998
sofastack 0.995
all 0.999
others 0.999'

grep -q '^#define HAVE_CMARK_GFM 1' config.h || {
  echo '1..0 # SKIP the browser shows tables and footnotes, which plain cmark does not know'
  exit 0
}
[ -z "${BAOKAN_COUNTED:-}" ] || {
  echo '1..0 # SKIP what was counted just now comes out the same'
  exit 0
}
oracle=$corpus/expected/text
[ -d "$oracle" ] || {
  echo '1..0 # SKIP the corpus has no text of browsers'
  exit 0
}
(cd "$oracle" && find . -type f -name '*.txt' | sed 's|^\./||' | LC_ALL=C sort) >"$scratch/names"

opened=true
while IFS= read -r path; do
  mkdir -p "$scratch/text/$(dirname "$path")"
  "$BAOKAN" show --body --images=none --width 100 -- "$corpus/${path%.txt}" \
    >"$scratch/text/$path" 2>>"$scratch/err" </dev/null || opened=false
done <"$scratch/names"
ok 'all open' $opened

"$corpus_tools/recall" "$oracle" "$scratch/text" <"$scratch/names" >"$scratch/table"
status=$?
echo '# site          posts  recall  precision'
tell "$scratch/table"
is 'they were measured' $status 0

reached() { awk "BEGIN { exit !($1 >= $2) }"; }

grep -v '^worst ' "$scratch/table" >"$scratch/means"
while read -r folder _ recall _; do
  floor=$(echo "$floors" | awk -v folder="$folder" '$1 == folder || $1 == "others" { print $2; exit }')
  ok "$folder: mean recall at least $floor" reached "$recall" "$floor"
done <"$scratch/means"
precision=$(awk '$1 == "all" { print $4 }' "$scratch/means")
ok 'mean precision at least 0.999' reached "$precision" 0.999

# The measure must be able to fail.
mkdir -p "$scratch/a/x" "$scratch/b/x"
printf '潮水 “twelve” words\n' >"$scratch/a/x/1"
printf '潮水 "twelve"\n' >"$scratch/b/x/1"
echo x/1 | "$corpus_tools/recall" "$scratch/a" "$scratch/b" >"$scratch/out"
ok 'a third lost is a third lost' out_has 'x                 1  0.6667  1.0000'
finish
