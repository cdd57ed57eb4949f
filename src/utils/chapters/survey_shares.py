"""What the survey exhibits share: weighted shares of answers, names of items, and the making of an exhibit.

`data` is what `utils.load()` gives; used are df_by_respondent (register `survey_staff`, one row an answer),
df_by_municipality (code, name, inhabitants_2019k4, strategy, organisation, size_band, framework_band and,
where known, usage_band and staff) and status.
"""

from collections.abc import Callable, Sequence
from typing import Protocol

import pandas as pd
from matplotlib.figure import Figure

from utils.chapters.common import listed
from utils.errors import HkoError
from utils.measures.survey import PLAIN_ANSWERS, answers_in_order, categorised, seniority_band, survey_items
from utils.publish.exhibit import Column, Exhibit
from utils.publish.formats import number
from utils.statistics.weighting import WEIGHTED, share_by_answer


class SurveyData(Protocol):
    """The frames that the survey exhibits need."""

    df_by_respondent: pd.DataFrame
    df_by_municipality: pd.DataFrame
    df_by_example_municipality: pd.DataFrame
    df_by_example_answer: pd.DataFrame
    status: str


SUBJECTS = {
    "PA": "Personlig assistance",
    "HM": "Hjælpemidler",
    "FA": "Fortrinsadgang",
    "IB": "Isbryderordning",
    "fysisk": "Fysiske handicap",
    "psykisk": "Psykiske handicap",
    "sensorisk": "Sensoriske handicap",
    "intellektuel": "Intellektuelle handicap",
}
# How the three answers are called in the report, by question; elsewhere they are Høj, Middel, Lav.
AGREEMENT = {"høj": "Enig", "middel": "Hverken enig eller uenig", "lav": "Uenig"}
DEGREE = {"høj": "I høj grad", "middel": "Hverken i høj eller lav grad", "lav": "I lav grad"}
CHANCES = {"høj": "Gode", "middel": "Nogenlunde", "lav": "Dårlige"}
ANSWER_NAMES = {
    "q07": AGREEMENT,
    "q09": AGREEMENT,
    "q14": AGREEMENT,
    "q15": AGREEMENT,
    "q17": AGREEMENT,
    "q16": DEGREE,
    "q21": DEGREE,
    "q18": CHANCES,
    "q19": CHANCES,
    "q20": CHANCES,
}
# Parameter `opdeling` of the notebook: the column of df_by_municipality that it splits by.
DIVISIONS = {
    "ingen": None,
    "strategi": "strategy",
    "organisering": "organisation",
    "stoerrelse": "size_band",
    "rammevilkaar": "framework_band",
}
GROUP_ORDER = (
    "proaktiv",
    "reaktiv",
    "diffus",
    "specialiseret team",
    "spredt specialisering",
    "generel specialisering",
    "lav",
    "mellem",
    "middel",
    "høj",
    "0-5 år",
    "6-10 år",
    "over 10 år",
    "kontanthjælp",
    "a-dagpenge",
    "sygedagpenge",
    "ledighedsydelse",
)
# Groups of municipalities, under the word that a reader sees: the column of df_by_municipality.
MUNICIPAL_GROUPINGS = {
    "strategi": "strategy",
    "organisering": "organisation",
    "rammevilkår": "framework_band",
    "kommunestørrelse": "size_band",
    "anvendelsesgrad": "usage_band",
}
SENIORITY_GROUPS = {"under 1 år": "0-5 år", "1-5 år": "0-5 år", "6-10 år": "6-10 år", "over 10 år": "over 10 år"}
SHARE_COLUMNS = ["item", "label", "group", "answer", "level", "share_pct", "n_respondents", "n_municipalities"]


def inhabitants(data: SurveyData) -> pd.Series:
    """Inhabitants in the 4th quarter of 2019 by municipality code: the weights of 9.4.1."""
    return data.df_by_municipality.set_index("code")["inhabitants_2019k4"]


def question_items(question: str) -> list[str]:
    """The items of a question in questionnaire order; HkoError when it is not one of q07 … q21."""
    allowed = [f"q{number:02d}" for number in range(7, 22)]
    if question not in allowed:
        raise HkoError(f"Parameteren spoergsmaal: «{question}» kendes ikke; tilladt er {', '.join(allowed)}.")
    return survey_items(question)["item"].tolist()


def item_label(item: str) -> str:
    """The Danish name of an item: its scheme or type of disability, else the code list's own words."""
    row = survey_items().set_index("item").loc[item]
    if row["subject"]:
        return SUBJECTS[row["subject"]]
    # "Kilde til viden: nøglepersonen" is "Nøglepersonen" under a heading that names the question.
    text = row["label"].rpartition(": ")[2]
    return text[:1].upper() + text[1:]


def answer_label(question: str, answer: str) -> str:
    """The answer as the report calls it: "Enig" for høj in q07."""
    return ANSWER_NAMES.get(question, {}).get(answer, answer.capitalize())


def division(data: SurveyData, name: str) -> pd.Series | None:
    """The group of every municipality code for a value of the parameter opdeling; None for "ingen"."""
    if name not in DIVISIONS:
        raise HkoError(f"Parameteren opdeling: «{name}» kendes ikke; tilladt er {', '.join(DIVISIONS)}.")
    column = DIVISIONS[name]
    return None if column is None else data.df_by_municipality.set_index("code")[column]


def missing_groupings(data: SurveyData) -> str:
    """What the note must say of groupings of municipalities that the extract does not know; "" when it knows all."""
    df = data.df_by_municipality
    unknown = [name for name, column in MUNICIPAL_GROUPINGS.items() if column not in df or df[column].isna().all()]
    return f" Udtrækket kender ikke kommunernes {listed(unknown)}, som derfor ikke er med." if unknown else ""


def groupings(data: SurveyData) -> dict[str, pd.Series]:
    """The groups that respondents are split into: grouping → group of every respondent, missing without one.

    "alle" first, then what a respondent is (anciennitet, stilling, køn), then what the municipality is; a grouping
    that the extract has no register for is left out.
    """
    df, df_by_municipality = data.df_by_respondent, data.df_by_municipality.set_index("code")
    found = {
        "alle": pd.Series("alle", index=df.index),
        "anciennitet": seniority_band(df["q04"]).map(SENIORITY_GROUPS),
        "stilling": df["q02"].map(PLAIN_ANSWERS["q02"]),
        "køn": df["q05"].map(PLAIN_ANSWERS["q05"]),
    }
    for name, column in MUNICIPAL_GROUPINGS.items():
        if column in df_by_municipality and df_by_municipality[column].notna().any():
            found[name] = df["q01"].map(df_by_municipality[column])
    return found


def shares(
    data: SurveyData, items: Sequence[str], level: str = WEIGHTED, group: pd.Series | None = None
) -> pd.DataFrame:
    """Share of every answer of every item at one level, by group of respondents; columns SHARE_COLUMNS.

    `group` is indexed as df_by_respondent ("alle" without it). An answer that nobody gave has 0 pct.
    """
    df, weights = data.df_by_respondent, inhabitants(data)
    group = pd.Series("alle", index=df.index) if group is None else group
    found = []
    for item in items:
        answers = pd.DataFrame({"q01": df["q01"], item: categorised(df, item)})
        for name in in_order(group):
            inside = answers[group == name]
            if inside[item].notna().any():
                part = share_by_answer(inside, item, level, weights).set_index("answer")
                found.append(_all_answers(part, item).assign(group=name, label=item_label(item)))
    return pd.concat(found, ignore_index=True)[SHARE_COLUMNS] if found else pd.DataFrame(columns=SHARE_COLUMNS)


def _all_answers(df_by_answer: pd.DataFrame, item: str) -> pd.DataFrame:
    """Every answer of the item in its order, those that nobody gave with 0 pct."""
    df = df_by_answer.reindex(answers_in_order(item)).fillna({"share_pct": 0.0}).rename_axis("answer")
    for column in ("item", "level", "n_respondents", "n_municipalities"):
        df[column] = df_by_answer[column].iloc[0]
    return df.reset_index()


def in_order(group: pd.Series) -> list[str]:
    """The groups that occur, in the order they are shown in; groups without a place of their own come last."""
    if isinstance(group.dtype, pd.CategoricalDtype):
        return [name for name in group.cat.categories if (group == name).any()]
    place = {name: number for number, name in enumerate(GROUP_ORDER)}
    return sorted(group.dropna().unique(), key=lambda name: (place.get(name, len(place)), name))


def basis(data: SurveyData, df: pd.DataFrame) -> str:
    """N in words: the answers behind the numbers shown (the smallest and largest base), and all that were given."""
    all_answers = data.df_by_respondent
    given = f"{number(all_answers['q01'].nunique())} kommuner med {number(len(all_answers))} besvarelser i alt"
    if "n_respondents" not in df or df["n_respondents"].isna().all():
        return f"N = {given}"
    return f"N = {_span(df['n_respondents'])} svar bag hvert tal; {given}"


def _span(counts: pd.Series) -> str:
    low, high = int(counts.min()), int(counts.max())
    return number(low) if low == high else f"{number(low)}–{number(high)}"


def made_figure(
    data: SurveyData,
    exhibit_id: str,
    title: str,
    make: Callable[[SurveyData], pd.DataFrame],
    note: str,
    alt: Callable[[pd.DataFrame], str],
    draw: Callable[[pd.DataFrame], Figure],
) -> Exhibit:
    """A figure exhibit; without answers it holds no rows and says so."""
    if data.df_by_respondent.empty:
        return Exhibit(exhibit_id, title, pd.DataFrame(), data.status, NO_ANSWERS, NO_ANSWERS, draw)
    df = make(data)
    if df.empty:
        return Exhibit(exhibit_id, title, df, data.status, NO_GROUPS, NO_GROUPS, draw)
    return Exhibit(exhibit_id, title, df, data.status, f"{note} {basis(data, df)}.", alt(df), draw)


def made_table(
    data: SurveyData,
    exhibit_id: str,
    title: str,
    make: Callable[[SurveyData], pd.DataFrame],
    note: str,
    columns: dict[str, Column],
) -> Exhibit:
    """A table exhibit; without answers it holds no rows and says so."""
    if data.df_by_respondent.empty:
        return Exhibit(exhibit_id, title, pd.DataFrame(), data.status, NO_ANSWERS, columns=columns)
    df = make(data)
    if df.empty:
        return Exhibit(exhibit_id, title, df, data.status, NO_GROUPS, columns=columns)
    return Exhibit(exhibit_id, title, df, data.status, f"{note} {basis(data, df)}.", columns=columns)


NO_GROUPS = (
    "Svarene kan ikke inddeles sådan: inddelingen står i municipality_types, municipality_conditions eller i "
    "bevillingerne, og den er ikke i udtrækket."
)
NO_ANSWERS = "Spørgeskemaundersøgelsen blandt jobcentermedarbejdere (registret survey_staff) er ikke til rådighed."
