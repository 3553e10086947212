#!/usr/bin/env bash
# Compiles each public header alone, so that whoever includes just one finds all it needs. One line a header and compiler.
set -euo pipefail
here="$(dirname "${BASH_SOURCE[0]}")"
root="$here/../.."
compilers=(g++)
if command -v clang++ >/dev/null; then compilers+=(clang++); fi
scratch="$(mktemp -d)"
trap 'rm -rf "$scratch"' EXIT

# compile HEADER COMPILER
compile() {
  local log status=0
  case "$1" in
    *.h) local language=(-x c -std=c11) ;;  # The C interface is for C.
    *) local language=(-x c++ -std=c++20) ;;
  esac
  log="$(printf '#include <heyi/%s>\n' "$1" | "$2" "${language[@]}" -Wall -Wextra -Wpedantic -Werror -fsyntax-only -I "$root/include" - 2>&1)" || status=1
  if ((status)); then printf 'not ok %s alone, %s\n%s\n' "$1" "$2" "$log"; else printf 'ok %s alone, %s\n' "$1" "$2"; fi
}
export -f compile
export root

for compiler in "${compilers[@]}"; do
  for header in "$root"/include/heyi/*.h*; do printf '%s\0%s\0' "$(basename "$header")" "$compiler"; done
done | xargs -0 -n 2 -P "$(nproc)" bash -c 'compile "$1" "$2"' compile >"$scratch/out"
cat "$scratch/out"
! grep -q '^not ok' "$scratch/out"
