"""Scatter and series: lines, names and panels."""

import pandas as pd
import pytest

from utils.publish import figures

DATA = pd.DataFrame(
    {
        "scheme": ["PA"] * 3 + ["HM"] * 3,
        "name": ["Læsø", "Odder", "Vejle"] * 2,
        "rank": [1, 50, 98] * 2,
        "hours_pct": [20.0, 18.0, None, 15.0, 14.0, 13.0],
    }
)


def test_a_panel_has_its_line_over_the_range_of_its_points() -> None:
    drawn = figures.scatter(
        DATA, "rank", "hours_pct", x_title="Rang", y_title="Pct.", panel="scheme",
        lines={"PA": (20.0, -0.04), "HM": (15.0, -0.02)},
    )  # fmt: skip
    ends = [list(zip(*axes.lines[0].get_data(), strict=True)) for axes in drawn.axes]
    # 20 - 0.04 = 19.96 and 20 - 2 = 18 (the third PA point is missing); 15 - 0.02 = 14.98, 15 - 1.96 = 13.04.
    assert ends[0] == [(1, pytest.approx(19.96)), (50, pytest.approx(18.0))]
    assert ends[1] == [(1, pytest.approx(14.98)), (98, pytest.approx(13.04))]


def test_only_the_named_rows_carry_their_name() -> None:
    drawn = figures.scatter(
        DATA[3:], "rank", "hours_pct", x_title="Rang", y_title="Pct.", name="name", labels=("Læsø", "Vejle")
    )
    named = [(text.get_text(), text.get_horizontalalignment()) for text in drawn.axes[0].texts if text.get_text()]
    assert named == [("Læsø", "left"), ("Vejle", "right")]


def test_a_line_on_a_logarithmic_axis_is_in_log10() -> None:
    data = pd.DataFrame({"inhabitants": [1_000, 100_000], "hours_pct": [20.0, 16.0]})
    drawn = figures.scatter(
        data,
        "inhabitants",
        "hours_pct",
        x_title="Indbyggere",
        y_title="Pct.",
        lines={"": (26.0, -2.0)},
        log_x=True,
    )
    # 26 - 2·3 = 20 and 26 - 2·5 = 16
    assert list(drawn.axes[0].lines[0].get_ydata()) == pytest.approx([20.0, 16.0])
    assert drawn.axes[0].xaxis.get_major_formatter()(100_000, 0) == "100.000"


def test_series_are_named_at_their_last_point() -> None:
    data = pd.DataFrame(
        {
            "year": [2018, 2019, 2018, 2019],
            "area": ["Norddjurs", "Norddjurs", "Hele landet", "Hele landet"],
            "persons": [131, 3, 120, None],
        }
    )
    drawn = figures.series(data, "year", "persons", "area", highlight="Norddjurs")
    assert [text.get_text() for text in drawn.axes[0].get_xticklabels()] == ["2018", "2019"]
    assert {text.get_text(): text.xy for text in drawn.axes[0].texts} == {
        "Norddjurs: 3": (1, 3.0),
        "Hele landet: 120": (0, 120.0),
    }


def test_names_of_lines_that_end_together_stand_apart() -> None:
    data = pd.DataFrame({"year": [2018, 2018], "area": ["A", "B"], "persons": [50.0, 50.1]})
    names = figures.series(data, "year", "persons", "area").axes[0].texts
    offsets = sorted(text.get_position()[1] for text in names)
    assert offsets[1] - offsets[0] > 8  # points; the letters are 8.5 high
