"""Categories handed out in exact proportions, so that a share of thousands prints as it should."""

import numpy as np


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
