#!/usr/bin/env bash
# Runs the fuzz targets and prints what came of it: run.sh BUILD-FOLDER [SECONDS] [TARGET…] [--jobs N]. New inputs stay in
# BUILD-FOLDER/corpus, findings in BUILD-FOLDER/findings; a finding makes the exit status 1.
set -euo pipefail
export LC_ALL=C.UTF-8
build="$(realpath "$1")"
shift
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
readonly build here
seconds=60 jobs=1 wanted=()
while (($#)); do
  case "$1" in
    --jobs) jobs="${2:?--jobs needs a number}" && shift ;;
    *[!0-9]*) wanted+=("$1") ;;
    *) seconds="$1" ;;
  esac
  shift
done

((seconds > 0 && jobs > 0)) || { echo "秒数和 --jobs 都要大于 0 · SECONDS and --jobs are above 0" >&2 && exit 2; }
declare -A covers
names=()
while read -r name parts; do covers[$name]="$parts" && names+=("$name"); done <"$build/fuzz-targets.txt"
((${#wanted[@]})) || wanted=("${names[@]}")
for name in "${wanted[@]}"; do
  [[ -n ${covers[$name]:-} ]] || { echo "没有这个目标 · no such target: $name (${names[*]})" >&2 && exit 2; }
done
# The tools of the clang that made the fuzzers: another version's do not read what those wrote.
version="$(clang -dumpversion)"
readonly version
tool() { command -v "$1-${version%%.*}" || command -v "$1"; }
profdata="$(tool llvm-profdata)" cov="$(tool llvm-cov)"
readonly profdata cov
mkdir -p "$build"/{log,profile,findings}

# fuzz TARGET: one run. No block may be larger than 192 MiB: an image of 50 million pixels, read, is the largest.
fuzz() {
  local name="$1" corpus=("$build/corpus/$1" "$here/corpus/$1") status=0
  [[ ! -d "$here/found/$1" ]] || corpus+=("$here/found/$1")
  mkdir -p "${corpus[0]}" "$build/findings/$name"
  LLVM_PROFILE_FILE="$build/profile/$name.profraw" ASAN_OPTIONS=strict_string_checks=1:detect_stack_use_after_return=1 \
    "$build/bin/fuzz-$name" "${corpus[@]}" -max_total_time="$seconds" -len_control=100 -timeout=20 -malloc_limit_mb=192 -rss_limit_mb=2048 \
    -max_len="$(max_len "$name")" -print_final_stats=1 -artifact_prefix="$build/findings/$name/" >"$build/log/$name.log" 2>&1 || status=$?
  echo "$status" >"$build/log/$name.status"
}

# A text is at most 7,089 characters; images and lists are longer, but no parser needs long ones to be reached.
max_len() { case "$1" in image) echo 65536 ;; *) echo 9000 ;; esac; }

stat_of() { sed -nE "s/^stat::$2: +([0-9]+)$/\1/p" "$build/log/$1.log" | tail -n 1; }

# coverage TARGET: the share of code regions of what the target covers that the run, seeds included, went through.
coverage() {
  local name="$1"
  "$profdata" merge -sparse "$build/profile/$name.profraw" -o "$build/profile/$name.profdata" 2>/dev/null || { echo "–" && return; }
  "$cov" report "$build/bin/fuzz-$name" -instr-profile="$build/profile/$name.profdata" 2>/dev/null |
    awk -v covers="${covers[$name]}" '
      BEGIN { n = split(covers, part, ",") }
      { for (i = 1; i <= n; ++i) if (index("/" $1, "/" part[i])) { all += $2; missed += $3; break } }
      END { if (all) printf "%d/%d, %.0f%%\n", all - missed, all, 100 * (all - missed) / all; else print "–" }'
}

start=$SECONDS
done_count=0
echo "${#wanted[@]} 个目标，各 $seconds 秒 · targets of $seconds s each, $jobs at a time" >&2
for name in "${wanted[@]}"; do
  while (($(jobs -rp | wc -l) >= jobs)); do wait -n || true; done
  done_count=$((done_count + 1))
  echo "  … $name ($done_count/${#wanted[@]}, $((SECONDS - start)) s)" >&2
  rm -f "$build/log/$name.status" "$build/profile/$name.profraw"
  fuzz "$name" &
done
wait

bad=0
printf '\n| target | executions | per second | corpus | regions covered | of sdk/ | peak MiB | findings |\n'
printf '| --- | ---: | ---: | ---: | ---: | --- | ---: | ---: |\n'
for name in "${wanted[@]}"; do
  log="$build/log/$name.log"
  found="$(grep -cE '^==[0-9]+==|ERROR: libFuzzer|property broken' "$log" || true)"
  status="$(cat "$build/log/$name.status" 2>/dev/null || echo 1)"
  if ((status != 0)); then
    bad=$((bad + 1))
    ((found > 0)) || found=1
  else
    found=0
  fi
  printf '| %s | %s | %s | %s | %s | %s | %s | %s |\n' "$name" "$(stat_of "$name" number_of_executed_units)" \
    "$(stat_of "$name" average_exec_per_sec)" "$(find "$build/corpus/$name" -type f | wc -l)" "$(coverage "$name")" \
    "${covers[$name]//,/ }" "$(stat_of "$name" peak_rss_mb)" "$((found > 0))"
  if ((status != 0)); then
    grep -hE 'property broken|SUMMARY|Test unit written' "$log" | sed 's/^/    /' >&2 || tail -n 5 "$log" >&2
  fi
done
if ((bad)); then
  echo "$bad 个目标有发现 · targets with findings; inputs in $build/findings, logs in $build/log" >&2
  exit 1
fi
