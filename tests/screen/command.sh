#!/bin/sh
# The `:` line, options, keys that mean nothing.
. "$(dirname "$0")/screen.inc"
make_gazette
mkdir -p "$XDG_CONFIG_HOME/baokan"
printf 'keys:\n  C-t: down\n  X x: last\n' >"$XDG_CONFIG_HOME/baokan/config.yml"
terminal 120 36
reader
wait_for in_row 1 'unread 64'

keys :
stands_on ': is a prompt' ':'
typed hel
keys Tab
stands_on 'Tab completes' ':help'
keys Enter
matches ':help' '^ +j Down'
keys q
typed ':nonsense'
keys Enter
foot 'no such command' 'No such command: nonsense'
typed ':la'
keys Enter
stands_on 'a beginning is enough' '冰上灯会'
typed ':first'
keys C-c
stands_on 'C-c: not run' '冰上灯会'
typed ':lasxt'
keys Left BSpace C-a C-k
typed first
keys Enter
stands_on 'the line can be edited' '渔讯：石鲸岛外海今晨现鲭鱼群'

keys j Enter z
matches 'lines of 72 columns' '^ {24}3月21日凌晨两点四十一分，雾港旧码头的石阶一级一级地没入水里。到第九级'
typed ':set columns=1'
keys Enter
typed ':set measure=40'
keys Enter
matches ':set measure=40' '^ {40}3月21日凌晨两点四十一分，雾港旧码头的石$'
typed ':set measure'
keys Enter
foot ':set measure tells' 'measure=40'
typed ':set measure=4000'
keys Enter
foot 'out of range' 'measure'
typed ':set measrue=40'
keys Enter
foot 'did you mean' "did you mean 'measure'?"
typed ':set language=zh'
keys Enter
top 'in Chinese from now on' '首页'
typed ':set language=en'
keys Enter
top 'and in English' 'Front page'
typed ':set theme=nowhere'
keys Enter
foot 'no such theme' "no theme 'nowhere'"
keys z q g

keys ^
foot 'a key that means nothing' 'This key does nothing here. ? shows the keys.'
typed ま
foot 'a key of an input method' 'An input method seems to be on.'
keys j
loses 'said until the next key' 'An input method'
keys C-t
stands_on 'a key of the configuration' '气象台：明日海雾偏多'
keys X x
stands_on 'two keys of the configuration' '冰上灯会'
keys =
foot '= tells the file' '/gazette/old_post/2025-12-24-lumiere-sur-la-glace.md'

typed ":save-screen $scratch/shot"
keys Enter
ok ':save-screen' wait_for grep -q '冰上灯会' "$scratch/shot"
typed ":save-screen $scratch/shot"
keys Enter
foot 'never over another file' 'File exists'
typed ':quit'
keys Enter
left ':quit' 0

printf 'measure: 7\nkeys:\n  j: dance\n' >"$XDG_CONFIG_HOME/baokan/config.yml"
reader
foot 'a wrong line is named' 'config.yml:1:'
keys j
stands_on 'and does no harm' '春分大潮漫上第九级石阶'
finish
