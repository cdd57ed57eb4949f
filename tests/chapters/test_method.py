"""The method page: rules, simulated tables, and worked examples whose arithmetic is the functions' own."""

import pandas as pd
import pytest

from utils.chapters import examples_municipalities, examples_shares, examples_types, method
from utils.registers import simulations
from utils.statistics.quality import rules


def results(exhibit: object) -> list[str]:
    return exhibit.data["result"].tolist()  # type: ignore[attr-defined]


def test_every_rule_of_the_file_is_told() -> None:
    df = method.quality_rules().data
    assert len(df) == sum(len(found) for found in rules().values()) == 7
    row = df.set_index("rule").loc["kommuner i den mindste gruppe under"]
    assert (row["limit_2"], row["limit_3"]) == ("6", "4")


@pytest.mark.parametrize(
    ("found", "verdict"), [(95.9, "som påstået"), (94.1, "som påstået"), (93.9, "for smalt"), (96.1, "for bredt")]
)
def test_a_coverage_is_judged_by_its_monte_carlo_error(
    found: float, verdict: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = {"method": "Wilson", "quantity": "q", "truth_from": "nul", "claimed_pct": 95, "draws": 500, "found_pct": found,
           "monte_carlo_error_pp": 1.0}  # fmt: skip
    monkeypatch.setattr(simulations, "coverage", lambda: pd.DataFrame([row]))
    assert method.coverage().data["verdict"].tolist() == [verdict]


def test_the_stored_simulations_have_draws_enough() -> None:
    assert simulations.coverage()["draws"].min() >= 500
    assert simulations.statements()["draws"].min() >= 500
    assert simulations.power()["draws"].min() >= 500


def test_without_its_arrows_a_statement_is_false_as_often_as_it_should_be() -> None:
    df = simulations.statements()
    asks_for_sign = df["expected_without_pct"] < 50
    excess = (df["true_without_arrows_pct"] - df["expected_without_pct"]).where(asks_for_sign, 0)
    lack = (df["expected_without_pct"] - df["true_without_arrows_pct"]).where(~asks_for_sign, 0)
    assert (excess <= df["monte_carlo_error_pp"]).all()
    assert (lack <= df["monte_carlo_error_pp"]).all()


def test_what_is_judged_with_covers_as_often_as_it_claims_and_what_is_not_does_not() -> None:
    df = simulations.coverage()
    lacking = df["claimed_pct"] - df["found_pct"] - df["monte_carlo_error_pp"]
    judged = df["method"].isin(
        ["Wilson", "mindste kvadrater, HC3", "CRV3, t(G − 1)", "vild klyngebootstrap", "ombytning af kommuner",
         "bootstrap, percentil", "stikprøve uden tilbagelægning", "forudsigelse uden kommunen selv"]
    )  # fmt: skip
    # What the shrunken share is about; who the few persons happen to be it cannot know.
    judged |= (df["method"] == "empirisk Bayes") & (df["truth_from"] == "strukturen, mange borgere")
    assert judged.sum() == 30
    assert (lacking[judged] <= 0).all()
    assert (lacking[df["method"] == "borgere som uafhængige"] > 0).all()
    # The classical errors are right where municipalities vary alike; where the small ones vary more they fail.
    assert df.loc[df["method"] == "mindste kvadrater, klassisk", "found_pct"].min() < 70


def test_a_difference_of_nought_is_shown_in_five_percent_of_the_draws() -> None:
    df = simulations.power()
    none = df[df["true_difference_pp"] == 0]
    assert len(none) == 4
    assert ((none["found_pct"] - 5).abs() <= none["monte_carlo_error_pp"]).all()


def test_the_smallest_difference_shown_lies_on_the_line_between_two_points() -> None:
    df = pd.DataFrame(
        {"method": ["a"] * 3 + ["b"] * 2, "true_difference_pp": [0, 4, 8, 0, 8], "found_pct": [5, 60, 100, 5, 70]}
    )
    shown = method.smallest_shown(df)
    assert shown["a"] == 6.0  # half of the way from 60 to 100
    assert pd.isna(shown["b"])


def test_examples_of_shares() -> None:
    assert results(examples_shares.wilson()) == ["40 pct.", "41,6 pct.", "19,7", "21,9–61,3 pct."]
    # 0.25 · 50 + 0.75 · 20; √(0.00008 + 0.00900) = 0.0953.
    assert results(examples_shares.survey())[2:] == [
        "27,5 pct.", "0,00008", "0,00900", "9,5 procentpoint", "3,3", "9,2", "11,4–52,7 pct.",
    ]  # fmt: skip
    assert results(examples_shares.post_stratification()) == ["40 pct.", "66,7 pct.", "28,6 pct.", "47,6 pct."]


def test_examples_of_types() -> None:
    assert results(examples_types.permutation()) == ["forskel 3,0", "3,0", "0,0", "−2,0", "2,0", "0,0", "−3,0", "0,333"]
    assert results(examples_types.leave_one_out_errors()) == ["3,0", "1,0", "1,0", "2,0", "−3,4 til 9,4"]
    assert results(examples_types.turned_signs()) == ["2,5", "0,5; 2,5; −0,5; −2,5", "16 sæt", "0,125"]
    assert results(examples_types.several_tests()) == ["0,012", "0,022", "0,030"]
    assert results(examples_types.several_weights())[-1] == "6,7"


def test_examples_of_municipalities() -> None:
    found = results(examples_municipalities.robust_errors())
    assert (found[0], found[-2], found[-1]) == ("0,60", "0,35", "−0,51 til 1,71")
    # −0.971 · 0.221 = −0.215 = −1.543 − (−1.328).
    assert results(examples_municipalities.along_the_path()) == [
        "tre tal hver", "−1,543", "−0,971", "0,221", "−0,215", "−1,328", "0,215",
    ]  # fmt: skip
    assert results(examples_municipalities.funnel())[2:] == ["2 til 8 borgere", "(10/5)² = 4,0"]
    # 27 percent of 75 and 73 of 32.0.
    assert results(examples_municipalities.shrinkage())[1:5] == ["32,0 pct.", "a + b = 10,6", "27 pct.", "43,8 pct."]
    assert results(examples_municipalities.expected())[1:3] == ["forventet 3,16", "0,32"]
