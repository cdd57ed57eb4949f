"""What assistance or an aid costs against the benefit that it is set against (C15; definitions.md 22).

A month is `weeks_per_month` weeks (4.33 in C15). Amounts are kroner; the municipality pays what the state does not
refund. An amount accumulates evenly over time, an aid is paid at once.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from math import floor, inf

import pandas as pd

RULES = ("2015", "2016")
HORIZON_MONTHS = 24


@dataclass(frozen=True)
class Step:
    """A part of the time on a benefit (weeks since it began; `to_weeks` may be endless) and what the state refunds."""

    from_weeks: float
    to_weeks: float
    refund_pct: float


@dataclass(frozen=True)
class Case:
    """A measure and the benefit it is set against, amounts in kroner.

    gross_dkk, net_dkk: the measure before and after refund, a month where `monthly`, else once. benefit_dkk: the full
    benefit a month, for at most benefit_months. flexjob_dkk: the municipality's monthly expense for a flexjob that
    takes the place of the benefit. steps: the refund of the benefit.
    """

    gross_dkk: float
    net_dkk: float
    monthly: bool
    benefit_dkk: float
    steps: tuple[Step, ...]
    benefit_months: float = inf
    flexjob_dkk: float = 0.0
    weeks_per_month: float = 4.33


def rounded(value: float, decimals: int = 0) -> float:
    """Half up, on the decimal digits of the number: 2,978.5 → 2,979."""
    exact = Decimal(f"{value:.12g}")
    return float(exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP))


def net_monthly_dkk(hours_per_week: float, hourly_rate_dkk: float, weeks_per_month: float, refund_pct: float) -> float:
    """Assistance after refund in whole kroner: round(18 x 114.68 x 4.33 x 0.5) = 4,469."""
    return rounded(hours_per_week * hourly_rate_dkk * weeks_per_month * (1 - refund_pct / 100))


def gross_monthly_dkk(net_dkk: float, refund_pct: float) -> float:
    """Assistance before refund as C15 prints it: the rounded net over the municipality's share, 2 x 4,469 = 8,938."""
    return net_dkk / (1 - refund_pct / 100)


def net_one_off_dkk(price_dkk: float, refund_pct: float) -> float:
    """An aid after refund, with øre: 8,507 x 0.5 = 4,253.50."""
    return rounded(price_dkk * (1 - refund_pct / 100), 2)


def refund_steps(
    df_by_refund_step: pd.DataFrame, rule: str, applies_to: str, weeks_per_month: float
) -> tuple[Step, ...]:
    """The steps of one scheme or benefit under a rule, all in weeks (registers/series.py: refund_rules)."""
    df = df_by_refund_step
    df = df[(df["rule"] == rule) & (df["applies_to"] == applies_to)]
    weeks = df["time_unit"].map({"måneder": weeks_per_month, "uger": 1.0})
    ends = (df["to"] * weeks).fillna(inf)
    parts = zip(df["from"] * weeks, ends, df["refund_pct"], strict=True)
    return tuple(Step(float(start), float(end), float(refund)) for start, end, refund in parts)


def benefit_split(weeks: float, weekly_dkk: float, steps: Sequence[Step]) -> tuple[float, float]:
    """A benefit paid for so many weeks: what it costs the municipality and what it costs the state."""
    state = sum(
        weekly_dkk * step.refund_pct / 100 * max(0.0, min(weeks, step.to_weeks) - step.from_weeks) for step in steps
    )
    return weekly_dkk * weeks - state, state


def spent(case: Case, weeks: float) -> tuple[float, float]:
    """The measure over so many weeks: the municipality's and the state's part.

    The flexjob is the municipality's alone here; what the state pays for it is not printed.
    """
    months = weeks / case.weeks_per_month
    times = months if case.monthly else 1.0
    return case.net_dkk * times + case.flexjob_dkk * months, (case.gross_dkk - case.net_dkk) * times


def avoided(case: Case, weeks: float) -> tuple[float, float]:
    """The benefit that is not paid in so many weeks: the municipality's and the state's part."""
    paid = min(weeks, case.benefit_months * case.weeks_per_month)
    return benefit_split(paid, case.benefit_dkk / case.weeks_per_month, case.steps)


def balance(case: Case, weeks: float) -> tuple[float, float]:
    """Avoided benefit less expense after so many weeks: the municipality's and the state's."""
    (saved, saved_by_state), (cost, cost_to_state) = avoided(case, weeks), spent(case, weeks)
    return saved - cost, saved_by_state - cost_to_state


def horizon_weeks(case: Case, months: float = HORIZON_MONTHS) -> float:
    """Two years in weeks: 24 x 4.33 = 103.92."""
    return months * case.weeks_per_month


def break_even_weeks(case: Case) -> float:
    """The first whole week after which the municipality has saved as much as it has spent, benefit and measure running
    side by side; missing when that does not happen within two years."""
    return _first_week(case, lambda weeks: balance(case, weeks)[0])


def weeks_covering(case: Case) -> float:
    """How many whole weeks of avoided benefit pay for two years of the measure; missing when it takes more than two years."""
    cost = spent(case, horizon_weeks(case))[0]
    return _first_week(case, lambda weeks: avoided(case, weeks)[0] - cost)


def _first_week(case: Case, surplus: Callable[[float], float]) -> float:
    weeks = range(1, floor(horizon_weeks(case)) + 1)
    # A tenth of an øre for the sums of binary fractions.
    return float(next((week for week in weeks if surplus(week) > -0.001), float("nan")))


def example_case(
    example: pd.Series, df_by_refund_step: pd.DataFrame, rule: str, price_index: float = 100, benefit_index: float = 100
) -> Case:
    """A row of registers/series.py: cost_examples as a case under a rule.

    price_index carries rate and price forward, benefit_index benefit and flexjob; 100 is the catalogue's own level.
    """
    scheme, weeks = str(example["scheme"]), float(example["weeks_per_month"])
    refund = refund_steps(df_by_refund_step, rule, scheme, weeks)[0].refund_pct
    prices, benefits = price_index / 100, benefit_index / 100
    if scheme == "PA":
        net = net_monthly_dkk(example["hours_per_week"], example["hourly_rate_dkk"] * prices, weeks, refund)
        gross = gross_monthly_dkk(net, refund)
    else:
        gross = rounded(example["price_dkk"] * prices, 2)
        net = net_one_off_dkk(gross, refund)
    months, flexjob = example["benefit_months"], example["flexjob_dkk"]
    return Case(
        gross_dkk=gross, net_dkk=net, monthly=scheme == "PA", benefit_dkk=float(example["benefit_dkk"]) * benefits,
        steps=refund_steps(df_by_refund_step, rule, str(example["benefit"]), weeks),
        benefit_months=inf if pd.isna(months) else float(months),
        flexjob_dkk=0.0 if pd.isna(flexjob) else float(flexjob) * benefits, weeks_per_month=weeks,
    )  # fmt: skip


def cumulated(case: Case, months: Sequence[int]) -> pd.DataFrame:
    """df_by_month: month, and after it spent, avoided and balance of municipality and state (kroner since the start)."""
    rows = []
    for month in months:
        weeks = month * case.weeks_per_month
        amounts = {"spent": spent(case, weeks), "avoided": avoided(case, weeks), "balance": balance(case, weeks)}
        parts = {f"{name}_{payer}_dkk": value for name, pair in amounts.items()
                 for payer, value in zip(("municipality", "state"), pair, strict=True)}  # fmt: skip
        rows.append({"month": month, **parts})
    return pd.DataFrame(rows)
