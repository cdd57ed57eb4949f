"""Counts of persons a year, the municipality beside the country: personal assistance, aids, inflow to flexjob."""

from typing import Final

import pandas as pd
from matplotlib.figure import Figure

from utils.chapters.monitoring_common import PART_YEARS, beside_country, nothing, source_words
from utils.publish import figures
from utils.publish.exhibit import Column, Exhibit
from utils.publish.formats import number
from utils.publish.status import PUBLISHED
from utils.registers.monitoring import Monitoring
from utils.registers.schemas.monitoring import INFLOW, PERSONS_HM, PERSONS_PA

SCHEMES: Final = (PERSONS_PA, PERSONS_HM)
STOCK_AND_FLOW: Final = (
    "Personer med personlig assistance er en bestand: alle, der har haft en løbende bevilling i perioden, også fra "
    "tidligere år. Personer med bevilget hjælpemiddel er en tilgang: alle, der har fået en bevilling i perioden. Derfor "
    "ligger bestanden i et delår tæt på helåret, mens tilgangen kun er noget af den, og de to må ikke lægges sammen."
)

HOLLOW: Final = " Hule mærker er delår og er ikke forbundet med de hele år."


def persons(data: Monitoring) -> Exhibit:
    """Persons with personal assistance and with aids, a row a scheme and period (N24 tables 2 and 3, N22 figure 2)."""
    title = f"Personer med personlig assistance og hjælpemidler i {data.name}"
    return _table("monitor-personer", title, data, SCHEMES, STOCK_AND_FLOW)


def inflow(data: Monitoring) -> Exhibit:
    """Persons who enter the flexjob scheme, a row a period (N24 table 1)."""
    words = "Personer, der er visiteret til fleksjobordningen i perioden (en tilgang)."
    return _table("monitor-fleksjob-tilgang", f"Tilgang til fleksjobordningen i {data.name}", data, (INFLOW,), words)


def persons_figure(data: Monitoring) -> Exhibit:
    """The municipality's own counts of the two schemes; parts of a year hollow and joined to nothing."""
    title = f"Udvikling i personer med personlig assistance og hjælpemidler i {data.name}"
    return _figure("monitor-personer-figur", title, data, SCHEMES)


def inflow_figure(data: Monitoring) -> Exhibit:
    """The municipality's inflow to the flexjob scheme; parts of a year hollow and joined to nothing."""
    title = f"Udvikling i tilgangen til fleksjobordningen i {data.name}"
    return _figure("monitor-fleksjob-tilgang-figur", title, data, (INFLOW,))


def _table(exhibit_id: str, title: str, data: Monitoring, series: tuple[str, ...], definition: str) -> Exhibit:
    df = beside_country(data, *series)
    if df.empty:
        return nothing(exhibit_id, title, data, series)
    sources = source_words(data, df["source"], df["country_source"])
    df = df.assign(label=df["series"].str.capitalize() + " (" + df["kind"] + ")")
    return Exhibit(
        exhibit_id, title, df.drop(columns=["is_part", "source", "country_source"]), PUBLISHED,
        f"{definition} {PART_YEARS} Ændringen er fra samme periode året før. {sources}",
        columns={"label": Column("Serie"), "period": Column("Periode"), "part_year": Column("Delår"),
                 "value": Column(data.name, "integer"), "change_pct": Column("Ændring", "percent", 1),
                 "country": Column("Hele landet", "integer"),
                 "country_change_pct": Column("Landets ændring", "percent", 1),
                 "share_of_country_pct": Column("Andel af landet", "percent", 2)},
    )  # fmt: skip


def _figure(exhibit_id: str, title: str, data: Monitoring, series: tuple[str, ...]) -> Exhibit:
    df = beside_country(data, *series)
    if df.empty:
        return nothing(exhibit_id, title, data, series)
    # Periods stand in one order for all series, whole years before a part of the same year.
    order = df[["period", "is_part"]].assign(year=df["period"].str[-4:]).drop_duplicates()
    places = list(order.sort_values(["year", "is_part"], kind="stable")["period"])
    shown = df.assign(place=df["period"].map(places.index)).sort_values("place", kind="stable")

    def draw(rows: pd.DataFrame) -> Figure:
        return figures.periods(rows, "period", "value", "short", apart="is_part", y_title="Personer")

    shown = shown.assign(short=shown["series"].map(_short)).reset_index(drop=True)
    sources = source_words(data, shown["source"])
    columns = ["series", "short", "kind", "period", "part_year", "is_part", "value"]
    return Exhibit(
        exhibit_id, title, shown[columns], PUBLISHED,
        f"Personer.{HOLLOW if shown['is_part'].any() else ''} {sources}",
        alt=_alt(shown, data.name), draw=draw,
    )  # fmt: skip


def _short(series: str) -> str:
    """The name at a line's end: its scheme, which has a fixed meaning in the house."""
    return {PERSONS_PA: "PA (bestand)", PERSONS_HM: "HM (tilgang)"}.get(series, "Tilgang")


def _alt(df: pd.DataFrame, name: str) -> str:
    parts = []
    for series, rows in df.groupby("series", sort=False):
        whole, part = rows[~rows["is_part"]], rows[rows["is_part"]]
        ends = [whole.iloc[0], whole.iloc[-1]] if len(whole) else []
        text = " og ".join(f"{number(row['value'])} i {row['period']}" for row in ends)
        text += "".join(f"; delåret {row['period']} {number(row['value'])}" for _, row in part.iterrows())
        parts.append(f"{series}: {text}")
    return f"{name}. {'. '.join(parts)}."
