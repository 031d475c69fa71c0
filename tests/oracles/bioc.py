"""Checks a dataset in BioC XML with the DTD of BioC and the Python library bioc.

    python3 bioc.py FOLDER
"""

import collections
import io
import json
import pathlib
import sys

# A script's own folder comes first in the search for modules, and this file has the name of the library.
sys.path.pop(0)

from bioc import biocxml, validator  # noqa: E402
from lxml import etree  # noqa: E402

# The DTD of 2013; annotation and relation may stand in a passage.
DTD = """
<!ELEMENT collection (source, date, key, infon*, document+)>
<!ELEMENT source (#PCDATA)>
<!ELEMENT date (#PCDATA)>
<!ELEMENT key (#PCDATA)>
<!ELEMENT infon (#PCDATA)>
<!ATTLIST infon key CDATA #REQUIRED>
<!ELEMENT document (id, infon*, passage+, relation*)>
<!ELEMENT id (#PCDATA)>
<!ELEMENT passage (infon*, offset, ((text?, annotation*) | sentence*), relation*)>
<!ELEMENT offset (#PCDATA)>
<!ELEMENT text (#PCDATA)>
<!ELEMENT sentence (infon*, offset, text?, annotation*, relation*)>
<!ELEMENT annotation (infon*, location*, text)>
<!ATTLIST annotation id CDATA #IMPLIED>
<!ELEMENT location EMPTY>
<!ATTLIST location offset CDATA #REQUIRED length CDATA #REQUIRED>
<!ELEMENT relation (infon*, node*)>
<!ATTLIST relation id CDATA #IMPLIED>
<!ELEMENT node EMPTY>
<!ATTLIST node refid CDATA #REQUIRED role CDATA "">
"""


def check(document, counts: collections.Counter) -> None:
    assert len(document.passages) == 1, f"{document.id}: {len(document.passages)} passages"
    passage = document.passages[0]
    text = passage.text or ""
    ids = [it.id for it in [*passage.annotations, *passage.relations]]
    assert len(ids) == len(set(ids)), f"{document.id}: an id stands twice"
    for annotation in passage.annotations:
        places = [(it.offset, it.offset + it.length) for it in annotation.locations]
        where = f"{document.id}, {annotation.id}"
        assert places and all(0 <= start < end <= len(text) for start, end in places), f"{where}: {places}"
        quote = text[places[0][0] : places[-1][1]]
        assert annotation.text == quote, f"{where}: {annotation.text!r} is not {quote!r}"
        counts[annotation.infons["type"]] += 1


def main() -> None:
    dtd = etree.DTD(io.StringIO(DTD))
    counts: collections.Counter = collections.Counter()
    articles = 0
    for file in sorted(pathlib.Path(sys.argv[1]).rglob("*.xml")):
        tree = etree.parse(str(file))
        assert dtd.validate(tree), f"{file}: {dtd.error_log.last_error}"
        with open(file, "rb") as stream:
            collection = biocxml.load(stream)
        validator.validate(collection)
        with biocxml.iterparse(str(file)) as stream:
            assert len(list(stream)) == len(collection.documents), f"{file}: read in pieces it has other documents"
        for document in collection.documents:
            check(document, counts)
        articles += len(collection.documents)
    assert articles, "there was nothing to check"
    print(json.dumps({"articles": articles, "spans": dict(sorted(counts.items()))}))


if __name__ == "__main__":
    try:
        main()
    except Exception as error:  # one sentence, whatever the parser says
        sys.exit(f"{type(error).__name__}: {error}")
