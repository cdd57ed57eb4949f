"""What the forms of a figure share: panels on a common scale, texts beside marks, colours."""

from textwrap import fill
from typing import Any, Final

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from utils.publish import formats, theme
from utils.statistics.quality import SOUND

MARKERS: Final = ("o", "D", "s", "^", "v")
LABEL_LETTERS: Final = 30


def panels(
    data: pd.DataFrame, panel: str | None, row_height: float, rows: int, extra: float = 0.75
) -> tuple[Figure, dict[str, Axes]]:
    """An empty figure with one axes per panel (one named "" without panels), high enough for its rows."""
    names = panel_names(data, panel)
    height = len(names) * (rows * row_height + 0.3) + extra
    figure = Figure(figsize=(theme.WIDTH, height), layout="constrained")
    grid = figure.subplots(len(names), 1, sharex=True, squeeze=False)[:, 0]
    for name, axes in zip(names, grid, strict=True):
        axes.set_title(name)
    return figure, dict(zip(names, grid, strict=True))


def panel_names(data: pd.DataFrame, panel: str | None) -> list[str]:
    """The panels in the order of the data; one without a name where the figure has none."""
    return [""] if panel is None else [str(name) for name in data[panel].drop_duplicates()]


def of_panel(data: pd.DataFrame, panel: str | None, name: str) -> pd.DataFrame:
    """The rows of one panel; all rows where the figure has none."""
    return data if panel is None else data[data[panel].astype(str) == name]


def wrapped(labels: pd.Series) -> pd.Series:
    """Labels as text, long ones on several lines."""
    return labels.map(lambda label: fill(str(label), LABEL_LETTERS))


def with_base(texts: list[str], rows: pd.DataFrame, count: str) -> list[str]:
    """Each text with its N, and with its grade where the frame has a column quality and the grade is not sound."""
    grades = rows["quality"] if "quality" in rows else [SOUND] * len(rows)
    bases = [f"(N = {formats.number(n)}{formats.grade(grade)})" for n, grade in zip(rows[count], grades, strict=True)]
    return [f"{text}  {base}" for text, base in zip(texts, bases, strict=True)]


def beside(axes: Axes, text: str, point: tuple[float, float], offset: tuple[float, float], **style: Any) -> None:
    """A text some points away from a point of the data."""
    axes.annotate(text, point, offset, textcoords="offset points", **{"va": "center"} | style)


def role_colour(panel: str, label: str) -> str:
    """A label with a role of its own keeps it; else that of its panel; without either the house's dark."""
    role = label if label in theme.ROLES else panel
    return theme.ROLES.get(role, theme.DARK)


def finish_labels(axes: Axes, highlight: str | None = None) -> None:
    """Lines of a long label begin below each other; the highlighted label is bold, to stand out in grey."""
    for text in axes.get_yticklabels():
        text.set_multialignment("left")
        if highlight is not None and text.get_text() == fill(highlight, LABEL_LETTERS):
            text.set_fontweight("bold")


def highlighted(colour: str, label: str, highlight: str | None) -> str:
    """The colour itself; where one label is highlighted, the municipality's for it and grey for the rest."""
    if highlight is None:
        return colour
    return theme.colour("kommunen" if label == highlight else "andre")
