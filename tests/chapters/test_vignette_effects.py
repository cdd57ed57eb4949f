from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from utils.chapters import survey_figures, vignette_balance, vignette_effects

from .test_survey_weighting import DATA, _data, _value

ARMS = ["kontanthjælp", "a-dagpenge"]
# Six municipalities of four: two in each arm. With kontanthjælp one of two says "gode" (1, 4), with a-dagpenge both
# (1, 2), but in the last municipality nobody does. Question 20: everyone says "i høj grad" (2).
RESPONDENTS = pd.DataFrame(
    {
        "q01": np.repeat(range(1, 7), 4), "arm": ["kontanthjælp", "kontanthjælp", "a-dagpenge", "a-dagpenge"] * 6,
        "q19": [1, 4, 1, 2] * 5 + [4, 4, 4, 4], "q20": [2] * 24, "q02": [1, 2, 1, 2] * 6, "q03": [1, 1, 2, 2] * 6,
        "q04": [0, 5, 12, 7] * 6, "q05": [1, 2, 1, 2] * 6, "q06": [25, 35, 45, 55] * 6,
    }
)  # fmt: skip
MUNICIPALITIES = pd.DataFrame(
    {"code": range(1, 7), "name": list("ABCDEF"), "inhabitants_2019k4": [50_000] + [10_000] * 5}
)


def _answers(df_by_respondent: pd.DataFrame = RESPONDENTS) -> SimpleNamespace:
    return SimpleNamespace(df_by_respondent=df_by_respondent, df_by_municipality=MUNICIPALITIES, status="synthetic")


ANSWERS = _answers()
FIRST = {"question": "spm. 19", "level": "1:1", "arm": "a-dagpenge"}


def test_difference_in_shares_and_means_to_the_first_arm() -> None:
    exhibit = vignette_effects.share_effects(ANSWERS)
    # 1:1: five of twelve with kontanthjælp, ten of twelve with a-dagpenge.
    assert _value(exhibit, "reference_pct", **FIRST) == pytest.approx(500 / 12)
    assert _value(exhibit, "arm_pct", **FIRST) == pytest.approx(1000 / 12)
    assert _value(exhibit, "difference_pp", **FIRST) == pytest.approx(500 / 12)
    assert _value(exhibit, "n_respondents", **FIRST) == 24
    assert _value(exhibit, "n_weighted", **FIRST) == pytest.approx(24)
    assert _value(exhibit, "n_municipalities", **FIRST) == 6
    # Weighted the last municipality has 10,000 of 100,000 inhabitants: 45 and 90 percent.
    weighted = FIRST | {"level": "vægtet"}
    assert _value(exhibit, "difference_pp", **weighted) == pytest.approx(45)
    # Kish, in an arm: two answers of 25 percent and ten of 5 percent: 1/(2 · 0.0625 + 10 · 0.0025) = 6.67.
    assert _value(exhibit, "n_weighted", **weighted) == pytest.approx(2 / 0.15)
    means = vignette_effects.mean_effects(ANSWERS)
    # Turned so that 5 is best: 5 and 2 against 5 and 4, in 90 percent of the weight.
    assert _value(means, "difference", **weighted) == pytest.approx(0.9)


def test_weighted_differences_are_those_of_figure_20() -> None:
    figure = survey_figures.figure(DATA, 20).data
    good = figure[figure["answer"] == "høj"].set_index("arm")["share_pct"]
    exhibit = vignette_effects.share_effects(DATA)
    row = {"question": "spm. 19", "level": "vægtet"}
    assert _value(exhibit, "reference_pct", **row) == pytest.approx(good["kontanthjælp"])
    assert _value(exhibit, "arm_pct", **row) == pytest.approx(good["a-dagpenge"])


def test_randomisation_by_hand() -> None:
    # In five municipalities three of four are good, one arm can have 2 and 1 or 1 and 2. The arms' difference is
    # Σ ±1/12: all five the same way 2 · ½⁵ = 1/16.
    p_value = _value(vignette_effects.share_effects(ANSWERS), "p_permutation", **FIRST)
    assert p_value == pytest.approx(1 / 16, abs=4 * np.sqrt(1 / 16 * 15 / 16 / 9_999) + 1e-4)


def test_an_answer_that_all_give_has_no_difference_and_no_uncertainty() -> None:
    row = FIRST | {"question": "spm. 20"}
    exhibit = vignette_effects.share_effects(ANSWERS)
    assert _value(exhibit, "difference_pp", **row) == pytest.approx(0, abs=1e-9)
    assert _value(exhibit, "p_permutation", **row) == 1
    assert np.isnan([_value(exhibit, name, **row) for name in ("p_wild", "p_crv3", "lower_pp", "upper_pp")]).all()
    assert exhibit.data["verdict"].str.startswith("Kan ikke afgøres: ingen variation").sum() == 2


def test_holm_is_over_the_rows_of_the_same_weights() -> None:
    df = vignette_effects.share_effects(ANSWERS).data
    for _, part in df.groupby("level"):
        assert part["p_holm"].min() == pytest.approx(2 * part["p_permutation"].min())


def test_change_within_persons() -> None:
    exhibit = vignette_effects.change(ANSWERS)
    # Kontanthjælp, 1:1 within municipalities: all are at 100 after; before 50 percent, in the last 0.
    row = {"arm": "kontanthjælp"}
    assert _value(exhibit, "q19_pct", **row) == pytest.approx(45)
    assert _value(exhibit, "q20_pct", **row) == pytest.approx(100)
    assert _value(exhibit, "difference_pp", **row) == pytest.approx(55)
    counts = [_value(exhibit, f"{name}_persons", **row) for name in ("up", "same", "down")]
    assert counts == [7, 5, 0]
    assert exhibit.data["arm"].tolist() == ["alle", *ARMS]
    assert "p_value" not in exhibit.data.columns
    assert "to forskellige spørgsmål" in exhibit.note and "ikke en virkning" in exhibit.note


def test_a_person_who_does_not_know_one_of_the_two_is_not_compared() -> None:
    unsure = RESPONDENTS.assign(q20=[99, 2, 2, 2] * 6)
    assert _value(vignette_effects.change(_answers(unsure)), "n_respondents", arm="kontanthjælp") == 6


def test_balance_of_characteristics() -> None:
    exhibit = vignette_balance.balance(ANSWERS)
    # Target group 1 has kontanthjælp alone: two of four in each municipality, one way of six each, and the mirror
    # image: no draw is as uneven in all six but one in 6⁶/2.
    assert _value(exhibit, "p_permutation", characteristic="målgruppe") < 0.001
    assert _value(exhibit, "p_permutation", characteristic="køn") == 1
    assert _value(exhibit, "largest_difference", characteristic="køn") == 0
    assert np.isnan(_value(exhibit, "largest_difference", characteristic="målgruppe"))
    # As many of each arm in every municipality: no drawing across them is more even.
    assert _value(exhibit, "p_permutation", characteristic="kommune") == 1
    assert _value(exhibit, "categories", characteristic="alder") == 4
    # 1.96 · √(1/12 + 1/12) = 0.80
    assert "inden for 0,80 af tilfældighed" in exhibit.note


def test_a_standardised_difference_by_hand() -> None:
    # Women: 3 of 4 with kontanthjælp, 1 of 4 with a-dagpenge: −½ over √(3/16).
    df = RESPONDENTS.iloc[:8].assign(q05=[1, 1, 1, 2, 1, 2, 2, 2])
    exhibit = vignette_balance.balance(_answers(df))
    assert abs(_value(exhibit, "largest_difference", characteristic="køn")) == pytest.approx(0.5 / np.sqrt(3 / 16))


EXHIBITS = (
    vignette_balance.balance, vignette_effects.share_effects, vignette_effects.mean_effects, vignette_effects.change
)  # fmt: skip


@pytest.mark.parametrize("make", EXHIBITS)
def test_too_few_answers_are_said(make: object) -> None:
    assert make(_data(DATA.df_by_respondent.iloc[:0])).kind == "empty"  # type: ignore[operator]
    for arm in ARMS:
        exhibit = make(_answers(RESPONDENTS.assign(arm=arm)))  # type: ignore[operator]
        assert exhibit.kind == "empty" and "mindst én anden ydelse" in exhibit.note


@pytest.mark.parametrize("make", EXHIBITS)
def test_one_municipality_gives_numbers_without_intervals(make: object) -> None:
    exhibit = make(_answers(RESPONDENTS.iloc[:4]))  # type: ignore[operator]
    assert exhibit.kind == "table" and "nan" not in exhibit.html
    for name in ("lower", "lower_pp", "p_crv3"):
        assert name not in exhibit.data or exhibit.data[name].isna().all()
