"""Checks imports from outside: everything in a foreign file is in the work, or in the list of what was left out.

Files are made as the tools write them, with a word of its own in every field, label, comment, role and name. Readers that
know nothing of the program (cassis, json, split lines) count them; the work is read back from the program's own JSON.
What belongs to a mark, a draft or a rejected task that is listed need not be listed itself. Needs dkpro-cassis.
The files that show a disagreement stay in the folder.
    python3 rule.py PROGRAM FOLDER [--seed 1] [--files 5] [--only doccano,brat]
"""

import argparse
import collections
import json
import pathlib
import re
import shutil
import subprocess
import sys
import warnings

# Behind the packages, so that none is hidden by a neighbour.
sys.path.append(str(pathlib.Path(__file__).parent))
from foreign import SHAPES  # noqa: E402
from foreign.made import WORD, Census, Made, key_of, without  # noqa: E402


def ran(*command) -> tuple:
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, errors="replace")
    return done.returncode, done.stdout + done.stderr


# What is looked at and stands: the shape and the disagreement, and why.
COUNTS = "the lines count otherwise than this script; every word of the file is found"
SYNTAX = "layers of words and syntax are one counted line a type, without their values"
KNOWN = {
    ("label-studio", "no place in a line"): "predictions are counted by file",
    ("label-studio", "lost: annotations[].completed_by.first_name"): "a person is known by one name",
    ("label-studio", "number of marks"): COUNTS,
    ("label-studio", "mark or label that is not in the file"): "a label that is a number is read as a text",
    ("w3c", "lost: annotation.creator.email"): "a person is known by one name",
    ("w3c", "number of marks"): COUNTS,
    ("brat", "number of links"): COUNTS,
    ("webanno-tsv", "lost: #T_RL name of the layer"): "a relation is known by its role",
    ("webanno-tsv", "lost: #T_RL name of a feature"): "a relation is known by its role",
    ("webanno-tsv", "number of marks"): COUNTS,
    ("webanno-tsv", "number of links"): COUNTS,
    ("cas-xmi", "lost: relation.DependencyType"): SYNTAX,
    ("cas-xmi", "number of marks"): COUNTS,
    ("cas-xmi", "number of links"): COUNTS,
    ("cas-json", "lost: relation.DependencyType"): SYNTAX,
    ("cas-json", "number of marks"): COUNTS,
    ("cas-json", "number of links"): COUNTS,
}


class Outcome:
    """Imports a folder, and reads back what is in the work and what was left out."""

    def __init__(self, program: str, format: str, folder: pathlib.Path, maps: dict):
        self.wrong, self.left, self.unreadable, self.people, self.annotators = [], [], [], "", []
        # Words with where they stand, marks with their places and labels, and the number of links.
        self.words, self.marks, self.links, self.texts = collections.defaultdict(set), collections.Counter(), 0, set()
        self.corpus, self.report = folder / "corpus", folder / "report.json"
        shutil.rmtree(self.corpus, ignore_errors=True)
        self.corpus.mkdir()
        self.report.unlink(missing_ok=True)
        files = [file for file in sorted((folder / "in").glob("*")) if file.suffix not in (".txt", ".xml")]
        command = [program, "import", self.corpus, *files, "--from", format, "--report", self.report]
        command += [part for label, meaning in maps.items() for part in ("--map", f"{label}={meaning}")]
        if self.bring(command):
            self.back(program, folder / "out")

    def bring(self, command: list) -> bool:
        """Asks strictly first, which changes nothing where something is left out."""
        whose = ["--annotators", "each", "--annotator", "nobody"]
        code, said = ran(*command, *whose, "--strict")
        if code == 2 and "do not say who" in said:
            whose = whose[2:]
            code, said = ran(*command, *whose, "--strict")
        if not self.report.exists():
            self.wrong.append(("refused", said.strip()[-300:]))
            return False
        self.read()
        expected = 2 if self.unreadable else 1 if self.left else 0
        if code != expected:
            self.wrong.append(("exit code of --strict", f"{code} with {len(self.left)} lines of what is left out"))
        if code:
            if any(self.corpus.iterdir()):
                self.wrong.append(("--strict", "something is in the corpus all the same"))
            strict = self.left
            code, said = ran(*command, *whose)
            self.read()
            if code != (2 if self.unreadable else 0) or self.left != strict:
                self.wrong.append(("without --strict", f"exit code {code}, or other lines than with it"))
        for line in self.left:
            if not line["file"] or not line["place"]:
                self.wrong.append((f"no {'place' if line['file'] else 'file'} in a line", line["reason"]))
        return True

    def read(self) -> None:
        value = json.loads(self.report.read_text("utf-8"))
        reports = value.get("people", [value])
        # What is said of the files themselves stands beside the people.
        parts = [*value.get("people", []), value]
        self.left = [line for one in parts for line in one["left"]]
        self.unreadable = [line for one in parts for line in one["unreadable"]]
        # Who has work of their own.
        self.people = " ".join(f"{one['person']} {one['annotator']}" for one in reports if one["articles"]).lower()
        self.annotators = sorted({one["annotator"] for one in reports})

    def back(self, program: str, out: pathlib.Path) -> None:
        """Reads the work of each person from the program's own JSON."""
        self.texts = {key_of(file.read_text("utf-8")) for file in self.corpus.rglob("*.txt")}
        for name in self.annotators:
            shutil.rmtree(out, ignore_errors=True)
            code, _ = ran(program, "export", self.corpus, "--to", "json", "-o", out, "--annotator", name)
            if code:
                continue
            self.take("", (), (out / "registry.json").read_text("utf-8"))
            for line in (out / "articles.jsonl").read_text("utf-8").splitlines():
                line = json.loads(line)
                article, records = key_of(line["text"]), set()
                self.take(article, (), without(line, "marks", "links", "text"))
                for mark in line["marks"]:
                    place = tuple((span["start"], span["end"]) for span in mark["spans"])
                    fields = mark["fields"]
                    self.take(article, place, without(fields, "origin") | {"": [mark["label"], mark.get("remarks")]})
                    # Parts of records have no origin.
                    if "origin" in fields:
                        records.add(mark["id"])
                        self.marks[article, place, fields.get("label", mark["label"]).lower()] += 1
                self.links += sum(link["from"] in records and link["to"] in records for link in line["links"])

    def take(self, article: str, place: tuple, value) -> None:
        for word in WORD.findall((value if isinstance(value, str) else json.dumps(value)).lower()):
            self.words[word].add((article, place))


def number_of(line: dict) -> int:
    """Gives how many marks or links a line stands for: it says so, or stands for one."""
    found = re.search(r"(?:^|: )(\d[\d,]*) (?:marks?|links?|relations?)\b", line["reason"])
    return int(found[1].replace(",", "")) if found else 1


def is_said(whole: str, census: Census, outcome: Outcome) -> bool:
    """Tells whether there are as many lines about wholes of a kind, such as drafts, as the file has."""
    lines = [line for line in outcome.left if whole and re.search(whole, line["reason"].lower())]
    return bool(lines) and len(lines) >= census.wholes[whole]


def words(census: Census, outcome: Outcome) -> list:
    """Lists the words that are neither in the work, at their place, nor in the list."""
    wrong, labels = [], collections.defaultdict(set)
    for article, place, label, _ in census.marks:
        if not outcome.marks[article, place, label.lower()]:
            labels[article, place].add(label.lower())
    said = json.dumps([outcome.left, outcome.unreadable], ensure_ascii=False).lower()
    reasons = [line["reason"].lower() for line in outcome.left if line["thing"] in ("mark", "label")]
    texts = [line["reason"] for line in outcome.left if line["thing"] in ("line", "article")]
    for word, (path, article, place, whole) in census.words.items():
        found = outcome.words.get(word, set())
        if word in said or word in outcome.people or is_said(whole, census, outcome):
            continue
        # A text that is left out, and a mark, is left out with what belongs to it.
        if article and any(article in reason for reason in texts):
            continue
        if any(name in reason for name in labels[article, place] for reason in reasons):
            continue
        if not found:
            wrong.append((f"lost: {path}", word))
        elif article and not any(of in (article, "") for of, _ in found):
            wrong.append((f"in another article: {path}", word))
        elif place and not any(at in (place, ()) for _, at in found):
            wrong.append((f"at another place: {path}", f"{word}, {place} is {sorted(found)}"))
    return wrong


def numbers(census: Census, outcome: Outcome) -> list:
    """Compares the numbers of marks and links: those in the work and those in the list are those in the file."""
    wrong = []
    listed = [line for line in outcome.left if line["file"]]
    # What stands in a text or a whole that is left out may be listed with that alone.
    texts = " ".join(line["reason"] for line in listed if line["thing"] in ("line", "article"))
    may = lambda article, whole="": article in texts or whole != "predict" and is_said(whole, census, outcome)
    wanted = collections.Counter((article, place, label.lower()) for article, place, label, _ in census.marks)
    least = collections.Counter((of, at, label.lower()) for of, at, label, whole in census.marks if not may(of, whole))
    if outcome.marks - wanted:
        wrong.append(("mark or label that is not in the file", f"{sorted((outcome.marks - wanted).elements())[:3]}"))
    for article in sorted({article for article, *_ in least} - outcome.texts):
        wrong.append(("text that is no article", article))
    # Each mark is named by a line with its label, or is one of those that a line counts.
    lines = [line for line in listed if line["thing"] in ("mark", "label", "prediction")]
    missing = list((least - outcome.marks).elements())
    named, counted = collections.Counter(), 0
    for line in lines:
        said = set(re.findall(r"\w+", line["reason"].lower())) & {label for *_, label in wanted}
        named.update({label: number_of(line) for label in said})
        counted += 0 if said else number_of(line)
    labels = collections.Counter(label for *_, label in missing)
    most = (wanted - outcome.marks).total() + census.others
    said = sum(map(number_of, lines))
    if (labels - named).total() > max(0, counted - census.others) or said > most:
        detail = f"{wanted.total()} in the file, {len(missing)} not in the work, {said} said: {missing[:3]}"
        wrong.append(("number of marks", detail))
    links = len([article for article, _ in census.links if not may(article)])
    said = sum(number_of(line) for line in listed if line["thing"] == "link")
    if not links <= said + outcome.links <= len(census.links):
        detail = f"{len(census.links)} in the file, {outcome.links} in the work, {said} said"
        wrong.append(("number of links", detail))
    return wrong


def write(folder: pathlib.Path, files: dict) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    for name, value in files.items():
        path = folder / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if name.endswith(".jsonl"):
            value = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in value)
        path.write_text(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False), "utf-8")


def check(program: str, shape: str, folder: pathlib.Path, maps: dict) -> tuple:
    """Gives what is wrong with the import of a folder, as pairs of kind and detail, and the census."""
    format, _, count = SHAPES[shape]
    census = Census()
    count(folder / "in", census)
    marked = {label.lower() for *_, label, whole in census.marks if not whole}
    maps = {label: meaning for label, meaning in maps.items() if label.lower() in marked}
    outcome = Outcome(program, format, folder, maps)
    # A file that cannot be read is said as a whole.
    if outcome.annotators and not outcome.unreadable:
        return outcome.wrong + words(census, outcome) + numbers(census, outcome), census
    return outcome.wrong, census


def main() -> int:
    asked = argparse.ArgumentParser()
    asked.add_argument("program")
    asked.add_argument("folder", type=pathlib.Path)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--files", type=int, default=5)
    asked.add_argument("--only", default=",".join(SHAPES))
    asked = asked.parse_args()
    warnings.simplefilter("ignore")
    counts, shown = collections.Counter(), {}
    for shape in asked.only.split(","):
        for number in range(asked.files):
            folder, made = asked.folder / f"{shape}-{number}", Made(f"{asked.seed} {shape} {number}")
            write(folder, SHAPES[shape][1](made))
            (folder / "maps.json").write_text(json.dumps(made.maps), "utf-8")
            wrong, census = check(asked.program, shape, folder, made.maps)
            counts.update(files=1, words=len(census.words), marks=len(census.marks), links=len(census.links))
            for what, detail in wrong:
                shown.setdefault((shape, what), []).append(f"{detail}: {folder / 'in'}")
            if not wrong:
                shutil.rmtree(folder)
    known = {key for key in shown if KNOWN.get(key)}
    for (shape, what), found in shown.items():
        if (shape, what) in known:
            print(f"{shape}: {what}: known: {KNOWN[shape, what]}")
            continue
        print(f"{shape}: {what}: {found[0]}{f' (and {len(found) - 1} more)' if found[1:] else ''}")
    print(json.dumps({**counts, "disagreements": sum(map(len, shown.values())), "kinds": len(shown), "known": len(known)}))
    return 1 if shown.keys() - known else 0


if __name__ == "__main__":
    sys.exit(main())
