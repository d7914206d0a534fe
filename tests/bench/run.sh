#!/bin/sh
# Prints how fast the program is beside others, row by row of rows.txt: only ratios of
# what ran by turns mean anything.  Words as arguments: only rows with one in their name.
# The data are made once, in tests/bench/data of the build (BAOKAN_BENCH_DATA).
set -eu
srcdir=${srcdir:-$(dirname "$0")/../..}
bench=$PWD/tests/bench
data=${BAOKAN_BENCH_DATA:-$bench/data}
baokan=${BAOKAN:-$PWD/baokan}
[ -x "$bench/bench_pair" ] || { echo 'run me by `make bench`' >&2; exit 2; }

mkdir -p "$data"
data=$(cd "$data" && pwd)
export HOME="$data/home" LC_ALL=C.UTF-8 TERM=xterm
unset XDG_CONFIG_HOME XDG_STATE_HOME XDG_DATA_HOME 2>/dev/null || :
export XDG_CACHE_HOME=/dev/null # from nothing each time, but for the rows with a cache of their own

# page NAME BYTES: the same article as a post and as a page.
page() {
  [ ! -e "$data/$1.md" ] || return 0
  "$bench/gen_archive" page "$2" >"$data/body"
  { printf '<html><head><meta charset="utf-8"></head><body>\n' && cat "$data/body"; } >"$data/$1.html"
  { printf -- '---\ntitle: x\ndate: 2026-05-01\n---\n' && cat "$data/body"; } >"$data/$1.md"
  rm "$data/body"
}

# site NAME COUNT FOLDER CONFIGURATION TEXT
site() {
  [ ! -d "$data/$1" ] || return 0
  mkdir -p "$data/$1.new"
  printf '%s\n' "$5" >"$data/$1.new/$4"
  "$bench/gen_archive" posts "$2" "$data/$1.new/$3"
  mv "$data/$1.new" "$data/$1"
}

# A folder for caches that is empty each time.
cat >"$data/fresh.sh" <<'END'
rm -rf "$1"
export XDG_CACHE_HOME="$1"
shift
exec "$@"
END

page 5k 5000
page 1m 1000000
[ -e "$data/16m.html" ] || {
  printf '<html><head><meta charset="utf-8"></head><body>' && "$bench/gen_archive" line 16000000
} >"$data/16m.html"
site archive 10000 _posts _config.yml 'title: Quay'
site small 1000 _posts _config.yml 'title: Quay'
for name in archive small; do
  XDG_CACHE_HOME=$data/cache "$baokan" index "$data/$name" >/dev/null
done
# 0.7 GB, and 7 GB: only when they are asked for.
[ -z "${BAOKAN_BENCH_LARGE:-}" ] || site large 100000 _posts _config.yml 'title: Zugspitze'
[ -z "${BAOKAN_BENCH_HUGE:-}" ] || site huge 1000000 _posts _config.yml 'title: Zugspitze'
if command -v hugo >/dev/null && [ ! -d "$data/hugo" ]; then
  site hugo 10000 content hugo.toml 'title = "Quay"'
  # Hugo stops at a title that is no YAML.
  find "$data/hugo/content" -name '*.md' -exec sed -i '3s/"潮讯"/潮讯/' {} +
fi

wanted() {
  [ -n "$words" ] || return 0
  for word in $words; do
    case $1 in *"$word"*) return 0 ;; esac
  done
  return 1
}
words=$*

trim() { printf %s "$1" | sed 's/^ *//; s/ *$//'; }

printf '%-28s %7s  %-13s  %-53s  %6s  %-53s  %6s  %s\n' 'A : B' time goal 'A, B: median (least-most) ms' \
  cpu 'A, B: median (least-most) ms' memory 'A, B: MB'
sed "/^#/d; /^\$/d; s|@baokan@|$baokan|g; s|@bench@|$bench|g; s|@data@|$data|g" \
  "$srcdir/tests/bench/rows.txt" |
  while IFS='|' read -r rounds goal name a b; do
    name=$(trim "$name") goal=$(trim "$goal") a=$(trim "$a") b=$(trim "$b")
    wanted "$name" || continue
    case $a in
    *"$data/large"*) needs=large variable=LARGE ;;
    *"$data/huge"*) needs=huge variable=HUGE ;;
    *) needs='' ;;
    esac
    [ -d "$data/$needs" ] || {
      printf '%-28s needs BAOKAN_BENCH_%s=1\n' "$name" "$variable"
      continue
    }
    if ! command -v "${b%% *}" >/dev/null; then
      printf '%-28s not installed: %s\n' "$name" "${b%% *}"
      continue
    fi
    [ "$goal" = - ] && goal=0
    "$bench/bench_pair" -n "$(trim "$rounds")" -g "$goal" "$name" "$a" "$b" ||
      printf '%-28s could not be measured\n' "$name"
  done

# These print rows of their own.
screen() { # NAME ROUNDS GOAL SITE CACHE B...
  [ -d "$data/$4" ] && wanted "$1" || return 0
  name=$1 rounds=$2 goal=$3 site=$4
  [ "$5" = none ] && cache=/dev/null || cache=$data/cache
  shift 5
  TERM=xterm XDG_CACHE_HOME=$cache "$bench/first_screen" "$rounds" "$goal" "$name" 栏目 \
    "$baokan" "$data/$site" : "$@"
}
for site in archive small large huge; do
  [ ! -d "$data/$site" ] || ! wanted "first screen, $site : small" ||
    XDG_CACHE_HOME=$data/cache "$baokan" cats "$data/$site" >/dev/null
done
for site in archive large huge; do
  screen "first screen, $site : curses" 21 1.5 $site saved "$bench/empty_curses" 栏目
  screen "first screen, $site : small" 21 1.05 $site saved "$baokan" "$data/small"
done
keys() { # NAME SITE: in the list of all posts
  [ -d "$data/$2" ] && wanted "$1" || return 0
  TERM=xterm XDG_CACHE_HOME=$data/cache "$bench/first_screen" -k "$(printf 'hj\rjjjjjjjjjjjjjjjjjjjjGkkkkkkkkkkg')" 5 1.1 \
    "$1" 栏目 "$baokan" "$data/$2" : "$baokan" "$data/small"
}
keys 'keys among 100,000 : 1,000' large
keys 'keys among 1,000,000 : 1,000' huge
screen 'never seen, huge : its names' 5 1.2 huge none "$bench/floor" -n "$data/huge/_posts"
sweep() { # NAME ROUNDS SITE
  [ ! -d "$data/$3" ] || ! wanted "$1" ||
    XDG_CACHE_HOME=/dev/null "$bench/sweep" "$2" 1.15 "$1" "$data/$3" "$data/$3/_posts" 2>/dev/null
}
sweep 'sweep 10,000 : statx' 21 archive
sweep 'sweep 100,000 : statx' 9 large
arrive() { # NAME SITE
  [ ! -d "$data/$2" ] || ! wanted "$1" ||
    TERM=vt100 "$bench/arrive" 21 "$1" "$baokan" "$data/$2" "$data/$2/_posts"
}
arrive 'a new post among 10,000' archive
arrive 'a new post among 100,000' large
arrive 'a new post among 1,000,000' huge
fts5() { # NAME ROUNDS GOAL OPTIONS
  ! wanted "$1" || "$bench/fts5" "$2" "$3" "$1" "$data/archive/_posts" "$data" "$4"
}
fts5 'postings : FTS5' 3 0.1 "tokenize = 'unicode61'"
fts5 'postings : FTS5, least' 3 0 "tokenize = 'ascii', detail = none, columnsize = 0"
query() { # NAME ROUNDS GOAL SITE WORDS
  [ ! -d "$data/$4" ] || ! wanted "$1" ||
    XDG_CACHE_HOME=$data/cache "$bench/query" "$2" "$3" "$1" "$data/$4" "$5" rg -lF "$5" "$data/$4"
}
if command -v rg >/dev/null; then
  query 'query 10,000 : rg' 11 0 archive 渔获入
  query 'query 10,000, none : rg' 11 0 archive 鲸歌
  query 'query 100,000 : rg' 5 0.02 large 渔获入
  query 'query 100,000, none : rg' 5 0.02 large 鲸歌
fi
filter() { # ROUNDS GOAL COMMAND: among a million titles
  wanted "filter : ${3%% *}" || return 0
  if ! command -v "${3%% *}" >/dev/null; then
    printf '%-28s not installed: %s\n' "filter : ${3%% *}" "${3%% *}"
    return 0
  fi
  [ -e "$data/titles" ] || "$bench/gen_archive" titles 1000000 >"$data/titles"
  # shellcheck disable=SC2086
  "$bench/filter_key" "$1" "$2" "$data/titles" 渔获 渔获入 yh $3
}
filter 11 1 "rg -c 渔获 $data/titles"
filter 3 0.033 'fzf --exact --no-sort --filter 渔获'

# What does not move with the machine's other work: instructions, as callgrind counts them.
# instructions [OPTION-OF-CALLGRIND] COMMAND...
instructions() {
  valgrind --tool=callgrind --callgrind-out-file=/dev/null "$@" 2>&1 >/dev/null |
    sed -n 's/.*Collected : \([0-9]*\).*/\1/p'
}

# compare NAME GOAL A B
compare() {
  awk -v name="$1" -v goal="$2" -v a="$3" -v b="$4" 'BEGIN {
    ratio = b ? a / b : 0
    aim = goal > 0 ? sprintf("%.3f %s", goal, ratio <= goal ? "met" : "missed") : ""
    printf "%-28s %7.3f  %-13s  %d, %d instructions\n", name, ratio, aim, a, b
  }'
}

command -v valgrind >/dev/null || { echo 'instructions: not installed: valgrind'; exit 0; }
if wanted 'version : empty curses'; then
  compare 'version : empty curses' 2.3 "$(instructions "$baokan" --version)" \
    "$(instructions "$bench/empty_curses")"
fi
if wanted 'open 10,000 : open 1,000'; then
  export XDG_CACHE_HOME="$data/cache"
  # What runs below valgrind is another program, with an index of its own.
  for name in archive small; do instructions "$baokan" index "$data/$name" >/dev/null; done
  compare 'open 10,000 : open 1,000' 1.05 "$(instructions "$baokan" index --status "$data/archive")" \
    "$(instructions "$baokan" index --status "$data/small")"
  export XDG_CACHE_HOME=/dev/null
fi
if wanted 'load 1,000: within libyaml'; then
  compare 'load 1,000: within libyaml' 0 "$(instructions --toggle-collect=yaml_parse "$baokan" cats "$data/small")" \
    "$(instructions "$baokan" cats "$data/small")"
fi
# hostile NAME TEXT: a post that says it over and over, and one of twice the length.
hostile() {
  wanted "hostile $1, 2 : 1" || return 0
  yes "$2" | tr -d '\n' | head -c 50000 >"$data/1.md"
  cat "$data/1.md" "$data/1.md" >"$data/2.md"
  compare "hostile $1, 2 : 1" 2.2 "$(instructions "$baokan" show "$data/2.md")" \
    "$(instructions "$baokan" show "$data/1.md")"
}
hostile brackets '[' && hostile links '[a](' && hostile stars '*a ' && hostile both '*a_' && hostile ticks '`a'
hostile quotes '>' && hostile elements '<b>' && hostile comments '<!-- a ' && hostile attributes '<a x=#'
hostile entities '&a' && hostile tables 'a | b ' && hostile notes '[^a]' && hostile maths '$$a'
hostile Han '的，' && hostile marks 'é' && hostile words 'a'
