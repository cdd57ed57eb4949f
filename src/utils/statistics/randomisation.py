"""Randomisation tests of an experiment whose arms were handed out at random to persons within blocks.

Under the hypothesis that the arm changes nobody's answer, the answers stay and the arms could have fallen in any
other way among the persons of the same block (here: municipality). The ways are too many to look at: they are drawn.
"""

from collections.abc import Iterator

import numpy as np

from utils.statistics.monte_carlo import DRAWS, SEED, monte_carlo_p

Array = np.ndarray
CHUNK = 1_000


def redrawn(arms: Array, blocks: Array, draws: int = DRAWS, seed: int = SEED) -> Iterator[Array]:
    """The arms handed out anew within the blocks, a line a draw, a thousand draws at a time."""
    rng = np.random.default_rng(seed)
    places = [np.flatnonzero(blocks == block) for block in np.unique(blocks)]
    for start in range(0, draws, CHUNK):
        lines = np.empty((min(CHUNK, draws - start), len(arms)), dtype=arms.dtype)
        for inside in places:
            lines[:, inside] = rng.permuted(np.tile(arms[inside], (len(lines), 1)), axis=1)
        yield lines


def expected_counts(arms: Array, categories: Array, blocks: Array) -> Array:
    """Persons of each arm (line) in each category (column) that the block sizes let expect.

    `arms` and `categories` hold whole numbers from 0. In a block each arm gets its share of every category.
    """
    expected = np.zeros((arms.max() + 1, categories.max() + 1))
    for block in np.unique(blocks):
        inside = blocks == block
        of_arm = np.bincount(arms[inside], minlength=expected.shape[0])
        of_category = np.bincount(categories[inside], minlength=expected.shape[1])
        expected += np.outer(of_arm, of_category) / inside.sum()
    return expected


def balance_statistic(counts: Array, expected: Array) -> Array:
    """Σ (counted − expected)²/expected over arms and categories; the last two axes are those of `expected`."""
    apart = np.divide((counts - expected) ** 2, expected, out=np.zeros_like(counts), where=expected > 0)
    return apart.sum(axis=(-2, -1))


def balance_p_value(
    arms: Array, categories: Array, blocks: Array, draws: int = DRAWS, seed: int = SEED
) -> tuple[float, float]:
    """The balance statistic of a characteristic, and its p-value by drawing the arms anew within blocks."""
    expected = expected_counts(arms, categories, blocks)
    member = np.eye(expected.shape[1])[categories]

    def statistic(lines: Array) -> Array:
        counts = np.stack([(lines == arm).astype(float) @ member for arm in range(len(expected))], axis=-2)
        return balance_statistic(counts, expected)

    observed = float(statistic(arms[None, :])[0])
    hits = sum(np.count_nonzero(statistic(lines) >= observed - 1e-9) for lines in redrawn(arms, blocks, draws, seed))
    return observed, float(monte_carlo_p(hits, draws))


def contrast_p_values(
    arms: Array, blocks: Array, parts: Array, draws: int = DRAWS, seed: int = SEED
) -> tuple[Array, Array]:
    """Each arm's difference to arm 0 and its two-sided p-value by drawing the arms anew within blocks.

    `parts[arm, person, outcome]` is what a person adds to the arm's mean of an outcome if the arm is theirs. Gives
    differences and p-values with a line an arm from 1 on and a column an outcome.
    """

    def differences(lines: Array) -> Array:
        means = np.stack([(lines == arm).astype(float) @ parts[arm] for arm in range(len(parts))])
        return means[1:] - means[0]

    observed = differences(arms[None, :])[:, 0]
    hits = np.zeros(observed.shape, dtype=int)
    for lines in redrawn(arms, blocks, draws, seed):
        hits += np.count_nonzero(np.abs(differences(lines)) >= np.abs(observed)[:, None] - 1e-12, axis=1)
    return observed, monte_carlo_p(hits, draws)
