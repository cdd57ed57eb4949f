import pandas as pd
import pytest

from utils.chapters import usage
from utils.frames import FRAME_NAMES, Frames
from utils.measures.bands import framework_band, usage_band

GRANTS = [
    *[("PA", 2018, "retention")] * 3, ("PA", 2018, "recruitment"),
    *[("PA", 2019, "retention")] * 4, ("PA", 2019, "recruitment"), ("PA", 2019, None),
    ("HM", 2018, "recruitment"), ("HM", 2018, "retention"), ("HM", 2019, "recruitment"),
    ("IB", 2019, "recruitment"), ("PA", 2017, "recruitment"), ("HM", 2020, "recruitment"),
]  # fmt: skip
DF_BY_MUNICIPALITY = pd.DataFrame(
    {
        "code": [1, 2, 3, 4, 5],
        "strategy": pd.array(["proaktiv", "proaktiv", "diffus", None, None], dtype="string"),
        "organisation": pd.array(
            ["generel specialisering", "specialiseret team", "specialiseret team", None, None], dtype="string"
        ),
        "framework_band": framework_band(pd.Series([1, 32, 33, 67, 98])),
        "usage_rate_two_year_pct": [1.4, 1.0, 0.6, 0.4, 0.014],
        "usage_rate_two_year_pa_pct": [0.4, 0.2, 0.2, 0.1, 0.014],
        "usage_rate_two_year_hm_pct": [1.0, 0.8, 0.4, 0.3, 0.0],
        "usage_band": usage_band(pd.Series([0.8, 0.5, 0.2, 0.1, 0.0])),
        "recruitment_degree_pa_pct": [10.0, 20.0, 40.0, 50.0, None],
        "recruitment_degree_hm_pct": [60.0, None, 80.0, 50.0, None],
    }
)  # fmt: skip


def _frames(status: str = "synthetic", missing: tuple[str, ...] = (), **frames: pd.DataFrame) -> Frames:
    """Frames of which the test needs only those named; the others are empty."""
    return Frames(**(dict.fromkeys(FRAME_NAMES, pd.DataFrame()) | frames), status=status, missing=missing)


def _data(missing: tuple[str, ...] = (), df_by_municipality: pd.DataFrame = DF_BY_MUNICIPALITY) -> Frames:
    df_by_grant = pd.DataFrame(GRANTS, columns=["scheme", "year", "purpose"])
    return _frames(missing=missing, df_by_grant=df_by_grant, df_by_municipality=df_by_municipality)


DATA = _data()


def test_grants_by_scheme_and_year() -> None:
    df = usage.grants(DATA).data
    # PA 4 and 6, HM 2 and 1, IB 0 and 1; 2017 and 2020 are not studied
    assert df[["scheme", "period", "grants"]].to_numpy().tolist() == [
        ["PA", "2018", 4], ["PA", "2019", 6], ["PA", "2018-2019", 10],
        ["HM", "2018", 2], ["HM", "2019", 1], ["HM", "2018-2019", 3],
        ["PA+HM", "2018", 6], ["PA+HM", "2019", 7], ["PA+HM", "2018-2019", 13],
        ["IB", "2018", 0], ["IB", "2019", 1], ["IB", "2018-2019", 1],
    ]  # fmt: skip
    growth = df[df["period"] == "2018-2019"].set_index("scheme")["growth_pct"]
    assert growth[["PA", "HM", "PA+HM"]].tolist() == pytest.approx([50, -50, 100 / 6])
    assert pd.isna(growth["IB"])  # nothing in 2018 to grow from


def test_usage_bands_of_the_municipalities_with_grants_in_2019() -> None:
    exhibit = usage.usage_bands(DATA)
    assert exhibit.data.to_numpy().tolist() == [["lav", 1, 25.0, 4], ["mellem", 2, 50.0, 4], ["høj", 1, 25.0, 4]]
    assert "har intet bånd (1)" in exhibit.note


def test_usage_by_group_is_the_mean_of_municipalities() -> None:
    df = usage.usage_by_group(DATA).data
    both = df[df["scheme"] == "PA+HM"].set_index("group")
    # all: (1.4 + 1.0 + 0.6 + 0.4 + 0.014)/5; ranks 1 and 32; rank 33; ranks 67 and 98
    assert both["usage_rate_two_year_pct"].to_dict() == pytest.approx(
        {
            "alle": 0.6828, "dårligste 32": 1.2, "mellem": 0.6, "bedste 32": 0.207, "proaktiv": 1.2, "diffus": 0.6,
            "specialiseret team": 0.8, "generel specialisering": 1.4,
        }
    )  # fmt: skip
    assert both["n_municipalities"].to_dict()["dårligste 32"] == 2
    assert both.loc["alle", ["minimum_pct", "maximum_pct"]].tolist() == [0.014, 1.4]


def test_usage_by_group_stands_in_the_order_of_the_report() -> None:
    df = usage.usage_by_group(DATA).data
    assert list(dict.fromkeys(df["group"])) == [
        "alle", "dårligste 32", "mellem", "bedste 32", "proaktiv", "diffus", "specialiseret team",
        "generel specialisering",
    ]  # fmt: skip
    assert df["scheme"].tolist()[:3] == ["PA", "HM", "PA+HM"]


def test_recruitment_degree_of_all_grants_and_by_strategy() -> None:
    df = usage.recruitment_degree(DATA).data
    # PA: 2 of 9 known grants of the two years recruit; HM 2 of 3. By strategy the mean of municipalities:
    # PA proaktiv (10 + 20)/2, diffus 40; HM proaktiv 60 (one municipality has none), diffus 80.
    assert df[["scheme", "group", "n"]].to_numpy().tolist() == [
        ["PA", "alle", 9], ["PA", "proaktiv", 2], ["PA", "diffus", 1],
        ["HM", "alle", 3], ["HM", "proaktiv", 1], ["HM", "diffus", 1],
    ]  # fmt: skip
    assert df["recruitment_degree_pct"].tolist() == pytest.approx([200 / 9, 15, 40, 200 / 3, 60, 80])
    assert (df["recruitment_degree_pct"] + df["retention_degree_pct"]).tolist() == pytest.approx([100] * 6)


@pytest.mark.parametrize("make", [usage.grants, usage.usage_bands, usage.usage_by_group, usage.recruitment_degree])
def test_exhibits_are_tables_with_a_source(make: object) -> None:
    exhibit = make(DATA)  # type: ignore[operator]
    assert exhibit.kind == "table" and exhibit.status == "synthetic"
    assert "Kilde: K21 5." in exhibit.note
    assert "<table>" in exhibit.html


@pytest.mark.parametrize(
    ("make", "register"),
    [
        (usage.usage_by_group, "municipality_conditions"),
        (usage.usage_by_group, "municipality_types"),
        (usage.recruitment_degree, "municipality_types"),
    ],
)
def test_groups_that_cannot_be_formed_are_mentioned(make: object, register: str) -> None:
    columns = ["framework_band"] if register == "municipality_conditions" else ["strategy", "organisation"]
    nowhere = pd.Series(False, index=DF_BY_MUNICIPALITY.index)
    without = DF_BY_MUNICIPALITY.assign(**{name: DF_BY_MUNICIPALITY[name].where(nowhere) for name in columns})
    assert register in make(_data((register,), without)).note  # type: ignore[operator]


def test_no_grant_of_known_purpose_gives_no_recruitment_degree() -> None:
    df_by_grant = pd.DataFrame({"scheme": ["PA"], "year": [2018], "purpose": pd.Series([None], dtype="str")})
    nothing = DF_BY_MUNICIPALITY.assign(recruitment_degree_pa_pct=None, recruitment_degree_hm_pct=None)
    data = _frames("register", df_by_grant=df_by_grant, df_by_municipality=nothing)
    exhibit = usage.recruitment_degree(data)
    assert exhibit.kind == "empty" and "kendt formål" in exhibit.note
