"""Checks a dataset for Label Studio from outside: its SDK reads the configuration and accepts every annotation.

The SDK accepts offsets past the end of the text, so places and quotes are checked here.
Needs label-studio-sdk.
    python3 label-studio.py DATASET
"""

import collections
import json
import pathlib
import sys
from xml.etree import ElementTree

from label_studio_sdk.label_interface import LabelInterface


def check(task: dict, interface: LabelInterface, roles: set, where: str, spans: collections.Counter) -> None:
    text = task["data"]["text"]
    assert interface.validate_task({"data": task["data"]}), f"{where}: the data does not fit the configuration"
    for annotation in task["annotations"]:
        errors = interface.validate_prediction(annotation, return_errors=True)
        assert not errors, f"{where}: {errors[:3]}"
        assert interface.validate_annotation(annotation), f"{where}: the annotation is not valid"
        places = {}
        for result in annotation["result"]:
            if result["type"] == "relation":
                assert set(result["labels"]) <= roles, f"{where}: {result['labels']} are not in the configuration"
                continue
            value = result["value"]
            if "start" not in value:
                continue
            start, end = value["start"], value["end"]
            assert 0 <= start < end <= len(text), f"{where}: {start}..{end} is out of range"
            assert places.setdefault(result["id"], (start, end)) == (start, end), f"{where}: {result['id']} moves"
            if result["type"] == "labels":
                assert text[start:end] == value["text"], f"{where}: {text[start:end]!r} is not {value['text']!r}"
                spans.update(value["labels"])
        ids = [result.get("parentID") for result in annotation["result"] if result.get("parentID")]
        assert set(ids) <= set(places), f"{where}: a region stands below one that is missing"


def main() -> None:
    folder = pathlib.Path(sys.argv[1])
    config = (folder / "labeling_config.xml").read_text(encoding="utf-8")
    interface = LabelInterface(config)
    interface.validate()
    roles = {relation.get("value") for relation in ElementTree.fromstring(config).iter("Relation")}
    articles, spans = 0, collections.Counter()
    for file in sorted(folder.rglob("tasks.json")):
        for number, task in enumerate(json.loads(file.read_text(encoding="utf-8")), 1):
            check(task, interface, roles, f"{file}, task {number}", spans)
            articles += 1
    assert articles, "there was nothing to check"
    print(json.dumps({"articles": articles, "spans": dict(sorted(spans.items()))}))


try:
    main()
except Exception as error:  # The SDK has many kinds.
    sys.exit(f"label_studio: {error}")
