#!/usr/bin/env bash
# The real window is killed (SIGKILL) again and again while somebody marks word after word: whatever its trace called
# saved is in the file, which reads.
#   tests/real/kills.sh PROGRAM [KILLS]
set -euo pipefail
. "$(dirname "$0")/display.sh"
kills=${2:-5}
mkdir "$work/corpus"
article="$work/corpus/a.txt"
file="$work/corpus/a.anna.ron"
for word in $(seq 400); do printf 'wort%s ' "$word"; done >"$article"
marks() { grep -c 'quote: "wort' "$file" 2>/dev/null || true; }
saves() { grep -c '"saved"' "$trace" 2>/dev/null || true; }

acknowledged=0 rounds=0
# Marks the next word behind those that are marked.
mark_next() {
  xdotool key ctrl+shift+Right key a
  local before=$1
  until_true "[ \$(saves) -gt $before ]"
  xdotool key Escape key Right
}
for _ in $(seq "$kills"); do
  start "$article"
  # To the end of what is marked, which is where the last round ended.
  xdotool key ctrl+Home
  for _ in $(seq "$acknowledged"); do printf 'key ctrl+Right '; done | xargs -r xdotool
  for _ in 1 2; do
    mark_next "$(saves)"
    acknowledged=$((acknowledged + 1))
  done
  # One more, in the middle of which the program ends.
  xdotool key ctrl+shift+Right key a
  read -rt "0.0$((RANDOM % 9))" <> <(:) || true
  stop
  rounds=$((rounds + 1))
  [ "$(marks)" -ge "$acknowledged" ] || wrong "after $rounds kills $(marks) marks are in the file, and $acknowledged were called saved"
  "$program" check "$work/corpus" >/dev/null || [ $? = 1 ] || wrong "the file does not read after kill $rounds"
  acknowledged=$(marks)
done
echo "kills.sh: $rounds kills of the window, $acknowledged marks called saved, 0 lost, 0 files unreadable"
