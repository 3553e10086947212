#!/usr/bin/env bash
# The part of ./dev distro that needs root: makes a bare Debian in a folder, runs commands in it, removes it.
# usage: bare_root.sh make ROOT SUITE DEBS SOURCES      SOURCES: lines of apt_sources.awk; DEBS: a folder that keeps packages
#        bare_root.sh run ROOT DEBS SETTINGS FOLDER COMMAND [ARG…]   in FOLDER of the root; SETTINGS: see read_settings
#        bare_root.sh remove ROOT
#
# What is mounted is mounted in a namespace of its own, which ends with its last process: nothing stays mounted, however a
# run ends, and nothing that is removed leads out of the root.
set -euo pipefail
export LC_ALL=C.UTF-8
child=""

# apart COMMAND…: runs it where its mounts and its processes are its own, and end with it.
apart() {
  local status=0
  trap '[[ -z $child ]] || kill -KILL "$child" 2>/dev/null || true; exit 143' INT TERM HUP
  unshare --mount --propagation private --pid --fork --kill-child -- "$@" <&0 &
  child=$!
  wait "$child" || status=$?
  child=""
  return "$status"
}

# ---- make ----
make() {
  local root="$1" suite="$2" debs="$3" sources="$4" uri
  uri="$(awk -v suite="$suite" '$2 == suite { print $1; exit }' "$sources")"
  mkdir -p "$root" "$debs"
  chmod 755 "$root"
  local options=(--variant=minbase "--cache-dir=$debs")
  # A bare root trusts nobody yet.
  if grep -q '^https:' "$sources"; then options+=(--include=ca-certificates); fi
  apart debootstrap "${options[@]}" "$suite" "$root" "$uri"
  sed 's/^/deb /' "$sources" >"$root/etc/apt/sources.list"
  rm -f "$root/etc/hosts"
  # The mark comes last: what has it is whole.
  echo "$suite" >"$root/etc/heyi-root"
}

# ---- run ----

# read_settings FILE: one a line. `env NAME=VALUE` is set in the root; `file FROM TO` and `folder FROM TO` are laid there,
# read-only, for as long as the command runs, with a tab between the two; `apt LINE` is a line of its apt configuration.
read_settings() {
  local kind value from to
  : >"$root/etc/apt/apt.conf.d/90heyi"
  while read -r kind value; do
    from="${value%%$'\t'*}" to="$root${value#*$'\t'}"
    case "$kind" in
      env) environment+=("$value") ;;
      apt) printf '%s\n' "$value" >>"$root/etc/apt/apt.conf.d/90heyi" ;;
      file)
        mkdir -p "$(dirname "$to")" && touch "$to"
        mount --bind -o ro "$from" "$to"
        ;;
      folder)
        mkdir -p "$to"
        mount --bind -o ro "$from" "$to"
        ;;
    esac
  done <"$1"
}

# inside ROOT SETTINGS FOLDER COMMAND…: within the namespaces.
inside() {
  local root="$1" settings="$2" folder="$3" environment=(HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8)
  shift 3
  mount -t proc proc "$root/proc"
  mount --bind -o ro /sys "$root/sys"
  mount --bind /dev "$root/dev"
  mount --bind /dev/pts "$root/dev/pts"
  mkdir -p "$root/dev/shm"
  mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm"
  read_settings "$settings"
  # The root's own name of this machine's resolver, for as long as this lasts.
  cp --dereference /etc/resolv.conf "$root/etc/resolv.conf" 2>/dev/null || true
  # shellcheck disable=SC2016  # $0 and $@ are the inner shell's.
  chroot "$root" /usr/bin/env -i "${environment[@]}" bash -c 'cd "$0" && exec "$@"' "$folder" "$@"
}

run() {
  local root="$1" debs="$2" settings="$3" archives="$1/var/cache/apt/archives" status=0
  shift 3
  mkdir -p "$archives/partial"
  cp -ln "$debs"/*.deb "$archives" 2>/dev/null || true
  apart bash "${BASH_SOURCE[0]}" inside "$root" "$settings" "$@" || status=$?
  cp -ln "$archives"/*.deb "$debs" 2>/dev/null || true
  return "$status"
}

# ---- remove ----
remove() {
  local root="$1"
  [[ -d $root ]] || return 0
  if awk -v root="$root/" 'index($5 "/", root) == 1 { found = 1 } END { exit !found }' /proc/self/mountinfo; then
    echo "里面有挂载，未删除 · not removed, something is mounted in it: $root" >&2
    return 1
  fi
  rm -rf --one-file-system -- "$root"
}

case "${1:-}" in
  make | run | inside | remove) "$@" ;;
  *) echo "bare_root.sh make|run|remove ROOT …" >&2 && exit 2 ;;
esac
