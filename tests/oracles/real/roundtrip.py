"""What the round trips through real tools share: a server, what is changed in a tool, the work before and after it."""

import collections
import contextlib
import copy
import itertools
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import time

import requests

PATIENCE = 600  # Seconds. Only a tool that does not answer at all takes so long.
# What Label Studio sets of its own accord for annotations that come in with tasks.
OF_ITS_OWN = "ground truth"
FINISHED = {"state", "done_at", "done_by", "done_guideline", "done_schema", "done_schema_version"}


# A server.


def until(what, question):
    """Asks until there is an answer."""
    last = time.monotonic() + PATIENCE
    while time.monotonic() < last:
        if (answer := question()) is not None:
            return answer
        time.sleep(0.2)
    sys.exit(f"{what} takes more than {PATIENCE} s")


@contextlib.contextmanager
def served(log: pathlib.Path, health: str, *commands):
    """Runs the commands of a server in the background, from when it is well until it is no longer needed."""
    with log.open("wb") as output, contextlib.ExitStack() as running:
        processes = []
        for command in commands:
            processes.append(subprocess.Popen(command, stdout=output, stderr=output, start_new_session=True))
            running.callback(stop, processes[-1])

        def well():
            for process in processes:
                if process.poll() is not None:
                    sys.exit(f"{process.args[0]} has ended with {process.returncode}; see {log}")
            with contextlib.suppress(requests.RequestException):
                return requests.get(health, timeout=60).ok or None
            return None

        until("the server", well)
        yield


def stop(process) -> None:
    """Ends a process and those it has started."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, sign)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(20)


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


class Api:
    """The address of a server, asked in one session, which is signed in by a cookie as a browser is."""

    def __init__(self, base: str):
        self.base, self.session = base, requests.Session()

    def __call__(self, method: str, path: str, **options):
        headers = {"X-CSRFToken": self.session.cookies.get("csrftoken"), "Referer": self.base}
        answer = self.session.request(method, self.base + path, timeout=PATIENCE, headers=headers, **options)
        if not answer.ok:
            sys.exit(f"{method} {path}: {answer.status_code} {answer.text[:500]}")
        return answer.json() if "json" in answer.headers.get("Content-Type", "") else answer

    def bytes(self, path: str) -> bytes:
        """Gives a file as it comes."""
        answer = self.session.get(self.base + path, timeout=PATIENCE)
        answer.raise_for_status()
        return answer.content


# The work before and after.


class Trip:
    """A corpus that goes to a tool and comes back, with what is changed there."""

    def __init__(self, program: str, corpus: str, annotator: str, keep):
        self.program, self.source, self.annotator = str(pathlib.Path(program).resolve()), corpus, annotator
        self.keep = pathlib.Path(keep).resolve()
        self.keep.mkdir(parents=True)
        self.corpus = shutil.copytree(corpus, self.keep / "corpus")
        self.before, self.changes, self.wrong = self.work("before"), [], 0

    def again(self, name: str, holds) -> "Trip":
        """The same trip by another way, on which only those changes come back of which this holds."""
        other = Trip(self.program, self.source, self.annotator, self.keep / name)
        other.changes = [it for it in self.changes if holds(it)]
        return other

    def tool(self, *command) -> None:
        """Runs a command of the tool."""
        with (self.keep / "tool.log").open("ab") as log:
            if code := subprocess.run(command, stdout=log, stderr=log).returncode:
                sys.exit(f"{command[0]} has ended with {code}; see {log.name}")

    def run(self, *arguments):
        return subprocess.run([self.program, *map(str, arguments)], capture_output=True, text=True)

    def export(self, to: str, name: str, annotator: str = "") -> pathlib.Path:
        arguments = ["--to", to, "-o", self.keep / name, "--annotator", annotator or self.annotator]
        done = self.run("export", self.corpus, *arguments)
        if done.returncode:
            sys.exit(f"export: {done.stderr}")
        return self.keep / name

    def work(self, name: str, annotator: str = "") -> dict:
        """Gives the work as own JSON: articles by name, with their marks by id."""
        lines = (self.export("json", name, annotator) / "articles.jsonl").read_text(encoding="utf-8")
        articles = {it["article"]: it for it in map(json.loads, lines.splitlines())}
        for article in articles.values():
            article["marks"] = {mark["id"]: mark for mark in article["marks"]}
        return articles

    def change(self, article: str, what: str, touched, holds, **more) -> None:
        """Writes a change down: the marks and fields it is about, what must hold of the article after it.

        `adds` is how many marks are new, `by` whose work it is about, `says` what a line about it must have in it,
        `leaves` what a line about what is left out of it has in it, `words` what must be said where a file cannot say
        what it belongs to.
        """
        self.changes.append({"article": article, "what": what, "touched": set(touched), "holds": holds} | more)
        with (self.keep / "CHANGES.md").open("a", encoding="utf-8") as file:
            file.write(f"- {article}: {what}\n")

    def note(self, article: str, words: str, what: str, added: bool = False) -> None:
        """Writes down that an article gets a note, in the place of one that it has already; what is `added` to that, as
        comments of doccano are, comes after it."""
        was = self.before[article]["fields"].get("note")
        wanted = f"{was}\n{words}" if was and added else words
        self.change(article, what, {"note"}, lambda after: after["fields"].get("note") == wanted, is_in_min=True)

    def bring(self, name: str, *arguments) -> dict:
        """Imports; gives the exit code, the work after it, and what was left out."""
        report = self.keep / f"{name}.json"
        done = self.run("import", self.corpus, *arguments, "--report", report)
        said = f"{done.stdout}{done.stderr}exit code {done.returncode}\n"
        (self.keep / f"{name}.txt").write_text(said, encoding="utf-8")
        if done.returncode > 1:
            sys.exit(f"the import has failed: {said}")
        whole = json.loads(report.read_text(encoding="utf-8"))
        # What is said of the files themselves stands beside the people.
        parts = [*whole.get("people", []), whole]
        left = [f"{it['place']}: {it['reason']}" for part in parts for it in part["left"]]
        told = [line for part in parts for line in part["said"]]
        return {"code": done.returncode, "work": self.work(f"work-{name}"), "left": left, "said": told}

    def unchanged(self, *arguments) -> None:
        """What the tool gives back as it got it brings nothing and leaves nothing out."""
        brought = self.bring("unchanged", *arguments, "--strict")
        for line in brought["left"]:
            self.expect(False, f"where nothing was changed: {line}", "LEFT OUT")
        for line in brought["said"]:
            if OF_ITS_OWN not in line:
                self.expect(False, f"where nothing was changed: {line}", "SAID")
        self.expect(brought["work"] == self.before, "the work is another where nothing was changed")

    def changed(self, *arguments, unsaid=()) -> None:
        """The changes come back, the rest stays, and a second import brings nothing more.

        The file cannot say where the changes `unsaid` belong: they are left out with their words, unless they come back.
        """
        dry = self.bring("dry", *arguments, "--strict", "--dry-run")
        self.expect(dry["work"] == self.before, "a dry run has changed something")
        self.expect(dry["code"] == int(bool(dry["left"])), f"{len(dry['left'])} left out, --strict gives {dry['code']}")
        leaves = [word for it in self.changes for word in it.get("leaves", ())]
        for line in dry["left"]:
            self.expect(bool(unsaid) or any(word in line for word in leaves), line, "LEFT OUT")
        after = self.bring("report", *arguments)["work"]
        for change in unsaid:
            words = change.get("words", ())
            if words and change["holds"](after[change["article"]]):
                self.changes.append(change)  # Only one mark can have it.
                continue
            silent = [word for word in words if not any(word in line for line in dry["left"])]
            self.expect(not silent, f"{change['article']}: {change['what']}: {silent} are nowhere said", "UNSAID")
        for change in self.changes:
            lines = [line for line in dry["said"] + dry["left"] if change["article"] in line]
            for word in change.get("says", ()):
                found = any(word in line for line in lines)
                self.expect(found, f"{change['article']}: {change['what']}: “{word}” is in no line", "UNSAID")
            work = self.work(f"work-of-{change['by']}", change["by"]) if "by" in change else after
            came, what = change["holds"](work.get(change["article"])), f"{change['article']}: {change['what']}"
            self.expect(bool(came), what, "NOT BACK", "came back")
        for name, article in self.before.items():
            self.compare(name, article, after[name])
        self.expect(self.bring("again", *arguments)["work"] == after, "a second import brings more")

    def compare(self, name: str, before: dict, after: dict) -> None:
        """What no change is about is as it was."""
        mine = [it for it in self.changes if it["article"] == name and "by" not in it]
        touched, adds = set().union(*(it["touched"] for it in mine)), sum(it.get("adds", 0) for it in mine)
        owners = {id.rpartition(".")[0] for id in touched}
        for id, mark in before["marks"].items():
            is_now = after["marks"].get(id)
            # Who has changed a part of a mark has changed the mark.
            is_same = is_but(mark, is_now) if id in owners else is_now == mark
            if id not in touched and not is_same:
                self.expect(False, f"{name}: {shown(mark)}: {difference(mark, is_now)}", "UNTRUE")
        # Whether a finished article is still finished is the checks' matter; the version of the fields is another with them.
        for key in sorted((before["fields"].keys() | after["fields"].keys()) - touched - FINISHED - {"header_version"}):
            was, is_now = before["fields"].get(key), after["fields"].get(key)
            self.expect(was == is_now, f"{name}: {key}: {was!r} → {is_now!r}", "UNTRUE")
        for tie in sorted((links(before) - links(after)).elements()):
            self.expect(bool(touched & set(tie)), f"{name}: the link {' '.join(tie)}", "LOST")
        new = [shown(mark) for id, mark in after["marks"].items() if id not in before["marks"]]
        self.expect(len(new) == adds, f"{name}: {adds} marks were added, new are {'; '.join(new)}", "DOUBLED")

    def expect(self, holds: bool, what: str, otherwise: str = "WRONG", fine: str = "") -> None:
        self.wrong += not holds
        if not holds or fine:
            print(f"{fine if holds else otherwise:9}  {what}")

    def end(self) -> int:
        """Says how it went, and gives the exit code."""
        how = f"{self.wrong} disagreements" if self.wrong else "all changes came back, the rest is as it was"
        print(f"== {len(self.changes)} changes: {how}; all of it is in {self.keep}")
        return min(self.wrong, 1)


def links(article: dict) -> collections.Counter:
    return collections.Counter((it["role"], it["from"], it["to"]) for it in article["links"])


def place(mark: dict):
    return mark["label"], [(it["start"], it["end"]) for it in mark["spans"]]


def shown(mark: dict) -> str:
    spans = " … ".join(f"{it['start']}–{it['end']} {it['quote']!r}" for it in mark["spans"])
    return f"{mark['label']} {mark['id']} {spans}"


def difference(before: dict, after) -> str:
    if after is None:
        return "is gone"
    was, is_now = before | before["fields"], after | after["fields"]
    keys = sorted(key for key in (was.keys() | is_now.keys()) - {"fields"} if was.get(key) != is_now.get(key))
    return "; ".join(f"{key}: {was.get(key)!r} → {is_now.get(key)!r}" for key in keys)


def at(article: dict, label: str, start: int, end: int) -> list[dict]:
    """The marks of a label that stand exactly there."""
    return [it for it in article["marks"].values() if place(it) == (label, [(start, end)])]


def is_but(was: dict, after, **parts) -> bool:
    """Whether a mark is as it was, but for these parts (`None` is one that is gone) and for who has changed it."""
    if after is None:
        return False
    unsaid = {"fields", "computed", "changed_at", "changed_by", "accepted_by", "origin", "actor_names"}

    def rest(mark):
        return {key: value for key, value in (mark | mark["fields"]).items() if key not in unsaid | parts.keys()}

    is_now = after | after["fields"]
    return rest(was) == rest(after) and all(is_now.get(key) == value for key, value in parts.items())


# What is changed in the tool.


class Choice:
    """Chooses what to change among the regions of a tool: each mark once, and each time in another article first.

    A region is a dictionary with at least `article`, `node` (the id of our mark), `number` (of the fragment, from 0),
    `label`, `start` and `end`. `tied` are article and node of those that are in a relation.
    """

    def __init__(self, trip: Trip, regions: list[dict], tied: set):
        self.trip, self.regions, self.tied, self.used, self.turn = trip, regions, tied, set(), itertools.count()
        self.split = {key(it) for it in regions if it["number"]}
        self.names = list(dict.fromkeys(it["article"] for it in regions))

    def pick(self, fits):
        """The first region that fits and whose mark is not taken yet."""
        first = next(self.turn) % len(self.names)
        for name in self.names[first:] + self.names[:first]:
            for it in self.regions:
                if it["article"] == name and key(it) not in self.used and fits(it):
                    self.used.add(key(it))
                    return it
        return None

    def mark(self, it) -> dict:
        return self.trip.before[it["article"]]["marks"][it["node"]]

    def is_alone(self, it) -> bool:
        return key(it) not in self.tied | self.split

    def is_whole(self, it) -> bool:
        return key(it) not in self.split

    def is_passage(self, it) -> bool:
        """Whether it is a passage of an agreement that does not stand there itself."""
        agreement = self.trip.before[it["article"]]["marks"].get(it["node"].rpartition(".")[0])
        return it["label"] == "Evidence" and agreement["spans"] != self.mark(it)["spans"]

    def words(self, it) -> str:
        return self.mark(it)["spans"][0]["quote"]

    def becomes(self, it, what: str, **parts) -> None:
        """Writes down that a mark is as before, but for these parts."""
        more = {name: parts.pop(name) for name in ("words", "is_in_min", "says") if name in parts}
        was, node = self.mark(it), it["node"]
        self.trip.change(
            it["article"], what, {node}, lambda after: is_but(was, after["marks"].get(node), **parts), **more
        )

    def ends(self):
        """Regions of different kinds, each with its end one letter earlier."""
        for what, fits in [
            ("an actor", lambda it: it["label"] == "Actor" and self.is_alone(it)),
            ("an actor that is a party", lambda it: it["label"] == "Actor" and key(it) in self.tied - self.split),
            ("a fragment", lambda it: it["number"] > 0),
            ("a passage", self.is_passage),
            ("an actor made anew", lambda it: it["label"] == "Actor" and self.is_alone(it)),
        ]:
            if it := self.pick(lambda it: it["end"] - it["start"] > 3 and fits(it)):
                end, spans = it["end"] - 1, copy.deepcopy(self.mark(it)["spans"])
                spans[it["number"]] |= {"end": end, "quote": spans[it["number"]]["quote"][:-1]}
                words = f"the end of {what}, {it['node']}, goes from {end + 1} to {end}"
                self.becomes(it, words, spans=spans, is_in_min=True)
                yield it, end, what.endswith("anew")

    def date(self):
        """A date that becomes an actor: a new one. The date stays, and it is said that the file does not have it."""
        if it := self.pick(lambda it: it["label"] == "Date" and self.is_alone(it)):
            span = it["start"], it["end"]
            self.trip.change(
                *(it["article"], f"the date {it['node']} at {span} becomes an actor", {it["node"]}),
                lambda after: len(at(after, "Actor", *span)) == 1 and len(at(after, "Date", *span)) == 1,
                # A tool that has fields keeps those of the date, which an actor does not have.
                **{"adds": 1, "is_in_min": True, "leaves": [it["node"], self.mark(it)["spans"][0]["quote"]]},
                says=[self.words(it)],
            )
        return it

    def deleted(self):
        """An actor, which stays and is said, and a passage, which is gone from its agreement."""
        if it := self.pick(lambda it: it["label"] == "Actor" and self.is_alone(it)):
            self.becomes(it, f"the actor {it['node']} is deleted", is_in_min=True, says=[self.words(it)])
            yield it
        if it := self.pick(self.is_passage):
            node = it["node"]
            gone, holds = f"the passage {node} is deleted", lambda after: node not in after["marks"]
            self.trip.change(it["article"], gone, {node}, holds, is_in_min=True)
            yield it

    def word(self, article: str, text: str) -> tuple[int, int]:
        """A word without a mark that becomes an actor."""
        taken = {spot for it in self.regions if it["article"] == article for spot in range(it["start"], it["end"])}
        words = (it.span() for it in re.finditer(r"\w{5,}", text))
        start, end = next(it for it in words if not taken & set(range(*it)))
        what = f"{text[start:end]!r} at {start} becomes an actor"
        self.trip.change(
            article, what, (), lambda after: len(at(after, "Actor", start, end)) == 1, adds=1, is_in_min=True
        )
        return start, end

    def party(self):
        """An agreement and an actor that becomes a party of it."""
        for agreement in (it for it in self.regions if it["label"] == "Agreement" and key(it) not in self.used):
            parties = self.mark(agreement)["fields"].get("parties", [])

            def more(it, known={it["actor"] for it in parties}):
                return [link for link in self.mark(it)["fields"].get("links", []) if link not in known]

            if actor := self.pick(
                lambda it: it["article"] == agreement["article"] and it["label"] == "Actor" and more(it)
            ):
                self.used.add(key(agreement))
                parties = [*parties, *({"actor": link} for link in more(actor))]
                self.becomes(agreement, f"{actor['node']} becomes a party of {agreement['node']}", parties=parties)
                return agreement, actor
        return None

    def untied(self, ties):
        """A relation to a date that is deleted, of tuples of article, role, from and to."""
        for tie in ties:
            article, role, of, to = tie[:4]
            if role in ("signed", "held") and not self.used & {(article, of), (article, to)}:
                self.used |= {(article, of), (article, to)}
                what = f"the relation {role} from {of} to {to} is deleted"
                self.becomes({"article": article, "node": of}, what, says=[f"the link {role}"], **{f"{role}_mention": None})
                return tie
        return None


def key(it) -> tuple[str, str]:
    return it["article"], it["node"]
