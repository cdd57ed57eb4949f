"""The central shares of each chapter, as functions from a group's rows to a number and its base (K21 2.9's splits).

A measure reads one frame. The base of a municipal mean is municipalities, of a share persons, grants, answers or
cases. Rows without the number leave its base; a group without rows has no number and base 0.
"""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from utils.measures.hours import share_pct
from utils.measures.interviews import figures_told, municipalities_saying, yes_shares
from utils.measures.survey import categorised, municipality_means
from utils.publish.exhibit import Column
from utils.statistics.weighting import WEIGHTED, share_by_answer

NOTHING = (float("nan"), 0)
Result = tuple[float, int]


@dataclass(frozen=True)
class Measure:
    """One number a group: column name with unit, heading and kind, what the base counts, frame, and how it is made."""

    name: str
    column: Column
    base: str
    frame: str
    of: Callable[[pd.DataFrame], Result]


def municipal_mean(name: str, heading: str, kind: str, decimals: int, column: str | None = None) -> Measure:
    """Unweighted mean of a column of df_by_municipality, of those that have it."""
    source = column or name

    def of(rows: pd.DataFrame) -> Result:
        values = rows[source].dropna().astype(float) if source in rows else pd.Series(dtype=float)
        return (values.mean(), len(values)) if len(values) else NOTHING

    return Measure(name, Column(heading, kind, decimals), "kommuner", "df_by_municipality", of)


def expenditure_per_inhabitant(rows: pd.DataFrame) -> Result:
    """Unweighted mean of municipalities: gross expenditure 2019 on PA, HM and IB by inhabitants 2019K4, kroner."""
    columns = ["expenditure_pa_dkk", "expenditure_hm_dkk", "expenditure_ib_dkk"]
    if rows.empty or not set(columns) <= set(rows):
        return NOTHING
    each = (rows[columns].sum(axis=1, min_count=len(columns)) / rows["inhabitants_2019k4"]).dropna()
    return (each.mean(), len(each)) if len(each) else NOTHING


def municipal_share(name: str, heading: str, column: str, value: str) -> Measure:
    """Share of the municipalities with a type that have this one."""

    def of(rows: pd.DataFrame) -> Result:
        known = rows[column].dropna()
        return (100 * float((known == value).mean()), len(known)) if len(known) else NOTHING

    return Measure(name, Column(heading, "percent"), "casekommuner", "df_by_municipality", of)


def outcome_share(outcome: str, scheme: str, name: str, heading: str) -> Measure:
    """Increased hours or retained of a scheme, persons pooled (measures/hours.py)."""
    share = {"increased": "increased_hours_pct", "retained": "retained_pct"}[outcome]

    def of(rows: pd.DataFrame) -> Result:
        df = share_pct(rows[rows["scheme"] == scheme], outcome, ["scheme"])
        return (float(df[share].iloc[0]), int(df["persons"].iloc[0])) if len(df) else NOTHING

    return Measure(name, Column(heading, "percent", 1), "borgere", "df_by_person_scheme", of)


def person_share(name: str, heading: str, column: str, holds: Callable[[pd.Series], pd.Series]) -> Measure:
    """Share of the persons (PA and HM, once in each scheme) for whom it holds, of those whose value is known."""

    def of(rows: pd.DataFrame) -> Result:
        known = rows[column].dropna()
        return (100 * float(holds(known).mean()), len(known)) if len(known) else NOTHING

    return Measure(name, Column(heading, "percent"), "borgere", "df_by_person_scheme", of)


def scale_mean(question: str, name: str, heading: str) -> Measure:
    """Unweighted mean of the municipalities' means of a question (figures 4, 6, 8 and 18)."""

    def of(rows: pd.DataFrame) -> Result:
        means = municipality_means(rows, question).dropna() if len(rows) else pd.Series(dtype=float)
        return (float(means.mean()), len(means)) if len(means) else NOTHING

    return Measure(name, Column(heading, "decimal", 1), "kommuner", "df_by_respondent", of)


def screening_share(rows: pd.DataFrame) -> Result:
    """Share that screens, municipalities weighted by inhabitants (figure 15); base: answers."""
    if rows.empty:
        return NOTHING
    answers = pd.DataFrame({"q01": rows["q01"], "q12": categorised(rows, "q12")}).dropna()
    if answers.empty:
        return NOTHING
    inhabitants = rows.drop_duplicates("q01").set_index("q01")["inhabitants_2019k4"]
    df = share_by_answer(answers, "q12", WEIGHTED, inhabitants).set_index("answer")["share_pct"]
    return float(df.get("ja", 0.0)), len(answers)


def type_share(scheme: str, type_name: str, name: str, heading: str) -> Measure:
    """Share of a scheme's persons whose first grant is of a type."""

    def of(rows: pd.DataFrame) -> Result:
        types = rows.loc[rows["scheme"] == scheme, "type"].dropna()
        return (100 * float((types == type_name).mean()), len(types)) if len(types) else NOTHING

    return Measure(name, Column(heading, "percent"), "borgere", "df_by_person_scheme", of)


def key_persons(rows: pd.DataFrame) -> Result:
    """Mean number of key persons that the focus groups name, the unofficial ones too (K21 3.4.4)."""
    told = figures_told(rows, "noegle_antal")
    return (float(told.mean()), len(told)) if len(told) else NOTHING


def pointing(question: str, name: str, heading: str) -> Measure:
    """Share of the case municipalities where at least one leader points to it (K21 Tabel 4 and 5)."""

    def of(rows: pd.DataFrame) -> Result:
        row = municipalities_saying(rows, [question]).iloc[0]
        return float(row["share_pct"]), int(row["n_municipalities"])

    return Measure(name, Column(heading, "percent"), "kommuner spurgt", "df_by_interview_answer", of)


def interview_share(question: str, name: str, heading: str) -> Measure:
    """Share of the interviewed who say yes, of those who answered (K21 chapter 6)."""

    def of(rows: pd.DataFrame) -> Result:
        row = yes_shares(rows, [question]).iloc[0]
        return float(row["share_pct"]), int(row["n"])

    return Measure(name, Column(heading, "percent"), "interviewede", "df_by_interview_answer", of)


def processing_weeks(scheme: str, name: str, heading: str) -> Measure:
    """Mean weeks from application to grant of the finished case files of a scheme (K21 5.6)."""

    def of(rows: pd.DataFrame) -> Result:
        cases = rows[rows["ORDNING"] == scheme]
        granted, applied = (pd.to_datetime(cases[date]) for date in ("BEVILLINGSDATO", "ANSOEGNINGSDATO"))
        weeks = ((granted - applied).dt.days / 7).dropna()
        return (float(weeks.mean()), len(weeks)) if len(weeks) else NOTHING

    return Measure(name, Column(heading, "decimal", 1), "sager", "df_by_case", of)


FLEXJOB = ("fleksjob", "ledighedsydelse")
CHAPTERS: dict[str, tuple[Measure, ...]] = {
    "prioritering": (
        municipal_share("proactive_pct", "Proaktiv strategi", "strategy", "proaktiv"),
        municipal_share("specialised_team_pct", "Specialiseret team", "organisation", "specialiseret team"),
        Measure("key_persons_mean", Column("Nøglepersoner", "decimal", 1), "fokusgrupper", "df_by_interview_answer",
                key_persons),
        pointing("opm_begraenset_viden", "limited_knowledge_pct", "Begrænset viden om HKO"),
        pointing("rat_fastholdelse", "retention_rationale_pct", "HKO mest som fastholdelse"),
    ),
    "viden": (
        scale_mean("q07", "knowledge_handicap_mean_1_5", "Viden om handicap (1–5)"),
        scale_mean("q08", "knowledge_schemes_mean_0_10", "Viden om HKO (0–10)"),
        scale_mean("q09", "guidance_mean_1_5", "Vejledning om HKO (1–5)"),
        scale_mean("q18", "belief_mean_1_5", "Tro på borger (1–5)"),
        Measure("screening_pct", Column("Screener", "percent"), "svar", "df_by_respondent", screening_share),
    ),
    "brug": (
        municipal_mean("usage_rate_two_year_pct", "Anvendelsesgrad 2018–2019", "percent", 2),
        municipal_mean("recruitment_degree_pa_mean_pct", "Rekrutteringsgrad PA", "percent", 0,
                       "recruitment_degree_pa_pct"),
        municipal_mean("recruitment_degree_hm_mean_pct", "Rekrutteringsgrad HM", "percent", 0,
                       "recruitment_degree_hm_pct"),
        type_share("HM", "Værktøj, udstyr og andre arbejdsredskaber", "tools_pct", "Værktøj, af HM"),
        type_share("PA", "Fysisk aflastning", "physical_relief_pct", "Fysisk aflastning, af PA"),
    ),
    "modtagere": (
        person_share("men_pct", "Mænd", "gender", lambda gender: gender == "mand"),
        person_share("over_50_pct", "Over 50 år", "age", lambda age: age > 50),
        person_share("higher_education_pct", "Videregående uddannelse", "education", lambda level: level == "videregående"),
        person_share("income_over_300000_pct", "Indkomst over 300.000 kr.", "income_dkk", lambda dkk: dkk > 300_000),
        person_share("self_supporting_pct", "Selvforsørgende", "benefit_group", lambda group: group == "selvforsørgelse"),
        person_share("flexjob_pct", "Fleksjob/ledighedsydelse", "benefit_group", lambda group: group.isin(FLEXJOB)),
    ),
    "sagsgang": (
        Measure("expenditure_per_inhabitant_dkk", Column("Udgift pr. indbygger", "dkk"), "kommuner",
                "df_by_municipality", expenditure_per_inhabitant),
        municipal_mean("unit_price_pa_dkk", "Enhedspris PA", "dkk", 0),
        municipal_mean("unit_price_hm_dkk", "Enhedspris HM", "dkk", 0),
        processing_weeks("PA", "processing_pa_weeks", "Sagsbehandling PA, uger"),
        processing_weeks("HM", "processing_hm_weeks", "Sagsbehandling HM, uger"),
    ),
    "borgere": (
        interview_share("taet_kontakt", "close_contact_pct", "Borgere: tæt kontakt"),
        interview_share("fastholde_medarbejdere", "retain_staff_pct", "Arbejdsgivere: fastholder medarbejdere"),
        interview_share("oekonomisk_gevinst", "economic_gain_pct", "Arbejdsgivere: økonomisk gevinst"),
        interview_share("socialt_ansvar", "social_responsibility_pct", "Arbejdsgivere: socialt ansvar"),
    ),
    "tvaergaaende": (
        outcome_share("increased", "PA", "increased_hours_pa_pct", "Øgede løntimer PA"),
        outcome_share("increased", "HM", "increased_hours_hm_pct", "Øgede løntimer HM"),
        outcome_share("retained", "PA", "retained_pa_pct", "Fastholdt med løntimer PA"),
        outcome_share("retained", "HM", "retained_hm_pct", "Fastholdt med løntimer HM"),
        municipal_mean("usage_rate_two_year_pct", "Anvendelsesgrad 2018–2019", "percent", 2),
        municipal_mean("recruitment_degree_mean_pct", "Rekrutteringsgrad", "percent", 0, "recruitment_degree_pct"),
    ),
}  # fmt: skip
