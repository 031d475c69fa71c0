"""Checks Parquet tables: pyarrow, DuckDB and `datasets` read them and count the same, and every span quotes its text.

    python3 parquet.py DATASET
"""

import json
import pathlib
import sys

import datasets
import duckdb
import pyarrow.parquet

TABLES = ["articles", "actors", "mentions", "dates", "agreements", "parties", "quantities"]
OF_CORPUS = ["registry", "identities", "members"]


def main() -> None:
    root = pathlib.Path(sys.argv[1])
    sheet = json.loads((root / "_about/datasheet.json").read_text(encoding="utf-8"))
    spans: dict[str, int] = {}
    articles = 0
    for file in sorted(root.rglob("*.parquet")):
        table = pyarrow.parquet.ParquetFile(file)
        meta = table.schema_arrow.metadata or {}
        facts = table.metadata.metadata
        assert facts[b"offset_unit"] == b"code points", f"{file}: the unit of offsets is not said"
        assert all(
            table.metadata.row_group(group).column(0).compression == "ZSTD"
            for group in range(table.metadata.num_row_groups)
        ), f"{file}: not zstd {meta}"
        if not set(OF_CORPUS) & set(file.parts):
            assert "article" in table.schema_arrow.names, f"{file}: the key is missing"
        if "articles" not in file.parts:
            continue
        for row in table.read().to_pylist():
            articles += 1
            for span in row["spans"]:
                quote = " ".join(row["text"][one["start"] : one["end"]] for one in span["fragments"])
                assert quote == span["text"], f"{file}: {span['id']} is {quote!r}, not {span['text']!r}"
                json.loads(span["attrs"])
                spans[span["label"]] = spans.get(span["label"], 0) + 1
            ids = {span["id"] for span in row["spans"]}
            assert all(one["head"] in ids and one["tail"] in ids for one in row["relations"]), f"{file}: relations"
    assert articles == sheet["articles"] and spans == sheet["labels"], f"{articles} {spans} {sheet['labels']}"

    def count(table: str) -> int:
        return duckdb.sql(
            f"select count(*) from read_parquet('{root}/**/{table}/*/*.parquet', hive_partitioning = true)"
        ).fetchall()[0][0]

    assert count("articles") == articles
    assert count("dates") == spans.get("Date", 0) and count("agreements") == spans.get("Agreement", 0)
    # Dates are days, so that they can be compared.
    early = duckdb.sql(
        f"select count(*) from read_parquet('{root}/**/dates/*/*.parquet') where value_start < date '1000-01-01'"
    ).fetchall()[0][0]
    assert early == 0, f"{early} dates"
    parties = duckdb.sql(
        f"select coalesce(sum(len(parties)), 0) from read_parquet('{root}/**/agreements/*/*.parquet')"
    ).fetchall()[0][0]
    assert parties == count("parties"), f"{parties} parties in agreements"
    unnested = duckdb.sql(
        f"select count(*) from (select unnest(spans, recursive := true) "
        f"from read_parquet('{root}/**/articles/*/*.parquet'))"
    ).fetchall()[0][0]
    assert unnested == sum(spans.values()), f"DuckDB finds {unnested} spans"
    languages = duckdb.sql(
        f"select language, count(*) from read_parquet('{root}/**/articles/*/*.parquet', hive_partitioning = true) group by 1"
    ).fetchall()
    assert dict(languages) == sheet["languages"], f"{languages} {sheet['languages']}"
    for table in TABLES:
        if not count(table):
            # `datasets` loads nothing that has no rows.
            assert table not in datasets.get_dataset_config_names(str(root)), f"{table} is on the front page"
            continue
        files = [str(file) for file in sorted(root.rglob(f"{table}/*/*.parquet"))]
        assert datasets.load_dataset("parquet", data_files=files, split="train").num_rows == count(table), table
        whole = datasets.load_dataset(str(root), table)
        assert sum(part.num_rows for part in whole.values()) == count(table), f"{table}: by the front page"
        if sheet["split"]:
            given = {name: part.num_rows for name, part in whole.items()}
            if table == "articles":
                assert given == {k: v for k, v in sheet["split"]["articles"].items() if v}, f"{given}"
    for table in OF_CORPUS:
        rows = pyarrow.parquet.read_table(root / table / "0.parquet").num_rows
        if rows:
            assert datasets.load_dataset(str(root), table, split="train").num_rows == rows, table
    print(json.dumps({"articles": articles, "spans": spans}, ensure_ascii=False, sort_keys=True))


main()
