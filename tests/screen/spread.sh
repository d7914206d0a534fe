#!/bin/sh
# Two pages side by side: turned together, scrolled together, and where a place is.
. "$(dirname "$0")/screen.inc"
{
  printf -- '---\ntitle: Spread\n---\n'
  number=1
  while [ $number -le 60 ]; do
    printf 'Line %s of [some](https://some.example/%s) text.\n\n' $number $number
    number=$((number + 1))
  done
} >"$scratch/long.md"
printf 'One line.\n' >"$scratch/short.md"
seq 1 100 | sed 's/^/row /' >"$scratch/rows.txt"
# With mouse reports that go beyond column 95.
pager() { start 'TERM=xterm-256color "$BAOKAN"' --set language=en "$@"; }
# What the left and the right page begin with, and the row they do so in.
pages() { screen | sed -n "$1p" | grep -qE "^ *$2 .* {4,}$3( |\$)"; }
starts() { ok "$1" wait_for pages 1 "$2" "$3"; }
# click COLUMN ROW, both from 1
click() { typed "$(printf '\033[<0;%s;%sM' "$1" "$2")"; }

cursor_is() { [ "$(pane cursor_x) $(pane cursor_y)" = "$1" ]; }

terminal 160 21
pager long.md
starts 'two pages' Spread 'Line 10 of some text.'
keys Space
starts 'a page key turns both' 'Line 20 of some text.' 'Line 30 of some text.'
keys b
starts 'and back' Spread 'Line 10 of some text.'
keys Space 2 j
starts 'a line on: the right page follows' 'Line 21 of some text.' 'Line 31 of some text.'
typed /'Line 38'
keys Enter
ok 'a hit on the right page shows where it is' wait_for pages 1 'Line 21 of some text.' 'Line 31 of some text.'
ok 'and nothing moved' wait_for pages 15 'Line 28 of some text.' 'Line 38 of some text.'
keys C-c
click 96 7
ok 'a click on the right page selects its link' wait_for cursor_is '93 6'
size 100 21
ok 'narrower: one page, the same sentence' wait_for in_row 1 'Line 21'
is 'and no second' "$(screen | sed -n 1p | grep -c 'Line 31')" 0
size 160 21
starts 'and two again' 'Line 21 of some text.' 'Line 31 of some text.'
keys Q
left 'ended' 0

pager short.md
ok 'what one page holds is on one, in the middle' wait_for has_line '^ {40,}One line\.$'
keys Q
pager --set columns=2 short.md
ok 'unless two are asked for' wait_for has_line '^ {5}One line\.$'
keys Q
pager --set columns=2 rows.txt
ok 'text that brings its lines has one' wait_for has_line '^row 2$'
keys Q
finish
