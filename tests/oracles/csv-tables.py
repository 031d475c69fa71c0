"""Checks CSV tables: Python and DuckDB read the same rows, no cell begins like a formula, counts are the datasheet's.

    python3 csv-tables.py DATASET
"""

import csv
import json
import pathlib
import sys

import duckdb

LABELS = {"actors": "Actor", "dates": "Date", "agreements": "Agreement"}


def main() -> None:
    root = pathlib.Path(sys.argv[1])
    sheet = json.loads((root / "_about/datasheet.json").read_text(encoding="utf-8"))
    spans: dict[str, int] = {}
    for table, label in LABELS.items():
        for file in sorted(root.rglob(f"{table}.csv")):
            with file.open(encoding="utf-8", newline="") as lines:
                rows = list(csv.DictReader(lines))
            for row in rows:
                for name, cell in row.items():
                    number = name in ("start", "end")
                    assert number or not cell.startswith(("=", "+", "-", "@", "\t", "\r")), f"{file}: {name}: {cell!r}"
            found = duckdb.sql(f"select count(*) from read_csv('{file}', header = true, all_varchar = true)").fetchall()[0]
            assert found[0] == len(rows), f"{file}: DuckDB reads {found[0]} rows, Python {len(rows)}"
            spans[label] = spans.get(label, 0) + len(rows)
    for label, count in spans.items():
        assert count == sheet["labels"].get(label, 0), f"{count} rows of {label}, the datasheet says otherwise"
    print(json.dumps({"articles": sheet["articles"], "spans": spans}, sort_keys=True))


main()
