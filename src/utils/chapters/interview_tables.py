"""What the chapters on interviews share: labels of questions, and the words about small bases."""

from collections.abc import Sequence

import pandas as pd

from utils.chapters.common import FEW, listed
from utils.measures.interviews import of_roles, yes_shares
from utils.registers.codelists import code_list

REGISTERS = ("interviews",)
NOBODY_ASKED = "Udtrækket har ingen interview at tælle her."
CHOSEN = (
    "Interviewpersonerne er udvalgt med vilje, ikke tilfældigt (K21 9.1): andelene beskriver dem alene, og der regnes "
    "ikke usikkerhed på dem."
)


def questions(topic: str) -> list[str]:
    """The questions of a topic in the order of the code list `interview_questions`."""
    df = code_list("interview_questions")
    return list(df.loc[df["topic"] == topic, "question"])


def labelled(df: pd.DataFrame) -> pd.DataFrame:
    """The frame with label, the question in words, as its second column."""
    labels = code_list("interview_questions").set_index("question")["label"]
    result = df.copy()
    result.insert(1, "label", result["question"].map(labels))
    return result


def views_of(df_by_interview_answer: pd.DataFrame, role: str, questions: Sequence[str]) -> pd.DataFrame:
    """What one role says, a row a question that somebody answered: question, label, persons (yes), n, share_pct."""
    df = yes_shares(of_roles(df_by_interview_answer, role), questions)
    return labelled(df[df["n"] > 0]).reset_index(drop=True)


def small_bases(df: pd.DataFrame, base: str = "n", label: str = "label", noun: str = "svar") -> str:
    """What the note must say of shares of fewer than five; "" when there are none."""
    small = [str(name) for name in dict.fromkeys(df.loc[df[base] < FEW, label])]
    return f" Færre end {FEW} {noun} bag: {listed(small)}; andelen siger næsten intet." if small else ""
