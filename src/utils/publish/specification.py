"""A specification curve: every estimate in order with its interval, and below it the choices that gave it."""

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from utils.publish import formats, theme

# Kind of estimate → marker, colour of its mark, edge and interval. Told apart in grey too: filled or hollow, and shape.
KINDS: Final = {
    "signifikant, negativ": ("v", theme.DARK, theme.DARK),
    "signifikant, positiv": ("^", "#bf7f30", "#bf7f30"),
    "ikke signifikant": ("o", "white", theme.QUIET),
}
ROW, CURVE, GAP = 0.16, 2.1, 0.7
MAIN: Final = "#efe3d3"


@theme.themed()
def specification_curve(
    data: pd.DataFrame, estimate: str, lower: str, upper: str, *, kind: str, main: str, holds: str,
    choices: Mapping[str, tuple[str, Mapping[str, str]]], value_title: str = "",
) -> Figure:  # fmt: skip
    """Estimates from lowest to highest; a column of dots below each tells its choices.

    kind: column with one of KINDS. main: column that is true of the specification to be marked. holds: column that is
    true where the conclusion holds; each choice tells at the right in how many of its specifications it does. choices:
    column → (title, value → label), each a group of rows.
    """
    rows = data.sort_values(estimate, kind="stable").reset_index(drop=True)
    lines = _lines(choices)
    heights = [CURVE, ROW * (lines["place"].max() + 1.2)]
    figure = Figure(figsize=(theme.WIDTH, sum(heights) + 0.6), layout="constrained")
    curve, matrix = figure.subplots(2, 1, sharex=True, height_ratios=heights)
    for axes in (curve, matrix):
        for place in rows.index[rows[main].astype(bool)]:
            axes.axvspan(place - 0.5, place + 0.5, color=MAIN, linewidth=0, zorder=0)
    _curve(curve, rows, estimate, lower, upper, kind, main)
    _matrix(matrix, rows, kind, holds, lines)
    curve.set_title(value_title, fontsize=8.5, fontweight="normal", color=theme.QUIET, loc="left", pad=16)
    figure.legend(*curve.get_legend_handles_labels(), loc="outside upper left", ncols=3, handletextpad=0.2)
    return figure


def _lines(choices: Mapping[str, tuple[str, Mapping[str, str]]]) -> pd.DataFrame:
    """One row a line of the matrix: column, value, label and place from the top; a gap between groups."""
    found, place = [], 0.0
    for column, (title, labels) in choices.items():
        for number, (value, label) in enumerate(labels.items()):
            found.append((column, value, f"{title}: {label}" if number == 0 else label, place))
            place += 1
        place += GAP
    return pd.DataFrame(found, columns=["column", "value", "label", "place"])


def _curve(axes: Axes, rows: pd.DataFrame, estimate: str, lower: str, upper: str, kind: str, main: str) -> None:
    for name, (marker, face, edge) in KINDS.items():
        part = rows[rows[kind] == name]
        if part.empty:
            continue
        axes.vlines(part.index, part[lower], part[upper], colors=edge, linewidth=1.0, alpha=0.75)
        style: dict[str, Any] = {"marker": marker, "s": 22, "linewidths": 0.9, "zorder": 3}
        axes.scatter(part.index, part[estimate], c=face, edgecolors=edge, label=name, **style)
    axes.axhline(0, color=theme.INK, linewidth=0.9, linestyle=(0, (4, 3)), zorder=1)
    for place in rows.index[rows[main].astype(bool)]:
        axes.text(place, 1.01, "hovedvalg", transform=axes.get_xaxis_transform(), ha="center", fontsize=8)
    axes.set_xlim(-0.8, len(rows) - 0.2)
    theme.danish_ticks(axes.yaxis, most=5)
    axes.grid(True, axis="y")
    sns.despine(ax=axes, left=True, bottom=True)


def _matrix(axes: Axes, rows: pd.DataFrame, kind: str, holds: str, lines: pd.DataFrame) -> None:
    for _, line in lines.iterrows():
        chosen = rows[rows[line["column"]] == line["value"]]
        axes.axhline(line["place"], color=theme.RULE, linewidth=0.5, zorder=1)
        filled = chosen[kind] != "ikke signifikant"
        for part, face in ((chosen[filled], theme.INK), (chosen[~filled], "white")):
            axes.scatter(part.index, [line["place"]] * len(part), c=face, edgecolors=theme.INK, s=9, linewidths=0.6,
                         zorder=3)  # fmt: skip
        share = f"{formats.number(chosen[holds].sum())} af {formats.number(len(chosen))}"
        axes.text(1.01, line["place"], share, transform=axes.get_yaxis_transform(), va="center", fontsize=8,
                  color=theme.QUIET)  # fmt: skip
    axes.text(1.01, -1.2, "Holder i", transform=axes.get_yaxis_transform(), va="center", fontsize=8, color=theme.QUIET)
    axes.set_yticks(lines["place"], lines["label"], fontsize=8)
    axes.set_ylim(lines["place"].max() + 0.6, -0.7)
    axes.set_xticks([])
    sns.despine(ax=axes, left=True, bottom=True)
