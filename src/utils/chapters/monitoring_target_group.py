"""How many people with a disability a municipality may have: the reckoning of N22, and the same with the right base."""

from typing import Final

import pandas as pd

from utils.chapters.monitoring_common import nothing, source_words
from utils.publish.exhibit import Column, Exhibit
from utils.publish.formats import percent
from utils.publish.status import PUBLISHED
from utils.registers.monitoring import Monitoring
from utils.registers.schemas.monitoring import COUNTRY, INHABITANTS_16_64

WITH_DISABILITY: Final = "andel af 16-64-årige med handicap"
EMPLOYED: Final = "andel af mennesker med handicap i beskæftigelse"
ORDINARY: Final = "andel af beskæftigede med handicap i ordinært arbejde"


def estimate(data: Monitoring) -> Exhibit:
    """A row a step: national shares of survey answers, applied to the municipality's inhabitants of 16–64 years."""
    title = f"Mennesker med handicap i {data.name}: et skøn"
    # The latest number of inhabitants, and shares of one survey, whatever years are asked for.
    every = data.df_by_series
    own = every[(every["area"] == data.name) & (every["series"] == INHABITANTS_16_64)]
    if own.empty:
        return nothing("monitor-maalgruppe", title, data, (INHABITANTS_16_64,))
    country = every[(every["area"] == COUNTRY) & every["series"].isin([WITH_DISABILITY, EMPLOYED, ORDINARY])]
    shares = country.set_index("series")["value"]
    inhabitants = float(own.sort_values("year", kind="stable")["value"].iloc[-1])
    disabled = inhabitants * shares[WITH_DISABILITY] / 100
    employed = disabled * shares[EMPLOYED] / 100
    rows = [
        ("indbyggere", "Indbyggere på 16–64 år", "", None, inhabitants),
        ("handicap", "Med handicap", "indbyggere", shares[WITH_DISABILITY], disabled),
        ("notatets", "I ordinær beskæftigelse, som N22 regner", "alle med handicap", shares[ORDINARY],
         disabled * shares[ORDINARY] / 100),
        ("beskaeftigede", "I beskæftigelse", "alle med handicap", shares[EMPLOYED], employed),
        ("ordinaert", "I ordinær beskæftigelse", "beskæftigede med handicap", shares[ORDINARY],
         employed * shares[ORDINARY] / 100),
    ]  # fmt: skip
    df = pd.DataFrame(rows, columns=["step", "label", "base", "share_pct", "persons"])
    return Exhibit(
        "monitor-maalgruppe", title, df.astype({"share_pct": "float64"}), PUBLISHED,
        "Landets andele brugt på kommunens indbyggere; kommunens egne andele kendes ikke. N22 tager "
        f"{percent(shares[ORDINARY])} af alle med handicap, men andelen er af de beskæftigede med handicap, og K21 skriver, at "
        f"omkring {percent(shares[EMPLOYED])} er i beskæftigelse. {source_words(data, own['source'], country['source'])}",
        columns={"label": Column("Gruppe"), "base": Column("Andel af"), "share_pct": Column("Andel", "percent"),
                 "persons": Column("Personer", "integer")},
    )  # fmt: skip
