"""Printed numbers of C15 that cannot hold together: the calculations of two examples against their own amounts."""

import pytest

from utils.published.comparison import round_half_up
from utils.synthetic.targets import printed

RATES = ["C15-0029", "C15-0046", "C15-0079", "C15-0101", "C15-0122", "C15-0146", "C15-0158", "C15-0170", "C15-0219",
         "C15-0230", "C15-0240", "C15-0250"]  # fmt: skip


@pytest.mark.proves("C15-0121", "C15-0127")
def test_five_hours_do_not_give_4966_kroner() -> None:
    hours, rate, weeks = printed("C15-0121"), printed("C15-0122"), printed("C15-0123")
    assert printed("C15-0127") == hours == 5
    assert round_half_up(hours * rate * weeks, 1) == 2_483 != printed("C15-0124")
    # The municipality's half is 1,241, and ten hours give both printed amounts.
    assert round_half_up(hours * rate * weeks / 2, 1) == 1_241 != printed("C15-0126")
    assert round_half_up(10 * rate * weeks / 2, 1) == 2_483 == printed("C15-0126")
    assert 2 * printed("C15-0126") == printed("C15-0124")


@pytest.mark.proves("C15-0208")
def test_144_kroner_an_hour_do_not_give_8442_kroner() -> None:
    hours, rate, weeks = printed("C15-0207"), printed("C15-0208"), printed("C15-0209")
    assert round_half_up(hours * rate * weeks, 1) == 10_650 != printed("C15-0210")
    # All other examples have 114.68, which gives both printed amounts.
    assert {printed(rate) for rate in RATES} == {114.68}
    assert round_half_up(hours * 114.68 * weeks / 2, 1) == 4_221 == printed("C15-0212")
    assert 2 * printed("C15-0212") == printed("C15-0210")
