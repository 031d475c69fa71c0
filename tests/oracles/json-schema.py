"""Checks the program's own JSON against its published schema, and every quote against the text.

    python3 json-schema.py DATASET
"""

import json
import pathlib
import sys

import jsonschema


def main() -> None:
    root = pathlib.Path(sys.argv[1])
    published = pathlib.Path(__file__).parents[2] / "assets/schema"
    schemas = {}
    for name in ("article", "registry"):
        text = (published / f"{name}.schema.json").read_text(encoding="utf-8")
        assert text == (root / f"{name}.schema.json").read_text(encoding="utf-8"), f"the schema of {name} differs"
        schema = json.loads(text)
        kind = jsonschema.validators.validator_for(schema)
        kind.check_schema(schema)
        schemas[name] = kind(schema)
    own = json.loads((root / "fields.schema.json").read_text(encoding="utf-8"))
    jsonschema.validators.validator_for(own).check_schema(own)
    schemas["registry"].validate(json.loads((root / "registry.json").read_text(encoding="utf-8")))
    articles, spans = 0, {}
    for file in sorted(root.rglob("articles.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            article = json.loads(line)
            schemas["article"].validate(article)
            articles += 1
            for mark in article["marks"]:
                spans[mark["label"]] = spans.get(mark["label"], 0) + 1
                for span in mark["spans"]:
                    found = article["text"][span["start"] : span["end"]]
                    assert found == span["quote"], f"{mark['id']} is {found!r}, not {span['quote']!r}"
    sheet = json.loads((root / "_about/datasheet.json").read_text(encoding="utf-8"))
    assert articles == sheet["articles"] and spans == sheet["labels"], f"{articles} {spans}"
    print(json.dumps({"articles": articles, "spans": spans}, ensure_ascii=False, sort_keys=True))


main()
