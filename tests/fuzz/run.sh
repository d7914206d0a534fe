#!/bin/sh
# Gives each fuzz target BAOKAN_FUZZ_SECONDS (5) of made-up input, grown out of the
# gazette's posts.  Names of targets as arguments: only those.  An input that breaks one is
# kept in the build's tests/fuzz/ and printed; what grows is thrown away unless
# BAOKAN_FUZZ_CORPUS names a folder to keep it in.
set -u
srcdir=${srcdir:-$(dirname "$0")/../..}
here=$srcdir/tests/fuzz
seconds=${BAOKAN_FUZZ_SECONDS:-5}
seed=${BAOKAN_FUZZ_SEED:-0} # 0: another one each time

[ $# -gt 0 ] ||
  set -- charset date front_matter html layout liquid markdown permalink sanitize search skim state \
    terminal_text

[ -x tests/fuzz/fuzz_date ] || {
  echo '1..0 # SKIP not configured with --enable-fuzz'
  exit 0
}
scratch=$(mktemp -d) || exit 99
trap 'rm -rf "$scratch"' EXIT
grown=${BAOKAN_FUZZ_CORPUS:-$scratch/grown}

# each NAME: every line of the input becomes a file of the folder of seeds.
each() {
  mkdir -p "$scratch/$1"
  awk -v folder="$scratch/$1" '{ file = folder "/" NR; print >file; close(file) }'
}

heads=$(cat "$srcdir"/tests/sites/gazette/_posts/*.md | tr -d '\r' | grep -a '^[a-z_]*: ')
printf '%s\n' "$heads" | sed -n 's/^date: *//p' | each date
printf '%s\n' "$heads" | sed -n 's/^title: *//p' | each permalink
for pattern in '/:year/:title/' ':categories/:slug.html' '/:section/:filename/' pretty; do
  printf '%s\n2024-05-01-Low Tide.md\ncategories: [a, b]\ndate: 2024-05-01\nslug: x\nx' "$pattern" \
    >"$scratch/permalink/$(printf %s "$pattern" | tr /: __)"
done

for value in 1 null '"x y"'; do
  printf '{"site":"https://hubin.example","kind":"read","name":"/tide/","value":%s,"at":"2026-03-21T16:27:23.000Z"}\n' "$value"
done | each state

seeds() {
  [ -d "$scratch/$1" ] || set -- "$srcdir/tests/sites/gazette/_posts"
  case $1 in */*) echo "$1" ;; *) echo "$scratch/$1" ;; esac
}

dictionary() {
  case $1 in layout) name=html ;; skim) name=markdown ;; *) name=$1 ;; esac
  [ ! -e "$here/$name.dict" ] || echo "-dict=$here/$name.dict"
}

echo "1..$#"
number=0
for target; do
  number=$((number + 1))
  mkdir -p "$grown/$target"
  # shellcheck disable=SC2046 # one word or none
  if tests/fuzz/fuzz_"$target" -max_total_time="$seconds" -seed="$seed" -max_len=8192 -timeout=20 \
    -rss_limit_mb=2048 -artifact_prefix=tests/fuzz/found_"$target"_ $(dictionary "$target") \
    "$grown/$target" "$(seeds "$target")" >"$scratch/log" 2>&1; then
    echo "ok $number - $target: $(sed -n 's/^Done \([0-9]* runs\).*/\1/p' "$scratch/log")"
  else
    echo "not ok $number - $target"
    grep -v '^#' "$scratch/log" | tail -n 60 | sed 's/^/# /'
  fi
done
