#!/usr/bin/env bash
# Sits at the desk: the real program on a terminal, codes from a scanner at a serial line, a hospital that takes visits
# or does not. usage: desk_test.sh HEYI-TERMINAL HEYI-RECEIVER DESK-CITY
set -euo pipefail
receiver="$(realpath "$2")" city_program="$(realpath "$3")"
# shellcheck source=tests/terminal/person.sh
source "$(dirname "${BASH_SOURCE[0]}")/person.sh"
program="$(as_word "$1")"
trap 'kill ${hospital:-} 2>/dev/null; tmux kill-server 2>/dev/null; rm -rf "$scratch"' EXIT

coproc CITY { exec "$city_program"; }
city_in="${CITY[1]}" city_out="${CITY[0]}"
read -r folder <&"$city_out"

# The scanner is a terminal of its own, whose keys arrive at the serial port.
port="$scratch/scanner"
plug() {
  tmux new-session -d -s scanner 'exec sleep 600'
  ln -sfn "$(tmux display-message -p -t scanner '#{pane_tty}')" "$port"
}
unplug() {
  rm "$port"
  tmux kill-session -t scanner
}
# scan PERSON: a new code of theirs is held before the scanner.
scan() {
  local code
  echo "$1" >&"$city_in"
  read -r code <&"$city_out"
  tmux send-keys -t scanner -l "$code"
  tmux send-keys -t scanner Enter
}
press() { tmux send-keys -t desk "$@"; }

# open_hospital PORT OPTION…: sets mllp_port and hospital.
open_hospital() {
  local said="$scratch/hospital.txt"
  : >"$said"
  "$receiver" --mllp "$1" --log "$scratch/received.jsonl" "${@:2}" >"$said" &
  hospital=$!
  until_it grep -q READY "$said"
  mllp_port="$(sed -n 's/^MLLP .*://p' "$said")"
}
close_hospital() {
  kill "$hospital"
  wait "$hospital" || true
}
received() { [[ $(grep -c '"taken":true' "$scratch/received.jsonl") == "$1" ]]; }

# desk OPTION…: the program in the window's shell.
desk() {
  press "$program --root $folder/root.pem --state $folder/state --updates $folder/updates \
--organisation 12370100495570303U --terminal A-03 --operator N0042 --serial $port:115200 \
--mllp 127.0.0.1:$mllp_port $*" Enter
}

open_hospital 0 --fault refuse
shell 80 24
desk
check "no scanner yet: says so" all_shown 'scanner 未连接，请插好' '终端 A-03' '操作员 N0042'
plug
check "plugged in: ready" shows 'scanner 就绪'
check "the lists are there" shows '状态 simulated/'
check "asks for a code" shows '请将二维码对准扫码枪'

scan pensioner
check "accepted: who, and go on" all_shown '通过：验证通过' '请继续办理' '王秀英' '110****002X' '就诊号'
check "accepted: on green" coloured '42'
check "the hospital refuses it: parked, and why" all_shown '搁置 1'
press F2
check "F2: English" all_shown 'ACCEPTED: Verified' 'parked 1' 'F8 wipe'
press F2
check "F2 again: Chinese" shows '通过：验证通过'
press F8
check "F8: asks for a code" shows '请将二维码对准扫码枪'
check "F8: nothing of anybody is left" knows_nothing_of '王秀英' '002X' '1949'

scan forged
check "refused: a forgery" all_shown '拒绝：签名无效，可能是伪造' '不予受理'
check "refused: on red" coloured '41'
scan expired
check "refused: expired" all_shown '拒绝：卡已过有效期' '更新卡'
scan printed
check "printed: ask for the document" all_shown '核对证件：' '查找登记，打印排队号' '收费、查病历'
check "printed: no name" knows_nothing_of '王秀英'
scan incumbent
check "today's codes: another system" shows '联网系统：'

scan mother_with_child
check "for a child: compare the presenter's document" all_shown '核对代办：' '周敏' '周小雨' '按 F5 键'
check "for a child: on yellow" coloured '43'
check "for a child: not handed over yet" has '搁置 1'
# A key that was meant for the screen before confirms nobody: this one must have been there for a moment.
sleep 1
press F5
check "F5: compared, and handed over" all_shown '代办人证件已核对' '搁置 2'

tmux resize-window -t desk -x 120 -y 40
check "larger: all is there" all_shown '代办人证件已核对' '周小雨' '搁置 2' 'F10 退出'
tmux resize-window -t desk -x 80 -y 24
check "smaller: all is there" all_shown '代办人证件已核对' '周小雨' '搁置 2' 'F10 退出'
check "smaller: nothing wraps" fits 24

scan employee
check "another one: none of the last one's is left" all_shown '李建国' '搁置 3'
check "another one: the child is gone" hides '周小雨'
unplug
check "unplugged: says so" shows 'scanner 未连接，请插好'
check "unplugged: the result stays" has '李建国'
plug
check "plugged in again: ready" shows 'scanner 就绪'

check "nothing was taken at the hospital" received 0
close_hospital
open_hospital "$mllp_port"
press F9
check "F9: resent, nothing parked" hides '搁置'
check "F9: the hospital has all three" until_it received 3

press C-c
check "Ctrl-C: the shell is back" shows 'prompt>'
check "Ctrl-C: nothing of anybody is left" knows_nothing_of '李建国' '周小雨' '王秀英' '4017'
is_sane() { settings -a | grep -qE '(^| )icanon( |$)' && settings -a | grep -qE '(^| )echo( |$)' && settings -a | grep -qE '(^| )opost( |$)'; }
# A shell that edits lines itself sets its own; a command has them as they were.
press "cat" Enter
check "Ctrl-C: the terminal is as before" until_it is_sane
press "typed after all" Enter
check "Ctrl-C: what is typed shows" shows 'typed after all'
press C-c

desk --idle 5 --language en
check "started again: what was delivered is not sent again" all_shown 'Hold the code' 'waiting 0'
scan pensioner
check "started again: accepted" all_shown 'ACCEPTED: Verified' '王秀英'
check "after the idle time the name is gone" hides '王秀英'
check "after the idle time: asks for a code" shows 'Hold the code'
check "after the idle time: nothing is left behind the screen" knows_nothing_of '王秀英' '002X'
check "started again: the hospital has it" until_it received 4
press F10
check "F10: the shell is back" shows 'prompt>'

shell 80 24
press "$program --simulate --pace 1000" Enter
check "a simulation says that it is one" all_shown '模拟' '王秀英'
press C-c
check "a simulation ends" shows 'prompt>'

echo "$passed passed, $failed failed"
((failed == 0))
