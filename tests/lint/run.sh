#!/usr/bin/env bash
# Runs every check of the text of the project and counts them; the last line is the count.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
passed=0 failed=0 skipped=0

# check TITLE SCRIPT: one check; what the script says is shown when it fails. 77 skips.
check() {
  local said status=0
  said="$(bash "$here/$2" 2>&1)" || status=$?
  case "$status" in
    0) passed=$((passed + 1)) && echo "ok $1" ;;
    77) skipped=$((skipped + 1)) && echo "skip $1: $said" ;;
    *) failed=$((failed + 1)) && printf 'not ok %s\n%s\n' "$1" "$said" ;;
  esac
}

# checks SCRIPT: a script that prints a line "ok …" or "not ok …" for each of its own.
checks() {
  local said status=0 bad
  said="$(bash "$here/$1" 2>&1)" || status=$?
  echo "$said"
  bad="$(grep -c '^not ok ' <<<"$said" || true)"
  passed=$((passed + $(grep -c '^ok ' <<<"$said" || true)))
  failed=$((failed + bad))
  if ((status && bad == 0)); then failed=$((failed + 1)) && echo "not ok $1 ended with $status"; fi
}

check "sources are formatted" format.sh
check "no include crosses the layers" layers.sh
check "the core reads no clock, file, network or ambient generator" purity.sh
check "docs/reasons.md is what reasons.def says" reasons.sh
check "no machine's path and no registry's host is named" places.sh
check "no source is long without a reason" lengths.sh
check "README.md shows the program of samples/embed-cmake" readme.sh
check "the pages name files, reasons and headings that exist" pages.sh
checks selftest.sh
checks ../distro/sources_test.sh
checks headers.sh

echo "$passed passed, $failed failed, $skipped skipped"
((failed == 0))
