from dataclasses import replace

import pandas as pd
import pytest

from utils.chapters.staff_interviews import asked_for
from utils.frames import Frames


def answer(person: str, role: str, text: str | None) -> dict[str, object]:
    return {
        "ID": person,
        "ROLLE": role,
        "KOMMUNE": 101,
        "SPOERGSMAAL": "efterspoerger_viden",
        "SVAR": text,
        "TAL": None,
    }


def test_two_of_three_staff_ask_for_more_knowledge(data: Frames) -> None:
    # Three of the staff answered, two of them yes; who gave no answer and the leader count nowhere: 2 / 3.
    answers = pd.DataFrame([
        answer("M1", "medarbejder", "ja"), answer("M2", "medarbejder", "ja"), answer("M3", "medarbejder", "nej"),
        answer("M4", "medarbejder", None), answer("L1", "leder", "ja"),
    ])  # fmt: skip
    exhibit = asked_for(replace(data, df_by_interview_answer=answers))
    row = exhibit.data.iloc[0]
    assert (row["persons"], row["n"]) == (2, 3)
    assert row["share_pct"] == pytest.approx(200 / 3)
    assert "Færre end 5 svar bag" in exhibit.note


def test_over_half_of_the_forty(data: Frames) -> None:
    row = asked_for(data).data.iloc[0]
    assert row["n"] == 40 and row["share_pct"] > 50  # K21-0248


def test_without_interviews_the_exhibit_says_so(data: Frames) -> None:
    assert asked_for(replace(data, missing=("interviews",))).kind == "empty"
    assert asked_for(replace(data, df_by_interview_answer=data.df_by_interview_answer.head(0))).kind == "empty"
