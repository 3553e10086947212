#!/usr/bin/env bash
# Says whether the program that README.md shows between its embed markers is samples/embed-cmake/main.cpp, line for line.
# Exits 77 while README.md has no such markers.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
if [[ ! -f README.md ]] || ! grep -q '<!-- embed:begin -->' README.md; then
  echo "README.md has no embed markers"
  exit 77
fi
diff <(sed -n '/<!-- embed:begin -->/,/<!-- embed:end -->/p' README.md | sed -e '/^<!-- embed:/d' -e '/^```/d') samples/embed-cmake/main.cpp
