# What the lint scripts share: which files are the project's own, and code without its comments.
# shellcheck shell=bash

# own_files ROOT [FIND-TEST…]: the project's files relative to ROOT, without what is built or fetched.
own_files() {
  local root="$1"
  shift
  (cd "$root" && find . \( -path ./build -o -path ./.git -o -path '*/node_modules' \) -prune -o -type f "$@" -print |
    sed 's|^\./||' | sort)
}

# code FILE: the file with // comments blanked, so that line numbers stay and words in prose do not count.
code() { sed -E 's|(^\|[^:"])//.*$|\1|' "$1"; }
