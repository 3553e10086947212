#!/usr/bin/env bash
# Looks at the desk's screen as a person would. usage: screen_test.sh SHOW-SCREEN
set -euo pipefail
# shellcheck source=tests/terminal/person.sh
source "$(dirname "${BASH_SOURCE[0]}")/person.sh"
program="$(as_word "$1")"

# start COLUMNS LINES TERM LANGUAGE VIEW…: a shell in a window of that size, which starts the program.
start() {
  local term="$3"
  shell "$1" "$2"
  shift 3
  tmux send-keys -t desk "${term:+TERM=$term }$program 600 $*" Enter
}
press() { tmux send-keys -t desk n; }

# One pass through the outcomes, as a queue brings them.
outcomes() {
  start 80 24 "" "$1" waiting accepted repeated confirm confirmed identify scan_again needs_online refused
}
outcomes zh
check "waiting: asks for a code" shows '请将二维码对准扫码枪'
press; check "accepted: who, and go on" all_shown '通过：验证通过' '请继续办理' '王秀英' '110****002X' '已出示'
check "accepted: on green" coloured '42'
press; check "repeated: nothing twice" all_shown '不重复办理' '王秀英'
press; check "confirm: compare the presenter's document" all_shown '核对代办：' '请核对代办人证件，相符后按 F5 键' '李建国（子女）'
check "confirm: on yellow" coloured '43'
press; check "confirmed: accepted" shows '代办人证件已核对'
press; check "printed: ask for the document" all_shown '核对证件：' '请核对身份证件' '查找登记，打印排队号' '收费、查病历'
check "printed: no name is left" knows_nothing_of '王秀英' '李建国'
press; check "unreadable: scan again" all_shown '重扫：' '不能因此放行'
press; check "today's codes: another system" all_shown '联网系统：' '请改用原业务系统识读'
press; check "refused: a forgery" all_shown '拒绝：签名无效，可能是伪造' '不予受理'
check "refused: on red" coloured '41'
press; check "the shell is back" shows 'prompt>'
check "nothing of anybody is left" knows_nothing_of '王秀英' '李建国' '002X' '0K7Q2M5T8V1X4Z3B6D9F'

outcomes en
check "English: waiting" shows 'Hold the code in front of the scanner'
press; check "English: accepted" all_shown 'ACCEPTED: Verified' 'Next: Go on' 'female' 'F8 wipe (45 s)'
press; press; check "English: confirm" all_shown 'CONFIRM:' 'then press F5' '李建国 (child)'
press; press; check "English: printed" all_shown 'CHECK ID:' 'You may' 'Never'
press; check "English: scan again" shows 'SCAN AGAIN:'
press; check "English: online" shows 'GO ONLINE:'
press; check "English: refused" shows 'REFUSED:'

start 120 40 "" zh accepted waiting
shows '王秀英'
still_knows() { everything | grep -qF -e "$1"; }
check "looking behind the screen finds what is there" still_knows '王秀英'
tmux resize-window -t desk -x 80 -y 24
check "smaller in the middle: all is there" all_shown '通过：验证通过' '王秀英' '0K7Q2M5T8V1X4Z3B6D9F' 'F10 退出'
check "smaller in the middle: nothing wraps" fits 24
tmux resize-window -t desk -x 50 -y 12
check "too small: says so, and what to do" all_shown '窗口太小' '请继续办理'
check "too small: the name is gone" hides '王秀英'
tmux resize-window -t desk -x 160 -y 50
check "larger again: all is there" all_shown '通过：验证通过' '王秀英' '送往'
press
check "wiped: asks for a code" shows '请将二维码对准扫码枪'
check "wiped: no name, no number, on the screen or behind it" knows_nothing_of '王秀英' '002X' '9A1B'
tmux resize-window -t desk -x 60 -y 18
shows '请将二维码对准扫码枪'
tmux resize-window -t desk -x 160 -y 50
shows '送往'
check "wiped: nor after two more sizes" knows_nothing_of '王秀英' '002X' '9A1B'

start 80 24 vt100 zh refused
check "without colours: word and next step" all_shown '拒绝：' '不予受理'
check "without colours: a refusal is in inverse video" coloured '7m'

start 80 25 linux zh accepted
check "Linux console: English by itself" all_shown 'ACCEPTED: Verified' 'This console has no Chinese characters'
check "Linux console: no character it lacks" hides '王'
press; check "Linux console: the shell is back" shows 'prompt>'
check "Linux console: nothing is left" knows_nothing_of '002X' '1949'

start 80 24 no-such-terminal zh accepted
check "an unknown terminal is an error in words" shows 'TERM is wrong or not set'

start 80 24 "" zh accepted
shows '王秀英'
keys_are_read_one_by_one() { settings -a | grep -qE '(^| )-icanon( |$)' && settings -a | grep -qE '(^| )-echo( |$)'; }
check "keys stay as the program's own reader has them" keys_are_read_one_by_one
enter_is_a_line_feed() { settings -a | grep -qE '(^| )icrnl( |$)' && settings -a | grep -qE '(^| )isig( |$)'; }
check "Enter and the interrupt key are not changed" enter_is_a_line_feed
press
shows 'prompt>'
lines_end_as_before() { settings -a | grep -qE '(^| )onlcr( |$)' && settings -a | grep -qE '(^| )opost( |$)'; }
check "afterwards lines end as before" until_it lines_end_as_before

echo "$passed passed, $failed failed"
((failed == 0))
