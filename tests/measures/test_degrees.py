import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from utils.measures.degrees import degrees

DF_BY_GRANT = pd.DataFrame(
    {
        "scheme": ["PA", "PA", "PA", "PA", "HM", "HM", "HM"],
        "municipality": pd.array([101, 101, 147, 147, 101, 147, None], dtype="Int64"),
        "purpose": ["retention", "retention", "retention", "recruitment", "recruitment", None, "recruitment"],
    }
)
PURPOSES = st.lists(
    st.tuples(st.sampled_from(["PA", "HM"]), st.sampled_from(["recruitment", "retention", None])), min_size=1
).filter(lambda rows: any(purpose for _, purpose in rows))


def _degrees(rows: list[tuple[str, str | None]]) -> pd.DataFrame:
    df = pd.DataFrame(rows, columns=["scheme", "purpose"])
    return degrees(df, ["scheme"])


def test_degrees_by_scheme() -> None:
    df = degrees(DF_BY_GRANT, ["scheme"]).set_index("scheme")
    # PA: 1 of 4 recruits; HM: 2 of 2, the grant without a known purpose leaves the base.
    assert df.loc["PA"].tolist() == pytest.approx([4, 25, 75])
    assert df.loc["HM"].tolist() == pytest.approx([2, 100, 0])
    assert list(df.columns) == ["grants", "recruitment_degree_pct", "retention_degree_pct"]


def test_degrees_by_municipality_leave_out_grants_without_one() -> None:
    df = degrees(DF_BY_GRANT, ["municipality"]).set_index("municipality")
    assert df.index.tolist() == [101, 147]
    assert df["grants"].tolist() == [3, 2]
    assert df["recruitment_degree_pct"].tolist() == pytest.approx([100 / 3, 50])  # 1 of 3, 1 of 2


def test_degrees_by_two_columns() -> None:
    df = degrees(DF_BY_GRANT, ["scheme", "municipality"])
    assert df[["scheme", "municipality"]].to_numpy().tolist() == [["HM", 101], ["PA", 101], ["PA", 147]]
    assert df["recruitment_degree_pct"].tolist() == pytest.approx([100, 0, 50])


@pytest.mark.parametrize("purpose", [[], [None]])
def test_no_grants_of_known_purpose_give_no_groups(purpose: list[None]) -> None:
    df = pd.DataFrame(
        {"scheme": pd.Series(["PA"] * len(purpose), dtype="str"), "purpose": pd.Series(purpose, dtype="str")}
    )
    result = degrees(df, ["scheme"])
    assert result.empty
    assert list(result.columns) == ["scheme", "grants", "recruitment_degree_pct", "retention_degree_pct"]


@settings(max_examples=25, deadline=None)
@given(PURPOSES)
def test_recruitment_and_retention_make_a_hundred(rows: list[tuple[str, str | None]]) -> None:
    df = _degrees(rows)
    assert (df["recruitment_degree_pct"] + df["retention_degree_pct"]).tolist() == pytest.approx([100] * len(df))
    assert df["recruitment_degree_pct"].between(0, 100).all()
    assert df["grants"].sum() == sum(purpose is not None for _, purpose in rows)


@settings(max_examples=25, deadline=None)
@given(PURPOSES)
def test_grants_counted_twice_leave_the_degrees_as_they_are(rows: list[tuple[str, str | None]]) -> None:
    once, twice = _degrees(rows), _degrees(rows + rows)
    assert twice["grants"].tolist() == [2 * grants for grants in once["grants"]]
    assert twice["recruitment_degree_pct"].tolist() == pytest.approx(once["recruitment_degree_pct"].tolist())


@settings(max_examples=25, deadline=None)
@given(PURPOSES)
def test_exchanging_the_purposes_exchanges_the_degrees(rows: list[tuple[str, str | None]]) -> None:
    other = {"recruitment": "retention", "retention": "recruitment", None: None}
    df, exchanged = _degrees(rows), _degrees([(scheme, other[purpose]) for scheme, purpose in rows])
    assert exchanged["recruitment_degree_pct"].tolist() == pytest.approx(df["retention_degree_pct"].tolist())
