#!/usr/bin/env bash
# The demo in the other Debian, from a bare root: its exit status and its nine verdicts are one case. Where no root can be
# made it is skipped, and the last line counts that too.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
said="$(mktemp)"
trap 'rm -f "$said"' EXIT
./dev distro other demo >"$said" 2>&1 <&0 &
child=$!
trap 'kill "$child" 2>/dev/null || true; wait "$child" || true; exit 130' INT TERM
status=0
wait "$child" || status=$?
title="the demo in the other Debian, from a bare root"
cat "$said"
if ((status == 77)); then
  printf 'skip %s: %s\n%s\n' "$title" "$(tail -n 1 "$said")" "0 passed, 0 failed, 1 skipped"
elif ((status == 0)) && bash tests/distro/verdicts.sh <"$said"; then
  printf 'ok %s\n%s\n' "$title" "1 passed, 0 failed, 0 skipped"
else
  printf 'not ok %s (exit status %s)\n' "$title" "$status"
  tail -n 40 "$said"
  printf '%s\n' "0 passed, 1 failed, 0 skipped"
  exit 1
fi
