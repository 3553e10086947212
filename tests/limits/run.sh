#!/usr/bin/env bash
# Hostile inputs in 256 MiB of memory, through the SDK and then through the command line: run.sh MEMORY-LIMIT [HEYI].
# Each must give its reason; running out of memory shows as a signal or as another reason.
set -u
program="$(realpath "$1")" heyi="${2:+$(realpath "$2")}"
folder="$(mktemp -d)" || exit 2
trap 'rm -rf "$folder"' EXIT
failed=0
"$program" "$folder" || failed=1
[[ -n $heyi ]] || exit "$failed"

# limited ARGUMENT…: heyi, under the limit, about the test world at its moment.
limited() { (ulimit -v 262144 && cd "$folder" && NO_COLOR=1 "$heyi" verify --root root.pub.pem --env test --at 2026-11-24T09:30:00Z "$@" 2>&1); }

while read -r kind name reason; do
  case "$kind" in
    code | picture) said="$(limited "$name" --trust good.trust --status good.status --aud medical --json)" ;;
    trust) said="$(limited good.txt --trust "$name" --aud medical --json)" ;;
    status) said="$(limited good.txt --trust good.trust --status "$name" --aud medical --json)" ;;
  esac
  status=$?
  # A list that opens leaves the other card of the code without one.
  [[ $reason != ok ]] || reason=status.unavailable
  if ((status >= 1 && status <= 3)) && [[ $said == *"$reason"* ]]; then
    echo "ok heyi $name: $reason"
  else
    echo "not ok heyi $name: status $status, not $reason: ${said:0:300}"
    failed=1
  fi
done <"$folder/inputs.txt"
exit "$failed"
