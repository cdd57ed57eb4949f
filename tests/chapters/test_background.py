import pandas as pd
import pytest

from utils.chapters import background
from utils.frames import FRAME_NAMES, Frames
from utils.measures.bands import framework_band

# scheme, gender, age, education, level, income, industry, municipality
PERSONS = [
    ("PA", "mand", 51, "videregående", "lang", 400_000, "handel og transport", 1),
    ("PA", "mand", 50, "grundskole", "", 200_000, "uoplyst", 1),
    ("PA", "kvinde", 60, "grundskole", "", 300_000, None, 2),
    ("HM", "kvinde", 20, "uoplyst", "", None, "bygge og anlæg", None),
]
NAMES = ["scheme", "gender", "age", "education", "education_level", "income_dkk", "industry", "municipality"]


def _frames(persons: list[tuple[object, ...]] = PERSONS, missing: tuple[str, ...] = ()) -> Frames:
    df = pd.DataFrame(persons, columns=NAMES).astype({"municipality": "Int64", "income_dkk": float})
    municipalities = pd.DataFrame({"code": [1, 2], "framework_band": framework_band(pd.Series([1, 98]))})
    frames = dict.fromkeys(FRAME_NAMES, pd.DataFrame())
    frames |= {"df_by_person_scheme": df, "df_by_municipality": municipalities}
    return Frames(**frames, status="synthetic", missing=missing)


def test_table_13_has_every_category_and_the_mean() -> None:
    df = background.characteristics(_frames()).data.set_index(["scheme", "topic", "category"])
    assert df.loc[("PA", "Køn", "mand"), ["persons", "n_persons"]].tolist() == [2, 3]
    assert df.loc[("PA", "Alder", "over 50"), "share_pct"] == pytest.approx(200 / 3)  # 51 and 60 of three
    assert df.loc[("PA", "Indkomst", "over 300.000 kr."), "persons"] == 1
    assert df.loc[("PA", "Indkomst", "gennemsnit"), "mean_income_dkk"] == 300_000  # (400 + 200 + 300) / 3
    assert df.loc[("PA", "Branche", "handel og transport"), "n_persons"] == 1  # the only known industry
    assert df.index.get_level_values("scheme").unique().tolist() == ["PA", "HM"]


def test_education_by_framework_counts_those_with_a_municipality() -> None:
    df = background.education_by_framework(_frames()).data.set_index(["framework_group", "level"])
    assert df.loc[("dårligste 32", "lang"), ["persons", "n_persons", "share_pct"]].tolist() == [1, 2, 50]
    assert df.loc[("bedste 32", "grundskole"), "share_pct"] == 100
    assert len(df) == 3  # the person without a municipality is not there


def test_the_spread_of_age_needs_enough_persons() -> None:
    assert background.age_by_municipality(_frames()).kind == "empty"
    many = [("PA", "mand", age, "grundskole", "", 1.0, None, 1) for age in [60] * 15 + [40] * 5]
    df = background.age_by_municipality(_frames(many)).data
    assert df[["lowest_pct", "median_pct", "n_municipalities"]].iloc[0].tolist() == [75, 75, 1]  # 15 of 20


def test_missing_registers_are_said() -> None:
    assert "conditions" in background.education_by_framework(_frames(missing=("municipality_conditions",))).note
    assert "køn" in background.characteristics(_frames(missing=("befk",))).note


def test_an_extract_without_persons_is_empty() -> None:
    for function in (background.characteristics, background.education_by_framework, background.age_by_municipality):
        assert function(_frames([])).kind == "empty"


def test_long_educations_rise_with_the_conditions(data: Frames) -> None:
    df = background.education_by_framework(data).data
    long = df[(df["scheme"] == "PA") & (df["level"] == "lang")].set_index("framework_group")["share_pct"]
    assert 24 < long["bedste 32"] <= 25  # "knap hver fjerde"
    assert 14 < long["dårligste 32"] <= 15
