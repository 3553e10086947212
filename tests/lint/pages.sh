#!/usr/bin/env bash
# Lists files, reasons and places that the pages name and that do not exist: a page is believed when it is needed most.
# usage: pages.sh [TREE]
set -euo pipefail
cd "${1:-"$(dirname "${BASH_SOURCE[0]}")/../.."}"
found=0
complain() { printf '%s: %s\n' "$1" "$2"; found=1; }

# Every reason, by its name, with the name that the enum gives it.
declare -A reasons=()
while read -r id name; do reasons[$name]=$id; done \
  < <(sed -nE 's/^HEYI_REASON\(([a-z_0-9]+), [0-9]+, "([a-z.0-9_]+)".*/\1 \2/p' include/heyi/reasons.def)
stages="$(printf '%s\n' "${!reasons[@]}" | sed 's/\..*//' | sort -u | paste -sd '|')"
readonly stages
[[ -n $stages ]] || { echo "include/heyi/reasons.def names no reason"; exit 1; }

# Every heading, as a link names it: FILE#PLACE.
declare -A places=()
for page in README.md docs/*.md; do
  while IFS= read -r place; do places[$page#$place]=1; done < <(sed -n -E '/^ *```/,/^ *```/d; s/^#{1,6} //p' "$page" |
    tr '[:upper:]' '[:lower:]' | sed -E "s/[][\`.,:;'’()?!·\/&→]//g; s/ /-/g")
done

# in_backquotes PATTERN FILE: what of it stands in backquotes.
in_backquotes() { grep -oE "\`$1\`" "$2" | tr -d '`' | sort -u || true; }

for page in README.md docs/*.md; do
  while IFS= read -r file; do
    [[ -e $file || -e $file.cpp ]] || complain "$page" "$file does not exist"
  done < <(in_backquotes '(bench|cmake|docs|include|samples|sdk|tests|tools)/[A-Za-z0-9_./-]+' "$page")
  while IFS= read -r reason; do
    [[ -n ${reasons[$reason]:-} || $reason =~ \.(cpp|hpp|json|key|list|log|pem|status)$ ]] || complain "$page" "there is no reason $reason"
  done < <(in_backquotes "($stages)\.[a-z][a-z0-9_]*" "$page")
  while IFS= read -r link; do
    file="${link%%#*}"
    if [[ -z $file ]]; then file="$page"; elif [[ $page == docs/* ]]; then file="docs/$file"; fi
    [[ -e $file ]] || complain "$page" "$link leads to no file"
    [[ $link != *.md#* && $link != '#'* ]] || [[ -n ${places[$file#${link#*#}]:-} ]] || complain "$page" "$link leads to no heading"
  done < <(grep -oE '\]\([^)]+\)' "$page" | sed -E 's/^\]\(//; s/\)$//' | grep -vE '^[a-z]+:' | sort -u || true)
done

# What the threat model says is stopped is shown by the tests that the same paragraph names.
page=docs/threat-model.md
while IFS= read -r line; do
  mapfile -t tests < <(in_backquotes 'tests/[A-Za-z0-9_./-]+\.(cpp|transcript)' - <<<"$line")
  [[ -n ${tests[0]:-} ]] || continue
  while IFS= read -r reason; do
    [[ -z ${reasons[$reason]:-} ]] || grep -qE "${reason/./\\.}|Reason::${reasons[$reason]}\b" "${tests[@]}" ||
      complain "$page" "no test that stands beside $reason shows it"
  done < <(in_backquotes "($stages)\.[a-z][a-z0-9_]*" - <<<"$line")
done < <([[ ! -e $page ]] || grep '`tests/' "$page")
exit "$found"
