#!/bin/sh
# Any size the terminal may take; the selection stays.
. "$(dirname "$0")/screen.inc"
make_gazette
export BROWSER=true # one of the keys may start it
terminal 120 36
reader

# What is on the screen once all keys so far were answered: the prompt that opens and
# closes again says when.
settled() {
  keys :
  wait_for has_foot '^:' || return 1
  keys C-g
  wait_for has_foot '^ ' && screen >"$1"
}
has_foot() { screen | sed -n '$p' | grep -q "$1"; }
same_when_drawn_anew() {
  settled "$scratch/grown" || return 1
  keys C-l
  settled "$scratch/fresh" && cmp -s "$scratch/grown" "$scratch/fresh" && return 0
  diff "$scratch/grown" "$scratch/fresh" | sed 's/^/# /'
  return 1
}

keys 3 j
stands_on 'a post' '石鲸渔业：2025年净利同比预增'
for step in 80x24 50x20 120x36 20x5 200x60 1x1 60x14 2x50 300x2 120x36; do
  size "${step%x*}" "${step#*x}"
  case $step in
  20x5) ok "$step: alive" wait_for has_foot '^ ' ;;
  1x1 | 2x50 | 300x2) is "$step: alive" "$(pane pane_current_command)" "$(basename "$BAOKAN")" ;;
  *)
    stands_on "$step: the same post" '石鲸渔业：2025年净利'
    ok "$step: the status line" wait_for has_foot '^ [0-9]*/[0-9]* '
    ok "$step: as when drawn anew" same_when_drawn_anew
    ;;
  esac
done

size 80 24
keys 2 k Enter z 1 1 j
ok 'an article, some lines down' wait_for in_row 3 '雾港潮位站的记录显示'
for step in 50x20 30x10 200x60 80x24; do
  size "${step%x*}" "${step#*x}"
  case $step in # the row below the title, but where the whole article fits
  200x60) row='5,$' ;;
  30x10) row=2 ;;
  *) row=3 ;;
  esac
  ok "$step: the same sentence" wait_for in_row "$row" '雾港潮位站的记录显示'
  ok "$step: as when drawn anew" same_when_drawn_anew
done
keys z q 2 j
size 120 36
stands_on 'the list again' '石鲸渔业：2025年净利'

# A storm of sizes while keys are typed: the same one each time.
awk 'BEGIN {
  count = split("j k Enter g z Space J K h l Tab G n p d u L", key, " ")
  srand(7)
  for (i = 0; i < 60; i++)
    print int(rand() * 160) + 1, int(rand() * 50) + 1, key[int(rand() * count) + 1]
}' | while read -r columns rows key; do
  mux resize-window -x "$columns" -y "$rows"
  keys "$key"
done
is 'alive after a storm' "$(pane pane_current_command)" "$(basename "$BAOKAN")"
size 120 36
ok 'and the screen is whole' same_when_drawn_anew
keys Q
left 'and ends as asked' 0
finish
