#!/usr/bin/env bash
# Reads what ./dev demo printed and says whether it shows the nine codes with the verdicts and reasons that they must have.
set -euo pipefail
expected='full accept ok
social accept ok
sm2 accept ok
static accept ok.identified
tampered reject cose.signature_invalid
expired reject time.expired
revoked reject status.revoked
wrong_aud reject scope.wrong_audience
two_people reject person.mismatch'
# A row: name, size in modules, size in octets, mark, verdict in Chinese, verdict, reason.
got="$(awk '$2 ~ /^[0-9]+-[LMQH]$/ && ($6 == "accept" || $6 == "reject") { print $1, $6, $7 }')"
[[ $got == "$expected" ]] || { diff <(echo "$expected") <(echo "$got"); exit 1; }
