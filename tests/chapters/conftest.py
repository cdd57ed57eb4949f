"""Frames with a handful of case files, for the chapters of the case file review."""

from collections.abc import Callable

import pandas as pd
import pytest

from utils.frames import FRAME_NAMES, Frames

FIELDS = (
    "LOV", "FUNKTIONSNEDSAETTELSER", "FOERSTEGANGSBEVILLING", "TIDSBEGRAENSET", "VARIGHED_MAANEDER", "OPFOELGNING",
    "OPFOELGNING_AENDRING", "EJERFORHOLD", "ANSOEGT_UDENOM_JOBCENTER",
)  # fmt: skip
CaseFrames = Callable[..., Frames]


@pytest.fixture
def case_frames() -> CaseFrames:
    """Frames with these files (municipality, scheme, application, days or None, other fields) and four municipalities."""

    def made(*files: tuple[int, str, str, int | None, dict[str, object]], missing: tuple[str, ...] = ()) -> Frames:
        rows = []
        for municipality, scheme, applied, days, answers in files:
            start = pd.Timestamp(applied)
            row = {"KOMMUNE": municipality, "ORDNING": scheme, "ANSOEGNINGSDATO": start, "AFSLAG": 0,
                   "BEVILLINGSDATO": pd.NaT if days is None else start + pd.Timedelta(days=days)}  # fmt: skip
            rows.append(row | dict.fromkeys(FIELDS) | answers)
        columns = ["KOMMUNE", "ORDNING", "ANSOEGNINGSDATO", "BEVILLINGSDATO", "AFSLAG", *FIELDS]
        df_by_municipality = pd.DataFrame(
            {"code": [147, 169, 316, 575], "name": ["Frederiksberg", "Høje-Taastrup", "Holbæk", "Vejen"],
             "strategy": pd.array(["proaktiv", "proaktiv", "reaktiv", None], dtype="string"),
             "organisation": pd.array(["specialiseret team", "generel specialisering", "specialiseret team", None],
                                      dtype="string")}
        )  # fmt: skip
        frames = dict.fromkeys(FRAME_NAMES, pd.DataFrame()) | {
            "df_by_case": pd.DataFrame(rows, columns=columns), "df_by_municipality": df_by_municipality,
        }  # fmt: skip
        return Frames(**frames, status="synthetic", missing=missing)

    return made
