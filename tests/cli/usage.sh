#!/bin/sh
# The manners of a program in a shell: help, version, mistakes, exit codes.
. "$(dirname "$0")/tap.inc"
make_site

for verb in '' show list cats links home help; do
  run $verb --help
  is "help of '$verb' exits 0" $status 0
  ok "help of '$verb' is on stdout" out_has Usage:
  ok "help of '$verb' fits 80 columns" test "$(awk 'length > 80' "$scratch/out" | wc -l)" -eq 0
  is "help of '$verb' says nothing on stderr" "$(err)" ''
done
run list -h
cp "$scratch/out" "$scratch/short"
run help list
ok 'help VERB is VERB -h' cmp -s "$scratch/out" "$scratch/short"
run --version
is 'version exits 0' $status 0
ok 'version names the program' grep -q '^baokan [^ ]*$' "$scratch/out"
run list -V
ok 'version of a verb is the same' grep -q '^baokan [^ ]*$' "$scratch/out"

# mistake NAME HINT ARGUMENT...
mistake() {
  name=$1 hint=$2
  shift 2
  run "$@"
  is "$name: exit 2" $status 2
  is "$name: two lines" "$(lines "$scratch/err")" 2
  ok "$name: hint" err_has "$hint"
  is "$name: nothing on stdout" "$(out)" ''
}
mistake 'misspelt option' '--json' list --jsno "$site"
mistake 'cut option' '--as-generator' list --as "$site"
mistake 'option of another verb' 'tells more' cats --body "$site"
mistake 'unknown letter' '--' list -x "$site"
mistake 'misspelt verb' 'list' help lsit
mistake 'no number' 'tells more' list -n many "$site"
mistake 'number too large' 'tells more' show --width=99999 x.md
mistake 'no choice' 'tells more' list --color=purple "$site"
mistake 'no value' '--limit=N' list --limit
mistake 'value where none goes' 'tells more' list --json=yes "$site"
mistake 'no operand' 'tells more' show
mistake 'operand too many' 'tells more' links a b
mistake 'misspelt setting' 'measure' list --set mesure=60 "$site"
mistake 'bad setting' 'tells more' list --set measure=wide "$site"
mistake 'setting without value' 'tells more' list --set measure "$site"
mistake 'configuration that is not there' '--config' list --config="$scratch/none.yml" "$site"

run show "$scratch/none.md"
is 'missing post: exit 2' $status 2
is 'missing post: one line' "$(lines "$scratch/err")" 1
run list "$scratch/none"
is 'missing site: exit 2' $status 2
is 'missing site: one line' "$(lines "$scratch/err")" 1
run show "$site"
is 'folder for a post: exit 2' $status 2
ok 'folder for a post: what to do' err_has 'baokan list'
mkdir "$scratch/empty"
run list "$scratch/empty"
is 'no posts: exit 2' $status 2
ok 'no posts: says where it looked' err_has "no posts in $scratch/empty"

printf 'measure: 40\nmesure: 40\n' >"$scratch/my.yml"
run list --config "$scratch/my.yml" "$site"
is 'a line that is wrong does not stop the rest' $status 0
ok 'it is told with file and line' err_has 'my.yml:2'
run --config="$scratch/my.yml" --set=measure=30 list "$site"
is 'options before the verb' $status 0
run list -n1 -- "$site"
is '-- ends options' "$(lines "$scratch/out")" 1
finish
