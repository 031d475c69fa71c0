"""Takes a corpus through the real Label Studio and back, with changes made there by its API as its pages make them.

Run with the Python of a virtual environment that has label-studio.
    label_studio.py PROGRAM CORPUS ANNOTATOR KEEPDIR
"""

import collections
import itertools
import os
import pathlib
import re
import sys

from roundtrip import Api, Choice, Trip, at, free_port, served

KINDS = ("JSON", "JSON_MIN")
# How the editor marks what a person has made, and the ids it gives.
MADE = {"to_name": "text", "origin": "manual"}
IDS = (f"nW4kq-2v{number:02}" for number in itertools.count())


def main() -> None:
    trip = Trip(*sys.argv[1:])
    home, port, venv = trip.keep / "home", free_port(), pathlib.Path(sys.executable).parent
    home.mkdir()
    os.environ |= {"COLLECT_ANALYTICS": "0", "LATEST_VERSION_CHECK": "0", "SENTRY_DSN": "", "FRONTEND_SENTRY_DSN": ""}
    folder, address = trip.export("label-studio", "exported"), f"http://127.0.0.1:{port}"
    server = [venv / "label-studio", "start", "--no-browser", "--data-dir", home]
    server += ["--internal-host", "127.0.0.1", "--port", str(port)]
    with served(home / "server.log", f"{address}/health", server):
        first, second = signed_up(address, "first@example.org"), signed_up(address, "second@example.org")
        config = (folder / "labeling_config.xml").read_text(encoding="utf-8")
        project = first("POST", "/api/projects/", json={"title": "round trip", "label_config": config})["id"]
        tasks = {"file": ("tasks.json", (folder / "tasks.json").read_bytes(), "application/json")}
        said = first("POST", f"/api/projects/{project}/import", files=tasks)
        print(f"-- Label Studio has {said['task_count']} tasks, {said['annotation_count']} annotations")
        save(first, project, trip.keep / "unchanged")
        change(first, second, project, trip, 'name="article_note"' in config)
        save(first, project, trip.keep / "changed")
        names = [f"{me(first)}={trip.annotator}", f"{me(second)}=second"]
    alone = ["--from", "label-studio", "--annotator", trip.annotator]
    back = ["--from", "label-studio", "--annotators", "each", "--as", names[0], "--as", names[1]]
    trip.unchanged(trip.keep / "unchanged/JSON.json", *alone)
    trip.changed(trip.keep / "changed/JSON.json", *back)
    print("-- JSON-MIN has no ids and no relations, and does not say which fields belong to which region")
    small = trip.again("min", lambda it: it.get("is_in_min"))
    small.unchanged(trip.keep / "unchanged/JSON_MIN.json", *alone)
    small.changed(
        trip.keep / "changed/JSON_MIN.json", *back, unsaid=[it for it in trip.changes if it not in small.changes]
    )
    sys.exit(max(trip.end(), small.end()))


def signed_up(address: str, email: str) -> Api:
    api = Api(address)
    api("GET", "/user/signup/")
    api("POST", "/user/signup/", data={"email": email, "password": "not-a-secret-7"})
    return api


def me(api: Api) -> int:
    return api("GET", "/api/current-user/whoami")["id"]


def save(api: Api, project: int, folder: pathlib.Path) -> None:
    folder.mkdir()
    for kind in KINDS:
        (folder / f"{kind}.json").write_bytes(api.bytes(f"/api/projects/{project}/export?exportType={kind}"))


def look(tasks: list[dict]) -> tuple[list[dict], list[tuple]]:
    """Gives the regions, with the ids of our marks, and the relations."""
    regions, ties, count = [], [], collections.Counter()
    for task in tasks:
        name = task["data"]["article_name"]
        for it in task["annotations"][0]["result"]:
            if it["type"] == "labels":
                # Further fragments of a mark stand below its first one.
                node = it.get("parentID", it["id"])
                more = {"article": name, "node": node, "number": count[name, node], "label": it["value"]["labels"][0]}
                regions.append(it["value"] | more | {"result": it})
                count[name, node] += 1
            elif it["type"] == "relation":
                role = " ".join(it.get("labels") or [])
                ties.append((name, role, it["from_id"], it["to_id"], it))
    return regions, ties


def change(first: Api, second: Api, project: int, trip: Trip, has_note: bool) -> None:
    listed = first("GET", f"/api/tasks?project={project}&page_size=10000")["tasks"]
    tasks = [first("GET", f"/api/tasks/{it['id']}/") for it in listed]
    results = {it["data"]["article_name"]: it["annotations"][0]["result"] for it in tasks}
    regions, ties = look(tasks)
    choice = Choice(trip, regions, {(name, node) for name, _, *ends, _ in ties for node in ends})

    def of(it, control: str):
        """The result of a control for a region."""
        mine = (r for r in results[it["article"]] if r.get("id") == it["result"]["id"])
        return next((r for r in mine if r["from_name"] == control), None)

    def write(it, control: str, kind: str, values: list[str]) -> None:
        result = of(it, control)
        if result is None:
            value = {"start": it["start"], "end": it["end"]}
            result = {"id": it["result"]["id"], "from_name": control, "type": kind, "value": value} | MADE
            results[it["article"]].append(result)
        result["value"]["text" if kind == "textarea" else kind] = values

    def is_plain_actor(it) -> bool:
        return it["label"] == "Actor" and choice.is_whole(it) and not of(it, "mark_note")

    for it, end, _ in choice.ends():
        for result in results[it["article"]]:
            if result.get("id") == it["result"]["id"]:
                result["value"]["end"] = end
        it["result"]["value"]["text"] = it["text"][:-1]
    if it := choice.date():
        it["result"]["value"]["labels"] = ["Actor"]
    for it in choice.deleted():
        id, found = it["result"]["id"], results[it["article"]]
        found[:] = [r for r in found if id not in (r.get("id"), r.get("from_id"), r.get("to_id"))]

    # One relation more, one less.
    if pair := choice.party():
        agreement, actor = pair
        ends = {"from_id": agreement["result"]["id"], "to_id": actor["result"]["id"]}
        results[agreement["article"]].append(ends | {"type": "relation", "direction": "right", "labels": ["party"]})
    if tie := choice.untied(ties):
        results[tie[0]].remove(tie[-1])

    # Fields: others, new, emptied; and the note that Label Studio itself has for a region.
    if it := choice.pick(lambda it: of(it, "mark_title") and of(it, "mark_status")):
        title, topics = "Another title – عنوان", choice.mark(it)["fields"].get("topics", [])
        topics = topics + [code for code in ("EMERGENCY", "TRAIN", "TECH") if code not in topics][:1]
        write(it, "mark_title", "textarea", [title])
        write(it, "mark_status", "choices", ["ratified"])
        write(it, "mark_topics", "choices", topics)
        fields = {"title": title, "status": "ratified", "topics": topics}
        choice.becomes(
            it, f"title, status and topics of {it['node']} are others", words=[title, "ratified", topics[-1]], **fields
        )
    if it := choice.pick(lambda it: is_plain_actor(it) and not of(it, "mark_confidence")):
        write(it, "mark_note", "textarea", ["First line.\nSecond line."])
        write(it, "mark_confidence", "choices", ["low"])
        fields = {"note": "First line.\nSecond line.", "confidence": "low"}
        choice.becomes(it, f"{it['node']} gets a note and a confidence", words=["First line.", "low"], **fields)
    if it := choice.pick(lambda it: of(it, "mark_note") and it["label"] != "Agreement"):
        results[it["article"]].remove(of(it, "mark_note"))
        choice.becomes(it, f"the note of {it['node']} is emptied", note=None)
    if it := choice.pick(is_plain_actor):
        it["result"]["meta"] = {"text": ["Said of the region."]}
        choice.becomes(it, f"something is said of the region {it['node']}", note="Said of the region.")

    # A new region with fields.
    name, text = tasks[-1]["data"]["article_name"], tasks[-1]["data"]["text"]
    start, end = choice.word(name, text)
    spot, new = {"start": start, "end": end}, {"id": next(IDS)} | MADE
    results[name] += [
        new | {"from_name": "label", "type": "labels", "value": spot | {"text": text[start:end], "labels": ["Actor"]}},
        new | {"from_name": "mark_form", "type": "choices", "value": spot | {"choices": ["description"]}},
        new | {"from_name": "mark_note", "type": "textarea", "value": spot | {"text": ["New here."]}},
    ]
    fields = {"form": "description", "note": "New here."}
    holds = lambda after: any(fields.items() <= it["fields"].items() for it in at(after, "Actor", start, end))
    trip.change(name, "the new actor has a form and a note", (), holds, words=fields.values())

    # What is said of the whole article: changed where it is there, new where it is not.
    # Only if the project has a control for it: else nobody could write one, and JSON-MIN would not have it.
    for name, found in list(results.items())[:2] if has_note else []:
        note = next((it for it in found if it.get("from_name") == "article_note"), None)
        if note is None:
            note = {"id": next(IDS), "from_name": "article_note", "type": "textarea", "value": {}} | MADE
            found.append(note)
        note["value"]["text"] = [f"Read again: {name}"]
        trip.note(name, f"Read again: {name}", "the note of the article is written")
    for task in tasks:
        annotation = task["annotations"][0]
        result = as_the_page_saves(annotation["result"], task["data"]["text"])
        first("PATCH", f"/api/annotations/{annotation['id']}/", json=saved(project, result))

    # A second person begins anew: with a mark that the first one has too, and a date of their own.
    actor = next(it for it in regions if it["label"] == "Actor" and choice.is_alone(it))
    task = next(it for it in tasks if it["data"]["article_name"] == actor["article"])
    number = [*re.finditer(r"\d+", task["data"]["text"])][-1]
    wanted = [
        {"start": actor["start"], "end": actor["end"], "text": actor["text"], "labels": ["Actor"]},
        {"start": number.start(), "end": number.end(), "text": number[0], "labels": ["Date"]},
    ]
    result = [{"id": next(IDS), "from_name": "label", "type": "labels", "value": value} | MADE for value in wanted]
    second("POST", f"/api/tasks/{task['id']}/annotations/?project={project}", json=saved(project, result))
    holds = (
        lambda after: after
        and len(after["marks"]) == 2
        and all(at(after, *it["labels"], it["start"], it["end"]) for it in wanted)
    )
    trip.change(
        actor["article"], "a second person has marked an actor and a date", (), holds, by="second", is_in_min=True
    )


def saved(project: int, result: list[dict]) -> dict:
    return {"result": result, "lead_time": 61.5, "draft_id": 0, "project": project}


def as_the_page_saves(results: list[dict], text: str) -> list[dict]:
    """Gives results as the editor of 1.23.2 saves those that it has opened: ids are cut at a `#`, keys that it does not
    know are gone, each result has an origin, and choices of a region have its words."""
    done = []
    for it in results:
        if it["type"] == "relation":
            done.append({key: it[key] for key in ("from_id", "to_id", "type", "direction", "labels") if key in it})
            continue
        value = {key: it["value"][key] for key in ("start", "end", "text", it["type"]) if key in it["value"]}
        if it["type"] == "choices" and "start" in value:
            value["text"] = text[value["start"] : value["end"]]
        kept = {key: it[key] for key in ("meta", "parentID", "from_name", "to_name", "type") if key in it}
        done.append({"value": value} | kept | {"id": it["id"].partition("#")[0], "origin": "manual"})
    return done


main()
