"""C15: the amounts of the catalogue by its own rule, and two years of benefit under two rules of refund."""

from itertools import pairwise
from math import inf, isnan

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from utils.measures.business_case import (
    Case,
    Step,
    avoided,
    balance,
    benefit_split,
    break_even_weeks,
    cumulated,
    example_case,
    gross_monthly_dkk,
    horizon_weeks,
    net_monthly_dkk,
    net_one_off_dkk,
    refund_steps,
    rounded,
    spent,
    weeks_covering,
)
from utils.registers.series import cost_examples, refund_rules

OLD = (Step(0, 51.96, 30), Step(51.96, inf, 0))
NEW = (Step(0, 4, 80), Step(4, 26, 40), Step(26, 52, 30), Step(52, inf, 20))
EXAMPLES, RULES = cost_examples(), refund_rules()
amounts = st.floats(0, 100_000)
weeks = st.floats(0, 200)


def case(net: float = 4_469, monthly: bool = True, steps: tuple[Step, ...] = OLD, **other: float) -> Case:
    return Case(gross_dkk=2 * net, net_dkk=net, monthly=monthly, benefit_dkk=16_000, steps=steps, **other)


@pytest.mark.parametrize(("value", "decimals", "expected"), [(2_978.5, 0, 2_979), (0.125, 2, 0.13), (1.005, 2, 1.01)])
def test_halves_go_up(value: float, decimals: int, expected: float) -> None:
    assert rounded(value, decimals) == expected


@pytest.mark.parametrize(
    ("hours", "net"),
    # 18 x 114.68 x 4.33 x 0.5 = 4,469.08; 12 hours give 2,979.39, 6.5 hours 1,613.83
    [
        (18, 4_469),
        (12, 2_979),
        (15, 3_724),
        (20, 4_966),
        (17, 4_221),
        (6.5, 1_614),
        (11.5, 2_855),
        (10, 2_483),
        (13, 3_228),
    ],
)
def test_assistance_is_rounded_after_the_refund_and_doubled(hours: float, net: float) -> None:
    assert net_monthly_dkk(hours, 114.68, 4.33, 50) == net
    assert gross_monthly_dkk(net, 50) == 2 * net


def test_the_rounded_product_is_another_amount() -> None:
    # 12 x 114.68 x 4.33 = 5,958.77: C15 prints 5,958
    assert rounded(12 * 114.68 * 4.33) == 5_959 == gross_monthly_dkk(2_979, 50) + 1


@pytest.mark.parametrize(("price", "net"), [(8_507, 4_253.5), (152, 76), (25_000 + 3_150, 14_075), (0, 0)])
def test_an_aid_costs_half_its_price(price: float, net: float) -> None:
    assert net_one_off_dkk(price, 50) == net


@pytest.mark.parametrize("number", range(1, 26))
def test_every_printed_amount_follows_from_the_rule(number: int) -> None:
    row = EXAMPLES.set_index("example", drop=False).loc[number]
    made = example_case(row, RULES, "2015")
    assert made.net_dkk == row["net_printed_dkk"]
    assert made.gross_dkk == (row["gross_printed_dkk"] if row["scheme"] == "PA" else row["price_dkk"])


def test_months_become_weeks_and_an_open_end_is_endless() -> None:
    assert refund_steps(RULES, "2015", "sygedagpenge", 4.33) == (Step(0, 12 * 4.33, 30), Step(12 * 4.33, inf, 0))
    assert refund_steps(RULES, "2016", "sygedagpenge", 4.33) == NEW
    assert refund_steps(RULES, "2015", "ledighedsydelse", 4)[0] == Step(0, 72, 30)
    assert refund_steps(RULES, "2016", "HM", 4.33) == (Step(0, inf, 50),)


@pytest.mark.parametrize(
    ("length", "state"),
    # 80 pct. of 4 weeks, 40 of 22, 30 of 26, 20 of the rest, at 100 kr. a week
    [(0, 0), (1, 80), (4, 320), (5, 360), (26, 320 + 880), (52, 320 + 880 + 780), (62, 320 + 880 + 780 + 200)],
)
def test_the_state_pays_step_by_step(length: float, state: float) -> None:
    own, of_state = benefit_split(length, 100, NEW)
    assert (own, of_state) == (pytest.approx(100 * length - state), pytest.approx(state))


def test_two_years_of_the_catalogue() -> None:
    # 12 x 11,200 + 12 x 16,000 = 326,400 avoided; 24 x 4,469 = 107,256 spent; the state 12 x 4,800 and 24 x 4,469
    example = case()
    two_years = horizon_weeks(example)
    assert two_years == pytest.approx(103.92)
    assert avoided(example, two_years) == (pytest.approx(326_400), pytest.approx(57_600))
    assert spent(example, two_years) == (pytest.approx(107_256), pytest.approx(107_256))
    assert balance(example, two_years) == (pytest.approx(219_144), pytest.approx(57_600 - 107_256))


def test_break_even_week_by_week() -> None:
    # An aid of 8,507 kr.: 4,253.50 against 11,200 / 4.33 = 2,586.61 a week is reached in the second week.
    aid = case(4_253.5, monthly=False)
    assert break_even_weeks(aid) == weeks_covering(aid) == 2
    # From 2016 the municipality saves 739.03 a week for 4 weeks and 2,217.09 after: 2,956.12 + 2,217.09 in the fifth.
    assert break_even_weeks(case(4_253.5, monthly=False, steps=NEW)) == 5
    # Assistance of 4,469 a month is dearer than 20 pct. of 16,000 at first, and has been overtaken in week 5.
    assert break_even_weeks(case(steps=NEW)) == 5
    assert break_even_weeks(case()) == 1


def test_weeks_that_pay_for_two_years() -> None:
    # 107,256 / 2,586.61 = 41.5
    assert weeks_covering(case()) == 42


def test_what_is_never_reached_is_missing() -> None:
    dear = case(500_000, monthly=False)
    assert isnan(break_even_weeks(dear))
    assert isnan(weeks_covering(dear))


def test_a_limited_benefit_stops_and_a_flexjob_costs_each_month() -> None:
    # 6 x 11,200 saved in two years; 24 x 3,850 for the flexjob beside an aid of 76 kr.
    assert avoided(case(benefit_months=6), 103.92)[0] == pytest.approx(67_200)
    assert spent(case(76, monthly=False, flexjob_dkk=3_850), 103.92) == (pytest.approx(92_476), 76)


def test_months_accumulate_from_nought() -> None:
    df = cumulated(case(), range(3))
    assert df["month"].tolist() == [0, 1, 2]
    assert df["spent_municipality_dkk"].tolist() == pytest.approx([0, 4_469, 8_938])
    assert df["avoided_municipality_dkk"].tolist() == pytest.approx([0, 11_200, 22_400])
    assert df["balance_state_dkk"].tolist() == pytest.approx([0, 331, 662])


def test_indexes_carry_prices_and_benefits_forward_each_by_itself() -> None:
    row = EXAMPLES.iloc[0]
    dearer = example_case(row, RULES, "2015", price_index=110)
    assert dearer.net_dkk == 4_916  # 18 x 126.148 x 4.33 x 0.5 = 4,915.99
    assert dearer.benefit_dkk == 16_000
    assert example_case(row, RULES, "2015", benefit_index=110).benefit_dkk == pytest.approx(17_600)
    aid = example_case(EXAMPLES.iloc[1], RULES, "2015", price_index=110)
    assert (aid.gross_dkk, aid.net_dkk) == (9_357.7, 4_678.85)


@given(hours=st.floats(0, 37), more=st.floats(0, 37), rate=st.floats(0, 1_000))
def test_more_hours_are_never_cheaper(hours: float, more: float, rate: float) -> None:
    assert net_monthly_dkk(hours + more, rate, 4.33, 50) >= net_monthly_dkk(hours, rate, 4.33, 50)


@given(length=weeks, weekly=amounts, steps=st.sampled_from([OLD, NEW]))
def test_the_parts_are_the_whole_benefit(length: float, weekly: float, steps: tuple[Step, ...]) -> None:
    own, state = benefit_split(length, weekly, steps)
    assert own + state == pytest.approx(length * weekly)
    assert min(own, state) >= -1e-6


@given(net=amounts, length=weeks, monthly=st.booleans())
def test_the_rules_move_the_sum_and_do_not_change_it(net: float, length: float, monthly: bool) -> None:
    sums = [sum(balance(case(net, monthly, steps), length)) for steps in (OLD, NEW)]
    assert sums[0] == pytest.approx(sums[1], abs=1e-3)


@given(length=weeks, more=weeks)
def test_longer_benefit_is_never_less_saved(length: float, more: float) -> None:
    for steps in (OLD, NEW):
        assert all(
            late >= early - 1e-6
            for early, late in zip(
                avoided(case(steps=steps), length), avoided(case(steps=steps), length + more), strict=True
            )
        )


@given(price=st.floats(0, 1e6), refund=st.floats(0, 100))
def test_an_aid_is_shared_between_municipality_and_state(price: float, refund: float) -> None:
    net = net_one_off_dkk(rounded(price, 2), refund)
    assert 0 <= net <= rounded(price, 2)


@pytest.mark.parametrize("rule", ["2015", "2016"])
def test_steps_leave_no_week_out(rule: str) -> None:
    for name in RULES.loc[RULES["rule"] == rule, "applies_to"].unique():
        steps = refund_steps(RULES, rule, name, 4.33)
        assert steps[0].from_weeks == 0
        assert steps[-1].to_weeks == inf
        assert all(before.to_weeks == after.from_weeks for before, after in pairwise(steps))
        assert all(0 <= step.refund_pct < 100 for step in steps)
    assert pd.api.types.is_string_dtype(RULES["rule"])
