import pandas as pd
import pytest

from utils.chapters import types
from utils.frames import FRAME_NAMES, Frames

# scheme, type, art, benefit group, baseline hours, municipality
PERSONS = [
    ("PA", "Fysisk aflastning", "Lønmodtager", "selvforsørgelse", 100.0, 1),
    ("PA", "Fysisk aflastning", "Selvstændig", "selvforsørgelse", None, 1),
    ("PA", "Fysisk aflastning", "Ledig", "a-dagpenge", 0.0, 1),
    ("PA", "Tegnsprogstolkning", "Ledig", "a-dagpenge", 0.0, 2),
    ("HM", types.TOOLS, "Arbejdsredskaber", "kontanthjælp", 0.0, 1),
    ("HM", types.TOOLS, "Arbejdsredskaber", "kontanthjælp", 0.0, 2),
    ("HM", "Undervisningsmateriale", "Undervisningsmateriale", "revalidering", 0.0, 2),
]
NAMES = ["scheme", "type", "art", "benefit_group", "baseline_hours", "municipality"]


def _frames(persons: list[tuple[object, ...]] = PERSONS) -> Frames:
    frames = dict.fromkeys(FRAME_NAMES, pd.DataFrame())
    frames |= {
        "df_by_person_scheme": pd.DataFrame(persons, columns=NAMES),
        "df_by_municipality": pd.DataFrame({"code": [1, 2], "name": ["Aby", "Byby"]}),
    }
    return Frames(**frames, status="synthetic", missing=())


def test_types_and_arts_are_shares_of_the_persons_of_a_scheme() -> None:
    kinds = types.kinds(_frames()).data.set_index(["scheme", "type"])
    assert kinds.loc[("PA", "Fysisk aflastning"), ["persons", "n_persons", "share_pct"]].tolist() == [3, 4, 75]
    arts = types.arts(_frames()).data.set_index(["scheme", "art"])
    assert arts.loc[("HM", "Arbejdsredskaber"), "share_pct"] == pytest.approx(200 / 3)


def test_employment_is_no_benefit_and_paid_hours_the_month_before() -> None:
    df = types.types_by_benefit(_frames()).data.set_index(["type", "origin"])
    assert df.loc[("Fysisk aflastning", "beskæftigelse"), "share_of_type_pct"] == pytest.approx(100 / 3)
    assert df.loc[("Fysisk aflastning", "selvforsørgelse i øvrigt"), "persons"] == 1  # hours not known
    assert df.loc[("Tegnsprogstolkning", "a-dagpenge"), "share_of_origin_pct"] == 50  # one of two with a-dagpenge
    assert df.loc[("Tegnsprogstolkning", "a-dagpenge"), "n_persons_type"] == 1


def test_tools_by_municipality_from_most_to_least() -> None:
    df = types.tools_by_municipality(_frames()).data
    assert df[["name", "persons", "n_persons", "share_pct"]].to_numpy().tolist() == [
        ["Aby", 1, 1, 100],
        ["Byby", 1, 2, 50],
    ]


def test_an_extract_without_persons_is_empty() -> None:
    for function in (types.kinds, types.arts, types.types_by_benefit, types.tools_by_municipality):
        assert function(_frames([])).kind == "empty"


def test_municipalities_that_are_named_stand_out(data: Frames) -> None:
    share = types.tools_by_municipality(data).data.set_index("name")["share_pct"]
    assert share[["Holstebro", "Rebild", "Frederikshavn", "Vejle", "København"]].min() > 90
    assert share[["Sønderborg", "Brøndby", "Frederikssund", "Skanderborg", "Ishøj"]].max() < 30
