"""The printed series of the Norddjurs notes (N22, N24): real numbers, for Norddjurs and the country only."""

import pandas as pd
from matplotlib.figure import Figure

from utils.chapters.municipality_profile import municipality
from utils.frames import Frames
from utils.measures.flexjob import recipients_at_rate, unemployment_pct
from utils.publish import figures
from utils.publish.exhibit import Column, Exhibit
from utils.publish.formats import number, percent

COUNTRY = "Hele landet"
YEARLY = ("tilgang til fleksjobordningen", "personer med personlig assistance", "personer med bevilget hjælpemiddel")
LEDIGHEDSYDELSE, FLEXJOB = "personer på ledighedsydelse", "personer i fleksjob"
ONLY_NORDDJURS = "N22 og N24 trykker kun tal for Norddjurs og hele landet."


def _of_area(data: Frames, area: str) -> pd.DataFrame:
    return data.df_by_series[data.df_by_series["area"] == area]


def yearly(data: Frames, kommune: int) -> Exhibit:
    """Inflow to flexjob, persons with PA and persons granted aids per year; a part-year is marked, not compared."""
    name = municipality(data, kommune)["name"]
    own, country = _of_area(data, name), _of_area(data, COUNTRY)
    keys = ["series", "period", "part_year"]
    df = own[own["series"].isin(YEARLY)].merge(country, on=keys, suffixes=("", "_country"))
    df = df[[*keys, "value", "value_country", "source"]].rename(columns={"value_country": "country"})
    return Exhibit(
        "profil-serier", f"Trykte serier for {name}", df, "published",
        "Personer pr. år; delår er mærket og kan ikke sammenlignes med hele år. Kilde: N24 tabel 1–3 (jobindsats)."
        if len(df) else ONLY_NORDDJURS,
        columns={"series": Column("Serie"), "period": Column("Periode"), "part_year": Column("Delår"),
                 "value": Column(name, "integer"), "country": Column("Hele landet", "integer")},
    )  # fmt: skip


def yearly_index(data: Frames, kommune: int) -> Exhibit:
    """The same series as an index (2018 = 100), whole years only."""
    name = municipality(data, kommune)["name"]
    whole = data.df_by_series[data.df_by_series["series"].isin(YEARLY) & (data.df_by_series["part_year"] == "nej")]
    df = whole[whole["area"].isin([name, COUNTRY])] if (whole["area"] == name).any() else whole.head(0)
    first = df.groupby(["series", "area"])["value"].transform("first")
    df = df.assign(index_2018=100 * df["value"] / first)[["series", "area", "period", "value", "index_2018"]]
    shown = df[df["area"] == name].reset_index(drop=True)

    def draw(rows: pd.DataFrame) -> Figure:
        return figures.series(
            rows[rows["area"] == name], "period", "index_2018", group="series", y_title="Indeks, 2018 = 100"
        )

    last = shown.drop_duplicates("series", keep="last")
    alt = "; ".join(f"{row.series} {number(row.index_2018)} i {row.period}" for row in last.itertuples())
    return Exhibit(
        "profil-serier-indeks", f"Udvikling i {name} siden 2018", df.reset_index(drop=True), "published",
        "Hele år, 2018 = 100. Kilde: N24 tabel 1–3 (jobindsats)." if len(df) else ONLY_NORDDJURS,
        alt=f"Indeks (2018 = 100): {alt}." if len(df) else "Ingen trykte serier.", draw=draw,
    )  # fmt: skip


def flexjob_unemployment(data: Frames, kommune: int) -> Exhibit:
    """Unemployment in the flexjob scheme, and the recipients that the national rate would mean (N24 l.155–159)."""
    name = municipality(data, kommune)["name"]
    df = pd.DataFrame()
    if (data.df_by_series["area"] == name).any():
        wide = data.df_by_series[data.df_by_series["series"].isin([LEDIGHEDSYDELSE, FLEXJOB])].pivot(
            index=["period", "area"], columns="series", values="value"
        )
        df = wide.reset_index().rename(columns={LEDIGHEDSYDELSE: "ledighedsydelse", FLEXJOB: "flexjob"})
        df["unemployment_pct"] = unemployment_pct(df["ledighedsydelse"], df["flexjob"])
        # The note applies the printed rate of one decimal (13,1) to the sum of the two groups.
        national = df[df["area"] == COUNTRY].set_index("period")["unemployment_pct"].round(1)
        df = df[df["area"].isin([name, COUNTRY])].reset_index(drop=True)
        at_rate = [
            recipients_at_rate(float(national[row.period]), row.ledighedsydelse, row.flexjob) for row in df.itertuples()
        ]
        df["at_national_rate"] = pd.Series(at_rate).where(df["area"] == name)
        df["difference"] = df["at_national_rate"] - df["ledighedsydelse"]
        df["reduction_needed"] = -df["difference"]
    return Exhibit(
        "profil-ledighedsprocent", "Ledighed i fleksjobordningen", df, "published", _unemployment_note(df, name),
        columns={"period": Column("Periode"), "area": Column("Område"), "ledighedsydelse": Column("Ledighedsydelse", "integer"),
                 "flexjob": Column("Fleksjob", "integer"), "unemployment_pct": Column("Ledighed", "percent", 1),
                 "at_national_rate": Column("Ledige ved landets procent", "integer"),
                 "difference": Column("Forskel", "integer")},
    )  # fmt: skip


def _unemployment_note(df: pd.DataFrame, name: str) -> str:
    if df.empty:
        return ONLY_NORDDJURS
    last = df[df["area"] == name].iloc[-1]
    period = str(last["period"]).replace("Jun", "juni")
    return (
        f"Fuldtidspersoner; ledighed = ledighedsydelse i pct. af ledighedsydelse og fleksjob. Landets procent ville i "
        f"{period} betyde {number(last['at_national_rate'])} ledige i {name} mod {number(last['ledighedsydelse'])} "
        f"({percent(last['unemployment_pct'], 1)}), altså {number(last['difference'])}. Kilde: N24 tabel 4, l.155–178."
    )
