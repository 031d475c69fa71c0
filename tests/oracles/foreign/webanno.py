"""Files of WebAnno TSV 3, with layers, slots, relations and chains."""

import collections
import pathlib
import re

from .made import Census, Made, key_of

PACKAGE, DKPRO = "webanno.custom.", "de.tudarmstadt.ukp.dkpro.core.api."


def units(text: str) -> int:
    """Gives how many units of UTF-16 a text has."""
    return len(text.encode("utf-16-le")) // 2


class Sheet:
    """Tokens of a text and the cells beside them, by column."""

    def __init__(self, made: Made, text: str):
        self.made, self.tokens, self.cells, self.count = made, [], collections.defaultdict(dict), 0
        begin = 0
        for sentence, line in enumerate(text.split("\n"), 1):
            for number, found in enumerate(re.finditer(r"\S+", line), 1):
                start = begin + units(line[: found.start()])
                self.tokens.append((f"{sentence}-{number}", start, start + units(found[0]), found[0], sentence))
            begin += units(line) + 1

    def places(self) -> list:
        """Three places of one or two tokens of one sentence, none over another, as numbers of tokens."""
        starts = sorted(self.made.chance.sample(range(2, len(self.tokens)), 3))
        places = []
        for first, limit in zip(starts, starts[1:] + [len(self.tokens)]):
            last = min(first + self.made.of(0, 1), limit - 1)
            places.append((first, last if self.tokens[last][4] == self.tokens[first][4] else first))
        return places

    def put(self, place: tuple, columns: range, values: list, stacked: bool = False) -> str:
        """Puts an annotation there, and gives how others point to it."""
        first, last = place
        self.count += 1
        number = f"[{self.count}]" if last > first or stacked else ""
        for token in range(first, last + 1):
            for column, value in zip(columns, values):
                shown = value if re.match(r"\d+-\d+", value) else value + number
                before = self.cells[column].get(token)
                self.cells[column][token] = f"{before}|{shown}" if before else shown
        return self.tokens[first][0] + number

    def rows(self, text: str, columns: int) -> list:
        rows = []
        for sentence, line in enumerate(text.split("\n"), 1):
            rows.append(f"#Text={line}")
            for at, (unit, start, end, form, of) in enumerate(self.tokens):
                if of == sentence:
                    values = [self.cells[column].get(at, "_") for column in range(columns)]
                    rows.append("\t".join([unit, f"{start}-{end}", form, *values]) + "\t")
            rows.append("")
        return rows


def make(made: Made) -> dict:
    text, word = made.text(), made.word
    sheet, head = Sheet(made, text), ["#FORMAT=WebAnno TSV 3.3"]
    base, width = made.mapped("actor", "date", "agreement"), 0

    def columns(line: str, count: int) -> range:
        nonlocal width
        head.append(line)
        width += count
        return range(width - count, width)

    values = lambda names: [word("va") if made.maybe(0.85) else "*" for _ in names]
    features = sorted({made.field() for _ in made.few(1, 3)})
    of = columns(f"#T_SP={PACKAGE}{base}|{'|'.join(features)}", len(features))
    marks = []
    for place in sheet.places():
        several = made.few(2, 2) if made.maybe(0.15) else range(1)
        marks += [sheet.put(place, of, values(features), stacked=len(several) > 1) for _ in several]
    of = columns(f"#T_SP={DKPRO}ner.type.NamedEntity|identifier|value", 2)
    for place in sheet.places():
        sheet.put(place, of, [made.of("*", f"http://x.org/{word('ur')}"), made.of("*", made.label())])
    if made.maybe():
        frame = made.mapped("agreement")
        role = f"ROLE_{PACKAGE}{frame}:args_{PACKAGE}{frame}ArgsLink"
        of = columns(f"#T_SP={PACKAGE}{frame}|{word('fe')}|{role}|{PACKAGE}{base}", 3)
        for place in sheet.places():
            ends = made.chance.sample(marks, 2)
            sheet.put(place, of, values("a") + [";".join(made.role() for _ in ends), ";".join(ends)])
    if made.maybe(0.3):
        of = columns(f"#T_CH={DKPRO}coref.type.CoreferenceLink|referenceRelation|referenceType", 2)
        for order, (first, _) in enumerate(sheet.places(), 1):
            sheet.put((first, first), of, [f"{word('va')}->1-{order}", f"{word('va')}[1]"])
    if made.maybe():
        of = columns(f"#T_RL={PACKAGE}{word('la')}|{word('fe')}|BT_{PACKAGE}{base}", 2)
        one, other = made.chance.sample(marks, 2)
        row = next(at for at, token in enumerate(sheet.tokens) if token[0] == other.split("[")[0])
        numbers = [(re.search(r"\[(\d+)\]", end) or [0, 0])[1] for end in (one, other)]
        sheet.put(
            (row, row), of, [word("va"), one.split("[")[0] + (f"[{numbers[0]}_{numbers[1]}]" if any(numbers) else "")]
        )
    return {"a.tsv": "\n".join(head + ["", ""] + sheet.rows(text, width))}


def count(folder: pathlib.Path, census: Census) -> None:
    lines = (folder / "a.tsv").read_text("utf-8").split("\n")
    text = "\n".join(line[6:] for line in lines if line.startswith("#Text="))
    chars = lambda unit: len(text.encode("utf-16-le")[: 2 * int(unit)].decode("utf-16-le"))
    article, columns, marks, labels, links, said = key_of(text), [], {}, {}, set(), []
    for line in lines:
        if re.match("#T_(SP|CH|RL)=", line):
            layer, *names = line[6:].split("|")
            columns += [(line[3:5], layer.rsplit(".", 1)[1], name) for name in names]
        if not re.match(r"\d+-\d+\t", line):
            continue
        unit, offsets, _, *cells = line.split("\t")
        begin, end = map(chars, offsets.split("-"))
        for (kind, layer, name), cell in zip(columns, cells):
            for index, value in enumerate(cell.split("|") if cell != "_" else []):
                number = re.search(r"\[(\d+)\]$", value)
                key = (layer, number[1]) if number and kind == "SP" else (layer, unit, index)
                is_target, is_role = name.startswith((PACKAGE, "BT_")), name.startswith("ROLE_")
                if kind in ("SP", "CH") and not is_target:
                    marks.setdefault(key, [begin, end])[1] = end
                if layer == "NamedEntity" and name == "value" and value[0] != "*":
                    labels[key] = value.split("[")[0]
                if is_target:
                    # A place of several tokens says the same in each row.
                    before = cells[columns.index((kind, layer, name)) - 1].split("|")[index]
                    links.add((layer, before if "[" in before else unit, value))
                else:
                    said.append((value, f"#T_{kind} {'role' if is_role else 'value'}", key))
                if re.match(r"[^*_]", value) and not is_target and not is_role:
                    said += [(layer, f"#T_{kind} name of the layer", key), (name, f"#T_{kind} name of a feature", key)]
    for key, place in marks.items():
        census.mark(article, (tuple(place),), labels.get(key, key[0]))
    for value, path, key in said:
        census.add(value, path, article, (tuple(marks[key]),) if key in marks else ())
    for _, _, ends in sorted(links):
        for _ in ends.split(";"):
            census.link(article, "")
