import numpy as np
import pandas as pd
import pytest

from utils.frames import Frames
from utils.measures.degrees import degrees
from utils.registers.codelists import code_list
from utils.synthetic.municipal_results import with_degrees
from utils.synthetic.recruitment import flipped, municipal_shift, shifted
from utils.synthetic.registers import Lives
from utils.synthetic.statement_rows import holds
from utils.synthetic.structure import Structure


def test_shifted_moves_on_the_logit_scale() -> None:
    # Odds 1 : 1 times e^ln 3 are 3 : 1.
    assert shifted(0.5, np.log(np.array([1.0, 3.0]))) == pytest.approx([0.5, 0.75])
    # Odds 1 : 3 times 3 are 1 : 1.
    assert shifted(np.array([0.25]), np.log(np.array([3.0]))) == pytest.approx([0.5])


def test_a_person_without_municipality_is_not_shifted() -> None:
    df_by_municipality = pd.DataFrame({"shift": [0.1, 0.2]})
    assert municipal_shift(df_by_municipality, "shift", np.array([1, 2, 0])).tolist() == [0.2, 0.0, 0.1]


def test_flipped_moves_so_many_of_each_cell_and_nobody_else() -> None:
    df = pd.DataFrame(
        {
            "municipality": [0, 0, 0, 0, 1, 1, 1],
            "scheme": ["PA", "PA", "PA", "HM", "HM", "HM", "HM"],
            "increased": [False, False, True, False, True, True, True],
        }
    )
    candidates = df.drop(index=[0, 4])
    change = pd.Series({(0, "PA"): 1, (1, "HM"): -2})
    result = flipped(np.random.default_rng(1), df, "increased", candidates, ["municipality", "scheme"], change)
    # Row 1 is the only candidate to gain in the first cell; rows 5 and 6 the only ones to lose in the second.
    assert result.tolist() == [False, True, True, False, True, False, False]
    assert df["increased"].sum() == 4  # the frame itself is left as it was


def test_the_draw_has_the_shares_of_the_structure(free_lives: Lives) -> None:
    df = free_lives.df_by_person_scheme
    share = df.groupby("scheme")["recruitment"].mean()
    for scheme, expected in zip(("PA", "HM"), Structure().recruitment_share, strict=True):
        # The municipal shifts weigh by persons, so the national share differs a little from the structure's.
        assert share[scheme] == pytest.approx(expected, abs=0.06)


def test_a_person_has_one_purpose(made_lives: Lives, free_lives: Lives) -> None:
    for lives in (made_lives, free_lives):
        assert (lives.df_by_person_scheme.groupby("person")["recruitment"].nunique() == 1).all()


def test_conditioned_recruitment_carries_statements_5_and_6(made_lives: Lives) -> None:
    df = with_degrees(made_lives.df_by_municipality, made_lives.df_by_person_scheme)
    statements = code_list("statements").set_index("id", drop=False)
    assert all(holds(df, statements.loc[number]) for number in ("5", "6"))


def test_retention_degrees_read_back(made_frames: Frames) -> None:
    degree = degrees(made_frames.df_by_grant, ["scheme"]).set_index("scheme")["retention_degree_pct"]
    assert round(degree["PA"]) == 73
    assert round(degree["HM"]) == 39


def test_recruitment_degrees_by_strategy_read_back(made_frames: Frames) -> None:
    means = made_frames.df_by_municipality.groupby("strategy")[
        ["recruitment_degree_pa_pct", "recruitment_degree_hm_pct"]
    ].mean()
    assert means["recruitment_degree_pa_pct"].round().to_dict() == {"proaktiv": 19, "reaktiv": 16, "diffus": 16}
    assert means["recruitment_degree_hm_pct"].min().round() == 64
    assert means["recruitment_degree_hm_pct"].max().round() == 74
