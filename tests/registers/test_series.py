import pandas as pd
import pytest

from utils.paths import PUBLISHED
from utils.published.registry import printed_numbers
from utils.registers.periods import parsed
from utils.registers.schemas.monitoring import SERIES
from utils.registers.series import (
    annual_report,
    cost_examples,
    example_answers,
    example_municipalities,
    published_series,
    refund_rules,
)


def _value(series: str, area: str, period: str) -> float:
    df = published_series().set_index(["series", "area", "period"])
    return float(df.loc[(series, area, period), "value"])


def test_every_value_is_the_printed_number_of_its_id() -> None:
    printed = printed_numbers().set_index("id")
    df = published_series().set_index("id")
    assert df["value"].tolist() == printed.loc[df.index, "value"].tolist()
    lines = df["source"].str.extract(r"l\.(\d+)$")[0].astype(int)
    assert lines.tolist() == printed.loc[df.index, "line"].tolist()


def test_a_period_stands_once_in_a_series_and_area() -> None:
    df = published_series()
    assert not df.duplicated(["series", "area", "period"]).any()
    tables = df[df["source"].str.contains("Tabel")]
    assert tables.groupby(["series", "period"])["area"].nunique().eq(2).all()
    assert set(df["area"]) == {"Hele landet", "Norddjurs"}


def test_every_period_can_be_read_and_every_series_of_the_tables_is_known() -> None:
    df = published_series()
    assert all(parsed(text) for text in df["period"])
    known = df[df["series"].isin(SERIES)]
    assert set(df.loc[df["source"].str.contains("Tabel"), "series"]) <= set(known["series"])
    for row in known.itertuples():
        assert parsed(row.period).kind in SERIES[row.series].periods


def test_only_parts_of_a_year_are_marked() -> None:
    df = published_series()
    marked = df[df["part_year"] == "ja"]
    assert sorted(set(marked["period"])) == ["Jan-jun 2024", "Jan-maj 2024"]
    assert set(df["part_year"]) == {"ja", "nej"}


def test_unemployment_in_the_flexjob_scheme_follows_from_the_series() -> None:
    # N24 Tabel 4: 14,091/(14,091 + 94,842) = 12.9 and 142/(142 + 864) = 14.1 percent
    for area, rate in (("Hele landet", 12.9), ("Norddjurs", 14.1)):
        without = _value("personer på ledighedsydelse", area, "Jun 2023")
        working = _value("personer i fleksjob", area, "Jun 2023")
        assert 100 * without / (without + working) == pytest.approx(rate, abs=0.05)


def test_years_are_text_and_values_numbers() -> None:
    df = published_series()
    assert df["period"].iloc[0] == "2020"
    assert pd.api.types.is_numeric_dtype(df["value"]) and df["value"].notna().all()
    assert _value("udgifter til hjælpemidler", "Norddjurs", "2021") == 742


@pytest.mark.parametrize(
    ("name", "column", "ids"),
    [
        ("weighting_example", "share_pct", "share_id"),
        ("weighting_example", "weight", "weight_id"),
        ("weighting_example_answers", "answers", "answers_id"),
    ],
)
def test_the_worked_example_is_the_printed_one(name: str, column: str, ids: str) -> None:
    printed = printed_numbers().set_index("id")["value"]
    df = pd.read_csv(PUBLISHED / f"{name}.csv", sep=";", decimal=",").dropna(subset=[ids])
    assert df[column].tolist() == printed[df[ids]].tolist()


def test_the_worked_example_has_eight_municipalities_and_six_answers() -> None:
    assert len(example_municipalities()) == 8  # K21-1218, the divisor
    assert example_answers()["answers"].sum() == 6  # K21-1193


def test_the_annual_report_holds_the_printed_numbers_of_its_ids() -> None:
    printed = printed_numbers().set_index("id")
    df = annual_report().set_index("id")
    assert df["value"].tolist() == printed.loc[df.index, "value"].tolist()
    lines = df["source"].str.extract(r"l\.(\d+)$")[0].astype(int)
    assert lines.tolist() == printed.loc[df.index, "line"].tolist()
    assert not df.duplicated(["series", "group", "period"]).any()


@pytest.mark.parametrize(
    ("column", "ids"),
    [
        ("hours_per_week_printed", "hours_id"),
        ("hourly_rate_printed_dkk", "rate_id"),
        ("price_dkk", "price_id"),
        ("gross_printed_dkk", "gross_id"),
        ("net_printed_dkk", "net_id"),
        ("benefit_first_printed_dkk", "benefit_first_id"),
        ("benefit_dkk", "benefit_id"),
    ],
)
def test_the_cost_examples_are_the_printed_ones(column: str, ids: str) -> None:
    printed = printed_numbers().set_index("id")["value"]
    df = cost_examples().dropna(subset=[ids])
    assert len(df) == cost_examples()[column].notna().sum()
    # Two aids of example 10 are one price: 25,000 + 3,150.
    assert df[column].tolist() == [printed[names.split()].sum() for names in df[ids]]


def test_a_reading_says_where_another_number_than_the_printed_one_is_used() -> None:
    df = cost_examples()
    hours = df["hours_per_week"].ne(df["hours_per_week_printed"]) & df["hours_per_week"].notna()
    rates = df["hourly_rate_dkk"].ne(df["hourly_rate_printed_dkk"]) & df["hourly_rate_dkk"].notna()
    assert df.loc[hours, "example"].tolist() == [11] and df.loc[rates, "example"].tolist() == [21]
    assert df.loc[df["reading"].notna(), "example"].tolist() == [11, 21]
    assert df["example"].tolist() == list(range(1, 26))
    assert df["line"].is_monotonic_increasing


def test_refund_falls_with_time_in_both_sets_of_rules() -> None:
    df = refund_rules()
    assert set(df["rule"]) == {"2015", "2016"}
    for _, steps in df.groupby(["rule", "applies_to"]):
        assert steps["refund_pct"].is_monotonic_decreasing
        assert steps["source"].str.len().gt(0).all()
