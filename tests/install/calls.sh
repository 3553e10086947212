#!/usr/bin/env bash
# Lists calls in the core's objects to functions that read a clock, a file, the environment or a network: what no
# reading of the sources can miss. The core is every layer but state and registry. usage: calls.sh BUILD
set -euo pipefail
forbidden='^(fopen(64)?|freopen(64)?|open(64)?|openat(64)?|creat|tmpfile|popen|system|getenv|secure_getenv|time|clock|clock_gettime|gettimeofday'
forbidden+='|ftime|localtime(_r)?|mktime|rand|srand|random|drand48|socket|connect|bind|getaddrinfo|gethostbyname|dlopen|nanosleep|BIO_new_file|BIO_new_fp'
forbidden+='|X509_verify_cert|X509_cmp_current_time|X509_gmtime_adj|sqlite3_.*|redis[A-Z].*'
forbidden+='|std::chrono::.*::now\(\)|std::(basic_)?(i|o)?f(ile)?stream.*|std::basic_filebuf.*|std::filesystem::.*|std::random_device::.*)$'
found=0 layers=0
for library in "$1"/sdk/libheyi-*.a; do
  case "$library" in *-state.a | *-registry.a) continue ;; esac
  layers=$((layers + 1))
  calls="$(nm -C --undefined-only "$library" 2>/dev/null | awk '$1 == "U" { $1 = ""; sub(/^ /, ""); print }' | sed 's/@.*//' | sort -u | grep -E "$forbidden" || true)"
  [[ -z $calls ]] || { sed "s|^|$(basename "$library"): |" <<<"$calls"; found=1; }
done
((layers >= 9)) || { echo "only $layers layers in $1/sdk"; found=1; }
exit "$found"
