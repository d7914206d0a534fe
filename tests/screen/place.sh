#!/bin/sh
# The place in an article is one of the text: it stays where the text does.
. "$(dirname "$0")/screen.inc"
paragraphs() { # FIRST LAST
  number=$1
  while [ "$number" -le "$2" ]; do
    printf 'Paragraph %s, which is long enough to be broken in two in a narrow window.\n\n' "$number"
    number=$((number + 1))
  done
}
mkdir -p "$scratch/place/_posts"
: >"$scratch/place/_config.yml"
article=$scratch/place/_posts/2026-03-21-place.md
head='---\ntitle: Place\ndate: 2026-03-21\n---\nSee [the end](#the-end).\n\n'
{
  printf -- "$head"
  paragraphs 1 40
  printf '## The end\n\nDone.\n'
} >"$article"

terminal 50 21
start '"$BAOKAN"' --set language=en place
stands_on 'the post' Place
keys Enter
wait_for is_on_screen 'Paragraph 1,'
typed /'Paragraph 20,'
keys Enter
wait_for is_on_screen 'Paragraph 20,'
keys C-c 5 j
ok 'some way down' wait_for in_row 3 'Paragraph 20,'
for size in 58x21 30x21 50x21; do
  size "${size%x*}" "${size#*x}"
  ok "$size: the same paragraph" wait_for in_row 3 'Paragraph 20,'
done
{
  printf -- "$head"
  printf 'A new paragraph.\n\nAnd one more.\n\n'
  paragraphs 1 19
  printf 'Paragraph 20, which is another now.\n\n'
  paragraphs 21 40
  printf '## The end\n\nDone.\n'
} >"$article.new"
mv "$article.new" "$article"
ok 'the file changes: so does what is read' wait_for is_on_screen 'is another now'
ok 'what was around it stays' wait_for in_row 6 'Paragraph 21,'
keys g Tab Enter
ok 'a link within the article' wait_for is_on_screen 'Done.'
keys '<'
ok 'and the way back' wait_for is_on_screen 'See the end'
keys Q
left 'ended' 0
finish
