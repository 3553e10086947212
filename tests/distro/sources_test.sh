#!/usr/bin/env bash
# What distro/apt_sources.awk takes from the apt sources of a machine, and what it leaves. One line a case.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
scratch="$(mktemp -d)"
trap 'rm -rf "$scratch"' EXIT
failed=0

# gives TITLE CONTENT EXPECTED: a source file of bookworm, asked for trixie.
gives() {
  local title="$1" got
  printf '%s\n' "$2" >"$scratch/sources"
  got="$(awk -v from=bookworm -v to=trixie -f "$here/../../distro/apt_sources.awk" "$scratch/sources")"
  if [[ $got == "$3" ]]; then printf 'ok apt sources: %s\n' "$title"; else
    printf 'not ok apt sources: %s\n--- expected\n%s\n--- got\n%s\n' "$title" "$3" "$got" && failed=1
  fi
}

key=/usr/share/keyrings/debian-archive-keyring.gpg
gives "a stanza" "# http://mirror.example/old
Types: deb deb-src
URIs: http://mirror.example/debian
Suites: bookworm bookworm-updates
Components: main contrib
Signed-By: $key" "http://mirror.example/debian trixie main
http://mirror.example/debian trixie-updates main"
gives "two stanzas, with a list that goes on in the next line" "Types: deb
URIs: http://mirror.example/any/name
Suites: bookworm
Components: main
Signed-By:
 $key

Types: deb
URIs: https://mirror.example/debian-security
Suites: bookworm-security
Components: main" "http://mirror.example/any/name trixie main
https://mirror.example/debian-security trixie-security main"
gives "one line" "deb http://mirror.example/debian bookworm main contrib # ours" "http://mirror.example/debian trixie main"
gives "one line with options" "deb [arch=amd64 signed-by=$key] https://mirror.example/d/ bookworm main" "https://mirror.example/d/ trixie main"
gives "a dated archive" "deb http://mirror.example/archive/debian/20250520T000000Z bookworm main" \
  "http://mirror.example/archive/debian/20250520T000000Z trixie main"
gives "the same twice" "deb http://mirror.example/debian bookworm main
deb http://mirror.example/debian bookworm main" "http://mirror.example/debian trixie main"
gives "nothing of others: another key" "deb [signed-by=/etc/keyrings/x.gpg] https://x.example/linux/debian bookworm main" ""
gives "nothing of others: another folder" "deb https://x.example/debian/12/prod bookworm main" ""
gives "nothing of others: another suite" "deb https://x.example/debian bookworm-pgdg main" ""
gives "nothing of others: no component main" "deb https://x.example/linux/debian bookworm stable" ""
gives "nothing of others: a stanza" "Types: deb
URIs: https://x.example/debian
Suites: bookworm
Components: main
Signed-By: /etc/keyrings/x.gpg" ""
gives "nothing that is switched off or is source" "#deb http://mirror.example/debian bookworm main
deb-src http://mirror.example/debian bookworm main

Enabled: no
Types: deb
URIs: http://mirror.example/debian
Suites: bookworm
Components: main" ""
gives "nothing from a disc or a file" "deb cdrom:[Debian 12]/ bookworm main
deb file:/srv/debian bookworm main" ""
exit "$failed"
