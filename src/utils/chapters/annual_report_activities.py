"""What the special unit did in 2013: courses, theme days, hotline and other activities (S13 chapter 4)."""

import math

import pandas as pd
from matplotlib.figure import Figure

from utils.chapters.annual_report import by_period, numbers
from utils.frames import Frames
from utils.publish import figures
from utils.publish.exhibit import Column, Exhibit
from utils.publish.formats import number, percent

SATISFACTION = ("Meget tilfreds", "Tilfreds", "Neutral", "Utilfreds", "Meget utilfreds")
NO_CATEGORY = "ingen af kategorierne"


def courses(data: Frames) -> Exhibit:
    """Tabel 4.1 a row a year: participants, per_course_day, fewest_days and most_days that give that mean.

    course_days is missing where more than one number of days, or none, gives it.
    """
    df = by_period(data, "grundkurser").rename(
        columns={"period": "year", "deltagere": "participants", "deltagere pr. kursusdag": "per_course_day"}
    )
    df["fewest_days"] = [math.ceil(row.participants / (row.per_course_day + 0.5) + 1e-9) for row in df.itertuples()]
    df["most_days"] = [math.floor(row.participants / (row.per_course_day - 0.5)) for row in df.itertuples()]
    df["course_days"] = df["fewest_days"].where(df["fewest_days"] == df["most_days"])
    return Exhibit(
        "s13-tabel-4-1", "Tabel 4.1. Deltagere på grundkurset", df, "published",
        "Personer. S13 trykker ikke antallet af kursusdage; kolonnen er det eneste hele antal, der giver det trykte gennemsnit. "
        "Kilde: S13 tabel 4.1, l.635–639 og 658–662.",
        columns={
            "year": Column("År"), "participants": Column("Deltagere", "integer"),
            "per_course_day": Column("Gennemsnit pr. kursusdag", "integer"),
            "course_days": Column("Kursusdage (udledt)", "integer"),
        },
    )  # fmt: skip


def satisfaction(data: Frames) -> Exhibit:
    """Tabel 4.2: how satisfied participants were, a row a year and answer: share_pct, n_persons."""
    participants = by_period(data, "grundkurser").set_index("period")["deltagere"]
    df = numbers(data, "tilfredshed med grundkurser").rename(
        columns={"group": "answer", "period": "year", "value": "share_pct"}
    )
    df = df[["year", "answer", "share_pct"]].assign(n_persons=df["year"].map(participants))
    both = df[df["answer"].isin(SATISFACTION[:2])].groupby("year")["share_pct"].sum()
    told = "; ".join(f"{percent(share)} i {year}" for year, share in both.items())
    return Exhibit(
        "s13-tabel-4-2", "Tabel 4.2. Tilfredshed med grundkurset", df, "published",
        f"Pct. af deltagerne (N = {number(participants['2012'])} i 2012 og {number(participants['2013'])} i 2013; S13 siger "
        f"ikke, hvor mange af dem der svarede). Meget tilfreds eller tilfreds: {told}. Kilde: S13 tabel 4.2, l.641 og 664–668.",
        alt=f"Meget tilfreds eller tilfreds: {told}. Ingen er utilfreds, men færre er meget tilfreds i 2013.",
        draw=_satisfaction,
    )  # fmt: skip


def _satisfaction(rows: pd.DataFrame) -> Figure:
    return figures.stacked_bars(rows, "year", "answer", "share_pct", parts=SATISFACTION)


def theme_days(data: Frames) -> Exhibit:
    """Tabel 4.3 a row a round: participants, jobcentres, per_jobcentre."""
    df = numbers(data, "temadage").query("group != 'dage'")
    df = df.pivot(index="period", columns="group", values="value").rename_axis(columns=None)
    df = df.loc[["forår 2013", "efterår 2013"]].reset_index()
    df = df.rename(columns={"deltagere": "participants", "jobcentre": "jobcentres"})
    df["per_jobcentre"] = df["participants"] / df["jobcentres"]
    days = numbers(data, "temadage").query("group == 'dage'")["value"].iloc[0]
    return Exhibit(
        "s13-tabel-4-3", "Tabel 4.3. Temadage for nøglepersoner", df.assign(theme_days_in_year=days), "published",
        f"{number(days)} temadage på hele året. S13 kalder begge runder «cirka tre ud af fire jobcentre», men trykker ikke, hvor "
        "mange jobcentre der er. Kilde: S13 tabel 4.3, l.669–680 og 707–711.",
        columns={
            "period": Column("Runde"), "participants": Column("Deltagere", "integer"),
            "jobcentres": Column("Jobcentre", "integer"), "per_jobcentre": Column("Deltagere pr. jobcenter", "decimal", 1),
        },
    )  # fmt: skip


def consultant_courses(data: Frames) -> Exhibit:
    """Tabel 4.4 in one row: courses, participants, jobcentres and means; beside it what was planned and added."""
    value = numbers(data, "virksomhedskonsulentkurser").set_index("group")["value"]
    added = value["nye i efteråret, først"] + value["nye i efteråret, siden"]
    df = pd.DataFrame({
        "year": ["2013"], "courses": value["afholdt"], "participants": value["deltagere"], "jobcentres": value["jobcentre"],
        "per_course": value["deltagere"] / value["afholdt"], "per_jobcentre": value["deltagere"] / value["jobcentre"],
        "planned_and_added": value["planlagt i foråret"] + added,
    })  # fmt: skip
    return Exhibit(
        "s13-tabel-4-4", "Tabel 4.4. Kurser for virksomhedskonsulenter", df, "published",
        "Teksten har otte planlagte kurser i foråret og «først to og siden tre nye» i efteråret; lagt sammen er det 13, mens "
        "tabellen har 11 afholdte. De passer, hvis «siden tre» er alle nye, eller hvis to udbudte ikke blev holdt. Kilde: S13 "
        "tabel 4.4, l.692–717.",
        columns={
            "year": Column("År"), "courses": Column("Afholdte kurser", "integer"),
            "planned_and_added": Column("Planlagte og nye", "integer"), "participants": Column("Deltagere", "integer"),
            "jobcentres": Column("Jobcentre", "integer"), "per_course": Column("Deltagere pr. kursus", "decimal", 1),
            "per_jobcentre": Column("Deltagere pr. jobcenter", "decimal", 1),
        },
    )  # fmt: skip


def hotline(data: Frames) -> Exhibit:
    """Tabel 4.5 a row a year: enquiries, change_pct from the year before, weekdays, per_weekday."""
    df = by_period(data, "hotline").rename(columns={"period": "year", "henvendelser": "enquiries"})
    df["change_pct"] = 100 * df["enquiries"].pct_change()
    df["weekdays"] = [len(pd.bdate_range(f"{year}-01-01", f"{year}-12-31")) for year in df["year"]]
    df["per_weekday"] = df["enquiries"] / df["weekdays"]
    last, top = df.iloc[-1], df.loc[df["enquiries"].idxmax()]
    return Exhibit(
        "s13-tabel-4-5", "Tabel 4.5. Henvendelser til hotlinen 2007–2013", df, "published",
        f"Henvendelser pr. år; i 2013 {number(last['per_weekday'], 1)} pr. hverdag (mandag–fredag, helligdage ikke trukket fra). "
        "Opsamlingen (l.1021) kalder de 1.042 henvendelser for personer. Kilde: S13 tabel 4.5, l.780–785 og 796–798.",
        alt=f"Flest henvendelser var der i {top['year']} ({number(top['enquiries'])}); siden er tallet faldet hvert år til "
        f"{number(last['enquiries'])} i {last['year']} ({percent(last['change_pct'], 1)} fra året før).",
        draw=_hotline,
    )  # fmt: skip


def _hotline(rows: pd.DataFrame) -> Figure:
    return figures.series(rows.assign(group="henvendelser"), "year", "enquiries", group="group", y_title="Henvendelser")


def hotline_topics(data: Frames) -> Exhibit:
    """Tabel 4.6 and 4.7 with the rest that they leave out: kind, category, share_pct, enquiries (about)."""
    total = by_period(data, "hotline").set_index("period")["henvendelser"]["2013"]
    parts = []
    for kind, series in (("Ordning", "hotline efter ordning"), ("Handicaptype", "hotline efter funktionsnedsættelse")):
        df = numbers(data, series).rename(columns={"group": "category", "value": "share_pct"})[
            ["category", "share_pct"]
        ]
        rest = pd.DataFrame({"category": [NO_CATEGORY], "share_pct": [100 - df["share_pct"].sum()]})
        parts.append(pd.concat([df, rest], ignore_index=True).assign(kind=kind))
    df = pd.concat(parts, ignore_index=True)
    df = df.assign(enquiries=(df["share_pct"] * total / 100).round(), n_enquiries=total)
    rests = [percent(share, 1) for share in df.loc[df["category"] == NO_CATEGORY, "share_pct"]]
    return Exhibit(
        "s13-tabel-4-6", "Tabel 4.6 og 4.7. Hvad henvendelserne handlede om i 2013", df, "published",
        f"Pct. af {number(total)} henvendelser. Resten er regnet her: {rests[0]} nævner ingen af de fire ordninger, {rests[1]} "
        "ingen af de tre handicaptyper. Antallet af henvendelser er udledt af procenten. Kilde: S13 tabel 4.6 og 4.7, l.787–812.",
        alt=f"Personlig assistance og hjælpemidler er flest; {rests[0]} af henvendelserne nævner ingen ordning.",
        draw=_topics,
    )  # fmt: skip


def _topics(rows: pd.DataFrame) -> Figure:
    return figures.bars(
        rows, "category", "share_pct", panel="kind", decimals=1, value_title="Pct. af henvendelser i 2013"
    )


def other_activities(data: Frames) -> Exhibit:
    """The remaining counts of chapter 4 as they are printed: activity, period, value, unit, source."""
    df = data.df_by_annual_report_number
    df = df[df["series"] == "øvrige aktiviteter"].rename(columns={"group": "activity"})
    table = df[["activity", "period", "value", "unit", "source"]].reset_index(drop=True)
    return Exhibit(
        "s13-aktiviteter", "Øvrige aktiviteter", table, "published",
        "Trykte tal, der ikke kan regnes af andre. Nyhedsbrevets vækst på «cirka 25 pct.» passer dårligt med «godt 700» og "
        "«næsten 1.000» abonnenter: af de runde tal er væksten 43 pct., og 25 pct. kræver, at der var næsten 800 "
        "ved udgangen af 2012 (l.766–767). Kilde: S13 kapitel 4, l.591–922.",
        columns={
            "activity": Column("Aktivitet"), "period": Column("Periode"), "value": Column("Tal", "integer"),
            "unit": Column("Enhed"), "source": Column("Kilde"),
        },
    )  # fmt: skip
