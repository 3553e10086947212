# ./dev distro: the project in a bare Debian of either release, as a newcomer's machine has it. ./dev sources this file;
# what needs root is in bare_root.sh.
# shellcheck shell=bash
# shellcheck disable=SC2154  # What is not set here is set in ./dev.

readonly roots="${XDG_CACHE_HOME:-${HOME:-/var/cache}/.cache}/heyi/roots"
readonly releases=(bookworm trixie)

# other_release: the Debian that this machine is not; empty on a machine that is neither.
other_release() {
  case "$(codename)" in
    bookworm) say trixie ;;
    trixie) say bookworm ;;
  esac
}

# root_sources RELEASE: this machine's own sources of Debian, with the release replaced.
root_sources() {
  local files
  mapfile -t files < <(find /etc/apt/sources.list /etc/apt/sources.list.d -type f \( -name '*.list' -o -name '*.sources' \) 2>/dev/null)
  ((${#files[@]})) || return 0
  awk -v "from=$(codename)" -v "to=$1" -f distro/apt_sources.awk "${files[@]}"
}

# why_no_root RELEASE: why none can be made here, in words; empty when one can.
why_no_root() {
  if [[ -e /etc/heyi-root ]]; then
    say "这里已是一个裸系统 · this is a bare root itself, which makes no other"
  elif ! can_be_root; then
    say "需要 root 或 sudo · it needs root or sudo"
  elif ! command -v apt-get >/dev/null; then
    say "不是 Debian 系统 · not a Debian system"
  elif ! "${as_root[@]}" unshare --mount --pid --fork true 2>/dev/null; then
    say "这里不允许挂载 · nothing may be mounted here"
  elif ! root_sources "$1" | grep -q " $1 "; then
    say "没有找到 Debian 的软件源 · no source of Debian is found below /etc/apt"
  elif ! source_answers "$1"; then
    say "软件源没有应答 · the source of Debian does not answer, or does not have $1"
  fi
}

# source_answers RELEASE: asked as apt would ask, by its proxies.
source_answers() {
  local uri got
  uri="$(root_sources "$1" | awk -v release="$1" '$2 == release { print $1; exit }')"
  got="$(mktemp)"
  /usr/lib/apt/apt-helper -o Acquire::Retries=1 -o Acquire::http::Timeout=20 download-file \
    "${uri%/}/dists/$1/InRelease" "$got" >/dev/null 2>&1 || { rm -f "$got" && return 1; }
  rm -f "$got"
}

# root_settings INTO: what a root is given of this machine, as bare_root.sh reads it.
root_settings() {
  local name file folder
  say "env TERM=${TERM:-dumb}"
  for name in http_proxy https_proxy no_proxy HTTP_PROXY HTTPS_PROXY NO_PROXY CI HEYI_SOAK; do
    [[ -z ${!name:-} ]] || say "env $name=${!name}"
  done
  apt-config dump 2>/dev/null | sed -nE '/^Acquire::https?::Proxy[: ]/s/^/apt /p'
  # Whose certificates are trusted, for node and npm.
  file="${NODE_EXTRA_CA_CERTS:-}"
  if [[ -f $file ]]; then
    printf 'file %s\t/etc/heyi-node-ca.crt\n' "$(realpath "$file")"
    say "env NODE_EXTRA_CA_CERTS=/etc/heyi-node-ca.crt"
  fi
  [[ ! -f ~/.npmrc ]] || printf 'file %s\t/root/.npmrc\n' "$(realpath ~/.npmrc)"
  if command -v npm >/dev/null; then
    say "env npm_config_registry=$(npm config get registry)"
    file="$(npm config get cafile)"
    if [[ -f $file ]]; then
      printf 'file %s\t/etc/heyi-npm-ca.crt\n' "$(realpath "$file")"
      say "env npm_config_cafile=/etc/heyi-npm-ca.crt"
    fi
  fi
  folder="$(realpath -m "$PWD/../shared/vectors")"
  if [[ -n ${HEYI_VECTORS:-} ]]; then folder="$(cd "$called_from" && realpath -m "$HEYI_VECTORS")"; fi
  [[ ! -d $folder ]] || printf 'folder %s\t%s/shared/vectors\n' "$folder" "$(dirname "$1" | sed 's|^/$||')"
}

# root_clone: the commit that is checked out here, and nothing that is not committed.
root_clone() {
  local to="$root_folder$root_into"
  git clone -q --no-local --depth 1 "file://$PWD" "$scratch/clone"
  "${as_root[@]}" rm -rf --one-file-system "$to.new"
  "${as_root[@]}" mkdir -p "$(dirname "$to")"
  "${as_root[@]}" cp -r --no-preserve=ownership "$scratch/clone" "$to.new"
  # A kept root keeps what was built in it.
  if [[ -d $to/build ]]; then "${as_root[@]}" mv "$to/build" "$to.new/build"; fi
  "${as_root[@]}" rm -rf --one-file-system "$to"
  "${as_root[@]}" mv "$to.new" "$to"
}

# root_leave: what ends a run, however it ends.
root_leave() {
  trap '' INT TERM
  [[ -z $leaving ]] || "${as_root[@]}" bash distro/bare_root.sh remove "$leaving" || true
  rm -rf "$scratch"
}

# root_run ARG…: ./dev ARG… in the root, its output seen. A signal reaches it, and then ends this.
root_run() {
  local status=0
  "${as_root[@]}" bash distro/bare_root.sh run "$root_folder" "$root_debs" "$scratch/settings" "$root_into" ./dev "$@" <&0 &
  local child=$!
  trap 'kill "$child" 2>/dev/null || true; wait "$child" || true; exit 130' INT TERM
  wait "$child" || status=$?
  trap - INT TERM
  return "$status"
}

# root_open RELEASE KEEP INTO [PURPOSE]: makes the root, or takes the kept one, with a clone and settings in it.
root_open() {
  local release="$1" keep="$2" why
  root_into="$3" root_debs="${roots%/*}/debs/$1" root_folder="$roots/$1${4:+-$4}"
  why="$(why_no_root "$release")"
  if [[ -n $why ]]; then say "$why" >&2 && exit 77; fi  # As tests say that they were skipped.
  need "${for_distro[@]}"
  scratch="$(mktemp -d)" leaving=""
  trap root_leave EXIT
  mkdir -p "$roots"
  if [[ -z $keep ]]; then root_folder="$(mktemp -d "$roots/$release.XXXXXX")"; fi
  if [[ ! -e $root_folder/etc/heyi-root ]]; then
    leaving="$root_folder"
    "${as_root[@]}" bash distro/bare_root.sh remove "$root_folder"
    root_sources "$release" >"$scratch/sources"
    # Not every processor gets updates at the same time, and one package cannot be there in two versions.
    if [[ -n ${4:-} ]]; then sed -i "/ $release main\$/!d" "$scratch/sources"; fi
    step "裸系统 · a bare $release" "distro-$release" \
      "${as_root[@]}" bash distro/bare_root.sh make "$root_folder" "$release" "$root_debs" "$scratch/sources"
    if [[ -n $keep ]]; then leaving=""; fi
  fi
  root_settings "$root_into" >"$scratch/settings"
  root_clone
}

distro() {
  local release="" keep="" into=/heyi status=0
  while (($#)); do
    case "$1" in
      --keep) keep=yes ;;
      --into) into="${2:-}" && shift ;;
      -*) die "没有这个选项 · no such option: $1 (--keep --into PATH)" ;;
      *)
        if [[ -n $release ]]; then break; fi
        release="$1"
        ;;
    esac
    shift
  done
  if [[ $release == other ]]; then release="$(other_release)"; fi
  [[ " ${releases[*]} " == *" $release "* ]] || die "请指明 · name one of: ${releases[*]}"
  [[ $into == /?* && $into != */ && /$into/ != */../* ]] || die "--into 要绝对路径 · --into takes an absolute path below /: $into"
  root_open "$release" "$keep" "$into"
  if (($#)); then
    root_run "$@" || status=$?
  else
    root_run demo || status=$?
    root_run test unit flow negative cli || status=$?
  fi
  if [[ -n $keep ]]; then say "保留 · kept: $root_folder"; fi
  return "$status"
}
