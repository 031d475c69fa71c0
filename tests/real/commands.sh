#!/usr/bin/env bash
# A program built without its window: it says so in a sentence, and its commands work.
#   tests/real/commands.sh PROGRAM
set -euo pipefail
program=$(realpath "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
printf 'Am 3. Mai traf Lena Vogt ihren Kollegen.\n' >"$work/a.txt"
for arguments in "" "--sample" "$work"; do
  code=0
  # shellcheck disable=SC2086 # no argument at all is one of the cases
  "$program" $arguments >"$work/out" 2>"$work/said" || code=$?
  if [ "$code" != 2 ] || [ -s "$work/out" ] || ! grep -q '^glossator: This build has no window, only the commands' "$work/said"; then
    echo "commands.sh: “glossator $arguments” ended with $code and said: $(cat "$work/said")" >&2
    exit 1
  fi
done
"$program" check "$work" | grep -q '0 errors' || { echo "commands.sh: the commands do not work" >&2; exit 1; }
echo "commands.sh: 4 passed: without its window the program says so and does its other work"
