#!/bin/sh
# What is drawn is what the terminal shows: random frames against tmux's own screen.
# More of them: BAOKAN_TEST_FRAMES=10000.
. "$(dirname "$0")/screen.inc"
frames=$PWD/tests/screen/frames
count=${BAOKAN_TEST_FRAMES:-100}
deadline_seconds=$((deadline_seconds + count / 5))

draws() {
  start "$frames" "$count" 7 2\>"$scratch/err"
  left "$1: ends well" 0
  ok "$1: $count frames, none wrong" wait_for is_on_screen "$1: $count frames, 0 wrong"
}
terminal 50 12
draws narrow
if wide_terminal 50 12; then draws wide; fi
finish
