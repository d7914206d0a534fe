#!/bin/sh
# What was read: asked for, and carried from one machine to another.
. "$(dirname "$0")/tap.inc"
make_site

entry() { # KIND NAME VALUE TIME
  printf '{"site":"https://hubin.example","kind":"%s","name":"%s","value":%s,"at":"%s"}\n' "$@"
}
ice=/hubinwanbao/2024/05/01/ice.html
# on MACHINE ARGUMENT... : the state of another machine
on() {
  machine=$1
  shift
  XDG_STATE_HOME=$scratch/$machine "$BAOKAN" "$@" >"$scratch/out" 2>"$scratch/err"
  status=$?
}

run list --unread "$site"
is 'at first all are unread' "$(lines "$scratch/out")" 3
ok 'asking makes no file' test ! -e "$scratch/state"
run list --starred "$site"
is 'none is starred: exit 1' $status 1

{
  entry read $ice 1 2024-05-03T08:00:00.000Z
  entry starred $ice 1 2024-05-03T08:00:01.000Z
  entry place $ice 812 2024-05-03T08:00:02.000Z
  entry search ferry '"渡船 after:7d"' 2024-05-03T08:00:03.000Z
  entry mood $ice '"tomorrow"' 2024-05-03T08:00:04.000Z
} >"$scratch/lines"
on a state import "$site" <"$scratch/lines"
is 'import' "$(out)" '5 taken, 0 known already, 0 refused'
on a state import "$site" <"$scratch/lines"
is 'again: nothing is new' "$(out)" '0 taken, 5 known already, 0 refused'
on a list --unread "$site" </dev/null
is 'one is read' "$(lines "$scratch/out")" 2
on a list --starred "$site" </dev/null
ok 'and starred' out_has 'Ice report'
on a search --json 'is:starred' "$site" </dev/null
ok 'searched for: starred' grep -q '"title":"Ice report"' "$scratch/out"
is 'that one alone' "$(lines "$scratch/out")" 1
on a search --json 'is:read thick' "$site" </dev/null
is 'read, and of a text' "$(lines "$scratch/out")" 1
on a search --json 'is:unread thick' "$site" </dev/null
is 'not among the unread: exit 1' $status 1
on a search --json 'e -is:read' "$site" </dev/null
is 'the others' "$(lines "$scratch/out")" 2
on a state export "$site" </dev/null
ok 'export: the same lines, of unknown kinds too' cmp -s "$scratch/out" "$(
  LC_ALL=C sort -t '"' -k 8 "$scratch/lines" >"$scratch/sorted"
  echo "$scratch/sorted"
)"
is 'for its owner alone' "$(ls -l "$scratch/a/baokan/state.db" | cut -c 1-10)" -rw-------

# Two machines, both ways, in either order: both hold the same, the newer value.
entry read $ice 0 2024-05-04T08:00:00.000Z >"$scratch/later"
entry starred $ice 0 2024-05-02T08:00:00.000Z >>"$scratch/later"
on b state import "$site" <"$scratch/later"
on a state export "$site" </dev/null
cp "$scratch/out" "$scratch/of-a"
on b state export "$site" </dev/null
cp "$scratch/out" "$scratch/of-b"
on a state import "$site" <"$scratch/of-b"
is 'the newer of the other is taken' "$(out)" '1 taken, 1 known already, 0 refused'
on b state import "$site" <"$scratch/of-a"
on a state export "$site" </dev/null
cp "$scratch/out" "$scratch/of-a"
on b state export "$site" </dev/null
ok 'both hold the same' cmp -s "$scratch/out" "$scratch/of-a"
ok 'unread again' grep -q '"kind":"read".*"value":0' "$scratch/out"
ok 'still starred' grep -q '"kind":"starred".*"value":1' "$scratch/out"

# What is no entry is refused, with its line, and the rest is taken.
{
  entry read /x 1 2024-05-03T08:00:00.000Z
  echo 'not json'
  echo '{"site":"https://hubin.example","kind":"read","name":"/y","value":1,"at":"yesterday"}'
  echo '{"kind":"read","name":"/y","value":1,"at":"2024-05-03T08:00:00.000Z"}'
  echo
  entry read /z '[1]' 2024-05-03T08:00:00.000Z
  entry read /w 1 2024-05-03T08:00:00.000Z | sed 's/hubin/other/'
  entry read /v 1 2024-05-03T08:00:00.000Z | sed 's/}$/,"more":{"a":[1,"}"]}}/'
  printf '{"site":"https://hubin.example","kind":"read","name":"\\u001b[31m","value":1,"at":"x"}\n'
} >"$scratch/lines"
on c state import "$site" <"$scratch/lines"
is 'some are refused: exit 3' $status 3
is 'counted' "$(out)" '2 taken, 0 known already, 6 refused'
ok 'each with its line' err_has '(standard input):2: no object'
ok 'a time' err_has ':3: at is no time'
ok 'a site' err_has ':4: site, kind or name is missing'
ok 'a list' err_has ':6: value is no number'
ok 'another site' err_has ':7: it is of another site'
ok 'nothing of it reaches the terminal' clean "$scratch/err"
on c state import --all "$site" <"$scratch/lines"
is 'all: of other sites too' "$(out)" '1 taken, 2 known already, 5 refused'
on c state export --all "$site" </dev/null
is 'and out again' "$(lines "$scratch/out")" 3

entry read '/h\364he' 1 2024-05-03T08:00:00.000Z | sed 's/\\364/'"$(printf '\364')/" >"$scratch/lines"
on g state import "$site" <"$scratch/lines"
on g state export "$site" </dev/null
cp "$scratch/out" "$scratch/lines"
on g state import "$site" <"$scratch/lines"
is 'what is no UTF-8 comes back as the same' "$(out)" '0 taken, 1 known already, 0 refused'

# A site without an address lies elsewhere on each machine.
sed -i.bak '/^url/d' "$site/_config.yml"
entry read /x 1 2024-05-03T08:00:00.000Z | sed 's|https://hubin.example|file:///home/other/paper|' \
  >"$scratch/lines"
on d state import "$site" <"$scratch/lines"
is 'its folder does not matter' "$(out)" '1 taken, 0 known already, 0 refused'
on d state export "$site" </dev/null
ok 'it goes by its own' out_has "\"site\":\"file://$site\""
mv "$site/_config.yml.bak" "$site/_config.yml"

# A full disk, where one may be made: what was written before stays.
mkdir "$scratch/full"
if mount -t tmpfs -o size=128k tmpfs "$scratch/full" 2>/dev/null; then
  for n in 1 2 3 4 5; do
    awk -v n=$n 'BEGIN { for (i = 0; i < 1000; i++)
      printf "{\"site\":\"https://hubin.example\",\"kind\":\"read\",\"name\":\"/%d/%d\"," \
        "\"value\":1,\"at\":\"2024-05-03T08:00:00.000Z\"}\n", n, i }'
  done >"$scratch/lines"
  on full state import "$site" <"$scratch/lines"
  is 'a full disk: exit 2' $status 2
  ok 'is said' err_has 'full'
  is 'counted is what was written' "$(out)" '1000 taken, 0 known already, 0 refused'
  on full state export "$site" </dev/null
  is 'and it is all there' "$(lines "$scratch/out")" 1000
  umount "$scratch/full"
else
  ok 'a full disk # SKIP no tmpfs can be mounted' true
fi

run state forget "$site"
is 'no such action: exit 2' $status 2
run state
is 'no action: exit 2' $status 2
XDG_STATE_HOME=$scratch/lines on d state export "$site" </dev/null
echo 'letter, and no database, but long enough to be one, perhaps' >"$scratch/d/baokan/state.db"
on d state export "$site" </dev/null
ok 'a damaged one is said' err_has 'the state was damaged, it is now'
mkdir -p "$scratch/e/baokan/state.db"
on e search 'is:unread ice' "$site" </dev/null
ok 'one that cannot be read is said' err_has 'cannot tell what was read'
is 'and nothing is found: exit 2' $status 2
on e search ice "$site" </dev/null
is 'who does not ask is not troubled' $status 0
finish
