"""Lines of Prodigy, as its recipes write them."""

import json
import pathlib
import re

from .made import Census, Made, key_of, without


def task(made: Made, people: list) -> dict:
    text, word = made.text(), made.word
    tokens = [
        {"text": found[0], "start": found.start(), "end": found.end(), "id": at, "ws": text[found.end() :][:1] == " "}
        for at, found in enumerate(re.finditer(r"\S+", text))
    ]
    spans = []
    for start, end in made.places(text, made.chance.randint(0, 4)):
        inside = [token["id"] for token in tokens if start <= token["start"] and token["end"] <= end]
        span = {"start": start, "end": end, "token_start": inside[0], "token_end": inside[-1], "label": made.label()}
        if made.maybe(0.2):
            span[made.of("note", "kb_id", "source", word("fe"))] = word("va")
        if made.maybe(0.1):
            span["answer"] = "reject"
        spans.append(span)
    task = {"text": text, "_input_hash": 1, "_task_hash": made.count, "_is_binary": False, "tokens": tokens}
    task |= {"_view_id": made.of("ner_manual", "spans_manual", "relations", "blocks"), "spans": spans}
    if task["_view_id"] == "relations":
        task["relations"] = []
        for _ in made.few(0, 2) if len(spans) > 1 else []:
            head, child = made.chance.sample(spans, 2)
            link = {"head": head["token_end"], "child": child["token_end"], "label": made.role(), "color": "#c5bdf4"}
            ends = [without(end, "answer", "note", "kb_id", "source") for end in (head, child)]
            task["relations"].append(link | {"head_span": ends[0], "child_span": ends[1]})
    if made.maybe(0.4):
        task["meta"] = {made.of("source", word("fe")): word("me"), "score": 0.5}
    if task["_view_id"] == "blocks":
        options = [{"id": word("va"), "text": word("va")}, {"id": word("va"), "text": word("va")}]
        chosen = {"options": options, "accept": [options[0]["id"]]}
        task |= made.of({}, {"user_input": word("co")}, chosen, {word("fe"): word("co")})
    if made.maybe(0.1):
        task |= {"label": word("la"), "comment": word("co"), "flagged": True}
    task |= {"answer": made.of("accept", "accept", "accept", "reject", "ignore"), "_timestamp": 1700000000}
    who = f"db-{made.of(*people)}" if people else None
    return task | ({"_annotator_id": who, "_session_id": who} if who else {})


def make(made: Made) -> dict:
    people = [made.word("pe") for _ in made.few(0, 2)]
    return {"db.jsonl": [task(made, people) for _ in range(5)]}


def count(folder: pathlib.Path, census: Census) -> None:
    for line in (folder / "db.jsonl").read_text("utf-8").splitlines():
        task = json.loads(line)
        article = key_of(task["text"])
        census.add({key: task.get(key) for key in ("_annotator_id", "_session_id")}, "task", article)
        census.inside("reject|ignore" if task.get("answer", "accept") != "accept" else "")
        census.add(without(task, "tokens", "spans", "relations", "_annotator_id", "_session_id"), "task", article)
        census.others += len(task.get("accept", [])) + ("label" in task)
        for span in task["spans"]:
            place = ((span["start"], span["end"]),)
            census.mark(article, place, span["label"])
            census.add(span, "span", article, place)
        for link in task.get("relations", []):
            census.add(link, "relation", article)
            census.link(article, link["label"])
        census.whole = ""
