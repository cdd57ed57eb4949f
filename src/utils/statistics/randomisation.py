"""Randomisation tests of an experiment whose arms were handed out at random to persons within blocks.

Under the hypothesis that the arm changes nobody's answer, the answers stay and the arms could have fallen in any
other way among the persons of the same block (here: municipality). The ways are too many to look at: they are drawn.
"""

from collections.abc import Iterator, Sequence

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


def balance_p_values(
    arms: Array, characteristics: Sequence[Array], blocks: Array, draws: int = DRAWS, seed: int = SEED
) -> tuple[Array, Array]:
    """The balance statistic of each characteristic, and its p-value by drawing the arms anew within blocks.

    A characteristic is a whole number from 0 a person; all are judged by the same draws.
    """
    expected = [expected_counts(arms, categories, blocks) for categories in characteristics]
    ends = np.cumsum([0, *(counts.shape[1] for counts in expected)])
    # Counts of persons are whole numbers, which the short floats hold exactly.
    member = np.concatenate(
        [np.eye(counts.shape[1], dtype=np.float32)[own] for counts, own in zip(expected, characteristics, strict=True)],
        axis=1,
    )

    def statistics(lines: Array) -> Array:
        counts = np.stack([(lines == arm).astype(np.float32) @ member for arm in range(arms.max() + 1)], axis=1)
        counts = counts.astype(float)
        return np.stack(
            [balance_statistic(counts[:, :, ends[i] : ends[i + 1]], own) for i, own in enumerate(expected)], axis=1
        )

    observed = statistics(arms[None, :])[0]
    hits = np.zeros(len(expected), dtype=int)
    for lines in redrawn(arms, blocks, draws, seed):
        hits += np.count_nonzero(statistics(lines) >= observed - 1e-9, axis=0)
    return observed, monte_carlo_p(hits, draws)


def contrast_p_values(
    arms: Array, blocks: Array, parts: Array, draws: int = DRAWS, seed: int = SEED
) -> tuple[Array, Array]:
    """Each arm's difference to arm 0 and its two-sided p-value by drawing the arms anew within blocks.

    `parts[arm, person, outcome]` is what a person adds to the arm's mean of an outcome if the arm is theirs. Gives
    differences and p-values with a line an arm from 1 on and a column an outcome. Where arms do not have the same
    share of every block, chance alone gives a difference; the p-value counts those at least as far from that.
    """
    members = [np.flatnonzero(blocks == block) for block in np.unique(blocks)]
    share = np.zeros(parts.shape[:2])
    for inside in members:
        share[:, inside] = np.bincount(arms[inside], minlength=len(parts))[:, None] / len(inside)
    by_chance = np.einsum("ai,aio->ao", share, parts)

    def differences(lines: Array) -> Array:
        means = np.stack([(lines == arm).astype(float) @ parts[arm] for arm in range(len(parts))])
        return means[1:] - means[0]

    observed, centre = differences(arms[None, :])[:, 0], by_chance[1:] - by_chance[0]
    apart = np.abs(observed - centre)
    hits = np.zeros(observed.shape, dtype=int)
    for lines in redrawn(arms, blocks, draws, seed):
        hits += np.count_nonzero(np.abs(differences(lines) - centre[:, None]) >= apart[:, None] - 1e-9, axis=1)
    return observed, monte_carlo_p(hits, draws)
