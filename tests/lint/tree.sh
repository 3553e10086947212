# What the lint scripts share: which files are the project's own.
# shellcheck shell=bash

# own_files ROOT [FIND-TEST…]: the project's files relative to ROOT, without what is built or fetched.
own_files() {
  local root="$1"
  shift
  (cd "$root" && find . \( -path ./build -o -path ./.git -o -path '*/node_modules' \) -prune -o -type f "$@" -print |
    sed 's|^\./||' | sort)
}
