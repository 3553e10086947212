#!/usr/bin/env bash
# Lists sources longer than 300 lines that long_files.txt gives no reason for, and reasons that are no longer needed.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
# shellcheck source=tests/lint/tree.sh
source "$here/tree.sh"
cd "$here/../.."
own_files . \( -name '*.cpp' -o -name '*.hpp' -o -name '*.h' -o -name '*.c' -o -name '*.sh' -o -name '*.mjs' -o -name '*.js' \
  -o -name '*.html' -o -name '*.css' -o -name '*.cmake' -o -name CMakeLists.txt -o -path ./dev \) |
  xargs -d '\n' wc -l | awk -v reasons="$here/long_files.txt" '
    BEGIN { while ((getline line < reasons) > 0) if (line !~ /^#/) { split(line, word, " "); if (word[2] != "") excused[word[1]] = 1 } }
    $2 == "total" { next }
    $1 > 300 && !($2 in excused) { print $2 ": " $1 " lines; split it, or give a reason in tests/lint/long_files.txt"; wrong = 1 }
    $1 > 300 { long[$2] = 1 }
    END {
      for (file in excused) if (!(file in long)) { print file ": is not long (any more); take it off long_files.txt"; wrong = 1 }
      exit wrong
    }'
