"""Permutation over municipalities: had the types been handed out otherwise, how often would they differ as much?

20 municipalities were classified, not thousands of persons. A difference between types is therefore judged
against every way in which the same numbers of each type could have been handed out to the same municipalities:
27,713,400 ways for 8/9/3 and 155,040 for 15/2/3. Where there are too many ways to look at all, 9,999 are drawn.
"""

from dataclasses import dataclass
from functools import cache
from itertools import combinations
from math import comb, factorial, prod

import numpy as np

from utils.statistics.monte_carlo import DRAWS, SEED, monte_carlo_error, monte_carlo_p

Array = np.ndarray
# 20 municipalities have at most 133,024,320 ways (7/7/6): about 20 seconds.
MOST_MUNICIPALITIES, MOST_ASSIGNMENTS = 24, 200_000_000


def assignments(groups: Array) -> int:
    """In how many ways the types can be handed out to the same municipalities, so many of each."""
    sizes = np.unique(groups, return_counts=True)[1].tolist()
    return factorial(len(groups)) // prod(factorial(size) for size in sizes)


def hindrance(groups: Array) -> str:
    """Why the types cannot be handed out in another way, as a Danish sentence; "" when they can."""
    if len(set(groups)) < 2:
        return "Der skal være kommuner med borgere i mindst to typer for at sammenligne."
    return ""


def enumerable(groups: Array) -> bool:
    """Whether every way can be looked at: two or three types, and few enough municipalities and ways."""
    kinds, municipalities = len(set(groups)), len(groups)
    return kinds in (2, 3) and municipalities <= MOST_MUNICIPALITIES and assignments(groups) <= MOST_ASSIGNMENTS


@dataclass(frozen=True)
class Permutation:
    """The permutation test of each outcome: its p-value and Monte Carlo's standard error of that (0 of all ways).

    ways: in how many ways the types can be handed out; draws: how many were drawn, 0 where all were looked at.
    """

    p_values: Array
    standard_errors: Array
    ways: int
    draws: int


def permuted(events: Array, persons: Array, groups: Array, seed: int = SEED, draws: int = DRAWS) -> Permutation:
    """The test of `exact_p_values` where every way can be looked at, else that of `drawn_p_values`."""
    if enumerable(groups):
        p_values, ways = exact_p_values(events, persons, groups)
        return Permutation(p_values, np.zeros(len(p_values)), ways, 0)
    p_values = drawn_p_values(events, persons, groups, seed, draws)
    return Permutation(p_values, monte_carlo_error(p_values, draws), assignments(groups), draws)


def drawn_p_values(events: Array, persons: Array, groups: Array, seed: int = SEED, draws: int = DRAWS) -> Array:
    """The p-values of `exact_p_values` by Monte Carlo, for any number of types: (1 + as large)/(1 + draws)."""
    observed = np.nan_to_num(largest_difference(events, persons, groups))
    names, kinds = np.unique(groups, return_inverse=True)
    drawn = np.random.default_rng(seed).permuted(np.tile(kinds, (draws, 1)), axis=1)
    counts = np.concatenate([events, persons], axis=1).astype(float)
    shares = [_shares(counts.T @ (drawn == kind).T) for kind in range(len(names))]
    # Nobody at all gives NaN, which is not nearer.
    nearer = np.count_nonzero(_spread(shares) < observed[:, None] - 1e-12, axis=1)
    return monte_carlo_p(draws - nearer, draws)


def largest_difference(events: Array, persons: Array, groups: Array) -> Array:
    """Largest minus smallest pooled share of a type, a value an outcome; NaN where only one type has persons."""
    pooled = [(events[groups == name].sum(axis=0), persons[groups == name].sum(axis=0)) for name in np.unique(groups)]
    shares = np.array([np.divide(of, base, out=np.full(len(base), np.nan), where=base > 0) for of, base in pooled])
    compared = np.count_nonzero(~np.isnan(shares), axis=0) > 1
    found = np.fmax.reduce(shares) - np.fmin.reduce(shares)
    return np.where(compared, found, np.nan)


@cache
def subsets(count: int, size: int) -> Array:
    """Every choice of `size` among `count` as a line of zeros and ones; made once and kept."""
    lines = np.zeros((comb(count, size), count))
    for line, chosen in zip(lines, combinations(range(count), size), strict=True):
        line[list(chosen)] = 1
    return lines


def exact_p_values(events: Array, persons: Array, groups: Array) -> tuple[Array, int]:
    """The permutation p-value of each outcome, and the number of assignments behind it.

    `events` and `persons` have a line per municipality and a column per outcome; `groups` names the type of each
    municipality (two or three types). The statistic is `largest_difference`; the p-value is the share of assignments
    with at least the observed one, which counts itself.
    """
    names, sizes = np.unique(groups, return_counts=True)
    if len(names) not in (2, 3):
        raise ValueError("two or three groups")
    order = np.argsort(sizes, kind="stable")
    # Two types are three of which the smallest has nobody, so that one matrix product goes through all their ways.
    smallest, middle = (sizes[order[0]], sizes[order[1]]) if len(names) == 3 else (0, sizes[order[0]])
    observed = np.nan_to_num(largest_difference(events, persons, groups))[:, None]
    outer = subsets(len(groups), int(smallest)).astype(bool)
    # A line a count and a column an assignment: what is summed and compared below lies together in memory.
    inner = np.ascontiguousarray(subsets(len(groups) - int(smallest), int(middle)).T)
    counts = np.ascontiguousarray(np.concatenate([events, persons], axis=1).T)
    nearer = np.zeros(events.shape[1], dtype=np.int64)
    for chosen in outer:
        left = counts[:, ~chosen]
        second = left @ inner
        shares = [
            _shares(counts[:, chosen].sum(axis=1, keepdims=True)),
            _shares(left.sum(axis=1, keepdims=True) - second),
            _shares(second),
        ]
        # Nobody at all gives NaN, which is not nearer.
        nearer += np.count_nonzero(_spread(shares) < observed - 1e-12, axis=1)
    total = len(outer) * inner.shape[1]
    return (total - nearer) / total, total


def _shares(counts: Array) -> Array:
    """Pooled shares from summed counts (events first, then persons); NaN for nobody."""
    events, persons = np.split(counts, 2)
    with np.errstate(invalid="ignore"):
        return events / persons


def _spread(shares: list[Array]) -> Array:
    """Largest minus smallest share, those of nobody left out; the first may be one number an outcome, the rest are many."""
    first, last, *between = shares
    highest, lowest = np.fmax(last, first), np.fmin(last, first)
    for share in between:
        np.fmax(highest, share, out=highest)
        np.fmin(lowest, share, out=lowest)
    return np.subtract(highest, lowest, out=highest)
