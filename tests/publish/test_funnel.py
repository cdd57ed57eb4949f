"""The funnel plot: dots, the named municipality and the limits."""

import pandas as pd
from matplotlib.colors import to_hex

from utils.publish import figures, theme

DATA = pd.DataFrame(
    {"scheme": ["PA", "PA", "HM"], "name": ["Læsø", "Vejle", "Vejle"], "n": [4, 100, 300],
     "share_pct": [25.0, 10.0, 20.0], "country_pct": [12.0, 12.0, 16.0]}
)  # fmt: skip
LIMITS = pd.DataFrame(
    {"scheme": ["PA", "PA", "HM", "HM"], "line": ["95 pct.", "bredere", "95 pct.", "bredere"],
     "dashed": [False, True] * 2, "n": [50] * 4, "low_pct": [5.0, 2.0, 9.0, 6.0], "high_pct": [20.0, 24.0, 25.0, 29.0]}
)  # fmt: skip


def test_each_panel_has_its_limits_about_its_own_centre() -> None:
    figure = figures.funnel(DATA, "n", "share_pct", "country_pct", limits=LIMITS, panel="scheme", name="name",
                            highlight="Vejle", x_title="Borgere", y_title="Pct.")  # fmt: skip
    left, right = figure.axes
    assert [line.get_ydata()[0] for line in left.lines] == [12, 5, 20, 2, 24]
    assert [line.get_ydata()[0] for line in right.lines] == [16, 9, 25, 6, 29]
    assert [line.is_dashed() for line in left.lines] == [False, False, False, True, True]
    assert [text.get_text() for text in left.texts if text.get_text() != "PA"] == ["Vejle"]
    assert to_hex(left.collections[0].get_facecolor()[0]) == theme.colour("andre")
    assert [text.get_text() for text in figure.legends[0].get_texts()] == ["Hele landet", "95 pct.", "bredere"]
    # A dot at nought stays whole, and the limits of few persons do not widen what is seen.
    assert -1 < left.get_ylim()[0] < 0 and left.get_ylim()[1] < 29


def test_where_there_is_no_limit_there_is_no_line() -> None:
    open_ends = LIMITS.assign(low_pct=0.0, high_pct=100.0)
    figure = figures.funnel(DATA, "n", "share_pct", "country_pct", limits=open_ends, panel="scheme", name="name",
                            highlight="Vejle", x_title="Borgere", y_title="Pct.")  # fmt: skip
    assert all(pd.isna(line.get_ydata()).all() for line in figure.axes[0].lines[1:])
