"""All rows in order of size, each with its interval and the raw number that it was made of."""

from typing import Any

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.figure import Figure

from utils.publish import theme
from utils.publish.panels import of_panel, panel_names


@theme.themed()
def caterpillar(
    data: pd.DataFrame,
    value: str,
    lower: str,
    upper: str,
    raw: str,
    *,
    panel: str,
    reference: str,
    value_words: str,
    raw_words: str,
    reference_words: str,
    y_title: str,
) -> Figure:
    """A filled dot with its interval for each row, from the lowest `value`; a hollow one for `raw`; panels below each other.

    reference: column with what each row is held against, a short rule in its place. The words are those of the legend.
    The rows carry no names: there are too many, and the csv has them.
    """
    names = panel_names(data, panel)
    figure = Figure(figsize=(theme.WIDTH, 2.1 * len(names) + 0.5), layout="constrained")
    grid = figure.subplots(len(names), 1, sharex=True, squeeze=False)[:, 0]
    for text, axes in zip(names, grid, strict=True):
        rows = of_panel(data, panel, text).sort_values(value, kind="stable")
        places = np.arange(len(rows))
        dots: dict[str, Any] = {"marker": "o", "linestyle": "none", "markersize": 3}
        # One path with gaps for all intervals: a path each would make the picture twice as heavy.
        ends = np.column_stack([rows[lower], rows[upper], np.full(len(rows), np.nan)]).ravel()
        axes.plot(places.repeat(3), ends, color=theme.colour("andre"), linewidth=0.9)
        axes.plot(places, rows[raw].astype(float), markerfacecolor="none", markeredgecolor=theme.QUIET,
                  markeredgewidth=0.6, label=raw_words, **dots)  # fmt: skip
        axes.plot(
            places, rows[reference], color=theme.INK, label=reference_words, **dots | {"marker": "_", "markersize": 4}
        )
        axes.plot(places, rows[value], color=theme.colour(text), label=value_words, zorder=3, **dots)
        axes.set(xticks=[], ylim=(-0.03 * axes.get_ylim()[1], None))  # a dot at nought stays whole
        axes.set_title(text)
        axes.grid(True, axis="y")
        theme.danish_ticks(axes.yaxis, most=5)
        sns.despine(ax=axes, left=True)
    grid[0].set_ylabel(y_title)
    grid[-1].set_xlabel("Kommuner, lavest til venstre")
    figure.legend(*grid[0].get_legend_handles_labels(), loc="outside upper left", ncols=3, handletextpad=0.4)
    return figure
