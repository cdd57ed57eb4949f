"""The same dictionary, two ways: pandera in memory and DuckDB on the file must find the same rows."""

import pandas as pd
import pandera.pandas as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from utils.registers.checking import problems
from utils.registers.reading import read
from utils.registers.schemas import SCHEMAS

CONTRACT = {
    "dfdg_pa": 12, "dfdg_hm": 8, "dfdg_mentor": 6, "dfdg_ib": 9, "dream": 7, "befk": 5, "ind": 3, "udda": 3,
    "handic": 4, "lpr_adm": 2, "lpr_diag": 3, "survey_staff": 55, "survey_municipality": 14, "case_files": 14,
    "interviews": 6, "municipality_conditions": 2, "municipality_accounts": 4,
    "municipality_full_time_persons": 4, "municipality_types": 5,
}  # fmt: skip


def test_every_register_has_its_fields():
    assert {name: len(model.to_schema().columns) for name, model in SCHEMAS.items()} == CONTRACT


HM = pd.DataFrame(
    {
        "PNR": ["0161600001"],
        "ID": ["1"],
        "TYPE": ["Undervisningsmateriale"],
        "EJERSKAB": ["lån"],
        "ART": ["Arbejdsredskaber"],
        "STARTDATO": pd.to_datetime(["2018-03-01"]).astype("datetime64[ns]"),
        "SLUTDATO": pd.to_datetime(["2019-03-01"]).astype("datetime64[ns]"),
        "PRIS": [100.0],
    }
)


def test_what_is_read_satisfies_the_model(parquet):
    SCHEMAS["dfdg_hm"].validate(read("dfdg_hm", parquet("dfdg_hm", HM)), lazy=True)


def rows_by_pandera(df_by_grant: pd.DataFrame) -> set[tuple[str, int]]:
    try:
        SCHEMAS["dfdg_hm"].validate(df_by_grant, lazy=True)
    except pa.errors.SchemaErrors as error:
        cases = error.failure_cases
        columns = cases["column"].where(~cases["check"].str.startswith("in_order"), "SLUTDATO")
        return {(column, int(row) + 1) for column, row in zip(columns, cases["index"], strict=True)}
    return set()


DAYS = st.dates(pd.Timestamp("1890-01-01").date(), pd.Timestamp("2110-01-01").date())
GRANTS = st.lists(
    st.tuples(
        st.sampled_from(["0161600001", "016160001", "0161600001x"]),
        st.sampled_from(["lån", "eje", "Lån"]),
        st.sampled_from(["Arbejdsredskaber", "arbejdsredskaber"]),
        DAYS,
        DAYS,
        st.sampled_from([0.0, 1.5, -1.0]),
    ),
    min_size=1,
    max_size=6,
)


@given(GRANTS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_pandera_and_the_check_of_the_file_find_the_same_rows(parquet, drawn):
    columns = ["PNR", "EJERSKAB", "ART", "STARTDATO", "SLUTDATO", "PRIS"]
    df_by_grant = pd.DataFrame(drawn, columns=columns).astype(
        {"STARTDATO": "datetime64[ns]", "SLUTDATO": "datetime64[ns]"}
    )
    df_by_grant = df_by_grant.assign(ID=[str(n) for n in range(len(drawn))], TYPE="Undervisningsmateriale")
    df_by_problem = problems(parquet("dfdg_hm", df_by_grant))
    found = {(column, int(row)) for column, row in zip(df_by_problem["column"], df_by_problem["row"], strict=True)}
    assert found == rows_by_pandera(df_by_grant)


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_a_register_without_rows_but_with_its_columns_is_in_order(parquet, name):
    fields = SCHEMAS[name].to_schema().columns
    kinds = {field: column.dtype.type for field, column in fields.items() if not column.regex}
    df_by_row = pd.DataFrame({field: pd.Series([], dtype=kind) for field, kind in kinds.items()})
    assert problems(parquet(name, df_by_row))["problem"].tolist() == []
