# Sourced by the tests of the real window: a display of their own, a folder `$work`, and how the program is started.
program=$(realpath "$1")
name=$(basename "$0")
work=$(mktemp -d)
number=$((200 + RANDOM % 700))
Xvfb ":$number" -screen 0 1440x900x24 -nolisten tcp >/dev/null 2>&1 &
xvfb=$!
app=
finish() {
  { kill -9 ${app:-} "$xvfb" || true; wait; } 2>/dev/null
  rm -rf "$work"
}
trap finish EXIT
export DISPLAY=":$number" LIBGL_ALWAYS_SOFTWARE=1 XDG_RUNTIME_DIR="$work/run"
export XDG_CONFIG_HOME="$work/config" XDG_DATA_HOME="$work/data" XDG_CACHE_HOME="$work/cache" XDG_STATE_HOME="$work/state"
unset WAYLAND_DISPLAY
mkdir -m 700 "$XDG_RUNTIME_DIR" && mkdir "$XDG_CACHE_HOME"

# Says what is wrong and ends the test.
wrong() {
  echo "$name: $1" >&2
  exit 1
}

# Waits for a condition, looking every 50 ms for 30 s at most.
until_true() {
  for _ in $(seq 600); do
    if eval "$1"; then return 0; fi
    read -rt 0.05 <> <(:) || true
  done
  echo "$name: waited in vain for: $1" >&2
  return 1
}

# Starts the program on an article, waits until this event is in its trace, and gives it the keyboard.
starts=0
start() {
  trace="$work/trace.$((++starts))"
  GLOSSATOR_TRACE="$trace" "$program" "$1" --annotator anna &
  app=$!
  until_true "grep -q ${2:-marks_painted} '$trace' 2>/dev/null"
  until_true "xdotool search --onlyvisible --pid $app >/dev/null 2>&1"
  window=$(xdotool search --onlyvisible --pid "$app" | head -n 1)
  xdotool windowfocus "$window" 2>/dev/null || true
}
stop() { kill -9 "$app"; wait "$app" 2>/dev/null || true; app=; }

until_true "[ -e /tmp/.X11-unix/X$number ]"
