"""Answers of the staff survey as the report reads them: recoded, turned and averaged.

K21 4.2–4.4 and 7.1.2. The direction and recode of every item stand in the code list `survey_items`. The report
prints no cut points; here five answers become {1, 2}, {3} and {4, 5}, and 0–10 becomes low 0–3, middle 4–6 and
high 7–10. "Ved ikke" (99) leaves every base.
"""

from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from utils.errors import HkoError
from utils.registers.codelists import code_list
from utils.registers.sources import data_toml_path

DONT_KNOW = 99
THREE_ANSWERS = ("høj", "middel", "lav")
YES_NO = ("ja", "nej")
# The options of the questions that are not recoded (K21 9.4.2, l.6798-6913).
PLAIN_ANSWERS: dict[str, dict[int, str]] = {
    "q02": {
        1: "Myndighedssagsbehandler",
        2: "Virksomhedskonsulent",
        3: "Myndigheds- og virksomhedskonsulent",
        4: "Nøgleperson til HKO",
        5: "Administrativ medarbejder",
        6: "Andet",
    },
    "q03": {
        1: "Dagpenge",
        2: "Kontanthjælp (jobparate)",
        3: "Kontanthjælp (aktivitetsparate)",
        4: "Uddannelseshjælp (uddannelsesparate)",
        5: "Uddannelseshjælp (aktivitetsparate)",
        6: "Sygedagpenge",
        7: "Jobafklaring",
        8: "Ressourceforløb",
        9: "Fleksjob/ledighedsydelse",
        10: "Integration",
        11: "Tværgående for alle målgrupper",
        12: "Andet",
    },
    "q05": {1: "kvinder", 2: "mænd", 3: "andet"},
    "q10": {1: "ja", 0: "nej"},
    "q11": {1: "ja", 2: "nej"},
    "q12": {1: "ja", 2: "nej"},
    "q13": {1: "ja", 0: "nej"},
}
SENIORITY_LIMITS = {"under 1 år": (0, 0), "1-5 år": (1, 5), "6-10 år": (6, 10), "over 10 år": (11, 99)}


def survey_items(question: str | None = None) -> pd.DataFrame:
    """df_by_item: item, question, label, subject, direction, recode; all, or those of one question."""
    df_by_item = _code_list(data_toml_path(None))
    if question is None:
        return df_by_item.copy()
    df_by_item = df_by_item[df_by_item["question"] == question].reset_index(drop=True)
    if df_by_item.empty:
        raise HkoError(f"Spørgsmålet «{question}» findes ikke i kodelisten survey_items; forventet q01 til q21.")
    return df_by_item


def answer_names(item: str) -> dict[int, str]:
    """What each option of an item counts as: høj, middel, lav (recoded) or its own name; without "Ved ikke"."""
    row = _item(item)
    if row["recode"] == "5to3":
        names = dict(zip(range(1, 6), ("høj", "høj", "middel", "lav", "lav"), strict=True))
        return names if row["direction"] == "high_first" else {6 - option: name for option, name in names.items()}
    if row["recode"] == "10to3":
        return {option: "lav" if option <= 3 else "middel" if option <= 6 else "høj" for option in range(11)}
    if row["question"] not in PLAIN_ANSWERS:
        raise HkoError(f"Spørgsmålet «{item}» har ingen svarkategorier i kodelisten survey_items.")
    return PLAIN_ANSWERS[row["question"]]


def scale_values(item: str) -> dict[int, int]:
    """The value of each option when a high value means much: 1–5 turned where option 1 is most, 0–10 as it is."""
    row = _item(item)
    if row["recode"] == "10to3":
        return {option: option for option in range(11)}
    if row["recode"] != "5to3":
        raise HkoError(f"Spørgsmålet «{item}» har ingen skala; forventet et spørgsmål med 5 eller 11 svar.")
    turned = row["direction"] == "high_first"
    return {option: 6 - option if turned else option for option in range(1, 6)}


def options(item: str, answer: str) -> list[int]:
    """The options of an item that count as an answer: options("q07_fysisk", "høj") is [1, 2]."""
    found = [option for option, name in answer_names(item).items() if name == answer]
    if not found:
        raise HkoError(f"Svaret «{answer}» findes ikke for {item}; tilladt: {', '.join(answers_in_order(item))}.")
    return sorted(found)


def answers_in_order(item: str) -> list[str]:
    """The answers of an item in the order they are shown: much before little, else as in the questionnaire."""
    names = list(dict.fromkeys(answer_names(item).values()))
    return list(THREE_ANSWERS) if set(names) == set(THREE_ANSWERS) else names


def categorised(df_by_respondent: pd.DataFrame, item: str) -> pd.Series:
    """The answers of one item in words; missing where "Ved ikke" or not asked.

    The reasons for not screening (q13) are asked of those who do not screen, so the others are missing.
    """
    answers = df_by_respondent[item].map(answer_names(item))
    if item.startswith("q13"):
        answers = answers.where(df_by_respondent["q12"] == options("q12", "nej")[0])
    return answers


def valued(df_by_respondent: pd.DataFrame, item: str, high_is_much: bool = True) -> pd.Series:
    """The answers of one item as numbers, missing where "Ved ikke"; as answered when not `high_is_much`."""
    values = scale_values(item)
    if not high_is_much:
        values = {option: option for option in values}
    return df_by_respondent[item].map(values)


def numbers(df_by_respondent: pd.DataFrame, item: str, high_is_much: bool = True) -> pd.Series:
    """The answers of one item as what is averaged: 100 or 0 where an answer is ja, else as `valued`."""
    if set(answer_names(item).values()) == set(YES_NO):
        return categorised(df_by_respondent, item).map({"ja": 100.0, "nej": 0.0})
    return valued(df_by_respondent, item, high_is_much).astype(float)


def composite(df_by_respondent: pd.DataFrame, question: str) -> pd.Series:
    """Mean over a question's items for every respondent (K21 7.1.2), of those that were answered."""
    items = survey_items(question)["item"]
    return pd.concat([valued(df_by_respondent, item) for item in items], axis=1).mean(axis=1)


def has_answered(df_by_respondent: pd.DataFrame, question: str) -> pd.Series:
    """Whether a respondent has answered at least one item of a question with something else than "ved ikke"."""
    items = survey_items(question)["item"]
    return pd.concat([categorised(df_by_respondent, item).notna() for item in items], axis=1).any(axis=1)


def municipality_means(df_by_respondent: pd.DataFrame, question: str, high_is_much: bool = True) -> pd.Series:
    """Mean of a question by municipality code: first over respondents in each item, then over items.

    For questions with an answer ja the value of a respondent is 100 or 0, so that the mean is a share in pct.
    """
    by_item = [
        numbers(df_by_respondent, item, high_is_much).groupby(df_by_respondent["q01"]).mean()
        for item in survey_items(question)["item"]
    ]
    return pd.concat(by_item, axis=1).mean(axis=1, skipna=False)


def share_by_municipality(df_by_respondent: pd.DataFrame, item: str, answer: str) -> pd.DataFrame:
    """df_by_municipality: code, share_pct of the answer, n_respondents in the base."""
    answers = categorised(df_by_respondent, item).dropna()
    by_code = (answers == answer).groupby(df_by_respondent["q01"])
    df = pd.DataFrame({"share_pct": 100 * by_code.mean(), "n_respondents": by_code.size()})
    return df.rename_axis("code").reset_index()


def knowledge_level(df_by_respondent: pd.DataFrame) -> pd.Series:
    """Knowledge of the four schemes (q08) as høj, middel, lav: the mean rounded half up, then cut as one answer.

    K21 prints no limits for Figur 19; a mean below 3,5 is low and one of 6,5 or more is high.
    """
    rounded = np.floor(composite(df_by_respondent, "q08") + 0.5)
    return rounded.map(answer_names("q08_pa"))


def seniority_band(years: pd.Series) -> pd.Series:
    """Years in the job centre as the four bands of K21 9.4."""
    bands = pd.Series(pd.NA, index=years.index, dtype="string")
    for name, (low, high) in SENIORITY_LIMITS.items():
        bands[years.between(low, high)] = name
    return bands


def spread_pct(values: pd.Series) -> float:
    """How many percent the largest value lies above the smallest ("procentvis forskel")."""
    return 100 * (values.max() / values.min() - 1)


def spread_points(values: pd.Series) -> float:
    """Largest minus smallest value ("procentpoint")."""
    return float(values.max() - values.min())


@cache
def _code_list(data_toml: Path) -> pd.DataFrame:
    """The code list, read once a process: every answer of every exhibit asks for it."""
    return code_list("survey_items")


@cache
def _items(data_toml: Path) -> dict[str, dict[str, str]]:
    rows = _code_list(data_toml).to_dict("records")
    return {row["item"]: {str(column): str(value) for column, value in row.items()} for row in rows}


def _item(item: str) -> dict[str, str]:
    items = _items(data_toml_path(None))
    if item not in items:
        raise HkoError(f"Spørgsmålet «{item}» findes ikke i kodelisten survey_items.")
    return items[item]
