"""Expenditure on assistive aids (N22 Tabel 1), with the index and the growth in a column each."""

import pandas as pd

from utils.chapters.monitoring_common import nothing, source_words
from utils.measures.monitoring import with_index
from utils.publish.exhibit import Column, Exhibit
from utils.publish.formats import number, percent
from utils.publish.status import PUBLISHED
from utils.registers.monitoring import Monitoring
from utils.registers.schemas.monitoring import AID_EXPENDITURE, COUNTRY


def aid_expenditure(data: Monitoring) -> Exhibit:
    """A row an area and year: amount, index (first year = 100), growth in percent since the first year, factor."""
    title = f"Udgifter til hjælpemidler i {data.name} og hele landet"
    own = data.of(data.name, AID_EXPENDITURE)
    if own.empty:
        return nothing("monitor-udgifter", title, data, (AID_EXPENDITURE,))
    unit = str(own["unit"].iloc[-1])
    country = data.of(COUNTRY, AID_EXPENDITURE)
    # Amounts in prices of another year, or of years that the municipality has not, cannot stand beside its own.
    country = country[(country["unit"] == unit) & country["period"].isin(own["period"])]
    df = with_index(pd.concat([country, own]))
    df = df.assign(factor=df["index_first"] / 100)
    last = df.iloc[-1]
    return Exhibit(
        "monitor-udgifter", title,
        df[["area", "period", "value", "unit", "index_first", "growth_since_first_pct", "factor"]], PUBLISHED,
        f"Beløb i {unit}. Indeks: beløbet i pct. af beløbet i det første år, som er 100. Vækst: indekset minus 100. "
        f"{data.name} har i {last['period']} indeks {number(last['index_first'], 1)}, og det er en vækst på "
        f"{percent(last['growth_since_first_pct'], 1)} Tallene siger ikke, om et hjælpemiddel kompenserer for "
        f"et handicap. {source_words(data, df['source'])}",
        columns={"area": Column("Område"), "period": Column("År"), "value": Column("Beløb, 1.000 kr.", "integer"),
                 "index_first": Column("Indeks, første år = 100", "decimal", 1),
                 "growth_since_first_pct": Column("Vækst siden første år", "percent", 1)},
    )  # fmt: skip
