#!/bin/sh
# Finding posts by their text, from the shell.
. "$(dirname "$0")/tap.inc"
make_site
found() { sed -n 's/.*"path":"\([^"]*\)".*/\1/p' "$scratch/out" | sed 's|.*/||' | tr '\n' ' '; }

# finds QUERY FILES
finds() {
  run search --json "$1" "$site"
  is "$1" "$(found)" "$2"
}
finds 渡船 '2024-05-02-NW202405021111000001.md '
finds '時刻表 渡船停航' '2024-05-02-NW202405021111000001.md '
finds 湖 '2024-05-02-NW202405021111000001.md '
finds ICE '2024-05-01-ice.md '
finds 'see below' '2024-05-01-ice.md '
finds '"is thick"' '2024-05-01-ice.md '
finds 'ice -thick' ''
finds 'category:湖滨 -渡船' '2024-05-01-ice.md '
finds 'tag:快讯 before:2024' '2023-12-24-lamp.md '
finds 'is:starred' ''
finds 'title:ice' '2024-05-01-ice.md '
run search --json e "$site"
is 'newest first' "$(found)" '2024-05-02-NW202405021111000001.md 2024-05-01-ice.md 2023-12-24-lamp.md '
run search --json --all 停航 "$site"
is '--all: the twin too' "$(lines "$scratch/out")" 2
run search --all 'not yet' "$site"
ok '--all: the draft too' out_has 'Plan'
run search 'not yet' "$site"
is 'drafts are not found: exit 1' $status 1
run search --json -n 1 e "$site"
is '-n 1' "$(lines "$scratch/out")" 1

run search --json 渡船停航 "$site"
is 'exits 0' $status 0
is 'json: fields in order' "$(grep -o '"[a-z_]*":' "$scratch/out" | tr -d '":\n')" pathtitledatehitssnippet
ok 'json: values' grep -q '"date":"2024-05-02T08:30:00+08:00","hits":1,"snippet":"渡船停航，时刻表另行公布。"' \
  "$scratch/out"
run search --tsv lamp "$site"
is 'tsv' "$(cat "$scratch/out")" 'old_post/2023-12-24-lamp.md	Old lamp	2023-12-24T18:00:00+08:00	1	'
run search burned "$site"
ok 'rows: the line with the hit below the title' grep -q '^                  It burned all night.$' "$scratch/out"
run search --color=always burned "$site"
ok 'rows: the hit is marked' grep -q 'It .\[.*mburned.\[.*m all' "$scratch/out"

post '_posts/2024-05-04-evil.md' 'a	b\\c' '2024-05-04 08:30:00 +0800' kuaixun 快讯 <<END
evil $(printf '\033')[31m text
END
run search --tsv evil "$site"
ok 'nothing escapes' out_lacks "$(printf '\033')"

run search 'ice after:soon' "$site"
ok 'what is not understood is told' err_has "character 5: 'after:soon' is no date"
run search 'ice "thick' "$site"
ok 'an open quotation' err_has "character 5: '\"thick' is a phrase without an end"
is 'and finds all the same' $status 0
run search ' ' "$site"
is 'an empty query: exit 2' $status 2
run search
is 'no query: exit 2' $status 2
run search x "$scratch/nowhere"
is 'no site: exit 2' $status 2
finish
