#!/usr/bin/env bash
# Lists sources that clang-format would change.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
# shellcheck source=tests/lint/tree.sh
source "$here/tree.sh"
cd "$here/../.."
own_files . \( -name '*.cpp' -o -name '*.hpp' -o -name '*.h' -o -name '*.c' \) |
  xargs -d '\n' -n 20 -P "$(nproc)" clang-format --dry-run --Werror
