from dataclasses import replace

import pytest

from utils.chapters.single_municipalities import ALL, SHOWN, _finding, single_municipalities
from utils.frames import Frames
from utils.statistics.regression import least_squares


def test_each_municipality_is_left_out_of_both_models(municipal_frames: Frames) -> None:
    df = single_municipalities(municipal_frames).data.set_index(["model", "name"])
    frame = municipal_frames.df_by_municipality
    for model, predictors in (("Rammevilkår alene", ["framework_rank"]),
                              ("Anvendelsesgrad holdt konstant", ["framework_rank", "usage_rate_two_year_pct"])):  # fmt: skip
        whole = least_squares(frame, "increased_hours_pct", predictors).iloc[1]
        left = least_squares(frame[frame["name"] != "By 3"], "increased_hours_pct", predictors).iloc[1]
        assert df.loc[(model, ALL), "effect_without_pp"] == pytest.approx(10 * whole["coefficient"])
        found = df.loc[(model, "By 3")]
        assert found["effect_without_pp"] == pytest.approx(10 * left["coefficient"])
        assert found["upper_pp"] == pytest.approx(10 * left["upper"])
        assert found["effect_change_pp"] == pytest.approx(10 * (left["coefficient"] - whole["coefficient"]))
        assert (found["n_municipalities"], df.loc[(model, ALL), "n_municipalities"]) == (23, 24)
    assert df.loc["Rammevilkår alene", "quality"].unique().tolist() == [2]
    assert len(df) == 2 * 25


def test_the_figure_has_those_that_move_the_slope_most(municipal_frames: Frames) -> None:
    exhibit = single_municipalities(municipal_frames)
    alone = exhibit.data[exhibit.data["model"] == "Rammevilkår alene"]
    moved = alone["effect_change_pp"].abs().iloc[1:]
    assert moved.is_monotonic_decreasing
    shown = [label.get_text() for label in exhibit.figure.axes[0].get_yticklabels()]
    assert shown == [ALL, *alone["name"].iloc[1 : 1 + SHOWN]]
    assert f"Mest flytter {alone['name'].iloc[1]}: fra " in exhibit.alt


def test_the_alt_text_counts_those_that_turn_the_verdict(municipal_frames: Frames) -> None:
    df = single_municipalities(municipal_frames).data
    df = df[df["model"] == "Rammevilkår alene"].assign(p_value=[0.01] + [0.02] * 22 + [0.06, 0.2])
    assert _finding(df) == ("Rammevilkår alene: signifikant med alle kommuner; 2 kommuner ændrer dommen hver for sig.")
    turned_by_none = df.assign(p_value=0.3)
    assert _finding(turned_by_none) == (
        "Rammevilkår alene: ikke signifikant med alle kommuner; ingen enkelt kommune ændrer dommen."
    )


def test_what_cannot_be_computed_is_told(municipal_frames: Frames) -> None:
    few = replace(municipal_frames, df_by_municipality=municipal_frames.df_by_municipality.head(3))
    assert "for få kommuner (3 har tal til alle led, mindst 4 skal til)" in single_municipalities(few).note
    alike = municipal_frames.df_by_municipality.assign(increased_hours_pct=20.0)
    assert single_municipalities(replace(municipal_frames, df_by_municipality=alike)).note == (
        "Alle kommuner har samme andel, så der er ingen hældning at flytte."
    )
    assert single_municipalities(replace(municipal_frames, missing=("municipality_conditions",))).kind == "empty"
