"""The house's look of a figure: quiet, printable in grey, with one fixed colour per role.

Within a family (schemes, strategies, organisations, ordered answers) the colours step in lightness, so they
stay apart in greyscale and for colour-blind readers. Series without a role also differ by marker, and every
mark has its name or number beside it: nothing is told by colour alone.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from math import floor, log10
from typing import Any, Final

import seaborn as sns
from matplotlib import style
from matplotlib.axis import Axis
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, LogLocator, MaxNLocator, NullFormatter

from utils.publish import formats
from utils.publish.status import LABELS, REGISTER, SYNTHETIC

INK: Final = "#22282e"
QUIET: Final = "#5b646d"
RULE: Final = "#d5d9dd"
WIDTH: Final = 5.8  # inches; narrow, so that the letters stay readable where the picture is made smaller
WARNING: Final = "#8a2b1c"
WATERMARKS: Final = {SYNTHETIC: "syntetiske data", REGISTER: "ikke til offentliggørelse"}

DARK, MIDDLE, LIGHT = "#1f4e6b", "#5f9ea8", "#c5dcd9"
ROLES: Final = {
    "PA": "#1f4e6b",
    "HM": "#bb762f",
    "PA+HM": "#6f6a86",
    "IB": "#8fb8a8",
    "FA": "#dadde0",
    "proaktiv": "#1d4d4f",
    "reaktiv": "#5d9b8f",
    "diffus": "#cfdcc0",
    "specialiseret team": "#4b2e5c",
    "spredt specialisering": "#a8709a",
    "generel specialisering": "#e2c8d4",
    "kommunen": "#b4472f",
    "andre": "#9aa3ab",
}
# For ordered answers and bands, from most to least.
ORDERED: Final = {
    2: (DARK, LIGHT),
    3: (DARK, MIDDLE, LIGHT),
    4: (DARK, "#3d7484", "#8fbcc0", "#d9e8e6"),
    5: ("#173b52", "#2f6c85", "#6aa5ad", "#a9cbcb", "#e0ecea"),
}
NEUTRAL: Final = "#dadde0"
OPPOSED: Final = (DARK, "#c39a5f")  # two poles with something neutral between or beside them
SERIES: Final = (DARK, "#bf7f30", "#86578a", "#569c98", "#8a9299")  # groups without a role of their own
# Behind a text that may stand on a mark or a rule.
PAPER: Final[dict[str, Any]] = {"facecolor": "white", "edgecolor": "none", "alpha": 0.8, "pad": 0.8}

THEME: Final[dict[Any, Any]] = {
    **sns.axes_style("white"),
    **sns.plotting_context("paper"),
    # Laid out in the widest likely typeface, which comes with matplotlib: the same picture on every machine.
    "font.family": ["DejaVu Sans"],
    "font.size": 8.5,
    "axes.labelsize": 8.5,
    "axes.titlesize": 9.5,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "xtick.labelsize": 8.5,
    "ytick.labelsize": 8.5,
    "legend.fontsize": 8.5,
    "legend.frameon": False,
    "text.color": INK,
    "axes.labelcolor": QUIET,
    "axes.edgecolor": RULE,
    "axes.linewidth": 0.8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": False,
    "grid.color": RULE,
    "grid.linewidth": 0.6,
    "axes.axisbelow": True,
    "xtick.color": QUIET,
    "ytick.color": INK,
    "xtick.bottom": False,
    "ytick.left": False,
    "hatch.linewidth": 0.6,
    "figure.constrained_layout.use": True,
    "figure.figsize": (WIDTH, 3.2),
    "figure.facecolor": "white",
}


@contextmanager
def themed() -> Iterator[None]:
    """The theme while the block or the decorated function lasts; nothing stays behind in the kernel.

    It lies on matplotlib's own defaults, whatever the user has chosen for other figures.
    """
    with style.context(["default", THEME]):
        yield


def colour(role: str) -> str:
    """The fixed colour of a scheme, strategy, organisation or of the municipality in focus; else grey."""
    return ROLES.get(role, ROLES["andre"])


def ordered_colours(count: int) -> tuple[str, ...]:
    """Colours for ordered answers, dark first; 2 to 5 of them."""
    return ORDERED[count]


def text_colour(background: str) -> str:
    """Ink or white, whichever reads better on a colour (relative luminance of WCAG 2)."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in to_rgb(background)]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return INK if luminance > 0.2 else "white"


def danish_ticks(axis: Axis, decimals: int = 0, most: int = 6) -> None:
    """At most `most` steps of 1, 2 or 5 (times a power of ten), written the Danish way.

    decimals: at least so many; where the step needs more, the ticks have more.
    """
    axis.set_major_locator(MaxNLocator(nbins=most, steps=[1, 2, 5, 10]))

    def text(value: float, _: int | None) -> str:
        places = axis.get_majorticklocs()
        step = places[1] - places[0] if len(places) > 1 else 1.0
        # A little is added to the step's logarithm for binary fractions.
        return formats.number(value, max(decimals, -floor(log10(step) + 1e-9)))

    axis.set_major_formatter(FuncFormatter(text))


def danish_log_ticks(axis: Axis) -> None:
    """Ticks of a logarithmic axis at 1, 2 and 5 times the powers of ten (over three decades at these alone)."""
    low, high = axis.get_view_interval()
    axis.set_major_locator(LogLocator(subs=(1, 2, 5) if log10(high / low) < 3.2 else (1,), numticks=20))
    axis.set_major_formatter(FuncFormatter(lambda value, _: formats.number(value, max(0, -floor(log10(value))))))
    axis.set_minor_formatter(NullFormatter())


def with_status_line(figure: Figure, status: str) -> Figure:
    """The figure with its data status at the bottom of the picture: a cropped picture still says it."""
    if status not in (SYNTHETIC, REGISTER):
        return figure
    height = figure.get_figheight()
    share = 0.24 / (height + 0.24)
    figure.set_figheight(height + 0.24)
    if figure.get_layout_engine() is None:
        figure.subplots_adjust(bottom=figure.subplotpars.bottom * (1 - share) + share)
    else:
        figure.set_layout_engine("constrained", rect=(0, share, 1, 1 - share))
    figure.text(0.005, share * 0.25, LABELS[status], color=WARNING, fontsize=8, fontweight="bold", va="bottom")
    # Behind the marks, so that a picture cropped to its middle says it too and stays readable. The paper of the
    # axes would hide it; that of the figure is white already.
    for axes in figure.axes:
        axes.patch.set_visible(False)
    style: dict[str, Any] = {"color": WARNING, "alpha": 0.10, "fontsize": 26, "fontweight": "bold", "rotation": 18}
    figure.text(0.5, 0.5, WATERMARKS[status], ha="center", va="center", zorder=-1, **style)
    return figure
