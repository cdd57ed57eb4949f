import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from utils.errors import HkoError
from utils.registers.series import example_answers, example_municipalities
from utils.statistics.weighting import (
    LEVELS,
    level_weights,
    mean_at_level,
    population_weights,
    share_by_answer,
)
from utils.statistics.weighting_example import example_results, example_terms, kommune_x

# Municipality 1 has four answers, municipality 2 one.
DF_BY_RESPONDENT = pd.DataFrame(
    {"q01": [1, 1, 1, 1, 2], "item": ["høj", "høj", "høj", "lav", "lav"], "number": [4.0, 4.0, 4.0, 2.0, 1.0]}
)
INHABITANTS = pd.Series({1: 30_000, 2: 10_000, 3: 60_000})


def _shares(level: str) -> dict[str, float]:
    df = share_by_answer(DF_BY_RESPONDENT, "item", level, INHABITANTS)
    return dict(zip(df["answer"], df["share_pct"], strict=True))


def test_respondents_count_one_each() -> None:
    assert _shares("respondenter") == pytest.approx({"høj": 60.0, "lav": 40.0})  # 3/5 and 2/5


def test_municipalities_count_one_each() -> None:
    # høj: (75 + 0)/2; lav: (25 + 100)/2
    assert _shares("uvægtet") == pytest.approx({"høj": 37.5, "lav": 62.5})


def test_weights_are_shared_out_over_municipalities_with_answers() -> None:
    # Municipality 3 has no answers: weights 30/40 and 10/40. høj: 0.75·75 = 56.25
    assert _shares("vægtet") == pytest.approx({"høj": 56.25, "lav": 43.75})


def test_counts_stand_beside_the_shares() -> None:
    df = share_by_answer(DF_BY_RESPONDENT, "item", "vægtet", INHABITANTS)
    assert list(df.columns) == ["item", "answer", "level", "share_pct", "n_respondents", "n_municipalities"]
    assert set(df["n_respondents"]) == {5}
    assert set(df["n_municipalities"]) == {2}


def test_missing_answers_leave_the_base_and_may_take_a_municipality_along() -> None:
    df = share_by_answer(DF_BY_RESPONDENT.assign(item=["høj", "høj", None, "lav", None]), "item", "vægtet", INHABITANTS)
    assert dict(zip(df["answer"], df["share_pct"], strict=True)) == pytest.approx({"høj": 200 / 3, "lav": 100 / 3})
    assert set(df["n_municipalities"]) == {1}


def test_mean_at_the_three_levels() -> None:
    # Municipal means 3.5 and 1: respondents 15/5, unweighted 4.5/2, weighted 0.75·3.5 + 0.25·1
    means = [mean_at_level(DF_BY_RESPONDENT, "number", level, INHABITANTS) for level in LEVELS]
    assert means == pytest.approx([3.0, 2.25, 2.875])


def test_nobody_has_answered() -> None:
    empty = DF_BY_RESPONDENT.assign(number=float("nan"))
    assert pd.isna(mean_at_level(empty, "number", "vægtet", INHABITANTS))


def test_what_cannot_be_weighted_is_told_in_danish() -> None:
    with pytest.raises(HkoError, match="Niveauet «vejet» findes ikke; tilladt: respondenter, uvægtet, vægtet"):
        share_by_answer(DF_BY_RESPONDENT, "item", "vejet", INHABITANTS)
    with pytest.raises(HkoError, match="Kommunerne 2 har svar, men intet indbyggertal"):
        share_by_answer(DF_BY_RESPONDENT, "item", "vægtet", INHABITANTS.drop(2))
    with pytest.raises(HkoError, match="indbyggertal over 0"):
        population_weights(pd.Series({1: 0, 2: 10}))


@given(
    codes=st.lists(st.integers(1, 6), min_size=1, max_size=40),
    inhabitants=st.lists(st.integers(1, 10**6), min_size=6, max_size=6),
    level=st.sampled_from(LEVELS),
)
def test_weights_of_the_answers_sum_to_one(codes: list[int], inhabitants: list[int], level: str) -> None:
    weights = level_weights(pd.Series(codes), level, pd.Series(inhabitants, index=range(1, 7)))
    assert weights.sum() == pytest.approx(1)
    assert (weights > 0).all()


@given(codes=st.lists(st.integers(1, 6), min_size=1, max_size=40), size=st.integers(1, 10**6))
def test_equal_inhabitants_are_the_unweighted_level(codes: list[int], size: int) -> None:
    inhabitants = pd.Series(size, index=range(1, 7))
    weighted = level_weights(pd.Series(codes), "vægtet", inhabitants)
    unweighted = level_weights(pd.Series(codes), "uvægtet", inhabitants)
    assert weighted.tolist() == pytest.approx(unweighted.tolist())


def test_worked_example_gives_eight_and_six() -> None:
    # (17+33+10+0+0+0+7)/8 = 8.375; 17·0.110 + 33·0.046 + 10·0.159 + 7·0.114 = 5.776
    df = example_results(example_municipalities())
    assert df["share_pct"].tolist() == pytest.approx([8.375, 5.776])
    assert df["level"].tolist() == ["uvægtet", "vægtet"]


def test_worked_example_terms() -> None:
    df = example_terms(example_municipalities())
    assert df["share_pct"].dropna().tolist() == [17, 33, 10, 0, 0, 0, 7]
    assert df["weight"].dropna().tolist() == [0.110, 0.046, 0.159, 0.114]
    assert (df.loc[df["weight"].isna(), "share_pct"].fillna(0) == 0).all()


def test_kommune_x_keeps_do_not_know_in_the_base() -> None:
    df = kommune_x(example_answers())
    assert df["answers"].tolist() == [1, 2, 1, 2, 0, 0]
    assert df["answer"].iloc[-1] == "Ved ikke"
    assert df["share_pct"].round().tolist() == [17, 33, 17, 33, 0, 0]
