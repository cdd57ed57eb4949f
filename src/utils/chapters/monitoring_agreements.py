"""Active §56 agreements (N22 figure 3): refund to the employer from the first day of illness."""

from math import ceil, floor
from typing import Final

from utils.chapters.monitoring_common import nothing, source_words
from utils.measures.monitoring import growth_pct
from utils.publish.exhibit import Column, Exhibit
from utils.publish.formats import number
from utils.publish.status import PUBLISHED
from utils.registers.monitoring import Monitoring
from utils.registers.schemas.monitoring import AGREEMENTS

# What N22 prints of its figure, which is a picture; no series that a user would bring.
PRINTED_GROWTH: Final = "vækst i § 56-aftaler siden 2018"


def agreements(data: Monitoring) -> Exhibit:
    """A row a period: active agreements and their growth since the first period given."""
    title = f"Aktive § 56-aftaler i {data.name}"
    df = data.of(data.name, AGREEMENTS)
    if df.empty:
        return nothing("monitor-paragraf-56", title, data, (AGREEMENTS,))
    first = float(df["value"].iloc[0])
    growth = [float("nan"), *(growth_pct(value, first) for value in df["value"].iloc[1:])]
    df = df.assign(growth_since_first_pct=growth)
    printed = data.of(data.name, PRINTED_GROWTH)
    words = _implied(float(df["value"].iloc[-1]), float(printed["value"].iloc[-1])) if len(printed) == 1 else ""
    return Exhibit(
        "monitor-paragraf-56", title, df[["period", "value", "growth_since_first_pct"]].reset_index(drop=True), PUBLISHED,
        f"Aftaler, der løber på dagen eller ved årets udgang (en bestand).{words} {source_words(data, df['source'])}",
        columns={"period": Column("Periode"), "value": Column("Aktive aftaler", "integer"),
                 "growth_since_first_pct": Column("Vækst siden første periode", "percent", 1)},
    )  # fmt: skip


def _implied(count: float, growth: float) -> str:
    """What the printed growth would mean if it ended at the printed count: N22 does not print where it began."""
    start = count / (1 + growth / 100)
    around = [f"{number(whole)} giver {number(growth_pct(count, whole))}" for whole in (floor(start), ceil(start))]
    return (
        f" N22 trykker en stigning på {number(growth)} pct. siden 2018 uden at trykke, hvor den begynder og ender. Endte den "
        f"ved {number(count)}, var der {number(start, 2)} aftaler i 2018; intet helt antal giver {number(growth)} "
        f"({' og '.join(around)})."
    )
