import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from utils.measures.hours import share_pct, with_outcomes

NAN = float("nan")
# Hours a month before and in the third month after.
PERSONS = pd.DataFrame(
    {
        "pnr": ["a", "b", "c", "d", "e", "f", "g", "h"],
        "scheme": ["PA", "PA", "PA", "PA", "PA", "HM", "HM", "HM"],
        "municipality": pd.array([101, 101, 147, 147, None, 101, 101, 147], dtype="Int64"),
        "baseline_hours": [0.0, 40.0, 80.0, NAN, 40.0, 40.0, 0.0, 40.0],
        "outcome_hours": [40.0, 40.0, 40.0, 80.0, 0.0, 80.0, 0.0, NAN],
    }
)
HOURS = st.none() | st.sampled_from([0.0, 40.0, 80.165, 160.33])
MANY = st.lists(st.tuples(st.sampled_from(["PA", "HM"]), HOURS, HOURS), min_size=1, max_size=30)


def _frame(rows: list[tuple[str, float | None, float | None]]) -> pd.DataFrame:
    df = pd.DataFrame(rows, columns=["scheme", "baseline_hours", "outcome_hours"])
    return with_outcomes(df.astype({"baseline_hours": float, "outcome_hours": float}))


def test_increased_needs_a_known_baseline_and_more_hours_after() -> None:
    increased = with_outcomes(PERSONS).set_index("pnr")["increased"]
    # a from nothing, f from 40 to 80; d has no known baseline and leaves; h has no known hours after: not increased
    expected = {"a": True, "b": False, "c": False, "d": None, "e": False, "f": True, "g": False, "h": False}
    assert increased.to_dict() == expected
    assert increased.dtype == "boolean"


def test_retained_needs_hours_before_and_any_hours_after() -> None:
    retained = with_outcomes(PERSONS).set_index("pnr")["retained"]
    # c has half the hours and is retained; e has none; h's are not known: not retained; a and g had none before.
    expected = {"a": None, "b": True, "c": True, "d": None, "e": False, "f": True, "g": None, "h": False}
    assert retained.to_dict() == expected


def test_share_of_increased_hours_by_scheme() -> None:
    df = share_pct(with_outcomes(PERSONS), "increased", ["scheme"]).set_index("scheme")
    # PA: a of a, b, c, e; HM: f of f, g, h
    assert df["increased"].to_dict() == {"HM": 1, "PA": 1}
    assert df["persons"].to_dict() == {"HM": 3, "PA": 4}
    assert df["increased_hours_pct"].to_dict() == pytest.approx({"HM": 100 / 3, "PA": 25})


def test_share_of_retained_by_scheme() -> None:
    df = share_pct(with_outcomes(PERSONS), "retained", ["scheme"]).set_index("scheme")
    # PA: b and c of b, c, e; HM: f of f, h
    assert df["retained_pct"].to_dict() == pytest.approx({"HM": 50, "PA": 200 / 3})
    assert df["persons"].to_dict() == {"HM": 2, "PA": 3}


def test_share_has_the_wilson_interval_of_its_own_row() -> None:
    df = share_pct(with_outcomes(PERSONS), "retained", ["scheme"]).set_index("scheme")
    # 1 of 2, z² = 3.841459: 0.5 ± √(0.25/2 + z²/16)·z/(1 + z²/2) = 0.5 ± 0.405469
    assert df.loc["HM", ["lower_pct", "upper_pct"]].tolist() == pytest.approx([9.4531, 90.5469], abs=1e-4)


def test_persons_are_pooled_and_municipalities_not_averaged() -> None:
    pooled = share_pct(with_outcomes(PERSONS), "increased", ["municipality"]).set_index("municipality")
    # 101: a and f of a, b, f, g; 147: none of c, h; e has no municipality and counts in no split.
    assert pooled["increased_hours_pct"].to_dict() == pytest.approx({101: 50, 147: 0})
    assert pooled["persons"].sum() == 6


def test_nobody_in_the_base_gives_no_rows() -> None:
    df = share_pct(with_outcomes(PERSONS.head(0)), "increased", ["scheme"])
    assert df.empty
    assert list(df.columns) == [
        "scheme", "increased", "persons", "increased_hours_pct", "lower_pct", "upper_pct", "quality",
    ]  # fmt: skip


@settings(max_examples=20, deadline=None)
@given(MANY, st.randoms(use_true_random=False))
def test_the_order_of_the_persons_does_not_matter(
    rows: list[tuple[str, float | None, float | None]], random: object
) -> None:
    shuffled = list(rows)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    for outcome in ("increased", "retained"):
        before, after = (share_pct(_frame(each), outcome, ["scheme"]) for each in (rows, shuffled))
        pd.testing.assert_frame_equal(before, after)


@settings(max_examples=20, deadline=None)
@given(MANY, st.integers(2, 5))
def test_persons_counted_several_times_leave_the_share_and_narrow_the_interval(
    rows: list[tuple[str, float | None, float | None]], times: int
) -> None:
    once, often = (share_pct(_frame(rows * n), "increased", ["scheme"]) for n in (1, times))
    assert often["persons"].tolist() == [times * persons for persons in once["persons"]]
    assert often["increased_hours_pct"].tolist() == pytest.approx(once["increased_hours_pct"].tolist())
    assert (often["upper_pct"] - often["lower_pct"] < once["upper_pct"] - once["lower_pct"]).all()


@settings(max_examples=20, deadline=None)
@given(MANY)
def test_outcomes_keep_to_their_population(rows: list[tuple[str, float | None, float | None]]) -> None:
    df = _frame(rows)
    assert (df["increased"].notna() == df["baseline_hours"].notna()).all()
    assert (df["retained"].notna() == (df["baseline_hours"] > 0)).all()
    assert not df.loc[df["outcome_hours"].isna(), ["increased", "retained"]].fillna(False).any(axis=None)


@settings(max_examples=20, deadline=None)
@given(MANY)
def test_hours_in_another_unit_leave_the_outcomes(rows: list[tuple[str, float | None, float | None]]) -> None:
    df = _frame(rows)
    weekly = with_outcomes(df.assign(baseline_hours=df["baseline_hours"] / 4, outcome_hours=df["outcome_hours"] / 4))
    pd.testing.assert_frame_equal(weekly[["increased", "retained"]], df[["increased", "retained"]])
