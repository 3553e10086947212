#!/usr/bin/env bash
# Installs a built Heyi into an empty place and uses it from there as an outsider would. usage: run.sh BUILD
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
root="$(cd "$here/../.." && pwd)"
build="$(cd "$1" && pwd)"
scratch="$(mktemp -d)"
trap 'rm -rf "$scratch"' EXIT
prefix="$scratch/prefix"
passed=0 failed=0 skipped=0

# check TITLE COMMAND…: one case; what the command says is shown when it fails.
check() {
  local title="$1" said status=0
  shift
  said="$("$@" 2>&1)" || status=$?
  if ((status == 0)); then
    passed=$((passed + 1)) && echo "ok $title"
  else
    failed=$((failed + 1)) && printf 'not ok %s\n%s\n' "$title" "$said"
  fi
}

headers_are_the_public_ones() { diff -r "$root/include/heyi" "$prefix/include/heyi"; }
the_libraries() {
  local names
  names="$(find "$prefix" -name '*.a' -o -name '*.so' -o -name '*.so.*' | sed 's|.*/||' | sort | paste -sd ' ')"
  [[ $names =~ ^libheyi\.a\ libheyi_terminal\.so\ libheyi_terminal\.so\.0\ libheyi_terminal\.so\.0\.[0-9.]+$ ]] || { echo "$names"; return 1; }
}
nothing_else() {
  local strangers
  strangers="$(cd "$prefix" && find . -type f | grep -vE '^\./(include/heyi/|include/heyi_terminal\.h$|lib.*/libheyi\.a$|lib.*/libheyi_terminal\.so|lib.*/cmake/heyi/|bin/heyi(-kiosk|-terminal|-receiver)?$|share/heyi/(systemd|chromium)/|share/doc/heyi/)' || true)"
  [[ -z $strangers ]] || { echo "$strangers"; return 1; }
}
no_path_of_ours() {
  bash "$here/names_no_folder.sh" "$root" "$prefix/include" "$prefix"/lib*/ &&
    bash "$here/names_no_folder.sh" "$prefix" "$prefix/include" "$prefix"/lib*/
}
programs_run() {
  local name
  for name in heyi heyi-kiosk heyi-terminal heyi-receiver; do "$prefix/bin/$name" --version || return 1; done
}

cmake_builds() {
  cp -r "$root/samples/embed-cmake" "$scratch/outside"
  cmake -G Ninja -S "$scratch/outside" -B "$scratch/outside/build" -DCMAKE_PREFIX_PATH="$prefix" && cmake --build "$scratch/outside/build"
}
cmake_refuses_another_version() {
  mkdir -p "$scratch/newer" && sed 's/find_package(heyi 0.1/find_package(heyi 99.0/' "$root/samples/embed-cmake/CMakeLists.txt" \
    >"$scratch/newer/CMakeLists.txt" && cp "$root/samples/embed-cmake/main.cpp" "$scratch/newer"
  local said
  if said="$(cmake -G Ninja -S "$scratch/newer" -B "$scratch/newer/build" -DCMAKE_PREFIX_PATH="$prefix" 2>&1)"; then return 1; fi
  # CMake breaks its lines where they grow long.
  [[ "$(tr -s '[:space:]' ' ' <<<"$said")" == *"compatible with requested version \"99.0\""* ]] || { echo "$said"; return 1; }
}
plain_compiler_builds() {
  local library
  library="$(find "$prefix" -name libheyi.a)"
  # shellcheck disable=SC2046  # Flags are words.
  g++ -std=c++20 -Wall -Wextra -Werror -I "$prefix/include" "$root/samples/embed-cmake/main.cpp" "$library" -o "$scratch/plain" \
    $(pkg-config --libs libcrypto zlib libpng libjpeg zxing libqrencode sqlite3 hiredis libwebp) -lgif
}
subproject_builds() {
  mkdir -p "$scratch/parent" && cp "$root/samples/embed-cmake/main.cpp" "$scratch/parent"
  printf '%s\n' 'cmake_minimum_required(VERSION 3.25)' 'project(parent LANGUAGES CXX)' \
    "add_subdirectory(\"$root\" heyi)" 'add_executable(parent main.cpp)' 'target_link_libraries(parent PRIVATE heyi::heyi)' \
    >"$scratch/parent/CMakeLists.txt"
  cmake -G Ninja -S "$scratch/parent" -B "$scratch/parent/build" && cmake --build "$scratch/parent/build" --target heyi-base
}
# What a build of the parent would make: what the commands of ninja's whole graph write.
subproject_adds_the_library_alone() {
  local commands strangers
  commands="$(ninja -C "$scratch/parent/build" -t commands all)"
  [[ $commands == *" heyi/sdk/libheyi.a "* && $commands == *" -o parent "* ]] || { echo "$commands"; return 1; }
  strangers="$(grep -oE -e ' -o [^ ]+' <<<"$commands" | grep -vE '^ -o (heyi/sdk/[^ ]+|CMakeFiles/parent\.dir/[^ ]+|parent)$' || true)"
  [[ -z $strangers ]] || { echo "$strangers"; return 1; }
}
subproject_forgives_warnings() { ! grep -n -e -Werror "$scratch/parent/build/build.ninja"; }
accepts() {
  local said
  said="$("$1")" || return 1
  echo "$said"
  [[ $said == HY1:* && $said == *'"decision":"accept"'* && $said == *'"reason":"ok"'* && $said == *验证通过* ]]
}

check "cmake --install succeeds" cmake --install "$build" --prefix "$prefix"
check "the installed headers are those of include/" headers_are_the_public_ones
check "one static library is installed, and the terminal's for programs that load it" the_libraries
check "nothing else is installed" nothing_else
check "no installed file names the source or the install folder" no_path_of_ours
check "the installed programs run" programs_run
check "a project outside configures and builds with find_package" cmake_builds
check "its program issues, shows and accepts" accepts "$scratch/outside/build/embed-cmake"
check "find_package refuses another version" cmake_refuses_another_version
check "a plain g++ with warnings as errors builds it" plain_compiler_builds
check "that program accepts too" accepts "$scratch/plain"
check "a project may add the tree as a subfolder" subproject_builds
check "it then builds the library and nothing else of the tree" subproject_adds_the_library_alone
check "and a warning is no error to it" subproject_forgives_warnings
check "libheyi.a defines names in namespace heyi alone" bash "$here/symbols.sh" "$(find "$prefix" -name libheyi.a)"
check "the core's objects call no clock, file, network or environment" bash "$here/calls.sh" "$build"

echo "$passed passed, $failed failed, $skipped skipped"
((failed == 0))
