import duckdb
import pandas as pd
import pytest

from utils.registers.layout import (
    SQL_TYPES,
    Column,
    blank,
    converted,
    convertible,
    matched,
    schema,
    stored_columns,
    stored_wrongly,
)
from utils.registers.sources import Source

STORED = {
    "PNR": "VARCHAR",
    "nyKOM2018": "INTEGER",
    "Y_1801": "VARCHAR",
    "y_18011": "VARCHAR",
    "GRAD_2018_13": "DOUBLE",
}


def test_names_match_without_regard_to_case_and_patterns_come_out_in_lower_case():
    assert [(column.name, column.spelled) for column in matched("dream", STORED)] == [
        ("PNR", "PNR"),
        ("nykom2018", "nyKOM2018"),
        ("y_1801", "Y_1801"),
    ]


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("integer", "12", 12), ("integer", "-3", -3), ("integer", "1.000", None), ("integer", "1,5", None),
        ("integer", "1_000", None), ("integer", "99999999999999999999", None), ("decimal", "12,5", 12.5),
        ("decimal", "12", 12.0), ("decimal", "12.5", None), ("decimal", "1.234,5", None), ("decimal", "nan", None),
        ("decimal", "1,5E-3", 0.0015), ("date", "2020-02-29", "2020-02-29"), ("date", "2019-02-29", None),
        ("date", "2019-2-1", None), ("date", "2019-02-01 10:00", None), ("date", "20190201", None),
    ],
)  # fmt: skip
def test_texts_of_a_csv(kind, text, value):
    column = Column("X", "x", kind, "VARCHAR", schema("ind").columns["AAR"])
    with duckdb.connect() as connection:
        query = f"SELECT {convertible(column, 'csv')}, {converted(column, 'csv')}::VARCHAR FROM (SELECT ? AS x)"
        fits, found = connection.execute(query, [text]).fetchall()[0]
    assert fits is (value is not None)
    if value is not None:
        assert (found if kind == "date" else float(found)) == value


@pytest.mark.parametrize("kind", ["text", "integer", "decimal", "date"])
def test_a_column_without_values_can_be_of_every_kind(kind, tmp_path):
    path = tmp_path / "x.parquet"
    pd.DataFrame({"x": [None, None]}).to_parquet(path)
    source = Source("ind", path, "parquet", "register")
    column = Column("X", "x", kind, stored_columns(source)["x"], schema("ind").columns["AAR"])
    assert not stored_wrongly(column)
    with duckdb.connect() as connection:
        query = f"SELECT {converted(column, 'parquet')} AS x, {blank(column)} FROM read_parquet('{path}')"
        assert connection.execute(query).fetchall() == [(None, True)] * 2
        assert connection.execute(f"DESCRIBE {query}").fetchall()[0][1] == SQL_TYPES[kind]
