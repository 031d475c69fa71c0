"""Takes a corpus through the real doccano and back, with changes made there by its API as its pages make them.

Run with the Python of a virtual environment that has doccano.
    doccano.py PROGRAM CORPUS ANNOTATOR KEEPDIR
"""

import collections
import io
import json
import os
import pathlib
import sys
import zipfile

from roundtrip import Api, Choice, Trip, free_port, served, until

USER = {"username": "admin", "password": "not-a-secret-7"}
# With “count grapheme clusters as one character” doccano's pages give code points, without it UTF-16 units.
PROJECT = {
    **{"project_type": "SequenceLabeling", "resourcetype": "SequenceLabelingProject", "grapheme_mode": True},
    **{"allow_overlapping": True, "use_relation": True, "collaborative_annotation": True, "random_order": False},
    **{"single_class_classification": False, "allow_member_to_create_label_type": False},
    **{"name": "round trip", "description": "to and fro", "guideline": "", "tags": []},
}


class Doccano:
    """A project of doccano, as its pages treat it."""

    def __init__(self, api: Api):
        self.api = api
        self.path = f"/projects/{api('POST', '/projects', json=PROJECT)['id']}"

    def __call__(self, method: str, path: str, **options):
        return self.api(method, self.path + path, **options)

    def finished(self, task: str):
        """Waits for the worker."""
        done = until("the worker", lambda: (it := self.api("GET", f"/tasks/status/{task}"))["ready"] and it or None)
        assert not done["error"], done
        return done["result"]

    def load(self, file: pathlib.Path) -> None:
        upload = self.api("POST", "/fp/process/", files={"filepond": (file.name, file.read_bytes())}).text
        wish = {"format": "JSONL", "task": "RelationExtraction", "uploadIds": [upload], "encoding": "utf_8"}
        result = self.finished(self("POST", "/upload", json=wish)["task_id"])
        assert not result["error"], f"doccano says: {result['error']}"

    def save(self, file: pathlib.Path) -> pathlib.Path:
        task = self("POST", "/download", json={"format": "JSONL", "exportApproved": False})["task_id"]
        self.finished(task)
        with zipfile.ZipFile(io.BytesIO(self.api.bytes(f"{self.path}/download?taskId={task}"))) as archive:
            file.write_bytes(archive.read(*archive.namelist()))
        return file


def main() -> None:
    trip = Trip(*sys.argv[1:])
    home, port, venv = trip.keep / "home", free_port(), pathlib.Path(sys.executable).parent
    home.mkdir()
    os.environ |= {
        **{
            "DOCCANO_HOME": str(home),
            "MEDIA_ROOT": str(home / "media"),
            "SECRET_KEY": "not-a-secret",
            "STANDALONE": "True",
        },
        **{"DATABASE_URL": f"sqlite:///{home}/db.sqlite3", "DJANGO_SETTINGS_MODULE": "config.settings.production"},
    }
    trip.tool(venv / "doccano", "init")
    trip.tool(venv / "doccano", "createuser", "--username", USER["username"], "--password", USER["password"])
    backend = next(pathlib.Path(sys.prefix).glob("lib/python*/site-packages/backend"))
    # “doccano webserver” itself listens to the whole network.
    web = [venv / "gunicorn", "--chdir", backend, "--bind", f"127.0.0.1:{port}", "--workers", "2", "config.wsgi"]
    worker = [venv / "doccano", "task", "--concurrency", "1"]
    address, data = f"http://127.0.0.1:{port}/v1", trip.export("doccano", "exported") / "data.jsonl"
    back = ["--from", "doccano", "--annotator", trip.annotator]
    with served(home / "server.log", f"{address}/health/", web, worker):
        api = Api(address)
        api("POST", "/auth/login/", json=USER)
        # Another project first, so that the ids in this one are others than those in the file.
        Doccano(api).load(data)
        project = Doccano(api)
        project.load(data)
        project.save(trip.keep / "doccano-unchanged.jsonl")
        change(project, trip, data)
        project.save(trip.keep / "doccano.jsonl")
    trip.unchanged(trip.keep / "doccano-unchanged.jsonl", *back)
    trip.changed(trip.keep / "doccano.jsonl", *back)
    sys.exit(trip.end())


def look(project: Doccano, data: pathlib.Path) -> tuple[dict, list[dict], list[tuple]]:
    """Gives the examples by article, their spans with the ids of our marks, and their relations."""
    roles = {it["id"]: it["text"] for it in project("GET", "/relation-types")}
    examples, spans, ties = {}, [], []
    lines = map(json.loads, data.read_text(encoding="utf-8").splitlines())
    for line, example in zip(lines, project("GET", "/examples?limit=10000")["results"], strict=True):
        name, path, nodes, count = line["meta"]["article:name"], f"/examples/{example['id']}", {}, collections.Counter()
        examples[name] = example
        assert example["text"] == line["text"], f"{name}: doccano has changed the text"
        found = sorted(project("GET", f"{path}/spans"), key=lambda it: it["id"])
        for sent, it in zip(line["entities"], found, strict=True):
            start, end, node, label = it["start_offset"], it["end_offset"], sent["node"], sent["label"]
            assert (sent["start_offset"], sent["end_offset"]) == (start, end), f"{name}: doccano has moved {sent}"
            more = {"article": name, "node": node, "number": count[node], "path": f"{path}/spans/{it['id']}"}
            spans.append({"id": it["id"], "label": label, "start": start, "end": end} | more)
            nodes[it["id"]] = node
            count[node] += 1
        relations = project("GET", f"{path}/relations")
        assert len(relations) == len(line["relations"]), f"{name}: doccano has not taken all relations"
        for it in relations:
            ends = nodes[it["from_id"]], nodes[it["to_id"]]
            ties.append((name, roles[it["type"]], *ends, f"{path}/relations/{it['id']}"))
    print(f"-- doccano has {len(examples)} examples, {len(spans)} spans, {len(ties)} relations")
    return examples, spans, ties


def change(project: Doccano, trip: Trip, data: pathlib.Path) -> None:
    examples, spans, ties = look(project, data)
    labels = {it["text"]: it["id"] for it in project("GET", "/span-types")}
    roles = {it["text"]: it["id"] for it in project("GET", "/relation-types")}
    choice = Choice(trip, spans, {(name, node) for name, _, *ends, _ in ties for node in ends})

    def add(article: str, start: int, end: int, label: str) -> None:
        new = {"start_offset": start, "end_offset": end, "label": labels[label], "prob": 0}
        project("POST", f"/examples/{examples[article]['id']}/spans", json=new)

    for it, end, is_anew in choice.ends():
        if is_anew:  # As the pages do, which cannot move an end. The file does not tell one from the other.
            project("DELETE", it["path"])
            add(it["article"], it["start"], end, it["label"])
        else:
            project("PATCH", it["path"], json={"end_offset": end})
    if it := choice.date():
        project("PATCH", it["path"], json={"label": labels["Actor"]})
    for it in choice.deleted():
        project("DELETE", it["path"])
    name, example = list(examples.items())[-1]
    add(name, *choice.word(name, example["text"]), "Actor")
    if pair := choice.party():
        agreement, actor = pair
        new = {"from_id": agreement["id"], "to_id": actor["id"], "type": roles["party"]}
        project("POST", f"/examples/{examples[agreement['article']]['id']}/relations", json=new)
    if tie := choice.untied(ties):
        project("DELETE", tie[-1])
    # Comments are about a whole example: one with a note of ours, one without.
    for name, example in list(examples.items())[:2]:
        words = f"Is the day certain? – {name}"
        project("POST", f"/comments?example={example['id']}", json={"text": words})
        trip.note(name, words, f"the comment “{words}” is written", added=True)


main()
