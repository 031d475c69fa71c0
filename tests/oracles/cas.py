"""Checks a dataset of UIMA CAS files, XMI or JSON, with dkpro-cassis.

    python3 cas.py FOLDER
"""

import collections
import json
import pathlib
import sys
import unicodedata
import warnings

from cassis import load_cas_from_json, load_cas_from_xmi, load_typesystem

PACKAGE = "webanno.custom."
OURS = ("Article", "Fragment", "Relation", "PlacelessRelation")


def check(cas, where: str, counts: collections.Counter) -> None:
    text = cas.sofa_string
    for fs in cas.select_all_fs():
        name = fs.type.name
        if hasattr(fs, "begin"):
            assert 0 <= fs.begin <= fs.end <= len(text), f"{where}: {name} {fs.begin}..{fs.end} of {len(text)}"
            assert fs.get_covered_text() == text[fs.begin : fs.end], f"{where}: {name} does not cover its text"
        if not name.startswith(PACKAGE):
            continue
        if name.endswith("Relation"):
            for end in (fs.Governor, fs.Dependent):
                assert end is not None and end.type.name.startswith(PACKAGE), f"{where}: {name} {fs.xmiID} leads nowhere"
        fragments = getattr(fs, "fragments", None)
        if fragments is not None:
            pieces = sorted((it.begin, it.end) for it in fragments.elements)
            assert (pieces[0][0], pieces[-1][1]) == (fs.begin, fs.end), f"{where}: fragments of {fs.nodeId}"
        label = name.removeprefix(PACKAGE)
        if label not in OURS and hasattr(fs, "begin"):
            assert fs.begin < fs.end, f"{where}: {fs.nodeId} covers nothing"
            counts[label] += 1
    tokens = [fs for fs in cas.select_all_fs() if fs.type.name.endswith(".Token")]
    for token in tokens:
        # A shift of one would put spaces into tokens; only with a mark on it may a space stand in one.
        quote = token.get_covered_text()
        is_marked = any(unicodedata.category(letter) in ("Cf", "Mn") for letter in quote)
        assert quote.strip(), f"{where}: a token of white space at {token.begin}"
        assert is_marked or quote == quote.strip(), f"{where}: token {quote!r} at {token.begin} ends with white space"


def main() -> None:
    warnings.simplefilter("error", UserWarning)
    folder = pathlib.Path(sys.argv[1])
    types = folder / "TypeSystem.xml"
    if types.exists():
        with open(types, "rb") as file:
            system = load_typesystem(file)
        ending, load, write = "xmi", lambda data: load_cas_from_xmi(data, typesystem=system), lambda cas: cas.to_xmi()
    else:
        ending, load, write = "json", load_cas_from_json, lambda cas: cas.to_json()
    counts: collections.Counter = collections.Counter()
    articles = 0
    for file in sorted(file for file in folder.rglob(f"*.{ending}") if "_about" not in file.parts):
        with open(file, "rb") as stream:
            cas = load(stream)
        check(cas, str(file), counts)
        # What cassis writes again is read again: nothing in it is only tolerated.
        load(write(cas))
        articles += 1
    assert articles, "there was nothing to check"
    print(json.dumps({"articles": articles, "spans": dict(sorted(counts.items()))}))


if __name__ == "__main__":
    try:
        main()
    except Exception as error:  # one sentence, whatever the parser says
        sys.exit(f"{type(error).__name__}: {error}")
