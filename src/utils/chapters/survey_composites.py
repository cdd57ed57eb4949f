"""Composites of the staff survey by group, and whether K21's statements in words hold (4.2–4.4, 2.2, 7.1.2).

A composite of a group is the plain mean of its municipalities' means: within a municipality first over the
group's respondents in each item, then over items; then over municipalities, each counting alike. A municipality
where an item has no answer from the group is left out of that composite.
"""

from dataclasses import dataclass

import pandas as pd

from utils.chapters.survey_shares import SurveyData, groupings, in_order, item_label, made_table, missing_groupings
from utils.errors import HkoError
from utils.measures.survey import (
    answers_in_order,
    categorised,
    has_answered,
    municipality_means,
    share_by_municipality,
    valued,
)
from utils.publish.exhibit import Column, Exhibit

AS_ANSWERED = ("q14", "q15")
# Parameter `inddeling` of the notebook: the grouping shown; "alle" shows every one.
SPLITS = {
    "alle": None,
    "strategi": "strategi",
    "organisering": "organisering",
    "rammevilkaar": "rammevilkår",
    "stoerrelse": "kommunestørrelse",
    "anvendelsesgrad": "anvendelsesgrad",
}
SCHEMES = ("pa", "hm", "fa", "ib")
METHOD = (
    "Uvægtet gennemsnit af kommunernes gennemsnit: i hver kommune først over gruppens respondenter i hvert "
    "delspørgsmål, så over delspørgsmål, til sidst over kommuner. «Ved ikke» er ude; en kommune uden svar fra gruppen "
    "i et delspørgsmål er ude af det mål. Anciennitet, stilling og køn er respondentens, resten kommunens. Rammevilkår "
    "er rang 1-32, 33-66 og 67-98, anvendelsesgrad er bevillinger i 2019 pr. 100 indbyggere (under 0,2, 0,2-0,5, over "
    "0,5), begge som i tabel 12 og figur 39-40."
)


@dataclass(frozen=True)
class Measure:
    """One composite: its column, heading and question; of one item, and of it the share of one answer, where named."""

    column: str
    heading: str
    question: str
    kind: str = "decimal"
    answer: str | None = None
    item: str | None = None


KNOWLEDGE = (
    Measure("knowledge_handicap_1_5", "Viden om handicap (1-5)", "q07"),
    Measure("knowledge_hko_0_10", "Viden om HKO (0-10)", "q08"),
    Measure("guidance_1_5", "Vejledning (1-5)", "q09"),
    Measure("experience_pct", "Erfaring", "q11", "percent"),
    Measure("belief_1_5", "Tro på borger (1-5)", "q18"),
)
APPROACH = (
    Measure("relocation_agree_pct", "Omplacering: enig", "q14", "percent", "høj", "q14"),
    Measure("relocation_1_5", "Omplacering (1 enig - 5 uenig)", "q14"),
    Measure("good_match_agree_pct", "Godt match: enig", "q15", "percent", "høj", "q15"),
    Measure("good_match_1_5", "Godt match (1 enig - 5 uenig)", "q15"),
    Measure("economy_limits_pct", "Økonomi begrænser: i høj grad", "q16", "percent", "høj", "q16"),
)
BELIEF = tuple(
    Measure(f"belief_{subject}_1_5", f"Tro på borger, {subject} (1-5)", "q18", item=f"q18_{subject}")
    for subject in ("fysisk", "psykisk", "sensorisk", "intellektuel")
)


def knowledge_by_group(data: SurveyData, inddeling: str = "alle") -> Exhibit:
    """Knowledge, guidance, experience and belief by group: a row a group, a column a composite."""
    return _table(
        data, "k21-viden-grupper", "Viden, vejledning, erfaring og tro efter medarbejder og kommune", KNOWLEDGE,
        inddeling,
        "Højt er meget viden, god vejledning, gode muligheder. Erfaring er andelen med erfaring, gennemsnit af de fire "
        "ordninger. Spørgsmål 7, 8, 9, 11 og 18. Kilde: K21 4.2, l.2265-2290, 4.4, l.2847-2865, og 7.1.2, l.5429-5436.",
    )  # fmt: skip


def approach_by_group(data: SurveyData, inddeling: str = "alle") -> Exhibit:
    """Agreement that something is better than the schemes, and that economy limits them, by group."""
    return _table(
        data, "k21-tilgang-grupper", "Omplacering, det gode match og økonomi efter medarbejder og kommune", APPROACH,
        inddeling,
        "Andelene er gennemsnit af kommunernes andele af svarene (enig er svar 1 og 2); gennemsnittene er som i figur "
        "12 og 14, hvor et lavt tal er enig. Spørgsmål 14-16. Kilde: K21 4.3, l.2536-2545.",
    )  # fmt: skip


def _table(
    data: SurveyData, exhibit_id: str, title: str, measures: tuple[Measure, ...], inddeling: str, note: str
) -> Exhibit:
    shown = {measure.column: _column(measure) for measure in measures}
    return made_table(
        data, exhibit_id, title, lambda given: group_rows(given, measures, inddeling),
        f"{METHOD} {note}{missing_groupings(data)}",
        {
            "grouping": Column("Inddeling"), "group": Column("Gruppe"), **shown,
            "n_municipalities": Column("Kommuner", "integer"), "n_respondents": Column("Respondenter", "integer"),
        },
    )  # fmt: skip


def _column(measure: Measure) -> Column:
    return Column(measure.heading, "percent") if measure.kind == "percent" else Column(measure.heading, "decimal", 2)


def group_rows(data: SurveyData, measures: tuple[Measure, ...], inddeling: str = "alle") -> pd.DataFrame:
    """A row a group: grouping, group, n_municipalities, n_respondents, and each measure with its own two bases.

    The bases of a measure (<measure>_respondents, <measure>_municipalities) leave out who answered "ved ikke".
    """
    if inddeling not in SPLITS:
        raise HkoError(f"Parameteren inddeling: «{inddeling}» kendes ikke; tilladt er {', '.join(SPLITS)}.")
    wanted = SPLITS[inddeling]
    chosen = {name: group for name, group in groupings(data).items() if wanted is None or name in ("alle", wanted)}
    rows = [
        {"grouping": name, "group": value} | _row(data.df_by_respondent[group == value], measures)
        for name, group in chosen.items()
        for value in in_order(group)
    ]
    return pd.DataFrame(rows)


def _row(df_by_respondent: pd.DataFrame, measures: tuple[Measure, ...]) -> dict[str, float]:
    codes = df_by_respondent["q01"]
    row: dict[str, float] = {"n_municipalities": codes.nunique(), "n_respondents": len(codes)}
    for measure in measures:
        values = _municipal(df_by_respondent, measure).dropna()
        counted = has_answered(df_by_respondent, measure.question) & codes.isin(values.index)
        row[measure.column] = values.mean()
        row[f"{measure.column}_respondents"] = int(counted.sum())
        row[f"{measure.column}_municipalities"] = len(values)
    return row


def _municipal(df_by_respondent: pd.DataFrame, measure: Measure) -> pd.Series:
    """The measure by municipality code."""
    if measure.item is not None and measure.answer is None:
        return valued(df_by_respondent, measure.item).groupby(df_by_respondent["q01"]).mean()
    if measure.answer is not None and measure.item is not None:
        return share_by_municipality(df_by_respondent, measure.item, measure.answer).set_index("code")["share_pct"]
    return municipality_means(df_by_respondent, measure.question, measure.question not in AS_ANSWERED)


def experience_and_knowledge(data: SurveyData) -> Exhibit:
    """Who has experience with a scheme against who has not: knowledge of it, guidance in it, belief in citizens."""
    return made_table(
        data, "k21-erfaring-viden", "Viden, vejledning og tro blandt dem med og uden erfaring", experience_rows,
        "Uvægtet gennemsnit af kommunernes gennemsnit for dem, der svarer ja og nej til erfaring med ordningen. Viden "
        "(0-10) og vejledning (1-5) gælder samme ordning, tro (1-5) gennemsnittet af de fire handicaptyper. "
        "Svarene viser, hvad der følges ad, ikke hvad der kommer først. Spørgsmål 8, 9, 11 og 18. Kilde: K21 4.2, "
        "l.2135-2143, og 4.5, l.2958.",
        {
            "label": Column("Ordning"), "experience": Column("Erfaring"),
            "knowledge_hko_0_10": Column("Viden om ordningen (0-10)", "decimal", 2),
            "guidance_1_5": Column("Vejledning i ordningen (1-5)", "decimal", 2),
            "belief_1_5": Column("Tro på borger (1-5)", "decimal", 2),
            "n_respondents": Column("Respondenter", "integer"), "n_municipalities": Column("Kommuner", "integer"),
        },
    )  # fmt: skip


def experience_rows(data: SurveyData) -> pd.DataFrame:
    """The rows of `experience_and_knowledge`."""
    from_item = {"knowledge_hko_0_10": "q08", "guidance_1_5": "q09"}
    rows = []
    for scheme in SCHEMES:
        experience = categorised(data.df_by_respondent, f"q11_{scheme}")
        for answer in answers_in_order(f"q11_{scheme}"):
            df = data.df_by_respondent[experience == answer]
            means = {
                column: valued(df, f"{question}_{scheme}").groupby(df["q01"]).mean().mean()
                for column, question in from_item.items()
            }
            belief = municipality_means(df, "q18").mean()
            rows.append({"label": item_label(f"q11_{scheme}"), "experience": answer, **means, "belief_1_5": belief,
                         "n_respondents": len(df), "n_municipalities": df["q01"].nunique()})  # fmt: skip
    return pd.DataFrame(rows)
