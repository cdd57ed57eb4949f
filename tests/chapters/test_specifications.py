from dataclasses import replace
from itertools import combinations

import pandas as pd
import pytest

from utils.chapters import specifications
from utils.chapters.framework_conditions import statements
from utils.chapters.outer_groups import group_middles
from utils.chapters.specification_curve import WORDS
from utils.chapters.specifications import CHOICES, MAIN, ONE_CHANGED, different, statement_effects
from utils.errors import HkoError
from utils.frames import Frames
from utils.registers.codelists import code_list
from utils.statistics.effects import difference
from utils.statistics.fits import linear_fit
from utils.statistics.regression import least_squares, with_constant

LISTED = code_list("specifications")
STATEMENTS = code_list("statements").set_index("id", drop=False)


@pytest.fixture(scope="module")
def effects(municipal_frames: Frames) -> pd.DataFrame:
    return statement_effects(municipal_frames)


def test_at_most_48_specifications_each_its_own_and_in_known_words() -> None:
    assert len(LISTED) <= 48
    assert not LISTED.duplicated(list(CHOICES)).any()
    assert {choice: set(LISTED[choice]) for choice in CHOICES} == {name: set(words[1]) for name, words in WORDS.items()}


def test_one_main_choice_and_every_other_value_changed_alone() -> None:
    main = LISTED[LISTED["role"] == MAIN]
    assert len(main) == 1
    changed = LISTED[LISTED["role"] == ONE_CHANGED]
    differing = changed[list(CHOICES)].ne(main.iloc[0][list(CHOICES)])
    assert (differing.sum(axis=1) == 1).all()
    assert {choice: int(differing[choice].sum()) for choice in CHOICES} == {
        choice: LISTED[choice].nunique() - 1 for choice in CHOICES
    }


@pytest.mark.parametrize(("first", "second"), list(combinations(CHOICES, 2)))
def test_every_pair_of_choices_meets_equally_often_in_the_plan(first: str, second: str) -> None:
    pairs = LISTED[LISTED["role"] == "plan"].groupby([first, second]).size()
    assert len(pairs) == LISTED[first].nunique() * LISTED[second].nunique()
    assert pairs.nunique() == 1


@pytest.mark.parametrize(
    ("statement", "without"),
    [("1", {"hours"}), ("2", {"usage"}), ("3", set()), ("4", {"rank_form"}), ("5", {"rank_form", "hours"}),
     ("6", {"usage", "hours"}), ("7a", {"rank_form", "usage"}), ("8b", {"rank_form", "usage"}), ("9a", {"rank_form"})],
)  # fmt: skip
def test_a_choice_that_a_statement_does_not_contain_makes_no_new_model(statement: str, without: set[str]) -> None:
    df = different(STATEMENTS.loc[statement], LISTED)
    assert {choice for choice in CHOICES if set(df[choice]) == {""}} == without
    assert not df.duplicated(list(CHOICES)).any()
    assert df["role"].iloc[0] == MAIN


def test_a_statement_of_one_scheme_keeps_it_and_one_of_size_always_has_size() -> None:
    df = different(STATEMENTS.loc["8a"], LISTED)
    assert set(df["scheme"]) == {"PA"} and set(df["size_form"]) == {"log10", "bånd"}
    assert len(df) == 18  # 3 units × 2 forms of size × 3 readings of hours


@pytest.mark.parametrize("statement", STATEMENTS["id"])
def test_the_main_choice_is_the_model_of_the_statements(
    effects: pd.DataFrame, municipal_frames: Frames, statement: str
) -> None:
    main = effects[effects["id"] == statement].iloc[0]
    row = statements(municipal_frames).data.set_index("id").loc[statement]
    tested = municipal_frames.df_by_municipality[STATEMENTS.loc[statement, "tested"]].astype(float)
    name = {"framework_rank": "framework_rank", "log10_inhabitants": "log10_inhabitants"}.get(str(tested.name), "rate")
    low, high = group_middles(tested, name)
    assert main["effect_pp"] == pytest.approx(row["coefficient"] * (high - low))
    assert main["lower_pp"] == pytest.approx(min(row["lower"] * (high - low), row["upper"] * (high - low)))
    assert main["p_value"] == pytest.approx(row["p_value"])
    assert main["agrees"] == row["verdict"]


def test_inhabitants_as_weights_bands_and_persons_by_another_way(
    effects: pd.DataFrame, municipal_frames: Frames
) -> None:
    df = municipal_frames.df_by_municipality
    found = effects[effects["id"] == "2"].set_index("specification")
    # Bands alone: the difference between the means of the outer bands.
    means = df.groupby("framework_rank", observed=True)["increased_hours_pct"].first().astype(float)
    bands = means.groupby([0] * 8 + [1] * 9 + [2] * 7).mean()
    assert found.loc["06", "effect_pp"] == pytest.approx(bands[2] - bands[0])
    # Weighted by inhabitants: ranks 2 … 94, the middles of the outer bands 16 and 82.
    design = with_constant(df[["framework_rank"]])
    fit = linear_fit(df["increased_hours_pct"].astype(float), design, df["inhabitants_2019k4"])
    expected = difference(fit, design.assign(framework_rank=16.0), design.assign(framework_rank=82.0))
    assert found.loc["04", "effect_pp"] == pytest.approx(66 * fit.coefficients[1])
    assert found.loc["04", "p_value"] == pytest.approx(expected["p_value"])
    assert found.loc["05", "n_trials"] == df["increased_hours_persons"].sum()


def test_another_reading_of_hours_has_its_own_persons(effects: pd.DataFrame) -> None:
    found = effects[effects["id"] == "2"].set_index("specification")["n_trials"]
    # Every twentieth has no known hours after.
    assert found["12"] == found["01"] > found["11"]


def test_size_held_constant_is_the_model_with_size(effects: pd.DataFrame, municipal_frames: Frames) -> None:
    fit = least_squares(
        municipal_frames.df_by_municipality, "increased_hours_pct", ["framework_rank", "log10_inhabitants"]
    )
    found = effects[effects["id"] == "2"].set_index("specification")
    assert found.loc["09", "effect_pp"] == pytest.approx(66 * fit["coefficient"].iloc[1])
    assert found.loc["09", "p_value"] == pytest.approx(fit["p_value"].iloc[1])


def test_every_number_has_its_base_and_its_grade(effects: pd.DataFrame) -> None:
    assert set(effects["n_municipalities"]) == {24}
    assert effects["n_trials"].gt(0).all()
    # 24 municipalities are few: one slope (24) is with care, two of them lie wide, five and more are not to stand alone.
    one = effects[(effects["id"] == "2") & (effects["specification"] == "01")]
    two = effects[(effects["id"] == "3") & (effects["specification"] == "01")]
    assert one["quality"].tolist() == [2] and two["quality"].tolist() == [3]
    bands = effects[(effects["rank_form"] == "spline") & (effects["size_form"] == "bånd") & (effects["id"] == "3")]
    assert set(bands["quality"]) == {3}


def test_what_cannot_be_fitted_is_missing_and_not_to_stand_alone(municipal_frames: Frames) -> None:
    # Ranks 2–26 only: no municipality in the last band, nothing to compare; usage on recruitment degree still has one.
    few = municipal_frames.df_by_municipality.head(7)
    df = statement_effects(_with(municipal_frames, few))
    of_rank = df[df["id"].isin(["1", "2", "3", "6"])]
    assert of_rank["effect_pp"].isna().all() and set(of_rank["agrees"]) == {"kan ikke afgøres"}
    assert set(of_rank["quality"]) == {3} and of_rank["significant"].isna().all()
    assert df.loc[df["id"] == "5", "effect_pp"].notna().any()


def _with(frames: Frames, df_by_municipality: pd.DataFrame) -> Frames:
    return replace(frames, df_by_municipality=df_by_municipality)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"scheme": "XX"}, "linje 2: scheme er «XX»; tilladt er begge, PA, HM"),
        ({"hours": ""}, "linje 2: hours er «»; tilladt er definition"),
    ],
)
def test_an_unknown_choice_is_named_with_its_line(
    change: dict[str, str], message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    faulty = LISTED.copy()
    faulty.loc[0, list(change)] = list(change.values())
    monkeypatch.setattr(specifications, "code_list", lambda name: faulty)
    with pytest.raises(HkoError, match=message):
        specifications.listed_specifications()


def test_more_choices_than_a_reader_can_look_through_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(specifications, "code_list", lambda name: pd.concat([LISTED, LISTED.head(1)]))
    with pytest.raises(HkoError, match="har 49 linjer; der skal være mindst 1 og højst 48"):
        specifications.listed_specifications()
