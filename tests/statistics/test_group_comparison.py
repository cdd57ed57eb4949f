import numpy as np
import pandas as pd
import pytest

from utils.statistics import group_comparison
from utils.statistics.few_clusters import crv3
from utils.statistics.group_comparison import holm, judged, pairwise, verdict

# Seven municipalities: shares in percent, persons, type.
SHARES = pd.Series([10.0, 20.0, 30.0, 60.0, 70.0, np.nan, 50.0])
PERSONS = pd.Series([10.0, 10.0, 20.0, 10.0, 30.0, 0.0, 10.0])
TYPES = pd.Series(["a", "a", "a", "b", "b", "b", None])
ROW = {"first_municipalities": 8, "second_municipalities": 9, "ways": 24_310, "p_holm": 0.01}


def _verdict(permutation: float, interval: float, bootstrap: float, **others: object) -> str:
    tests = {"p_permutation": permutation, "p_crv3": interval, "p_wild": bootstrap}
    return verdict(pd.Series(ROW | tests | others))


def test_the_difference_is_that_of_pooled_persons() -> None:
    # a: (1 + 2 + 6) of 40; b: (6 + 21) of 40, the one without persons is out.
    df = pairwise(SHARES, PERSONS, TYPES, ("a", "b", "c"))
    assert df[["first", "second", "first_municipalities", "second_municipalities"]].values.tolist() == [
        ["a", "b", 3, 2]
    ]
    assert df["difference"].item() == pytest.approx(22.5 - 67.5)
    # 5!/(3!·2!) = 10 ways, of which this is the farthest apart and alone.
    assert df["ways"].item() == 10 and df["p_permutation"].item() == pytest.approx(0.1)


def test_it_is_the_coefficient_of_a_linear_probability_model_on_persons() -> None:
    # With the outcome: 1, 2, 6, 6 and 21 of 10, 10, 20, 10 and 30 persons.
    events, persons = [1, 2, 6, 6, 21], [10, 10, 20, 10, 30]
    outcome = np.concatenate(
        [np.repeat([100.0, 0.0], [of, base - of]) for of, base in zip(events, persons, strict=True)]
    )
    codes, kinds = np.repeat(range(5), persons), np.repeat(list("aaabb"), persons)
    design = pd.DataFrame({"constant": 1.0, "first": (kinds == "a").astype(float)})
    expected = crv3(outcome, design, codes).set_index("term").loc["first"]
    found = pairwise(SHARES, PERSONS, TYPES, ("a", "b")).iloc[0]
    assert found[["difference", "lower", "upper", "p_crv3"]].tolist() == pytest.approx(
        expected[["coefficient", "lower", "upper", "p_value"]].tolist(), rel=1e-10
    )


def test_three_groups_have_three_pairs_in_their_order() -> None:
    df = pairwise(
        pd.Series(range(6), dtype=float), pd.Series(1.0, range(6)), pd.Series(list("aabbcc")), ("c", "a", "b")
    )
    assert df[["first", "second"]].agg(" ".join, axis=1).tolist() == ["c a", "c b", "a b"]
    assert df["difference"].tolist() == pytest.approx([4, 2, -2])


def test_one_group_has_no_pairs() -> None:
    assert pairwise(SHARES, PERSONS, TYPES.where(TYPES == "a"), ("a", "b")).empty


def test_holm_leaves_out_what_is_missing() -> None:
    # Two are known: 2 · 0.01 and 0.3.
    assert holm(pd.Series([0.01, np.nan, 0.3])).tolist() == pytest.approx([0.02, np.nan, 0.3], nan_ok=True)
    assert holm(pd.Series([np.nan])).isna().all()


def test_judged_adds_grade_and_verdict() -> None:
    df = judged(pairwise(SHARES, PERSONS, TYPES, ("a", "b")))
    assert df["quality"].tolist() == [3]
    assert df["p_holm"].tolist() == df["p_permutation"].tolist()
    assert df["verdict"].item() == "Kan ikke afgøres: kun 2 kommuner og 10 udfald"


def test_verdicts_when_the_groups_are_large_enough() -> None:
    assert _verdict(0.2, 0.3, 0.4) == "Kan være tilfældig efter alle tre prøver"
    assert _verdict(0.01, 0.02, 0.03) == "Svær at forklare med tilfældigheder efter alle tre prøver"
    assert _verdict(0.01, 0.02, 0.03, p_holm=0.12) == "Svær at forklare med tilfældigheder, men ikke efter Holm"
    assert _verdict(0.06, 0.02, 0.03) == "Metoderne er uenige: kun interval og bootstrap afviser tilfældighed"


def test_what_does_not_vary_cannot_be_judged() -> None:
    assert _verdict(1.0, np.nan, np.nan) == "Kan ikke afgøres: ingen variation at bedømme forskellen ud fra"


@pytest.mark.parametrize(
    ("p_value", "others", "ending"),
    [
        (0.2, {"ways": 165}, ""),
        (0.01, {"ways": 165, "p_holm": 0.04}, "; ombytning alene afviser tilfældighed"),
        (0.01, {"ways": 165, "p_holm": 0.3}, "; ombytning alene afviser tilfældighed, men ikke efter Holm"),
        (0.1, {"ways": 10}, " og 10 udfald"),
    ],
)
def test_three_municipalities_cannot_be_judged(p_value: float, others: dict[str, object], ending: str) -> None:
    words = _verdict(p_value, 0.001, 0.001, second_municipalities=3, **others)
    assert words == f"Kan ikke afgøres: kun 3 kommuner{ending}"


def test_where_to_stop_is_the_limit_of_quality_toml(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(group_comparison, "rules", lambda: {"comparison": {"smallest_group_below": {"3": 9, "2": 10}}})
    assert _verdict(0.2, 0.3, 0.4).startswith("Kan ikke afgøres: kun 8 kommuner")


def test_one_municipality_in_a_group_gives_missing_tests_and_no_error() -> None:
    df = judged(pairwise(SHARES, PERSONS, pd.Series(["a", "a", "a", "b", None, None, None]), ("a", "b")))
    assert df[["lower", "upper", "p_crv3"]].isna().all(axis=None)
    assert df["p_permutation"].item() == pytest.approx(1 / 4)
    assert df["verdict"].item().startswith("Kan ikke afgøres: kun 1 kommune")
