"""Grants per municipality, scheme and year: the draw, and the nearest counts that carry K21 5.2.

An array of counts has the shape (98 municipalities, 2 schemes PA/HM, 2 years 2018/2019).
"""

import numpy as np
import pandas as pd

from utils.measures.bands import FRAMEWORK_BANDS, framework_band
from utils.synthetic.conditioning import Row, nearest_counts
from utils.synthetic.expenditure_targets import EXPENDITURE_SHARES, NATIONAL_MILLION
from utils.synthetic.structure import SCHEMES
from utils.synthetic.targets import printed, window

# Grants of the 43 persons with aids whose municipality is not known (design.md 4.3): 2018 and 2019.
GRANTS_WITHOUT_MUNICIPALITY = np.array([[0, 0], [28, 31]])

TOTALS = (("K21-0441", "K21-0445"), ("K21-0442", "K21-0446"))
# Dragør is the one way to 97 municipalities with a band (synthesis.md): 2 grants in 2018, none in 2019.
WITHOUT_BAND = 155
EASILY_MOVED = 0.25  # of a municipality's grants; further moves weigh more
HIGHEST_PRICE_DKK = 250_000  # per grant of PA, two and a half times the printed mean
BAND_MARGIN = 0.006  # percent; a rate and the limit of its band never print alike
STEEP = 1.05  # percent; above it the drawn rates are pressed together under the printed maximum
GROUP_MEANS = (
    ("framework_band", FRAMEWORK_BANDS[2], ("HM",), "K21-0476"),
    ("framework_band", FRAMEWORK_BANDS[0], ("HM",), "K21-0478"),
    ("organisation", "specialiseret team", ("PA", "HM"), "K21-0479"),
    ("organisation", "spredt specialisering", ("PA", "HM"), "K21-0480"),
    ("organisation", "generel specialisering", ("PA", "HM"), "K21-0481"),
    ("strategy", "proaktiv", ("PA",), "K21-0483"),
    ("strategy", "reaktiv", ("PA",), "K21-0484"),
    ("strategy", "diffus", ("PA",), "K21-0485"),
    ("strategy", "diffus", ("HM",), "K21-0486"),
    ("strategy", "proaktiv", ("HM",), "K21-0487"),
    ("strategy", "reaktiv", ("HM",), "K21-0488"),
)


def totals() -> np.ndarray:
    """Printed grants of known municipality, (scheme, year): Tabel 11 less those without a municipality."""
    printed_totals = np.array([[int(printed(number)) for number in pair] for pair in TOTALS])
    return printed_totals - GRANTS_WITHOUT_MUNICIPALITY


def drawn_counts(rng: np.random.Generator, df_by_municipality: pd.DataFrame) -> np.ndarray:
    """A multinomial draw of the printed totals over the municipalities by inhabitants times latent rate."""
    counts = np.empty((len(df_by_municipality), 2, 2), dtype=int)
    for s, scheme in enumerate(("pa", "hm")):
        expected = df_by_municipality["inhabitants_2019k4"] * df_by_municipality[f"rate_{scheme}"]
        for y in range(2):
            counts[:, s, y] = rng.multinomial(totals()[s, y], expected / expected.sum())
    return counts


def conditioned_counts(counts: np.ndarray, df_by_municipality: pd.DataFrame) -> np.ndarray:
    """The nearest counts with the printed totals, group means, range and bands of the usage rate."""
    free = (df_by_municipality["code"] != WITHOUT_BAND).to_numpy()
    lowest = np.where(counts > 3, np.ceil(counts * 0.2), 0).astype(int)
    highest = counts * 4 + 10
    lowest[~free], highest[~free] = 0, np.array([[1, 0], [1, 0]])
    rows = [*_total_rows(len(counts)), *_group_rows(df_by_municipality), *_range_rows(counts, df_by_municipality)]
    rows += _expenditure_rows(df_by_municipality)

    def nearest(rows: list[Row]) -> np.ndarray:
        easy = np.ceil(EASILY_MOVED * counts).astype(int).ravel()
        return nearest_counts(counts.ravel(), lowest.ravel(), highest.ravel(), rows, easy=easy).reshape(counts.shape)

    # The bands follow the order that the group means leave, so the two never ask for opposite things.
    return nearest(rows + _band_rows(nearest(rows), df_by_municipality))


def _per_inhabitant_pct(df_by_municipality: pd.DataFrame) -> np.ndarray:
    return 100 / df_by_municipality["inhabitants_2019k4"].to_numpy(float)


def _row(
    name: str, weights: np.ndarray, schemes: tuple[str, ...], years: tuple[int, ...], low: float, high: float
) -> Row:
    """A row over municipal weights, the same for each named scheme and year (0 = 2018, 1 = 2019)."""
    coefficients = np.zeros((weights.size, 2, 2))
    for scheme in schemes:
        coefficients[:, SCHEMES.index(scheme), list(years)] = weights[:, None]
    return Row(name, coefficients.ravel(), low, high)


def _total_rows(count: int) -> list[Row]:
    return [
        _row(f"bevillinger {scheme} {2018 + y}", np.ones(count), (scheme,), (y,), total, total)
        for s, scheme in enumerate(SCHEMES)
        for y, total in enumerate(totals()[s])
    ]


def _group_rows(df_by_municipality: pd.DataFrame) -> list[Row]:
    """Unweighted group means of the two-year usage rate (design.md 4.1)."""
    df = df_by_municipality.assign(framework_band=framework_band(df_by_municipality["framework_rank"]))
    rows = []
    for column, group, schemes, number in GROUP_MEANS:
        member = (df[column] == group).to_numpy()
        weights = np.where(member, _per_inhabitant_pct(df), 0) / member.sum()
        rows.append(
            _row(
                f"anvendelsesgrad {'+'.join(schemes)}, {group} ({number})",
                weights,
                schemes,
                (0, 1),
                *window(number, share=0.44),
            )
        )
    return rows


def _range_rows(counts: np.ndarray, df_by_municipality: pd.DataFrame) -> list[Row]:
    """Two-year rates from 0,014 (one municipality) to 1,4 (the one drawn highest); every scheme is in use."""
    percent = _per_inhabitant_pct(df_by_municipality)
    smallest, largest = window("K21-0903"), window("K21-0904", share=0.44)
    ceiling = _ceilings(counts.sum(axis=(1, 2)) * percent, largest[0])
    rows = []
    for m, code in enumerate(df_by_municipality["code"]):
        unit = np.zeros(len(counts))
        unit[m] = 1
        low, high = smallest[0], ceiling[m]
        if code == WITHOUT_BAND:
            high = smallest[1]
        elif m == int(ceiling.argmax()):
            low, high = largest
        name = f"anvendelsesgrad fra 0,014 til 1,4 (kommune {code})"
        rows.append(_row(name, unit * percent[m], SCHEMES, (0, 1), low, high))
        rows += [_row(f"mindst én bevilling {s} (kommune {code})", unit, (s,), (0, 1), 1, np.inf) for s in SCHEMES]
    return rows


def _expenditure_rows(df_by_municipality: pd.DataFrame) -> list[Row]:
    """Enough grants of PA in 2019 that the printed shares of expenditure (5.5) need no absurd price per grant."""
    national = sum(printed(number) for number in NATIONAL_MILLION.values()) * 1e6
    rows = []
    for code, number in EXPENDITURE_SHARES.items():
        member = (df_by_municipality["code"] == code).to_numpy(float)
        least = np.ceil(printed(number) / 100 * national / HIGHEST_PRICE_DKK)
        rows.append(_row(f"udgiftsandel ({number}, kommune {code})", member, ("PA",), (1,), least, np.inf))
    return rows


def _ceilings(rate_pct: np.ndarray, highest: float) -> np.ndarray:
    """The highest rate each municipality may have: those drawn above STEEP fan out below `highest` in their order.

    One common limit would stack them all on the same rate.
    """
    ceiling = np.full(rate_pct.size, STEEP)
    above = np.flatnonzero(rate_pct >= min(STEEP, rate_pct.max()))
    order = above[np.argsort(rate_pct[above], kind="stable")]
    ceiling[order] = np.linspace(STEEP, highest, order.size + 1)[1:]
    return ceiling


def _band_rows(counts: np.ndarray, df_by_municipality: pd.DataFrame) -> list[Row]:
    """Bands of the 2019 rate in the order of the counts: 30 low, 40 medium, 27 high of 97 (Tabel 12)."""
    percent = _per_inhabitant_pct(df_by_municipality)
    banded = np.flatnonzero((df_by_municipality["code"] != WITHOUT_BAND).to_numpy())
    order = banded[np.argsort((counts.sum(axis=(1, 2)) * percent)[banded], kind="stable")]
    low_limit, high_limit = printed("K21-0471"), printed("K21-0474")
    medium = round(banded.size * printed("K21-0469") / 100)
    high = round(banded.size * printed("K21-0470") / 100)
    rows = []
    for position, m in enumerate(order):
        weights = np.zeros(len(counts))
        weights[m] = percent[m]
        if position < banded.size - medium - high:
            bounds = (-np.inf, low_limit - BAND_MARGIN)
        elif position < banded.size - high:
            bounds = (low_limit + BAND_MARGIN, high_limit - BAND_MARGIN)
        else:
            bounds = (high_limit + BAND_MARGIN, np.inf)
        code = df_by_municipality["code"].iloc[m]
        name = f"bånd for anvendelsesgraden (kommune {code})"
        rows.append(_row(name, weights, SCHEMES, (1,), *bounds))
        rows.append(_row(name, (weights > 0).astype(float), SCHEMES, (1,), 1, np.inf))
    return rows
