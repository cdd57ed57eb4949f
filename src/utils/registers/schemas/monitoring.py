"""The csv that a municipality brings to its own monitoring: numbers of jobindsats.dk, laid out as one long table."""

from dataclasses import dataclass
from typing import ClassVar, Final

import pandera.pandas as pa

from utils.registers.municipalities import municipalities
from utils.registers.periods import DAY, MONTH, PART, QUARTER, YEAR
from utils.registers.schemas.fields import field

COUNTRY: Final = "Hele landet"
AREAS: Final = [COUNTRY, *sorted(municipalities()["name"])]
MARKS: Final = ["ja", "nej"]
STOCK, FLOW, AMOUNT, SHARE = "bestand", "tilgang", "beløb", "andel"
PERSONS, FULL_TIME, PERCENT = "personer", "fuldtidspersoner", "pct."
# Counts of whole things; full-time persons and amounts may have decimals.
COUNTED: Final = (PERSONS, "bevillinger", "aftaler")
PRICES: Final = "1.000 kr., åååå-priser"


@dataclass(frozen=True)
class Series:
    """What a series may be: its unit, its kinds of period, whether it is a stock or a flow, and where it is defined."""

    unit: str
    periods: tuple[str, ...]
    kind: str
    source: str


GRANTS_PA, GRANTS_HM = "bevillinger af personlig assistance", "bevillinger af hjælpemidler"
INHABITANTS, INHABITANTS_16_64 = "indbyggere", "indbyggere 16-64 år"
AID_EXPENDITURE = "udgifter til hjælpemidler"
PERSONS_PA, PERSONS_HM = "personer med personlig assistance", "personer med bevilget hjælpemiddel"
AGREEMENTS = "aktive § 56-aftaler"
INFLOW = "tilgang til fleksjobordningen"
LEDIGHEDSYDELSE, FLEXJOB, WORKFORCE = "personer på ledighedsydelse", "personer i fleksjob", "arbejdsstyrke"
SHARE_60 = "andel af ledighedsydelsesmodtagere på 60 år eller derover"
SERIES: Final = {
    GRANTS_PA: Series("bevillinger", (QUARTER,), FLOW, "N22 note 2"),
    GRANTS_HM: Series("bevillinger", (QUARTER,), FLOW, "N22 note 2"),
    INHABITANTS: Series(PERSONS, (QUARTER,), STOCK, "N22 note 2"),
    INHABITANTS_16_64: Series(PERSONS, (YEAR, DAY), STOCK, "N22 l.35"),
    AID_EXPENDITURE: Series(PRICES, (YEAR,), AMOUNT, "N22 tabel 1"),
    PERSONS_PA: Series(PERSONS, (YEAR, PART), STOCK, "N24 tabel 2"),
    PERSONS_HM: Series(PERSONS, (YEAR, PART), FLOW, "N24 tabel 3"),
    AGREEMENTS: Series("aftaler", (YEAR, DAY), STOCK, "N22 figur 3"),
    INFLOW: Series(PERSONS, (YEAR, PART), FLOW, "N24 tabel 1"),
    LEDIGHEDSYDELSE: Series(FULL_TIME, (YEAR, MONTH), STOCK, "N24 tabel 4"),
    FLEXJOB: Series(FULL_TIME, (YEAR, MONTH), STOCK, "N24 tabel 4"),
    WORKFORCE: Series(PERSONS, (YEAR, MONTH), STOCK, "N22 figur 4"),
    SHARE_60: Series(PERCENT, (YEAR, MONTH), SHARE, "N24 l.187"),
}


class MonitoringSeries(pa.DataFrameModel):
    """Serier til monitorering af en kommune (brugerens csv); én række pr. serie, område og periode."""

    series: str = field("Seriens navn", "N22 og N24", isin=list(SERIES))
    area: str = field("Kommunens navn eller Hele landet", "N22 og N24", isin=AREAS)
    period: str = field(
        "År (2023), del af et år (Jan-maj 2024), måned (Jun 2024), kvartal (3kv22) eller dato (18-11-2022)",
        "N22 og N24",
    )
    part_year: str = field("Er perioden kun en del af et år (delår)?", "N24 tabel 1-3", isin=MARKS)
    value: float = field("Tallet, uden tusindtalsskilletegn", "N22 og N24", "som i unit", ge=0)
    unit: str = field(
        f"Seriens enhed: {PERSONS}, {FULL_TIME}, bevillinger, aftaler, {PERCENT} eller {PRICES}", "N22 og N24"
    )
    source: str = field("Hvor og hvornår tallet er hentet, fx Jobindsats.dk, 14. august 2024", "N22 og N24")

    class Config:
        """One row a series, area and period."""

        unique: ClassVar[list[str]] = ["series", "area", "period"]
