"""Checks a dataset of W3C Web Annotations from outside: JSON-LD expands, the model's rules hold, quotes stand in the text.

Without the context of the W3C the terms that a dataset uses are defined here, after the vocabulary; with its file
(anno.jsonld) as second argument that one is used. Needs pyld and jsonschema.
    python3 w3c.py DATASET [CONTEXT]
"""

import collections
import json
import pathlib
import sys

import jsonschema
from pyld import jsonld

ANNO = "http://www.w3.org/ns/anno.jsonld"
OA = "http://www.w3.org/ns/oa#"
AS = "https://www.w3.org/ns/activitystreams#"
LINK = {"@type": "@id"}
SMALL = {
    "oa": OA,
    "id": "@id",
    "type": "@type",
    "Annotation": OA + "Annotation",
    "AnnotationCollection": AS + "OrderedCollection",
    "AnnotationPage": AS + "OrderedCollectionPage",
    "Person": "http://xmlns.com/foaf/0.1/Person",
    **{name: OA + name for name in ("SpecificResource", "TextPositionSelector", "TextQuoteSelector", "TextualBody")},
    **{name: OA + name for name in ("describing", "identifying", "linking", "tagging")},
    "body": {"@id": OA + "hasBody", **LINK},
    "target": {"@id": OA + "hasTarget", **LINK},
    "source": {"@id": OA + "hasSource", **LINK},
    "selector": {"@id": OA + "hasSelector", **LINK},
    "motivation": {"@id": OA + "motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": OA + "hasPurpose", "@type": "@vocab"},
    "items": {"@id": AS + "items", **LINK, "@container": "@list"},
    "partOf": {"@id": AS + "partOf", **LINK},
    "startIndex": AS + "startIndex",
    "creator": {"@id": "http://purl.org/dc/terms/creator", **LINK},
    "created": "http://purl.org/dc/terms/created",
    "modified": "http://purl.org/dc/terms/modified",
    "name": "http://xmlns.com/foaf/0.1/name",
    "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
    **{name: OA + name for name in ("start", "end", "exact", "prefix", "suffix")},
}

IRI = {"type": "string", "pattern": "^[a-z]+:[!-~]+$"}
TIME = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"}
PURPOSE = {"enum": ["describing", "identifying", "linking", "tagging"]}


def thing(kind: str, required: list[str], **properties: dict) -> dict:
    properties["type"] = {"const": kind}
    return {"type": "object", "required": ["type", *required], "properties": properties, "additionalProperties": False}


POSITION = thing(
    "TextPositionSelector", ["start", "end"], start={"type": "integer", "minimum": 0}, end={"type": "integer"}
)
TEXT = {"type": "string"}
QUOTE = thing("TextQuoteSelector", ["exact"], exact={"type": "string", "minLength": 1}, prefix=TEXT, suffix=TEXT)
PLACE = thing(
    "SpecificResource", ["source", "selector"], source=IRI, selector={"type": "array", "items": [POSITION, QUOTE]}
)
FIELD = {"glossator:field": {"type": "string", "minLength": 1}}
BODY = {
    "oneOf": [
        thing("TextualBody", ["value", "purpose"], value=TEXT, purpose=PURPOSE, **FIELD),
        thing("SpecificResource", ["source", "purpose"], source=IRI, purpose=PURPOSE),
    ]
}
ANNOTATION = thing(
    "Annotation",
    ["id", "motivation", "body", "target"],
    id=IRI,
    motivation=PURPOSE,
    body={"type": "array", "minItems": 1, "items": BODY},
    target={"oneOf": [IRI, PLACE, {"type": "array", "minItems": 2, "items": PLACE}]},
    creator=thing("Person", ["name"], name=TEXT),
    created=TIME,
    modified=TIME,
)
PAGE = thing(
    "AnnotationPage",
    ["@context", "id", "partOf", "items"],
    **{"@context": {"type": "array"}},
    id=IRI,
    partOf=thing("AnnotationCollection", ["id"], id=IRI),
    startIndex={"type": "integer", "minimum": 0},
    items={"type": "array", "items": ANNOTATION},
)


def expand(page: dict, where: str) -> None:
    """Every annotation keeps all its bodies and targets, every term becomes an IRI."""
    (whole,) = jsonld.expand(page)
    (items,) = next(value for key, value in whole.items() if key.endswith("#items"))
    assert len(items["@list"]) == len(page["items"]), f"{where}: annotations are lost in JSON-LD"
    for before, after in zip(page["items"], items["@list"], strict=True):
        targets = before["target"] if isinstance(before["target"], list) else [before["target"]]
        assert len(after[OA + "hasBody"]) == len(before["body"]), f"{where}: bodies of {before['id']} are lost"
        assert len(after[OA + "hasTarget"]) == len(targets), f"{where}: targets of {before['id']} are lost"
        assert after["@type"] == [OA + "Annotation"], f"{where}: {before['id']} is no annotation"
        assert after[OA + "motivatedBy"][0]["@id"] == OA + before["motivation"], f"{where}: motivation"
        for body, made in zip(before["body"], after[OA + "hasBody"], strict=True):
            # Of a body every key must have become something.
            assert len(made) == len(body), f"{where}: a body of {before['id']} loses {set(body)}"


def check(file: pathlib.Path, validator: jsonschema.Draft7Validator, spans: collections.Counter) -> None:
    page = json.loads(file.read_text(encoding="utf-8"))
    text = file.with_suffix(".txt").read_bytes().decode("utf-8")
    for error in validator.iter_errors(page):
        raise AssertionError(f"{file}: {list(error.absolute_path)}: {error.message}")
    expand(page, str(file))
    ids = [annotation["id"] for annotation in page["items"]]
    assert len(ids) == len(set(ids)), f"{file}: an id is there twice"
    for annotation in page["items"]:
        targets = annotation["target"] if isinstance(annotation["target"], list) else [annotation["target"]]
        label = annotation["body"][0]["value"] if annotation["motivation"] == "tagging" else ""
        if annotation["motivation"] == "linking":
            ends = [annotation["target"], annotation["body"][0]["source"]]
            assert set(ends) <= set(ids), f"{file}: {annotation['id']} leads nowhere"
        for target in targets:
            if isinstance(target, str):
                continue
            position, quote = target["selector"]
            start, end = position["start"], position["end"]
            assert 0 <= start < end <= len(text), f"{file}: {start}..{end} is out of range"
            assert text[start:end] == quote["exact"], f"{file}: {text[start:end]!r} is not {quote['exact']!r}"
            assert text[:start].endswith(quote["prefix"]), f"{file}: the prefix at {start} is another"
            assert text[end:].startswith(quote["suffix"]), f"{file}: the suffix at {end} is another"
            spans[label] += 1


def main() -> None:
    context = {"@context": SMALL}
    if len(sys.argv) > 2:
        context = json.loads(pathlib.Path(sys.argv[2]).read_text(encoding="utf-8"))

    def load(url: str, _options: dict) -> dict:
        assert url == ANNO, f"{url} is asked for"
        return {"contextUrl": None, "documentUrl": url, "contentType": "application/ld+json", "document": context}

    jsonld.set_document_loader(load)
    validator = jsonschema.Draft7Validator(PAGE)
    files, spans = sorted(pathlib.Path(sys.argv[1]).rglob("*.jsonld")), collections.Counter()
    for file in files:
        check(file, validator, spans)
    assert files, "there was nothing to check"
    print(json.dumps({"articles": len(files), "spans": dict(sorted(spans.items()))}))


try:
    main()
except Exception as error:  # The libraries have many kinds.
    sys.exit(f"w3c: {error}")
