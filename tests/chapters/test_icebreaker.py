import pandas as pd

from utils.chapters import icebreaker
from utils.frames import FRAME_NAMES, Frames

# year, municipality, gender, age, education, level, benefit group
PERSONS = [
    (2018, 101, "kvinde", 25, "videregående", "lang", "selvforsørgelse"),
    (2019, 185, "kvinde", 29, "grundskole", "", "a-dagpenge"),
    (2019, 561, "mand", 30, "gymnasial eller erhvervsfaglig", "", "a-dagpenge"),
    (2020, 791, "kvinde", 60, "videregående", "kort", "selvforsørgelse"),
]
NAMES = ["year", "municipality", "gender", "age", "education", "education_level", "benefit_group"]


def _frames(persons: list[tuple[object, ...]] = PERSONS, missing: tuple[str, ...] = ()) -> Frames:
    frames = dict.fromkeys(FRAME_NAMES, pd.DataFrame())
    frames |= {
        "df_by_icebreaker_person": pd.DataFrame(persons, columns=NAMES),
        "df_by_municipality": pd.DataFrame(
            {"code": [101, 185, 561, 791], "name": ["København", "Tårnby", "Esbjerg", "Viborg"]}
        ),
    }
    return Frames(**frames, status="synthetic", missing=missing)


def test_places_are_those_of_2018_and_2019() -> None:
    df = icebreaker.municipalities(_frames()).data
    assert df[["place", "persons", "n_persons"]].to_numpy().tolist() == [
        ["København og omegnskommuner", 2, 3], ["Esbjerg", 1, 3],
    ]  # fmt: skip


def test_background_is_that_of_2018_to_2020() -> None:
    df = icebreaker.background(_frames()).data.set_index(["topic", "category"])
    assert df.loc[("Køn", "kvinde"), ["persons", "n_persons", "share_pct"]].tolist() == [3, 4, 75]
    assert df.loc[("Alder", "under 30"), "share_pct"] == 50  # 25 and 29
    assert df.loc[("Uddannelse", "lang videregående"), "persons"] == 1
    assert df.loc[("Uddannelse", "grundskole"), "share_pct"] == 25
    assert df.loc[("Ydelse", "a-dagpenge"), "share_pct"] == 50


def test_missing_registers_are_said() -> None:
    assert "uddannelse" in icebreaker.background(_frames(missing=("udda",))).note


def test_an_extract_without_persons_is_empty() -> None:
    assert icebreaker.municipalities(_frames([])).kind == "empty"
    assert icebreaker.background(_frames([])).kind == "empty"


def test_the_shares_of_69_persons_print(data: Frames) -> None:
    df = icebreaker.background(data).data.set_index(["topic", "category"])["share_pct"].round()
    assert df["Køn", "kvinde"] == 62
    assert df["Uddannelse", "lang videregående"] == 35
    assert df["Ydelse", "a-dagpenge"] == 41
    assert icebreaker.municipalities(data).data["n_persons"].unique().tolist() == [41]
