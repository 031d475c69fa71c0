"""Lines of doccano, as it exports them from its kinds of projects, old and new."""

import json
import pathlib

from .made import Census, Made, key_of, without


def line(made: Made, number: int, shape: str, people: list) -> dict:
    text, word = made.text(), made.word
    line = {"id": number, "text": text}
    for _ in made.few(0, 2):
        line.setdefault(made.field(), made.of(word("me"), [word("me")], {word("fe"): word("me")}, 3))
    spans = [[start, end, made.label()] for start, end in made.places(text, 3)]
    if shape in ("relations", "users"):
        line["entities"] = [
            {"id": 10 * number + at, "label": label, "start_offset": start, "end_offset": end}
            for at, (start, end, label) in enumerate(spans)
        ]
        for entity in line["entities"]:
            if made.maybe(0.1):
                entity[made.of("comment", word("fe"))] = word("co")
            if shape == "users":
                entity["user"] = made.of(*people)
        line["relations"] = [
            {"id": at, "from_id": 10 * number, "to_id": 10 * number + 1, "type": made.role()} for at in made.few(0, 2)
        ]
    elif shape == "slots":
        line |= {"cats": [word("la") for _ in made.few(0, 2)], "entities": spans}
    elif shape == "old":
        line |= {"labels": spans, "annotation_approver": made.of(None, word("pe")), "meta": {word("fe"): word("me")}}
    else:
        line["label"] = spans if shape == "sequence" else [word("la") for _ in made.few(1, 2)]
    if made.maybe(0.4):
        line["Comments"] = made.of(
            [word("co"), word("co")], [{"id": 1, "comment": word("co")}], [{"user": word("pe"), "text": word("co")}]
        )
    return line


def make(made: Made) -> dict:
    shape = made.of("relations", "relations", "sequence", "slots", "classes", "old", "users")
    people = [made.word("pe") for _ in made.few(1, 2)]
    return {"admin.jsonl": [line(made, number, shape, people) for number in range(1, 5)]}


def count(folder: pathlib.Path, census: Census) -> None:
    for line in (folder / "admin.jsonl").read_text("utf-8").splitlines():
        line = json.loads(line)
        article = key_of(line["text"])
        census.add(without(line, "entities"), "line", article)
        census.others += len(line.get("cats", []))
        entities = line.get("entities", [])
        for one in entities + line.get("labels", []) + (line["label"] if isinstance(line.get("label"), list) else []):
            if isinstance(one, dict):
                place, label = ((one["start_offset"], one["end_offset"]),), one["label"]
            elif isinstance(one, list):
                place, label = ((one[0], one[1]),), one[2]
            else:
                census.others += 1
                continue
            census.add(one, "line.entities[]", article, place)
            census.mark(article, place, label)
        for one in line.get("relations", []):
            census.link(article, one["type"])
