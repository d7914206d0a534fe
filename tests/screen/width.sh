#!/bin/sh
# Characters of ambiguous width: the terminal is asked, and what it says is kept to.
. "$(dirname "$0")/screen.inc"
make_gazette
{
  printf '<title>Marks</title><p>'
  printf '①%.0s' 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30
  printf '</p>\n<p>\360\237\253\250</p>\n'
  for number in 1 2 3 4 5 6 7 8 9; do printf '<p>“段”…%s</p>\n' "$number"; done
} >"$scratch/marks.html"

lines_of_marks() { [ "$(screen | grep -c '①')" = "$1" ]; }
# The terminal shows what the program believes it shows.
agrees() {
  rm -f "$scratch/believed"
  typed ":save-screen $scratch/believed"
  keys Enter
  wait_for test -s "$scratch/believed"
  wait_for is_off_screen 'save-screen'
  screen | sed 's/ *$//' >"$scratch/shown"
  sed 's/ *$//' "$scratch/believed" | diff - "$scratch/shown" >"$scratch/out" # but the prompt's row
  [ "$(grep -c '^>' "$scratch/out")" -le 1 ]
}

terminal 50 12
start '"$BAOKAN" marks.html'
ok 'a narrow terminal: thirty marks on one line' wait_for lines_of_marks 1
ok 'what Unicode 15 brought is replaced where it is not known' wait_for has_line '^ *〓$'
keys j q
left 'that was the pager' 0
for width in narrow wide; do
  start '"$BAOKAN"' "--set ambiguous=$width" marks.html
  [ $width = wide ]
  ok "ambiguous=$width: not asked" wait_for lines_of_marks $((2 - $?))
  keys q
  left "ambiguous=$width: left" 0
done

typed 'clear; "$BAOKAN" marks.html; echo left $?'
mux send-keys Enter j j j j
ok 'keys typed before the program was there' wait_for in_row 1 '〓'
typed "$(printf '\033[12;3R\033[?62;22c')"
keys 2 j
ok 'an answer that comes late is no key' wait_for in_row 1 '“段”…1'
is 'and there is nothing to complain of' "$(screen | grep -c 'no key')" 0
keys Q

wide_terminal 50 12 || {
  echo "1..$checks # this tmux is never wide"
  exit
}
start '"$BAOKAN" marks.html'
ok 'a wide terminal: thirty marks on two lines' wait_for lines_of_marks 2
keys Q
size 120 30
for term in screen linux; do
  mux pipe-pane "cat >$scratch/raw"
  # libgpm, which curses opens on a console alone, leaks the console's name
  start "TERM=$term NCURSES_GPM_TERMS=none" '"$BAOKAN"' --set language=zh --set ambiguous=wide gazette
  wait_for is_at_cursor '渔讯'
  ok "$term: the panes" agrees
  keys Enter '?'
  wait_for is_on_screen 'page-back'
  ok "$term: the help" agrees
  keys q L
  ok "$term: the links" agrees
  keys q z
  ok "$term: the article alone" agrees
  keys z c
  ok "$term: a prompt" wait_for is_on_screen '分类'
  keys Escape
  wait_for in_row '$' '帮助' # Q right behind it would be Alt-Q
  keys Q
  matches "$term: ends" '^left 0( |$)' # a linux console keeps what stood behind
  mux pipe-pane
  is "$term: no other character set was asked for" \
    "$(LC_ALL=C grep -c "$(printf '[\016]')\\|$(printf '\033')(0" "$scratch/raw")" 0
done
finish
