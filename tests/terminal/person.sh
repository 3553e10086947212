# What a person sees of a program: through a terminal, which is tmux's. Sourced by the tests of the screen.
# shellcheck shell=bash
scratch="$(mktemp -d)"
export LC_ALL=C.UTF-8
tmux() { command tmux -S "$scratch/socket" -f /dev/null "$@"; }
trap 'tmux kill-server 2>/dev/null; rm -rf "$scratch"' EXIT
# Without a session of its own the server would end between two of the tests'.
tmux new-session -d -s keeper
passed=0 failed=0

# as_word PROGRAM: a way to it that a person can type without quotes, whatever the project's folder is called.
as_word() {
  local word="$scratch/${1##*/}"
  ln -s "$(realpath "$1")" "$word"
  echo "$word"
}

# check TITLE COMMAND…: one case; what the command says, and the screen, are shown when it fails.
check() {
  local title="$1" said status=0
  shift
  said="$("$@" 2>&1)" || status=$?
  if ((status == 0)); then
    passed=$((passed + 1)) && echo "ok $title"
  else
    failed=$((failed + 1)) && printf 'not ok %s\n%s\n' "$title" "$said"
    pane || true
  fi
}

pane() { tmux capture-pane -p -t desk; }
# everything is what the terminal still knows: the screen, what scrolled off it, and the other screen beneath.
everything() { tmux capture-pane -p -t desk -S - -E -; tmux capture-pane -p -a -q -t desk; }

# shell COLUMNS LINES: a shell in a window of that size.
shell() {
  tmux kill-session -t desk 2>/dev/null || true
  tmux new-session -d -s desk -x "$1" -y "$2" "PS1='prompt> ' exec bash --norc --noprofile"
  tmux set-option -g status off
  tmux resize-window -t desk -x "$1" -y "$2"
  shows 'prompt>'
}

# Each waits until the screen is as it should be, half a minute at most.
until_it() {
  local tries
  for ((tries = 0; tries < 300; tries++)); do
    if "$@"; then return 0; fi
    sleep 0.1
  done
  return 1
}
has() { pane | grep -qF -e "$1"; }
has_not() { ! has "$1"; }
shows() { until_it has "$1" || { echo "not shown: $1"; return 1; }; }
hides() { until_it has_not "$1" || { echo "still shown: $1"; return 1; }; }
all_shown() {
  local part
  for part in "$@"; do shows "$part" || return 1; done
}
knows_nothing_of() {
  local part
  for part in "$@"; do
    if everything | grep -qF -e "$part"; then echo "still known: $part"; return 1; fi
  done
}
coloured() { tmux capture-pane -p -e -t desk | grep -qE $'\e\\[[0-9;]*'"$1"; }
fits() { [[ $(pane | wc -l) == "$1" ]]; }

settings() { stty -F "$(tmux display-message -p -t desk '#{pane_tty}')" "$@"; }
