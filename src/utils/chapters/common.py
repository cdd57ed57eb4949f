"""What the chapters share: the two outcomes, Danish phrases, and the exhibit that has nothing to show."""

from collections.abc import Callable, Mapping, Sequence

import pandas as pd
from matplotlib.figure import Figure

from utils.errors import HkoError
from utils.frames import Frames
from utils.measures.municipal_counts import SCHEMES as CHOICES
from utils.publish import figures
from utils.publish.exhibit import Column, Exhibit
from utils.publish.formats import p_value

SCHEME_NAMES = {"PA": "personlig assistance", "HM": "hjælpemidler", "PA+HM": "begge ordninger", "IB": "isbryder"}
STRATEGIES = ("proaktiv", "reaktiv", "diffus")
ORGANISATIONS = ("specialiseret team", "spredt specialisering", "generel specialisering")
OUTCOMES = {
    "increased": ("øgede løntimer", "increased_hours_pct"),
    "retained": ("fastholdt med løntimer", "retained_pct"),
}
BASES = {
    "increased": "Flere løntimer tre måneder efter bevillingen end en måned før, i pct. af borgere med kendt udgangspunkt",
    "retained": "Løntimer tre måneder efter bevillingen, i pct. af borgere med løntimer en måned før",
}
# The grade of a number with an interval (data/quality.toml), as a column of a table.
QUALITY = {"quality": Column("Kvalitet", "integer")}
NOBODY = "Udtrækket har ingen borgere at regne på her"
FEW = 5


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
    """A Danish enumeration: "a, b og c"; "" of nothing."""
    return f"{', '.join(parts[:-1])} og {parts[-1]}" if len(parts) > 1 else "".join(parts)


def p_words(value: float) -> str:
    """A p-value in a sentence: "p = 0,012", "p < 0,001"."""
    text = p_value(value)
    return f"p {text}" if text.startswith("<") else f"p = {text}"


def few(persons_in_municipality: Mapping[str, int], noun: str = "borgere") -> str:
    """What the note must say when a municipality's numbers rest on next to nobody; "" when none does.

    Keys name the number ("PA"; "" when there is only one), values are how many it is a share of.
    """
    none = [name for name, count in persons_in_municipality.items() if count == 0]
    some = [name for name, count in persons_in_municipality.items() if 0 < count < FEW]
    sentences = {
        f"Ingen {noun} i kommunen er med i tallet.": none,
        f"Færre end {FEW} {noun} i kommunen; tallet siger næsten intet.": some,
    }
    return "".join(
        f" {listed(names)}: {sentence[0].lower()}{sentence[1:]}" if any(names) else f" {sentence}"
        for sentence, names in sentences.items() if names
    )  # fmt: skip


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


def left_out(data: Frames, groups: Mapping[str, str]) -> str:
    """What the note must say of groups (register → groups in words) that a missing register would have given."""
    return "".join(
        f" Udtrækket indeholder ikke {register}, så {words} er ikke med."
        for register, words in groups.items() if register in data.missing
    )  # fmt: skip


def empty(exhibit_id: str, title: str, data: Frames, note: str) -> Exhibit:
    """The exhibit that says why it has nothing to show."""
    return Exhibit(exhibit_id, title, pd.DataFrame(), data.status, note, columns={"mangler": Column("Mangler")})


def unavailable(exhibit_id: str, title: str, data: Frames, registers: Sequence[str]) -> Exhibit:
    """The exhibit that says which register it lacks (design.md 3)."""
    note = f"Udtrækket indeholder ikke {listed(absent(data, registers))}, som tallene bygger på."
    return empty(exhibit_id, title, data, note)
