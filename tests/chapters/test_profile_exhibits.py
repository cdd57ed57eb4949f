from dataclasses import replace

import pandas as pd
import pytest

from utils.chapters.profile_exhibits import EXHIBITS, beside_country, case_municipality, part_of
from utils.frames import Frames

THISTED, DRAGOER = 787, 155


def grants(data: Frames) -> pd.DataFrame:
    """Four grants of aids in Thisted and one in København: two in flexjob, two without a benefit; one on sick pay."""
    rows = data.df_by_grant[(data.df_by_grant["scheme"] == "HM") & (data.df_by_grant["year"] == 2019)].head(5)
    return rows.assign(
        municipality=pd.array([787, 787, 787, 787, 101], dtype="Int64"),
        benefit_group=["fleksjob", "fleksjob", "selvforsørgelse", "selvforsørgelse", "sygedagpenge"],
        purpose=["retention"] * 4 + ["recruitment"],
    )


def test_the_municipality_stands_beside_the_country(data: Frames) -> None:
    df = beside_country(replace(data, df_by_grant=grants(data)), THISTED, "ydelser").data.set_index("benefit_group")
    # Thisted 2 of 4, the country 2 of 5.
    assert df.loc["fleksjob", ["grants", "n_grants", "share_pct", "country_pct"]].tolist() == [2, 4, 50, 40]
    # Nobody in Thisted was on sick pay: 0 of 4; in the country 1 of 5.
    assert df.loc["sygedagpenge", ["grants", "n_grants", "share_pct", "country_pct"]].tolist() == [0, 4, 0, 20]


def test_a_municipality_without_grants_has_no_share_and_the_note_says_so(data: Frames) -> None:
    exhibit = beside_country(replace(data, df_by_grant=grants(data)), DRAGOER, "ydelser")
    assert exhibit.data["share_pct"].isna().all() and (exhibit.data["n_grants"] == 0).all()
    assert "ingen bevillinger i kommunen" in exhibit.note


def test_a_part_holds_the_municipality_alone(data: Frames) -> None:
    part = part_of(data, THISTED)
    assert set(part.df_by_grant["municipality"]) == set(part.df_by_person_scheme["municipality"]) == {THISTED}
    assert len(part.df_by_municipality) == 98


@pytest.mark.parametrize("name", EXHIBITS)
def test_every_exhibit_is_the_chapters_own_beside_the_country(name: str, data: Frames) -> None:
    chosen = EXHIBITS[name]
    df = beside_country(data, THISTED, name).data
    national = chosen.make(data).data
    for column, value in (chosen.only or {}).items():
        national = national[national[column] == value]
    national = national[national["scheme"].isin(["PA", "HM"])]
    assert df["country_pct"].tolist() == pytest.approx(national[chosen.share].tolist())
    assert df["share_pct"].tolist() == pytest.approx((100 * df[chosen.count] / df[chosen.base]).tolist())


def test_without_the_register_the_exhibit_says_what_is_missing(data: Frames) -> None:
    bare = replace(data, df_by_person_diagnosis=data.df_by_person_diagnosis.head(0),
                   missing=("lpr_adm", "lpr_diag"))  # fmt: skip
    exhibit = beside_country(bare, THISTED, "multisygdom")
    assert exhibit.kind == "empty" and "lpr_adm" in exhibit.note


def test_a_case_municipality_beside_all_of_them(data: Frames) -> None:
    df = case_municipality(data, THISTED).data.set_index("measure")
    answers = data.df_by_respondent
    assert df.loc["Viden om HKO (0–10)", "n"] == (answers["q01"] == THISTED).sum()
    here = answers[answers["q01"] == THISTED]
    means = [here[f"q08_{scheme}"].mean() for scheme in ("pa", "ib", "fa", "hm")]
    assert df.loc["Viden om HKO (0–10)", "value"] == pytest.approx(sum(means) / 4)


def test_other_municipalities_are_told_that_they_were_no_case(data: Frames) -> None:
    exhibit = case_municipality(data, DRAGOER)
    assert exhibit.kind == "empty" and exhibit.note.startswith("Dragør er ikke en af de 20 casekommuner")
