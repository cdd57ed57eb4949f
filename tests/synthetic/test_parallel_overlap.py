import numpy as np
import pandas as pd
import pytest

from utils.synthetic.conditioning import TargetMissed
from utils.synthetic.parallel_overlap import efforts_at_grant, scheme_flags

# 1,000 with PA, of whom 90 have aids too; 3,100 more with aids; 20 with the icebreaker, 5 of them with PA, 2 with aids.
GROUPS = [("PA", 905), ("PA+HM", 90), ("PA+IB", 5), ("HM", 3098), ("HM+IB", 2), ("IB", 13)]


def _flags() -> pd.DataFrame:
    schemes = np.repeat([name for name, _ in GROUPS], [count for _, count in GROUPS])
    return pd.DataFrame({scheme: [scheme in name for name in schemes] for scheme in ("PA", "HM", "IB")})


@pytest.mark.parametrize("seed", range(5))
def test_every_column_of_tabel_16_holds_at_once(seed: int) -> None:
    flags = _flags()
    rng = np.random.default_rng(seed)
    chosen = efforts_at_grant(rng, flags, rng.random(len(flags)) < 0.5)
    several = flags.sum(axis=1) > 1
    with_any = several | chosen.any(axis=1)
    pa, hm = flags["PA"], flags["HM"]
    # 3.8 and 6.0 percent of 1,000; 17.5 percent with anything; 8.6 and 2.1 of 3,190; 12.6 with anything
    assert chosen[pa].sum().tolist() == [38, 60]
    assert with_any[pa].sum() == 175
    assert chosen[hm].sum().tolist() == [274, 67]
    assert with_any[hm].sum() == 401
    assert chosen[flags["IB"]].sum().tolist() == [1, 1]
    assert not chosen[flags["IB"] & ~several].any().any()  # 65.9 percent have nothing else


def test_mentors_are_found_among_those_on_their_way_to_a_job() -> None:
    recruitment = np.arange(len(_flags())) % 2 == 0
    chosen = efforts_at_grant(np.random.default_rng(1), _flags(), recruitment)
    assert chosen.loc[recruitment, "mentor"].sum() > 2 * chosen.loc[~recruitment, "mentor"].sum()


def test_too_many_with_both_schemes_leave_no_room() -> None:
    flags = pd.DataFrame({"PA": [True] * 100, "HM": [True] * 50 + [False] * 50, "IB": False})
    with pytest.raises(TargetMissed, match="parallelindsatser PA"):
        efforts_at_grant(np.random.default_rng(1), flags, np.zeros(100, dtype=bool))


def test_flags_follow_the_grants_in_the_order_of_persons() -> None:
    persons = pd.DataFrame({"person": [7, 3, 5]})
    grants = pd.DataFrame({"person": [3, 3, 7, 5], "scheme": ["PA", "HM", "IB", "HM"]})
    assert scheme_flags(persons, grants).to_numpy().tolist() == [
        [False, False, True], [True, True, False], [False, True, False],
    ]  # fmt: skip
