#!/usr/bin/env bash
# Lets other people's parsers read the terminal's messages, and tries the receiver; the last line counts the cases.
# usage: run.sh PRINT-MESSAGES-PROGRAM RECEIVER-PROGRAM
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
PRINT_MESSAGES="$(realpath "$1")"
HEYI_RECEIVER="$(realpath "$2")"
export PRINT_MESSAGES HEYI_RECEIVER
log="$(mktemp)"
trap 'rm -f "$log"' EXIT
status=0
node --test --test-reporter=tap tests/handover/*.test.mjs >"$log" 2>&1 || status=1
cat "$log"

count() { awk -v name="$1" '$1 == "#" && $2 == name { n += $3 } END { print n + 0 }' "$log"; }
echo "$(count pass) passed, $(($(count fail) + $(count cancelled))) failed, $(($(count skipped) + $(count todo))) skipped"
exit "$status"
