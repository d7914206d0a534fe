#!/bin/sh
# Holds the manual to the tables of the program: each row has its entry.
cd "${srcdir:-.}" || exit 99
manual=man/baokan.1
checks=0
lines=$(mktemp) || exit 99
trap 'rm -f "$lines"' EXIT

# ok NAME MISSING : nothing may be missing
ok() {
  checks=$((checks + 1))
  if [ -z "$2" ]; then
    echo "ok $checks - $1"
  else
    echo "not ok $checks - $1"
    printf '%s\n' "$2" | sed 's/^/# not in the manual: /'
  fi
}

# section NAME : the lines of one section, without mdoc's escapes
section() {
  awk -v name="$1" '/^\.Sh / { on = $0 == ".Sh " name } on' "$manual" | sed 's/\\&//g; s/\\e/\\/g'
}

# absent PATTERN SECTION < NAMES : the names that no line matches, @ standing for the name
absent() {
  section "$2" >"$lines" || exit 99
  pattern=$1 awk '
    NR == FNR { line[++count] = $0; next }
    {
      quoted = $0
      gsub(/[][\\.*^$+?(){}|]/, "\\\\&", quoted)
      at = index(ENVIRON["pattern"], "@")
      wanted = substr(ENVIRON["pattern"], 1, at - 1) quoted substr(ENVIRON["pattern"], at + 1)
      for (found = i = 0; i < count && !found;) found = line[++i] ~ wanted
      if (!found) print
    }' "$lines" -
}

# rows FILE PATTERN : what the pattern's group holds, of each line of a table
rows() { sed -nE "s/.*$2.*/\\1/p" "src/$1" | sort -u; }

# Tables that could not be read would lack nothing.
some() { ok "$1 has rows" "$([ -n "$2" ] || echo all)"; }

findings=$(rows base/diag_list.h '^DIAG_ROW\([A-Z_]+, "([a-z-]+)"')
some 'the table of findings' "$findings"
ok 'every finding' "$(printf '%s\n' "$findings" | absent '^\.It @ Pq (note|warning|error)$' DIAGNOSTICS)"
levels=$(sed -nE 's/^DIAG_ROW\([A-Z_]+, "([a-z-]+)", DIAG_([A-Z]+),.*/\1 Pq \2/p' src/base/diag_list.h |
  tr '[:upper:]' '[:lower:]' | sed 's/ pq / Pq /')
ok 'every finding with its level' "$(printf '%s\n' "$levels" | absent '^\.It @$' DIAGNOSTICS)"
ok 'no finding that is no more' "$(section DIAGNOSTICS | sed -nE 's/^\.It ([a-z-]+) Pq .*/\1/p' |
  while read -r name; do
    printf '%s\n' "$findings" | grep -qx -- "$name" || echo "$name"
  done)"

options=$(rows app/option_list.h '^OPTION_ROW\([A-Z]+, ([a-z_]+),')
some 'the table of options' "$options"
ok 'every option' "$(printf '%s\n' "$options" | absent '^\.It Ic @$' CONFIGURATION)"

styles=$(rows layout/style.h ' X\([A-Z_]+, "([a-z-]+)"')
some 'the table of styles' "$styles"
ok 'every style' "$(printf '%s\n' "$styles" | absent '^\.It Cm @$' THEMES)"

verbs=$(rows cli/verb.c '\{ \.name = "([a-z-]+)"')
some 'the table of verbs' "$verbs"
ok 'every verb in the synopsis' "$(printf '%s\n' "$verbs" | absent '^\.Cm @$' SYNOPSIS)"
ok 'every verb' "$(printf '%s\n' "$verbs" | absent '^\.It Cm @( |$)' DESCRIPTION)"

flags=$(rows cli/flag.c '\{ \.name = "([a-z-]+)"')
some 'the table of flags' "$flags"
ok 'every flag' "$(printf '%s\n' "$flags" | absent '^\.It .*Fl -@( |$)' DESCRIPTION)"

commands=$(rows tui/command.c '^  \{ "([a-z-]+)", "')
some 'the table of commands' "$commands"
ok 'every command' "$(printf '%s\n' "$commands" | absent '^\.It .*Pq Cm @( |$)' KEYS)"
keys=$(rows tui/command.c '^  \{ "[a-z-]+", "([^"]+)"' | sed 's/\\\\/\\/g' | awk '{ gsub(/  /, "\n"); print }' | sort -u)
ok 'every key' "$(printf '%s\n' "$keys" | absent '^\.It Ic (.* )?@ (,|Pq)' KEYS)"

if command -v mandoc >/dev/null; then
  ok 'mandoc has nothing to say' "$(mandoc -T lint -W warning "$manual" 2>&1)"
else
  checks=$((checks + 1))
  echo "ok $checks # SKIP no mandoc"
fi
echo "1..$checks"
