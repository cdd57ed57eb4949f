import pandas as pd
import pytest

from utils.measures.monitoring import growth_pct, index_of, is_part, usage_rates, with_changes, with_index

HM = "personer med bevilget hjælpemiddel"


def rows(*values: tuple[str, str, float]) -> pd.DataFrame:
    """Series HM by area, period and value."""
    return pd.DataFrame(values, columns=["area", "period", "value"]).assign(series=HM)


def test_an_index_is_not_a_growth() -> None:
    assert index_of(33_074, 30_525) == pytest.approx(108.35, abs=0.005)  # N22 prints 108,4 …
    assert growth_pct(33_074, 30_525) == pytest.approx(8.35, abs=0.005)  # … and 8,4 percent
    assert pd.isna(index_of(5, 0))


def test_a_change_is_from_the_same_period_of_the_year_before() -> None:
    df = with_changes(rows(("Thisted", "2022", 40), ("Thisted", "2023", 50), ("Thisted", "Jan-maj 2024", 30),
                           ("Thisted", "2021", 0), ("Læsø", "2023", 3)))  # fmt: skip
    assert df["before"].fillna(-1).tolist() == [0, 40, -1, -1, -1]
    assert df["change"].fillna(-1).tolist() == [40, 10, -1, -1, -1]
    # Nothing is a growth from nought, 50 after 40 is 25 percent.
    assert df["change_pct"].fillna(-1).tolist() == [-1, 25, -1, -1, -1]


def test_a_part_of_a_year_stands_against_the_same_months_alone() -> None:
    df = with_changes(rows(("Thisted", "Jan-maj 2023", 20), ("Thisted", "Jan-jun 2023", 24), ("Thisted", "2023", 50),
                           ("Thisted", "Jan-maj 2024", 15)))  # fmt: skip
    last = df.set_index("period").loc["Jan-maj 2024"]
    assert (last["before"], last["change"], last["change_pct"]) == (20, -5, -25)


def test_an_index_is_of_whole_years_alone() -> None:
    df = with_index(rows(("Thisted", "2022", 40), ("Thisted", "2023", 50), ("Thisted", "Jan-maj 2024", 30)))
    assert df["period"].tolist() == ["2022", "2023"]
    assert df["index_first"].tolist() == [100, 125]
    assert df["growth_since_first_pct"].tolist() == [0, 25]
    assert with_index(rows(("Thisted", "2022", 0), ("Thisted", "2023", 5)))["index_first"].isna().all()
    assert [is_part(text) for text in ("2023", "Jan-maj 2024")] == [False, True]


def test_the_usage_rate_is_of_four_quarters_and_the_inhabitants_of_the_next() -> None:
    pa, hm, people = "bevillinger af personlig assistance", "bevillinger af hjælpemidler", "indbyggere"
    lines = [
        *((area, pa, quarter, 1.0) for area in ("Læsø", "Fanø") for quarter in ("3kv21", "4kv21", "1kv22", "2kv22")),
        *(("Læsø", hm, quarter, 2.0) for quarter in ("2kv21", "3kv21", "2kv22", "3kv22")),
        ("Læsø", people, "3kv22", 1000.0), ("Fanø", people, "3kv22", 800.0), ("Fanø", people, "2kv22", 1.0),
        ("Samsø", people, "3kv22", 900.0), ("Odder", people, "3kv22", 1000.0), ("Odder", hm, "4kv21", 8.0),
    ]  # fmt: skip
    df = usage_rates(pd.DataFrame(lines, columns=["area", "series", "period", "value"]), "3kv22")
    # Læsø: 4 + 2 + 2 = 8 grants of 1,000; Odder 8 of 1,000; Fanø 4 of 800. 2kv21 and 3kv22 lie outside.
    assert df["area"].tolist() == ["Læsø", "Odder", "Fanø"]
    assert df["grants"].tolist() == [8, 8, 4]
    assert df["usage_rate_four_quarters_pct"].tolist() == pytest.approx([0.8, 0.8, 0.5])
    assert df["rank"].tolist() == [1, 1, 3]


def test_nobody_has_no_usage_rate() -> None:
    lines = [
        ("Fanø", series, quarter, 0.0)
        for series, quarter in (("bevillinger af hjælpemidler", "3kv21"), ("indbyggere", "3kv22"))
    ]
    assert usage_rates(pd.DataFrame(lines, columns=["area", "series", "period", "value"]), "3kv22").empty


def test_an_index_of_no_rows_has_no_rows() -> None:
    assert with_index(rows()).empty
