"""Figures of counts over periods, where a part of a year must never look like a whole one."""

from typing import Any

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from utils.publish import formats, theme
from utils.publish.panels import MARKERS, beside, of_panel, panel_names

LINE = 12.0  # points: about the height of a line of text


@theme.themed()
def periods(
    data: pd.DataFrame,
    x: str,
    y: str,
    group: str,
    *,
    apart: str,
    panel: str | None = None,
    highlight: str | None = None,
    y_title: str = "",
    decimals: int = 0,
    unit: str = "",
) -> Figure:
    """A line for each group over the periods of x, every mark with its number, the group's name at the line's end.

    apart: a column that is true where the period is a part of a year; such marks are hollow and joined to nothing.
    highlight: the group in the municipality's colour, the others grey. Panels stand below each other, each on its
    own scale from nought.
    """
    names = panel_names(data, panel)
    figure = Figure(figsize=(theme.WIDTH, 2.3 * len(names) + 0.4), layout="constrained")
    grid = figure.subplots(len(names), 1, sharex=True, squeeze=False)[:, 0]
    places = {str(text): place for place, text in enumerate(data[x].drop_duplicates())}
    for name, axes in zip(names, grid, strict=True):
        rows = of_panel(data, panel, name).dropna(subset=[y])
        rows = pd.DataFrame({"place": rows[x].astype(str).map(places), "height": rows[y].astype(float),
                             "group": rows[group].astype(str), "apart": rows[apart].astype(bool)})  # fmt: skip
        for number, (text, own) in enumerate(rows.groupby("group", sort=False)):
            _marks(axes, own, _colour(number, str(text), highlight), MARKERS[number % 5])
        _frame(axes, places, rows["height"].max())
        _title(axes, name, y_title)
        _numbers(axes, rows, decimals, unit)
        _group_names(axes, rows, len(places))
    return figure


def _colour(number: int, group: str, highlight: str | None) -> str:
    if highlight is None:
        return theme.SERIES[number % 5]
    return theme.colour("kommunen" if group == highlight else "andre")


def _marks(axes: Axes, rows: pd.DataFrame, colour: str, marker: str) -> None:
    """Whole years joined by a line; parts of a year hollow, each alone."""
    style: dict[str, Any] = {"color": colour, "marker": marker, "markersize": 5.5, "markeredgewidth": 1.4}
    whole, parts = rows[~rows["apart"]], rows[rows["apart"]]
    axes.plot(whole["place"], whole["height"], linewidth=1.8, **style)
    axes.plot(parts["place"], parts["height"], linestyle="none", markerfacecolor="white", **style)


def _frame(axes: Axes, places: dict[str, int], highest: float) -> None:
    # "Jan-maj 2024" on two lines: two parts of a year would run into each other.
    axes.set_xticks(list(places.values()), [text.replace(" ", "\n") for text in places])
    axes.set_xlim(-0.4, len(places) - 0.6)
    axes.set_ylim(0, 1.2 * highest if highest > 0 else 1)
    theme.danish_ticks(axes.yaxis, most=5)
    axes.grid(True, axis="y")
    sns.despine(ax=axes, left=True)


def _title(axes: Axes, panel: str, y_title: str) -> None:
    quiet: dict[str, Any] = {"fontsize": 8.5, "fontweight": "normal", "color": theme.QUIET}
    axes.set_title(f"{panel}: {y_title}" if panel and y_title else panel or y_title, loc="left", **quiet)


def _numbers(axes: Axes, rows: pd.DataFrame, decimals: int, unit: str) -> None:
    """The number of a mark: above the highest mark of a period, below the others."""
    for _, marks in rows.groupby("place"):
        top = marks["height"].idxmax()
        for index, mark in marks.iterrows():
            text = f"{formats.number(mark['height'], decimals)} {unit}".strip()
            point = (float(mark["place"]), float(mark["height"]))
            beside(axes, text, point, (0, 10 if index == top else -10), ha="center", fontsize=8, bbox=theme.PAPER)


def _group_names(axes: Axes, rows: pd.DataFrame, places: int) -> None:
    """Names in the margin to the right, at the height of each line's last whole year, moved apart."""
    whole = rows[~rows["apart"]] if (~rows["apart"]).any() else rows
    ends = whole.groupby("group", sort=False)["height"].last().sort_values()
    low, high = axes.get_ylim()
    points = 110 / (high - low)  # about, for an axes of this height
    lowest = float("-inf")
    for text, height in ends.items():
        shown = max(float(height), lowest)
        lowest = shown + LINE / points
        beside(axes, str(text), (places - 0.6, float(height)), (6, (shown - float(height)) * points),
               annotation_clip=False)  # fmt: skip
