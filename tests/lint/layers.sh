#!/usr/bin/env bash
# Lists every #include that crosses the layers the wrong way. usage: layers.sh [ROOT]
set -euo pipefail
here="$(dirname "${BASH_SOURCE[0]}")"
root="${1:-$here/../..}"
(cd "$root" && find include sdk tools samples -type f \( -name '*.cpp' -o -name '*.hpp' -o -name '*.h' -o -name '*.c' \) -print0 |
  sort -z | xargs -0 grep -nHoE '^[[:space:]]*#[[:space:]]*include[[:space:]]*([<][^>]+[>]|"[^"]+")' |
  sed -E 's/^([^:]+):([0-9]+):[^<"]*/\1\t\2\t/') | awk -f "$here/layers.awk"
