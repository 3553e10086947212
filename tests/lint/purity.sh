#!/usr/bin/env bash
# Lists every place where the core reads a clock, a file, the environment, the network or an ambient generator.
# The core is all of sdk/ but state and registry. usage: purity.sh [ROOT]
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
# shellcheck source=tests/lint/tree.sh
source "$here/tree.sh"
root="${1:-$here/../..}"

headers='include[[:space:]]*<(fstream|iostream|filesystem|random|thread|future|unistd\.h|fcntl\.h|sys/[a-z]+\.h|netdb\.h|netinet/.*|arpa/.*|dlfcn\.h)>'
files='\b(fopen|freopen|fdopen|tmpfile|mkstemp|ifstream|ofstream|filesystem|BIO_new_file|BIO_new_fp|FILE)\b'
clocks='\b(system_clock::now|steady_clock|high_resolution_clock|utc_clock|gettimeofday|clock_gettime|localtime|localtime_r|mktime)\b|\b(time|clock)\((nullptr|NULL|0|&[a-z_]+)?\)'
x509='\b(X509_verify_cert|X509_cmp_current_time|X509_gmtime_adj|X509_STORE_load_locations|X509_STORE_set_default_paths)\b'
network='\b(socket|getaddrinfo|BIO_new_connect|BIO_s_connect|BIO_s_socket)\b[[:space:]]*\('
ambient='\b(getenv|secure_getenv|setenv|random_device|mt19937(_64)?|s?rand|drand48|system|popen|cout|cerr|clog|sleep_for)\b[[:space:]]*[(<;{]'

# search PATTERN FILE…: the lines of code that match; words in // comments do not count.
search() {
  local pattern="$1"
  shift
  grep -nHE "$pattern" "$@" | sed -E 's|^([^:]+:[0-9]+:)(.*[^:"])?//.*$|\1\2|' | grep -E "^[^:]+:[0-9]+:.*($pattern)"
}

cd "$root"
mapfile -t core < <(own_files . -path './sdk/*' ! -path './sdk/state/*' ! -path './sdk/registry/*' \( -name '*.cpp' -o -name '*.hpp' \))
# The generator of keys and salts is handed in; OpenSSL's own is asked in one file.
mapfile -t but_random < <(printf '%s\n' "${core[@]}" | grep -v '^sdk/crypto/random\.cpp$')
found=0
if search "$headers|$files|$clocks|$x509|$network|$ambient" "${core[@]}"; then found=1; fi
if search '\bRAND_(priv_)?bytes' "${but_random[@]}"; then found=1; fi
exit "$found"
