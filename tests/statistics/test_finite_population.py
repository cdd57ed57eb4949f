from math import comb

import pandas as pd
import pytest

from utils.statistics.finite_population import exact_persons, wilson_finite_pct, without_answer
from utils.statistics.intervals import wilson_pct


def finite(count: int, answers: int, population: int) -> tuple[float, float]:
    row = wilson_finite_pct(pd.Series([count]), pd.Series([answers]), population).iloc[0]
    return float(row["lower_pct"]), float(row["upper_pct"])


def test_the_corrected_interval_is_wilson_s_of_a_larger_sample() -> None:
    # 5 of 10 from 19: (19 - 1)/(19 - 10) = 2, so as wide as 10 of 20 from an endless population.
    row = wilson_pct(pd.Series([10]), pd.Series([20])).iloc[0]
    assert finite(5, 10, 19) == pytest.approx((row["lower_pct"], row["upper_pct"]))


def test_the_key_persons_survey() -> None:
    # 35 of 58 from 95: 58 · 94/37 = 147.35 answers in effect. z² = 3.841459, p = 0.603448.
    # Centre (p + z²/294.70)/(1 + z²/147.35) = 0.600820; half width 0.078018.
    assert finite(35, 58, 95) == pytest.approx((52.2801, 67.8839), abs=1e-3)


def test_an_endless_population_has_the_usual_interval_and_all_answers_none() -> None:
    row = wilson_pct(pd.Series([5]), pd.Series([10])).iloc[0]
    assert finite(5, 10, 10**9) == pytest.approx((row["lower_pct"], row["upper_pct"]), abs=1e-5)
    assert finite(5, 10, 10) == (50.0, 50.0)


def test_exact_persons_by_hand() -> None:
    # 2 of 2 from 4. With K = 2 in the population both are drawn with 1/6, over 2.5 percent: kept.
    assert exact_persons(2, 2, 4) == (2, 4)
    # 6 of 6 from 12: K = 8 gives C(8,6)/C(12,6) = 28/924 = 3.03 percent, K = 7 gives 7/924 = 0.76 percent.
    assert (comb(8, 6), comb(7, 6), comb(12, 6)) == (28, 7, 924)
    assert exact_persons(6, 6, 12) == (8, 12)
    assert exact_persons(0, 6, 12) == (0, 4)  # the mirror image


def test_exact_persons_are_those_who_answered_when_all_did() -> None:
    assert exact_persons(3, 10, 10) == (3, 3)


@pytest.mark.parametrize("population", [30, 60])
def test_the_exact_interval_holds_as_often_as_it_says(population: int) -> None:
    answers = 20
    bounds = [exact_persons(count, answers, population) for count in range(answers + 1)]
    for persons in range(population + 1):
        missed = sum(
            comb(persons, count) * comb(population - persons, answers - count) / comb(population, answers)
            for count, (fewest, most) in enumerate(bounds)
            if not fewest <= persons <= most and count <= persons and answers - count <= population - persons
        )
        assert missed <= 0.05


def test_without_answer_by_hand() -> None:
    row = without_answer(pd.Series([35]), pd.Series([58]), 95).iloc[0]
    # 35/95 and (35 + 37)/95
    assert row.tolist() == pytest.approx([36.8421, 75.7895], abs=1e-4)
