#!/bin/sh
# Links: seen, numbered, listed, opened in the browser, copied.
. "$(dirname "$0")/screen.inc"
make_gazette
cat >"$scratch/browser" <<'END'
#!/bin/sh
{
  echo "$#"
  printf '%s\n' "$@"
} >opened.new
mv opened.new opened
END
chmod +x "$scratch/browser"
hostile="http://shell.example/;touch\${IFS}pwned;&|*?q=\$(touch pwned2)\`id\`\"'"
hostile=$(printf '%s' "$hostile" | tr -d ' ')
{
  printf -- '---\ntitle: Links of all kinds\ndate: 2026-03-22 10:00:00 +0800\ncategories: ceshi\ntags: 测试\n'
  printf "source: '%s'\n---\n" "$(printf '%s' "$hostile" | sed "s/'/''/g")"
  cat <<'END'
First [a page](http://one.example/x), then [a script](javascript:alert%281%29), then
[a file](file:///etc/passwd) and [a note](#note).

[The tide](2026-03-21-tide-tables.md) is a post.

## Note

Here.
END
} >"$posts/2026-03-22-links.md"

opened() { [ -e "$scratch/opened" ] && [ "$(cat "$scratch/opened")" = "$1" ]; }
# Opened by one call, as one argument, and that is all.
opens() {
  ok "$1" wait_for opened "1
$2"
  rm -f "$scratch/opened"
}

terminal 120 36
start BROWSER="$scratch/browser" '"$BAOKAN"' --set language=en gazette
stands_on 'the list' 'Links of all kinds'
keys o
opens 'o in the list: the source, whole' "$hostile"
keys Enter
sees 'the article' 'Here.'
keys o
opens 'o in the article: the source' "$hostile"
ok 'no shell saw it' test ! -e "$scratch/pwned" -a ! -e "$scratch/pwned2"
keys 1 o
opens 'a count: that link' 'http://one.example/x'

keys Tab
foot 'Tab: where the link goes' 'http://one.example/x'
keys Enter
opens 'Enter follows it' 'http://one.example/x'
keys y
foot 'y copies it' 'Copied: http://one.example/x'
is 'to the clipboard' "$(mux show-buffer)" 'http://one.example/x'
keys Y
foot 'Y copies the citation' 'Copied: Links of all kinds.'
keys BTab
keys Tab

keys L
matches 'L lists them' '^ +1  a page +external +http://one\.example/x'
matches 'a post is known' '^ +[0-9]+  The tide +post '
keys o
opens 'o in the list of links' 'http://one.example/x'
keys j o
foot 'a script is not run' 'Only http, https and mailto are opened: javascript:'
keys j o
foot 'nor a file opened' 'Only http, https and mailto are opened: file:///etc/passwd'
keys Enter
foot 'nor followed' 'Only http, https and mailto are opened: file:'

keys '#'
matches '# numbers the links' 'First \[1\]a page'
keys 1 Enter
opens 'a number and Enter' 'http://one.example/x'
loses 'the numbers are gone' '[1]a page'
keys '#'
matches 'once more' 'First \[1\]a page'
typed 99
keys Enter
foot 'no such number' 'Not found: 99'

keys '#'
wait_for is_on_screen '[1]a page'
typed 5
keys Enter
loses 'a link to a post opens it' 'First a page'
keys '<'
sees 'and < comes back' 'First a page'
keys q
stands_on 'to its row' 'Links of all kinds'
ok 'the browser saw nothing more' test ! -e "$scratch/opened"

terminal 120 36
start PATH=/nowhere "'$BAOKAN'" --set language=en gazette
stands_on 'without a browser' 'Links of all kinds'
keys o
foot 'it says so' 'No browser is set'
finish
