"""What the exhibits on the uncertainty of the staff survey share: its design, its answers in rows, what a note says."""

import pandas as pd

from utils.chapters.common import listed
from utils.chapters.survey_shares import SurveyData, item_label, question_items
from utils.chapters.survey_weighting import QUESTIONS, SEVERAL_ANSWERS
from utils.measures.survey import answers_in_order, categorised, survey_items
from utils.publish.exhibit import Column
from utils.statistics.survey_design import SurveyDesign, share_estimates, survey_design, without_correction

SHARE_COLUMNS = {
    "share_pct": Column("Andel", "percent", 1), "lower_pct": Column("95 pct.-interval", "interval", 1),
    "standard_error_pp": Column("Standardfejl (pp)", "decimal", 1),
}  # fmt: skip


def design_of(data: SurveyData) -> SurveyDesign:
    """The design of the survey of an extract."""
    return survey_design(data.df_by_respondent, data.df_by_municipality)


def correction_note(data: SurveyData) -> str:
    """What the note must say of municipalities without finite population correction; "" when there are none."""
    if data.df_by_respondent.empty:
        return ""
    codes = data.df_by_respondent["q01"]
    without = without_correction(design_of(data), codes)
    if not without:
        return ""
    if len(without) == codes.nunique():
        return " Antallet af medarbejdere er ukendt, så svarene er regnet som trukket af uendelig mange."
    names = data.df_by_municipality.set_index("code")["name"].loc[without].tolist()
    return (
        f" For {listed(names)} er antallet af medarbejdere ukendt eller mindre end antallet af svar; deres svar er regnet "
        "som trukket af uendelig mange og står i vægtet n kun for sig selv."
    )


def answer_rows(data: SurveyData, items: list[str], group: pd.Series | None = None) -> pd.DataFrame:
    """df_by_answer: q01, item, label, group ("alle" without one), answer and respondent (the row of df_by_respondent).

    Everyone with an answer and a group.
    """
    df = data.df_by_respondent
    group = pd.Series("alle", index=df.index) if group is None else group
    parts = [
        pd.DataFrame(
            {"q01": df["q01"], "item": item, "label": item_label(item), "group": group.astype(object),
             "answer": categorised(df, item), "respondent": df.index}
        ).dropna()
        for item in items
    ]  # fmt: skip
    return pd.concat(parts, ignore_index=True)


def first_answer_rows(data: SurveyData) -> pd.DataFrame:
    """df_by_answer of every item with one possible answer: q01, item, label, first ("høj" or "ja"), answer ja or nej."""
    questions = [question for question in QUESTIONS if question not in SEVERAL_ANSWERS]
    items = [item for question in questions for item in question_items(question)]
    df, labels = answer_rows(data, items), survey_items().set_index("item")["label"]
    first = df["item"].map({item: answers_in_order(item)[0] for item in items})
    return df.assign(
        label=df["item"].map(labels), first=first, answer=(df["answer"] == first).map({True: "ja", False: "nej"})
    )


def first_shares(design: SurveyDesign, df_by_answer: pd.DataFrame, scenario: str = "") -> pd.DataFrame:
    """Share of the first answer of every item under a design: scenario, item, label, answer, share_pct and the rest."""
    found = share_estimates(design, df_by_answer, ["item", "label", "first"], ["ja"])
    found = found.drop(columns="answer").rename(columns={"first": "answer"})
    found.insert(0, "scenario", scenario)
    return found
