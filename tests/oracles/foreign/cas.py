"""UIMA CAS, XMI and JSON, of projects of INCEpTION; cassis writes and reads them."""

import pathlib

from cassis import Cas, TypeSystem, load_cas_from_json, load_cas_from_xmi, load_typesystem

from .made import WORD, Census, Made, key_of, without

PACKAGE, DKPRO = "webanno.custom.", "de.tudarmstadt.ukp.dkpro.core.api."
ANNOTATION, STRING, TOP, ARRAY = "uima.tcas.Annotation", "uima.cas.String", "uima.cas.TOP", "uima.cas.FSArray"
KINDS = [STRING, STRING, "uima.cas.Integer", "uima.cas.Boolean", "uima.cas.Double", "uima.cas.StringArray"]
SCAFFOLD = {
    "segmentation.type.Sentence": ["id"],
    "segmentation.type.Token": ["id"],
    "segmentation.type.Lemma": ["value"],
    "segmentation.type.Heading": ["divType"],
    "lexmorph.type.pos.POS": ["PosValue", "coarseValue"],
    "ner.type.NamedEntity": ["value", "identifier"],
    "metadata.type.MetaDataStringField": ["key", "value"],
}
LINK, CHAIN = DKPRO + "coref.type.CoreferenceLink", DKPRO + "coref.type.CoreferenceChain"
DEPENDENCY, DOCUMENT = DKPRO + "syntax.type.dependency.Dependency", DKPRO + "metadata.type.DocumentMetaData"


class Project:
    """A type system: a layer, a relation, slots, chains and metadata of one's own, and what DKPro has."""

    def __init__(self, made: Made):
        self.made, self.types, word = made, TypeSystem(), made.word
        for name, features in SCAFFOLD.items():
            self.type(DKPRO + name, ANNOTATION, dict.fromkeys(features, STRING))
        token = DKPRO + "segmentation.type.Token"
        self.type(DEPENDENCY, ANNOTATION, {"Governor": token, "Dependent": token, "DependencyType": STRING})
        names = ("documentTitle", "documentId", "documentUri", "collectionId")
        self.type(DOCUMENT, "uima.tcas.DocumentAnnotation", dict.fromkeys(names, STRING))
        self.type(LINK, ANNOTATION, {"next": LINK, "referenceType": STRING, "referenceRelation": STRING})
        self.type(CHAIN, "uima.cas.AnnotationBase", {"first": LINK})
        self.span = self.type(PACKAGE + made.mapped("actor", "date", "agreement", "region"), ANNOTATION, self.own())
        ends = {"Governor": self.span, "Dependent": self.span}
        self.relation = self.type(PACKAGE + word("la"), ANNOTATION, ends | self.own())
        self.frame = PACKAGE + made.mapped("agreement")
        role = {"role": STRING, "target": ANNOTATION} | ({word("fe"): STRING} if made.maybe(0.3) else {})
        self.link = self.type(self.frame + "ArgsLink", TOP, role)
        self.type(self.frame, ANNOTATION, {"args": ARRAY} | self.own())
        self.document = self.type(PACKAGE + word("la"), "uima.cas.AnnotationBase", self.own())

    def own(self) -> dict:
        made = self.made
        name = lambda: made.word("fe") if made.maybe(0.7) else made.of("value", "note", "kind", "comment")
        return {name(): made.of(*KINDS) for _ in made.few(1, 3)}

    def type(self, name: str, base: str, features: dict) -> str:
        made = self.types.create_type(name, base)
        for feature, kind in features.items():
            self.types.create_feature(made, feature, kind, elementType=self.link if kind == ARRAY else None)
        return name

    def value(self, kind: str):
        word = self.made.word
        if kind == "uima.cas.StringArray":
            return self.types.get_type(kind)(elements=[word("va"), word("va")])
        return {"uima.cas.Integer": 7, "uima.cas.Boolean": True, "uima.cas.Double": 0.5}.get(kind) or word("va")

    def cas(self, text: str, name: str = "a") -> Cas:
        made, cas = self.made, Cas(typesystem=self.types)
        cas.sofa_string, cas.sofa_mime = text, "text/plain"

        def add(name: str, place: tuple = (), **values):
            """Adds a structure, with values in most of the features that hold texts and numbers."""
            kind = self.types.get_type(name)
            for feature in kind.features:
                plain = feature.rangeType.name in KINDS and feature.name not in values
                if plain and made.maybe(0.8):
                    values[feature.name] = self.value(feature.rangeType.name)
            one = kind(**dict(zip(("begin", "end"), place)), **{k: v for k, v in values.items() if v is not None})
            if name != self.link:
                cas.add(one)
            return one

        tokens, begin = [], 0
        for line in text.split("\n"):
            add(DKPRO + "segmentation.type.Sentence", (begin, begin + len(line)), id=None)
            for word in line.split(" "):
                place = (begin, begin + len(word))
                tokens.append(add(DKPRO + "segmentation.type.Token", place, id=None))
                begin += len(word) + 1
        whole = {"documentTitle": f"{name}.txt", "documentId": "anna", "documentUri": "file:/a", "collectionId": "1"}
        if made.maybe():
            add(DOCUMENT, (0, len(text)), language="x-unspecified", **whole)
        spans = [add(self.span, place) for place in made.places(text, 4)]
        for place in made.places(text, 3):
            add(DKPRO + "ner.type.NamedEntity", place, value=made.label())
        for _ in made.few(0, 2):
            one, other = made.chance.sample(spans, 2)
            add(self.relation, (other.begin, other.end), Governor=one, Dependent=other)
        for place in made.places(text, made.chance.randint(0, 2)):
            links = [add(self.link, role=made.role(), target=target) for target in made.chance.sample(spans, 2)]
            add(self.frame, place, args=self.types.get_type(ARRAY)(elements=links))
        if made.maybe(0.3):
            chain = None
            for place in made.places(text, 2):
                chain = add(LINK, place, next=chain)
            add(CHAIN, first=chain)
        if made.maybe(0.4):
            add(self.document)
        for name in (
            "segmentation.type.Lemma",
            "segmentation.type.Heading",
            "lexmorph.type.pos.POS",
            "metadata.type.MetaDataStringField",
        ):
            if made.maybe(0.2):
                add(DKPRO + name, (tokens[2].begin, tokens[2].end))
        if made.maybe(0.2):
            add(DEPENDENCY, (tokens[3].begin, tokens[3].end), Governor=tokens[2], Dependent=tokens[3])
        return cas


def make_json(made: Made) -> dict:
    project = Project(made)
    return {f"{name}.json": project.cas(made.text(), name).to_json() for name in "ab"}


def make_xmi(made: Made) -> dict:
    """Alone, or in the layout of a project of INCEpTION with a file a person."""
    project = Project(made)
    if made.maybe(0.6):
        return {"TypeSystem.xml": project.types.to_xml()} | {
            f"{name}.xmi": project.cas(made.text(), name).to_xmi() for name in "ab"
        }
    text, files = made.text(), {"annotation/a.txt/TypeSystem.xml": project.types.to_xml()}
    return files | {f"annotation/a.txt/{made.word('pe')}.xmi": project.cas(text).to_xmi() for _ in made.few(1, 2)}


def load(file: pathlib.Path) -> Cas:
    with open(file, "rb") as stream:
        if file.suffix == ".json":
            return load_cas_from_json(stream)
        with open(file.parent / "TypeSystem.xml", "rb") as types:
            return load_cas_from_xmi(stream, typesystem=load_typesystem(types))


def values_of(fs) -> dict:
    """Gives what a structure says in texts and numbers."""
    found = {}
    for feature in fs.type.all_features:
        value = getattr(fs, feature.name, None)
        value = getattr(value, "elements", value)
        plain = (
            isinstance(value, (str, int, float)) or isinstance(value, list) and all(isinstance(it, str) for it in value)
        )
        if plain and value is not None:
            found[feature.name] = value
    return without(found, "begin", "end", "sofaString")


def count(folder: pathlib.Path, census: Census) -> None:
    for file in sorted(file for ending in ("xmi", "json") for file in folder.rglob(f"*.{ending}")):
        census.add(file.stem, "name of the file")
        cas = load(file)
        article = key_of(cas.sofa_string)
        for fs in {id(fs): fs for fs in cas._find_all_fs()}.values():
            layer, values = fs.type.name.rsplit(".", 1)[1], values_of(fs)
            place = ((fs.begin, fs.end),) if getattr(fs, "begin", None) is not None else ()
            is_relation, is_slot = hasattr(fs, "Governor"), layer.endswith("ArgsLink")
            shown = "relation" if is_relation else "slot" if is_slot else WORD.sub("layer", layer)
            census.add(values, shown, article, () if is_relation else place)
            for _ in filter(None, (getattr(fs, name, None) for name in ("first", "next"))):
                census.link(article, "")
            if is_relation or is_slot:
                census.link(article, values.get("role", layer))
            elif layer not in ("Token", "Sentence", "Sofa", "DocumentMetaData"):
                census.mark(article, place, values.get("value", layer) if layer == "NamedEntity" else layer)
            if not is_slot:
                census.add(layer, f"{shown}, name", article, place)
