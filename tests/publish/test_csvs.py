"""The csv behind an exhibit."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from utils.publish import csvs


def test_semicolon_decimal_comma_and_status_first() -> None:
    data = pd.DataFrame({"name": ["Ærø", None], "rate_pct": [0.5, np.nan], "persons": [1163, 7]})
    assert csvs.csv_bytes(data, "synthetic").decode("utf-8") == (
        "data_status;name;rate_pct;persons\nsynthetic;Ærø;0,5;1163\nsynthetic;;;7\n"
    )


@pytest.mark.parametrize("dtype", ["float64", "Float64", "object", "float32"])
def test_decimal_comma_in_every_kind_of_column(dtype: str) -> None:
    data = pd.DataFrame({"value": pd.Series([2.5, None], dtype=dtype)})
    assert csvs.csv_bytes(data, "published").decode() == "data_status;value\npublished;2,5\npublished;\n"


def test_whole_numbers_and_booleans_of_nullable_columns() -> None:
    data = pd.DataFrame({"n": pd.array([3, None], dtype="Int64"), "b": pd.array([True, None], dtype="boolean")})
    assert csvs.csv_bytes(data, "register").decode() == "data_status;n;b\nregister;3;True\nregister;;\n"


def test_rows_of_different_origin_keep_their_own_status() -> None:
    data = pd.DataFrame({"value": [1, 2], "data_status": ["published", "synthetic"]}, index=[5, 9])
    assert csvs.csv_bytes(data, "synthetic").decode() == "data_status;value\npublished;1\nsynthetic;2\n"
    assert list(data.columns) == ["value", "data_status"]  # the frame itself is left as it was


def test_links_take_the_place_of_the_placeholders() -> None:
    html = csvs.with_links(csvs.placeholder("profil-uddannelse", "synthetic"), "../data/707")
    assert 'href="../data/707/profil-uddannelse.csv"' in html
    assert 'download="profil-uddannelse-syntetisk.csv"' in html
    assert "data-file" not in html


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1, max_size=5))
def test_numbers_read_back_exactly(values: list[float]) -> None:
    lines = csvs.csv_bytes(pd.DataFrame({"value": values}), "published").decode().splitlines()[1:]
    assert [float(line.split(";")[1].replace(",", ".")) for line in lines] == values
