"""A diagram of boxes and arrows whose width and number tell the strength: the form of a change theory.

Places are in inches from the lower left corner. Strength is told by the width of the arrow and by the number
beside it, what rests on little by dashes: nothing by colour alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch
from matplotlib.path import Path

from utils.publish import theme

Point = tuple[float, float]
THINNEST, WIDEST = 0.7, 6.0
GROUND: Final = "#f3f4f5"
_CURVES: Final = {2: [Path.MOVETO, Path.LINETO], 3: [Path.MOVETO, Path.CURVE3, Path.CURVE3],
                  4: [Path.MOVETO, Path.CURVE4, Path.CURVE4, Path.CURVE4]}  # fmt: skip


@dataclass(frozen=True)
class Box:
    """A box around its centre, its text on one or more lines; a frame is drawn behind the others, its text on top."""

    text: str
    centre: Point
    width: float = 1.1
    height: float = 0.5
    frame: bool = False


@dataclass(frozen=True)
class Arrow:
    """From the first to the last point; a third and fourth point bend it.

    number: in a disc at `label`, the text beside it (to its left when `left`). strength: 0 to 1.
    """

    points: tuple[Point, ...]
    label: Point
    number: int
    text: str
    strength: float
    dashed: bool
    both_ways: bool = False
    left: bool = False


@theme.themed()
def diagram(boxes: Sequence[Box], arrows: Sequence[Arrow], height: float, legend: Sequence[str] = ()) -> Figure:
    """The boxes and their arrows on an empty ground as wide as every figure; the legend in lines at the bottom."""
    figure = Figure(figsize=(theme.WIDTH, height), layout="constrained")
    figure.get_layout_engine().set(w_pad=0, h_pad=0)  # type: ignore[union-attr, call-arg]
    axes = figure.subplots()
    axes.set(xlim=(0, theme.WIDTH), ylim=(0, height))
    axes.set_axis_off()
    for box in sorted(boxes, key=lambda box: not box.frame):
        _box(axes, box)
    for arrow in arrows:
        _arrow(axes, arrow)
    for arrow in arrows:
        _label(axes, arrow)
    axes.text(0.05, 0.02, "\n".join(legend), va="bottom", ha="left", fontsize=7.5, color=theme.QUIET, linespacing=1.35)
    return figure


def _box(axes: Axes, box: Box) -> None:
    left, bottom = box.centre[0] - box.width / 2, box.centre[1] - box.height / 2
    style: dict[str, Any] = (
        {"facecolor": GROUND, "edgecolor": "none", "zorder": 0}
        if box.frame
        else {"facecolor": "white", "edgecolor": theme.DARK, "linewidth": 1.1, "zorder": 4}
    )
    axes.add_patch(
        FancyBboxPatch((left, bottom), box.width, box.height, boxstyle="round,pad=0,rounding_size=0.06", **style)
    )
    if box.frame:
        # On its ground, so that an arrow passes behind the name.
        axes.text(left + 0.06, bottom + box.height - 0.06, box.text, va="top", ha="left", fontsize=7.5, zorder=5,
                  fontweight="bold", color=theme.QUIET, bbox=theme.PAPER | {"facecolor": GROUND})  # fmt: skip
    else:
        axes.text(*box.centre, box.text, va="center", ha="center", fontsize=8.5, zorder=5)


def _arrow(axes: Axes, arrow: Arrow) -> None:
    width = THINNEST + (WIDEST - THINNEST) * min(max(arrow.strength, 0.0), 1.0)
    axes.add_patch(
        FancyArrowPatch(
            path=Path(list(arrow.points), _CURVES[len(arrow.points)]),
            arrowstyle="<|-|>" if arrow.both_ways else "-|>",
            mutation_scale=7 + 1.6 * width,
            linewidth=width,
            linestyle=(0, (3.2, 2.0)) if arrow.dashed else "solid",
            color=theme.SERIES[4] if arrow.dashed else theme.ORDERED[4][1],
            joinstyle="miter",
            capstyle="butt",
            zorder=2,
        )
    )


def _label(axes: Axes, arrow: Arrow) -> None:
    x, y = arrow.label
    disc: dict[str, Any] = {"boxstyle": "circle,pad=0.22", "facecolor": theme.INK, "edgecolor": "none"}
    axes.text(x, y, str(arrow.number), ha="center", va="center", fontsize=6.5, fontweight="bold", color="white",
              bbox=disc, zorder=7)  # fmt: skip
    side, offset = ("right", -0.13) if arrow.left else ("left", 0.13)
    axes.text(x + offset, y, arrow.text, ha=side, va="center", fontsize=8, linespacing=1.1, bbox=theme.PAPER, zorder=6)
