"""Checks WebAnno TSV from outside: reads it as INCEpTION's Tsv3XDeserializer does, with offsets in UTF-16 units.

There is no public reader in Python; this follows the Java one, gaps between sentences and lookbehinds included.
    python3 webanno-tsv.py DATASET
"""

import collections
import json
import pathlib
import re
import sys

STACK, SLOT = re.compile(r"(?<!\\)\|"), re.compile(r"(?<!\\);")
NUMBER = re.compile(r"^(.*)\[(\d+)\]$", re.S)
ESCAPES = {"t": "\t", "n": "\n", "r": "\r", "f": "\f", "b": "\b"}


def unescape(text: str) -> str:
    return re.sub(r"\\(.)", lambda it: ESCAPES.get(it[1], it[1]), text, flags=re.S)


def numbered(cell: str) -> tuple:
    match = NUMBER.match(cell) if not cell.endswith("\\]") else None
    return (match[1], int(match[2])) if match else (cell, None)


def header(file: pathlib.Path, lines: list) -> list:
    assert lines.pop(0) == "#FORMAT=WebAnno TSV 3.3", f"{file}: format"
    columns = []
    while lines[0].startswith("#T_SP="):
        layer, *names = lines.pop(0).removeprefix("#T_SP=").split("|")
        for name in names:
            slot = name.split("_")
            assert not name.startswith("ROLE_") or len(slot) == 3 and slot[1].startswith(layer), f"{file}: {name}"
            kind = "role" if name.startswith("ROLE_") else "target" if "." in name else "feature"
            columns.append((layer, kind, name))
    assert lines[:2] == ["", ""] or lines == ["", ""], f"{file}: two empty lines after the layers"
    del lines[:2]
    return columns


def check(file: pathlib.Path, spans: collections.Counter) -> None:
    lines = re.split(r"\r\n|\r|\n", file.read_bytes().decode("utf-8"))
    columns, text, sentence = header(file, lines), b"", ""
    units, marks, slots, ids = [], {}, [], collections.defaultdict(set)
    for line in lines:
        if line.startswith("#Text="):
            sentence += unescape(line.removeprefix("#Text=")) + "\n"
        if line.startswith("#") or not line:
            continue
        unit, offsets, form, *cells = line.split("\t")
        assert len(cells) == len(columns) + 1 and cells[-1] == "", f"{file}: {unit}: number of columns"
        begin, end = map(int, offsets.split("-"))
        if sentence:
            if len(text) // 2 > begin:
                assert len(text) // 2 == begin + 1, f"{file}: {unit}: sentences overlap"
                text = text[:-2]
            text += (" " * (begin - len(text) // 2)).encode("utf-16-le") + sentence.encode("utf-16-le")
            sentence = ""
        units.append((unit, begin, end, form))
        for (layer, kind, name), cell in zip(columns, cells):
            for index, value in enumerate(STACK.split(cell) if cell != "_" else []):
                if kind == "target":
                    slots += [numbered(target) for target in SLOT.split(value) if target != "*"]
                    continue
                value, number = numbered(value)
                key = (layer, number) if number else (layer, unit, index)
                mark = marks.setdefault(key, [layer, begin, end])
                mark[2] = max(mark[2], end)
                if name == "id":
                    ids[key].add(unescape(value))
    known = {number for _, number, *_ in marks if isinstance(number, int)}
    for unit, begin, end, form in units:
        quote = text[2 * begin : 2 * end].decode("utf-16-le")
        assert quote == form or quote == unescape(form), f"{file}: {unit}: {quote!r} is not {form!r}"
    for key, (layer, begin, end) in marks.items():
        assert 0 <= begin < end <= len(text) // 2, f"{file}: {key}: offsets"
        assert len(ids[key]) == 1, f"{file}: {key}: ids {ids[key]}"
        spans[layer.rsplit(".", 1)[1]] += 1
    assert all(number in known for _, number in slots), f"{file}: a slot leads to nothing"


def main() -> None:
    files, spans = [], collections.Counter()
    files = sorted(file for file in pathlib.Path(sys.argv[1]).rglob("*.tsv") if "_about" not in file.parts)
    for file in files:
        check(file, spans)
    print(json.dumps({"articles": len(files), "spans": dict(sorted(spans.items()))}))


if __name__ == "__main__":
    try:
        main()
    except AssertionError as wrong:
        sys.exit(str(wrong))
