import numpy as np
import pandas as pd
import pytest

from utils.frames import Frames
from utils.synthetic.assistance_types import GROUPS, RELIEF, SHARES, SIGNS, dealt_assistance, raked
from utils.synthetic.types import PA_OTHER_TYPES, PA_TYPES, filled

SHARES_OF_TYPES = filled(PA_TYPES, PA_OTHER_TYPES)


def persons() -> pd.DataFrame:
    """10,000 persons with PA in about the printed benefit groups, one in ten of unknown hours."""
    counts = {"selvforsørgelse": 3_900, "fleksjob": 2_700, "delvis sygemeldt": 500, "SU": 200, "ledighedsydelse": 400,
              "kontanthjælp": 300, "jobafklaring": 475, "ressourceforløb": 40, "sygedagpenge": 900, "a-dagpenge": 235,
              "uddannelseshjælp": 200, "revalidering": 100, "integrationsydelse": 50}  # fmt: skip
    df = pd.DataFrame({"benefit_group": np.repeat(list(counts), list(counts.values()))})
    hours = np.arange(len(df)) % 4 > 0
    return df.assign(with_hours=hours, baseline_known=True)


@pytest.mark.parametrize("seed", range(3))
def test_every_share_holds_when_it_is_asked_for(seed: int) -> None:
    df = persons()
    df["type"] = dealt_assistance(np.random.default_rng(seed), df, SHARES_OF_TYPES, conditioned=True)
    df["group"] = df["benefit_group"].mask((df["benefit_group"] == "selvforsørgelse") & df["with_hours"], GROUPS[0])
    for share in SHARES:
        base = df[df["group"].isin(share.of_groups)] if share.of_groups else df[df["type"].isin(share.types)]
        found = (base["type"].isin(share.types) & base["group"].isin(share.groups)).mean()
        low, high = share.limits
        assert low <= found <= high, share.number


def test_the_table_without_conditions_keeps_its_margins() -> None:
    in_group = np.full(len(GROUPS), 100)
    of_type = {name: round(share * 14) for name, share in SHARES_OF_TYPES.items()}
    table = raked(of_type, in_group)
    assert table.sum(axis=0) == pytest.approx(in_group)
    assert (table > 0).all()


def test_a_share_in_words_lies_just_under_the_printed_number() -> None:
    low, high = next(share for share in SHARES if share.number == "K21-0695").limits
    assert (low, high) == (0.48, 0.5)


def test_employment_and_self_support_of_relief_are_read_back(made_frames: Frames) -> None:
    df = made_frames.df_by_person_scheme
    relief = df[df["type"] == RELIEF]
    alone = relief["benefit_group"] == "selvforsørgelse"
    assert round(100 * alone.mean()) == 60  # 5.4
    assert round(100 * (alone & (relief["baseline_hours"] > 0)).mean()) == 40  # 5.3.4
    assert round(100 * (relief["benefit_group"] == "fleksjob").mean()) == 29
    insured = df[(df["scheme"] == "PA") & (df["benefit_group"] == "a-dagpenge")]
    assert round(100 * (insured["type"] == SIGNS).mean()) == 34
