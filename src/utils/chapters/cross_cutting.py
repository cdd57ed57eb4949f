"""Across the chapters (K21 7.1.2–7.1.3): outcomes by every grouping, the composites of the survey, the perspective."""

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from utils.chapters.associations import (
    AS_SOURCE,
    OPPOSITE,
    SAME,
    SURVEY,
    UNKNOWN,
    UNLIKE_SOURCE,
    correlation,
    municipal_frame,
)
from utils.chapters.common import (
    BASES,
    NOBODY,
    OUTCOMES,
    SCHEME_NAMES,
    absent,
    empty,
    in_order,
    left_out,
    listed,
    unavailable,
)
from utils.chapters.splits import ALL, GROUPINGS, chosen_groupings, groups
from utils.frames import Frames
from utils.measures.hours import share_pct
from utils.publish import figures
from utils.publish.exhibit import Column, Exhibit
from utils.publish.formats import number, percent
from utils.statistics.regression import LEVEL

SCHEMES = ("PA", "HM")
COMPOSITES = {
    "knowledge_handicap": "viden om handicap (1–5)",
    "knowledge_schemes": "viden om HKO (0–10)",
    "guidance": "vejledning om HKO (1–5)",
    "belief": "tro på borger (1–5)",
}
# Outcome, its name, and what the source says of each composite against it; of the others it says "ingen".
NONE, POSITIVE, DESCRIPTIVE, SILENT = "ingen", "positiv", "positiv, ikke prøvet", "ikke nævnt"
AGAINST = {
    "usage_rate_two_year_pct": ("anvendelsesgrad", {"belief": POSITIVE, "knowledge_schemes": DESCRIPTIVE,
                                                    "knowledge_handicap": SILENT, "guidance": SILENT}),
    "increased_hours_pct": ("øgede løntimer", {}),
    "retained_pct": ("fastholdt med løntimer", {}),
}  # fmt: skip
PERSPECTIVES = ("fastholdelse", "rekruttering")
EVEN_PCT = 50
MISSING_GROUPS = {"municipality_conditions": "rammevilkår", "municipality_types": "strategi og organisering"}


def increased_hours(data: Frames, inddeling: str = ALL) -> Exhibit:
    """Increased hours by the groupings: a row a grouping, group and scheme with persons, share and Wilson interval."""
    exhibit_id, title = "k21-tvaergaaende-oegede-loentimer", "Øgede løntimer efter alle inddelinger"
    chosen = chosen_groupings(inddeling)
    if inddeling != ALL:
        title = f"Øgede løntimer efter {GROUPINGS[inddeling][0]}"
    persons = data.df_by_person_scheme
    parts = [_of_group(persons[persons["municipality"].isin(codes)], words, group)
             for words, group, codes in groups(data, chosen)]  # fmt: skip
    df = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()
    if df.empty:
        return empty(exhibit_id, title, data, f"{NOBODY}.")
    of_case = int(data.df_by_municipality["strategy"].notna().sum())
    return Exhibit(
        exhibit_id, title, df, data.status,
        f"{BASES['increased']}; borgere lagt sammen i gruppen. Intervaller (Wilson) og N i csv-filen. "
        f"Strategi og organisering: {number(of_case)} casekommuner; ellers alle kommuner. De samme kommuner er "
        "delt på hver måde, så forskellene kan ikke lægges sammen. Kilde: K21 7.1.1–7.1.4, figur 32, 34, 39 og 41; "
        "anvendelsesgrad er ikke vist der." + left_out(data, MISSING_GROUPS),
        alt=" ".join(_extremes(scheme, rows) for scheme, rows in df.groupby("scheme", sort=False)), draw=_dots,
    )  # fmt: skip


def _of_group(persons: pd.DataFrame, grouping: str, group: str) -> pd.DataFrame:
    df = in_order(share_pct(persons, "increased", ["scheme"]), "scheme", SCHEMES)
    return df.assign(grouping=grouping, group=group)


def _dots(df: pd.DataFrame) -> Figure:
    return figures.dots(df, "group", "increased_hours_pct", group="scheme", panel="grouping", sort=False, decimals=0,
                        value_title="Andel med øgede løntimer, pct.")  # fmt: skip


def _extremes(scheme: str, rows: pd.DataFrame) -> str:
    ends = rows.loc[[rows["increased_hours_pct"].idxmin(), rows["increased_hours_pct"].idxmax()]]
    low, high = (
        f"{percent(row['increased_hours_pct'])} ({row['grouping']}: {row['group']})" for _, row in ends.iterrows()
    )
    return f"{SCHEME_NAMES[scheme].capitalize()}: {f'fra {low} til {high}' if len(rows) > 1 else low}."


def composites(data: Frames) -> Exhibit:
    """Composites of the survey against usage and outcomes over the case municipalities: r, N, p, and range."""
    exhibit_id = "k21-tvaergaaende-viden"
    title = "Viden, vejledning og tro på borger mod anvendelsesgrad og løntimer"
    if absent(data, ["survey_staff"]):
        return unavailable(exhibit_id, title, data, ["survey_staff"])
    if data.df_by_respondent.empty:
        return empty(exhibit_id, title, data, "Ingen medarbejdere i udtrækket har svaret på spørgeskemaet.")
    frame = municipal_frame(data)
    rows = [_composite(frame, name, outcome) for name in COMPOSITES for outcome in AGAINST]
    return Exhibit(
        exhibit_id, title, pd.DataFrame(rows), data.status,
        "Kommunens gennemsnit af medarbejdere (spørgsmål 07, 08, 09 og 18; højt tal er meget) mod kommunens bevillinger (PA "
        "og HM) 2018–2019 pr. 100 indbyggere, andel med øgede løntimer og andel fastholdt (PA og HM). r: korrelation over de "
        "kommuner (N), der har begge tal; p: tosidet, HC3. Med så få kommuner og så lille spredning kan kun meget stærke "
        "sammenhænge ses; og hver tyvende prøve giver i gennemsnit p under 0,05 ved tilfælde, her er der "
        f"{number(len(rows))}. Kilde: K21 7.1.2, l.5429–5446, og 7.2, l.5699–5704 og 5778.",
        columns={"composite": Column("Mål i spørgeskemaet"), "outcome": Column("Mod"), "r": Column("r", "decimal", 2),
                 "p_value": Column("p-værdi", "p_value"), "n": Column("Kommuner", "integer"),
                 "lowest": Column("Laveste kommune", "decimal", 1), "highest": Column("Højeste kommune", "decimal", 1),
                 "claim": Column("Kilden"), "verdict": Column("Data")},
    )  # fmt: skip


def _composite(frame: pd.DataFrame, name: str, outcome: str) -> dict[str, object]:
    words, claims = AGAINST[outcome]
    r, n, p_value = correlation(frame, name, outcome)
    claim = claims.get(name, NONE)
    return {
        "composite": COMPOSITES[name], "question": SURVEY[name], "outcome": words, "r": r, "p_value": p_value, "n": n,
        "lowest": frame[name].min(), "highest": frame[name].max(), "claim": claim, "verdict": _verdict(claim, r, p_value),
    }  # fmt: skip


def _verdict(claim: str, r: float, p_value: float) -> str:
    """How a correlation stands to the source; nothing where it says nothing."""
    if claim == SILENT:
        return ""
    if pd.isna(p_value):
        return UNKNOWN
    if claim == DESCRIPTIVE:
        return SAME if r > 0 else OPPOSITE
    found = NONE if p_value >= LEVEL else POSITIVE if r > 0 else "negativ"
    return AS_SOURCE if found == claim else UNLIKE_SOURCE


def perspective(data: Frames) -> Exhibit:
    """Outcomes by the municipality's perspective, a row a perspective and scheme.

    Retention: more of its grants 2018–2019 (PA and HM) are for retention than for recruitment; recruitment: fewer.
    """
    exhibit_id, title = (
        "k21-tvaergaaende-perspektiv",
        "Løntimer efter kommunens perspektiv: fastholdelse eller rekruttering",
    )
    df = data.df_by_municipality
    degree = df.set_index("code")["recruitment_degree_pct"].dropna()
    kind = pd.Series(np.select([degree < EVEN_PCT, degree > EVEN_PCT], PERSPECTIVES, ""), index=degree.index)
    kind = kind[kind != ""]
    persons = data.df_by_person_scheme.assign(perspective=data.df_by_person_scheme["municipality"].map(kind))
    persons = persons.dropna(subset=["perspective"])
    increased, retained = (_of_perspective(persons, outcome) for outcome in OUTCOMES)
    table = increased.merge(retained, on=["perspective", "scheme"], how="outer")
    if table.empty:
        return empty(exhibit_id, title, data, f"{NOBODY}.")
    table["n_municipalities"] = table["perspective"].map(kind.value_counts())
    table = in_order(in_order(table, "scheme", SCHEMES), "perspective", PERSPECTIVES)
    counts = listed([f"{number((kind == name).sum())} {name}" for name in PERSPECTIVES])
    return Exhibit(
        exhibit_id, title, table, data.status,
        f"Perspektiv: om flest af kommunens bevillinger 2018–2019 (PA og HM) er til fastholdelse eller rekruttering ({counts}; "
        f"{number(len(degree) - len(kind))} har lige mange og er ikke med). {BASES['increased']}. Fastholdt: "
        f"{BASES['retained'][0].lower()}{BASES['retained'][1:]}. Borgere lagt sammen; 95 pct.-intervaller (Wilson) regner "
        "borgerne som uafhængige. Beskrivende. Kilde: K21 5.3.2, l.3418–3426, og 7.1.3, l.5512–5560.",
        columns={"perspective": Column("Perspektiv"), "scheme": Column("Ordning"),
                 "n_municipalities": Column("Kommuner", "integer"),
                 "increased_hours_pct": Column("Øgede løntimer", "percent", 1),
                 "increased_hours_lower_pct": Column("95 pct.-interval", "interval", 1),
                 "increased_hours_persons": Column("N", "integer"),
                 "increased_hours_quality": Column("Kvalitet", "integer"),
                 "retained_pct": Column("Fastholdt med løntimer", "percent", 1),
                 "retained_lower_pct": Column("95 pct.-interval", "interval", 1),
                 "retained_persons": Column("N", "integer"), "retained_quality": Column("Kvalitet", "integer")},
    )  # fmt: skip


def _of_perspective(persons: pd.DataFrame, outcome: str) -> pd.DataFrame:
    """Share of an outcome by perspective and scheme, its columns named by it."""
    name = OUTCOMES[outcome][1].removesuffix("_pct")
    columns = {column: f"{name}_{column}" for column in ("persons", "lower_pct", "upper_pct", "quality")}
    return share_pct(persons, outcome, ["perspective", "scheme"]).drop(columns=outcome).rename(columns=columns)
