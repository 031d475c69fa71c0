"""Files as other tools write them, made by chance, and readers of them that know nothing of the program."""

from . import brat, cas, doccano, label_studio, own, prodigy, w3c, webanno

# By name: the format, what makes files, what counts what is in them.
SHAPES = {
    "label-studio": ("label-studio", label_studio.make, label_studio.count),
    "label-studio-min": ("label-studio", label_studio.make_min, label_studio.count_min),
    "doccano": ("doccano", doccano.make, doccano.count),
    "prodigy": ("prodigy", prodigy.make, prodigy.count),
    "w3c": ("w3c", w3c.make, w3c.count),
    "hypothesis": ("w3c", w3c.make_hypothesis, w3c.count),
    "brat": ("brat", brat.make, brat.count),
    "webanno-tsv": ("webanno-tsv", webanno.make, webanno.count),
    "cas-xmi": ("cas-xmi", cas.make_xmi, cas.count),
    "cas-json": ("cas-json", cas.make_json, cas.count),
    "json": ("json", own.make, own.count),
}
