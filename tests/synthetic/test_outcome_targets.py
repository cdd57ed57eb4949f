import numpy as np
import pandas as pd
import pytest

from utils.frames import Frames
from utils.measures.hours import share_pct
from utils.synthetic.outcome_targets import MOST_MOVED, outcome_weights, with_shares
from utils.synthetic.registers import Lives

# Two municipalities and "not known", each PA then HM.
PERSONS = np.array([10, 40, 0, 20, 0, 5])
COUNTS = np.array([2, 10, 0, 5, 0, 5])


def test_weights_of_one_scheme() -> None:
    assert (outcome_weights(PERSONS, "increased_hours_hm_pct") @ COUNTS).tolist() == [25, 25]  # 10 of 40, 5 of 20
    of_pa = outcome_weights(PERSONS, "increased_hours_pa_pct")
    assert of_pa[0].tolist() == [10, 0, 0, 0, 0, 0]  # one person of ten is ten percent
    assert np.isnan(of_pa[1]).any()  # nobody with PA


def test_weights_of_both_schemes_pool_persons() -> None:
    both = outcome_weights(PERSONS, "increased_hours_pct") @ COUNTS
    assert both.tolist() == [24, 25]  # 12 of 50 and 5 of 20; those of unknown municipality count nowhere


def test_shares_take_the_names_of_the_statements() -> None:
    df = with_shares(COUNTS, PERSONS, "retained", pd.DataFrame({"code": [101, 147]}))
    assert list(df.columns) == ["code", "retained_pct", "retained_pa_pct", "retained_hm_pct"]
    assert df["retained_pct"].tolist() == [24, 25]
    assert df["retained_pa_pct"].iloc[0] == 20
    assert np.isnan(df["retained_pa_pct"].iloc[1])


def shares(frames: Frames, outcome: str, column: str) -> pd.Series:
    """Percent by scheme and group, read back; persons of the municipalities that have a group."""
    groups = frames.df_by_municipality.set_index("code")[column].astype("string")
    df = frames.df_by_person_scheme.assign(group=lambda rows: rows["municipality"].map(groups))
    result = share_pct(df[df["group"].notna()], outcome, ["scheme", "group"]).set_index(["scheme", "group"])
    return result[{"increased": "increased_hours_pct", "retained": "retained_pct"}[outcome]]


def test_increased_hours_by_strategy_print_as_figur_32(made_frames: Frames) -> None:
    found = shares(made_frames, "increased", "strategy")
    assert found["PA"].round().to_dict() == {"proaktiv": 19, "reaktiv": 16, "diffus": 14}
    assert found["HM"].round().to_dict() == {"proaktiv": 18, "reaktiv": 19, "diffus": 14}
    assert round(found["PA", "proaktiv"] - found["PA", "diffus"]) == 5
    assert round(found["PA", "proaktiv"] - found["PA", "reaktiv"]) == 3


def test_increased_hours_by_organisation_differ_as_figur_34(made_frames: Frames) -> None:
    found = shares(made_frames, "increased", "organisation")
    team, spread, general = "specialiseret team", "spredt specialisering", "generel specialisering"
    assert round(found["PA", spread] - found["PA", team]) == 1
    assert round(found["PA", spread] - found["PA", general]) == 3
    assert round(found["HM", general] - found["HM", spread]) == 7
    assert round(found["HM", general] - found["HM", team]) == 6


@pytest.mark.parametrize(
    ("column", "lowest", "highest"), [("strategy", 92, 97), ("organisation", 93, 96), ("size_band", 94, 99)]
)
def test_retained_fills_the_printed_range(made_frames: Frames, column: str, lowest: int, highest: int) -> None:
    found = shares(made_frames, "retained", column).round()
    assert (found.min(), found.max()) == (lowest, highest)


def test_few_persons_are_moved(made_lives: Lives, increased_before: pd.Series) -> None:
    df = made_lives.df_by_person_scheme
    moved = df["increased"] != increased_before
    assert 0 < moved.sum() < 0.15 * increased_before.sum()
    assert not moved[df["both"] | ~df["baseline_known"]].any()
    # At most a fifth of the persons of a municipality and scheme, and two.
    cells = [df["municipality"], df["scheme"]]
    known = df["baseline_known"].groupby(cells).sum()
    change = df["increased"].groupby(cells).sum() - increased_before.groupby(cells).sum()
    assert (change.abs() <= 2 + MOST_MOVED * known).all()
