# Which Debian packages each kind of work needs, on Debian 12 (bookworm) and 13 (trixie), and how they are installed.
# ./dev sources it.
# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154  # The lists are used in ./dev, and `step` and `say` are there.

# codename: the Debian that this is, such as bookworm; empty elsewhere. A derivative of Debian may be asked by its name.
codename() { sed -nE 's/^VERSION_CODENAME="?([a-z]+)"?$/\1/p' /etc/os-release 2>/dev/null || true; }

# Names that differ. Clang's runtime carries the version of the release's clang.
case "$(codename)" in
  bookworm) readonly clang_version=14 for_qemu=(qemu-user-static) ;;
  *) readonly clang_version=19 for_qemu=(qemu-user) ;;
esac

# After a colon stands a command that will do as well as the package.
readonly for_build=(cmake g++ ninja-build pkg-config libssl-dev zlib1g-dev libpng-dev libjpeg62-turbo-dev libwebp-dev libgif-dev
  libzxing-dev libqrencode-dev nlohmann-json3-dev libsqlite3-dev libhiredis-dev libcli11-dev libboost-dev libncurses-dev)
readonly for_test=("${for_build[@]}" catch2 libcpp-httplib-dev libcbor-dev libbenchmark-dev redis-server ccache tmux)
# One version that both have: another one formats otherwise.
readonly for_lint=(clang-format-19 g++)
readonly for_node=(nodejs:node npm:npm)
readonly for_browser=(chromium fonts-noto-cjk "${for_node[@]}")
readonly for_tidy=("${for_test[@]}" clang-tidy)
readonly for_fuzz=("${for_build[@]}" clang "libclang-rt-$clang_version-dev" "llvm-$clang_version")
readonly for_distro=(debootstrap util-linux git:git)

# as_root: the words before a command that needs root; none where this is root.
as_root=()
if ((EUID != 0)); then as_root=(sudo); fi
readonly as_root

# can_be_root: whether as_root has a chance.
can_be_root() { ((EUID == 0)) || command -v sudo >/dev/null; }

# need PACKAGE…: installs those that are missing, and asks no network when none is.
need() {
  local entry missing=() installed
  if ! command -v dpkg-query >/dev/null; then
    say "不是 Debian 系统，请自行安装 · not a Debian system; please provide: ${*%%:*}"
    return 0
  fi
  installed=" $(dpkg-query -W -f '${Package}=${db:Status-Status} ' "${@%%:*}" 2>/dev/null || true)"
  for entry in "$@"; do
    if [[ $entry == *:* ]] && command -v "${entry#*:}" >/dev/null; then continue; fi
    [[ $installed == *" ${entry%%:*}=installed "* ]] || missing+=("${entry%%:*}")
  done
  ((${#missing[@]})) || return 0

  can_be_root || die "缺少软件包，需要 root 或 sudo · packages are missing; as root run: apt-get install ${missing[*]}"
  step "安装 · install: ${missing[*]}" apt install_packages "${missing[@]}"
}

# The package lists of a fresh machine are empty and those of an old one outdated: both show as a failed first try.
install_packages() {
  local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -y -q)
  "${apt[@]}" install --no-install-recommends "$@" && return 0
  "${apt[@]}" update && "${apt[@]}" install --no-install-recommends "$@"
}
