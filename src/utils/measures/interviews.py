"""Coded interview answers counted: persons who say yes, municipalities that point to something, hours on a case.

Interviewees were chosen on purpose (K21 9.1), so a share describes them and nobody else; none has an interval.
"""

from collections.abc import Sequence

import pandas as pd

YES = "ja"
LEADER, KEY_PERSON, STAFF, CITIZEN, EMPLOYER = "leder", "nøgleperson", "medarbejder", "borger", "arbejdsgiver"


def of_roles(df_by_interview_answer: pd.DataFrame, *roles: str) -> pd.DataFrame:
    """The answers of interviewees with one of the roles."""
    return df_by_interview_answer[df_by_interview_answer["ROLLE"].isin(roles)]


def said(df_by_interview_answer: pd.DataFrame, question: str) -> pd.Series:
    """The coded answers to one question by interviewee; who was not asked or did not answer is not there."""
    return _answered(df_by_interview_answer, question).set_index("ID")["SVAR"]


def _answered(df_by_interview_answer: pd.DataFrame, question: str) -> pd.DataFrame:
    """The rows with a coded answer to a question; "Ja" and "ja " are the same answer."""
    df = df_by_interview_answer[df_by_interview_answer["SPOERGSMAAL"] == question].dropna(subset=["SVAR"])
    text = df["SVAR"].astype("string").str.strip()
    return df.assign(SVAR=text.where(~text.str.lower().isin([YES, "nej"]), text.str.lower()).astype(object))


def figures_told(df_by_interview_answer: pd.DataFrame, question: str) -> pd.Series:
    """The numbers answered to one question by interviewee."""
    df = df_by_interview_answer[df_by_interview_answer["SPOERGSMAAL"] == question].dropna(subset=["TAL"])
    return df.set_index("ID")["TAL"]


def yes_shares(df_by_interview_answer: pd.DataFrame, questions: Sequence[str]) -> pd.DataFrame:
    """One row a question: question, persons (who say yes), n (who answered), share_pct; missing where n is 0."""
    rows = []
    for question in questions:
        answer = said(df_by_interview_answer, question)
        rows.append({"question": question, "persons": int((answer == YES).sum()), "n": len(answer)})
    return with_share(pd.DataFrame(rows, columns=["question", "persons", "n"]), "persons", "n")


def category_shares(answer: pd.Series) -> pd.DataFrame:
    """One row an answer, most given first: category, persons, n, share_pct."""
    counts = answer.value_counts()
    df = pd.DataFrame({"category": counts.index.astype(str), "persons": counts.to_numpy(), "n": len(answer)})
    return with_share(df, "persons", "n")


def municipalities_saying(df_by_interview_answer: pd.DataFrame, questions: Sequence[str]) -> pd.DataFrame:
    """One row a question: question, municipalities (where at least one says yes), n_municipalities (asked), share_pct."""
    rows = []
    for question in questions:
        df = _answered(df_by_interview_answer, question)
        saying = df.loc[df["SVAR"] == YES, "KOMMUNE"].nunique()
        rows.append({"question": question, "municipalities": saying, "n_municipalities": df["KOMMUNE"].nunique()})
    df = pd.DataFrame(rows, columns=["question", "municipalities", "n_municipalities"])
    return with_share(df, "municipalities", "n_municipalities")


def with_share(df: pd.DataFrame, part: str, base: str) -> pd.DataFrame:
    """The frame with share_pct: the part in percent of the base, missing where the base is 0."""
    return df.assign(share_pct=100 * df[part] / df[base].where(df[base] > 0))


def hours_told(df_by_interview_answer: pd.DataFrame, schemes: Sequence[str]) -> pd.DataFrame:
    """One row a scheme and focus group that gave both ends: scheme, ID, from_hours, to_hours, middle_hours."""
    parts = []
    for scheme in schemes:
        ends = [figures_told(df_by_interview_answer, f"timer_{scheme.lower()}_{end}") for end in ("fra", "til")]
        df = pd.concat(ends, axis=1, keys=["from_hours", "to_hours"], join="inner").reset_index()
        parts.append(df.assign(scheme=scheme, middle_hours=(df["from_hours"] + df["to_hours"]) / 2))
    df = pd.concat(parts, ignore_index=True)
    return df[["scheme", "ID", "from_hours", "to_hours", "middle_hours"]]
