"""The smallest change of drawn counts that lets the printed results hold.

Every printed result is linear in counts (a share of a fixed number of persons, a mean of municipal rates, a
regression coefficient) and becomes a row `low <= coefficients · counts <= high`. A mixed-integer program
moves the counts as little as possible (sum of absolute changes).
"""

from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

Array = np.ndarray
BEYOND_EASY = 1.2


class TargetMissed(Exception):
    """A draw from which a printed result cannot be reached; the message names it."""


@dataclass(frozen=True)
class Row:
    """One printed result as a bound on counts; `name` is what a person reads when it cannot be met."""

    name: str
    coefficients: Array
    low: float
    high: float


def nearest_counts(
    drawn: Array,
    lowest: Array,
    highest: Array,
    rows: list[Row],
    gap: float = 0.1,
    easy: Array | None = None,
    whole: bool = True,
) -> Array:
    """Whole counts nearest to `drawn` within `lowest` … `highest` for which every row holds.

    `gap` is how far from the smallest number of moves the solution may be (a share of it). Moves of a count beyond
    `easy` weigh a fifth more, so that no single count is bent where many could give a little. Without `whole` the
    counts may be fractions, which is found far sooner. Raises TargetMissed with the name of a row that cannot hold
    together with the others.
    """
    matrix = sparse.csr_matrix(np.vstack([row.coefficients for row in rows]))
    at_draw = matrix @ drawn
    low = np.array([row.low for row in rows]) - at_draw
    high = np.array([row.high for row in rows]) - at_draw
    least = np.concatenate([np.maximum(lowest - drawn, 0), np.maximum(drawn - highest, 0)])
    most = np.concatenate([np.maximum(highest - drawn, 0), np.maximum(drawn - lowest, 0)])
    near = most if easy is None else np.minimum(np.tile(easy, 2), most)
    beyond = most - near
    up_and_down = sparse.hstack([matrix, -matrix])
    result = milp(
        np.concatenate([np.ones(near.size), np.full(beyond.size, BEYOND_EASY)]),
        constraints=LinearConstraint(sparse.hstack([up_and_down, up_and_down]), low, high),
        bounds=Bounds(
            np.concatenate([np.minimum(least, near), np.maximum(least - near, 0)]), np.concatenate([near, beyond])
        ),
        integrality=np.full(2 * near.size, int(whole)),
        options={"mip_rel_gap": gap, "node_limit": 1000},
    )
    if result.x is None:
        raise TargetMissed(_missed(matrix, low, high, drawn, lowest, highest, rows))
    moves = np.rint(result.x).astype(int) if whole else result.x
    up, down = np.split(moves.reshape(2, -1).sum(axis=0), 2)
    return drawn + up - down


def _missed(
    matrix: sparse.csr_matrix,
    low: Array,
    high: Array,
    drawn: Array,
    lowest: Array,
    highest: Array,
    rows: list[Row],
) -> str:
    """The name of the row that is furthest from holding when all rows may give way a little."""
    count, size = matrix.shape[0], drawn.size
    reach = np.maximum(np.abs(np.where(np.isfinite(low), low, 0)), np.abs(np.where(np.isfinite(high), high, 0)))
    give = sparse.identity(count)
    result = milp(
        np.concatenate([np.zeros(size), np.tile(1 / np.maximum(reach, 1e-9), 2)]),
        constraints=LinearConstraint(sparse.hstack([matrix, give, -give]), low, high),
        bounds=Bounds(
            np.concatenate([lowest - drawn, np.zeros(2 * count)]),
            np.concatenate([highest - drawn, np.full(2 * count, np.inf)]),
        ),
        integrality=np.concatenate([np.ones(size), np.zeros(2 * count)]),
        options={"mip_rel_gap": 0.2, "node_limit": 500},
    )
    if result.x is None or result.x[size:].max() <= 1e-9:
        return "søgningen standsede, før alle mål var nået"
    slack = result.x[size : size + count] + result.x[size + count :]
    return rows[int(np.argmax(slack / np.maximum(reach, 1e-9)))].name
