"""Unemployment in the flexjob scheme against the country (N24 Tabel 4, N22 figure 5)."""

import pandas as pd
from matplotlib.figure import Figure

from utils.chapters.monitoring_common import by_period_and_area, nothing, rows_of_both, source_words
from utils.measures.flexjob import recipients_at_rate, unemployment_pct
from utils.publish import figures
from utils.publish.exhibit import Column, Exhibit
from utils.publish.formats import number, percent
from utils.publish.status import PUBLISHED
from utils.registers.monitoring import Monitoring
from utils.registers.schemas.monitoring import FLEXJOB, LEDIGHEDSYDELSE

GROUPS = (LEDIGHEDSYDELSE, FLEXJOB)


def by_area(data: Monitoring) -> pd.DataFrame:
    """A row a period and area with both groups: ledighedsydelse, flexjob, unemployment_pct; the country first."""
    wide = by_period_and_area(rows_of_both(data, *GROUPS), *GROUPS)
    wide = wide.rename(columns={LEDIGHEDSYDELSE: "ledighedsydelse", FLEXJOB: "flexjob"})
    wide = wide.assign(own=wide["area"] == data.name)
    wide = wide.sort_values(["place", "own"], kind="stable").drop(columns=["place", "own"]).reset_index(drop=True)
    return wide.assign(unemployment_pct=unemployment_pct(wide["ledighedsydelse"], wide["flexjob"]))


def unemployment(data: Monitoring) -> Exhibit:
    """The rates, and how many recipients of ledighedsydelse the national rate would mean (131 and −3 in June 2024)."""
    title = f"Ledighed i fleksjobordningen i {data.name} og hele landet"
    df = by_area(data)
    own = df["area"] == data.name
    if not own.any():
        return nothing("monitor-ledighedsprocent", title, data, GROUPS)
    # N24 applies the national rate of one decimal (13,1) to the sum of the two groups, which is held constant.
    national = df[~own].set_index("period")["unemployment_pct"].round(1)
    wanted = [
        recipients_at_rate(float(national[row.period]), row.ledighedsydelse, row.flexjob)
        if row.area == data.name and pd.notna(national.get(row.period)) else None
        for row in df.itertuples()
    ]  # fmt: skip
    df = df.assign(at_national_rate=pd.array(wanted, dtype="Float64").astype("float64"))
    df = df.assign(difference=df["at_national_rate"] - df["ledighedsydelse"])
    df = df.assign(reduction_needed=-df["difference"])
    sources = source_words(
        data, data.rows(*GROUPS).query("area in @names", local_dict={"names": set(df["area"])})["source"]
    )
    return Exhibit(
        "monitor-ledighedsprocent", title, df, PUBLISHED, f"{_note(df[own].iloc[-1])} {sources}",
        columns={"period": Column("Periode"), "area": Column("Område"),
                 "ledighedsydelse": Column("Ledighedsydelse", "integer"), "flexjob": Column("Fleksjob", "integer"),
                 "unemployment_pct": Column("Ledighed", "percent", 1),
                 "at_national_rate": Column("Ledige ved landets procent", "integer"),
                 "difference": Column("Forskel", "integer")},
    )  # fmt: skip


def _note(last: pd.Series) -> str:
    base = "Fuldtidspersoner; ledighed = ledighedsydelse i pct. af ledighedsydelse og fleksjob."
    if pd.isna(last["at_national_rate"]):
        return f"{base} Landets tal for {last['period']} er ikke med."
    return (
        f"{base} Landets procent med én decimal, brugt på summen af de to grupper, ville i {last['period'].lower()} betyde "
        f"{number(last['at_national_rate'])} ledige i {last['area']} mod {number(last['ledighedsydelse'])} "
        f"({percent(last['unemployment_pct'], 1)}), altså {number(last['difference'])}."
    )


def unemployment_figure(data: Monitoring) -> Exhibit:
    """The two rates over the periods."""
    title = f"Ledighedsprocent i fleksjobordningen, {data.name} og hele landet"
    df = by_area(data)
    if not (df["area"] == data.name).any():
        return nothing("monitor-ledighedsprocent-figur", title, data, GROUPS)
    df = df.assign(is_part=False)

    def draw(rows: pd.DataFrame) -> Figure:
        return figures.periods(rows, "period", "unemployment_pct", "area", apart="is_part", highlight=data.name,
                               y_title="Pct. af ledighedsydelse og fleksjob", decimals=1)  # fmt: skip

    texts = [f"{row.area} {percent(row.unemployment_pct, 1)} i {row.period.lower()}" for row in df.itertuples()]
    return Exhibit(
        "monitor-ledighedsprocent-figur", title, df, PUBLISHED,
        f"Ledighedsydelse i pct. af ledighedsydelse og fleksjob, fuldtidspersoner. "
        f"{source_words(data, data.of(data.name, *GROUPS)['source'])}",
        alt=f"Ledighed i fleksjobordningen: {'; '.join(texts)}.", draw=draw,
    )  # fmt: skip
