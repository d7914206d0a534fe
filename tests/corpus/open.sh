#!/bin/sh
# Every post of every site opens, is listed, and sends nothing to the terminal but text.
. "$(dirname "$0")/corpus.inc"

# only_text FILE : UTF-8, of controls LF alone: no C0, DEL or C1, and nothing that turns the
# direction of writing (U+061C, U+200E, U+200F, U+202A to U+202E, U+2066 to U+2069)
c1=$(printf '\302[\200-\237]')
turning=$(printf '\330\234\|\342\200[\216\217\252-\256]\|\342\201[\246-\251]')
only_text() {
  iconv -f UTF-8 -t UTF-8 "$1" >/dev/null 2>&1 &&
    test "$(LC_ALL=C tr -cd '\000-\011\013-\037\177' <"$1" | wc -c)" -eq 0 &&
    ! LC_ALL=C grep -qa -e "$c1" -e "$turning" "$1"
}

# The check itself: bytes that it must find, and text that it must pass.
found() {
  # shellcheck disable=SC2059
  printf "$1" >"$scratch/sample"
  ! only_text "$scratch/sample"
}
for bytes in 'a\033[1m' 'a\tb' 'a\r\n' 'a\177' 'a\000b' 'a\302\233' 'a\233' 'a\342\200\256b' \
  'a\342\201\246b' 'a\330\234b'; do
  ok "found: $bytes" found "$bytes"
done
printf '潮 é – “\n☞ ½\n' >"$scratch/sample"
ok 'text is text' only_text "$scratch/sample"

paths() { "$corpus_tools/compare" --paths "$1" | LC_ALL=C sort; }

all_listed() {
  LC_ALL=C comm -23 "$scratch/paths" "$scratch/listed" >"$scratch/out"
  test ! -s "$scratch/out"
}

for folder in $(sites); do
  : >"$scratch/err"
  paths "$corpus/expected/$folder.jsonl" >"$scratch/paths"
  count=$(lines "$scratch/paths")
  list "$folder" >"$scratch/ours"
  paths "$scratch/ours" >"$scratch/listed"
  ok "$folder: all $count posts are listed" all_listed
  ok "$folder: the list is text" only_text "$scratch/ours"

  (cd "$corpus/$folder" && tr '\n' '\000' <"$scratch/paths" |
    xargs -0 -n 100 "$BAOKAN" show -- >"$scratch/shown" 2>"$scratch/err")
  status=$?
  : >"$scratch/out"
  is "$folder: all open" $status 0
  ok "$folder: what is shown is text" only_text "$scratch/shown"
  ok "$folder: so is what is said of it" only_text "$scratch/err"
done
finish
