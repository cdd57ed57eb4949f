import numpy as np
import pandas as pd
import pytest

from utils.synthetic.conditioning import TargetMissed
from utils.synthetic.full_time_persons import SIZES, _by_rates, _tenths
from utils.synthetic.registers import Registers


@pytest.fixture(scope="module")
def table(made_registers: Registers) -> pd.DataFrame:
    table = made_registers["municipality_full_time_persons"]
    assert isinstance(table, pd.DataFrame)
    return table


def test_every_municipality_year_and_benefit_has_a_row(table: pd.DataFrame) -> None:
    assert len(table) == 98 * 2 * len(SIZES)
    assert not table.duplicated(["KOMMUNE", "AAR", "YDELSESGRUPPE"]).any()
    assert set(table["YDELSESGRUPPE"]) == set(SIZES)


def test_amounts_are_plausible_with_one_decimal(table: pd.DataFrame) -> None:
    amount = table["FULDTIDSPERSONER"]
    assert (amount >= 0).all() and amount.round(1).equals(amount)
    country = table.groupby(["AAR", "YDELSESGRUPPE"])["FULDTIDSPERSONER"].sum()
    for name, (size, _, _) in SIZES.items():
        assert 0.6 * size < country[2019, name] < 1.5 * size, name
    assert country[2019].map(lambda total: abs(total - round(total))).max() < 1e-6


def test_the_middle_of_what_gives_both_rates() -> None:
    # PA 25 persons: 25/2.55 % … 25/2.45 % = 980.4 … 1020.4; HM 32: 984.6 … 1015.9 (half a unit of the last digit)
    assert _by_rates("fleksjob", {"PA": 25, "HM": 32}) == 1000
    with pytest.raises(TargetMissed, match="fleksjob"):
        _by_rates("fleksjob", {"PA": 40, "HM": 32})


def test_tenths_sum_to_the_total() -> None:
    tenths = _tenths(np.array([1.0, 1.0, 1.0]), 10)
    assert sorted(tenths.tolist()) == [3.3, 3.3, 3.4]
