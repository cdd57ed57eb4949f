import pandas as pd
import pytest

from utils.measures.parallel_efforts import granted_persons, parallel_effort_shares, with_earlier_effort

GRANTED = pd.DataFrame(
    [("PA", "a"), ("PA", "b"), ("PA", "c"), ("PA", "d"), ("HM", "a"), ("HM", "e")], columns=["scheme", "pnr"]
)
EFFORTS = pd.DataFrame(
    [
        ("a", "PA", "HM", True),
        ("a", "HM", "PA", True),
        ("a", "PA", "mentor", True),
        ("b", "PA", "mentor", False),  # a mentor, but not at the same time
        ("c", "PA", "SEL", True),
        ("x", "PA", "SEL", True),  # nobody of the granted
    ],
    columns=["pnr", "scheme", "effort", "at_the_same_time"],
)


def test_shares_of_persons_with_an_effort_at_the_same_time() -> None:
    df = parallel_effort_shares(GRANTED, EFFORTS).set_index(["scheme", "effort"])
    # a has two efforts, c one, b a mentor at another time, d nothing
    assert df.loc["PA", "persons"].to_dict() == {"HM": 1, "IB": 0, "mentor": 1, "SEL": 1, "any": 2, "only": 2}
    assert df.loc["HM", "persons"].to_dict() == {"PA": 1, "IB": 0, "mentor": 0, "SEL": 0, "any": 1, "only": 1}
    assert df.loc[("PA", "any"), ["n_persons", "share_pct"]].tolist() == [4, 50]


def test_nobody_granted_gives_no_rows() -> None:
    assert parallel_effort_shares(GRANTED.head(0), EFFORTS).empty


def test_a_person_counts_once_a_scheme_with_the_first_studied_grant() -> None:
    df_by_grant = pd.DataFrame(
        [("a", "PA", 2017, "1"), ("a", "PA", 2018, "2"), ("a", "PA", 2019, "3"), ("a", "IB", 2019, "4"),
         ("b", "HM", 2020, "5")],
        columns=["pnr", "scheme", "year", "id"],
    )  # fmt: skip
    assert granted_persons(df_by_grant)["id"].tolist() == ["2", "4"]


def test_an_earlier_effort_is_one_week_of_the_52() -> None:
    earlier = pd.DataFrame(
        [("a", "PA", 52, 1), ("b", "PA", 52, 0), ("c", "PA", 40, 3), ("d", "PA", 51, 0), ("a", "HM", 52, 0)],
        columns=["pnr", "scheme", "weeks_known", "effort_weeks"],
    )
    found = with_earlier_effort(GRANTED, earlier).set_index(["scheme", "pnr"])["earlier_effort"]
    assert found.loc["PA"].dropna().to_dict() == {"a": True, "b": False, "c": True}
    assert pd.isna(found[("PA", "d")])  # a week is missing, and it may be the one
    assert found[("HM", "a")] == False  # noqa: E712
    assert pd.isna(found[("HM", "e")])
    assert found.dtype == pd.BooleanDtype()


@pytest.mark.parametrize("column", ["weeks_known", "effort_weeks"])
def test_helping_columns_are_gone(column: str) -> None:
    earlier = pd.DataFrame({"pnr": ["a"], "scheme": ["PA"], "weeks_known": [52], "effort_weeks": [0]})
    assert column not in with_earlier_effort(GRANTED, earlier)
