#!/usr/bin/env bash
# Shows the registration desk at work: people of an example city come, a hospital system takes their visits over HL7 and
# FHIR. In a terminal with the desk's screen, else as lines.
# usage: show.sh TERMINAL RECEIVER FOLDER [ARG…]; ARGs go to the terminal
set -euo pipefail
terminal="$1" receiver="$2" folder="$3"
shift 3
mkdir -p "$folder"
received="$folder/received.jsonl" said="$folder/receiver.txt"
rm -f "$received"
: >"$said"
"$receiver" --mllp 0 --fhir 0 --log "$received" --show >"$said" &
hospital=$!
trap 'kill "$hospital" 2>/dev/null || true; wait "$hospital" 2>/dev/null || true' EXIT
trap 'exit 130' INT TERM
for _ in {1..100}; do
  if grep -q '^READY' "$said"; then break; fi
  kill -0 "$hospital" 2>/dev/null || { echo "heyi-receiver 没有启动 · heyi-receiver did not start" >&2; exit 1; }
  sleep 0.1
done
to=(--mllp "$(sed -n 's/^MLLP //p' "$said")" --fhir "$(sed -n 's/^FHIR //p' "$said")")

# lines: what the desk says, for people: what came of each scan, and where it went.
lines() {
  sed -unE \
    -e 's/^\{"event":"verdict",.*"outcome":"([a-z_]+)".*"reason":"([a-z0-9_.]+)".*"message":\{"zh":"([^"]*)","en":"([^"]*)"\}.*/\1 \2 · \3 · \4/' \
    -e 's/^\{"event":"delivery","destination":"([^"]*)","visit_id":"([^"]*)","state":"delivered".*/  → \1 已交接并确认 · handed over and acknowledged: \2/' \
    -e 's/^\{"event":"delivery","destination":"([^"]*)","visit_id":"([^"]*)","state":"([a-z]+)","why":"([^"]*)".*/  ✗ \1 \3 \2: \4/' \
    -e 's/^(accepted|repeated) /✓ 通过 ACCEPTED  /; s/^confirm /‼ 核对代办 CONFIRM  /; s/^identify /▤ 核对证件 CHECK ID  /; s/^scan_again /↻ 重扫 SCAN AGAIN  /; s/^needs_online /⇄ 联网系统 GO ONLINE  /; s/^refused /✗ 拒绝 REFUSED  /' \
    -e '/^[^{]/p'
}

if [[ -t 0 && -t 1 ]]; then
  "$terminal" --simulate "${to[@]}" "$@"
else
  "$terminal" --simulate --headless --pace 1000 "${to[@]}" "$@" 2>"$folder/terminal.log" | lines
fi
echo
echo "医院系统收到 · what the hospital's system received:"
sed -E '/^(MLLP |FHIR http|READY)/d' "$said"
echo "全部消息 · all messages: $received"
