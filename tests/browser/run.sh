#!/usr/bin/env bash
# Opens what the project shows to people in a real browser; the last line counts the cases.
# usage: run.sh HEYI-PROGRAM KIOSK-PROGRAM
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
HEYI="$(realpath "$1")"
HEYI_KIOSK="$(realpath "$2")"
export HEYI HEYI_KIOSK
status=0
said="$(node --test --test-reporter=tap tests/browser/*.test.mjs 2>&1)" || status=$?
printf '%s\n' "$said"
count() { awk -v name="$1" '$1 == "#" && $2 == name { n = $3 } END { print n + 0 }' <<<"$said"; }
echo "$(count pass) passed, $(($(count fail) + $(count cancelled))) failed, $(($(count skipped) + $(count todo))) skipped"
exit "$status"
