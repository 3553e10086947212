#!/usr/bin/env bash
# Shows that the checks can fail: each case breaks one rule in a copy of the sources and wants it named.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
root="$here/../.."
copy="$(mktemp -d)"
trap 'rm -rf "$copy"' EXIT
failed=0
(cd "$root" && mkdir -p samples && find include sdk tools samples -type f \
  \( -name '*.cpp' -o -name '*.hpp' -o -name '*.h' -o -name '*.c' \) -exec cp --parents -t "$copy" {} +)
mkdir -p "$copy/samples"
(cd "$root" && cp --parents -t "$copy" README.md docs/*.md include/heyi/reasons.def && find tests -name corpus -prune -o -type f -exec cp --parents -t "$copy" {} +)

# refuses CHECK FILE LINE WORDS: CHECK must fail and say WORDS of FILE once LINE stands at its end.
refuses() {
  local check="$1" file="$2" line="$3" words="$4" said status=0
  mkdir -p "$(dirname "$copy/$file")"
  printf '%s\n' "$line" >>"$copy/$file"
  said="$(bash "$here/$check" "$copy" 2>&1)" || status=$?
  if ((status != 0)) && [[ $said == *"$file:"*"$words"* ]]; then
    printf 'ok %s fails on %s in %s\n' "$check" "$line" "$file"
  else
    printf 'not ok %s takes %s in %s\n' "$check" "$line" "$file"
    failed=1
  fi
  if [[ -f "$root/$file" ]]; then cp "$root/$file" "$copy/$file"; else rm "$copy/$file"; fi
}

refuses layers.sh sdk/codec/base45.cpp '#include "crypto/hash.hpp"' 'codec may not include crypto'
refuses layers.sh sdk/card/build.cpp '#include "flow/verify/judge.hpp"' 'card may not include flow'
refuses layers.sh sdk/trust/trust_list.cpp '  #  include "card/payload.hpp"' 'trust may not include card'
refuses layers.sh sdk/state/state_store.cpp '#include "policy/authority.hpp"' 'state may not include policy'
refuses layers.sh sdk/qr/find.cpp '#include "codec/cbor.hpp"' 'qr may not include codec'
refuses layers.sh sdk/codec/base45.cpp '#include <heyi/verify.hpp>' 'codec may not include <heyi/verify.hpp>'
refuses layers.sh sdk/card/build.cpp '#include <openssl/evp.h>' 'belongs to sdk/crypto/ samples/terminal/outbox/tls_stream.cpp alone'
refuses layers.sh samples/terminal/outbox/http_client.cpp '#include <openssl/ssl.h>' 'belongs to sdk/crypto/ samples/terminal/outbox/tls_stream.cpp alone'
refuses layers.sh samples/station/http/server.cpp '#include <boost/beast.hpp>' 'belongs to samples/station/http/wire.cpp'
refuses layers.sh samples/kiosk/agent/server.cpp '#include <httplib.h>' 'belongs to tests/ alone'
refuses layers.sh tools/main.cpp '#include <ZXing/ReadBarcode.h>' 'belongs to sdk/qr/ alone'
refuses layers.sh tools/main.cpp '#include <hiredis/hiredis.h>' 'belongs to sdk/state/ alone'
refuses layers.sh tools/main.cpp '#include "flow/verify/judge.hpp"' 'tools sees include/ alone'
refuses layers.sh samples/embed-cmake/main.cpp '#include "../../sdk/codec/cbor.hpp"' 'samples sees include/ alone'
refuses layers.sh sdk/capi/card.cpp '#include "card/payload.hpp"' 'capi sees include/ alone'
refuses layers.sh include/heyi/qr.hpp '#include <nlohmann/json.hpp>' 'shows a dependency in a public header'
refuses layers.sh sdk/helpers/all.cpp '#include <string>' 'is no layer'
refuses layers.sh sdk/flow/verify/verify.cpp '#include <unistd.h>' 'flow may not include <unistd.h>'
refuses purity.sh sdk/flow/verify/verify.cpp 'const auto now = std::chrono::system_clock::now();' 'system_clock::now'
refuses purity.sh sdk/card/build.cpp 'const auto now = std::time(nullptr);' 'time(nullptr)'
refuses purity.sh sdk/trust/trust_list.cpp '#include <fstream>' 'fstream'
refuses purity.sh sdk/policy/presets.cpp 'const char* place = std::getenv("HEYI");' 'getenv'
refuses purity.sh sdk/crypto/hash.cpp 'int s = socket(AF_INET, SOCK_STREAM, 0);' 'socket'
refuses purity.sh sdk/crypto/hash.cpp 'RAND_bytes(out, 8);' 'RAND_bytes'
refuses purity.sh sdk/codec/cbor_item.cpp 'int r = rand();' 'rand'
# shellcheck disable=SC2016  # The backquotes are the pages'.
{
  refuses pages.sh docs/threat-model.md 'See `tests/flow/none_test.cpp`.' 'tests/flow/none_test.cpp does not exist'
  refuses pages.sh docs/threat-model.md 'It is `replay.sen`.' 'there is no reason replay.sen'
  refuses pages.sh docs/threat-model.md 'It is `replay.seen` (`tests/unit/codec/hex.cpp`).' 'no test that stands beside replay.seen'
  refuses pages.sh docs/operations.md '[there](#nowhere)' '#nowhere leads to no heading'
  refuses pages.sh docs/operations.md '[there](format.md#4-the-cards)' 'leads to no heading'
  refuses pages.sh README.md '[there](docs/nothing.md)' 'docs/nothing.md leads to no file'
}

# names ANSWER FOLDER CONTENT: a file of that content names FOLDER, or does not.
names() {
  local answer="$1" folder="$2" content="$3" got=no status=0
  mkdir -p "$copy/installed" && printf '%b' "$content" >"$copy/installed/file"
  bash "$here/../install/names_no_folder.sh" "$folder" "$copy/installed" >/dev/null || status=$?
  if ((status == 1)); then got=yes; elif ((status)); then got="an error"; fi
  if [[ $got == "$answer" ]]; then printf 'ok '; else printf 'not ok ' && failed=1; fi
  printf 'names_no_folder.sh: %s in %s: %s\n' "$folder" "$content" "$answer"
}

# shellcheck disable=SC2016  # What looks like a variable is CMake's.
{
  names yes /heyi 'A\0/heyi/sdk/hash.cpp\0B'
  names yes /heyi '\0/heyi\0'
  names yes /heyi '-I/heyi/include'
  names yes /heyi 'set(SOURCE "/heyi")\n'
  names yes /heyi '/heyi'
  names yes '/a b/树' '\0/a b/树/sdk/hash.cpp\0'
  names no /heyi '\0application/heyi-card\0'
  names no /heyi '#include <x/heyi/bytes.hpp>\n'
  names no /heyi '${_IMPORT_PREFIX}/heyi/lib\n'
  names no /heyi '\0/heyi-2/sdk/hash.cpp\0'
  names no '/a b/树' '\0/a b/树林/sdk/hash.cpp\0'
}

# A demo's output, and the same with one verdict turned round or one code missing.
demo="$(while read -r row; do printf '%s 20-M 627 x y %s z\n' "${row%% *}" "${row#* }"; done \
  < <(sed -nE "s/^(expected=')?([a-z_0-9]+ (accept|reject) [a-z_.]+)'?$/\2/p" "$here/../distro/verdicts.sh"))"
verdicts() {
  local answer="$1" title="$2" got=right
  bash "$here/../distro/verdicts.sh" >/dev/null || got=wrong
  if [[ $got == "$answer" ]]; then printf 'ok '; else printf 'not ok ' && failed=1; fi
  printf 'verdicts.sh: %s: %s\n' "$title" "$answer"
}
verdicts right "nine codes" <<<"$demo"
verdicts wrong "a changed card number accepted" <<<"${demo/reject cose.signature_invalid/accept ok}"
verdicts wrong "the first code missing" <<<"${demo#*$'\n'}"
verdicts wrong "nothing" <<<""
exit "$failed"
