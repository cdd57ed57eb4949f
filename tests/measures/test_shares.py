import pandas as pd
import pytest

from utils.measures.shares import share_where, shares_by

DF = pd.DataFrame({"scheme": ["PA", "PA", "PA", "PA", "HM", "HM"], "kind": ["a", "b", "a", None, "b", None]})


def test_a_share_has_its_count_and_base() -> None:
    df = shares_by(DF, ["scheme"], "kind")
    # HM: one of one known; PA: two a and one b of three known, the commonest first
    assert df[["scheme", "kind", "persons", "n_persons"]].to_numpy().tolist() == [
        ["HM", "b", 1, 1], ["PA", "a", 2, 3], ["PA", "b", 1, 3],
    ]  # fmt: skip
    assert df["share_pct"].tolist() == pytest.approx([100, 200 / 3, 100 / 3])


def test_the_unit_names_the_columns() -> None:
    assert list(shares_by(DF, ["scheme"], "kind", "grants")) == ["scheme", "kind", "grants", "n_grants", "share_pct"]


def test_share_of_those_for_whom_it_is_known() -> None:
    holds = pd.Series([True, False, False, None, True, None], dtype="boolean")
    df = share_where(DF, ["scheme"], holds).set_index("scheme")
    assert df.loc["PA", ["persons", "n_persons"]].tolist() == [1, 3]
    assert df["share_pct"].to_dict() == pytest.approx({"HM": 100, "PA": 100 / 3})


def test_nothing_gives_no_rows() -> None:
    assert shares_by(DF.iloc[:0], ["scheme"], "kind").empty
    assert share_where(DF.iloc[:0], ["scheme"], pd.Series(dtype="boolean")).empty
