"""The caterpillar: all rows from the lowest, each with its interval."""

import numpy as np
import pandas as pd

from utils.publish import figures

DATA = pd.DataFrame(
    {"scheme": ["PA"] * 3, "shrunken_pct": [20.0, 10.0, 15.0], "lower_pct": [15.0, 8.0, 5.0],
     "upper_pct": [25.0, 12.0, 30.0], "own_pct": [22.0, 0.0, 40.0], "typical_pct": [14.0, 16.0, 12.0]}
)  # fmt: skip


def test_rows_stand_from_the_lowest_with_their_interval_and_raw_number() -> None:
    figure = figures.caterpillar(
        DATA, "shrunken_pct", "lower_pct", "upper_pct", "own_pct", panel="scheme", reference="typical_pct",
        value_words="sammenvejet", raw_words="egen", reference_words="typisk", y_title="Pct.",
    )  # fmt: skip
    (axes,) = figure.axes
    intervals, raw, typical, values = axes.lines
    assert list(typical.get_ydata()) == [16, 12, 14]
    np.testing.assert_equal(intervals.get_ydata(), [8, 12, np.nan, 5, 30, np.nan, 15, 25, np.nan])
    assert list(raw.get_ydata()) == [0, 40, 22] and list(values.get_ydata()) == [10, 15, 20]
    # A dot at nought stays whole.
    assert axes.get_ylim()[0] < 0
    assert [text.get_text() for text in figure.legends[0].get_texts()] == ["egen", "typisk", "sammenvejet"]
