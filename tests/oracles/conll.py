"""Checks CoNLL files from outside: conllu writes the same bytes again, seqeval reads every tag in strict mode.

    python3 conll.py DATASET
"""

import collections
import json
import pathlib
import sys
import unicodedata

import conllu
from seqeval.metrics.sequence_labeling import get_entities
from seqeval.scheme import IOB2, Entities


def check_columns(file: pathlib.Path, spans: collections.Counter) -> int:
    content = file.read_bytes().decode("utf-8")
    assert content.endswith("\n\n"), f"{file}: no blank line at its end"
    sentences, articles = [], 0
    for block in content[:-2].split("\n\n"):
        rows = [line.split(" ") for line in block.split("\n")]
        if block == "-DOCSTART- -X- O O":
            articles += 1
            continue
        for row in rows:
            assert len(row) == 4 and row[0].split() == [row[0]] and row[1:3] == ["-X-", "_"], f"{file}: {row}"
            assert row[0] != "#", f"{file}: a line could be a comment"
        sentences.append([row[3] for row in rows])
    strict = Entities(sentences, IOB2)
    for tags, entities in zip(sentences, strict.entities):
        begun = sum(tag.startswith("B-") for tag in tags)
        inside = sum(entity.end - entity.start for entity in entities)
        assert begun == len(entities) and inside == sum(tag != "O" for tag in tags), f"{file}: {tags} is no IOB2"
        assert len(get_entities(tags)) == begun
        spans.update(entity.tag for entity in entities)
    return articles


def check_conllu(file: pathlib.Path, spans: collections.Counter) -> int:
    content = file.read_bytes().decode("utf-8")
    assert unicodedata.is_normalized("NFC", content), f"{file}: not in NFC"
    sentences = conllu.parse(content)
    again = "".join(sentence.serialize() for sentence in sentences)
    assert again == content, f"{file}: conllu writes something else"
    ids = [sentence.metadata["sent_id"] for sentence in sentences]
    assert len(ids) == len(set(ids)), f"{file}: a sent_id twice"
    for sentence in sentences:
        text, last = "", {}
        for number, token in enumerate(sentence, 1):
            misc = token["misc"] or {}
            assert token["id"] == number and token["form"].strip() == token["form"] != "", f"{file}: {token}"
            for layer in [name for name, value in misc.items() if value == "I" and "[" not in name]:
                assert layer in last, f"{file}: {layer} goes on without a beginning"
            last = {name for name, value in misc.items() if value in ("B", "I")}
            spans.update(name for name, value in misc.items() if value == "B" and f"{name}[id]" in misc)
            text += token["form"] + ("" if misc.get("SpaceAfter") == "No" else " ")
        assert text.rstrip(" ") == sentence.metadata["text"], f"{file}: {text!r} is not {sentence.metadata['text']!r}"
    return sum("newdoc id" in sentence.metadata for sentence in sentences)


def main() -> None:
    dataset = pathlib.Path(sys.argv[1])
    spans, articles = collections.Counter(), collections.Counter()
    for file in sorted(dataset.rglob("*.conll")):
        articles[file.name] += check_columns(file, spans)
    for file in sorted(dataset.rglob("*.conllu")):
        articles[file.name] += check_conllu(file, spans)
    print(json.dumps({"articles": max(articles.values(), default=0), "spans": dict(sorted(spans.items()))}))


if __name__ == "__main__":
    try:
        main()
    except AssertionError as wrong:
        sys.exit(str(wrong))
