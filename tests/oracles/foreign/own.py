"""The program's own JSON, as somebody else writes it."""

import json
import pathlib

from .made import Census, Made, key_of, without


def make(made: Made) -> dict:
    lines, word = [], made.word
    for name in ("a.txt", "b.txt"):
        text = made.text()
        fields = {"annotator": word("pe")} if made.maybe() else {}
        for _ in made.few(0, 3):
            name_of = made.of(
                "note", "publisher", "url", "credited", "direction", "state", made.field(), f"x_{word('fe')}"
            )
            fields.setdefault(name_of, word("va"))
        article = {"format": "glossator-2", "article": name, "language": "en", "fields": fields, "text": text}
        article |= {"marks": [], "links": []}
        for at, (start, end) in enumerate(made.places(text, 4)):
            mark = {
                "id": f"m{at}",
                "label": made.label(),
                "spans": [{"start": start, "end": end, "quote": text[start:end]}],
            }
            mark["fields"] = {made.field(): word("va") for _ in made.few(0, 3)}
            if made.maybe(0.3):
                mark["fields"][f"x_{word('fe')}"] = made.of(word("va"), [word("va"), word("va")])
            if made.maybe(0.2):
                mark["remarks"] = {made.of("status", "value", "form", word("fe")): {"comment": word("co")}}
            article["marks"].append(mark)
        for _ in made.few(0, 2):
            one, other = made.chance.sample([mark["id"] for mark in article["marks"]], 2)
            article["links"].append({"role": made.role(), "from": one, "to": other})
        lines.append(article)
    return {"articles.jsonl": lines}


def count(folder: pathlib.Path, census: Census) -> None:
    for line in (folder / "articles.jsonl").read_text("utf-8").splitlines():
        line = json.loads(line)
        article = key_of(line["text"])
        census.add(without(line, "marks"), "article", article)
        for mark in line["marks"]:
            place = tuple((span["start"], span["end"]) for span in mark["spans"])
            # The format has a field for the label that a mark had elsewhere.
            census.mark(article, place, mark["fields"].get("label", mark["label"]))
            census.add(mark, "mark", article, place)
        for link in line["links"]:
            census.link(article, link["role"])
