#!/usr/bin/env bash
# Starts the agent with an example city and shows its screen: in a window, or as a picture where there is no display.
# usage: show.sh AGENT FOLDER [ARG…]; ARGs go to the agent
set -euo pipefail
agent="$1" folder="$2"
shift 2
mkdir -p "$folder"
ready="$folder/ready" picture="$folder/kiosk.png"
: >"$ready"
"$agent" --simulate "$@" >"$ready" &
process=$! window=""
profile="$(mktemp -d)"
leave() {
  kill "$process" 2>/dev/null || true
  [[ -z $window ]] || kill "$window" 2>/dev/null || true
  wait "$process" 2>/dev/null || true
  rm -rf "$profile"
}
trap leave EXIT
trap 'exit 130' INT TERM

address=""
for _ in {1..100}; do
  address="$(sed -n 's/^READY //p' "$ready")"
  [[ -z $address ]] || break
  kill -0 "$process" 2>/dev/null || { wait "$process" || exit $?; }
  sleep 0.1
done
[[ -n $address ]] || { echo "heyi-kiosk 没有启动 · heyi-kiosk did not start" >&2; exit 1; }
echo "屏幕地址 · the screen: $address"

browser="$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)"
switches=(--no-first-run --disable-background-networking --disable-component-update --disable-sync --disable-quic
  "--user-data-dir=$profile")
if ((EUID == 0)); then switches+=(--no-sandbox); fi  # Chromium has no sandbox for root.
if [[ -z $browser ]]; then
  echo "没有浏览器，请自行打开上面的地址 · there is no browser: open the address in yours"
elif [[ -n ${DISPLAY:-}${WAYLAND_DISPLAY:-} ]]; then
  "$browser" "${switches[@]}" --app="$address" >/dev/null 2>&1 &
  window=$!
else
  # A headless browser takes its picture when it thinks the page has come to rest, which may be before the code is read.
  for _ in {1..6}; do
    "$browser" "${switches[@]}" --headless --disable-gpu --window-size=1280,1600 --virtual-time-budget=40000 --dump-dom \
      "--screenshot=$picture" "$address" >"$folder/page.html" 2>"$folder/chromium.log" || true
    if grep -q 'data-state="result"' "$folder/page.html"; then break; fi
  done
  if [[ -s $picture ]]; then
    echo "没有显示器；第一个示例码读完后的屏幕 · no display; the screen once it has read the first example: $picture"
  fi
fi
echo "按 Ctrl-C 结束 · Ctrl-C ends it"
wait "$process"
