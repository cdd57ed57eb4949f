import pandas as pd
import pytest

from utils.chapters import benefits
from utils.frames import FRAME_NAMES, Frames

# scheme, year, municipality, benefit group, purpose
GRANTS = [
    ("PA", 2018, 1, "selvforsørgelse", "retention"), ("PA", 2019, 1, "fleksjob", "retention"),
    ("PA", 2019, 1, "kontanthjælp", "recruitment"), ("PA", 2019, 2, "sygedagpenge", "recruitment"),
    ("PA", 2019, 3, "SU", "retention"), ("PA", 2019, 3, "a-dagpenge", "recruitment"),
    ("PA", 2017, 1, "fleksjob", "retention"), ("PA", 2019, 1, "udland", None), ("IB", 2019, 1, "a-dagpenge", "recruitment"),
    ("HM", 2019, None, "revalidering", "recruitment"),
]  # fmt: skip


def _frames(grants: list[tuple[object, ...]] = GRANTS) -> Frames:
    df = pd.DataFrame(grants, columns=["scheme", "year", "municipality", "benefit_group", "purpose"])
    frames = dict.fromkeys(FRAME_NAMES, pd.DataFrame()) | {"df_by_grant": df}
    return Frames(**frames, status="synthetic", missing=())


def test_groups_are_shares_of_grants_with_a_known_purpose() -> None:
    df = benefits.benefit_groups(_frames()).data.set_index(["scheme", "benefit_group"])
    # PA: six grants of 2018–2019, neither the one of 2017 nor the one abroad
    assert df.loc[("PA", "fleksjob"), ["grants", "n_grants"]].tolist() == [1, 6]
    assert df.loc[("PA", "fleksjob"), "share_pct"] == pytest.approx(100 / 6)
    assert df.loc[("PA", "SU"), "purpose"] == "fastholdelse"
    assert df.loc[("PA", "a-dagpenge"), "purpose"] == "rekruttering"
    assert df.loc["PA"].index.tolist()[:3] == ["selvforsørgelse", "fleksjob", "SU"]
    assert "IB" not in df.index.get_level_values("scheme")


def test_parts_fill_a_bar() -> None:
    exhibit = benefits.benefit_parts(_frames())
    shares = exhibit.data.set_index(["scheme", "part"])["share_pct"]
    assert shares["PA"].sum() == pytest.approx(100)
    assert shares["PA", "øvrig fastholdelse"] == pytest.approx(200 / 6)
    assert "17 pct. (personlig assistance)" in exhibit.alt
    assert exhibit.figure is not None


def test_every_group_has_a_part() -> None:
    assert sorted(group for groups in benefits.PARTS.values() for group in groups) == sorted(benefits.GROUPS)


def test_perspective_is_what_more_than_half_of_the_grants_are_for() -> None:
    df = benefits.perspectives(_frames()).data.set_index(["scheme", "perspective"])["municipalities"]
    # PA: 2 of 3 in municipality 1, 0 of 1 in 2, 1 of 2 in 3
    assert df["PA"].to_dict() == {"fastholdelse": 1, "rekruttering": 1, "lige meget": 1}
    assert "HM" not in df.index.get_level_values("scheme")  # its grant has no municipality


def test_an_extract_without_grants_is_empty() -> None:
    for function in (benefits.benefit_groups, benefits.benefit_parts, benefits.perspectives):
        assert function(_frames([])).kind == "empty"
