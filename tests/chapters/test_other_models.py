from dataclasses import replace

import pandas as pd
import pytest

from utils.chapters.other_models import ALIKE, COUNTS, INHABITANTS, PERSONS, other_models, persons_with_traits
from utils.frames import Frames
from utils.statistics.regression import least_squares


def _rows(frames: Frames, **choices: str) -> pd.DataFrame:
    return other_models(frames, **choices).data.set_index(["control", "model"])


def test_ten_places_of_the_rank_in_four_models_without_and_with_usage(municipal_frames: Frames) -> None:
    df = _rows(municipal_frames)
    assert df.loc["Rammevilkår alene"].index.tolist() == [ALIKE, INHABITANTS, COUNTS, PERSONS]
    for control, predictors in (("Rammevilkår alene", ["framework_rank"]),
                                ("Anvendelsesgrad holdt konstant", ["framework_rank", "usage_rate_two_year_pct"])):  # fmt: skip
        fit = least_squares(municipal_frames.df_by_municipality, "increased_hours_pct", predictors).iloc[1]
        found = df.loc[(control, ALIKE)]
        assert found["effect_pp"] == pytest.approx(10 * fit["coefficient"])
        assert found[["lower_pp", "upper_pp"]].tolist() == pytest.approx([10 * fit["lower"], 10 * fit["upper"]])
        assert found["p_value"] == pytest.approx(fit["p_value"])
    # The share falls by a quarter of the rank: all models find about −2.5 percentage points.
    assert df.loc["Rammevilkår alene", "effect_pp"].between(-3.2, -1.8).all()


def test_every_number_has_municipalities_persons_and_grade(municipal_frames: Frames) -> None:
    df = _rows(municipal_frames)
    assert set(df["n_municipalities"]) == {24}
    assert set(df["n_persons"]) == {municipal_frames.df_by_municipality["increased_hours_persons"].sum()}
    # 24 municipalities a slope, then 12.
    assert df["quality"].tolist() == [2] * 8  # 24 municipalities are few


def test_one_scheme_has_its_own_persons_and_no_scheme_to_hold_constant(municipal_frames: Frames) -> None:
    exhibit = other_models(municipal_frames, "PA", "2019")
    assert set(exhibit.data["n_persons"]) == {municipal_frames.df_by_municipality["increased_hours_pa_persons"].sum()}
    assert "også alder, køn, offentlig ydelse ved bevillingen og løntimer før bevillingen er holdt" in exhibit.note


def test_a_trait_that_nobody_is_known_by_is_left_out(municipal_frames: Frames) -> None:
    persons = municipal_frames.df_by_person_scheme.assign(gender=None)
    exhibit = other_models(replace(municipal_frames, df_by_person_scheme=persons))
    assert "også alder, offentlig ydelse" in exhibit.note
    assert exhibit.data["effect_pp"].notna().all()


def test_persons_take_the_numbers_of_their_municipality(municipal_frames: Frames) -> None:
    frame = municipal_frames.df_by_municipality.assign(usage_rate=1.0).head(2)
    df = persons_with_traits(municipal_frames, frame, "begge")
    assert df.groupby("municipality")["framework_rank"].unique().map(list).to_dict() == {100: [2], 101: [6]}
    assert len(df) == frame["increased_hours_persons"].sum()
    assert set(df["hours_before"]) == {0, 1}


def test_what_cannot_be_computed_is_told(municipal_frames: Frames) -> None:
    few = replace(municipal_frames, df_by_municipality=municipal_frames.df_by_municipality.head(3))
    assert other_models(few).note == (
        "Modellerne kan ikke beregnes: for få kommuner (3 har tal til alle led, mindst 4 skal til)."
    )
    persons = municipal_frames.df_by_person_scheme.assign(increased=pd.array([False] * len(
        municipal_frames.df_by_person_scheme), dtype="boolean"))  # fmt: skip
    nobody = other_models(replace(municipal_frames, df_by_person_scheme=persons))
    assert nobody.note == "Modellerne kan ikke beregnes: alle borgere har samme udfald."
    absent = other_models(replace(municipal_frames, missing=("municipality_conditions",)))
    assert absent.kind == "empty" and "municipality_conditions" in absent.note
