"""Checks a dataset in brat standoff from outside: bioc reads every file, every quote is the text at its offsets.

    python3 brat.py DATASET
"""

import collections
import json
import pathlib
import re
import sys

from bioc import brat as bioc_brat

TYPE = re.compile(r"[A-Za-z0-9_-]+")


def check(file: pathlib.Path, configured: set, spans: collections.Counter) -> None:
    article = file.with_suffix(".txt").read_bytes().decode("utf-8")
    marks = file.read_bytes().decode("utf-8")
    # brat ends lines where Python does, which is at more than a line feed.
    assert marks.splitlines() == marks.split("\n")[:-1] or not marks, f"{file}: a line break inside a line"
    blank = False
    names = {line.split("\t")[0] for line in marks.splitlines()}
    assert len(names) == len(marks.splitlines()), f"{file}: an id twice"
    for line in marks.splitlines():
        name, data, *tail = line.split("\t", 2)
        if name.startswith("T"):
            label, ranges = data.split(" ", 1)
            pairs = [tuple(map(int, pair.split(" "))) for pair in ranges.split(";")]
            assert TYPE.fullmatch(label) and label in configured, f"{file}: {name}: {label} is not configured"
            assert all(0 <= start < end <= len(article) for start, end in pairs), f"{file}: {name}: offsets"
            assert all(a[1] < b[0] for a, b in zip(pairs, pairs[1:])), f"{file}: {name}: fragments touch"
            quote = " ".join(article[start:end] for start, end in pairs)
            assert tail == [quote], f"{file}: {name}: {tail} is not {quote!r}"
            spans[label] += 1
            blank |= not quote.strip()
        elif name.startswith("#"):
            assert data.split(" ")[1] in names, f"{file}: {name}: a note on nothing"
            json.loads(tail[0])
        else:
            targets = re.findall(r"[ :]([TER]\d+)(?= |$)", data)
            assert targets and names.issuperset(targets), f"{file}: {name}: {data} leads to nothing"
    if blank:
        return  # bioc strips its lines, and then finds no quote; brat itself reads them
    read = bioc_brat.loads(article, marks)
    count = {head: sum(name.startswith(head) for name in names) for head in "TER"}
    found = {"T": len(read.entities), "E": len(read.events), "R": len(read.relations)}
    assert found == count, f"{file}: bioc reads {found} of {count}"


def main() -> None:
    dataset = pathlib.Path(sys.argv[1])
    configured = set(re.findall(r"^([A-Za-z0-9_-]+)", (dataset / "annotation.conf").read_text("utf-8"), re.M))
    files, spans = sorted(dataset.rglob("*.ann")), collections.Counter()
    for file in files:
        check(file, configured, spans)
    print(json.dumps({"articles": len(files), "spans": dict(sorted(spans.items()))}))


if __name__ == "__main__":
    try:
        main()
    except AssertionError as wrong:
        sys.exit(str(wrong))
