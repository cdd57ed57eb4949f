"""Gross expenditure 2019 per municipality and scheme (REGKC), nearest to a draw under what K21 5.5 prints."""

import numpy as np
import pandas as pd
from scipy.optimize import linprog

from utils.synthetic.conditioning import Row, TargetMissed
from utils.synthetic.expenditure_targets import EXPENDITURE_SHARES, NATIONAL_MILLION
from utils.synthetic.targets import printed, window

ACCOUNT = {"PA": "5.68.91.007", "HM": "5.58.82.016", "IB": "5.58.81.009"}
UNIT_PRICE = {"PA": "K21-0764", "HM": "K21-0765", "IB": "K21-0766"}
IB_PERSONS = "K21-0649"
UNIT_PRICE_BY_STRATEGY = (
    ("PA", "proaktiv", "K21-0770", 1000.0), ("HM", "proaktiv", "K21-0771", 100.0),
    ("PA", "reaktiv", "K21-0772", 1000.0), ("HM", "reaktiv", "K21-0773", 100.0),
)  # fmt: skip
HIGHER_SHARE, HIGHER_LIMIT = "K21-0744", "K21-0763"
# Price per grant in kroner: the widest that a draw or a named municipality may take.
PRICE_LIMITS = {"PA": (25_000.0, 800_000.0), "HM": (500.0, 90_000.0)}
MEDIAN_PRICE, PRICE_NOISE, PRICE_BY_USAGE = {"PA": 95_000.0, "HM": 5_000.0}, {"PA": 0.35, "HM": 0.8}, -0.35


def accounts(
    rng: np.random.Generator, df_by_municipality: pd.DataFrame, counts: np.ndarray, conditioned: bool
) -> pd.DataFrame:
    """municipality_accounts: KOMMUNE, AAR, KONTO, BRUTTOUDGIFT_KR; prices fall where usage is high.

    `counts` are the grants (municipality × PA/HM × year); IB spending lies in the large towns.
    """
    grants = counts[:, :, 1].astype(float)
    usage = np.log(counts.sum(axis=(1, 2)) / df_by_municipality["inhabitants_2019k4"].to_numpy())
    drawn = np.column_stack([
        grants[:, s] * MEDIAN_PRICE[scheme]
        * np.exp(PRICE_BY_USAGE * (usage - usage.mean()) + PRICE_NOISE[scheme] * rng.standard_normal(len(grants)))
        for s, scheme in enumerate(ACCOUNT) if scheme != "IB"
    ])  # fmt: skip
    totals = np.array([printed(NATIONAL_MILLION[scheme]) * 1e6 for scheme in ("PA", "HM")])
    drawn = drawn * totals / drawn.sum(axis=0)
    icebreaker = _icebreaker(df_by_municipality)
    if conditioned:
        drawn = _conditioned(drawn, grants, icebreaker, df_by_municipality)
    parts = {"PA": drawn[:, 0], "HM": drawn[:, 1], "IB": icebreaker}
    df = pd.concat([
        pd.DataFrame({"KOMMUNE": df_by_municipality["code"], "AAR": 2019, "KONTO": ACCOUNT[scheme],
                      "BRUTTOUDGIFT_KR": np.round(amount, 2)})
        for scheme, amount in parts.items()
    ])  # fmt: skip
    return df[df["BRUTTOUDGIFT_KR"] > 0].sort_values(["KOMMUNE", "KONTO"], ignore_index=True)


def _icebreaker(df_by_municipality: pd.DataFrame) -> np.ndarray:
    """The printed unit price times 41 persons, in the municipalities of more than 90,000 inhabitants."""
    inhabitants = df_by_municipality["inhabitants_2019k4"].to_numpy(float)
    large = np.where(inhabitants > 90_000, inhabitants, 0)
    return large / large.sum() * printed(UNIT_PRICE["IB"]) * printed(IB_PERSONS)


def _conditioned(
    drawn: np.ndarray, grants: np.ndarray, icebreaker: np.ndarray, df_by_municipality: pd.DataFrame
) -> np.ndarray:
    """Amounts nearest to the draw (relative change) that meet every printed total, price and share."""
    rows = _rows(drawn, grants, icebreaker, df_by_municipality)
    start = drawn.ravel()
    limits = np.array([PRICE_LIMITS["PA"], PRICE_LIMITS["HM"]])
    lowest = (grants[:, :, None] * limits)[..., 0].ravel() - start
    highest = (grants[:, :, None] * limits)[..., 1].ravel() - start
    matrix = np.vstack([row.coefficients for row in rows])
    at_draw = matrix @ start
    low = np.array([row.low for row in rows]) - at_draw
    high = np.array([row.high for row in rows]) - at_draw
    unit = np.where(start > 0, start, 1.0)
    scaled = matrix * unit
    keep_high, keep_low = np.isfinite(high), np.isfinite(low)
    both = np.hstack([scaled, -scaled])
    result = linprog(
        np.ones(2 * start.size),
        A_ub=np.vstack([both[keep_high], -both[keep_low]]),
        b_ub=np.concatenate([high[keep_high], -low[keep_low]]),
        bounds=[
            *((max(a, 0), max(b, 0)) for a, b in zip(lowest / unit, highest / unit, strict=True)),
            *((max(-b, 0), max(-a, 0)) for a, b in zip(lowest / unit, highest / unit, strict=True)),
        ],
    )
    if result.x is None:
        raise TargetMissed("udgifter, enhedspriser og udgiftsandele i K21 5.5")
    up, down = np.split(result.x, 2)
    return (start + (up - down) * unit).reshape(drawn.shape)


def _rows(drawn: np.ndarray, grants: np.ndarray, icebreaker: np.ndarray, df_by_municipality: pd.DataFrame) -> list[Row]:
    df = df_by_municipality
    rows = []
    national = sum(printed(NATIONAL_MILLION[scheme]) * 1e6 for scheme in ("PA", "HM")) + icebreaker.sum()
    for s, scheme in enumerate(("PA", "HM")):
        total = np.zeros_like(drawn)
        total[:, s] = 1
        rows.append(Row(f"udgifter {scheme}", total.ravel(), *[printed(NATIONAL_MILLION[scheme]) * 1e6] * 2))
        rows.append(_mean_price(grants, s, np.ones(len(df), bool), window(UNIT_PRICE[scheme]), UNIT_PRICE[scheme]))
    for scheme, strategy, number, unit in UNIT_PRICE_BY_STRATEGY:
        low, high = window(number, unit)
        if number == "K21-0772":  # "knap" 111.000
            high = printed(number) - 1
        member = (df["strategy"] == strategy).to_numpy()
        rows.append(_mean_price(grants, ("PA", "HM").index(scheme), member, (low, high), number))
    return rows + _share_rows(drawn, icebreaker, national, df)


def _mean_price(grants: np.ndarray, s: int, member: np.ndarray, bounds: tuple[float, float], number: str) -> Row:
    """Unweighted mean of municipal prices per grant; a municipality without grants has no price."""
    used = member & (grants[:, s] > 0)
    coefficients = np.zeros_like(grants)
    coefficients[used, s] = 1 / grants[used, s] / used.sum()
    return Row(f"enhedspris ({number})", coefficients.ravel(), *bounds)


def _share_rows(drawn: np.ndarray, icebreaker: np.ndarray, national: float, df: pd.DataFrame) -> list[Row]:
    """Named shares of national expenditure, and how many lie more than 0,5 percentage points above inhabitants."""
    inhabitants = df["inhabitants_2019k4"].to_numpy(float)
    of_inhabitants = 100 * inhabitants / inhabitants.sum()
    above = 100 * (drawn.sum(axis=1) + icebreaker) / national - of_inhabitants
    named = {int(np.flatnonzero(df["code"] == code)[0]): window(number) for code, number in EXPENDITURE_SHARES.items()}
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
        low, high = (max(low, edge + 1e-3), high) if m in higher else (low, min(high, edge - 1e-3))
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
