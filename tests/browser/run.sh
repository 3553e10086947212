#!/usr/bin/env bash
# Opens what the project shows to people in a real browser; the last line counts the cases.
# usage: run.sh HEYI-PROGRAM KIOSK-PROGRAM [PART-OF-NAME]; only the files whose name holds the part
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
HEYI="$(realpath "$1")"
HEYI_KIOSK="$(realpath "$2")"
export HEYI HEYI_KIOSK
files=(tests/browser/*"${3:-}"*.test.mjs)
scratch="$(mktemp -d)"
trap 'rm -rf "$scratch"' EXIT
status=0

# Two at a time, because they wait for the browser most of the time; what measures runs alone.
measures='kiosk_(latency|soak)'
run_file() { node --test --test-reporter=tap "$1" >"$2/$(basename "$1").tap" 2>&1; }
export -f run_file
printf '%s\0' "${files[@]}" | { grep -zvE "$measures" || true; } |
  xargs -0 -r -n 1 -P 2 bash -c 'run_file "$1" "$0"' "$scratch" || status=1
for file in "${files[@]}"; do
  if [[ $file =~ $measures ]]; then run_file "$file" "$scratch" || status=1; fi
done
cat "$scratch"/*.tap

count() { awk -v name="$1" '$1 == "#" && $2 == name { n += $3 } END { print n + 0 }' "$scratch"/*.tap; }
echo "$(count pass) passed, $(($(count fail) + $(count cancelled))) failed, $(($(count skipped) + $(count todo))) skipped"
exit "$status"
