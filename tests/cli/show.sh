#!/bin/sh
# A post as text.
. "$(dirname "$0")/tap.inc"
make_site
ice=$site/_posts/2024-05-01-ice.md
frozen=$site/_posts/2024-05-02-NW202405021111000001.md

run show "$ice"
is 'exits 0' $status 0
is 'title comes first' "$(sed -n 1p "$scratch/out")" 'Ice report'
is 'facts come next' "$(grep . "$scratch/out" | sed -n '2s/   .*//p')" '2024-05-01 19:05:00 GMT+8'
ok 'then a blank line, then the text' \
  sh -c "grep -B1 '^See the freeze and below.' '$scratch/out' | head -n 1 | grep -qx ''"
ok 'a picture is a line' out_has 'A frozen pier'
run show --images=none "$ice"
ok 'unless none are wanted' out_lacks 'A frozen pier'
run show --body "$ice"
ok 'body has no title' out_lacks 'Ice report'
is 'body begins with the text' "$(sed -n 1p "$scratch/out")" 'See the freeze and below.'

run show "$frozen"
ok 'links back are folded' out_lacks '返回首页'
run show --body "$frozen"
ok 'but the body alone is all of it' out_has '返回首页'
ok 'attribution is there' out_has '文章来源：湖滨晚报'
printf '1. 甲\n2. 乙[^1]\n\n[a | b](https://c.example)\n\n[^1]: 注\n' |
  post _posts/2024-05-04-plain.md Plain '2024-05-04 10:00:00 +0800' a b
run show "$site/_posts/2024-05-04-plain.md"
ok 'a list is numbered' out_has '2. 乙'
ok 'what looks like a table is a link' out_has 'a | b'
run show --body "$site/_posts/2024-05-04-plain.md"
ok 'the body alone has no numbers of ours' out_has '* 乙'
if grep -q '^#define HAVE_CMARK_GFM 1' config.h; then # notes and tables are known
  ok 'nor brackets' out_has '* 乙1'
  ok 'and what the generator misreads' out_has 'b](https://c.example)'
fi
printf '\n---\ntitle: Late\n---\nLate text.\n' >"$site/_posts/2024-05-04-late.md"
run show "$site/_posts/2024-05-04-late.md"
is 'front matter after a blank line is read' "$(sed -n 1p "$scratch/out")" 'Late'
run show --body "$site/_posts/2024-05-04-late.md"
ok 'which is text to the generator' out_has 'title: Late'
run show --links "$frozen"
is 'links: none of the reader, none twice' "$(sed -n 's/^\[[0-9]*\] //p' "$scratch/out" | sort | uniq -d)" ''
run show --body --links "$frozen"
ok 'links are numbered' out_has '[1] https://boats.example/today'
ok 'the source is one' out_has 'https://wire.example/share?code=NW202405021111000001'
run show --body --links - <"$frozen"

i=0
while [ $i -lt 40 ]; do
  printf '湖面的冰层，在午后（约三点钟）“咔嚓”一声；裂开了。'
  i=$((i + 1))
done | post _posts/2024-05-03-long.md Long '2024-05-03 10:00:00 +0800' a b
for width in 20 37 80; do
  run show --width $width "$site/_posts/2024-05-03-long.md"
  # Han and full-width marks are 3 bytes and 2 columns, except quotation marks: 1.
  wide=$(LC_ALL=C.UTF-8 sed 's/[“”]/q/g' "$scratch/out" |
    LC_ALL=C awk -v most=$width '{ a = gsub(/[ -~]/, ""); if (a + length($0) * 2 / 3 > most) n++ } END { print n + 0 }')
  is "no line is wider than $width" "$wide" 0
  ok "nothing is lost at $width" test "$(grep -o 裂 "$scratch/out" | wc -l)" -eq 40
done

"$BAOKAN" show --body - <"$ice" >"$scratch/out" 2>"$scratch/err"
is 'standard input' $? 0
ok 'standard input is read' out_has 'The ice is thick.'
cp "$ice" "$scratch/-odd.md"
cd "$scratch"
run show --body -- -odd.md
is 'a name that begins with - after --' $status 0
run show -odd.md
is 'and not before it' $status 2
ok 'which is told' err_has '-- -odd.md'
run show "$ice" "$frozen"
is 'several posts' $status 0
is 'are parted by a rule' "$(grep -c '^----' "$scratch/out")" 1
run show "$ice" none.md
is 'one of two is missing: exit 3' $status 3
ok 'the other is shown' out_has 'Ice report'
ok 'and the missing one named' err_has none.md

run show "$ice"
ok 'no escapes in a pipe' clean "$scratch/out"
printf 'text: default\ntitle: 203 default bold\nfacts: bright-red\n' >"$scratch/my.theme"
# codes NAME EXPECTED: what stands before the title
codes() {
  is "$1" "$(sed -n 's/\(.*\)Ice report.*/\1/p' "$scratch/out" | tr '\033' ^)" "$2"
}
run show --color=always --set theme="$scratch/my.theme" "$ice"
codes 'unless asked for' '^[1;38;5;203m'
ok 'bright colours by their own code' grep -q "^$(printf '\033')\[91m" "$scratch/out"
run_in CLICOLOR_FORCE=1 show --set theme="$scratch/my.theme" "$ice"
codes 'or forced' '^[1;38;5;203m'
run_in CLICOLOR_FORCE=0 show --set theme="$scratch/my.theme" "$ice"
codes 'which 0 is not' ''
run_in 'NO_COLOR=1 CLICOLOR_FORCE=1' show --set theme="$scratch/my.theme" "$ice"
codes 'NO_COLOR leaves attributes' '^[1m'
run_in NO_COLOR=1 show --color=always --set theme="$scratch/my.theme" "$ice"
codes '--color beats NO_COLOR' '^[1;38;5;203m'
run_in CLICOLOR_FORCE=1 show --color=never --set theme="$scratch/my.theme" "$ice"
codes '--color=never beats all' ''
finish
