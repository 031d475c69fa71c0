#!/usr/bin/env bash
# Exports a corpus in every format and has other programs read it, whole and in parts; then brings it in again.
#     formats.sh PYTHON GLOSSATOR CORPUS ANNOTATOR
set -euo pipefail
python=$1 glossator=$2 corpus=$3 annotator=$4
here=$(dirname "$(realpath "$0")")
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
# Nothing is fetched, and nothing is left behind.
export HF_HOME="$out/huggingface" HF_HUB_OFFLINE=1 HF_DATASETS_OFFLINE=1 HF_DATASETS_DISABLE_PROGRESS_BARS=1

check() { # name, oracle, arguments of the export
  local name=$1 oracle=$2
  shift 2
  "$glossator" export "$corpus" --annotator "$annotator" -o "$out/$name" "$@" 2>/dev/null
  printf '%s: ' "$name"
  # Without -P a script would find its neighbours before the packages of the same name.
  "$python" -P "$here/$oracle.py" "$out/$name"
}

declare -A oracles=([csv]=csv-tables [json]=json-schema [cas-xmi]=cas [cas-json]=cas)
for format in brat conll webanno-tsv cas-xmi cas-json doccano label-studio prodigy bioc w3c parquet csv json; do
  check "$format" "${oracles[$format]:-$format}" --to "$format"
  check "$format-parts" "${oracles[$format]:-$format}" --to "$format" --split train=0.4,dev=0.3,test=0.3 --seed 3
done
check conllu conll --to conll --variant conllu

# What one run writes a second writes again, byte for byte.
"$glossator" export "$corpus" --annotator "$annotator" -o "$out/again" --to parquet 2>/dev/null
diff -r "$out/parquet" "$out/again"

# In again: as many records as went out.
count() { "$glossator" stats "$1" --annotator "$2" --format json | "$python" -c '
import json, sys
done = json.load(sys.stdin)["annotators"].popitem()[1]
print(done["actors"], done["dates"], done["agreements"])'; }
for format in brat webanno-tsv cas-xmi cas-json doccano label-studio prodigy w3c json; do
  mkdir "$out/in-$format"
  "$glossator" import "$out/in-$format" "$out/$format" --from "$format" --annotator again >/dev/null 2>&1
  [ "$(count "$corpus" "$annotator")" = "$(count "$out/in-$format" again)" ] || {
    echo "$format: $(count "$out/in-$format" again) came in, $(count "$corpus" "$annotator") went out" >&2
    exit 1
  }
done
echo "all formats come in again with as many records as went out"

# What a dataset does not hold stands in its list of losses, and what a foreign file holds is in the work or in the list of
# what was left out: compared by readers that are not ours, of files that are made up.
"$python" -P "$here/losses.py" "$glossator" "$out/losses"
"$python" -P "$here/rule.py" "$glossator" "$out/rule"
