import pandas as pd
import pytest

from utils.chapters import subgroups
from utils.frames import FRAME_NAMES, Frames

PERSONS = [
    ("PA", "a", "mand", 20, "selvforsørgelse", "retention"),
    ("PA", "a", "kvinde", 41, "fleksjob", "retention"),
    ("PA", "a", "mand", 51, "ledighedsydelse", "recruitment"),
    ("PA", "a", None, 60, None, None),
    ("HM", "b", "mand", 30, "a-dagpenge", "recruitment"),
]


def _frames(persons: list[tuple[object, ...]] = PERSONS) -> Frames:
    df = pd.DataFrame(persons, columns=["scheme", "type", "gender", "age", "benefit_group", "purpose"])
    frames = dict.fromkeys(FRAME_NAMES, pd.DataFrame()) | {"df_by_person_scheme": df}
    return Frames(**frames, status="synthetic", missing=())


def test_a_type_and_its_characteristics() -> None:
    row = subgroups.subgroups(_frames()).data.iloc[0]
    assert row[["scheme", "type", "persons"]].tolist() == ["PA", "a", 4]
    assert row[["men_persons", "men_n_persons"]].tolist() == [2, 3]  # one gender is not known
    assert row["men_pct"] == pytest.approx(200 / 3)
    assert row[["under_30_pct", "over_40_pct", "over_50_pct"]].tolist() == [25, 75, 50]
    assert row["self_supporting_pct"] == pytest.approx(100 / 3)  # of three whose benefit is known
    assert row["flexjob_or_ledighedsydelse_pct"] == pytest.approx(200 / 3)
    assert row["retention_pct"] + row["recruitment_pct"] == pytest.approx(100)
    assert row[["age_lower_years", "age_upper_years"]].tolist() == [35.75, 53.25]  # quartiles of 20, 41, 51, 60


def test_personal_assistance_comes_first() -> None:
    assert subgroups.subgroups(_frames(PERSONS[::-1])).data["scheme"].tolist() == ["PA", "HM"]


def test_an_extract_without_persons_is_empty() -> None:
    assert subgroups.subgroups(_frames([])).kind == "empty"


def test_retention_and_recruitment_differ_between_types(data: Frames) -> None:
    df = subgroups.subgroups(data).data.set_index("type")
    # 5.4: relief and signs are for retention more often than support, structuring and staying in the task
    kept = df["retention_pct"]
    assert min(kept["Fysisk aflastning"], kept["Tegnsprogstolkning"]) > max(
        kept["Særlig personlig støtte"], kept["Fastholdelse i opgaven"]
    )
    assert df["men_pct"].idxmax() == "Strukturering og/eller kvalitetssikring af arbejde"
