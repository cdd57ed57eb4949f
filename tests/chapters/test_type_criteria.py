import pandas as pd
import pytest

from utils.chapters import type_criteria
from utils.errors import HkoError
from utils.frames import FRAME_NAMES, Frames

NAMES = pd.DataFrame({"code": [101, 147, 151], "name": ["København", "Frederiksberg", "Ballerup"]})
# 101 meets 1 of 2 of proaktiv alone; 147 one of both; 151 only one of proaktiv although it is placed as reaktiv.
CASES = pd.DataFrame(
    {
        "KOMMUNE": [101, 147, 151],
        "STRATEGI": ["proaktiv", "reaktiv", "reaktiv"],
        "ORGANISERING": ["specialiseret team"] * 3,
        "proaktiv_01": [1, 1, 1],
        "proaktiv_02": [0, 0, 0],
        "reaktiv_01": [0, 1, 0],
        "reaktiv_02": [0, 0, 0],
    }
)


def frames(df_by_case_municipality: pd.DataFrame, missing: tuple[str, ...] = ()) -> Frames:
    given = {"df_by_municipality": NAMES, "df_by_case_municipality": df_by_case_municipality}
    return Frames(**(dict.fromkeys(FRAME_NAMES, pd.DataFrame()) | given), status="synthetic", missing=missing)


DATA = frames(CASES)


def test_how_many_meet_a_criterion_in_all_and_in_its_own_type() -> None:
    df = type_criteria.criteria(DATA, "strategi").data.set_index("criterion")
    assert df.loc["proaktiv_01", ["municipalities", "n_municipalities", "share_pct"]].tolist() == [3, 3, 100]
    assert df.loc["proaktiv_01", ["own_type_municipalities", "n_own_type"]].tolist() == [1, 1]
    # one of three, and one of the two placed as reaktiv
    assert df.loc["reaktiv_01", ["municipalities", "own_type_municipalities", "own_type_pct"]].tolist() == [1, 1, 50]


def test_where_the_criteria_place_each_municipality() -> None:
    df = type_criteria.placement(DATA, "strategi").data.set_index("name")
    assert df["best"].to_dict() == {
        "København": "proaktiv", "Frederiksberg": "proaktiv og reaktiv", "Ballerup": "proaktiv",
    }  # fmt: skip
    assert df["agreement"].to_dict() == {
        "København": "samme type", "Frederiksberg": "delt mellem flere typer", "Ballerup": "anden type",
    }  # fmt: skip
    assert df.loc["København", ["proactive_met", "proactive_criteria", "proactive_pct"]].tolist() == [1, 2, 50]


def test_the_profile_tells_who_meets_most_and_fewest_of_their_own() -> None:
    exhibit = type_criteria.profile(DATA, "strategi")
    assert exhibit.data[exhibit.data["type"] == "reaktiv"]["met_pct"].tolist() == [0, 50, 0]
    assert "København flest (1 af 2) og Ballerup færrest (0 af 2)" in exhibit.alt
    assert exhibit.figure.axes


def test_agreement_by_type_and_in_all() -> None:
    exhibit = type_criteria.agreement_by_type(DATA, "strategi")
    assert exhibit.data[["given", "same", "shared", "other", "n_municipalities"]].to_numpy().tolist() == [
        ["proaktiv", 1, 0, 0, 1], ["reaktiv", 0, 1, 1, 2], ["alle", 1, 1, 1, 3],
    ]  # fmt: skip
    assert "Ballerup" in exhibit.note and "København" not in exhibit.note


@pytest.mark.parametrize(
    "make",
    [type_criteria.criteria, type_criteria.placement, type_criteria.profile, type_criteria.agreement_by_type],
    ids=lambda make: make.__name__,
)
def test_without_types_or_criteria_the_exhibit_says_so(make) -> None:  # type: ignore[no-untyped-def]
    assert "municipality_types" in make(frames(CASES, ("municipality_types",)), "strategi").note
    assert make(DATA, "organisering").kind == "empty"
    assert make(frames(CASES.iloc[:0]), "strategi").kind == "empty"
    assert make(frames(CASES.iloc[:1]), "strategi").kind in ("table", "figure")
    with pytest.raises(HkoError, match="vælg en af strategi, organisering"):
        make(DATA, "region")


def test_the_synthetic_municipalities_are_mixed(data: Frames) -> None:
    for grouping in ("strategi", "organisering"):
        everyone = type_criteria.agreement_by_type(data, grouping).data.set_index("given").loc["alle"]
        assert everyone["n_municipalities"] == 20
        assert everyone["shared"] >= 1 and everyone["other"] >= 1
