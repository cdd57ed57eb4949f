"""Icebreakers and priority access as key persons count them (S13 3.4, 3.5), with and without two outlying answers."""

import pandas as pd
from matplotlib.figure import Figure

from utils.chapters.annual_report import by_period, numbers
from utils.errors import HkoError
from utils.frames import Frames
from utils.publish import figures
from utils.publish.exhibit import Column, Exhibit
from utils.publish.formats import number, percent

ALL, TRIMMED = "alle svar", "uden de to yderpunkter"
CHOICES = {"nej": ALL, "ja": TRIMMED}


def _respondents(data: Frames) -> pd.Series:
    """Key persons who answered each year, as the note of Tabel 3.2 counts them."""
    df = numbers(data, "svar fra nøglepersoner")
    return df[df["group"] != "om bmhandicap.dk"].set_index("period")["value"]


def icebreakers(data: Frames) -> Exhibit:
    """Tabel 3.2 a row a year: persons, respondents, per_respondent, both against the first year."""
    df = by_period(data, "etablerede isbryderordninger").rename(columns={"period": "year", "i alt": "persons"})
    df["respondents"] = df["year"].map(_respondents(data))
    df["per_respondent"] = df["persons"] / df["respondents"]
    for column in ("persons", "per_respondent"):
        df[f"{column}_factor"] = df[column] / df[column].iloc[0]
    return Exhibit(
        "s13-tabel-3-2", "Tabel 3.2. Etablerede isbryderordninger ifølge nøglepersoner", df, "published",
        "Personer med en ny isbryderordning i de jobcentre, hvis nøgleperson svarede. Antallet af svar skifter fra år til år; "
        f"pr. svar er væksten siden 2011 {number(df['per_respondent_factor'].iloc[-1], 1)} gange, ikke "
        f"{number(df['persons_factor'].iloc[-1], 1)}. Kilde: S13 tabel 3.2, l.364–380.",
        columns={
            "year": Column("År"), "persons": Column("Isbryderordninger", "integer"),
            "respondents": Column("Nøglepersoner, der svarede", "integer"),
            "per_respondent": Column("Pr. svar", "decimal", 2), "persons_factor": Column("Gange 2011", "decimal", 1),
            "per_respondent_factor": Column("Pr. svar, gange 2011", "decimal", 1),
        },
    )  # fmt: skip


def interviews(data: Frames) -> pd.DataFrame:
    """Tabel 3.3 counted twice, a row a variant and year: interviews, respondents, per_respondent, jobs, job_pct.

    Without the two outlying answers of the last year two respondents fewer are counted. Whether jobs of theirs are
    among those printed is not known, so jobs are the printed ones in both.
    """
    printed = by_period(data, "fortrinsadgang").rename(
        columns={"period": "year", "jobsamtaler": "interviews", "job efterfølgende": "jobs"}
    )
    outlying = numbers(data, "fortrinsadgang, yderpunkter").groupby("period")["value"].agg(["sum", "size"])
    printed["respondents"] = printed["year"].map(_respondents(data))
    trimmed = printed.assign(
        interviews=printed["interviews"] - printed["year"].map(outlying["sum"]).fillna(0),
        respondents=printed["respondents"] - printed["year"].map(outlying["size"]).fillna(0),
    )
    df = pd.concat([printed.assign(variant=ALL), trimmed.assign(variant=TRIMMED)], ignore_index=True)
    df["per_respondent"] = df["interviews"] / df["respondents"]
    df["job_pct"] = 100 * df["jobs"] / df["interviews"]
    return df[["variant", "year", "interviews", "respondents", "per_respondent", "jobs", "job_pct"]]


def priority_access(data: Frames, uden_yderpunkter: str) -> Exhibit:
    """Tabel 3.3 as printed ("nej") or without the two outlying answers ("ja"): a row a year."""
    if uden_yderpunkter not in CHOICES:
        raise HkoError(f"uden_yderpunkter={uden_yderpunkter!r}: vælg en af {', '.join(CHOICES)}.")
    variant = CHOICES[uden_yderpunkter]
    df = interviews(data).query("variant == @variant").reset_index(drop=True)
    return Exhibit(
        "s13-tabel-3-3", f"Tabel 3.3. Fortrinsadgang, {variant}", df, "published",
        "Jobsamtaler med henvisning til fortrinsadgang, som nøglepersonerne anslår dem, og job efterfølgende; job i pct. af "
        "samtaler. Nøglepersoner, der svarede: som i noten til tabel 3.2. Job er de trykte, også uden yderpunkterne, for S13 "
        "siger ikke, hvor mange job de to svar har. Tabellens overskrift nævner også stadepladser og taxikørsel; ingen række "
        "tæller dem. Kilde: S13 tabel 3.3, l.404–412 og 430–452.",
        columns={
            "year": Column("År"), "interviews": Column("Jobsamtaler", "integer"),
            "respondents": Column("Nøglepersoner, der svarede", "integer"),
            "per_respondent": Column("Samtaler pr. svar", "decimal", 1), "jobs": Column("Job efterfølgende", "integer"),
            "job_pct": Column("Job pr. samtale", "percent", 1),
        },
    )  # fmt: skip


def with_and_without(data: Frames) -> Exhibit:
    """Interviews over the years with and without the two answers: variant, year, interviews."""
    df = interviews(data)[["variant", "year", "interviews"]]
    last = df.drop_duplicates("variant", keep="last").set_index("variant")["interviews"]
    before = float(df.loc[df["variant"] == ALL, "interviews"].iloc[-2])
    return Exhibit(
        "s13-fortrinsadgang-yderpunkter", "Fortrinsadgang med og uden de to yderpunkter", df, "published",
        "Jobsamtaler med henvisning til fortrinsadgang. I 2013 svarede én nøgleperson 500 og en anden 100. Kilde: S13 tabel 3.3, "
        "l.409–412 og 436–452.",
        alt=f"Fra {number(before)} samtaler i 2012 stiger tallet til {number(last[ALL])} i 2013 med alle svar; uden de to "
        f"yderpunkter falder det til {number(last[TRIMMED])}.",
        draw=_lines,
    )  # fmt: skip


def _lines(rows: pd.DataFrame) -> Figure:
    return figures.series(rows, "year", "interviews", group="variant", y_title="Jobsamtaler")


def conclusion(data: Frames) -> Exhibit:
    """What becomes of "an explosive rise": a row a variant and pair of years, change in total and per answer."""
    df = interviews(data)
    rows = [_change(part, variant, earlier) for variant, part in df.groupby("variant") for earlier in ("2011", "2012")]
    table = pd.DataFrame(rows)
    fall = table[(table["variant"] == TRIMMED) & (table["from_year"] == "2012")].iloc[0]
    return Exhibit(
        "s13-fortrinsadgang-konklusion", "«Markant stigende»: hvad bliver tilbage uden to svar?", table, "published",
        "Udvikling i jobsamtaler til 2013, i alt og pr. nøgleperson, der svarede. S13 ser en eksplosiv stigning (l.409), er i "
        "tvivl om den (l.410), men konkluderer «markant stigende» (l.562). Uden de to svar er udviklingen fra 2012 til 2013 "
        f"{percent(fall['change_pct'])} ({percent(fall['per_respondent_change_pct'])} pr. svar). Kilde: S13 tabel 3.3, "
        "l.409–412 og 436–452.",
        columns={
            "variant": Column("Svar"), "from_year": Column("Til 2013 fra"),
            "from_interviews": Column("Samtaler før", "integer"), "interviews": Column("Samtaler 2013", "integer"),
            "change_pct": Column("Udvikling", "percent"), "per_respondent_change_pct": Column("Udvikling pr. svar", "percent"),
        },
    )  # fmt: skip


def _change(rows: pd.DataFrame, variant: object, earlier: str) -> dict[str, object]:
    """One variant's change from an earlier year to the last."""
    by_year = rows.set_index("year")
    last = by_year.iloc[-1]
    ratio = (
        last[["interviews", "per_respondent"]].astype(float) / by_year.loc[earlier, ["interviews", "per_respondent"]]
    )
    return {
        "variant": variant, "from_year": earlier, "from_interviews": by_year.loc[earlier, "interviews"],
        "interviews": last["interviews"], "change_pct": 100 * (ratio["interviews"] - 1),
        "per_respondent_change_pct": 100 * (ratio["per_respondent"] - 1),
    }  # fmt: skip
