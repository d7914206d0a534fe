#!/bin/sh
# Stopped and gone on with, ended by a signal: the terminal is as it was.
. "$(dirname "$0")/screen.inc"
make_gazette
terminal 80 24
stty_to() { # the terminal's modes, into a file
  typed "clear; stty -g >$1.new && mv $1.new $1"
  keys Enter
  wait_for test -s "$scratch/$1" || echo "# stty said nothing"
}
# The program's process id is in the file `pid`, then it runs.
start_known() {
  rm -f "$scratch/pid"
  start "sh -c 'echo \$\$ >pid.new; mv pid.new pid; exec \"\$BAOKAN\" --set language=en gazette'"
  wait_for in_row 1 'unread 64' # a key before all is read would keep its post
  wait_for is_at_cursor '渔讯：石鲸岛外海今晨现鲭鱼群'
}
on_main_screen() { [ "$(pane alternate_on)" = 0 ]; }
restored() {
  ok "$1: the shell's screen is back" wait_for on_main_screen
  is "$1: the cursor shows" "$(pane cursor_flag)" 1
  is "$1: the mouse is the terminal's" "$(pane mouse_any_flag)" 0
  rm -f "$scratch/after"
  stty_to after
  ok "$1: the terminal's modes" cmp -s "$scratch/before" "$scratch/after"
}

stty_to before
start_known
is 'the screen is an alternate one' "$(pane alternate_on)" 1
keys 2 j
stands_on 'somewhere' '气象台：明日海雾偏多'
keys C-z
restored '^Z'
typed fg
keys Enter
stands_on 'fg: the same place' '气象台：明日海雾偏多'
is 'the alternate screen again' "$(pane alternate_on)" 1
keys j
stands_on 'alive' '石鲸渔业：2025年净利同比预增'
keys C-z
wait_for on_main_screen
size 100 30
typed fg
keys Enter
ok 'another size while stopped' wait_for in_row 30 '? help'
stands_on 'the same place still' '石鲸渔业：2025年净利同比预增'
keys q
restored 'q'

for signal in TERM:143 HUP:129; do
  start_known
  kill "-${signal%:*}" "$(cat "$scratch/pid")"
  left "SIG${signal%:*} ends it, by that signal" "${signal#*:}"
  restored "SIG${signal%:*}"
done

start_known
kill -INT "$(cat "$scratch/pid")"
keys j
stands_on 'SIGINT does not end it' '春分大潮漫上第九级石阶'
pid=$(cat "$scratch/pid")
gone() { ! kill -0 "$pid" 2>/dev/null; }
mux kill-server
ok 'when the terminal goes, so does the program' wait_for gone
finish
