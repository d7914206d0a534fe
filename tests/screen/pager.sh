#!/bin/sh
# The pager: a pipe, a file, git's and man's.
. "$(dirname "$0")/screen.inc"
terminal 80 24

start "printf 'one\\ntwo\\n' | \"\$BAOKAN\""
sees 'a pipe' 'two'
keys q
left 'q: the end' 0

awk 'BEGIN { for (i = 1; i <= 300; i++) printf "line %03d of a file\n", i }' >"$scratch/file.txt"
start '"$BAOKAN"' file.txt
sees 'a file' 'line 001 of a file'
sees 'a screen of it' 'line 023 of a file'
keys Space
loses 'Space: a page on' 'line 001 of a file'
sees 'and no line is left out' 'line 024 of a file'
keys 1 0 0 g
top 'a line by its number' 'line 100 of a file'
keys 5 0 %
top 'half way' 'line 151 of a file'
keys G
sees 'the end' 'line 300 of a file'
foot 'is a hundred per cent' '100%'
keys g /
typed 'line 150'
keys Enter
sees 'looked for' 'line 150 of a file'
keys q
left 'q: the end' 0
start '"$BAOKAN"' +/120 -S file.txt
sees '+/pattern' 'line 120 of a file'
matches 'is a search' '^ 1/1 '
keys q
start '"$BAOKAN"' +200 file.txt
top '+line' 'line 200 of a file'
keys q
start 'cat file.txt | "$BAOKAN"' +G
sees '+G of a pipe' 'line 300 of a file'
keys q
start '"$BAOKAN"' no-such-file
sees 'a file that is not there' 'baokan: no-such-file: No such file'
left 'is trouble' 2

printf 'second\n' >"$scratch/second.txt"
start '"$BAOKAN"' file.txt second.txt
sees 'of two files the first' '(1/2)'
keys : n
sees ':n' 'second'
keys : p
sees ':p' 'line 001 of a file'
keys q

printf -- '---\ntitle: Kept in a file\ndate: 2026-03-01\n---\nIt **rained**.\n' >"$scratch/post.md"
start '"$BAOKAN"' post.md
sees 'a post is read as one: its title' 'Kept in a file'
sees 'its text' 'It rained.'
keys q

# Nothing of a text reaches the terminal but text.
{
  printf -- '---\ntitle: "A\\e]0;taken\\aB \\x9b31mC"\n---\nText \033]0;taken\007and \302\23331mmore\n'
} >"$scratch/evil.md"
printf 'Plain \033]0;taken\007and \302\23331mmore\033[2J\033P+q\033\\\n' >"$scratch/evil.txt"
mux select-pane -T 'as it was'
for file in evil.md evil.txt; do
  start '"$BAOKAN"' --set theme=mono $file
  sees "$file: it shows" 'more'
  is "$file: the window's title" "$(pane pane_title)" 'as it was'
  mux capture-pane -pe >"$scratch/cells"
  ok "$file: no control characters" sh -c "! LC_ALL=C grep -q '$(printf '\302\233')' '$scratch/cells'"
  keys q
  wait_for has_line '^left 0$'
done
start "\"\$BAOKAN\" 'no
such' 2>&1 | cat -v"
sees 'a name with a newline is one line' "cannot read 'no such'"

# A pipe shows before its writer has ended.
mkfifo "$scratch/gate"
start "{ awk 'BEGIN { for (i = 1; i <= 400000; i++) printf \"row %06d of many, some fifty bytes to a line ...\\n\", i }'; cat gate; } | \"\$BAOKAN\""
sees 'a long pipe shows its beginning at once' 'row 000001 of many'
keys Space
sees 'and can be paged' 'row 000024 of many'
printf 'the last of all\n' >"$scratch/gate"
at_last() { keys G && is_on_screen 'the last of all'; }
ok 'all twenty megabytes come' wait_for at_last
keys q
left 'the end' 0

start "yes | \"\$BAOKAN\""
sees 'a pipe without an end' 'y'
keys q
left 'is left all the same' 0

if command -v git >/dev/null; then
  git() { command git -C "$scratch/repo" -c user.name=Tide -c user.email=tide@gazette.example "$@"; }
  mkdir "$scratch/repo" && git init -q
  git commit -q --allow-empty -m 'First 潮'
  git_log="LESS=FRX PAGER=\"\$BAOKAN\" git -C repo log --color=always"
  start "$git_log"
  sees 'git log: what fits is printed' 'First 潮'
  left 'and that is all' 0
  is 'on the screen of the shell' "$(pane alternate_on)" 0
  for i in 1 2 3 4 5 6 7 8; do git commit -q --allow-empty -m "Change $i"; done
  start "$git_log"
  sees 'git log: more than a screen' 'Change 8'
  is 'has a screen of its own' "$(pane alternate_on)" 1
  ok 'in colour' sh -c "tmux -L baokan-test-$$-$terminals capture-pane -pe | grep -q '\[33mcommit'"
  loses 'without control characters' '[33m'
  keys G
  sees 'to its end' 'First 潮'
  keys q
  left 'the end' 0
fi

if man -l "$srcdir/man/baokan.1" >/dev/null 2>&1; then
  manual=$(cd "$srcdir/man" && pwd)/baokan.1
  start "man -P \"\$BAOKAN\" -l '$manual'"
  sees 'man: the page' 'NAME'
  loses 'its overstrikes are bold, not shown' '^H'
  ok 'bold indeed' sh -c "tmux -L baokan-test-$$-$terminals capture-pane -pe | grep -q '\[1mNAME'"
  keys q
  left 'the end' 0
fi
finish
