import pandas as pd
import pytest

from utils.chapters.subgroup_efforts import earlier_efforts, impairments
from utils.frames import FRAME_NAMES, Frames

GRANTS = pd.DataFrame(
    [("a", "PA", "Andet", "recruitment"), ("b", "PA", "Andet", "retention"), ("c", "PA", "Tegnsprogstolkning", None),
     ("d", "IB", None, "retention")],
    columns=["pnr", "scheme", "type", "purpose"],
).assign(year=2019)  # fmt: skip
EARLIER = pd.DataFrame({"pnr": ["a", "b"], "scheme": "PA", "weeks_known": 52, "effort_weeks": [3, 0]})
DIAGNOSES = pd.DataFrame(
    {"pnr": ["a", "c"], "impairment": ["Stress", "Sklerose"], "impairment_type": ["psykisk", "fysisk"]}
)


def _data(missing: tuple[str, ...] = (), df_by_grant: pd.DataFrame = GRANTS) -> Frames:
    frames = {"df_by_grant": df_by_grant, "df_by_person_earlier_effort": EARLIER, "df_by_person_diagnosis": DIAGNOSES}
    return Frames(**(dict.fromkeys(FRAME_NAMES, pd.DataFrame()) | frames), status="synthetic", missing=missing)


def test_impairments_are_shares_of_everybody_of_the_type() -> None:
    df = impairments(_data()).data.set_index("type")
    assert df["n_persons"].to_dict() == {"alle": 3, "Andet": 2, "Tegnsprogstolkning": 1}
    assert df["mental_pct"].to_dict() == pytest.approx({"alle": 100 / 3, "Andet": 50, "Tegnsprogstolkning": 0})
    assert df.loc["Tegnsprogstolkning", ["physical_persons", "physical_pct"]].tolist() == [1, 100]


def test_earlier_efforts_and_purposes_have_their_own_bases() -> None:
    df = earlier_efforts(_data()).data.set_index("type")
    # c is not in DREAM: neither effort nor purpose is known
    assert df.loc["alle", ["persons", "earlier_effort_pct", "recruitment_degree_pct"]].tolist() == [2, 50, 50]
    assert df.loc["Tegnsprogstolkning", "persons"] == 0
    assert pd.isna(df.loc["Tegnsprogstolkning", "no_earlier_effort_pct"])


def test_what_is_missing_is_said() -> None:
    assert "lpr_adm" in impairments(_data(missing=("lpr_adm",))).note
    for exhibit in (impairments, earlier_efforts):
        assert exhibit(_data(df_by_grant=GRANTS.head(0))).kind == "empty"


@pytest.mark.parametrize(
    ("scheme", "kind", "column", "printed"),
    [
        ("PA", "Tegnsprogstolkning", "physical_pct", 46), ("PA", "Fastholdelse i opgaven", "physical_pct", 35),
        ("PA", "Fastholdelse i opgaven", "mental_pct", 33), ("HM", "Arbejdspladsindretning i øvrigt", "physical_pct", 73),
        ("HM", "It-udstyr, software, programmer mv.", "physical_pct", 61), ("HM", "Undervisningsmateriale", "physical_pct", 53),
        ("HM", "Undervisningsmateriale", "mental_pct", 37),
    ],
)  # fmt: skip
def test_the_subgroups_are_found_in_the_registers(
    data: Frames, scheme: str, kind: str, column: str, printed: int
) -> None:
    df = impairments(data).data.set_index(["scheme", "type"])
    assert round(df.loc[(scheme, kind), column]) == printed


def test_earlier_efforts_are_found_in_the_registers(data: Frames) -> None:
    share = earlier_efforts(data).data.set_index(["scheme", "type"])["earlier_effort_pct"]
    assert [round(share[key]) for key in (("HM", "alle"), ("PA", "alle"), ("PA", "Tegnsprogstolkning"))] == [63, 27, 25]
    assert 31 < share["PA", "Fastholdelse i opgaven"] <= 33  # "knap hver tredje"
