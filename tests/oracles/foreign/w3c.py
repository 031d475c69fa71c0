"""Annotations of the W3C model, and answers of Hypothesis."""

import json
import pathlib

from .made import Census, Made, key_of, without

CONTEXT = {"@context": "http://www.w3.org/ns/anno.jsonld"}
INSIDE = ("first", "items", "next", "rows", "replies")


def quote(text: str, start: int, end: int) -> dict:
    around = {"prefix": text[max(0, start - 12) : start], "suffix": text[end : end + 12]}
    return {"type": "TextQuoteSelector", "exact": text[start:end], **around}


def target(made: Made, text: str, start: int, end: int) -> dict:
    position, words = {"type": "TextPositionSelector", "start": start, "end": end}, quote(text, start, end)
    reach = {"type": "RangeSelector", "startSelector": {"type": "XPathSelector", "value": "/p[1]"}}
    selector = made.of([position, words], [words, position], words, [reach, position, words])
    return {"source": "http://x.org/a.txt", "selector": selector}


def person(made: Made):
    word, mail = made.word("pe"), f"mailto:{made.word('pe')}@x.org"
    iri = f"http://x.org/{word}"
    return made.of(
        word, iri, {"id": iri}, {"type": "Person", "name": word}, {"name": word, "email": mail}, [{"nickname": word}]
    )


def textual(value: str, **more) -> dict:
    return {"type": "TextualBody", "value": value, **more}


def body(made: Made):
    word = made.word
    iri = f"http://x.org/{word('ur')}"
    return made.of(
        textual(made.label(), purpose="tagging"),
        textual(word("co"), purpose="commenting", language="en", format="text/plain"),
        textual(word("co"), purpose="replying", creator={"name": word("pe")}),
        textual(word("no"), purpose=made.of("describing", "questioning", "editing", "assessing")),
        textual(word("no")),
        {"type": "SpecificResource", "source": iri, "purpose": made.of("identifying", "linking", "classifying")},
        {"id": iri, "type": "Image", "label": word("no")},
        {"type": "Choice", "items": [textual(word("no")), textual(word("no"))]},
        iri,
    )


def make(made: Made) -> dict:
    text, word, found = made.text(), made.word, []
    people = [person(made) for _ in made.few(0, 2)]
    for at, (start, end) in enumerate(made.places(text, 6)):
        one = CONTEXT | {"id": f"http://x.org/a{at}", "type": "Annotation"}
        one["motivation"] = made.of("tagging", "commenting", "highlighting", "classifying", "identifying")
        one["body"] = [textual(made.label(), purpose="tagging")] + [body(made) for _ in made.few(0, 2)]
        one["target"] = target(made, text, start, end)
        if people and made.maybe(0.9):
            one["creator"] = made.of(*people)
        for key in ("rights", "audience", word("fe")):
            if made.maybe(0.1):
                one[key] = made.of(f"http://x.org/{word('ur')}", {"name": word("me")})
        found.append(one)
    for at in made.few(0, 2):
        ends = made.chance.sample([one["id"] for one in found if one["motivation"] != "linking"], 2)
        link = CONTEXT | {"id": f"http://x.org/l{at}", "type": "Annotation", "motivation": "linking"}
        link["body"] = [textual(made.role(), purpose="tagging")]
        link["target"] = made.of(ends, [{"id": end} for end in ends])
        if made.maybe(0.2):
            link["body"].append(textual(word("co"), purpose="commenting"))
        if people:
            link["creator"] = made.of(*people)
        found.append(link)
    if made.maybe(0.3):
        reply = {"id": "http://x.org/r", "type": "Annotation", "motivation": "replying", "target": found[0]["id"]}
        found.append(reply | {"body": textual(word("co")), "creator": person(made)})
    if made.maybe(0.3):
        found.append({"id": "http://x.org/p", "type": "Annotation", "body": body(made), "target": "http://x.org/a.txt"})
    shape = made.of("list", "collection", "lines", "pages")
    if shape == "lines":
        return {"a.txt": text, "a.jsonl": found}
    if shape == "list":
        return {"a.txt": text, "a.jsonld": found}
    page = {"type": "AnnotationPage", "items": found}
    if shape == "pages":
        page = {"type": "AnnotationPage", "items": found[:3], "next": {"type": "AnnotationPage", "items": found[3:]}}
    whole = CONTEXT | {"id": "http://x.org/c", "type": "AnnotationCollection", "label": word("me"), "total": len(found)}
    return {"a.txt": text, "a.jsonld": whole | {"first": page}}


def make_hypothesis(made: Made) -> dict:
    text, word, rows = made.text(), made.word, []
    people = [f"acct:{word('pe')}@hypothes.is" for _ in made.few(1, 2)]
    uri = "https://x.org/a"
    for at, (start, end) in enumerate(made.places(text, 5)):
        reach = {
            "type": "RangeSelector",
            "startContainer": "/p[1]",
            "startOffset": 3,
            "endContainer": "/p[1]",
            "endOffset": 9,
        }
        position = {"type": "TextPositionSelector", "start": start + 500, "end": end + 500}
        row = {"id": f"Row{at}", "created": "2024-01-23T15:54:12+00:00", "updated": "2024-01-23T15:54:12+00:00"}
        row |= {"user": made.of(*people), "uri": uri, "text": made.of("", word("no"))}
        row |= {
            "tags": [made.label()] + [word("ta") for _ in made.few(0, 1)],
            "group": made.of("__world__", word("me")),
        }
        row |= {"permissions": {"read": ["group:__world__"]}, "links": {}, "flagged": False, "hidden": False}
        row["target"] = [{"source": uri, "selector": [reach, position, quote(text, start, end)]}]
        row |= {"document": {"title": [word("me")]}, "user_info": {"display_name": made.of(None, word("pe"))}}
        rows.append(row)
    whole, about = {"total": len(rows), "rows": rows}, {"uri": uri, "target": [{"source": uri}], "tags": []}
    if made.maybe():
        rows.append(about | {"id": "Page", "user": made.of(*people), "text": word("co"), "tags": [word("ta")]})
    if made.maybe():
        reply = about | {
            "id": "Reply",
            "user": f"acct:{word('pe')}@hypothes.is",
            "text": word("co"),
            "references": ["Row0"],
        }
        made.of(rows, rows, whole.setdefault("replies", [])).append(reply)
    return {"a.txt": text, "a.json": whole}


def annotations_of(value, where: str = ""):
    """Gives the annotations of a collection, a page, a list or an answer of Hypothesis, and what is said of these."""
    if isinstance(value, list):
        for one in value:
            yield from annotations_of(one, where)
    elif any(key in value for key in INSIDE):
        for key in INSIDE:
            yield from annotations_of(value.get(key, []), f"{key}: " if key in ("next", "replies") else where)
        yield where, {"of a collection": without(value, *INSIDE)}
    else:
        yield where, value


def place_of(target, text: str):
    """Gives the place of a quote in its neighbourhood; nothing for what has none."""
    selectors = target.get("selector", []) if isinstance(target, dict) else []
    for selector in selectors if isinstance(selectors, list) else [selectors]:
        if exact := selector.get("exact"):
            at = text.index(selector["prefix"] + exact + selector["suffix"]) + len(selector["prefix"])
            return at, at + len(exact)
    return None


def count(folder: pathlib.Path, census: Census) -> None:
    text = (folder / "a.txt").read_text("utf-8")
    article = key_of(text)
    for file in folder.glob("a.json*"):
        lines = file.read_text("utf-8").splitlines()
        for where, one in annotations_of([json.loads(line) for line in lines]):
            listed = lambda value: value if isinstance(value, list) else [value]
            place = tuple(filter(None, (place_of(target, text) for target in listed(one.get("target", [])))))
            bodies, what = listed(one.get("body", [])), one.get("motivation", "a page")
            what = what if what in ("linking", "replying", "a page") else "a mark"
            for body in bodies:
                purpose = body.get("purpose") or body.get("type") if isinstance(body, dict) else "IRI"
                census.add(body, f"{where}body of {what}, {purpose}", article, place)
            shown = "reply" if "references" in one else "annotation" if place else f"annotation of {what}"
            census.add(without(one, "body"), where + shown, article, place)
            tags = [body["value"] for body in bodies if isinstance(body, dict) and body.get("purpose") == "tagging"]
            tags += one.get("tags", [])
            if place:
                census.mark(article, place, tags[0] if tags else "")
            elif what == "linking":
                census.link(article, tags[0])
            else:
                census.others += 1
