"""Checks CSV tables: Python and DuckDB read the same rows, no cell begins like a formula, counts are the datasheet's.

    python3 csv-tables.py DATASET
"""

import csv
import json
import pathlib
import sys

import duckdb

LABELS = {"actors": "Actor", "dates": "Date", "agreements": "Agreement"}
NUMBERS = ("start", "end", "number")


def main() -> None:
    root = pathlib.Path(sys.argv[1])
    sheet = json.loads((root / "_about/datasheet.json").read_text(encoding="utf-8"))
    spans: dict[str, int] = {}
    for table in (*LABELS, "parties", "quantities", "registry", "identities", "members"):
        files = sorted(root.rglob(f"{table}.csv"))
        assert files, f"there is no {table}.csv"
        for file in files:
            assert file.read_bytes().startswith(b"\xef\xbb\xbf"), f"{file} has no byte-order mark"
            with file.open(encoding="utf-8-sig", newline="") as lines:
                rows = list(csv.DictReader(lines))
            for row in rows:
                for name, cell in row.items():
                    number = name in NUMBERS
                    assert number or not cell.startswith(("=", "+", "-", "@", "\t", "\r")), f"{file}: {name}: {cell!r}"
            found = duckdb.sql(f"select count(*) from read_csv('{file}', header = true, all_varchar = true)").fetchall()[0]
            assert found[0] == len(rows), f"{file}: DuckDB reads {found[0]} rows, Python {len(rows)}"
            if label := LABELS.get(table):
                spans[label] = spans.get(label, 0) + len(rows)
    for label, count in spans.items():
        assert count == sheet["labels"].get(label, 0), f"{count} rows of {label}, the datasheet says otherwise"
    print(json.dumps({"articles": sheet["articles"], "spans": spans}, sort_keys=True))


main()
