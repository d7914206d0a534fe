#!/bin/sh
# What the reader has read, starred and where they stopped: from one day to the next.
. "$(dirname "$0")/screen.inc"
make_gazette
terminal 120 36
first='渔讯：石鲸岛外海今晨现鲭鱼群'
second='春分大潮漫上第九级石阶'

escape=$(printf '\033')
is_bold() { mux capture-pane -p -e | grep -q "$escape\[\([0-9]*;\)*1m[^$escape]*$1"; }
is_plain() { ! is_bold "$1"; }
# Another instance is looked for with a key, but not with every one.
moved_and_in_top() {
  keys j
  in_row 1 "$1"
}
database=$scratch/state/baokan/state.db

reader
top 'all are unread' 'unread 64'
keys j
stands_on 'moving' "$second"
keys G g
stands_on 'about' "$first"
top 'reads nothing' 'unread 64'
ok 'unread ones are bold' wait_for is_bold "$first \\.\\."
keys Enter
sees 'one is opened' 'Source'
top 'it is read' 'unread 63'
keys h
ok 'and plain' wait_for is_plain "$first \\.\\."
keys j '*'
matches 'a star' '\*03-21  春分大潮'
keys N
top 'read by hand' 'unread 62'
keys U
top 'and taken back' 'unread 63'
foot 'which is said' 'Taken back: 春分大潮'
keys q
left 'the first day ends' 0

reader
top 'the second day: it is still read' 'unread 63'
matches 'and starred' '\*03-21  春分大潮'
keys U
foot 'what was done on another day stays' 'nothing to take back'

typed ':category 来信'
keys Enter
stands_on 'a category' 'Letter from the light'
keys A
foot 'all of it: asks' 'Mark as read? y'
keys n
top 'no' 'unread 63'
keys A
foot 'asks again' 'Posts: 6'
keys y
top 'yes' 'unread 57'
foot 'says how many' 'Marked as read: 6'
keys A
foot 'nothing is left' 'Nothing unread'
keys U
top 'taken back as one' 'unread 63'
keys q

# The place in an article, by its text.
open_longest() {
  reader
  wait_for in_row 1 'unread 6'
  typed ':category 编辑部'
  keys Enter
  stands_on "$1" '怎样读一张潮汐表'
  keys Enter
}
line() { screen | sed -n "$1,\$p" | cut -c 60- | grep -am1 '[^ ]'; } # the first with text, from there
open_longest 'a long one'
ok 'its beginning' wait_for has_line '^ [1-4][0-9]%'
keys Space
ok 'somewhere in it' wait_for has_line '^ [5-9][0-9]%'
place=$(line 3)
ok 'a line to know it by' test -n "$place"
keys q q
left 'the end in the middle of it' 0
open_longest 'the next day'
ok 'it goes on there' wait_for has_line '^ [5-9][0-9]%'
ok 'with the same line' is_on_screen "$place"
keys q

# Back through the days.
typed ':home'
keys Enter
top 'home' 'Front page'
keys '<'
top 'back' '编辑部'
keys 9 '<'
sees 'nine back' 'Front page'
keys q q

# Lists beside the categories: unread, starred, and searches with a name.
reader
wait_for in_row 1 'unread'
matches 'unread ones are a list' '^   Unread +62 '
matches 'starred ones too' '^   Starred +1 '
keys h g j j j Enter
top 'the starred' 'Starred'
stands_on 'one' "$second"
typed ':home'
keys Enter
typed ':save-search nothing'
keys Enter
foot 'what is no search is not kept' 'Search first'
typed ':full-text 海雾'
keys Enter
top 'a search' '海雾'
typed ':save-search 雾'
keys Enter
foot 'is kept' 'Kept beside the categories: 雾'
matches 'and listed' '^ \* 雾( |$)'
keys Q
left 'the day ends' 0
reader
matches 'the next day it is there' '^   雾 '
keys h g j j j j Enter
sees 'and finds the same' '海雾'
typed ':drop-search 雾'
keys Enter
foot 'until it is dropped' 'No longer kept: 雾'
keys Q
left 'that is all' 0

# Killed: nothing that showed for a moment is lost.
reader
wait_for in_row 1 'unread'
typed ':category gundong'
keys Enter
keys J J J J J
top 'five more' 'unread 57'
sleep 0.3 # the moment
kill -9 "$(pgrep -f "^$BAOKAN.*$scratch/gazette\$")"
wait_for has_line 'left 137'
terminal 120 36
reader
top 'killed: they are read' 'unread 57'

# A second one beside it.
mux new-window -c "$scratch" "exec \"$BAOKAN\" --set language=en \"$scratch/gazette\""
wait_for in_row 1 'unread 57'
keys n
top 'which reads one' 'unread 56'
keys Q
wait_for in_row 1 'unread 57' # the first again
ok 'what the other has read' wait_for moved_and_in_top 'unread 56'
keys q
left 'both end' 0

# Nothing can be kept: it is said, and one reads on.
rm -rf "$scratch/state"
echo >"$scratch/state"
reader
foot 'no place for it' 'What you read cannot be kept'
keys Enter
top 'reading goes on' 'unread 63'
keys q q
left 'to the end' 0
rm "$scratch/state"

mkdir -p "$scratch/state/baokan"
echo 'this is no database at all, it is a letter of some length' >"$database"
reader
foot 'a damaged one is set aside' 'was damaged'
keys q
left 'and that is all' 0
is 'and kept' "$(cat "$database".damaged-*)" 'this is no database at all, it is a letter of some length'
finish
