"""How long a case takes: processing time in the case files, K21 5.6, figures 29–30 and Tabel 17."""

from collections.abc import Callable

import pandas as pd
from matplotlib.figure import Figure

from utils.chapters.case_review import NAMES, NO_FILES, REGISTERS, counted, files, id_of, made_table, nothing, of_place
from utils.chapters.common import ORGANISATIONS, QUALITY, STRATEGIES, absent, empty, few, in_order, listed, unavailable
from utils.frames import Frames
from utils.measures.cases import SCHEMES, finished_cases, processing_time
from utils.publish import figures
from utils.publish.exhibit import Column, Exhibit
from utils.publish.formats import number, percent

BASE = (
    "Afsluttede sager (med bevillingsbrev); afslag og uafgjorte sager er ikke med. Uger = dage fra ansøgning til "
    "bevilling divideret med 7. År: ansøgningens (K21 siger ikke hvilket; afsluttede sager fra 2020 er derfor de hurtige)."
)
SOURCE = "Kilde: K21 5.6, l.4154–4225"
FIRST, LAST = 2018, 2020
TYPES_NEEDED = ("case_files", "municipality_types")


def by_year(data: Frames, kommune: int | None = None) -> Exhibit:
    """Figur 29: scheme, year, cases, processing_time_weeks (mean), cases_over, over_4_weeks_pct and interval."""
    exhibit_id, title = id_of("k21-figur-29", kommune), f"Figur 29. Sagsbehandlingstid{of_place(data, kommune)}"

    def draw(rows: pd.DataFrame) -> Figure:
        return figures.bars(rows, "year", "processing_time_weeks", count="cases", panel="scheme", decimals=1, unit="uger",
                            value_title="Gennemsnitlig sagsbehandlingstid, uger")  # fmt: skip

    return _figure(
        data, exhibit_id, title, kommune, draw,
        f"Gennemsnit af sagerne. {BASE} {SOURCE}, figur 29.",
        "Gennemsnitlig sagsbehandlingstid", lambda row: f"{number(row['processing_time_weeks'], 1)} uger",
    )  # fmt: skip


def over_four_weeks(data: Frames, kommune: int | None = None) -> Exhibit:
    """Figur 30: the share of finished cases that took more than four weeks (over 28 days); columns as figure 29."""
    exhibit_id = id_of("k21-figur-30", kommune)
    title = f"Figur 30. Andel sager med en sagsbehandlingstid over 4 uger{of_place(data, kommune)}"

    def draw(rows: pd.DataFrame) -> Figure:
        return figures.bars(rows, "year", "over_4_weeks_pct", lower="lower_pct", upper="upper_pct", count="cases",
                            panel="scheme", value_title="Over 4 uger, pct.")  # fmt: skip

    return _figure(
        data, exhibit_id, title, kommune, draw,
        f"Over 4 uger: mere end 28 dage. {BASE} 95 pct.-intervaller (Wilson). {SOURCE}, figur 30.",
        "Andel sager over 4 uger", lambda row: percent(row["over_4_weeks_pct"]),
    )  # fmt: skip


def _figure(
    data: Frames,
    exhibit_id: str,
    title: str,
    kommune: int | None,
    draw: Callable[[pd.DataFrame], Figure],
    note: str,
    words: str,
    value: Callable[[pd.Series], str],
) -> Exhibit:
    if absent(data, REGISTERS):
        return unavailable(exhibit_id, title, data, REGISTERS)
    df = _yearly(files(data, kommune))
    if df.empty:
        return empty(exhibit_id, title, data, nothing(kommune))
    base = df.groupby("scheme", sort=False)["cases"].sum()
    warning = few(base.to_dict(), "sager") if kommune is not None else ""
    alt = f"{words}. {'. '.join(_told(df, value))}."
    return Exhibit(exhibit_id, title, df, data.status, f"{note} {counted(base)}.{warning}", alt=alt, draw=draw)


def _told(df: pd.DataFrame, value: Callable[[pd.Series], str]) -> list[str]:
    """A phrase a scheme: "Hjælpemidler: 8,6 uger i 2018 og 1,4 uger i 2020"."""
    return [
        f"{NAMES[str(scheme)]}: " + listed([f"{value(row)} i {row['year']}" for _, row in rows.iterrows()])
        for scheme, rows in df.groupby("scheme", sort=False)
    ]


def _yearly(df_by_case: pd.DataFrame) -> pd.DataFrame:
    """processing_time by scheme and year of application, in the order of the report; without files no rows."""
    if df_by_case.empty:
        return pd.DataFrame()
    df = processing_time(finished_cases(df_by_case), ["scheme", "year"])
    return in_order(df.astype({"year": str}), "scheme", SCHEMES, ["year"]).drop(columns="processing_time_months")


def change(data: Frames, kommune: int | None = None) -> Exhibit:
    """Mean weeks in 2018 and 2020 by scheme, and how many times shorter: scheme, cases and weeks of both years, factor."""
    exhibit_id = id_of("k21-sagsbehandlingstid-aendring", kommune)
    title = f"Sagsbehandlingstid {FIRST} og {LAST}{of_place(data, kommune)}"
    return made_table(
        data, exhibit_id, title, kommune, _change_rows,
        f"{BASE} Forkortet: gennemsnittet i {FIRST} divideret med gennemsnittet i {LAST}. N: sager fra begge år. Kilde: "
        "K21 2.2, l.729–732, og 5.7, l.4509–4512.",
        {"scheme_name": Column("Ordning"), "cases_first": Column(f"Sager {FIRST}", "integer"),
         "first_weeks": Column(f"Uger {FIRST}", "decimal", 1), "cases_last": Column(f"Sager {LAST}", "integer"),
         "last_weeks": Column(f"Uger {LAST}", "decimal", 1), "factor": Column("Forkortet, gange", "decimal", 1)},
    )  # fmt: skip


def _change_rows(df_by_case: pd.DataFrame) -> pd.DataFrame:
    df = processing_time(finished_cases(df_by_case), ["scheme", "year"]).set_index(["scheme", "year"])
    table = df[["cases", "processing_time_weeks"]].unstack("year")
    years = [(column, year) for column in ("cases", "processing_time_weeks") for year in (FIRST, LAST)]
    table = table.reindex(columns=pd.MultiIndex.from_tuples(years))
    table.columns = pd.Index(["cases_first", "cases_last", "first_weeks", "last_weeks"])
    both = table.dropna().reset_index().astype({"cases_first": int, "cases_last": int})
    both["factor"] = both["first_weeks"] / both["last_weeks"].where(both["last_weeks"] > 0)
    both["n_cases"] = both["cases_first"] + both["cases_last"]
    return in_order(both, "scheme", SCHEMES)


def by_type(data: Frames) -> Exhibit:
    """Tabel 17: grouping, group, scheme, municipalities, cases, processing_time_weeks, _months and share over 4 weeks."""
    exhibit_id, title = "k21-tabel-17", "Tabel 17. Sagsbehandlingstid efter organisering og politisk prioritering"
    if absent(data, TYPES_NEEDED):
        return unavailable(exhibit_id, title, data, TYPES_NEEDED)
    df = finished_cases(files(data, None)) if len(data.df_by_case) else pd.DataFrame()
    settings = data.df_by_municipality.set_index("code")
    parts = []
    for grouping, column, order in (
        ("organisering", "organisation", ORGANISATIONS), ("strategi", "strategy", STRATEGIES),
    ):  # fmt: skip
        if df.empty:
            continue
        rows = df.assign(group=df["municipality"].map(settings[column])).dropna(subset=["group"])
        municipalities = rows.groupby(["group", "scheme"])["municipality"].nunique().rename("municipalities")
        table = processing_time(rows, ["group", "scheme"]).join(municipalities, on=["group", "scheme"])
        table = in_order(in_order(table, "scheme", SCHEMES), "group", order)
        table.insert(0, "grouping", grouping)
        parts.append(table)
    table = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()
    if table.empty:
        return empty(exhibit_id, title, data, NO_FILES)
    return Exhibit(
        exhibit_id, title, table, data.status,
        f"Gennemsnit af sagerne i kommuner af typen, 2018–2020. {BASE} Måned = 365,25/12 dage. K21 skriver uger for "
        "fortrinsadgang, men tallene kan ikke stå sammen med figur 29; læst som måneder kan de. Isbryder står ikke i "
        "K21's tabel. Kilde: K21 5.6, tabel 17, l.4236–4271.",
        columns={"group": Column("Gruppe"), "scheme": Column("Ordning"),
                 "municipalities": Column("Kommuner", "integer"), "cases": Column("Sager", "integer"),
                 "processing_time_weeks": Column("Uger", "decimal", 1),
                 "processing_time_months": Column("Måneder", "decimal", 1),
                 "over_4_weeks_pct": Column("Over 4 uger", "percent"),
                 "lower_pct": Column("95 pct.-interval", "interval"), **QUALITY},
    )  # fmt: skip
