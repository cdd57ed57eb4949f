import pandas as pd
import pytest

from utils.chapters import industries
from utils.errors import HkoError
from utils.frames import FRAME_NAMES, Frames

PERSONS = [
    ("PA", "bygge og anlæg", "privat", 561), ("PA", "uoplyst", "uoplyst", 561), ("PA", None, None, 561),
    ("PA", "handel og transport", "offentlig", 147), ("HM", "handel og transport", "privat", 1),
]  # fmt: skip


def _frames(persons: list[tuple[object, ...]] = PERSONS) -> Frames:
    frames = dict.fromkeys(FRAME_NAMES, pd.DataFrame())
    frames |= {
        "df_by_person_scheme": pd.DataFrame(persons, columns=["scheme", "industry", "sector", "municipality"]),
        "df_by_icebreaker_person": pd.DataFrame({"scheme": ["IB"], "sector": ["privat"]}),
        "df_by_municipality": pd.DataFrame({"code": [561, 147, 1], "name": ["Esbjerg", "Frederiksberg", "Aby"]}),
    }
    return Frames(**frames, status="synthetic", missing=())


def test_an_industry_has_two_bases() -> None:
    df = industries.industries(_frames()).data.set_index(["scheme", "industry"])
    row = df.loc[("PA", "bygge og anlæg")]
    assert row[["persons", "n_known_persons", "n_persons"]].tolist() == [1, 2, 4]
    assert row[["share_of_known_pct", "share_of_all_pct"]].tolist() == [50, 25]


def test_named_municipalities_in_the_order_they_are_named() -> None:
    df = industries.industries_in_municipalities(_frames(), ("Frederiksberg", "Esbjerg")).data
    assert df["name"].tolist() == ["Frederiksberg", "Esbjerg"]
    assert df["share_of_all_pct"].tolist() == pytest.approx([100, 100 / 3])


def test_a_municipality_that_does_not_exist_is_refused() -> None:
    with pytest.raises(HkoError, match="Atlantis"):
        industries.industries_in_municipalities(_frames(), ("Atlantis",))


def test_sectors_of_all_three_schemes() -> None:
    df = industries.sectors(_frames()).data
    assert df[["scheme", "sector", "persons", "n_persons"]].to_numpy().tolist() == [
        ["PA", "offentlig", 1, 2], ["PA", "privat", 1, 2], ["HM", "privat", 1, 1], ["IB", "privat", 1, 1],
    ]  # fmt: skip


def test_an_extract_without_persons_is_empty() -> None:
    for function in (industries.industries, industries.industries_in_municipalities):
        assert function(_frames([])).kind == "empty"
    assert industries.sectors(_frames([])).data["scheme"].tolist() == ["IB"]
