#!/usr/bin/env bash
# The real program in a real window under Xvfb: a real click and real keys make a mark and a file; then it is
# killed, opened again, the mark is still there, and undo and redo go on. Prints the time to the first readable article and memory.
#   tests/real/window.sh PROGRAM
set -euo pipefail
program=$(realpath "$1")
work=$(mktemp -d)
number=$((200 + RANDOM % 700))
Xvfb ":$number" -screen 0 1440x900x24 -nolisten tcp >/dev/null 2>&1 &
xvfb=$!
app=
finish() { kill -9 ${app:-} "$xvfb" 2>/dev/null || true; rm -rf "$work"; }
trap finish EXIT
export DISPLAY=":$number" LIBGL_ALWAYS_SOFTWARE=1 XDG_RUNTIME_DIR="$work/run"
export XDG_CONFIG_HOME="$work/config" XDG_DATA_HOME="$work/data" XDG_CACHE_HOME="$work/cache"
unset WAYLAND_DISPLAY
mkdir -m 700 "$XDG_RUNTIME_DIR" && mkdir "$XDG_CACHE_HOME"
mkdir "$work/corpus"
printf 'Wang Xiaohong reist nach Bern\n\nAm 3. Mai traf Lena Vogt ihren Kollegen.\n' >"$work/corpus/a.txt"
file="$work/corpus/a.anna.ron"

# Waits for a condition, looking every 50 ms for 20 s at most.
until_true() {
  for _ in $(seq 400); do
    if eval "$1"; then return 0; fi
    read -rt 0.05 <> <(:) || true
  done
  echo "window.sh: waited in vain for: $1" >&2
  return 1
}

start() {
  trace="$work/trace.$1"
  GLOSSATOR_TRACE="$trace" "$program" "$work/corpus/a.txt" --annotator anna &
  app=$!
  until_true "grep -q text_painted '$trace' 2>/dev/null"
  until_true "xdotool search --onlyvisible --pid $app >/dev/null 2>&1"
  window=$(xdotool search --onlyvisible --pid "$app" | head -n 1)
  xdotool windowfocus "$window" 2>/dev/null || true
}

until_true "[ -e /tmp/.X11-unix/X$number ]"
# The first start fills the caches of the disk and of the graphics driver.
start warm
kill -9 "$app"; wait "$app" 2>/dev/null || true
start first
# A real click: the second word of the title, twice; then real keys.
xdotool mousemove 470 155 click --repeat 2 --delay 60 1
until_true "grep -c '\"event\":\"frame\"' '$trace' | grep -qv '^[01]$'"
xdotool key a
until_true "[ -s '$file' ]"
xdotool type --delay 30 'Wang'
xdotool key Return
until_true "grep -q 'links: \\[\"r-' '$file'"
grep -q 'name_en: "Wang"' "$work/corpus/_glossator/registry.ron" || { echo "window.sh: the actor is not in the registry" >&2; exit 1; }
grep -q 'quote: "\(Wang\|Xiaohong\)"' "$file" || { echo "window.sh: the click did not mark a word of the title" >&2; cat "$file" >&2; exit 1; }
memory=$(awk '/VmRSS/ {print int($2 / 1024)}' "/proc/$app/status")
kill -9 "$app"; wait "$app" 2>/dev/null || true
before=$(sha256sum "$file")
start again
until_true "grep -q marks_painted '$trace'"
# What was done before the program was killed can be taken back and made again.
xdotool key ctrl+z
until_true "grep -q 'links: \\[\\]' '$file'"
xdotool key ctrl+shift+z
until_true "grep -q 'links: \\[\"r-' '$file'"
xdotool key ctrl+q
until_true "! kill -0 $app 2>/dev/null"
[ "$before" = "$(sha256sum "$file")" ] || { echo "window.sh: undo and redo after a restart have not led back" >&2; exit 1; }
painted=$(grep -h -m 1 text_painted "$trace" | sed 's/.*"ms":\([0-9.]*\).*/\1/')
saved=$(grep -h -m 1 '"saved"' "$work/trace.first" | sed 's/.*"write_ms":\([0-9.]*\).*/\1/')
app=
echo "window.sh: 1 passed: click and keys made a mark and a file, which outlived kill -9; undo and redo went on after it"
echo "window.sh: first readable article after $painted ms, $memory MB resident, one save took $saved ms"
