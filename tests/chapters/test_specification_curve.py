from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from utils.chapters import specification_curve as chapter
from utils.chapters.specifications import CHOICES, statement_effects
from utils.errors import HkoError
from utils.frames import Frames
from utils.registers.codelists import code_list


@pytest.fixture(scope="module")
def effects(municipal_frames: Frames) -> pd.DataFrame:
    return statement_effects(municipal_frames)


def _rows(*agrees: str, roles: tuple[str, ...] = ("hovedvalg", "ét valg ændret", "plan", "plan")) -> pd.DataFrame:
    """Four specifications: the main one, persons instead of municipalities, and two of the plan with PA."""
    df = pd.DataFrame(
        {"role": roles, "unit": ["kommuner", "personer", "kommuner", "personer"], "scheme": ["begge", "begge", "PA", "PA"],
         "agrees": agrees, "p_value": [np.nan if text == "kan ikke afgøres" else 0.5 for text in agrees]}
    )  # fmt: skip
    return df.assign(**{choice: "" for choice in CHOICES if choice not in df})


@pytest.mark.parametrize(
    ("agrees", "verdict", "deciding"),
    [
        (("ja", "ja", "ja", "ja"), "overlever alle valg", ""),
        (("ja", "nej", "ja", "nej"), "hænger på enkelte valg", "vægt: personer (logit)"),
        # PA holds in 1 of 2, municipalities in 1 of 2, persons in 2 of 2: the first of the lowest.
        (("ja", "ja", "nej", "ja"), "hænger på flere valg sammen", "mest ordning: PA (holder i 1 af 2)"),
        (("nej", "ja", "ja", "ja"), "holder ikke i hovedvalget", ""),
        (("kan ikke afgøres", "ja", "ja", "ja"), "kan ikke afgøres", ""),
        (("ja", "kan ikke afgøres", "ja", "ja"), "overlever alle valg", ""),
    ],
)
def test_how_a_conclusion_stands(agrees: tuple[str, ...], verdict: str, deciding: str) -> None:
    assert chapter._verdict(_rows(*agrees)) == (verdict, deciding)


def test_a_row_a_statement_with_the_main_number_and_what_the_others_say(
    effects: pd.DataFrame, municipal_frames: Frames
) -> None:
    exhibit = chapter.surviving_conclusions(municipal_frames, effects)
    df = exhibit.data.set_index("id")
    assert df.index.tolist() == code_list("statements")["id"].tolist()
    for name, row in df.iterrows():
        own = effects[effects["id"] == name]
        assert row["effect_pp"] == own["effect_pp"].iloc[0]
        assert row["specifications"] == own["p_value"].notna().sum()
        assert row["agree"] == own["agrees"].eq("ja").sum()
        assert row["held"] == f"{row['agree']} af {row['specifications']}"
        assert row["significant"] == own["p_value"].lt(0.05).sum()
        assert row["signs"] == f"{(np.sign(own['effect_pp']) == np.sign(own['effect_pp'].iloc[0])).sum()} af {len(own)}"
    counts = df["verdict"].value_counts()
    assert all(f"{count} {verdict}" in exhibit.note for verdict, count in counts.items())
    assert set(df["quality"]) == {2, 3}  # 24 municipalities are few


def test_the_curve_has_every_specification_from_lowest_to_highest(
    effects: pd.DataFrame, municipal_frames: Frames
) -> None:
    exhibit = chapter.specification_curve(municipal_frames, effects, "3")
    assert exhibit.data["effect_pp"].is_monotonic_increasing and len(exhibit.data) == 48
    curve, matrix = exhibit.figure.axes
    drawn = sum(len(mark.get_offsets()) for mark in curve.collections if not mark.get_label().startswith("_"))
    assert drawn == 48
    assert len(matrix.get_yticklabels()) == 17
    significant, holds = exhibit.data["significant"].sum(), exhibit.data["agrees"].eq("ja").sum()
    assert exhibit.alt.startswith(f"Af 48 måder giver {significant} en signifikant forskel, ")
    assert f"Udsagnet holder i {holds} og " in exhibit.alt


def test_choices_that_the_statement_does_not_contain_have_no_lines(
    effects: pd.DataFrame, municipal_frames: Frames
) -> None:
    exhibit = chapter.specification_curve(municipal_frames, effects, "8a")
    labels = [label.get_text() for label in exhibit.figure.axes[1].get_yticklabels()]
    assert labels == ["Vægt: kommuner ens", "efter indbyggere", "personer (logit)", "Størrelse: log10", "tre bånd",
                      "Løntimer: flere", "flere, kendt udfald", "mindst 37 flere"]  # fmt: skip


def test_the_chosen_one_stands_apart_from_the_same_statement(effects: pd.DataFrame, municipal_frames: Frames) -> None:
    first, chosen = (chapter.specification_curve(municipal_frames, effects, "2", valgt) for valgt in (False, True))
    assert (first.id, chosen.id) == ("k21-specifikationer-udsagn-2", "k21-specifikationer-valgt")
    assert first.title != chosen.title
    pd.testing.assert_frame_equal(first.data, chosen.data)


def test_an_unknown_statement_is_told(effects: pd.DataFrame, municipal_frames: Frames) -> None:
    with pytest.raises(HkoError, match=r"^udsagn='10': vælg en af 1, 2, 3, 4, 5, 6, 7a, 7b, 8a, 8b, 9a, 9b\.$"):
        chapter.specification_curve(municipal_frames, effects, "10")


def test_the_grid_tells_main_choice_others_and_reason(municipal_frames: Frames) -> None:
    exhibit = chapter.grid(municipal_frames)
    df = exhibit.data.set_index("choice")
    assert df.loc["Vægt", ["main", "others"]].tolist() == ["kommuner ens", "efter indbyggere og personer (logit)"]
    assert df.index.tolist() == [title for title, _ in chapter.WORDS.values()]
    assert exhibit.note.startswith("48 måder: hovedvalget, 11 med ét valg ændret og 36 i en plan")


def test_without_ranks_or_municipalities_the_exhibits_say_so(municipal_frames: Frames) -> None:
    absent = replace(municipal_frames, missing=("municipality_conditions",))
    one = replace(municipal_frames, df_by_municipality=municipal_frames.df_by_municipality.head(1))
    found = statement_effects(one)
    for data, words in ((absent, "municipality_conditions"), (one, "Ingen af modellerne kan beregnes")):
        assert words in chapter.surviving_conclusions(data, found).note
        assert chapter.specification_curve(data, found, "2").kind == "empty"
