"""Categories handed out in exact proportions, so that a share of thousands prints as it should."""

from collections.abc import Mapping

import numpy as np
import pandas as pd


def whole_counts(shares: dict[str, float], total: int) -> dict[str, int]:
    """Shares of a total as whole numbers that sum to it (largest remainder; shares are scaled to one)."""
    exact = np.array(list(shares.values())) / sum(shares.values()) * total
    counts = np.floor(exact).astype(int)
    counts[np.argsort(-(exact - counts), kind="stable")[: total - counts.sum()]] += 1
    return dict(zip(shares, counts.tolist(), strict=True))


def handed_out(
    rng: np.random.Generator, shares: dict[str, float], total: int, given: np.ndarray | None = None
) -> np.ndarray:
    """Categories in random order for the `total` less those already `given`, together in the stated shares."""
    given = np.array([], dtype=object) if given is None else given
    counts = whole_counts(shares, total)
    left = {name: max(count - int((given == name).sum()), 0) for name, count in counts.items()}
    names = np.repeat(np.array(list(left), dtype=object), list(left.values()))
    rng.shuffle(names)
    return names[: total - len(given)]


def for_persons(rng: np.random.Generator, schemes: np.ndarray, shares: dict[str, dict[str, float]]) -> np.ndarray:
    """A category a person, in the shares of each scheme; `schemes` is "PA", "HM" or "PA+HM" a person.

    Persons with both are given theirs by the shares of PA first and count in both; those with neither take
    the shares of HM by themselves.
    """
    result = np.empty(len(schemes), dtype=object)
    neither = ~np.isin(schemes, ["PA", "HM", "PA+HM"])
    result[neither] = handed_out(rng, shares["HM"], int(neither.sum()))
    both = schemes == "PA+HM"
    result[both] = handed_out(rng, shares["PA"], int(both.sum()))
    for scheme in ("PA", "HM"):
        only = schemes == scheme
        result[only] = handed_out(rng, shares[scheme], int(only.sum() + both.sum()), result[both])
    return result


def dealt(rng: np.random.Generator, counts: Mapping[str, int], leanings: Mapping[str, np.ndarray]) -> np.ndarray:
    """A category a person in exactly these counts; `leanings` are log odds of a category, a number a person.

    Categories with leanings go first, in their order, to those of all persons who lean to them most (by chance: with
    logistic noise); the others are handed to the rest at random.
    """
    result = np.empty(sum(counts.values()), dtype=object)
    free = np.arange(result.size)
    for name, log_odds in leanings.items():
        order = np.argsort(-(log_odds[free] + rng.logistic(size=free.size)), kind="stable")
        chosen = free[order[: counts[name]]]
        result[chosen] = name
        free = np.setdiff1d(free, chosen)
    others = {name: count for name, count in counts.items() if name not in leanings}
    result[free] = rng.permutation(np.repeat(np.array(list(others), dtype=object), list(others.values())))
    return result


def shifted_shares(
    base: Mapping[str, float], fixed: Mapping[str, float], sizes: Mapping[str, int], overall: float
) -> dict[str, float]:
    """Shares by cell that give `overall` together: the `fixed` ones as they are, the others moved alike from `base`."""
    total = sum(sizes.values())
    free = [cell for cell in sizes if cell not in fixed]
    known = sum(share * sizes[cell] for cell, share in fixed.items() if cell in sizes)
    drawn = sum(base[cell] * sizes[cell] for cell in free)
    shift = (overall * total - known - drawn) / max(sum(sizes[cell] for cell in free), 1)
    return {cell: fixed[cell] if cell in fixed else min(max(base[cell] + shift, 0.0), 1.0) for cell in sizes}


def codes_of(rng: np.random.Generator, groups: pd.Series, codes: Mapping[str, tuple[str, ...]]) -> np.ndarray:
    """A code a person, drawn among those of the group."""
    place = rng.random(len(groups))
    return np.array(
        [codes[group][int(u * len(codes[group]))] for group, u in zip(groups, place, strict=True)], dtype=object
    )
