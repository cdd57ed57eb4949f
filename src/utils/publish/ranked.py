"""A figure of many areas in the order of one number: thin columns, one of them named."""

import pandas as pd
import seaborn as sns
from matplotlib.figure import Figure

from utils.publish import formats, theme
from utils.publish.panels import beside


@theme.themed()
def ranked(
    data: pd.DataFrame, label: str, value: str, *, highlight: str, level: float, level_words: str, decimals: int = 2,
    value_title: str = "",
) -> Figure:  # fmt: skip
    """A thin column an area, highest first; the highlighted one, the first and the last carry their name and number.

    level: a height for a dashed rule, with its words in the margin to the right (short, or on two lines).
    """
    figure = Figure(figsize=(theme.WIDTH, 3.2), layout="constrained")
    axes = figure.subplots()
    rows = data.sort_values(value, ascending=False, kind="stable").reset_index(drop=True)
    own = rows[label] == highlight
    colours = [theme.colour("kommunen" if is_own else "andre") for is_own in own]
    axes.bar(rows.index, rows[value], width=0.8, color=colours)
    for place in sorted({0, len(rows) - 1, *rows.index[own]}):
        row = rows.loc[place]
        text = f"{row[label]}\n{formats.number(row[value], decimals)}"
        style = {"fontweight": "bold", "color": theme.colour("kommunen")} if own[place] else {}
        side = "left" if place == 0 else "right" if place == len(rows) - 1 else "center"
        # Above the rule, which would strike through the words of a low column.
        height = max(row[value], level) if place == len(rows) - 1 else row[value]
        beside(axes, text, (place, height), (0, 14), ha=side, fontsize=8, bbox=theme.PAPER, **style)
    axes.axhline(level, color=theme.INK, linewidth=0.9, linestyle=(0, (4, 3)))
    beside(axes, level_words, (len(rows) - 0.2, level), (6, 0), fontsize=8, annotation_clip=False)
    axes.set(xticks=[], xlim=(-0.8, len(rows) - 0.2), ylim=(0, 1.25 * rows[value].max() or 1))
    theme.danish_ticks(axes.yaxis, decimals=1, most=5)
    axes.grid(True, axis="y")
    sns.despine(ax=axes, left=True)
    axes.set_title(value_title, fontsize=8.5, fontweight="normal", color=theme.QUIET, loc="left")
    return figure
