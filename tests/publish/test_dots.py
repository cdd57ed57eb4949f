"""Dots: order, numbers, groups on a line and the reference."""

import pandas as pd
import pytest
from matplotlib.figure import Figure

from utils.publish import figures

DATA = pd.DataFrame({"name": ["Ærø", "Odder", "Vejle"], "mean": [3.1, 3.9, 3.1], "upper": [3.3, 4.2, 3.2]})


def labels(figure: Figure) -> list[str]:
    return [text.get_text() for text in figure.axes[0].get_yticklabels()]


def heights(figure: Figure) -> list[list[float]]:
    return [[float(y) for _, y in points.get_offsets()] for points in figure.axes[0].collections]


def test_the_highest_is_on_top_and_equal_ones_go_by_name() -> None:
    drawn = figures.dots(DATA, "name", "mean")
    places = dict(zip((text.get_position()[1] for text in drawn.axes[0].get_yticklabels()), labels(drawn), strict=True))
    assert [places[line] for line in (0, 1, 2)] == ["Odder", "Vejle", "Ærø"]
    assert sorted(text.get_text() for text in drawn.axes[0].texts) == ["3,1", "3,1", "3,9"]


def test_unsorted_dots_keep_the_order_of_the_data() -> None:
    assert labels(figures.dots(DATA, "name", "mean", sort=False)) == ["Ærø", "Odder", "Vejle"]


def test_groups_share_a_line_a_little_apart() -> None:
    other = DATA.assign(mean=[3.0, 3.5, 3.3], level="uvægtet")
    drawn = figures.dots(pd.concat([DATA.assign(level="vægtet"), other]), "name", "mean", group="level", sort=False)
    # Two groups: 0.3 apart, half of it to each side of the lines 0, 1 and 2.
    assert heights(drawn) == [pytest.approx([-0.15, 0.85, 1.85]), pytest.approx([0.15, 1.15, 2.15])]
    assert [text.get_text() for text in drawn.legends[0].get_texts()] == ["vægtet", "uvægtet"]
    assert list(drawn.axes[0].texts) == []


def test_reference_and_highlight() -> None:
    drawn = figures.dots(
        DATA, "name", "mean", reference=3.4, reference_text="Landet 3,4", highlight="Odder", sort=False
    )
    assert "Landet 3,4" in [text.get_text() for text in drawn.axes[0].texts]
    assert list(drawn.axes[0].lines[0].get_xdata()) == [3.4, 3.4]
    assert [text.get_fontweight() for text in drawn.axes[0].get_yticklabels()] == ["normal", "bold", "normal"]
