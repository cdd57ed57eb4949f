"""What the exhibits of the monitoring share: the municipality beside the country, sources, and having nothing to show."""

import re
from collections.abc import Sequence
from typing import Final

import pandas as pd

from utils.chapters.common import listed
from utils.measures.monitoring import is_part, with_changes
from utils.publish.exhibit import Column, Exhibit
from utils.publish.status import PUBLISHED
from utils.registers.monitoring import Monitoring
from utils.registers.schemas.monitoring import COUNTRY, SERIES

PART_YEARS: Final = (
    "Et delår er kun noget af året: det sammenlignes aldrig med et helt år, kun med de samme måneder året før."
)


def beside_country(data: Monitoring, *series: str) -> pd.DataFrame:
    """One row a series and period of the municipality, the country's number of the same period and unit beside it.

    Columns: series, kind (bestand, tilgang …), period, part_year, is_part, value, change, change_pct (since the same
    period of the year before), country, country_change_pct, share_of_country_pct, source, country_source.
    """
    df = with_changes(data.df_by_series[data.df_by_series["series"].isin(series)])
    df = df[df["year"].between(data.first_year, data.last_year)]
    own, country = df[df["area"] == data.name], df[df["area"] == COUNTRY]
    names = {"value": "country", "change_pct": "country_change_pct", "source": "country_source"}
    country = country.rename(columns=names)[["series", "period", "unit", *names.values()]]
    both = own.merge(country, on=["series", "period", "unit"], how="left")
    both = both.assign(
        kind=both["series"].map({name: known.kind for name, known in SERIES.items()}),
        is_part=both["period"].map(is_part).astype(bool),
        share_of_country_pct=100 * both["value"] / both["country"].where(both["country"] > 0),
        order=both["series"].map(list(series).index),
    ).sort_values("order", kind="stable")
    columns = ["series", "kind", "period", "part_year", "is_part", "value", "change", "change_pct", "country",
               "country_change_pct", "share_of_country_pct", "source", "country_source"]  # fmt: skip
    return both[columns].reset_index(drop=True)


def rows_of_both(data: Monitoring, *series: str) -> pd.DataFrame:
    """The rows of the series for the municipality and, in the periods it has, for the country."""
    df = data.rows(*series)
    # The printed country may have other periods than the municipality's file.
    return df[df["area"].isin([data.name, COUNTRY]) & df["period"].isin(data.of(data.name, *series)["period"])]


def by_period_and_area(df: pd.DataFrame, *series: str) -> pd.DataFrame:
    """One row a period and area that has every series: period, area, a column a series, place (of the period in time)."""
    # No sorting by the pivot: periods keep the order of time.
    places = {text: place for place, text in enumerate(df.sort_values("year", kind="stable")["period"].unique())}
    wide = df.pivot(index=["period", "area"], columns="series", values="value").reindex(columns=list(series))
    wide = wide.dropna().reset_index().rename_axis(columns=None)
    return wide.assign(place=wide["period"].map(places))


def source_words(data: Monitoring, *sources: pd.Series) -> str:
    """ "Kilde: N24 tabel 2; Jobindsats.dk, 14. august 2024." of the rows that are shown, and whose file it is."""
    texts = pd.concat(sources).dropna().map(lambda text: re.sub(r" l\.\d+", "", text)).drop_duplicates()
    file = f" Tal fra filen {data.file} er brugerens; kun deres form er kontrolleret." if data.file else ""
    return f"Kilde: {'; '.join(texts)}.{file}"


def nothing(exhibit_id: str, title: str, data: Monitoring, series: Sequence[str], why: str = "") -> Exhibit:
    """The exhibit that says which series it lacks, and where they would come from."""
    there = set(data.of(data.name, *series)["series"])
    words = listed([f"«{name}»" for name in series if name not in there] or ["samme periode for alle serier"])
    if data.file:
        note = f"Hverken filen {data.file} eller notaterne har {words} for {data.name} i de valgte år."
    else:
        note = f"Notaterne trykker ikke {words} for {data.name}; tallene kan gives i en csv-fil (data_csv)."
    columns = {"mangler": Column("Mangler")}
    return Exhibit(exhibit_id, title, pd.DataFrame(), PUBLISHED, f"{note} {why}".strip(), columns=columns)
