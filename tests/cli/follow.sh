#!/bin/sh
# Posts that come while one waits for them.
. "$(dirname "$0")/tap.inc"
make_site

tries() { echo $((${BAOKAN_TEST_SECONDS:-20} * 20)); }

# wait_for COMMAND...
wait_for() {
  left=$(tries)
  until "$@"; do
    left=$((left - 1))
    [ $left -gt 0 ] || return 1
    sleep 0.05
  done
}

# new NAME TITLE : whole before it has its name
new() {
  printf -- '---\ntitle: %s\ndate: 2024-05-04 10:00:00 +0800\ncategories: kuaixun\n---\nx\n' "$2" \
    >"$site/.new" && mv "$site/.new" "$site/_posts/$1"
}

# What comes before the folders are watched is not told: so posts come until one is.
: >"$scratch/out"
"$BAOKAN" list --follow "$site" >"$scratch/out" 2>"$scratch/err" &
follower=$!
probe() {
  new "2024-05-04-probe-$left.md" "Probe $left"
  out_has Probe
}
ok 'a new post is listed' wait_for probe
ok 'only new ones are' out_lacks 'Ice report'
new 2024-05-04-tide.md 'High tide'
ok 'the next one too' wait_for out_has 'High tide'
new 2024-05-04-tide.md 'Higher tide'
mkdir "$site/_posts/later"
new later/2024-05-04-deep.md 'Deep water'
ok 'and one in a new folder' wait_for out_has 'Deep water'
mv "$site/_posts/2024-05-04-tide.md" "$site/old_post/"
new 2024-05-04-last.md 'Last boat'
ok 'one more' wait_for out_has 'Last boat'
ok 'a changed or moved post is not new' out_lacks 'Higher tide'
kill -INT $follower 2>/dev/null || kill $follower
kill $follower 2>/dev/null
wait $follower 2>/dev/null
ok 'a signal ends it' test $? -gt 128

mkfifo "$scratch/pipe"
"$BAOKAN" list --follow --json "$site" >"$scratch/pipe" 2>"$scratch/err" &
follower=$!
head -n 1 <"$scratch/pipe" >"$scratch/out" &
left=$(tries)
ok 'JSON, a line each' wait_for probe
is 'which says the title' "$(sed -n 's/.*"title":"\(Probe\) .*/\1/p' "$scratch/out")" Probe
gone() { ! kill -0 $follower 2>/dev/null; }
ok 'it ends when its reader does' wait_for gone

left=1
"$BAOKAN" list --follow -n 1 --category kuaixun "$site" >"$scratch/out" 2>"$scratch/err" &
follower=$!
ok 'so many, and no more' wait_for probe
ok 'then it ends' wait_for gone
run list -f --per-tag 3 "$site"
is 'options of other verbs are refused' "$status" 2
finish
