import numpy as np
import pandas as pd
import pytest

from utils.synthetic.outcomes import drawn_outcomes
from utils.synthetic.persons import NOWHERE
from utils.synthetic.registers import Lives
from utils.synthetic.structure import Structure


@pytest.fixture(params=["free_lives", "made_lives"])
def df_by_person_scheme(request: pytest.FixtureRequest) -> pd.DataFrame:
    lives: Lives = request.getfixturevalue(request.param)
    return lives.df_by_person_scheme


def test_numbers_of_the_population(df_by_person_scheme: pd.DataFrame) -> None:
    df = df_by_person_scheme
    assert (~df["baseline_known"]).groupby(df["scheme"]).sum().to_dict() == {"PA": 818, "HM": 279}
    assert df.groupby("scheme")["with_hours"].sum().to_dict() == {"PA": 5_018, "HM": 9_429}
    # 23,062 with a known baseline, of whom 23,019 have a municipality.
    known = df[(df["scheme"] == "HM") & df["baseline_known"]]
    assert (len(known), (known["municipality"] != NOWHERE).sum()) == (23_062, 23_019)


def test_states_agree_with_each_other(df_by_person_scheme: pd.DataFrame) -> None:
    df = df_by_person_scheme
    assert not (df["increased"] & ~df["baseline_known"]).any()
    assert not (df["with_hours"] & ~df["baseline_known"]).any()
    assert not (df["retained"] & ~df["with_hours"]).any()
    # Who has hours and gains more has kept them.
    assert df.loc[df["increased"] & df["with_hours"], "retained"].all()


def test_a_person_has_one_life(df_by_person_scheme: pd.DataFrame) -> None:
    both = df_by_person_scheme[df_by_person_scheme["both"]]
    states = ["recruitment", "baseline_known", "with_hours", "increased", "retained"]
    assert len(both) == 2 * 653
    assert (both.groupby("person")[states].nunique() == 1).all().all()
    assert both["baseline_known"].all()


def test_unknown_baselines_have_others_like_them(df_by_person_scheme: pd.DataFrame) -> None:
    df = df_by_person_scheme
    cells = df.loc[~df["baseline_known"], ["municipality", "scheme"]].drop_duplicates()
    assert NOWHERE not in set(cells["municipality"])
    # Three alike at least before anyone is drawn; all of a cell unknown would leave the municipality without a share.
    persons = df.groupby(["municipality", "scheme"]).size()
    assert (persons.loc[list(cells.itertuples(index=False, name=None))] >= 3).all()


def test_a_free_draw_has_the_shares_of_the_structure(free_lives: Lives) -> None:
    df = free_lives.df_by_person_scheme
    increased = df[df["baseline_known"]].groupby(["scheme", "with_hours"])["increased"].mean()
    # PA .33 without and .11 with hours, HM .175 in both; municipal shifts and chance leave some two points.
    assert increased["PA", False] == pytest.approx(0.33, abs=0.03)
    assert increased["PA", True] == pytest.approx(0.11, abs=0.02)
    assert increased["HM", False] == pytest.approx(0.175, abs=0.02)
    assert increased["HM", True] == pytest.approx(0.175, abs=0.02)
    retained = df[df["with_hours"]].groupby("scheme")["retained"].mean()
    assert retained.to_dict() == pytest.approx({"PA": 0.955, "HM": 0.955}, abs=0.01)


def test_recruited_persons_have_hours_less_often(free_lives: Lives) -> None:
    df = free_lives.df_by_person_scheme
    with_hours = df[df["baseline_known"]].groupby(["scheme", "recruitment"])["with_hours"].mean()
    for scheme, printed_share in (("PA", 5_018 / 6_517), ("HM", 9_429 / 23_062)):
        assert with_hours[scheme, True] < printed_share - 0.2
        assert with_hours[scheme, False] > printed_share


def test_the_municipality_shifts_the_chance(free_lives: Lives) -> None:
    """Twelve logits up, and everybody whose baseline is known gains; twelve down, and nobody does."""
    df = free_lives.df_by_person_scheme.drop(columns=["baseline_known", "with_hours", "increased", "retained", "both"])
    of_hm = df["scheme"] == "HM"
    shifts = free_lives.df_by_municipality.assign(shift_hours_pa=12.0, shift_hours_hm=-12.0)
    drawn = drawn_outcomes(np.random.default_rng(1), df, shifts, Structure())
    rows = drawn["baseline_known"] & ~drawn["both"] & (drawn["municipality"] != NOWHERE)
    assert drawn.loc[rows & ~of_hm, "increased"].mean() > 0.999
    assert drawn.loc[rows & of_hm, "increased"].mean() < 0.001
