"""Tasks of Label Studio, JSON and JSON-MIN, as it exports them."""

import json
import pathlib

from .made import Census, Made, key_of, without

TIMES = {"created_at": "2024-05-01T00:00:00Z", "updated_at": "2024-05-01T00:00:00Z", "lead_time": 3.5}


def value_of_a_control(made: Made, region: dict) -> dict:
    """A value beside the marks: of a region, or of the whole task."""
    word = made.word
    kind, value = made.of(
        ("choices", {"choices": [word("va")]}),
        ("textarea", {"text": [word("va") for _ in made.few(1, 2)]}),
        ("rating", {"rating": 4}),
        ("number", {"number": 7.5}),
        ("datetime", {"datetime": "2024-05-03"}),
        ("taxonomy", {"taxonomy": [[word("va"), word("va")]]}),
        ("pairwise", {"selected": word("va")}),
    )
    value |= {key: region["value"][key] for key in ("start", "end") if region}
    name = made.field()
    return {
        "id": region.get("id", f"t{made.count}"),
        "from_name": name,
        "to_name": "text",
        "type": kind,
        "value": value,
    }


def result(made: Made, text: str) -> list:
    found, regions = [], []
    for start, end in made.places(text, made.chance.randint(1, 4)):
        value = {"start": start, "end": end, "text": text[start:end], "labels": [made.label()]}
        region = {"value": value, "id": f"r{start}-{end}", "from_name": "label", "to_name": "text", "type": "labels"}
        region["origin"] = made.of("manual", "prediction")
        if made.maybe(0.3):
            region["meta"] = made.of(
                {"text": [made.word("no") for _ in made.few(1, 2)]}, {made.word("fe"): made.word("va")}
            )
        if made.maybe(0.1):
            value["labels"].append(made.label())
        regions.append(region)
        found += [region] + [value_of_a_control(made, region) for _ in made.few(0, 1)]
    for _ in made.few(0, 2) if len(regions) > 1 else []:
        one, other = made.chance.sample(regions, 2)
        link = {
            "from_id": one["id"],
            "to_id": other["id"],
            "type": "relation",
            "direction": made.of("right", "left", "bi"),
        }
        if made.maybe(0.9):
            link["labels"] = [made.role() for _ in made.few(1, 2)]
        found.append(link)
    return found + [value_of_a_control(made, {}) for _ in made.few(0, 3)]


def comment(made: Made) -> dict:
    return {"id": 1, "text": made.word("co"), "created_by": {"email": f"{made.word('pe')}@x.org"}, "is_resolved": False}


def task(made: Made, number: int, people: list) -> dict:
    text, word = made.text(), made.word
    task = {"id": number, "data": {"text": text}, "meta": {}, "file_upload": "a.json", "inner_id": number, "drafts": []}
    task |= {"predictions": [], "annotations": [], "comment_count": 0, "total_annotations": 1, **TIMES}
    for _ in made.few(0, 3):
        task["data"][made.field()] = made.of(word("me"), [word("me"), word("me")], {word("fe"): word("me")})
    for at, person in enumerate(people or [None]):
        mail = f"{person}@x.org"
        by = made.of(mail, {"id": at, "email": mail, "first_name": word("pe")}) if person else None
        one = {"id": 10 * number + at, "completed_by": by, "result": result(made, text), "task": number, **TIMES}
        one |= {"was_cancelled": made.maybe(0.15), "ground_truth": False, "draft_created_at": None, "unique_id": "u"}
        if made.maybe(0.15):
            one["comments"] = [comment(made)]
        task["annotations"].append(one)
    if made.maybe(0.2):
        task["comments"] = [comment(made)]
    if made.maybe(0.2):
        task["meta"] = {word("fe"): word("me")}
    if made.maybe(0.2):
        task["drafts"].append({"id": 4, "user": f"{word('pe')}@x.org", "result": result(made, text), **TIMES})
    if made.maybe(0.2):
        task["predictions"].append({"id": 5, "model_version": word("mo"), "score": 0.5, "result": result(made, text)})
    if made.maybe(0.1):
        # What is marked in a dialogue is not in the article.
        task["data"]["turns"] = [{"author": word("me"), "text": f"Hello {word('me')}"}]
        value = {
            "start": "0",
            "end": "0",
            "startOffset": 0,
            "endOffset": 5,
            "text": "Hello",
            "paragraphlabels": [word("la")],
        }
        region = {"id": "p1", "from_name": "said", "to_name": "turns", "type": "paragraphlabels", "value": value}
        task["annotations"][0]["result"].append(region)
    return task


def make(made: Made) -> dict:
    people = [made.word("pe") for _ in made.few(0, 2)]
    return {"project.json": [task(made, number, people) for number in range(1, 4)]}


def count(folder: pathlib.Path, census: Census) -> None:
    for task in json.loads((folder / "project.json").read_text("utf-8")):
        article = key_of(task["data"]["text"])
        census.add(without(task, "annotations", "drafts", "predictions"), "task", article)
        for key, one in ((key, one) for key in ("annotations", "drafts", "predictions") for one in task.get(key, [])):
            census.add(without(one, "result"), f"{key}[]", article)
            cancelled = "skip|cancel" if one.get("was_cancelled") else ""
            census.inside({"drafts": "draft", "predictions": "predict"}.get(key, cancelled))
            for region in one["result"]:
                value = region.get("value", {})
                place = ((value["start"], value["end"]),) if isinstance(value.get("start"), int) else ()
                of = " of a region" if place and region["type"] != "labels" else ""
                census.add(without(region, "id"), f"{key}[].result[] {region['type']}{of}", article, place)
                for label in value.get("labels", []) + value.get("paragraphlabels", []):
                    census.mark(article, place, label)
                for role in region.get("labels", [""]) if region["type"] == "relation" else []:
                    census.link(article, role)
            census.whole = ""


def make_min(made: Made) -> dict:
    tasks, person = [], f"{made.word('pe')}@x.org"
    for number in range(1, 4):
        text = made.text()
        task = {"id": number, "text": text, "annotator": made.of(person, 7), "annotation_id": number, **TIMES}
        task["label"] = [
            {"start": start, "end": end, "text": text[start:end], "labels": [made.label()]}
            for start, end in made.places(text, 3)
        ]
        for _ in made.few(0, 3):
            words = [made.word("va"), made.word("va")]
            name = made.field()
            task |= {name: made.of(words[0], {"choices": words}, words, [{"number": 3}], 4)} if name not in task else {}
        tasks.append(task)
    return {"project.json": tasks}


def count_min(folder: pathlib.Path, census: Census) -> None:
    for task in json.loads((folder / "project.json").read_text("utf-8")):
        article = key_of(task["text"])
        census.add(task, "task", article)
        for region in task["label"]:
            for label in region["labels"]:
                census.mark(article, ((region["start"], region["end"]),), label)
