#!/bin/sh
# Themes, and screens without colour.
. "$(dirname "$0")/screen.inc"
make_gazette
terminal 80 24
coloured() { mux capture-pane -pe | grep -Eq '\[([0-9]+;)*(3[0-8]|4[0-8]|9[0-7]|10[0-7])[;m]'; }
plain() { ! coloured; }
# looks NAME ENVIRONMENT THEME CHECK
looks() {
  start $2 '"$BAOKAN"' --set "theme=$3" --set language=en gazette
  stands_on "$1: the list" '渔讯：石鲸岛外海今晨现鲭鱼群'
  keys Enter
  sees "$1: an article" '清晨五时许'
  ok "$1" "$4"
  keys Q
  matches "$1: the end" '^left 0' # a vt100 has no other screen to go back to
}
for theme in terminal paper ink; do looks "theme $theme has colours" '' $theme coloured; done
looks 'theme mono has none' '' mono plain
looks 'NO_COLOR' NO_COLOR=1 paper plain
looks 'NO_COLOR that is empty' NO_COLOR= paper coloured
looks 'a terminal without colours' TERM=vt100 paper plain

start TERM=dumb '"$BAOKAN"' gazette
sees 'a terminal that can do nothing' "cannot show a screen"
left 'is trouble' 2
finish
