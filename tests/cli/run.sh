#!/usr/bin/env bash
# Runs the command line's transcripts: run.sh HEYI [TRANSCRIPT…]. A transcript reads as a session at a terminal:
#
#   # a comment
#   $ heyi command …          run in the transcript's own empty folder; any shell command will do; one that ends in `\`
#                             goes on in the next line
#   $ export NAME=VALUE       for the commands that follow
#   what it prints            standard output and error together; `...` stands for anything, line breaks too
#   ? 2                       its exit status, when it is not 0
#   include NAME              the commands of another transcript first
#
# What is printed must match from the first character to the last; empty lines do not count.
set -u

heyi=$(realpath "$1") || exit 2
shift
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
[ $# -gt 0 ] || set -- "$here"/*.transcript
transcripts=()
for transcript in "$@"; do
  transcripts+=("$(realpath -e "$transcript")") || exit 2
done

bin=$(mktemp -d) || exit 2
trap 'rm -rf "$bin"' EXIT
ln -s "$heyi" "$bin/heyi"
export PATH="$bin:$PATH" LC_ALL=C.UTF-8 NO_COLOR=1
umask 022

# The time of every transcript, and others around it.
export DATA="$here/data"
export NOW=2026-11-24T09:30:00Z SOON=2026-11-24T09:30:20Z LATER=2026-11-24T10:30:00Z YEARS=2040-01-01T00:00:00Z

failures=0 checks=0

# check WHERE COMMAND EXPECTED STATUS
check() {
  local where=$1 command=$2 expected=$3 status=$4 actual got pattern
  if [[ $command == 'export '* ]]; then
    eval "$command" >"$bin/said" 2>&1 </dev/null
    actual="? $?"
    actual="$(<"$bin/said")"$'\n'"$actual"
  else
    actual=$(bash -c "$command" 2>&1 </dev/null; echo "? $?")
  fi
  got=${actual##*$'\n'}
  [ "$got" = "$actual" ] && actual='' || actual=${actual%$'\n'*}
  # Output without a last line break puts the status behind its last character.
  if [[ $got != '? '* ]]; then
    actual=${actual:+$actual$'\n'}${got%\? *}
    got="? ${got##*\? }"
  fi
  actual=$(sed '/^$/d' <<<"$actual")
  pattern=${expected//\\/\\\\}
  local c
  for c in '*' '?' '[' ']' '('; do pattern=${pattern//"$c"/\\"$c"}; done
  pattern=${pattern//.../*}
  checks=$((checks + 1))
  # shellcheck disable=SC2053
  if [[ $got != "? $status" ]] || [[ $actual != $pattern ]]; then
    failures=$((failures + 1))
    printf '%s: FAILED\n$ %s\n--- expected\n%s\n? %s\n--- got\n%s\n%s\n\n' "$where" "$command" "$expected" "$status" "$actual" "$got"
  fi
}

# play TRANSCRIPT
play() {
  local file=$1 line command='' expected='' status=0 number=0 start=0
  [ -r "$file" ] || { echo "$file: there is no such transcript"; exit 2; }
  while IFS= read -r line || [ -n "$line" ]; do
    number=$((number + 1))
    if [[ $command == *\\ && -z $expected ]]; then
      command=${command%\\}$(sed 's/^ *//' <<<"$line")
      continue
    fi
    case $line in
      '$ '*)
        [ -n "$command" ] && check "$(basename "$file"):$start" "$command" "$expected" "$status"
        command=${line#\$ } expected='' status=0 start=$number ;;
      '? '*) status=${line#\? } ;;
      '#'* | '') ;;
      'include '*) play "$here/${line#include }" ;;
      *) expected=${expected:+$expected$'\n'}$line ;;
    esac
  done <"$file"
  [ -n "$command" ] && check "$(basename "$file"):$start" "$command" "$expected" "$status"
}

for transcript in "${transcripts[@]}"; do
  folder=$(mktemp -d) || exit 2
  before=$failures
  cd "$folder" || exit 2
  play "$transcript"
  cd / && rm -rf "$folder"
  [ "$failures" -eq "$before" ] && echo "$(basename "$transcript"): ok"
done
echo "$checks commands, $failures failed"
[ "$failures" -eq 0 ] && [ "$checks" -gt 0 ]
