#!/bin/sh
# The posts of a site, as rows and as JSON.
. "$(dirname "$0")/tap.inc"
make_site

run list "$site"
is 'exits 0' $status 0
is 'twins are one, drafts are none' "$(lines "$scratch/out")" 3
is 'newest first' "$(sed 's/.*  //' "$scratch/out" | tr '\n' '|')" '湖水今晨封冻|Ice report|Old lamp|'
ok 'dates in the zone of the site' grep -q '^2024-05-02 08:30  .*湖水' "$scratch/out"
ok 'categories by the name to show' out_has 湖滨晚报新闻
run list --all "$site"
is '--all: five' "$(lines "$scratch/out")" 5
run list -n 2 "$site"
is '-n 2' "$(lines "$scratch/out")" 2
run list --limit=0 "$site"
is 'nothing listed: exit 1' $status 1

for name in hubinwanbao 湖滨晚报新闻 HuBinWanBao; do
  run list --category "$name" "$site"
  is "category $name" "$(lines "$scratch/out")" 2
done
run list --category kuaixun "$site"
is 'a twin counts in both' "$(lines "$scratch/out")" 2
run list --tag 快讯 --category hubinwanbao "$site"
is 'category and tag' "$(lines "$scratch/out")" 1
run list --category hubinwanbo "$site"
is 'no such category: exit 1' $status 1
ok 'no such category: hint' err_has 'hubinwanbao'

run list --json "$site"
is 'json: a line each' "$(lines "$scratch/out")" 3
is 'json: fields in order' "$(sed -n 2p "$scratch/out" | grep -o '"[a-z_]*":' | tr -d '":\n')" \
  pathtitledatedate_fromcategoriestagsurlsourcestatusdiagnostics
ok 'json: date' grep -q '"date":"2024-05-01T19:05:00+08:00","date_from":"front-matter"' "$scratch/out"
ok 'json: status' grep -q '"title":"Old lamp".*"status":"archived"' "$scratch/out"
ok 'json: no source is null' grep -q '"title":"Ice report".*"source":null' "$scratch/out"
ok 'json: source' out_has '"source":"https://wire.example/share?code=NW202405021111000001"'
ok 'json: twins share labels' grep -q '"categories":\["hubinwanbao","kuaixun"\]' "$scratch/out"
run list --json --as-generator "$site"
is 'as the generator: no archive, no folding' "$(lines "$scratch/out")" 3
ok 'as the generator: labels of its own' out_lacks '"hubinwanbao","kuaixun"'
printf -- '---\ntitle: "a "b" c"\ndate: 2024-04-01\n---\nx\n' >"$site/_posts/2024-04-01-quotes.md"
run list --json "$site"
ok 'json: findings' grep -q '2024-04-01-quotes.md.*"diagnostics":\[[^]]*"title-quotes"' "$scratch/out"
rm "$site/_posts/2024-04-01-quotes.md"

run list --since 2024-05-02 "$site"
is 'since a day' "$(lines "$scratch/out")" 1
run list --until 2024-05-01 "$site"
is 'until a day: all of it' "$(lines "$scratch/out")" 2
run list --since=2024-05-01 --until=2024-05-01 "$site"
ok 'one day' out_has 'Ice report'
is 'and no other' "$(lines "$scratch/out")" 1
run list --until=2023 "$site"
ok 'until a year' out_has 'Old lamp'
run_in SOURCE_DATE_EPOCH=1714640400 list --since 1d "$site" # 2024-05-02 09:00 UTC
is 'an age' "$(lines "$scratch/out")" 2
run list --since yesteryear "$site"
is 'no time: exit 2' $status 2
ok 'no time: says what it takes' err_has '2024-05-01, 2024-05, 2024, 7d'
run list --since 2030 "$site"
is 'nothing that new: exit 1' $status 1
ok 'and no more to say' test ! -s "$scratch/err"

run list --sort title "$site"
is 'by title' "$(sed 's/.*  //' "$scratch/out" | tr '\n' '|')" 'Ice report|Old lamp|湖水今晨封冻|'
run list --sort path --json "$site"
is 'by path' "$(grep -o '"path":"[^"]*' "$scratch/out" | tail -n 1)" '"path":"old_post/2023-12-24-lamp.md'
run list --sort category -n 1 "$site"
ok 'by category, then the first' out_has 'Old lamp'
run list --sort size "$site"
is 'no such order: exit 2' $status 2

run list --tsv "$site"
is 'tsv: six fields' "$(awk -F '\t' 'NF != 6' "$scratch/out" | wc -l)" 0
is 'tsv: in order' "$(sed -n 2p "$scratch/out")" \
  "_posts/2024-05-01-ice.md	Ice report	2024-05-01T19:05:00+08:00	湖滨晚报新闻	/hubinwanbao/2024/05/01/ice.html	"

cd "$site/_posts"
run list
is 'the site of the folder we are in' "$(lines "$scratch/out")" 3
finish
