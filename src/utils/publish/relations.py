"""Figures of one number against another: a scatter with its fitted line, and series over time."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from utils.publish import formats, theme
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
    x_decimals: int = 0,
    y_decimals: int = 0,
) -> Figure:
    """A dot for each row; panels (values of a column) stand side by side on common axes.

    lines: panel -> (intercept, slope) of the fitted line, drawn over the range of x; key "" without panels.
    With log_x the line is in log10 of x. band: frame with columns x, lower, upper (and the panel's column).
    labels: the few rows (values of `name`) that carry their name. x_decimals, y_decimals: at least so many.
    """
    names = panel_names(data, panel)
    figure = Figure(figsize=(theme.WIDTH, 3.4 if len(names) == 1 else 3.0), layout="constrained")
    grid = figure.subplots(1, len(names), sharex=True, sharey=True, squeeze=False)[0]
    for text, axes in zip(names, grid, strict=True):
        rows = of_panel(data, panel, text).dropna(subset=[x, y]).astype({x: float, y: float})
        colour = theme.ROLES.get(text, theme.DARK)
        axes.set_xscale("log" if log_x else "linear")
        if band is not None:
            _band(axes, of_panel(band, panel, text), colour)
        sns.scatterplot(rows, x=x, y=y, s=22, color=colour, edgecolor="white", linewidth=0.4, ax=axes)
        if lines and text in lines and len(rows):
            _fitted(axes, rows[x], lines[text], log_x)
        _axes(axes, x_title, text, log_x, x_decimals, y_decimals)
        if name is not None:
            _names(axes, rows[rows[name].isin(labels)], x, y, name)
    _y_title(grid[0], y_title, above=18 if names[0] else 6)
    return figure


def _y_title(axes: Axes, text: str, above: float = 6) -> None:
    """The title of the value axis, level and readable at the top left."""
    axes.set_title(text, fontsize=8.5, fontweight="normal", color=theme.QUIET, loc="left", pad=above)


def _axes(axes: Axes, x_title: str, panel: str, log_x: bool, x_decimals: int, y_decimals: int) -> None:
    axes.set(xlabel=x_title, ylabel="")
    axes.grid(True, axis="y")
    axes.tick_params(axis="both", colors=theme.QUIET)
    sns.despine(ax=axes, left=True)
    theme.danish_ticks(axes.yaxis, y_decimals)
    if log_x:
        axes.xaxis.set_major_formatter(lambda value, _: formats.number(value, x_decimals))
        axes.xaxis.set_minor_formatter(lambda value, _: "")
    else:
        theme.danish_ticks(axes.xaxis, x_decimals)
    beside(axes, panel, (0, 1), (0, 9), xycoords="axes fraction", fontsize=9.5, fontweight="bold")


def _band(axes: Axes, band: pd.DataFrame, colour: str) -> None:
    axes.fill_between(band["x"], band["lower"], band["upper"], color=colour, alpha=0.15, linewidth=0)


def _fitted(axes: Axes, values: pd.Series, line: tuple[float, float], log_x: bool) -> None:
    ends = np.array([values.min(), values.max()])
    intercept, slope = line
    axes.plot(ends, intercept + slope * (np.log10(ends) if log_x else ends), color=theme.INK, linewidth=1.3)


def _names(axes: Axes, rows: pd.DataFrame, x: str, y: str, name: str) -> None:
    """Names to the right of their dots; in the right half to the left, to stay inside the picture."""
    middle = axes.transData.inverted().transform(axes.transAxes.transform((0.5, 0.5)))[0]
    for text, left, height in zip(rows[name], rows[x], rows[y], strict=True):
        side, offset = ("right", -6) if left > middle else ("left", 6)
        beside(axes, str(text), (left, height), (offset, 4), ha=side, fontsize=8, bbox=theme.PAPER)
        axes.scatter([left], [height], s=30, facecolor="none", edgecolor=theme.INK, linewidth=0.9, zorder=4)


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
