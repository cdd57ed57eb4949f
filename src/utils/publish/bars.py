"""Horizontal bars: single ones with their interval, and bars of 100 pct. divided into parts."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from utils.publish import formats, theme
from utils.publish.panels import beside, finish_labels, highlighted, of_panel, panels, role_colour, with_base, wrapped


@theme.themed()
def bars(
    data: pd.DataFrame,
    label: str,
    value: str,
    *,
    lower: str | None = None,
    upper: str | None = None,
    count: str | None = None,
    panel: str | None = None,
    sort: bool = False,
    highlight: str | None = None,
    decimals: int = 0,
    unit: str = "pct.",
    value_title: str = "",
) -> Figure:
    """Horizontal bars; number, interval (lower, upper) and N (count) stand beside each.

    Labels are unique within a panel. Negative values go to the left of nought.
    """
    figure, grid = panels(data, panel, 0.34, data[label].nunique())
    columns = [column for column in (value, lower, upper) if column]
    low, high = _limits(data[columns].astype(float), 1.45 if count else 1.22)
    for name, axes in grid.items():
        rows = of_panel(data, panel, name)
        rows = rows.sort_values(value, ascending=False, kind="stable") if sort else rows
        colours = [highlighted(role_colour(name, str(text)), str(text), highlight) for text in rows[label]]
        _bars(axes, wrapped(rows[label]), rows[value].astype(float), colours)
        if lower and upper:
            _whiskers(axes, *(rows[column].astype(float) for column in (value, lower, upper)))
        ends = rows[columns].astype(float).max(axis=1).clip(lower=0).fillna(0)
        texts = _value_texts(rows, value, count, decimals, unit)
        for place, (end, text) in enumerate(zip(ends, texts, strict=True)):
            beside(axes, text, (end, place), (5, 0))
        axes.set_xlim(low, high)
        theme.danish_ticks(axes.xaxis)
        finish_labels(axes, highlight)
    axes.set_xlabel(value_title)
    return figure


def _limits(values: pd.DataFrame, room: float) -> tuple[float, float]:
    """From nought, or below the smallest negative value, to beyond the largest with room for its text."""
    low, high = min(0.0, values.min().min()), max(0.0, values.max().max())
    span = (high - low) or 1.0
    return (low - 0.04 * span if low else 0.0), low + span * room


def _bars(axes: Axes, labels: pd.Series, values: pd.Series, colours: list[str]) -> None:
    # A missing number keeps its line. By place: seaborn's barplot costs a third of the whole figure.
    places = range(len(labels))
    axes.barh(places, values.fillna(0), height=0.62, color=colours, edgecolor=theme.INK, linewidth=0.5)
    axes.set_yticks(places, labels)
    axes.set_ylim(len(labels) - 0.5, -0.5, auto=None)  # whiskers that follow may still take their room
    sns.despine(ax=axes, left=True, bottom=True)
    axes.axvline(0, color=theme.QUIET, linewidth=0.8)


def _whiskers(axes: Axes, values: pd.Series, lower: pd.Series, upper: pd.Series) -> None:
    """The intervals, on a white line that keeps them visible on a dark bar."""
    for colour, width in (("white", 2.6), (theme.INK, 1.0)):
        axes.hlines(range(len(values)), lower, upper, colors=colour, linewidth=width)


def _value_texts(rows: pd.DataFrame, value: str, count: str | None, decimals: int, unit: str) -> list[str]:
    numbers = [formats.number(number, decimals) for number in rows[value]]
    texts = [text if text == formats.MISSING else f"{text} {unit}".strip() for text in numbers]
    return texts if count is None else with_base(texts, rows, count)


@theme.themed()
def stacked_bars(
    data: pd.DataFrame,
    label: str,
    part: str,
    share: str,
    *,
    parts: Sequence[str],
    neutral: Sequence[str] = (),
    panel: str | None = None,
    decimals: int = 0,
    smallest: float = 5.0,
    value_title: str = "",
) -> Figure:
    """Bars of 100 pct., divided into `parts` from left to right, each share written in its field.

    Fields below `smallest` per cent carry no number. Parts in `neutral` (such as "ved ikke") are grey.
    """
    figure, grid = panels(data, panel, 0.34, data[label].nunique(), extra=0.55)
    colours = _part_colours(parts, neutral)
    for name, axes in grid.items():
        rows = of_panel(data, panel, name)
        table = _table(rows.assign(label=wrapped(rows[label])), part, share, parts)
        lefts = table.fillna(0).cumsum(axis=1).shift(axis=1, fill_value=0)
        for text in parts:
            _fields(axes, table[text], lefts[text], colours[text], text, decimals, smallest)
        axes.set(xlim=(0, 100), ylim=(len(table) - 0.5, -0.5), xticks=[])
        finish_labels(axes)
        sns.despine(ax=axes, left=True, bottom=True)
    axes.set_xlabel(value_title)
    handles, names = axes.get_legend_handles_labels()
    figure.legend(handles, names, loc="outside upper left", ncols=min(len(names), 3), handlelength=1)
    return figure


def _table(rows: pd.DataFrame, part: str, share: str, parts: Sequence[str]) -> pd.DataFrame:
    """A row a bar and a column a part, both in the order in which they are drawn."""
    table = rows.assign(part=rows[part].astype(str)).pivot(index="label", columns="part", values=share)
    return table.reindex(index=rows["label"].drop_duplicates(), columns=list(parts)).astype(float)


def _fields(
    axes: Axes, shares: pd.Series, lefts: pd.Series, colour: str, name: str, decimals: int, smallest: float
) -> None:
    style: dict[str, Any] = {"height": 0.66, "color": colour, "edgecolor": "white", "linewidth": 0.8}
    drawn = axes.barh(shares.index, shares.fillna(0), left=lefts, label=name, **style)
    numbers = [formats.number(value, decimals) if value >= smallest else "" for value in shares]
    axes.bar_label(drawn, numbers, label_type="center", color=theme.text_colour(colour))


def _part_colours(parts: Sequence[str], neutral: Sequence[str]) -> dict[str, str]:
    coloured = [name for name in parts if name not in neutral]
    opposed = len(coloured) == 2 and len(coloured) < len(parts)
    shades = theme.OPPOSED if opposed else theme.ordered_colours(max(2, len(coloured)))
    return dict.fromkeys(parts, theme.NEUTRAL) | dict(zip(coloured, shades, strict=False))
