from dataclasses import replace

import pandas as pd
import pytest

from utils.chapters.usage_as_mediator import _finding, usage_as_mediator
from utils.frames import Frames
from utils.statistics.regression import least_squares


def test_the_paths_are_those_of_the_models_per_ten_places(municipal_frames: Frames) -> None:
    df = usage_as_mediator(municipal_frames).data.set_index("path")
    frame = municipal_frames.df_by_municipality
    alone = least_squares(frame, "increased_hours_pct", ["framework_rank"])["coefficient"]
    both = least_squares(frame, "increased_hours_pct", ["framework_rank", "usage_rate_two_year_pct"])["coefficient"]
    first = least_squares(frame, "usage_rate_two_year_pct", ["framework_rank"])["coefficient"]
    expected = {"first_step": 10 * first[1], "second_step": 0.1 * both[2], "indirect": 10 * first[1] * both[2],
                "total": 10 * alone[1], "direct": 10 * both[1], "change": 10 * (both[1] - alone[1])}  # fmt: skip
    assert df["estimate"].to_dict() == pytest.approx(expected)
    assert df["estimate"]["change"] == pytest.approx(-df["estimate"]["indirect"])


def test_every_path_has_municipalities_draws_and_grade(municipal_frames: Frames) -> None:
    df = usage_as_mediator(municipal_frames).data.set_index("path")
    assert set(df["n_municipalities"]) == {24} and set(df["n_draws"]) == {50_000}
    # 24 municipalities are few whatever they decide.
    assert set(df["quality"]) == {2}
    assert df["bca_quality"].tolist() == df["quality"].tolist()


@pytest.mark.parametrize(
    ("lower", "upper", "words"),
    [
        (-0.33, 0.62, "0,10 procentpoint pr. 10 pladser (95 pct.: −0,33 til 0,62): intervallet rummer 0"),
        (0.04, 0.62, "0,10 procentpoint pr. 10 pladser (95 pct.: 0,04–0,62): 0 ligger uden for intervallet"),
    ],
)
def test_the_note_judges_the_change_by_its_own_interval(lower: float, upper: float, words: str) -> None:
    paths = pd.DataFrame({"estimate": [0.1], "lower": [lower], "upper": [upper]}, index=["change"])
    assert words in _finding(paths)


def test_what_cannot_be_computed_is_told(municipal_frames: Frames) -> None:
    few = replace(municipal_frames, df_by_municipality=municipal_frames.df_by_municipality.head(9))
    assert usage_as_mediator(few).note == (
        "Vejen kan ikke beregnes: for få kommuner (9) til at trække nye udvalg af, mindst 10 skal til."
    )
    # Usage differs in one municipality only: a draw without it has nothing to hold constant.
    rate = [0.2] * 11 + [0.9]
    alike = municipal_frames.df_by_municipality.head(12).assign(usage_rate_two_year_pct=rate)
    assert usage_as_mediator(replace(municipal_frames, df_by_municipality=alike)).note == (
        "Vejen kan ikke beregnes: kommunerne er for ens til, at intervallet findes."
    )
    absent = usage_as_mediator(replace(municipal_frames, missing=("municipality_conditions",)))
    assert absent.kind == "empty"
