"""Every pair of types compared over municipalities: K21 7.1.1, figures 32–35, with three tests and a verdict.

The report reads differences of a few percentage points between types of two to nine municipalities. Here each is
given the uncertainty of the municipalities, not of the persons, and a sentence on what it can bear.
"""

from collections.abc import Callable

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from utils.chapters.common import OUTCOMES, QUALITY, SCHEME_NAMES, absent, empty, unavailable
from utils.chapters.typologies import HEADINGS, REGISTERS, case_persons, division
from utils.frames import Frames
from utils.measures.hours import share_pct
from utils.publish import figures
from utils.publish.exhibit import Column, Exhibit
from utils.publish.formats import interval, number
from utils.statistics.group_comparison import difference, judged, pair_quality, pairwise, smallest_group, tested

NOTHING_TO_COMPARE = "Der skal være borgere i mindst to typer for at sammenligne."
TESTS = {
    "p_permutation": Column("p, ombytning", "p_value"),
    "p_crv3": Column("p, interval", "p_value"),
    "p_wild": Column("p, bootstrap", "p_value"),
    "p_holm": Column("p, Holm", "p_value"),
}


def three_tests() -> str:
    """How the tests are made and judged, for the note of a table."""
    return (
        "Tre prøver, der alle regner kommunen som enheden. Ombytning: andelen af alle måder at dele de to typer ud på "
        "de samme kommuner, der giver mindst så stor en forskel. Interval: CRV3-standardfejl og t-fordeling med én "
        "frihedsgrad færre end kommuner. Bootstrap: kommunernes afvigelser vendes tilfældigt, som om der ingen forskel "
        "var (wild cluster bootstrap; Webb-vægte under 12 kommuner, ellers Rademacher). Kan alle udfald ikke gås "
        "igennem, er 9.999 trukket; antal, fejl på p og bootstrappens eget interval står i csv-filen. Har en type under "
        f"{smallest_group()} kommuner, holder hverken interval eller bootstrap dér, og kun ombytningen kan bruges. Holm: "
        "ombytningens p, når der tages højde for alle sammenligninger i tabellen. Kilde: egen beregning."
    )


def pairs(data: Frames, inddeling: str) -> Exhibit:
    """The differences between every two types, tested: a row a scheme, outcome and pair.

    Columns as `df_by_pair`, with p_holm over all rows, quality and verdict.
    """
    exhibit_id = f"k21-typologier-par-{inddeling}"
    title = f"Forskelle mellem to og to typer, prøvet over kommuner ({heading(inddeling)})"
    if absent(data, REGISTERS):
        return unavailable(exhibit_id, title, data, REGISTERS)
    df = df_by_pair(data, inddeling, tested)
    if df.empty:
        return empty(exhibit_id, title, data, NOTHING_TO_COMPARE)
    note = (
        "Forskel i procentpoint mellem to typers andele, borgere lagt sammen inden for en type som i figur 32-35; det er "
        f"koefficienten i en lineær sandsynlighedsmodel på borgerne. I parentes kommuner i første/anden type. {three_tests()}"
    )
    return Exhibit(
        exhibit_id, title, in_points(judged(df)), data.status, note,
        columns={"outcome": Column("Udfald"), "label": Column("Sammenligning (kommuner)"),
                 "persons": Column("Borgere", "integer"),
                 "difference_pp": Column("Forskel, procentpoint", "decimal", 1),
                 "lower_pp": Column("95 pct.-interval", "interval", 1), **TESTS, **QUALITY,
                 "verdict": Column("Vurdering")},
    )  # fmt: skip


def intervals(data: Frames, inddeling: str) -> Exhibit:
    """The same differences with their CRV3 intervals as dots, a panel a scheme and outcome."""
    exhibit_id = f"k21-typologier-intervaller-{inddeling}"
    title = f"Forskelle mellem to og to typer med intervaller over kommuner ({heading(inddeling)})"
    if absent(data, REGISTERS):
        return unavailable(exhibit_id, title, data, REGISTERS)
    df = df_by_pair(data, inddeling, difference)
    if df.empty:
        return empty(exhibit_id, title, data, NOTHING_TO_COMPARE)
    df = in_points(df.assign(quality=pair_quality(df)))

    def draw(rows: pd.DataFrame) -> Figure:
        return figures.dots(rows, "label", "difference_pp", lower="lower_pp", upper="upper_pp", panel="outcome", reference=0,
                            value_title="Forskel, procentpoint")  # fmt: skip

    note = (
        "Forskel mellem to typers andele, borgere lagt sammen inden for en type, med 95 pct.-interval (CRV3, "
        "t-fordeling; kommunen er enheden). I parentes kommuner i første og anden type. Har en "
        f"type under {smallest_group()} kommuner, holder intervallet ikke. Kilde: egen beregning."
    )
    return Exhibit(exhibit_id, title, df, data.status, note, alt=_alt(df), draw=draw)


def df_by_pair(data: Frames, inddeling: str, compared: Callable[..., dict[str, object]]) -> pd.DataFrame:
    """A row a scheme, outcome and pair of types, first minus second, in percentage points.

    scheme, outcome ("PA: øgede løntimer"), label, comparison, municipalities (as `labelled`), persons, first_persons,
    second_persons, and the columns of `compared` (statistics/group_comparison.py).
    """
    column, order = division(inddeling)
    persons = case_persons(data, inddeling, "begge")
    parts = []
    for scheme in ("PA", "HM"):
        for outcome, (words, value) in OUTCOMES.items():
            shares = share_pct(persons[persons["scheme"] == scheme], outcome, ["municipality", column])
            df = pairwise(shares[value], shares["persons"], shares[column], order, compared)
            if not df.empty:
                of_type = shares.groupby(column)["persons"].sum()
                parts.append(_named(df, of_type).assign(scheme=scheme, outcome=f"{scheme}: {words}"))
    if not parts:
        return pd.DataFrame()
    df = pd.concat(parts, ignore_index=True)
    first = ["scheme", "outcome", "label", "comparison", "municipalities", "persons"]
    return df[[*first, *(name for name in df if name not in first)]]


def heading(inddeling: str) -> str:
    """The division in words; HkoError for one that does not exist."""
    division(inddeling)
    return HEADINGS[inddeling]


def _named(df: pd.DataFrame, of_type: pd.Series) -> pd.DataFrame:
    counts = {f"{side}_persons": df[side].map(of_type).astype(int) for side in ("first", "second")}
    return labelled(df).assign(persons=counts["first_persons"] + counts["second_persons"], **counts)


def labelled(df_by_pair: pd.DataFrame) -> pd.DataFrame:
    """The pairs with their names: label "a minus b (8/9)", comparison "a minus b", municipalities "8/9"."""
    comparison = df_by_pair["first"] + " minus " + df_by_pair["second"]
    sizes = zip(df_by_pair["first_municipalities"], df_by_pair["second_municipalities"], strict=True)
    municipalities = pd.Series([f"{first}/{second}" for first, second in sizes], index=df_by_pair.index)
    return df_by_pair.assign(
        label=comparison + " (" + municipalities + ")", comparison=comparison, municipalities=municipalities
    )


def in_points(df_by_pair: pd.DataFrame) -> pd.DataFrame:
    """The pairs with the unit of their differences and intervals in the names: percentage points."""
    numbers = ("difference", "lower", "upper", "wild_lower", "wild_upper")
    return df_by_pair.rename(columns={name: f"{name}_pp" for name in numbers})


def _alt(df: pd.DataFrame) -> str:
    """The largest difference of each panel, and how many intervals leave out nought."""
    parts = []
    for outcome, rows in df.groupby("outcome", sort=False):
        row = rows.loc[rows["difference_pp"].abs().idxmax()]
        scheme = str(row["scheme"])
        words = str(outcome).replace(f"{scheme}: ", f"{SCHEME_NAMES[scheme]}, ")
        spread = "" if np.isnan(row["lower_pp"]) else f" ({interval(row['lower_pp'], row['upper_pp'], 1)})"
        parts.append(f"{words}: {number(row['difference_pp'], 1)} procentpoint for {row['comparison']}{spread}")
    outside = int(((df["lower_pp"] > 0) | (df["upper_pp"] < 0)).sum())
    return f"Største forskel, {'; '.join(parts)}. {number(outside)} af {number(len(df))} intervaller dækker ikke nul."
