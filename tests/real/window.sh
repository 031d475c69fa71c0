#!/usr/bin/env bash
# The real program in a real window under Xvfb: a real click and real keys make a mark and a file; then it is
# killed, opened again, the mark is still there, and undo and redo go on. Prints the time to the first readable article and memory.
#   tests/real/window.sh PROGRAM
set -euo pipefail
. "$(dirname "$0")/display.sh"
mkdir "$work/corpus"
printf 'Wang Xiaohong reist nach Bern\n\nAm 3. Mai traf Lena Vogt ihren Kollegen.\n' >"$work/corpus/a.txt"
file="$work/corpus/a.anna.ron"

# The first start fills the caches of the disk and of the graphics driver.
start "$work/corpus/a.txt" text_painted
stop
start "$work/corpus/a.txt" text_painted
first=$trace
# A real click: the second word of the title, twice; then real keys.
xdotool mousemove 470 155 click --repeat 2 --delay 60 1
until_true "grep -c '\"event\":\"frame\"' '$trace' | grep -qv '^[01]$'"
xdotool key a
until_true "[ -s '$file' ]"
xdotool type --delay 30 'Wang'
xdotool key Return
until_true "grep -q 'links: \\[\"r-' '$file'"
grep -q 'name_en: "Wang"' "$work/corpus/_glossator/registry.ron" || wrong "the actor is not in the registry"
grep -q 'quote: "\(Wang\|Xiaohong\)"' "$file" || { cat "$file" >&2; wrong "the click did not mark a word of the title"; }
memory=$(awk '/VmRSS/ {print int($2 / 1024)}' "/proc/$app/status")
stop
before=$(sha256sum "$file")
start "$work/corpus/a.txt"
# What was done before the program was killed can be taken back and made again.
xdotool key ctrl+z
until_true "grep -q 'links: \\[\\]' '$file'"
xdotool key ctrl+shift+z
until_true "grep -q 'links: \\[\"r-' '$file'"
xdotool key ctrl+q
until_true "! kill -0 $app 2>/dev/null"
[ "$before" = "$(sha256sum "$file")" ] || wrong "undo and redo after a restart have not led back"
painted=$(grep -h -m 1 text_painted "$trace" | sed 's/.*"ms":\([0-9.]*\).*/\1/')
saved=$(grep -h -m 1 '"saved"' "$first" | sed 's/.*"write_ms":\([0-9.]*\).*/\1/')
app=
echo "window.sh: 1 passed: click and keys made a mark and a file, which outlived kill -9; undo and redo went on after it"
echo "window.sh: first readable article after $painted ms, $memory MB resident, one save took $saved ms"
