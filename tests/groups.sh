# The test groups of ./dev test, how they are run and counted. ./dev sources it; packages, builds and `step` are there.
# shellcheck shell=bash
# shellcheck disable=SC2154  # What is not set here is set in ./dev.

# ---- Counting. ----
passed=0 failed=0 skipped=0

# tally STATUS [PASSED FAILED [SKIPPED]]: adds what a group counted. One that counts nothing has failed, and so has one that
# ends with an error without counting a failure.
tally() {
  passed=$((passed + ${2:-0})) failed=$((failed + ${3:-0})) skipped=$((skipped + ${4:-0}))
  if (($1 != 0 && ${3:-0} == 0)) || ((${2:-0} + ${3:-0} + ${4:-0} == 0)); then failed=$((failed + 1)); fi
}

# cases FOLDER LABEL [SECONDS [OPTION…]]: the cases of one label, run by ctest, which counts them in a report; each may
# take SECONDS.
cases() {
  local folder="$1" label="$2" report="$logs/$2.xml" status=0
  [[ $folder == build ]] || report="$logs/$2-${folder#build/}.xml"
  rm -f "$report"
  step "$label${folder#build}" "$(basename "$report" .xml)" ctest --test-dir "$folder" -L "^$label\$" -j "$jobs" \
    --no-tests=error --timeout "${3:-900}" --output-on-failure --output-junit "$report" "${@:4}" || status=$?
  # shellcheck disable=SC2046  # Three numbers, three words.
  tally "$status" $(awk -F '"' '/^\t(tests|failures|disabled|skipped)=/ { n[$1] = $2 }
    END { if (NR) print n["\ttests="] - n["\tfailures="] - n["\tskipped="] - n["\tdisabled="], n["\tfailures="],
                        n["\tskipped="] + n["\tdisabled="] }' "$report" 2>/dev/null)
}

# whole PROGRAM…: all cases of each test program in one process, which under a sanitizer is much faster than one each; as
# many programs at a time as there are jobs.
whole() {
  local program name status
  step "tests, sanitized" sanitized run_whole "$@" || true
  for program in "$@"; do
    name="$(basename "$program")-sanitized"
    status="$(cat "$logs/$name.status" 2>/dev/null || echo 1)"
    if ((status != 0)); then
      say "  ✗ $name; ${logs#"$root"/}/$name.log:"
      what_failed "$logs/$name.log" | sed 's/^/    /'
    fi
    # shellcheck disable=SC2046  # Two numbers are two words; a log without a count is one failure.
    tally "$status" $(sed -nE 's/^All tests passed \(.* in ([0-9]+) test cases?\)$/\1 0/p;
      s/^test cases: +[0-9]+ \| +([0-9]+) passed \| +([0-9]+) failed.*/\1 \2/p;
      s/^test cases: +[0-9]+ \| +([0-9]+) failed.*/0 \1/p' "$logs/$name.log" | tail -n 1)
  done
}

run_whole() {
  local program
  for program in "$@"; do rm -f "$logs/$(basename "$program")-sanitized".{log,status}; done
  # shellcheck disable=SC2016  # $1 and $2 are the inner shell's.
  printf '%s\0' "$@" | xargs -0 -n 1 -P "$jobs" bash -c '
    log="$1/$(basename "$2")-sanitized"
    status=0
    "$2" >"$log.log" 2>&1 </dev/null || status=$?
    echo "$status" >"$log.status"
    exit "$((status != 0))"' one "$logs"
}

# sanitized ON|OFF: builds as build_sanitized does, and runs every test program.
sanitized() {
  step "编译 · build, ASan + UBSan" build-sanitized build_sanitized "$1" || { failed=$((failed + 1)); return 0; }
  export ASAN_OPTIONS=strict_string_checks=1:detect_stack_use_after_return=1 UBSAN_OPTIONS=print_stacktrace=1
  # The largest program runs longest, so it begins.
  local programs
  mapfile -t programs < <(find build/asan/bin -name 'test-*' -type f -printf '%s %p\n' | sort -rn | cut -d ' ' -f 2)
  whole "${programs[@]}"
}

# checks NAME COMMAND…: a script that ends with a line "N passed, N failed[, N skipped]".
checks() {
  local name="$1" status=0 line
  shift
  step "$name" "$name" "$@" || status=$?
  line="$(grep -E '^[0-9]+ passed, [0-9]+ failed' "$logs/$name.log" | tail -n 1 | tr -dc '0-9 ' || true)"
  # shellcheck disable=SC2086  # Two or three numbers are two or three words.
  tally "$status" $line
  grep -E '^skip ' "$logs/$name.log" | sed 's/^/    /' || true
}

summary() {
  if compgen -G 'build/vector-table/*.row' >/dev/null && [[ -n ${show_vectors:-} ]]; then
    bash tests/vectors/print_table.sh build/vector-table || failed=$((failed + 1))
    say
  fi
  say "$passed passed, $failed failed, $skipped skipped"
  ((failed == 0 && passed > 0))
}

# ---- The test groups, in the order of a full run. ----
built=""
built_tests() {
  [[ -z $built ]] || return 0
  need "${for_test[@]}"
  step "编译 · build" build build_tests || { failed=$((failed + 1)); summary; exit 1; }
  built=yes
}

group() {
  local group
  case "$1" in
    lint)
      need "${for_lint[@]}"
      checks lint bash tests/lint/run.sh
      ;;
    vectors)
      built_tests
      rm -rf build/vector-table
      show_vectors=yes
      cases build vectors
      ;;
    interop) # What nobody here made: the published vectors, and other libraries as oracles.
      group vectors
      cases build interop
      ;;
    unit | flow | cli | fuzz)
      built_tests
      cases build "$1"
      ;;
    terminal) # The registration desk's program: scanners at pseudo-terminals, and its screen as a person sees it.
      built_tests
      cases build terminal
      ;;
    negative)
      built_tests
      cases build negative 900 --test-output-size-passed 65536
      sed -nE 's/^(\t*<system-out>)?((refused|reasons with|cases with) .*)/    \2/p' "$logs/negative.xml" || true
      ;;
    install)
      built_tests
      checks install bash tests/install/run.sh build
      ;;
    sanitize) # The SDK instrumented, and the tests that hand it hostile input.
      need "${for_test[@]}"
      sanitized OFF
      ;;
    sanitize-all) # Everything instrumented, the sessions at the command line too: minutes more, so it is asked for by name.
      need "${for_test[@]}"
      sanitized ON
      cases build/asan cli
      ;;
    handover) # The terminal's messages, read by other people's parsers, and the hospital system to try it with.
      need "${for_node[@]}"
      built_tests
      node_modules || { failed=$((failed + 1)); return 0; }
      checks handover bash tests/handover/run.sh build/bin/print-messages build/bin/heyi-receiver
      ;;
    browser)
      need "${for_build[@]}" "${for_browser[@]}"
      step "编译 · build heyi, heyi-kiosk" build-programs build_programs heyi heyi-kiosk || { failed=$((failed + 1)); return 0; }
      node_modules || { failed=$((failed + 1)); return 0; }
      checks browser bash tests/browser/run.sh build/bin/heyi build/bin/heyi-kiosk
      sed -nE 's/^ *# (latency, .*)/    \1/p' "$logs/browser.log" || true
      ;;
    distro) # Not of a full run: it makes a whole Debian.
      checks distro bash tests/distro/demo_test.sh
      ;;
    all)
      need "${for_lint[@]}" "${for_test[@]}" "${for_browser[@]}"
      for group in lint unit flow negative interop cli terminal fuzz install sanitize handover browser; do group "$group"; done
      ;;
    *) die "没有这组测试 · no such group: $1 (all, or: lint unit flow negative vectors interop cli terminal fuzz install sanitize handover browser; distro)" ;;
  esac
}

# node_modules are fetched once, and again when the lock file changes.
node_modules() {
  cmp -s package-lock.json node_modules/.heyi-lock && return 0
  step "npm ci" npm npm ci --no-audit --no-fund && cp package-lock.json node_modules/.heyi-lock
}

run_tests() {
  local name
  if [[ -n ${HEYI_VECTORS:-} ]]; then HEYI_VECTORS="$(cd "$called_from" && realpath "$HEYI_VECTORS")" && export HEYI_VECTORS; fi
  (($#)) || set -- all
  for name in "$@"; do group "$name"; done
  summary
}

# The long repeats: tests that read how often from HEYI_SOAK, which is 1 here unless it is set.
soak() {
  built_tests
  export HEYI_SOAK="${HEYI_SOAK:-1}"
  step "编译 · build make-negative" build-make-negative cmake --build build -j "$jobs" --target make-negative || failed=$((failed + 1))
  cases build soak 86400 --verbose
  sed -nE 's/^[0-9]+: ((accepted|kills while|scans) .*)/    \1/p' "$logs/soak.log"
  need "${for_browser[@]}"
  node_modules || { failed=$((failed + 1)); summary; return; }
  checks kiosk-soak bash tests/browser/run.sh build/bin/heyi build/bin/heyi-kiosk kiosk_soak
  sed -nE 's/^ *# ((after each|descriptors).*)/    \1/p' "$logs/kiosk-soak.log"
  other_processors
  summary
}

# other_processors: the tests on a little-endian and a big-endian processor, where a bare root can be made.
other_processors() {
  local arch why
  why="$(why_no_root "$(codename)")"
  for arch in arm64 s390x; do
    if [[ -n $why ]]; then
      skipped=$((skipped + 1)) && say "    skip cross-$arch: $why"
    else
      checks "cross-$arch" bash dev cross "$arch"
    fi
  done
}
