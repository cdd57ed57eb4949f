"""The municipality's counts against the country's, both with their first whole year as 100."""

from typing import Final

import pandas as pd
from matplotlib.figure import Figure

from utils.chapters.monitoring_common import nothing, source_words
from utils.measures.monitoring import with_index
from utils.publish import figures
from utils.publish.exhibit import Exhibit
from utils.publish.formats import number
from utils.publish.status import PUBLISHED
from utils.registers.monitoring import Monitoring
from utils.registers.schemas.monitoring import COUNTRY, INFLOW, PERSONS_HM, PERSONS_PA

SHOWN: Final = (PERSONS_PA, PERSONS_HM, INFLOW)
TITLES: Final = {PERSONS_PA: "Personlig assistance", PERSONS_HM: "Hjælpemidler", INFLOW: "Tilgang til fleksjob"}


def indexes(data: Monitoring) -> Exhibit:
    """Index and growth since the first whole year, a row a series, area and year; a panel a series."""
    title = f"{data.name} og landet, første år = 100"
    df = with_index(data.rows(*SHOWN))
    own = df[df["area"] == data.name]
    if own.empty:
        return nothing("monitor-indeks", title, data, SHOWN)
    first = own.groupby("series")["year"].min()
    # Own and country begin in the same year; a country without the municipality's series is not shown.
    df = df[df["area"].isin([data.name, COUNTRY]) & df["series"].isin(own["series"])]
    df = with_index(df[df["year"] >= df["series"].map(first)])
    df = df.assign(
        panel=df["series"].map(TITLES), is_part=False, own=df["area"] == data.name,
        order=df["series"].map(SHOWN.index),
    ).sort_values(["order", "own", "year"], ascending=[True, False, True], kind="stable")  # fmt: skip

    def draw(rows: pd.DataFrame) -> Figure:
        return figures.periods(rows, "period", "index_first", "area", apart="is_part", panel="panel",
                               highlight=data.name, y_title="indeks")  # fmt: skip

    shown = df[["series", "panel", "area", "period", "is_part", "value", "index_first", "growth_since_first_pct"]]
    return Exhibit(
        "monitor-indeks", title, shown.reset_index(drop=True), PUBLISHED,
        "Indeks: tallet i pct. af tallet i seriens første hele år, som er 100; væksten i pct. er indekset minus 100. Kun "
        f"hele år. {source_words(data, df['source'])}",
        alt=_alt(df, data.name), draw=draw,
    )  # fmt: skip


def _alt(df: pd.DataFrame, name: str) -> str:
    last = df.drop_duplicates(["series", "area"], keep="last")
    texts = [f"{row.panel}, {row.area}: {number(row.index_first)} i {row.period}" for row in last.itertuples()]
    return f"Indeks for {name} og landet. {'; '.join(texts)}."
