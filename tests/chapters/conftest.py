"""Frames with a handful of case files, or of municipalities, for the chapters that need them."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from utils.frames import FRAME_NAMES, Frames
from utils.measures.hours import with_outcomes
from utils.measures.municipal import municipal_results

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


def _municipal_frames() -> Frames:
    """24 municipalities, 8, 9 and 7 in the bands of the rank; usage and increased hours fall with the rank, unevenly.

    Rank 2, 6 … 94; inhabitants 20,000–135,000, not in the order of the rank; grants of PA and HM by turns, each of a
    person of its own, every third with hours before it.
    """
    place = np.arange(24)
    inhabitants = 20_000 + 5_000 * ((7 * place) % 24)
    rank = 2 + 4 * place
    wanted = (inhabitants * (1.2 - 0.009 * rank + 0.05 * ((5 * place) % 7 - 3)) / 1000).astype(int)
    municipality = np.repeat(100 + place, wanted)
    number = np.concatenate([np.arange(count) for count in wanted])
    own_rank = np.repeat(rank, wanted)
    scheme = np.where(number % 2 == 0, "PA", "HM")
    before = np.where(number % 3 == 0, 60.0, 0.0)
    # Out of every hundred so many: 40 less a quarter of the rank and a municipality's own deviation.
    share = 40 - 0.25 * own_rank + 6 * np.sin(municipality)
    increased = (37 * number) % 100 < share
    grants = pd.DataFrame(
        {
            "pnr": [f"p{count:05d}" for count in range(len(number))],
            "scheme": scheme,
            "year": np.where(number % 5 < 3, 2018, 2019),
            "municipality": pd.array(municipality, dtype="Int64"),
            "purpose": np.where((13 * number) % 100 < 60 - 0.3 * own_rank, "recruitment", "retention"),
        }
    )
    persons = grants.assign(
        baseline_hours=before,
        outcome_hours=np.where(increased, before + np.where(number % 4 == 0, 10.0, 80.0), before),
        age=30 + number % 30,
        gender=np.where(number % 7 < 4, "mand", "kvinde"),
    )
    persons.loc[number % 20 == 19, "outcome_hours"] = np.nan
    persons = with_outcomes(persons)
    settings = pd.DataFrame(
        {"code": 100 + place, "name": [f"By {count}" for count in place], "inhabitants_2019k4": inhabitants,
         "framework_rank": pd.array(rank, dtype="Int64"), "log10_inhabitants": np.log10(inhabitants)}
    )  # fmt: skip
    frames = dict.fromkeys(FRAME_NAMES, pd.DataFrame()) | {
        "df_by_grant": grants, "df_by_person_scheme": persons,
        "df_by_municipality": municipal_results(settings, grants, persons, {}),
    }  # fmt: skip
    return Frames(**frames, status="synthetic", missing=())


@pytest.fixture(scope="session")
def municipal_frames() -> Frames:
    """Frames of 24 municipalities with grants and persons, for the chapters that model them."""
    return _municipal_frames()
