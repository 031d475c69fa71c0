#!/usr/bin/env bash
# Takes corpora through the real Label Studio and the real doccano and back. Needs pip and ten minutes, with the tools four and a half.
#   tests/oracles/real/run.sh PROGRAM KEEPDIR
# With GLOSSATOR_TOOLS=FOLDER the tools, 2 GB, are kept there for the next time.
set -euo pipefail
program=$(realpath "$1")
mkdir -p "$2"
keep=$(realpath "$2")
here=$(dirname "$(realpath "$0")")
tests=$(realpath "$here/../..")
tools=${GLOSSATOR_TOOLS:-$keep/tools}
# What doccano needs is built for no later Python.
python=$(command -v python3.11 || command -v python3)

tool() { # name, packages
  local venv=$tools/$1
  shift
  [ -x "$venv/bin/python" ] || "$python" -m venv "$venv"
  "$venv/bin/pip" install --quiet --disable-pip-version-check "$@"
}
tool label_studio label-studio==1.23.2
# Its requirements have no upper limits, and of these the newest do not work.
tool doccano doccano==1.8.4 'marshmallow<4' 'numpy<2' 'setuptools<81'

code=0
for name in doccano label_studio; do
  while read -r corpus annotator; do
    trip=$keep/$name-$annotator
    rm -rf "$trip"
    printf '\n== %s: %s, the work of %s\n' "$name" "$corpus" "$annotator"
    began=$SECONDS
    "$tools/$name/bin/python" "$here/$name.py" "$program" "$corpus" "$annotator" "$trip" || code=1
    echo "== $((SECONDS - began)) s"
  done <<<"$tests/fixtures/real/corpus anna
$tests/../assets/sample mira"
done
exit "$code"
