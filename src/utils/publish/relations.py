"""Figures of one number against another: a scatter with its fitted line, and series over time."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from utils.publish import formats, theme
from utils.publish.labels import placed
from utils.publish.panels import MARKERS, beside, highlighted, of_panel, panel_names


@theme.themed()
def scatter(
    data: pd.DataFrame,
    x: str,
    y: str,
    *,
    x_title: str,
    y_title: str,
    name: str | None = None,
    labels: Sequence[str] = (),
    panel: str | None = None,
    lines: Mapping[str, tuple[float, float]] | None = None,
    band: pd.DataFrame | None = None,
    log_x: bool = False,
    log_y: bool = False,
    levels: Mapping[float, str] | None = None,
    highlight: str | None = None,
    x_decimals: int = 0,
    y_decimals: int = 0,
) -> Figure:
    """A dot for each row; panels (values of a column) stand side by side on common axes.

    lines: panel -> (intercept, slope) of the fitted line, drawn over the range of x; key "" without panels.
    With log_x the line is in log10 of x, with log_y it is that of log10 of y. band: frame with columns x, lower,
    upper (and the panel's column). levels: heights of level rules and what they say. labels: the few rows (values of
    `name`) that carry their name; highlight: the one that does so in the municipality's colour. x_decimals,
    y_decimals: at least so many.
    """
    names = panel_names(data, panel)
    figure = Figure(figsize=(theme.WIDTH, 3.4 if len(names) == 1 else 3.0), layout="constrained")
    grid = figure.subplots(1, len(names), sharex=True, sharey=True, squeeze=False)[0]
    for text, axes in zip(names, grid, strict=True):
        rows = of_panel(data, panel, text).dropna(subset=[x, y]).astype({x: float, y: float})
        colour = theme.ROLES.get(text, theme.DARK)
        axes.set_xscale("log" if log_x else "linear")
        axes.set_yscale("log" if log_y else "linear")
        if band is not None:
            _band(axes, of_panel(band, panel, text), colour)
        sns.scatterplot(rows, x=x, y=y, s=22, color=colour, edgecolor="white", linewidth=0.4, ax=axes)
        if lines and text in lines and len(rows):
            _fitted(axes, rows[x], lines[text], log_x, log_y)
        _axes(axes, x_title, text, x_decimals, y_decimals)
        for height, words in (levels or {}).items():
            _level(axes, height, words)
        if name is not None:
            _names(axes, rows[rows[name].isin([*labels, highlight])], x, y, name, highlight)
    _y_title(grid[0], y_title, above=18 if names[0] else 6)
    return figure


def _y_title(axes: Axes, text: str, above: float = 6) -> None:
    """The title of the value axis, level and readable at the top left."""
    axes.set_title(text, fontsize=8.5, fontweight="normal", color=theme.QUIET, loc="left", pad=above)


def _axes(axes: Axes, x_title: str, panel: str, x_decimals: int, y_decimals: int) -> None:
    axes.set(xlabel=x_title, ylabel="")
    axes.grid(True, axis="y")
    axes.tick_params(axis="both", colors=theme.QUIET)
    sns.despine(ax=axes, left=True)
    for axis, decimals in ((axes.yaxis, y_decimals), (axes.xaxis, x_decimals)):
        if axis.get_scale() == "log":
            theme.danish_log_ticks(axis)
        else:
            theme.danish_ticks(axis, decimals)
    beside(axes, panel, (0, 1), (0, 9), xycoords="axes fraction", fontsize=9.5, fontweight="bold")


def _level(axes: Axes, height: float, words: str) -> None:
    axes.axhline(height, color=theme.INK, linewidth=0.9, linestyle=(0, (4, 3)), zorder=1)
    style: dict[str, Any] = {"xycoords": ("axes fraction", "data"), "ha": "left", "va": "bottom", "fontsize": 8}
    beside(axes, words, (0, height), (2, 2), color=theme.QUIET, bbox=theme.PAPER, **style)


def _band(axes: Axes, band: pd.DataFrame, colour: str) -> None:
    axes.fill_between(band["x"], band["lower"], band["upper"], color=colour, alpha=0.15, linewidth=0)


def _fitted(axes: Axes, values: pd.Series, line: tuple[float, float], log_x: bool, log_y: bool) -> None:
    ends = np.array([values.min(), values.max()])
    intercept, slope = line
    heights = intercept + slope * (np.log10(ends) if log_x else ends)
    axes.plot(ends, 10**heights if log_y else heights, color=theme.INK, linewidth=1.3)


def _names(axes: Axes, rows: pd.DataFrame, x: str, y: str, name: str, highlight: str | None) -> None:
    """Names beside their dots, moved apart where they would stand on each other; the highlighted one comes first."""
    rows = rows.assign(first=rows[name] == highlight).sort_values("first", ascending=False, kind="stable")
    texts = [str(text) for text in rows[name]]
    points = axes.transData.transform(rows[[x, y]].to_numpy(float)) * 72 / axes.figure.get_dpi()
    corner, far = axes.transAxes.transform([(0, 0), (1, 1)]) * 72 / axes.figure.get_dpi()
    places = placed([tuple(point) for point in points - corner], texts, far[0] - corner[0])
    for text, left, height, (right, up, side) in zip(texts, rows[x], rows[y], places, strict=True):
        own = {"color": theme.colour("kommunen"), "fontweight": "bold"} if text == highlight else {}
        beside(axes, text, (left, height), (right, up), ha=side, fontsize=8, bbox=theme.PAPER, **own)
        face = own.get("color", "none")
        axes.scatter([left], [height], s=30, facecolor=face, edgecolor=theme.INK, linewidth=0.9, zorder=4)


@theme.themed()
def series(
    data: pd.DataFrame,
    x: str,
    y: str,
    group: str,
    *,
    y_title: str = "",
    decimals: int = 0,
    highlight: str | None = None,
    from_zero: bool = True,
) -> Figure:
    """A line for each group over x (years, or two periods), named and numbered at its last point."""
    figure = Figure(figsize=(theme.WIDTH, 3.0), layout="constrained")
    axes = figure.subplots()
    places = {value: place for place, value in enumerate(data[x].drop_duplicates())}
    ends: list[tuple[float, float, str]] = []
    for number, text in enumerate(panel_names(data, group)):
        rows = of_panel(data, group, text).dropna(subset=[y])
        heights, lefts = rows[y].astype(float), rows[x].astype(object).map(places)
        own = theme.ROLES.get(text, theme.SERIES[number % 5])
        _line(axes, lefts, heights, highlighted(own, text, highlight), MARKERS[number % 5])
        named = f"{text}: {formats.number(heights.iloc[-1], decimals)}" if len(rows) else ""
        ends += [(height, left, named) for height, left in zip(heights[-1:], lefts[-1:], strict=True)]
    axes.set_xticks(list(places.values()), [str(value) for value in places])
    axes.set_xlim(-0.2, len(places) - 0.8)
    axes.set_ylim(bottom=0 if from_zero else None)
    theme.danish_ticks(axes.yaxis, most=5)
    axes.grid(True, axis="y")
    sns.despine(ax=axes, left=True)
    _y_title(axes, y_title)
    _end_names(axes, ends)
    return figure


def _line(axes: Axes, lefts: pd.Series, heights: pd.Series, colour: str, marker: str) -> None:
    style: dict[str, Any] = {
        "markersize": 4.5,
        "markeredgecolor": theme.INK,
        "markeredgewidth": 0.4,
        "linewidth": 1.8,
    }
    axes.plot(lefts, heights, color=colour, marker=marker, **style)


def _end_names(axes: Axes, ends: list[tuple[float, float, str]]) -> None:
    """Names to the right of the lines' ends, moved apart so that they never stand on each other."""
    low, high = axes.get_ylim()
    points = 170 / (high - low)  # about, for an axes of this height
    lowest = -np.inf
    for height, left, text in sorted(ends):
        shown = max(height, lowest)
        lowest = shown + 12 / points
        beside(axes, text, (left, height), (9, (shown - height) * points), annotation_clip=False)
