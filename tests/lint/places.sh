#!/usr/bin/env bash
# Lists paths of one machine and hosts of package registries: neither belongs into a project that others build.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
# shellcheck source=tests/lint/tree.sh
source "$here/tree.sh"
cd "$here/../.."
found=0
mapfile -t files < <(own_files . ! -name '*.png' ! -name '*.jpg')
# The classes keep this file from finding itself.
if grep -nHE '(^|[^A-Za-z0-9_.~-])[/](work|home|root)[/]' "${files[@]}"; then found=1; fi
if grep -nHE 'registry[.]npm(js|mirror)|(deb|snapshot|security)[.]debian[.]org|[p]ythonhosted|pypi[.]org|crates[.]io|proxy[.]golang|[n]odesource' "${files[@]}"; then found=1; fi
mapfile -t programs < <(printf '%s\n' "${files[@]}" | grep -v '\.md$')
if grep -nHE '(^|[^A-Za-z0-9_.~-])[/]tmp[/]' "${programs[@]}"; then found=1; fi
if [[ -f package-lock.json ]] && grep -n '"resolved"' package-lock.json; then found=1; fi
exit "$found"
