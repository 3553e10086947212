#!/usr/bin/env bash
# Lists sources that clang-format would change.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
# shellcheck source=tests/lint/tree.sh
source "$here/tree.sh"
cd "$here/../.."
formatter="$(command -v clang-format-19 || command -v clang-format)"
[[ $("$formatter" --version) =~ version\ 19\. ]] || { echo "clang-format 19 is needed, as ./dev lint installs it: $("$formatter" --version)"; exit 1; }
wrong="$(own_files . \( -name '*.cpp' -o -name '*.hpp' -o -name '*.h' -o -name '*.c' \) |
  xargs -d '\n' "$formatter" --dry-run 2>&1 | sed -nE 's/^([^:]+):[0-9]+:[0-9]+: .*/\1/p' | sort -u)"
[[ -z $wrong ]] || { printf '%s\n' "$wrong" "mend it with ./dev lint --fix"; exit 1; }
