"""The usage rate by the definition of N22 (note 2), all municipalities ranked (N22 figure 1)."""

import pandas as pd
from matplotlib.figure import Figure

from utils.chapters.monitoring_common import nothing, source_words
from utils.measures.bands import USAGE_LIMITS_PCT
from utils.measures.monitoring import usage_rates
from utils.publish import figures
from utils.publish.exhibit import Exhibit
from utils.publish.formats import number, percent
from utils.publish.status import PUBLISHED
from utils.registers.monitoring import Monitoring
from utils.registers.periods import parsed, quarters_before
from utils.registers.schemas.monitoring import COUNTRY, GRANTS_HM, GRANTS_PA, INHABITANTS

SERIES = (GRANTS_PA, GRANTS_HM, INHABITANTS)
NOT_SHIPPED = (
    "Bevillinger pr. kommune og folketallet i kvartalet efter følger ikke med; figur 1 i N22 er et billede uden tal."
)


def usage_rate(data: Monitoring) -> Exhibit:
    """A row a municipality with its rank; the country's line is the municipalities of the file together."""
    title = f"Anvendelsesgrad: {data.name} blandt kommunerne"
    quarter = _latest_quarter(data)
    df = usage_rates(data.df_by_series[data.df_by_series["area"] != COUNTRY], quarter) if quarter else pd.DataFrame()
    if df.empty or not (df["area"] == data.name).any():
        return nothing("monitor-anvendelsesgrad", title, data, SERIES, NOT_SHIPPED)
    together = 100 * df["grants"].sum() / df["inhabitants"].sum()
    own = df[df["area"] == data.name].iloc[0]

    def draw(rows: pd.DataFrame) -> Figure:
        return figures.ranked(rows, "area", "usage_rate_four_quarters_pct", highlight=data.name, level=together,
                              level_words=f"Tilsammen\n{number(together, 2)}",
                              value_title="Bevillinger i pct. af indbyggerne")  # fmt: skip

    place = f"nr. {own['rank']} af {len(df)} kommuner i filen, højest først"
    rate = percent(own["usage_rate_four_quarters_pct"], 2)
    return Exhibit(
        "monitor-anvendelsesgrad", title, df, PUBLISHED, f"{_note(data, df, quarter, together)} {data.name}: {rate}, {place}.",
        alt=f"{data.name} har en anvendelsesgrad på {rate}, {place}; kommunerne tilsammen {percent(together, 2)}",
        draw=draw,
    )  # fmt: skip


def _latest_quarter(data: Monitoring) -> str:
    """The latest quarter for which the municipality's inhabitants are known, within the years asked for."""
    quarters = data.of(data.name, INHABITANTS)["period"]
    known = [(period.order, text) for text in quarters if (period := parsed(text))]
    return max(known)[1] if known else ""


def _note(data: Monitoring, df: pd.DataFrame, quarter: str, together: float) -> str:
    first, *_, last = quarters_before(quarter)
    low = USAGE_LIMITS_PCT[0]
    below = int((df["usage_rate_four_quarters_pct"] < low).sum())
    used = data.df_by_series[data.df_by_series["series"].isin(SERIES)]
    return (
        f"Bevillinger af personlig assistance og hjælpemidler {first}–{last} pr. 100 indbyggere i {quarter} (N22 note 2). "
        f"Grundlag: {number(df['grants'].sum())} bevillinger og {number(df['inhabitants'].sum())} indbyggere i "
        f"{len(df)} kommuner, tilsammen {percent(together, 2)} {below} af dem ligger under "
        f"{number(low, 1)} pct., som N22 kalder lavt efter K21's tabel 12, hvor perioden er et kalenderår. "
        f"{source_words(data, used['source'])}"
    )
