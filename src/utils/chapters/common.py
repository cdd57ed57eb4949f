"""What the chapters share: Danish enumerations and the exhibit whose register is missing."""

from collections.abc import Callable, Sequence

import pandas as pd
from matplotlib.figure import Figure

from utils.errors import HkoError
from utils.frames import Frames
from utils.publish import figures
from utils.publish.exhibit import Column, Exhibit

SCHEME_NAMES = {"PA": "personlig assistance", "HM": "hjælpemidler", "PA+HM": "begge ordninger", "IB": "isbryder"}
CHOICES = {"PA": ("PA",), "HM": ("HM",), "begge": ("PA", "HM")}
STRATEGIES = ("proaktiv", "reaktiv", "diffus")
ORGANISATIONS = ("specialiseret team", "spredt specialisering", "generel specialisering")


def chosen_schemes(ordning: str) -> tuple[str, ...]:
    """PA, HM or both, by the parameter `ordning`."""
    if ordning not in CHOICES:
        raise HkoError(f"ordning={ordning!r}: vælg en af {', '.join(CHOICES)}.")
    return CHOICES[ordning]


def in_order(df: pd.DataFrame, column: str, order: Sequence[str], then: Sequence[str] = ()) -> pd.DataFrame:
    """The rows in the order that `order` gives the values of a column, within it by the columns `then`."""
    place = {value: i for i, value in enumerate(order)}
    keyed = df.assign(_place=df[column].astype(str).map(place))
    return keyed.sort_values(["_place", *then], kind="stable").drop(columns="_place").reset_index(drop=True)


def listed(parts: Sequence[str]) -> str:
    """A Danish enumeration: "a, b og c"."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} og {parts[-1]}"


def share_figure(
    outcome: str, label: str, value: str, highlight: str | None = None
) -> Callable[[pd.DataFrame], Figure]:
    """How shares with intervals are drawn, a panel a scheme, each with its N.

    Bars from nought for increased hours; retained lies so near 100 percent that dots on a closer scale are
    needed to see anything.
    """

    def bars(rows: pd.DataFrame) -> Figure:
        return figures.bars(rows, label, value, lower="lower_pct", upper="upper_pct", count="persons", panel="scheme",
                            highlight=highlight)  # fmt: skip

    def dots(rows: pd.DataFrame) -> Figure:
        return figures.dots(rows, label, value, lower="lower_pct", upper="upper_pct", count="persons", panel="scheme",
                            highlight=highlight, sort=False, decimals=0, value_title="Pct.")  # fmt: skip

    return bars if outcome == "increased" else dots


def absent(data: Frames, registers: Sequence[str]) -> list[str]:
    """Those of the registers that the extract does not hold."""
    return [name for name in registers if name in data.missing]


def unavailable(exhibit_id: str, title: str, data: Frames, registers: Sequence[str]) -> Exhibit:
    """The exhibit that says which register it lacks (design.md 3)."""
    note = f"Udtrækket indeholder ikke {listed(absent(data, registers))}, som tallene bygger på."
    return Exhibit(exhibit_id, title, pd.DataFrame(), data.status, note, columns={"mangler": Column("Mangler")})
