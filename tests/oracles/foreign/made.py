"""Words, texts, places and labels by chance, and the census of what stands in a file."""

import collections
import random
import re

WORD = re.compile(r"zq[a-z]{2}\d{5}z")
LINES = [
    "China and Laos signed a treaty on 3 May 2024 in Vientiane.",
    "Das Abkommen zwischen Peking und Wien 😀 gilt ab Montag.",
    "وقعت الصين وأوزبكستان مذكرة تعاون في طشقند أمس.",
    "Bộ Công an Việt Nam gặp đại diện Uzbekistan hôm qua.",
    "O‘zbekiston va Xitoy shartnoma imzoladi 😀 bugun.",
    "Both ministers “agreed” to meet in Kyiv or Minsk (soon).",
]
KNOWN = ["PER", "ORG", "GPE", "DATE", "Agreement"]
# Names that fields of other tools have too, some of which mean something here.
FIELDS = (
    "note comment value kind title confidence label origin source status anchor created_by accepted_by from intended"
)
FIELDS = f"{FIELDS} links form term accepted basis titles identifier normalization annotator".split()


class Made:
    """Makes words, texts, places, labels and fields by chance; always the same ones for a seed."""

    def __init__(self, seed: str):
        # What the labels that nobody knows are to mean.
        self.chance, self.count, self.maps = random.Random(seed), 0, {}

    def word(self, kind: str) -> str:
        """A word that stands nowhere else; `kind` are two letters that say what it is."""
        self.count += 1
        return f"zq{kind}{self.count:05}z"

    def maybe(self, share: float = 0.5) -> bool:
        return self.chance.random() < share

    def of(self, *choices):
        return self.chance.choice(choices)

    def few(self, low: int, high: int) -> range:
        return range(self.chance.randint(low, high))

    def text(self) -> str:
        return "\n".join([f"Story {self.word('tx')}."] + self.chance.sample(LINES, self.chance.randint(2, 4)))

    def places(self, text: str, count: int) -> list:
        """Places of one or two words in one line, none twice and none in the first line."""
        tokens = [found.span() for found in re.finditer(r"\S+", text)][2:]
        places = set()
        for first in self.chance.sample(range(len(tokens)), min(count, len(tokens))):
            last = min(first + self.of(0, 1), len(tokens) - 1)
            last = first if "\n" in text[tokens[first][0] : tokens[last][1]] else last
            places.add((tokens[first][0], tokens[last][1]))
        return sorted(places)

    def mapped(self, *meanings: str) -> str:
        """A label that nobody knows, mostly with what it is to mean."""
        label = self.word("la")
        if self.maybe(0.8):
            self.maps[label] = self.of(*meanings)
        return label

    def label(self) -> str:
        return self.of(*KNOWN) if self.maybe(0.6) else self.mapped("actor", "date", "agreement", "flag", "region")

    def field(self) -> str:
        return self.of(*FIELDS) if self.maybe(0.3) else self.word("fe")

    def role(self) -> str:
        return self.of("party", "signed", "anchor") if self.maybe(0.2) else self.word("ro")


class Census:
    """What stands in a file: words with their paths, marks with their labels, links with their roles, by article."""

    def __init__(self):
        self.words, self.marks, self.links = {}, [], []
        # What is said in the line that names the whole in which something stands, such as a draft; and how many there are.
        self.whole, self.wholes = "", collections.Counter()
        # What is no mark and is listed as one, such as the label of a whole text.
        self.others = 0

    def inside(self, whole: str) -> None:
        self.whole = whole
        self.wholes[whole] += 1

    def add(self, value, path: str, article: str = "", place: tuple = ()) -> None:
        """Notes the words of a value, whatever is inside it."""
        if isinstance(value, dict):
            for key, inner in value.items():
                self.add(inner, f"{path}.{WORD.sub('*', key)}", article, place)
                if inner not in (None, "", [], {}):
                    self.add(key, f"{path}.(name)", article, place)
        elif isinstance(value, list):
            for inner in value:
                self.add(inner, f"{path}[]", article, place)
        elif isinstance(value, str):
            for word in WORD.findall(value):
                # Words of the texts are there in every case.
                if word[2:4] != "tx":
                    self.words.setdefault(word, (path, article, place, self.whole))

    def mark(self, article: str, place: tuple, label: str) -> None:
        self.marks.append((article, place, label, self.whole))

    def link(self, article: str, role: str) -> None:
        if not self.whole:
            self.links.append((article, role))


def key_of(text: str) -> str:
    """Gives the word of a text that tells it from others."""
    found = re.search(r"zqtx\d{5}z", text)
    return found[0] if found else ""


def without(value: dict, *keys: str) -> dict:
    return {key: inner for key, inner in value.items() if key not in keys}
