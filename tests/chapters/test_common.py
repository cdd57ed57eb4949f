import pandas as pd
import pytest

from utils.chapters.common import few, left_out, listed, p_words
from utils.frames import FRAME_NAMES, Frames


@pytest.mark.parametrize(
    ("parts", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a og b"), (["a", "b", "c"], "a, b og c")]
)
def test_a_danish_enumeration(parts: list[str], text: str) -> None:
    assert listed(parts) == text


@pytest.mark.parametrize(("value", "text"), [(0.0004, "p < 0,001"), (0.012, "p = 0,012"), (1.0, "p = 1,000")])
def test_a_p_value_in_a_sentence(value: float, text: str) -> None:
    assert p_words(value) == text


def test_next_to_nobody_is_said_plainly() -> None:
    assert few({"": 4}) == " Færre end 5 borgere i kommunen; tallet siger næsten intet."
    assert few({"PA": 1, "HM": 4}, "bevillinger") == (
        " PA og HM: færre end 5 bevillinger i kommunen; tallet siger næsten intet."
    )
    assert few({"PA": 0, "HM": 5}) == " PA: ingen borgere i kommunen er med i tallet."
    assert few({"PA": 5, "HM": 60}) == ""


def test_groups_of_a_missing_register_are_named() -> None:
    frames = dict.fromkeys(FRAME_NAMES, pd.DataFrame())
    data = Frames(**frames, status="register", missing=("municipality_types", "befk"))
    groups = {"municipality_conditions": "rammevilkår", "municipality_types": "strategi"}
    assert left_out(data, groups) == " Udtrækket indeholder ikke municipality_types, så strategi er ikke med."
