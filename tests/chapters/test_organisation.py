import pandas as pd
import pytest

from utils.chapters import organisation
from utils.errors import HkoError
from utils.frames import FRAME_NAMES, Frames

DF_BY_MUNICIPALITY = pd.DataFrame(
    {
        "code": [1, 2, 3, 4, 5],
        "strategy": ["proaktiv", "proaktiv", "reaktiv", "diffus", None],
        "organisation": [
            "specialiseret team",
            "generel specialisering",
            "specialiseret team",
            "spredt specialisering",
            None,
        ],
    }
)


def frames(df_by_municipality: pd.DataFrame, missing: tuple[str, ...] = ()) -> Frames:
    given = {"df_by_municipality": df_by_municipality}
    return Frames(**(dict.fromkeys(FRAME_NAMES, pd.DataFrame()) | given), status="synthetic", missing=missing)


def test_the_cross_table_has_the_strategy_as_its_base() -> None:
    df = organisation.strategy_by_organisation(frames(DF_BY_MUNICIPALITY)).data
    specialised = df[df["organisation"] == "specialiseret team"].set_index("strategy")
    # 1 of 2 proactive; reactive 1 of 1, diffuse 0 of 1, together 1 of 2; all 2 of 4
    assert specialised["municipalities"].to_dict() == {
        "proaktiv": 1, "reaktiv": 1, "diffus": 0, "reaktiv og diffus": 1, "alle": 2,
    }  # fmt: skip
    assert specialised["share_pct"].tolist() == [50, 100, 0, 50, 50]
    assert specialised.loc["alle", "n_municipalities"] == 4


def test_without_case_municipalities_there_is_no_table() -> None:
    assert organisation.strategy_by_organisation(frames(DF_BY_MUNICIPALITY.iloc[4:])).kind == "empty"
    assert (
        "municipality_types"
        in organisation.strategy_by_organisation(frames(DF_BY_MUNICIPALITY, ("municipality_types",))).note
    )


@pytest.mark.parametrize(
    ("name", "exhibit_id"), [("Høje-Taastrup", "k21-tabel-7"), ("Holbæk", "k21-tabel-8"), ("Vejen", "k21-tabel-9")]
)
def test_the_examples_are_printed_texts(name: str, exhibit_id: str) -> None:
    exhibit = organisation.example(frames(DF_BY_MUNICIPALITY), name)
    assert (exhibit.id, exhibit.status, len(exhibit.data)) == (exhibit_id, "published", 5)


def test_another_municipality_is_no_example() -> None:
    with pytest.raises(HkoError, match="vælg en af Høje-Taastrup, Holbæk, Vejen"):
        organisation.example(frames(DF_BY_MUNICIPALITY), "Faxe")


def test_pros_and_cons_of_both_groups() -> None:
    exhibit = organisation.pros_and_cons(frames(DF_BY_MUNICIPALITY))
    assert exhibit.status == "published"
    assert exhibit.data.groupby(["row", "group"]).size().tolist() == [4, 3, 2, 2]


def test_seven_of_eight_and_eight_of_twelve(data: Frames) -> None:
    df = organisation.strategy_by_organisation(data).data.query("organisation == 'specialiseret team'")
    assert df.set_index("strategy")[["municipalities", "n_municipalities"]].loc[
        ["proaktiv", "reaktiv og diffus"]
    ].to_numpy().tolist() == [[7, 8], [8, 12]]
