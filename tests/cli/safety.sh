#!/bin/sh
# What must not happen: commands to the terminal, silence about errors.
. "$(dirname "$0")/tap.inc"
make_site

esc=$(printf '\033')
{
  printf -- '---\ntitle: "a%s[31mb\\e]0;x\\a"\ncategories: ["c\\e[2J"]\ntags: ["t\\u009b5m"]\n---\n' "$esc"
  printf 'x%s[2Jy \302\2335m [l%s](http://e.example/%s)\n' "$esc" "$esc" "$esc"
} >"$site/_posts/2024-01-01-evil.md"
evil=$site/_posts/2024-01-01-evil.md
odd=$(printf '%s/odd\033[1m\nname.md' "$site/_posts")
cp "$evil" "$odd"

for verb in list 'list --json --all' cats 'cats --json' home; do
  run $verb "$site"
  ok "$verb: stdout is clean" clean "$scratch/out"
  ok "$verb: stderr is clean" clean "$scratch/err"
  ok "$verb: something is there" test -s "$scratch/out"
done
for verb in show 'show --links' links 'links --json'; do
  run $verb "$evil"
  ok "$verb: stdout is clean" clean "$scratch/out"
  ok "$verb: something is there" test -s "$scratch/out"
  run $verb "$odd"
  ok "$verb: odd name: stdout is clean" clean "$scratch/out"
done
run show "$(printf 'no\033[31m\nfile')"
ok 'error messages are clean' clean "$scratch/err"
is 'and of one line' "$(lines "$scratch/err")" 1
run list "$(printf -- '--\033[31m')"
ok 'options too' clean "$scratch/err"
run "$(printf 'sh\033w')"
ok 'verbs too' clean "$scratch/err"

if [ -w /dev/full ]; then
  for verb in "list $site" "show $evil" --help; do
    "$BAOKAN" $verb >/dev/full 2>"$scratch/err"
    is "full disk: ${verb%% *} exits 2" $? 2
    is "full disk: ${verb%% *} says so" "$(lines "$scratch/err")" 1
  done
fi
"$BAOKAN" list "$site" >&- 2>"$scratch/err"
is 'closed stdout: exit 2' $? 2

i=0
while [ $i -lt 300 ]; do
  printf -- '---\ntitle: %0500d\n---\n' $i >"$site/_posts/2022-01-01-n$i.md"
  i=$((i + 1))
done
(
  "$BAOKAN" list --json "$site" 2>"$scratch/err"
  echo $? >"$scratch/status"
) | head -n 1 >"$scratch/out"
is 'reader gone: by SIGPIPE' "$(cat "$scratch/status")" 141
is 'reader gone: quiet' "$(err)" ''
(
  trap '' PIPE
  "$BAOKAN" list --json "$site" 2>"$scratch/err"
  echo $? >"$scratch/status"
) | head -n 1 >"$scratch/out"
is 'reader gone, signal ignored before: the same' "$(cat "$scratch/status")" 141

mkfifo "$site/_posts/2024-05-05-pipe.md"
mkdir "$site/_posts/2024-05-06-folder.md"
ln -s nowhere "$site/_posts/2024-05-07-gone.md"
for verb in list cats home; do
  run $verb "$site"
  is "$verb: what is no file: exit 3" $status 3
  is "$verb: each is named" "$(grep -c '2024-05-0[567]-.*\.md: ' "$scratch/err")" 3
done
rm -rf "$site"/_posts/2024-05-0[567]-*
if [ "$(id -u)" -ne 0 ]; then
  chmod 000 "$evil"
  run list "$site"
  is 'a file that cannot be read: exit 3' $status 3
  ok 'it is named' err_has 2024-01-01-evil.md
  chmod 600 "$evil"
fi
rm -rf "$site"
mkdir "$site"
make_site
rm "$site"/_posts/2024-05-01-ice.md
ln -s nowhere "$site/_posts/2024-05-01-ice.md"
run list "$site"
ok 'a link that leads nowhere does no harm' test "$status" -eq 3 -o "$status" -eq 0
ok 'the others are listed' test "$(lines "$scratch/out")" -ge 2
finish
