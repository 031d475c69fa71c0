"""Checks a dataset for Prodigy from outside: spaCy builds the text from the tokens and finds every span on them.

Prodigy itself is not free; what it does with tokens and spans, it does with spaCy. Needs spacy.
    python3 prodigy.py DATASET
"""

import collections
import json
import pathlib
import sys
import warnings

import spacy
from spacy.tokens import Doc, DocBin, SpanGroup

VOCAB = spacy.blank("xx").vocab


def check(task: dict, where: str, spans: collections.Counter) -> Doc:
    text, tokens = task["text"], task["tokens"]
    doc = Doc(VOCAB, [token["text"] for token in tokens], [token["ws"] for token in tokens])
    assert doc.text == text, f"{where}: the tokens make {doc.text!r}"
    for number, (token, made) in enumerate(zip(tokens, doc, strict=True)):
        assert token["id"] == number and token["start"] == made.idx, f"{where}: token {number} stands elsewhere"
        assert text[token["start"] : token["end"]] == token["text"], f"{where}: token {number} is another text"
    group = []
    places = set()
    for span in task["spans"]:
        found = doc.char_span(span["start"], span["end"], label=span["label"], alignment_mode="strict")
        assert found is not None, f"{where}: {span['start']}..{span['end']} does not fit the tokens"
        assert found.text == span["text"], f"{where}: {found.text!r} is not {span['text']!r}"
        assert (found.start, found.end - 1) == (span["token_start"], span["token_end"]), f"{where}: tokens of {span}"
        group.append(found)
        places.add((span["start"], span["end"], span["token_start"], span["token_end"], span["label"]))
        spans[span["label"]] += 1
    for relation in task["relations"]:
        for token, key in (("head", "head_span"), ("child", "child_span")):
            end = relation[key]
            place = (end["start"], end["end"], end["token_start"], end["token_end"], end["label"])
            assert place in places, f"{where}: {end} is no span"
            assert relation[token] == end["token_end"], f"{where}: {token} is not the last token"
    for key in ("_input_hash", "_task_hash"):
        assert -(2**31) <= task[key] < 2**31, f"{where}: {key} is out of range"
    assert task["answer"] == "accept" and task["_view_id"] in ("spans_manual", "relations"), where
    doc.spans["sc"] = SpanGroup(doc, name="sc", spans=group)
    return doc


def main() -> None:
    warnings.simplefilter("error")
    articles, spans = 0, collections.Counter()
    for file in sorted(pathlib.Path(sys.argv[1]).rglob("data.jsonl")):
        docs = []
        with file.open(encoding="utf-8", newline="\n") as lines:
            for number, line in enumerate(lines, 1):
                docs.append(check(json.loads(line), f"{file}:{number}", spans))
        back = list(DocBin().from_bytes(DocBin(docs=docs).to_bytes()).get_docs(VOCAB))
        assert len(back) == len(docs), f"{file}: a DocBin has {len(back)} of {len(docs)} articles"
        for before, after in zip(docs, back, strict=True):
            of = lambda doc: [(span.start_char, span.end_char, span.label_) for span in doc.spans["sc"]]
            assert before.text == after.text and of(before) == of(after), f"{file}: an article changes in a DocBin"
        articles += len(docs)
    assert articles, "there was nothing to check"
    print(json.dumps({"articles": articles, "spans": dict(sorted(spans.items()))}))


try:
    main()
except Exception as error:  # Warnings of spaCy are errors here.
    sys.exit(f"prodigy: {error!r}")
