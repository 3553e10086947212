#!/usr/bin/env bash
# Lists names that a static library defines outside namespace heyi. Templates and inline functions of other libraries are
# weak, merge with those of whoever links, and do not count. usage: symbols.sh LIBRARY
set -euo pipefail
names="$(nm -C --defined-only --extern-only "$1" 2>/dev/null | awk 'NF >= 3 && $2 ~ /^[A-TX-Z]$/ { $1 = $2 = ""; sub(/^ +/, ""); print }' | sort -u)"
[[ -n $names ]] || { echo "no names in $1"; exit 1; }
# A C interface has names that begin with heyi_; a table of a class is "vtable for heyi::…".
strangers="$(grep -vE '^((vtable|typeinfo|typeinfo name|VTT|construction vtable|guard variable|non-virtual thunk) (for|to) )?heyi(::|_)' <<<"$names" || true)"
[[ -z $strangers ]] || { echo "$strangers"; exit 1; }
