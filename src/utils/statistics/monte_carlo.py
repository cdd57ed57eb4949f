"""What a random draw of a test's other outcomes gives: a p-value, and how far more draws could move it."""

import numpy as np

Array = np.ndarray
DRAWS, SEED = 9_999, 20_210_301


def monte_carlo_p(hits: Array | int, draws: int) -> Array:
    """The p-value (1 + hits)/(1 + draws): what was observed counts as one of the outcomes, so that it is never 0."""
    return (1 + np.asarray(hits)) / (1 + draws)


def monte_carlo_error(p_value: Array | float, draws: int) -> Array:
    """The Monte Carlo standard error of a p-value from so many draws."""
    p = np.asarray(p_value, dtype=float)
    return np.sqrt(p * (1 - p) / draws)
