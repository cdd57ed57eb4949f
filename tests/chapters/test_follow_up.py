from typing import Any

import pytest

from utils.chapters import follow_up


def assistance(municipality: int = 147, days: int | None = 7, **answers: Any) -> tuple[Any, ...]:
    return (municipality, "PA", "2018-02-01", days, answers)


def aid(ownership: str | None, municipality: int = 147, law: str = "LAB") -> tuple[Any, ...]:
    return (municipality, "HM", "2019-02-01", 7 if ownership else None, {"EJERFORHOLD": ownership, "LOV": law})


FILES = [
    assistance(TIDSBEGRAENSET=1, VARIGHED_MAANEDER=12, FOERSTEGANGSBEVILLING=1, OPFOELGNING=1, OPFOELGNING_AENDRING=0),
    assistance(TIDSBEGRAENSET=1, VARIGHED_MAANEDER=6, FOERSTEGANGSBEVILLING=0, OPFOELGNING=0),
    assistance(169, TIDSBEGRAENSET=1, VARIGHED_MAANEDER=24, OPFOELGNING=1, OPFOELGNING_AENDRING=1),
    assistance(169, TIDSBEGRAENSET=0),
    assistance(169, None, AFSLAG=1, FOERSTEGANGSBEVILLING=1),
    aid("udlån"), aid("tilskud", 169), aid("tilskud", 169, "KOL"), aid(None),
    (147, "FA", "2018-02-01", 7, {"ANSOEGT_UDENOM_JOBCENTER": 1}),
]  # fmt: skip


def shares(df):  # type: ignore[no-untyped-def]
    return {row.answer: (row.cases, row.n_cases) for row in df.itertuples()}


def test_tabel_19_counts_granted_files(case_frames) -> None:  # type: ignore[no-untyped-def]
    exhibit = follow_up.follow_up(case_frames(*FILES))
    assert shares(exhibit.data) == {
        "ikke tidsbegrænset": (1, 4), "tidsbegrænset": (3, 4),
        "under 12 måneder": (1, 3), "12 måneder": (1, 3), "over 12 måneder": (1, 3),
        "tilskud": (2, 3), "udlån": (1, 3),
    }  # fmt: skip
    assert exhibit.data["share_pct"].tolist()[:2] == [25, 75]


def test_practice_counts_files_whose_answer_is_known(case_frames) -> None:  # type: ignore[no-untyped-def]
    df = follow_up.practice(case_frames(*FILES)).data
    assert shares(df) == {
        "LAB": (3, 4), "KOL": (1, 4), "førstegangsbevilling": (2, 3), "genbevilling": (1, 3), "afslag": (1, 5),
        "ingen ændring": (1, 2), "ændring": (1, 2), "uden om jobcentret": (1, 1), "gennem jobcentret": (0, 1),
    }  # fmt: skip


def test_duration_of_time_limited_grants(case_frames) -> None:  # type: ignore[no-untyped-def]
    df = follow_up.duration(case_frames(*FILES)).data
    assert df.loc[0, ["n_cases", "mean_months", "longest_months"]].tolist() == [3, 14, 24]  # (12 + 6 + 24)/3


def test_municipalities_without_names_the_most_time_limited_first(case_frames) -> None:  # type: ignore[no-untyped-def]
    exhibit = follow_up.municipalities(case_frames(*FILES))
    df = exhibit.data
    assert df["place"].tolist() == [1, 2]
    assert df["time_limited_pct"].tolist() == [100, 50]  # 2 of 2 and 1 of 2
    assert df["all_time_limited"].tolist() == [1, 0]
    assert df["not_time_limited_rank"].tolist() == [2, 1]
    assert df["loan_pct"].tolist() == [100, 0] and df["loan_rank"].tolist() == [1, 2]
    assert "Frederiksberg" not in exhibit.html


@pytest.mark.parametrize("kept", ["PA", "HM", "FA"])
def test_one_scheme_alone_is_enough(kept: str, case_frames) -> None:  # type: ignore[no-untyped-def]
    data = case_frames(*[row for row in FILES if row[1] == kept])
    for make in (follow_up.follow_up, follow_up.practice, follow_up.duration, follow_up.municipalities):
        assert make(data).html
