#!/usr/bin/env bash
# Plays the commands of docs/operations.md as one session, so that the runbook is right on the night it is needed.
# usage: operations.sh HEYI [PAGE]. Every block of the page is marked `console`, and is played as a transcript, or `text`.
set -euo pipefail
heyi="$1" here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
page="${2:-$here/../../docs/operations.md}"
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
transcript="$folder/$(basename "$page")"

# The lines keep their numbers, so that a failure names the page's line.
awk -v page="$(basename "$page")" '
  /^ *```/ {
    mark = $0; sub(/^ *```/, "", mark); indent = index($0, "`")
    if (!inside && mark != "console" && mark != "text") { print page ":" NR ": a block is marked console or text" > "/dev/stderr"; wrong = 1 }
    inside = !inside; played = inside && mark == "console"; blocks += played; empty = played; print ""
    next
  }
  played { $0 = substr($0, indent) }  # A block within a list is indented as a whole.
  played && /^\$ / { empty = 0 }
  played && empty && NF { print page ":" NR ": a block begins with a command" > "/dev/stderr"; wrong = 1; empty = 0 }
  { print played ? $0 : "" }
  END { if (inside || !blocks) { print page ": a block is open, or there is none" > "/dev/stderr"; wrong = 1 } exit wrong }
' "$page" >"$transcript"
"$here/../cli/run.sh" "$heyi" "$transcript"
