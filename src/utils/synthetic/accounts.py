"""Gross expenditure 2019 per municipality and scheme, nearest to a draw under what K21 5.5 prints.

ledger.py books the amounts on the accounts of REGKC.
"""

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.optimize import linprog

from utils.synthetic.conditioning import Row, TargetMissed
from utils.synthetic.expenditure_targets import EXPENDITURE_SHARES, NATIONAL_MILLION
from utils.synthetic.ledger import booked
from utils.synthetic.targets import printed, window

SCHEMES = ("PA", "HM")
UNIT_PRICE = {"PA": "K21-0764", "HM": "K21-0765", "IB": "K21-0766"}
IB_PERSONS = "K21-0649"
UNIT_PRICE_BY_STRATEGY = (
    ("PA", "proaktiv", "K21-0770", 1000.0), ("HM", "proaktiv", "K21-0771", 100.0),
    ("PA", "reaktiv", "K21-0772", 1000.0), ("HM", "reaktiv", "K21-0773", 100.0),
)  # fmt: skip
HIGHER_SHARE, HIGHER_LIMIT = "K21-0744", "K21-0763"
CLEAR_OF_LIMIT = 0.02  # percentage points between a municipality and the limit
INSIDE = 0.3  # of a unit of the last printed digit, so that whole kroner cannot carry a mean over the edge
# Price per grant in kroner: the widest that a draw or a named municipality may take; each has limits of its own
# within LIMIT_SPREAD of them, so that municipalities pressed to the limit do not all get the same price.
PRICE_LIMITS = {"PA": (20_000.0, 500_000.0), "HM": (350.0, 95_000.0)}
LIMIT_SPREAD = 0.45
# Prices fall where usage of the scheme is high (K21 5.5), most for aids, which are anything from shoes to lifts.
MEDIAN_PRICE = {"PA": 95_000.0, "HM": 3_000.0}
PRICE_NOISE, PRICE_BY_USAGE = {"PA": 0.30, "HM": 0.55}, {"PA": -0.20, "HM": -0.90}
# How much higher prices are in the half of municipalities with few cases per inhabitant, and the proactive
# municipalities' spending per inhabitant over that of the reactive: K21 says "higher" and no more; here clearly so.
CLEARLY_HIGHER = 0.15
# What a relative change of an amount costs per unit, up to each limit: many amounts give a little, none a lot.
STEPS = ((0.25, 1.0), (0.5, 2.0), (1.0, 4.0), (3.0, 8.0), (np.inf, 16.0))


def accounts(
    rng: np.random.Generator, df_by_municipality: pd.DataFrame, counts: np.ndarray, conditioned: bool
) -> pd.DataFrame:
    """municipality_accounts: KOMMUNE, AAR, KONTO, BRUTTOUDGIFT_KR; prices fall where usage is high.

    `counts` are the grants (municipality × PA/HM × year); IB spending lies in the large towns.
    """
    grants = counts[:, :, 1].astype(float)
    inhabitants = df_by_municipality["inhabitants_2019k4"].to_numpy(float)
    drawn = np.column_stack([_drawn(rng, scheme, grants[:, s], inhabitants) for s, scheme in enumerate(SCHEMES)])
    icebreaker = _icebreaker(df_by_municipality)
    own = rng.spawn(1)[0]
    if conditioned:
        drawn = _conditioned(drawn, grants * _limits(own, grants.shape), icebreaker, grants, df_by_municipality)
    amounts = {"PA": drawn[:, 0], "HM": drawn[:, 1], "IB": icebreaker}
    return booked(own, df_by_municipality["code"].to_numpy(), amounts)


def _drawn(rng: np.random.Generator, scheme: str, grants: np.ndarray, inhabitants: np.ndarray) -> np.ndarray:
    """Amounts of one scheme that sum to the printed total: a price per grant that follows usage, and noise."""
    usage = np.log(np.maximum(grants, 1) / inhabitants)
    noise = PRICE_NOISE[scheme] * rng.standard_normal(grants.size)
    price = MEDIAN_PRICE[scheme] * np.exp(PRICE_BY_USAGE[scheme] * (usage - usage.mean()) + noise)
    amount = grants * np.clip(price, *PRICE_LIMITS[scheme])
    return amount * printed(NATIONAL_MILLION[scheme]) * 1e6 / amount.sum()


def _limits(rng: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray:
    """Lowest and highest price a municipality and scheme, (2, municipality, scheme)."""
    narrowed = LIMIT_SPREAD * rng.random((2, *shape))
    lowest, highest = np.array([PRICE_LIMITS[scheme] for scheme in SCHEMES]).T
    return np.stack([lowest * (1 + narrowed[0]), highest * (1 - narrowed[1])])


def _icebreaker(df_by_municipality: pd.DataFrame) -> np.ndarray:
    """The printed unit price times 41 persons, in the municipalities of more than 90,000 inhabitants."""
    inhabitants = df_by_municipality["inhabitants_2019k4"].to_numpy(float)
    large = np.where(inhabitants > 90_000, inhabitants, 0)
    return large / large.sum() * printed(UNIT_PRICE["IB"]) * printed(IB_PERSONS)


def _conditioned(
    drawn: np.ndarray,
    limits: np.ndarray,
    icebreaker: np.ndarray,
    grants: np.ndarray,
    df_by_municipality: pd.DataFrame,
) -> np.ndarray:
    """Amounts nearest to the draw (relative change, large changes dearer) that meet every printed total and share.

    `limits` are the lowest and highest amount, (2, municipality, scheme).
    """
    rows = _rows(drawn, grants, icebreaker, df_by_municipality)
    start = drawn.ravel()
    unit = np.where(start > 0, start, 1.0)
    lowest, highest = ((limits[side].ravel() - start) / unit for side in (0, 1))
    matrix = sparse.csr_matrix(np.vstack([row.coefficients for row in rows]) * unit)
    at_draw = matrix @ np.where(start > 0, 1.0, 0.0)
    low = np.array([row.low for row in rows]) - at_draw
    high = np.array([row.high for row in rows]) - at_draw
    costs, bounds = _steps(np.minimum(lowest, 0), np.maximum(highest, 0))
    both = sparse.hstack([matrix, -matrix] * len(STEPS)).tocsr()
    keep_high, keep_low = np.isfinite(high), np.isfinite(low)
    result = linprog(
        costs,
        A_ub=sparse.vstack([both[keep_high], -both[keep_low]]),
        b_ub=np.concatenate([high[keep_high], -low[keep_low]]),
        bounds=bounds,
    )
    if result.x is None:
        raise TargetMissed("udgifter, enhedspriser og udgiftsandele i K21 5.5")
    up, down = result.x.reshape(len(STEPS), 2, start.size).sum(axis=0)
    return (start + (up - down) * unit).reshape(drawn.shape)


def _steps(lowest: np.ndarray, highest: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Costs and bounds of the relative changes, step by step, each step up and down; lowest ≤ 0 ≤ highest."""
    costs, bounds, reached = [], [], 0.0
    for limit, cost in STEPS:
        for reach in (highest, -lowest):
            room = np.clip(reach, reached, limit) - reached
            bounds.append(np.column_stack([np.zeros(room.size), room]))
            costs.append(np.full(room.size, cost))
        reached = limit
    return np.concatenate(costs), np.concatenate(bounds)


def _rows(drawn: np.ndarray, grants: np.ndarray, icebreaker: np.ndarray, df_by_municipality: pd.DataFrame) -> list[Row]:
    df = df_by_municipality
    rows = []
    national = sum(printed(NATIONAL_MILLION[scheme]) * 1e6 for scheme in SCHEMES) + icebreaker.sum()
    for s, scheme in enumerate(SCHEMES):
        total = np.zeros_like(drawn)
        total[:, s] = 1
        rows.append(Row(f"udgifter {scheme}", total.ravel(), *[printed(NATIONAL_MILLION[scheme]) * 1e6] * 2))
        everywhere, number = np.ones(len(df), bool), UNIT_PRICE[scheme]
        rows.append(Row(number, _mean_price(grants, s, everywhere), *window(number, share=INSIDE)))
        rows.append(_few_cases_cost_more(grants, s, df["inhabitants_2019k4"].to_numpy(float)))
    for scheme, strategy, number, unit in UNIT_PRICE_BY_STRATEGY:
        low, high = window(number, unit, share=INSIDE)
        if number == "K21-0772":  # "knap" 111.000
            high = printed(number) - 1
        member = (df["strategy"] == strategy).to_numpy()
        rows.append(Row(number, _mean_price(grants, SCHEMES.index(scheme), member), low, high))
    return [*rows, _proactive_spend_more(icebreaker, df), *_share_rows(drawn, icebreaker, national, df)]


def _mean_price(grants: np.ndarray, s: int, member: np.ndarray) -> np.ndarray:
    """Coefficients of the unweighted mean of prices per grant; a municipality without grants has no price."""
    used = member & (grants[:, s] > 0)
    coefficients = np.zeros_like(grants)
    coefficients[used, s] = 1 / grants[used, s] / used.sum()
    return coefficients.ravel()


def _few_cases_cost_more(grants: np.ndarray, s: int, inhabitants: np.ndarray) -> Row:
    """K21 5.5: the half of municipalities with few cases per inhabitant has the higher mean price."""
    usage = grants[:, s] / inhabitants
    few = usage <= np.median(usage[usage > 0])
    higher, lower = (_mean_price(grants, s, member) for member in (few, ~few))
    return Row(f"få sager, høj enhedspris ({SCHEMES[s]})", higher - (1 + CLEARLY_HIGHER) * lower, 0, np.inf)


def _proactive_spend_more(icebreaker: np.ndarray, df: pd.DataFrame) -> Row:
    """K21 5.5: proactive municipalities spend more per inhabitant than reactive ones (means of municipalities)."""
    proactive, reactive = ((df["strategy"] == name).to_numpy() for name in ("proaktiv", "reaktiv"))
    weight = proactive / proactive.sum() - (1 + CLEARLY_HIGHER) * reactive / reactive.sum()
    weight = weight / df["inhabitants_2019k4"].to_numpy(float)
    return Row("udgift pr. indbygger", np.repeat(weight, len(SCHEMES)), -float(weight @ icebreaker), np.inf)


def _share_rows(drawn: np.ndarray, icebreaker: np.ndarray, national: float, df: pd.DataFrame) -> list[Row]:
    """Named shares of national expenditure, and how many lie more than 0,5 percentage points above inhabitants."""
    inhabitants = df["inhabitants_2019k4"].to_numpy(float)
    of_inhabitants = 100 * inhabitants / inhabitants.sum()
    above = 100 * (drawn.sum(axis=1) + icebreaker) / national - of_inhabitants
    named = {
        int(np.flatnonzero(df["code"] == code)[0]): window(number, share=INSIDE)
        for code, number in EXPENDITURE_SHARES.items()
    }
    limit = printed(HIGHER_LIMIT)
    wanted = round(len(df) * printed(HIGHER_SHARE) / 100)
    higher = {m for m, (low, _) in named.items() if low - of_inhabitants[m] > limit}
    others = [int(m) for m in np.argsort(-above, kind="stable") if m not in named]
    higher |= set(others[: wanted - len(higher)])
    rows = []
    for m in range(len(df)):
        coefficients = np.zeros_like(drawn)
        coefficients[m] = 100 / national
        low, high = named.get(m, (-np.inf, np.inf))
        edge = of_inhabitants[m] + limit
        low, high = (max(low, edge + CLEAR_OF_LIMIT), high) if m in higher else (low, min(high, edge - CLEAR_OF_LIMIT))
        of_icebreaker = 100 * icebreaker[m] / national
        rows.append(
            Row(
                f"udgiftsandel, kommune {df['code'].iloc[m]}",
                coefficients.ravel(),
                low - of_icebreaker,
                high - of_icebreaker,
            )
        )
    return rows
