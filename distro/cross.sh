# ./dev cross: builds for another processor and runs the tests under qemu, in a bare root of its own, so that this
# machine takes no foreign packages. ./dev sources this file.
# shellcheck shell=bash
# shellcheck disable=SC2154  # What is not set here is set in ./dev.

# cross_triplet ARCH: what compilers call it; s390x has its octets the other way round.
cross_triplet() {
  case "$1" in
    arm64) say aarch64-linux-gnu ;;
    s390x) say s390x-linux-gnu ;;
    *) die "请指明 · name one of: arm64 s390x" ;;
  esac
}

# cross_packages ARCH TRIPLET: what the tests need, the libraries for ARCH and the rest for this machine.
cross_packages() {
  local package
  say "g++-$2"
  for package in "${for_qemu[@]}" "${for_test[@]}"; do
    case "$package" in
      g++ | tmux | libncurses-dev | libbenchmark-dev | libcpp-httplib-dev) ;;  # The programs are not built.
      nlohmann-json3-dev | libcli11-dev) say "$package" ;;  # Headers alone, the same for all.
      lib*-dev | zlib1g-dev | catch2) say "$package:$1" ;;
      *) say "$package" ;;
    esac
  done
}

cross_install() {
  local packages
  mapfile -t packages < <(cross_packages "$1" "$2")
  dpkg --add-architecture "$1" && install_packages "${packages[@]}"
}

# Without the programs: they are for machines that people stand at, and the library is for all.
cross_build() {
  configure "$1" -DCMAKE_TOOLCHAIN_FILE=cmake/cross.cmake "-DHEYI_CROSS=$2" -DCMAKE_BUILD_TYPE=Release -DHEYI_DEV=ON \
    -DHEYI_TESTS=ON -DHEYI_TOOLS=ON -DHEYI_SAMPLES=OFF -DHEYI_BENCH=OFF &&
    cmake --build "$1" -j "$jobs"
}

# cross_inside ARCH [GROUP…]: within the root.
cross_inside() {
  local arch="$1" triplet folder group
  triplet="$(cross_triplet "$arch")"
  folder="build/cross-$arch"
  shift
  (($#)) || set -- unit flow negative
  step "安装 · install the compiler and the libraries of $arch" apt cross_install "$arch" "$triplet"
  step "编译 · build, $arch" "build-$arch" cross_build "$folder" "$triplet"
  for group in "$@"; do cases "$folder" "$group" 7200; done
  say "$("$triplet-g++" --version | head -n 1), $(uname -m) → $arch"
  summary
}

cross() {
  local arch="${1:-}" release triplet status=0
  triplet="$(cross_triplet "$arch")"
  if [[ -e /etc/heyi-root ]]; then
    cross_inside "$@"
    return
  fi
  release="$(codename)"
  [[ " ${releases[*]} " == *" $release "* ]] || release="${releases[0]}"
  # The root is kept: what it installs is large, and nothing else uses it.
  root_open "$release" yes /heyi "cross-$arch"
  root_run cross "$@" || status=$?
  return "$status"
}
