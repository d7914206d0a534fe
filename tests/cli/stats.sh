#!/bin/sh
# What a site holds, counted: as bars and as JSON.
. "$(dirname "$0")/tap.inc"
make_site

run stats "$site"
is 'exits 0' $status 0
ok 'sizes' grep -q '^size  *[1-9][0-9.]* k*B$' "$scratch/out"
ok 'a day' grep -q '^  2024-05-02  1  =*$' "$scratch/out"
is 'fourteen days, those without posts too' "$(grep -c '^  20[0-9-]*  [0-9]' "$scratch/out")" 14
ok 'a day without' grep -q '^  2024-04-30  0 *$' "$scratch/out"
run_in COLUMNS=60 stats "$site"
is 'labels of two columns a character stand in line' \
  "$(grep -o '^  湖滨晚报新闻  2  \|^  快讯          2  ' "$scratch/out" | wc -l | tr -d ' ')" 2
run stats -n 3 "$site"
is '-n 3: days' "$(grep -c '^  20[0-9-]*  [0-9]' "$scratch/out")" 3

run stats --json "$site"
is 'json: one line' "$(lines "$scratch/out")" 1
ok 'json: days' out_has '"days":[{"day":"2024-05-02","posts":1},{"day":"2024-05-01","posts":1},{"day":"2023-12-24","posts":1}]'
ok 'json: categories' grep -q '"by_category":\[{"name":"hubinwanbao","display":"湖滨晚报新闻","posts":2,"bytes":[1-9]' "$scratch/out"
ok 'json: bytes' grep -q '"bytes":[1-9]' "$scratch/out"
finish
