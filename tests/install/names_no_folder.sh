#!/usr/bin/env bash
# Lists the files below some places that name a folder of whoever built them, as a path of its own or the beginning of one.
# usage: names_no_folder.sh FOLDER PLACE…
#
# `/heyi` is named by `/heyi/sdk/hash.cpp`, `-I/heyi/include` and `/heyi` alone, but neither by `application/heyi-card`
# nor by `include/heyi/bytes.hpp`: what stands before a path, and behind it, is no part of a name.
set -euo pipefail
export LC_ALL=C  # Objects are octets, and so are names in any language.
folder="$1"
shift
name='A-Za-z0-9_.~+\x80-\xff-'
status=0
named="$(grep -rlaP -e "(^|[^$name})>]|-[IL])\\Q$folder\\E(/|[^$name]|\$)" "$@")" || status=$?
((status <= 1)) || exit 2
[[ -z $named ]] || { printf '%s\n' "$named"; exit 1; }
