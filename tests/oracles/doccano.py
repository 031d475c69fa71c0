"""Checks a dataset for doccano from outside: entities stand where they say, relations lead to entities.

doccano has no reader of its own outside its server; its import takes JSON lines with these keys and types.
    python3 doccano.py DATASET
"""

import collections
import json
import pathlib
import sys


def check(example: dict, where: str, spans: collections.Counter, ids: set[int]) -> None:
    text = example["text"]
    assert isinstance(example["id"], int) and isinstance(text, str), f"{where}: no id or no text"
    assert "\r" not in text, f"{where}: doccano counts carriage returns otherwise than Python does"
    own = set()
    for entity in example["entities"]:
        start, end = entity["start_offset"], entity["end_offset"]
        assert type(entity["id"]) is int and entity["id"] not in ids, f"{where}: entity id {entity['id']} is taken"
        assert entity["label"] and 0 <= start < end <= len(text), f"{where}: {start}..{end} is out of range"
        assert text[start:end] == entity["text"], f"{where}: {text[start:end]!r} is not {entity['text']!r}"
        ids.add(entity["id"])
        own.add(entity["id"])
        spans[entity["label"]] += 1
    for relation in example["relations"]:
        assert {relation["from_id"], relation["to_id"]} <= own, f"{where}: relation {relation['id']} leads nowhere"
        assert relation["type"], f"{where}: relation {relation['id']} has no type"


def main() -> None:
    articles, spans, ids = 0, collections.Counter(), set()
    for file in sorted(pathlib.Path(sys.argv[1]).rglob("data.jsonl")):
        with file.open(encoding="utf-8", newline="\n") as lines:
            for number, line in enumerate(lines, 1):
                check(json.loads(line), f"{file}:{number}", spans, ids)
                articles += 1
    assert articles, "there was nothing to check"
    print(json.dumps({"articles": articles, "spans": dict(sorted(spans.items()))}))


try:
    main()
except (AssertionError, KeyError, ValueError) as error:
    sys.exit(f"doccano: {error!r}" if not isinstance(error, AssertionError) else str(error))
