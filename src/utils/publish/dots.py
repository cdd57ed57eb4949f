"""Dots on a value axis, sorted, with their intervals and a reference."""

from typing import Any

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from utils.publish import formats, theme
from utils.publish.panels import (
    MARKERS,
    beside,
    finish_labels,
    highlighted,
    of_panel,
    panel_names,
    panels,
    role_colour,
    with_base,
    wrapped,
)


@theme.themed()
def dots(
    data: pd.DataFrame,
    label: str,
    value: str,
    *,
    lower: str | None = None,
    upper: str | None = None,
    count: str | None = None,
    group: str | None = None,
    panel: str | None = None,
    sort: bool = True,
    highlight: str | None = None,
    reference: float | None = None,
    reference_text: str = "",
    decimals: int = 1,
    value_title: str = "",
) -> Figure:
    """A dot for each label on a value axis, with its interval; several groups share a line with own markers.

    sort puts the highest on top (by the first group). A reference is a vertical rule with a text at its top.
    Single dots carry their number and N (count); where groups share a line the csv has them.
    """
    height = 0.225 if wrapped(data[label]).str.count("\n").max() == 0 else 0.34
    lines = max(of_panel(data, panel, name)[label].nunique() for name in panel_names(data, panel))
    figure, grid = panels(data, panel, height, lines, 1.0 if group or reference_text else 0.75)
    for name, axes in grid.items():
        rows = _with_places(of_panel(data, panel, name), label, value, group, sort)
        if lower and upper and group is None:
            axes.hlines(rows["place"], rows[lower], rows[upper], colors=theme.QUIET, linewidth=1.3)
        for number, text in enumerate(panel_names(rows, group)):
            part = of_panel(rows, group, text)
            own = theme.ROLES.get(text, theme.SERIES[number % 5]) if group else role_colour(name, "")
            colours = [highlighted(own, str(shown), highlight) for shown in part[label]]
            _marks(axes, part[value], part["place"], colours, MARKERS[number % 5], text)
        if group is None:
            _numbers(axes, rows, [column for column in (value, upper) if column], count, decimals)
        _axis(axes, rows, label)
        finish_labels(axes, highlight)
        if reference is not None:
            _reference(axes, reference, reference_text)
    if group is not None:
        figure.legend(*axes.get_legend_handles_labels(), loc="outside upper left", ncols=3, handletextpad=0.2)
    axes.set_xlabel(value_title)
    return figure


def _with_places(rows: pd.DataFrame, label: str, value: str, group: str | None, sort: bool) -> pd.DataFrame:
    """The rows with `line`, the number of the label's line from the top, and `place`, the dot's own height.

    Groups stand a little above and below their line, so that equal values stay visible.
    """
    groups = panel_names(rows, group)
    first = of_panel(rows, group, groups[0])
    first = first.sort_values([value, label], ascending=[False, True]) if sort else first
    lines = {text: line for line, text in enumerate(pd.concat([first[label], rows[label]]).drop_duplicates())}
    rows = rows.assign(line=rows[label].astype(object).map(lines).astype(float))
    if group is None:
        return rows.assign(place=rows["line"])
    step = min(0.3, 0.6 / len(groups))
    shifts = {text: (number - (len(groups) - 1) / 2) * step for number, text in enumerate(groups)}
    return rows.assign(place=rows["line"] + rows[group].astype(str).map(shifts))


def _marks(axes: Axes, values: pd.Series, places: pd.Series, colours: list[str], marker: str, name: str) -> None:
    style: dict[str, Any] = {"s": 34, "edgecolors": theme.INK, "linewidths": 0.5, "zorder": 3}
    axes.scatter(values.astype(float), places, c=colours, marker=marker, label=name or None, **style)


def _numbers(axes: Axes, rows: pd.DataFrame, columns: list[str], count: str | None, decimals: int) -> None:
    """The number of each dot, with its N, to the right of its interval."""
    rows = rows.dropna(subset=columns)
    ends = rows[columns].astype(float).max(axis=1)
    texts = [formats.number(number, decimals) for number in rows[columns[0]]]
    texts = texts if count is None else with_base(texts, rows, count)
    for end, text, place in zip(ends, texts, rows["place"], strict=True):
        beside(axes, text, (end, place), (6, 0), color=theme.QUIET, bbox=theme.PAPER)


def _axis(axes: Axes, rows: pd.DataFrame, label: str) -> None:
    lines = rows.drop_duplicates("line")
    axes.set_yticks(lines["line"], wrapped(lines[label]))
    axes.set_ylim(len(lines) - 0.4, -0.6)
    axes.margins(x=0.1)
    theme.danish_ticks(axes.xaxis)
    sns.despine(ax=axes, left=True, bottom=True)
    axes.grid(True, axis="both", linewidth=0.6)


def _reference(axes: Axes, value: float, text: str) -> None:
    axes.axvline(value, color=theme.INK, linewidth=0.9, linestyle=(0, (4, 3)), zorder=1)
    style: dict[str, Any] = {
        "xycoords": ("data", "axes fraction"),
        "ha": "center",
        "va": "bottom",
        "color": theme.QUIET,
    }
    beside(axes, text, (value, 1), (0, 4), **style)
