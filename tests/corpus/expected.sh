#!/bin/sh
# What each generator computes of its posts, field by field.
. "$(dirname "$0")/corpus.inc"

# check SITE EXPECTED OPTION_OF_LIST OPTION_OF_COMPARE; both options may be empty
check() {
  list "$1" ${3:+"$3"} >"$scratch/ours"
  "$corpus_tools/compare" ${4:+"$4"} "$1" "$corpus/expected/$2.jsonl" "$scratch/ours" \
    "$here/purposeful.tsv" >"$scratch/table" 2>&1
  status=$?
  tell "$scratch/table"
  : >"$scratch/out"
  is "$2" $status 0
}

for folder in $(sites); do
  check "$folder" "$folder" --as-generator ''
  [ -e "$corpus/expected/$folder.lenient.jsonl" ] && check "$folder" "$folder.lenient" '' --lenient
done

# The measure must be able to fail.
printf '{"path":"a","status":"post","title":"x","date":"2024-01-01T00:00:00Z"}\n' >"$scratch/expected"
printf '{"path":"a","status":"post","title":"y","date":"2024-01-01T00:00:00+00:00"}\n' >"$scratch/ours"
"$corpus_tools/compare" x "$scratch/expected" "$scratch/ours" "$here/purposeful.tsv" >"$scratch/out"
is 'another title is a difference' $? 1
ok 'and the only one' out_has 'status 1/1 title 0/1 date 1/1'
finish
