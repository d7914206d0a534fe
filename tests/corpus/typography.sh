#!/bin/sh
# Every post of every site at every usual width: no line begins or ends with a mark that may
# not stand there, nothing that belongs together is parted, no line is too wide, and no
# character is lost or gained.  BAOKAN_COUNTED: it was counted just now; one width will do.
. "$(dirname "$0")/corpus.inc"

widths=${BAOKAN_COUNTED:+--width=38}

# What is counted is zero: start strict end pair number word over.
faultless() {
  awk '/^[0-9]/ { whole = $7 == 0 } /^(narrow|hanging|wide) / {
      rows++
      lines += $2
      for (i = 4; i <= 10; i++) faults += $i
    }
    END { exit !(whole && rows == 3 && lines > 0 && faults == 0) }' "$1"
}

for folder in $(sites); do
  : >"$scratch/err"
  # shellcheck disable=SC2086
  "$BAOKAN" show --stats $widths -- "$corpus/$folder" >"$scratch/out" 2>"$scratch/err"
  ok "$folder: set without a fault" faultless "$scratch/out"
done

# The measure must be able to fail.
sed 's/^\(narrow *[0-9]* *[0-9]* *\)[0-9]*/\11/' "$scratch/out" >"$scratch/faulty"
ok 'a fault is told' sh -c '! cmp -s "$1" "$2"' _ "$scratch/out" "$scratch/faulty"
not_faultless() { ! faultless "$1"; }
ok 'one fault is one too many' not_faultless "$scratch/faulty"
finish
