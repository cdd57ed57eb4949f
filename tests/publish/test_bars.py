"""Bars: what stands beside them, and what is drawn when numbers are missing or negative."""

import pandas as pd
import pytest
from matplotlib.figure import Figure

from utils.publish import figures, theme

DATA = pd.DataFrame(
    {
        "scheme": ["PA", "PA", "HM", "HM"],
        "strategy": ["proaktiv", "diffus", "proaktiv", "diffus"],
        "share_pct": [14.0, 17.4, 15.0, None],
        "lower_pct": [10.0, 15.0, 12.0, None],
        "upper_pct": [18.0, 20.0, 18.0, None],
        "persons": [1733, 512, 90, 3],
    }
)


def texts(figure: Figure) -> list[list[str]]:
    return [[text.get_text() for text in axes.texts] for axes in figure.axes]


def labels(figure: Figure) -> list[list[str]]:
    return [[text.get_text() for text in axes.get_yticklabels()] for axes in figure.axes]


def test_numbers_and_n_stand_beside_the_bars_of_each_panel() -> None:
    drawn = figures.bars(DATA, "strategy", "share_pct", count="persons", panel="scheme", decimals=1)
    assert [axes.get_title(loc="left") for axes in drawn.axes] == ["PA", "HM"]
    assert texts(drawn) == [
        ["14,0 pct.  (N = 1.733)", "17,4 pct.  (N = 512)"],
        ["15,0 pct.  (N = 90)", "–  (N = 3)"],
    ]
    # The line of a missing number stays.
    assert labels(drawn) == [["proaktiv", "diffus"], ["proaktiv", "diffus"]]
    assert [axes.get_ylim() for axes in drawn.axes] == [(1.5, -0.5), (1.5, -0.5)]


def test_sorting_puts_the_highest_on_top() -> None:
    drawn = figures.bars(DATA[:2], "strategy", "share_pct", sort=True)
    assert labels(drawn) == [["diffus", "proaktiv"]]
    assert texts(drawn) == [["17 pct.", "14 pct."]]
    assert [bar.get_width() for bar in drawn.axes[0].patches] == [17.4, 14.0]


def test_roles_keep_their_colours() -> None:
    patches = figures.bars(DATA[:2], "strategy", "share_pct").axes[0].patches
    assert [theme.to_rgb(patch.get_facecolor()[:3]) for patch in patches] == [
        theme.to_rgb(theme.ROLES["proaktiv"]),
        theme.to_rgb(theme.ROLES["diffus"]),
    ]


def test_the_text_stands_beyond_the_interval() -> None:
    drawn = figures.bars(DATA[:2], "strategy", "share_pct", lower="lower_pct", upper="upper_pct")
    assert [text.xy for text in drawn.axes[0].texts] == [(18.0, 0), (20.0, 1)]
    assert drawn.axes[0].get_xlim() == (0.0, pytest.approx(20 * 1.22))


def test_negative_values_go_left_of_nought() -> None:
    data = pd.DataFrame({"what": ["a", "b"], "difference_pp": [-2.0, 3.0]})
    drawn = figures.bars(data, "what", "difference_pp", unit="procentpoint")
    low, high = drawn.axes[0].get_xlim()
    assert low < -2 and high > 3
    assert texts(drawn) == [["−2 procentpoint", "3 procentpoint"]]


def test_long_labels_break_and_the_highlighted_one_is_bold() -> None:
    long = "Strukturering og/eller kvalitetssikring af arbejde"
    drawn = figures.bars(pd.DataFrame({"t": [long, "Andet"], "v": [1.0, 2.0]}), "t", "v", highlight="Andet")
    assert labels(drawn) == [["Strukturering og/eller\nkvalitetssikring af arbejde", "Andet"]]
    assert [text.get_fontweight() for text in drawn.axes[0].get_yticklabels()] == ["normal", "bold"]


ANSWERS = pd.DataFrame(
    {
        "subject": ["fysisk"] * 3 + ["psykisk"] * 2,
        "answer": ["uenig", "enig", "ved ikke", "enig", "uenig"],
        "share_pct": [20.0, 76.6, 3.4, 58.0, 42.0],
    }
)


def test_stacked_bars_fill_a_hundred_in_the_order_of_the_parts() -> None:
    parts = ("enig", "uenig", "ved ikke")
    drawn = figures.stacked_bars(ANSWERS, "subject", "answer", "share_pct", parts=parts, neutral=("ved ikke",))
    bars = [[(bar.get_x(), bar.get_width()) for bar in group] for group in drawn.axes[0].containers]
    assert bars == [
        [(0.0, 76.6), (0.0, 58.0)],
        [(76.6, 20.0), (58.0, 42.0)],
        [pytest.approx((96.6, 3.4)), (100.0, 0.0)],
    ]
    # 3,4 is below the smallest field that carries a number; the part that psykisk lacks has none either.
    assert texts(drawn) == [["77", "58", "20", "42", "", ""]]
    assert [text.get_text() for text in drawn.legends[0].get_texts()] == list(parts)


def test_a_grade_that_is_not_sound_stands_beside_the_number() -> None:
    data = pd.DataFrame({"label": ["a", "b"], "value": [10.0, 20.0], "persons": [500, 8], "quality": [1, 3]})
    figure = figures.bars(data, "label", "value", count="persons")
    assert texts(figure) == [["10 pct.  (N = 500)", "20 pct.  (N = 8; kvalitet 3)"]]
