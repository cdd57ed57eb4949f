"""Recipients of ledighedsydelse who are 60 years or older (N24 l.186–189)."""

import pandas as pd

from utils.chapters.monitoring_common import nothing, source_words
from utils.publish.exhibit import Column, Exhibit
from utils.publish.status import PUBLISHED
from utils.registers.monitoring import Monitoring
from utils.registers.schemas.monitoring import COUNTRY, LEDIGHEDSYDELSE, SHARE_60


def seniors(data: Monitoring) -> Exhibit:
    """A row a period and area: the share, the recipients it is a share of, and how many persons that is."""
    title = f"Ledighedsydelsesmodtagere på 60 år eller derover, {data.name} og hele landet"
    df = data.rows(SHARE_60, LEDIGHEDSYDELSE)
    df = df[df["area"].isin([data.name, COUNTRY])]
    wide = df.pivot(index=["period", "area"], columns="series", values="value")
    wide = wide.reindex(columns=[SHARE_60, LEDIGHEDSYDELSE]).dropna(subset=[SHARE_60]).reset_index()
    wide = wide.set_axis(["period", "area", "share_60_pct", "ledighedsydelse"], axis=1)
    if not (wide["area"] == data.name).any():
        return nothing("monitor-ledige-60-aar", title, data, (SHARE_60,))
    persons: pd.Series = wide["share_60_pct"] * wide["ledighedsydelse"] / 100
    return Exhibit(
        "monitor-ledige-60-aar", title, wide.assign(persons_60=persons), PUBLISHED,
        "Andelen er givet; personerne er andelen af fuldtidspersonerne på ledighedsydelse i samme periode. "
        f"{source_words(data, df.loc[df['series'] == SHARE_60, 'source'])}",
        columns={"period": Column("Periode"), "area": Column("Område"),
                 "share_60_pct": Column("60 år eller derover", "percent", 1),
                 "ledighedsydelse": Column("Ledighedsydelse", "integer"),
                 "persons_60": Column("Personer på 60 år eller derover", "integer")},
    )  # fmt: skip
