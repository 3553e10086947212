#!/usr/bin/env bash
# Prints the table that ends a test run: cases passed of cases run, then every case that did not simply pass.
# usage: print_table.sh [FOLDER]   (the folder of .row files; default $HEYI_TABLE_DIR, else build/vector-table)
set -euo pipefail
folder="${1:-${HEYI_TABLE_DIR:-$(dirname "$0")/../../build/vector-table}}"
shopt -s nullglob
rows=("$folder"/*.row)
if [ "${#rows[@]}" -eq 0 ]; then
  echo "no table: no vector test has run (looked in $folder)"
  exit 0
fi
awk -F '\t' '
  $1 == "set" || $1 == "beside" {
    name = $2
    if ($1 == "set") order[++n] = name; else others[++m] = name
    if (NF == 3) { skipped[name] = $3 } else {
      run[name] = $3; passed[name] = $4; out[name] = $5; differs[name] = $6; wrong[name] = $7
    }
    if (length(name) > width) width = length(name)
  }
  function print_row(s) {
    if (s in skipped) printf "%-" width "s  %s\n", s, skipped[s]
    else printf format, s, run[s], passed[s], out[s], differs[s], wrong[s]
  }
  # Cases of one set that share kind and cause are told together.
  $1 == "case" {
    key = name SUBSEP $2 SUBSEP $4
    if (!(key in names)) { keys[++k] = key; names[key] = $3 } else if (latest[key] != $3) names[key] = names[key] ", " $3
    latest[key] = $3
    count[key]++
  }
  END {
    format = "%-" width "s  %8s  %8s  %12s  %8s  %10s\n"
    printf format, "published vectors", "run", "passed", "out of scope", "differs", "unexpected"
    for (i = 1; i <= n; i++) {
      s = order[i]; print_row(s)
      all_run += run[s]; all_passed += passed[s]; all_out += out[s]; all_differs += differs[s]; all_wrong += wrong[s]
    }
    printf format, "all published cases", all_run, all_passed, all_out, all_differs, all_wrong
    if (m > 0) print "\nbeside them"
    for (i = 1; i <= m; i++) print_row(others[i])
    print ""
    for (i = 1; i <= n; i++) if (order[i] ~ /^CertLogic/ && !(order[i] in skipped)) printf "%s: passed %d of %d\n", order[i], passed[order[i]], run[order[i]]
    last = ""
    for (i = 1; i <= k; i++) {
      split(keys[i], part, SUBSEP)
      if (part[1] != last) { printf "\n%s\n", part[1]; last = part[1] }
      if (part[2] == "note") printf "  note: %s\n", part[3]
      else printf "  %s, %d: %s\n      %s\n", part[2], count[keys[i]], part[3], names[keys[i]]
    }
  }
' "${rows[@]}"
