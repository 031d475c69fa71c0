#!/usr/bin/env bash
# The real window is ended by the system (SIGTERM, SIGHUP) while somebody types in a note: the text is in the file. Where
# the corpus is gone by then, the work is kept in the program's own folder, and the next start says so.
#   tests/real/ended.sh PROGRAM
set -euo pipefail
. "$(dirname "$0")/display.sh"
mkdir "$work/corpus"
printf 'Wang Xiaohong reist nach Bern\n\nAm 3. Mai traf Lena Vogt ihren Kollegen.\n' >"$work/corpus/a.txt"
file="$work/corpus/a.anna.ron"

# Marks a word, so that its record is on the screen, and begins a note on it.
type_note() {
  xdotool mousemove 470 155 click --repeat 2 --delay 60 1
  until_true "grep -c '\"event\":\"frame\"' '$trace' | grep -qv '^[01]$'"
  xdotool key a
  until_true "[ -s '$file' ]"
  xdotool mousemove 1290 290 click 1
  xdotool type --delay 40 "$1"
  # What is typed is on the screen once the frames have come.
  seen=$(grep -c '"event":"frame"' "$trace")
  xdotool key shift
  until_true "[ \$(grep -c '\"event\":\"frame\"' '$trace') -ge $seen ]"
}

signals="TERM HUP"
# Where this was begun with nohup the program is not to end with the terminal.
ignored=$(sed -n 's/^SigIgn:\s*//p' "/proc/$$/status")
if [ $((16#$ignored & 1)) = 1 ]; then signals=TERM; fi
for signal in $signals; do
  rm -rf "$file" "$work/corpus/_glossator"
  start "$work/corpus/a.txt"
  type_note "halbes Wort $signal"
  grep -q "halbes Wort $signal" "$file" && wrong "the note was taken before it was to be"
  kill -"$signal" "$app"
  code=0
  wait "$app" || code=$?
  app=
  [ "$code" = 0 ] || wrong "SIG$signal ended the program with $code"
  grep -q "halbes Wort $signal" "$file" || wrong "what was typed when SIG$signal came is lost"
done

rm -rf "$file" "$work/corpus/_glossator"
start "$work/corpus/a.txt"
type_note "nicht verloren"
mv "$work/corpus" "$work/elsewhere"
kill -TERM "$app"
wait "$app" || true
app=
[ ! -e "$work/corpus" ] || wrong "a corpus that was renamed was made anew"
kept=$(grep -rl "nicht verloren" "$work/data" | head -n 1)
[ -n "$kept" ] || wrong "work on a corpus that is gone is lost"
echo "ended.sh: 3 passed: what was typed when the system ended the program is in its file, or kept apart in ${kept#"$work"/}"
