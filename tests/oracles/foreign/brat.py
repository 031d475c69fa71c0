"""Texts and standoff files of brat."""

import pathlib
import re

from .made import Census, Made, key_of


def lines_of(made: Made, text: str) -> list:
    lines, marks, events, links, word = [], {}, [], [], made.word
    places = made.places(text, 8)
    while places:
        fragments = [places.pop(0)]
        if places and places[0][0] > fragments[0][1] and made.maybe(0.15):
            fragments.append(places.pop(0))
        quote = " ".join(text[start:end] for start, end in fragments)
        name, label = f"T{len(marks) + 1}", made.label()
        marks[name] = label
        lines.append(f"{name}\t{label} {';'.join(f'{start} {end}' for start, end in fragments)}\t{quote}")
    for trigger in made.chance.sample(sorted(marks), made.chance.randint(0, 2)):
        name = f"E{len(events) + 1}"
        label = word("la") if made.maybe(0.1) else marks[trigger]
        ends = [mark for mark in marks if mark != trigger] + events
        roles = [f"{made.role()}:{made.of(*ends)}" for _ in made.few(0, 3)]
        events.append(name)
        lines.append(f"{name}\t{' '.join([f'{label}:{trigger}', *roles])}")
    for number in made.few(0, 3):
        one, other = made.chance.sample(sorted(marks), 2)
        first, second = made.of(("Arg1", "Arg2"), ("Arg1", "Arg2"), (word("ar"), word("ar")))
        links.append(f"R{number + 1}")
        lines.append(f"R{number + 1}\t{made.role()} {first}:{one} {second}:{other}")
    anything = lambda: made.of(*marks, *events, *links)
    for number in made.few(0, 4):
        flag = made.maybe(0.3)
        said = f"{word('fe')} {anything()}" if flag else f"{made.field()} {anything()} {word('va')}"
        lines.append(f"{made.of('A', 'M')}{number + 1}\t{said}")
    ids = [f"N{number + 1}" for number in made.few(0, 2)]
    lines += [f"{name}\tReference {made.of(*marks)} {word('ba')}:{word('ur')}\t{word('va')} name" for name in ids]
    for number in made.few(0, 4):
        kind = made.of("AnnotatorNotes", "AnnotatorNotes", word("fe"))
        lines.append(f"#{number + 1}\t{kind} {made.of(anything(), *ids)}\t{word('no')} and {word('no')}")
    if made.maybe(0.2):
        lines.append(f"*\tEquiv {' '.join(made.chance.sample(sorted(marks), 3))}")
    return lines


def make(made: Made) -> dict:
    files = {}
    for name in ("a", "b"):
        text = made.text()
        files |= {f"{name}.txt": text, f"{name}.ann": "\n".join(lines_of(made, text)) + "\n"}
    return files


def count(folder: pathlib.Path, census: Census) -> None:
    kinds = {"A": "attribute", "M": "attribute", "#": "note", "N": "normalisation", "*": "Equiv", "R": "relation"}
    for file in sorted(folder.glob("*.ann")):
        article = key_of(file.with_suffix(".txt").read_text("utf-8"))
        lines = [line.split("\t") for line in file.read_text("utf-8").splitlines()]
        places, labels = {}, {}
        for name, data, *_ in lines:
            if name[0] == "T":
                labels[name], ranges = data.split(" ", 1)
                places[name] = tuple(tuple(map(int, one.split())) for one in ranges.split(";"))
                census.mark(article, places[name], labels[name])
        for name, data, *_ in lines:
            if name[0] == "E":
                label, trigger = data.split()[0].split(":")
                places[name] = places.get(trigger, ())
                # One that is called otherwise than its trigger is listed beside it.
                census.others += label != labels.get(trigger)
        for name, data, *rest in lines:
            what, *parts = data.split()
            if name[0] == "R":
                census.link(article, what)
            elif name[0] == "E":
                for part in parts:
                    census.link(article, part.split(":")[0])
            elif name == "*":
                for _ in parts[1:]:
                    census.link(article, what)
            on = parts[0] if parts and re.fullmatch(r"[TERN]\d+", parts[0]) else ""
            where = kinds.get(name[0], "mark or event") + (f" on {on[0]}" if on else "")
            census.add(what, f"{where}, name", article, places.get(on, ()))
            census.add(" ".join(parts + rest), where, article, places.get(on, ()))
