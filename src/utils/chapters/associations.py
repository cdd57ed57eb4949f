"""The associations behind the arrows of the change theory (codelists/arrows.csv), computed from the frames.

`r` is Pearson's correlation over municipalities, each counting alike; `r svar` over the respondents; `pp` the
difference between two types in percentage points, persons pooled. Sign and test are what the source says of an
arrow: a test it speaks of is judged at 5 percent (HC3, as the statements of 7.1.3–7.1.4), a descriptive claim by
its direction alone.
"""

import pandas as pd

from utils.chapters.common import OUTCOMES
from utils.frames import Frames
from utils.measures.hours import share_pct
from utils.measures.survey import composite, municipality_means
from utils.registers.codelists import code_list
from utils.statistics.regression import LEVEL, least_squares, shortage

SURVEY = {"knowledge_handicap": "q07", "knowledge_schemes": "q08", "guidance": "q09", "belief": "q18"}
MEASURES = {"r": "r, kommuner", "r svar": "r, medarbejdere", "pp": "procentpoint"}
AS_SOURCE, UNLIKE_SOURCE, UNKNOWN = "som i kilden", "ikke som i kilden", "kan ikke beregnes"
SAME, OPPOSITE = "samme retning", "modsat retning"
RESULT = ["value", "n", "p_value"]


def municipal_frame(data: Frames) -> pd.DataFrame:
    """df_by_municipality with what the arrows need beside it.

    proactive and specialised_team: 1 or 0, missing outside the case municipalities; the composites of 7.1.2 as
    means of the municipality's respondents, missing where nobody answered.
    """
    df = data.df_by_municipality.copy()
    for name, column, kind in (
        ("proactive", "strategy", "proaktiv"),
        ("specialised_team", "organisation", "specialiseret team"),
    ):
        df[name] = (df[column] == kind).astype("Float64").where(df[column].notna()).astype(float)
    answered = not data.df_by_respondent.empty
    for name, question in SURVEY.items():
        means = municipality_means(data.df_by_respondent, question) if answered else pd.Series(dtype=float)
        df[name] = df["code"].map(means).astype(float)
    return df


def associations(data: Frames) -> pd.DataFrame:
    """One row a line of the code list: its columns, value, n, p_value and verdict (in Danish).

    n counts municipalities (for `pp` those of the two types) or answers (`r svar`).
    p_value is missing where nothing is tested. value is missing where the extract lacks what it takes.
    """
    df_by_arrow = code_list("arrows")
    municipal = municipal_frame(data)
    found = [_association(data, municipal, arrow) for _, arrow in df_by_arrow.iterrows()]
    df = pd.concat([df_by_arrow, pd.DataFrame(found, columns=RESULT)], axis=1)
    return df.assign(verdict=[_verdict(row) for _, row in df.iterrows()], n=df["n"].astype("Int64"))


def correlation(df: pd.DataFrame, x: str, y: str) -> tuple[float, int, float]:
    """Pearson's r of two columns, the rows that have both, and the p-value of the slope (HC3)."""
    both = df[[x, y]].astype(float).dropna()
    if shortage(both, y, [x]) or both[y].nunique() < 2:
        return float("nan"), len(both), float("nan")
    p_value = least_squares(both, y, [x]).set_index("term").loc[x, "p_value"]
    return float(both[x].corr(both[y])), len(both), float(p_value)


def _association(data: Frames, municipal: pd.DataFrame, arrow: pd.Series) -> tuple[float, int, float]:
    if arrow["measure"] == "pp":
        column, first, second = arrow["x"].split(":")
        return _difference_pp(data, arrow["scheme"], arrow["y"], column, first, second)
    if arrow["measure"] == "r svar":
        return _between_respondents(data.df_by_respondent, arrow["x"], arrow["y"])
    return correlation(municipal, arrow["x"], arrow["y"])


def _difference_pp(
    data: Frames, scheme: str, outcome: str, column: str, first: str, second: str
) -> tuple[float, int, float]:
    """First minus second type of the case municipalities; n is the municipalities of the two with persons in the base."""
    types = data.df_by_municipality.set_index("code")[column].dropna()
    persons = data.df_by_person_scheme[data.df_by_person_scheme["scheme"] == scheme]
    persons = persons.assign(type=persons["municipality"].map(types)).dropna(subset=[outcome])
    persons = persons[persons["type"].isin([first, second])]
    shares = share_pct(persons, outcome, ["type"]).set_index("type")[OUTCOMES[outcome][1]]
    shares = shares.astype(float).reindex([first, second])
    return float(shares[first] - shares[second]), persons["municipality"].nunique(), float("nan")


def _between_respondents(df_by_respondent: pd.DataFrame, x: str, y: str) -> tuple[float, int, float]:
    if df_by_respondent.empty:
        return float("nan"), 0, float("nan")
    both = pd.DataFrame({name: composite(df_by_respondent, SURVEY[name]) for name in (x, y)}).dropna()
    return float(both[x].corr(both[y])), len(both), float("nan")


def _verdict(row: pd.Series) -> str:
    """How the number stands to the source's claim."""
    if pd.isna(row["value"]) or (row["tested"] == "ja" and pd.isna(row["p_value"])):
        return UNKNOWN
    same = row["sign"] == ("positive" if row["value"] > 0 else "negative")
    if row["tested"] == "nej":
        return SAME if same else OPPOSITE
    significant = row["p_value"] < LEVEL
    holds = not significant if row["sign"] == "none" else significant and same
    return AS_SOURCE if holds else UNLIKE_SOURCE
