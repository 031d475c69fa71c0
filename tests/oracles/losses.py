"""Checks exports from outside: every word of the work is in the dataset, or is named in the list of losses.

A corpus with every field of every record is made from the published schema, with a word of its own in each value; readers that
know nothing of the program (cassis, json, csv, pyarrow, XML, split lines) say which words are in the files. What is named as
dropped is not there. Needs dkpro-cassis and pyarrow. Datasets that show a disagreement stay in the folder.
    python3 losses.py PROGRAM FOLDER [--seed 1] [--only brat,csv]
"""

import argparse
import collections
import csv
import json
import pathlib
import random
import re
import shutil
import subprocess
import sys
import warnings
from xml.etree import ElementTree

import pyarrow.parquet
from cassis import load_cas_from_json, load_cas_from_xmi, load_typesystem

# Words, days and durations, each of which stands in one value.
WORD = re.compile(r"zq[a-z]{2}\d{5}z|\b1\d{3}-0[1-9]-1\d\b|\bP[1-9]\d{3}Y\b")
FORMATS = (
    "brat conll conllu webanno-tsv cas-xmi cas-json doccano label-studio prodigy bioc w3c parquet csv json".split()
)
AT = "2024-05-01T10:11:12Z"
OWNERS = "agreement actor date article registry party signatory evidence identity publisher x_drill".split()
SCHEMA = """(
    id: "words-1", version: "1", base: "default-1", label: "Words",
    types: [ (id: "x_drill", label: "Drill", colour: "#6b3a8f", lane: Dashed, key: Some('l'), fields: []) ],
    fields: [ %s ],
)
"""
# What follows from other things, or is bookkeeping that the program writes itself.
WRITTEN = (
    "accepted_by actor_names annotator changed_at created_at language_detected origin schema_id schema_version".split()
)
WRITTEN += ["text_sha256", "header_version", "done_at", "no_agreement_at"]


class Made:
    """Makes values by the published schema, each with a word of its own."""

    def __init__(self, seed: int):
        self.chance, self.count, self.actors = random.Random(seed), 0, []

    def word(self, kind: str = "va") -> str:
        self.count += 1
        return f"zq{kind}{self.count:05}z"

    def day(self) -> str:
        self.count += 1
        return f"{1000 + self.count // 90}-0{1 + self.count // 10 % 9}-1{self.count % 10}"

    def duration(self) -> str:
        self.count += 1
        return f"P{1000 + self.count}Y"

    def actor(self) -> str:
        return self.chance.choice(self.actors)

    def fields(self, definition: dict, mention: str, own: str = "") -> dict:
        """Fills each field of a definition of the schema."""
        fields = {name: self.value(name, shape, mention) for name, shape in definition["properties"].items()}
        fields = {name: value for name, value in fields.items() if name not in WRITTEN and value is not None}
        # What a file of the program itself says is taken with its bookkeeping.
        fields |= (
            {"origin": "manual", "created_at": AT, "changed_at": AT} if "origin" in definition["properties"] else {}
        )
        return fields | ({"x_text": self.word(), "x_list": [self.word(), self.word()]} if own else {})

    def value(self, name: str, shape: dict, mention: str):
        if name in ("links", "intended", "present") and shape.get("type") == "array":
            return [self.actor()]
        special = {
            "direction": "rtl",
            "language": "ar",
            "state": "needs_second_look",
            "reference": "past",
            "published": self.day,
        }
        special |= {"background": True, "parties_unknown": True, "anchor": "published", "term": self.duration}
        special |= {"renewal_term": self.duration, "done_by": None, "done_schema": None, "done_schema_version": None}
        special |= {"done_guideline": None, "no_agreement_by": None}
        if name in special:
            value = special[name]
            return value() if callable(value) else value
        if name.endswith("_mention"):
            return mention
        if name.endswith("basis"):
            return "inferred"
        if (
            name
            in "signed validity in_force expires announced held initialled ratified registered extended suspended terminated".split()
        ):
            return self.day()
        if name == "value":
            return self.day()
        if name == "note":
            return f"{self.word()}\n{self.word()}"
        if name in ("title", "gloss", "credited", "venue_name"):
            # With signs that formats use for themselves.
            return f'{self.word()} | "{self.word()}"; {self.word()}, {self.word()}=*_->\\{self.word()}\t{self.word()}'
        if shape.get("type") == "array":
            items = shape["items"].get("anyOf", [{}])
            parts = items[0].get("properties")
            if not parts:
                return [self.word(), self.word()]
            return [self.tuple(name, list(parts), mention)]
        return self.word()

    def tuple(self, name: str, parts: list, mention: str) -> dict:
        """A value of several parts: ids and numbers where they are asked for, else words."""
        known = {"check": "36", "at": AT, "basis": "inferred", "mention": mention, "number": "1"}
        known |= {"party": "0", "signatory": "0"} if name.endswith(("_acts", "_fields")) else {}
        known |= {"field": "x_text"} if name.endswith("_fields") else {}
        made = {part: known.get(part) or self.word() for part in parts}
        actors = {"parties": "actor", "signatories": "person"}
        if name in actors:
            made[actors[name]] = self.actor()
        if name == "signatories":
            made["on_behalf_of"] = self.actor()
        if name == "party_acts":
            made["value"] = self.day()
        return made

    def remark(self) -> dict:
        word = self.word
        return {"missing": word(), "basis": "external", "basis_reason": word(), "confidence": word(), "comment": word()}


def authorship(made: Made) -> dict:
    by = made.word("pe")
    return {"created_by": by, "created_at": AT, "changed_by": made.word("pe"), "changed_at": AT, "origin": "Manual"}


def beside(made: Made, path: str) -> dict:
    remark = {
        "missing": made.word(),
        "basis": {"Inferred": made.word()},
        "confidence": made.word(),
        "comment": made.word(),
    }
    accepted = {"check": 36, "at": AT} | {
        name: made.word() for name in ("field", "says", "reason", "by", "part", "rule", "value")
    }
    return {"remarks": {path: remark}, "accepted": [accepted]}


def own(made: Made) -> dict:
    return {"x_text": made.word(), "x_list": [made.word(), made.word()]}


def name(made: Made) -> dict:
    return {"text": made.word(), "lang": "en", "script": "Latn", "kind": "short"}


def entry(made: Made, id: str, others: list) -> dict:
    """An entry of the registry with every field."""
    word, day = made.word, made.day
    dated = lambda: {"entry": made.chance.choice(others), "from": day(), "until": day(), "note": word()}
    return {
        "id": id, "kind": "state", "name_en": word("na"), "names": [name(made), name(made)], "country": word(),
        "sectors": [word(), word()], "part_of": [dated()], "memberships": [dated()], "members": [dated()],
        "roles": [{"title": word(), "org": made.chance.choice(others), "from": day(), "to": day()}],
        "external_ids": [f"x:{word()}"], "codes": [{"scheme": "cow", "code": word(), "from": day(), "until": day()}],
        "exists_from": day(), "exists_to": day(), "recognised": word(), "successor_of": [made.chance.choice(others)],
        "merged_into": None, "fields": own(made), "note": word(), "beside": beside(made, "country"),
        "history": [{"at": AT, "by": word("pe"), "what": "MergedFrom", "other": word(), "names": [name(made)]}],
        "authorship": authorship(made),
    }  # fmt: skip


def identity(made: Made, id: str, members: list, other: str) -> dict:
    word = made.word
    return {
        "id": id, "kind": "", "title": word("na"), "titles": [name(made)], "members": members,
        "adopted": [{"field": "signed", "value": made.day(), "reason": word()}, {"field": "title", "value": word(), "reason": word()}],
        "relations": [{"kind": "part_of", "identity": other, "note": word()}], "external_ids": [f"x:{word()}"],
        "fields": own(made), "note": word(), "beside": beside(made, "signed"), "authorship": authorship(made),
    }  # fmt: skip


def publisher(made: Made, of: str) -> dict:
    word = made.word
    return {
        "name": of, "country": word(), "ownership": word(), "originality": word(), "date_order": "mdy", "time_zone": "+02:00",
        "reliability": word(), "rules": [{"line": {"Begins": word()}, "kind": word()}], "fields": own(made), "note": word(),
        "beside": beside(made, "country"), "authorship": authorship(made),
    }  # fmt: skip


def article(made: Made, file: str, number: int, schema: dict) -> dict:
    """An article with every record and every part, some in several places, some over others."""
    definitions = schema["$defs"]
    text = " ".join(f"w{number}n{at}" for at in range(60)).replace(" w1n30 ", "\nw1n30 😀 ").replace("w1n40", "وقعت")
    tokens = [found.span() for found in re.finditer(r"\S+", text)]

    def spans(*places) -> list:
        pieces = [(tokens[first][0], tokens[last][1]) for first, last in places]
        return [{"start": start, "end": end, "quote": text[start:end]} for start, end in pieces]

    marks, links = [], []
    day = f"d-{number}0000000"

    def mark(id: str, label: str, places: list, of: str = "", role: str = "", own: str = "") -> None:
        fields = made.fields(definitions.get(f"{label}Fields", definitions["OtherFields"]), day, own)
        marks.append({"id": id, "label": label, "spans": spans(*places), "fields": fields})
        if own and label not in ("Evidence",):
            path = {"Actor": "form", "Date": "role", "Agreement": "status"}.get(
                label, "kind" if label in ("TextFlag", "Region") else "x_text"
            )
            marks[-1]["remarks"] = {path: made.remark()}
        if of:
            links.append({"role": role, "from": of, "to": id})

    mark("title", "ArticleTitle", [(0, 3)])
    mark(day, "Date", [(4, 5)], own="date")
    mark(f"d-{number}1111111", "Date", [(6, 6), (8, 9)], own="date")
    mark(f"a-{number}0000000", "Actor", [(10, 12)], own="actor")
    mark(f"a-{number}0000000.t0", "ActorTitle", [(13, 13)], f"a-{number}0000000", "title")
    mark(f"a-{number}1111111", "Actor", [(11, 11)], own="actor")
    mark(f"a-{number}2222222", "Actor", [(14, 14), (16, 17)], own="actor")
    agreement = f"g-{number}0000000"
    mark(agreement, "Agreement", [(20, 20)], own="agreement")
    mark(f"{agreement}.trigger", "Trigger", [(20, 20)], agreement, "trigger")
    mark(f"{agreement}.e0", "Evidence", [(18, 25)], agreement, "evidence", own="evidence")
    mark(f"{agreement}.e1", "Evidence", [(26, 26), (28, 29)], agreement, "evidence", own="evidence")
    mark(f"{agreement}.instrument", "Instrument", [(21, 22)], agreement, "instrument")
    mark(f"{agreement}.venue", "Venue", [(23, 23)], agreement, "venue")
    mark(f"{agreement}.q0", "Quantity", [(24, 24)], agreement, "quantity")
    # One of which the text shows nothing.
    mark(f"g-{number}1111111", "Agreement", [], own="agreement")
    mark(f"f-{number}0000000", "TextFlag", [(31, 32)], own="flag")
    mark(f"b-{number}0000000", "Region", [(50, 59)], own="region")
    mark(f"x-{number}0000000", "x_drill", [(33, 34)], own="x_drill")
    for one in marks:
        if one["label"] in ("TextFlag", "Region"):
            one["fields"] = {key: value for key, value in one["fields"].items() if not key.startswith("x_")}
    fields = made.fields(definitions["ArticleFields"], day, "article")
    fields["publisher"] = f"zqpu{number:05}z"
    whole = {"format": "glossator-2", "article": file, "language": "ar", "fields": fields, "text": text, "marks": marks}
    return whole | {"links": links, "remarks": {"publisher": made.remark()}}


def walk(value):
    """Gives the texts of a value, whatever is inside it."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield str(key)
            yield from walk(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from walk(inner)
    elif value is not None:
        yield str(value)


def cas_texts(cas):
    for fs in {id(fs): fs for fs in cas._find_all_fs()}.values():
        for feature in fs.type.all_features:
            value = getattr(fs, feature.name, None)
            elements = getattr(value, "elements", value)
            yield from walk(
                elements if isinstance(elements, list) and all(isinstance(it, str) for it in elements) else None
            )
            yield from walk(value if isinstance(value, (str, int, float)) else None)


def texts(file: pathlib.Path, format: str):
    """Reads what a dataset says in one of its files; schemas and settings say nothing of the work."""
    if format == "parquet":
        if file.suffix == ".parquet":
            yield from walk(pyarrow.parquet.ParquetFile(file).read().to_pylist())
    elif format == "csv":
        with open(file, encoding="utf-8-sig", newline="") as stream:
            yield from walk(list(csv.reader(stream)))
    elif format == "bioc":
        for element in ElementTree.parse(file).iter():
            yield from [element.text or "", *element.attrib.values()]
    elif format == "cas-json":
        with open(file, "rb") as stream:
            yield from cas_texts(load_cas_from_json(stream))
    elif format == "cas-xmi":
        if file.suffix == ".xmi":
            with open(file, "rb") as stream, open(
                next(p for p in file.parents if (p / "TypeSystem.xml").exists()) / "TypeSystem.xml", "rb"
            ) as types:
                yield from cas_texts(load_cas_from_xmi(stream, typesystem=load_typesystem(types)))
    elif file.suffix in (".json", ".jsonld"):
        if "schema" not in file.name:
            yield from walk(json.loads(file.read_text("utf-8")))
    elif file.suffix == ".jsonl":
        for line in file.read_text("utf-8").splitlines():
            yield from walk(json.loads(line))
    elif file.suffix not in (".conf", ".xml", ".txt"):
        yield from file.read_text("utf-8").splitlines()


def words_of(dataset: pathlib.Path, format: str, wrong: list) -> set:
    """Lists the words of a dataset; a file that its reader refuses is wrong, and read as plain text."""
    found = set()
    for file in sorted(dataset.rglob("*")):
        if not file.is_file() or "_about" in file.parts:
            continue
        try:
            read = list(texts(file, format))
        except Exception as error:  # Readers have many kinds.
            wrong.append((f"not readable, {type(error).__name__}", f"{file.name}: {error}"))
            read = [file.read_text("utf-8")]
        found |= {word for text in read for word in WORD.findall(text)}
    return found


def source_of(dataset: pathlib.Path) -> dict:
    """Says of each word of the work which field of which record of which list has it."""
    source = {}

    def add(value, *where) -> None:
        for text in walk(value):
            for word in WORD.findall(text):
                source.setdefault(word, where)

    for line in (dataset / "articles.jsonl").read_text("utf-8").splitlines():
        article = json.loads(line)
        for of, node in [(article, None)] + [(mark, mark["id"]) for mark in article["marks"]]:
            for field, value in of["fields"].items():
                add(value, article["article"], node, field)
            for path, remark in of.get("remarks", {}).items():
                for what, value in remark.items():
                    add(value, article["article"], node, f"{path}.{what}")
    registry = json.loads((dataset / "registry.json").read_text("utf-8"))
    for key, file, id in (
        ("registry", "registry.ron", "id"),
        ("agreements", "agreements.ron", "id"),
        ("publishers", "sources.ron", "name"),
    ):
        for one in registry[key]:
            for field, value in one.items():
                add(value, file, one[id], field)
    return source


class Losses:
    """The list of losses of a dataset."""

    def __init__(self, dataset: pathlib.Path):
        self.found = json.loads((dataset / "_about/losses.json").read_text("utf-8"))["losses"]
        self.at = collections.defaultdict(list)
        for loss in self.found:
            self.at[loss["article"], loss["node"]].append(loss)
        self.across = [loss["reason"] for loss in self.found if loss["field"] == "identity"]

    def name(self, article: str, node, field: str) -> bool:
        """Tells whether the list says that a field is dropped: itself, or with its record."""
        if article.endswith(".ron"):
            # Of an entry the reason lists the fields that are not there; of an agreement across articles all is not there.
            named = [loss["reason"] for loss in self.at[article, node] if loss["what"] == "dropped"]
            if article == "agreements.ron" and (named or any(f"({node}" in reason for reason in self.across)):
                return True
            return any(field.replace("_", " ") in reason for reason in named)
        named = [loss["field"] for loss in self.at[article, node] if loss["what"] == "dropped"]
        # Without a field it is the whole record, or all that is said of the article as a whole.
        return any(names is None or field in names.split(", ") for names in named)


def compare(source: dict, there: set, losses: Losses) -> list:
    wrong, words = [], collections.defaultdict(set)
    for word, where in source.items():
        words[where].add(word)
        if word not in there and not losses.name(*where):
            article, node, field = where
            label = kind_of(node)
            wrong.append(
                (f"lost: {article if article.endswith('.ron') else label}, {field}", f"{word} of {node or article}")
            )
    for loss in losses.found:
        if loss["what"] != "dropped":
            continue
        for field in (loss["field"] or "").split(", "):
            of = [words[at] for at in words if at[:2] == (loss["article"], loss["node"]) and field in ("", at[2])]
            if loss["article"].endswith(".ron"):
                of = [
                    words[at]
                    for at in words
                    if at[:2] == (loss["article"], loss["node"]) and at[2].replace("_", " ") in loss["reason"]
                ]
            for some in of if field or loss["article"].endswith(".ron") else [set().union(*of)]:
                if some and some <= there:
                    what = (
                        f"{kind_of(loss['node'])}, {field}" if not loss["article"].endswith(".ron") else loss["article"]
                    )
                    wrong.append(
                        (
                            f"named as dropped, and there: {what}",
                            f"{sorted(some)[0]} of {loss['node'] or loss['article']}",
                        )
                    )
    return wrong


def kind_of(node) -> str:
    """Names the kind of a record or part by its id."""
    if not node:
        return "article"
    kinds = {"a": "actor", "d": "date", "g": "agreement", "f": "flag", "b": "region", "x": "x_drill"}
    part = re.sub(r"\d+$", "", node.partition(".")[2])
    part = {"t": "title", "e": "evidence", "q": "quantity"}.get(part, part)
    return part or kinds.get(node[0], node)


def ran(*command) -> str:
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, errors="replace")
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}: {done.returncode}\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done.stdout


def corpus_of(program: str, folder: pathlib.Path, seed: int) -> pathlib.Path:
    """Makes a corpus through the program's own JSON, by the schema that the program publishes."""
    corpus, given = folder / "corpus", folder / "given"
    (corpus / "_glossator").mkdir(parents=True)
    given.mkdir()
    kinds = (("x_text", "Text"), ("x_list", "Many(Text)"))
    fields = [f'(on: "{on}", id: "{id}", label: "{id}", type: {kind})' for on in OWNERS for id, kind in kinds]
    (corpus / "_glossator/schema.ron").write_text(SCHEMA % ", ".join(fields), "utf-8")
    first = {
        "format": "glossator-2",
        "article": "first.txt",
        "language": "en",
        "fields": {"note": "x"},
        "text": "Nothing.",
    }
    (given / "articles.jsonl").write_text(json.dumps(first | {"marks": [], "links": []}), "utf-8")
    ran(program, "import", corpus, given / "articles.jsonl", "--from", "json", "--annotator", "anna")
    ran(program, "export", corpus, "--to", "json", "-o", folder / "first", "--annotator", "anna")
    schema = json.loads((folder / "first/article.schema.json").read_text("utf-8"))
    made = Made(seed)
    made.actors = [f"XX-{made.word('id')}" for _ in range(6)]
    lines = [article(made, f"{name}.txt", number, schema) for number, name in enumerate("ab", 1)]
    members = [
        {"article": f"{name}.txt", "agreement": f"g-{number}0000000", "relation": "same"}
        for number, name in enumerate("ab", 1)
    ]
    registry = {
        "format": "glossator-2",
        "registry": [entry(made, id, made.actors) for id in made.actors],
        "agreements": [
            identity(made, "i-00000001", members, "i-00000002"),
            identity(made, "i-00000002", [], "i-00000001"),
        ],
        "publishers": [publisher(made, line["fields"]["publisher"]) for line in lines],
    }
    (given / "articles.jsonl").write_text(
        "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), "utf-8"
    )
    (given / "registry.json").write_text(json.dumps(registry, ensure_ascii=False), "utf-8")
    ran(
        program,
        "import",
        corpus,
        given / "articles.jsonl",
        "--from",
        "json",
        "--annotator",
        "anna",
        "--strict",
        "--report",
        folder / "report.json",
    )
    return corpus


def main() -> int:
    asked = argparse.ArgumentParser()
    asked.add_argument("program")
    asked.add_argument("folder", type=pathlib.Path)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--only", default=",".join(FORMATS))
    asked = asked.parse_args()
    warnings.simplefilter("ignore")
    shutil.rmtree(asked.folder, ignore_errors=True)
    asked.folder.mkdir(parents=True)
    corpus = corpus_of(asked.program, asked.folder, asked.seed)
    given = words_of(asked.folder / "given", "json", [])
    out = lambda format: asked.folder / format
    ran(asked.program, "export", corpus, "--to", "json", "-o", asked.folder / "source", "--annotator", "anna")
    source = source_of(asked.folder / "source")
    wrong = {("import", "a word is not in the corpus"): sorted(given - set(source))} if given - set(source) else {}
    counts = {"words": len(source)}
    for format in asked.only.split(","):
        to, variant = ("conll", ["--variant", "conllu"]) if format == "conllu" else (format, [])
        ran(asked.program, "export", corpus, "--to", to, "-o", out(format), "--annotator", "anna", *variant)
        found: list = []
        there, losses = words_of(out(format), format, found), Losses(out(format))
        counts[format] = len(there & set(source))
        for what, detail in found + compare(source, there, losses):
            wrong.setdefault((format, what), []).append(detail)
    for (format, what), found in wrong.items():
        print(f"{format}: {what}: {found[0]}: {out(format)}{f' (and {len(found) - 1} more)' if found[1:] else ''}")
    print(json.dumps(counts | {"disagreements": sum(map(len, wrong.values())), "kinds": len(wrong)}))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
