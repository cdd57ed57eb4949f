"""Counts of answers as the unknowns of a mixed-integer program, and how results are linear in them.

A block is one question: its cells (a municipality, or a municipality within a subgroup), its items and how
many respondents of a cell chose each option. The program moves the counts *at or below* an option, so that one
step on the scale costs one move. "Ved ikke" is not moved: bases stay as drawn.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from utils.synthetic.conditioning import Array, Row, nearest_counts
from utils.synthetic.survey_draw import DONT_KNOW

ROOM = 0.01


@dataclass(frozen=True)
class Block:
    """`cells` has a row a cell (code and subgroups); `counts` is cells × items × options."""

    cells: pd.DataFrame
    items: tuple[str, ...]
    options: tuple[int, ...]
    counts: Array

    @property
    def bases(self) -> Array:
        """Respondents with an answer, cells × items."""
        return self.counts.sum(axis=2)


def cell_numbers(df_by_respondent: pd.DataFrame, by: list[str]) -> tuple[pd.DataFrame, Array]:
    """The cells that occur, sorted, and the cell of every respondent."""
    grouped = df_by_respondent.groupby(by, sort=True, observed=True)
    cells = grouped.size().reset_index()[by].rename(columns={"q01": "code"})
    return cells, grouped.ngroup().to_numpy()


def counted(df_by_respondent: pd.DataFrame, items: list[str], options: tuple[int, ...], by: list[str]) -> Block:
    """The block of a question as the respondents answer it now."""
    cells, cell = cell_numbers(df_by_respondent, by)
    counts = np.zeros((len(cells), len(items), len(options)), dtype=int)
    for i, item in enumerate(items):
        answers = df_by_respondent[item].to_numpy()
        for k, option in enumerate(options):
            counts[:, i, k] = np.bincount(cell[answers == option], minlength=len(cells))
        unknown = set(np.unique(answers)) - set(options) - {DONT_KNOW}
        if unknown:
            raise ValueError(f"{item}: options {sorted(unknown)} are not in the questionnaire")
    return Block(cells, tuple(items), options, counts)


def row(block: Block, name: str, weights: Array, low: float, high: float) -> Row:
    """low <= Σ weights · counts <= high, written in counts at or below an option (Σ_k w_k x_k, x_k = c_k − c_k−1)."""
    constant = float((weights[:, :, -1] * block.bases).sum())
    return Row(name, -np.diff(weights, axis=2).ravel(), low - constant, high - constant)


def nearest(block: Block, rows: list[Row], gap: float) -> Array:
    """The counts nearest to the block's own for which every row holds; TargetMissed names one that cannot."""
    below = block.counts.cumsum(axis=2)[:, :, :-1]
    highest = np.broadcast_to(block.bases[:, :, None], below.shape)
    solved = nearest_counts(
        below.ravel(), np.zeros(below.size), highest.ravel().astype(float), [*rows, *_rising(below.shape)], gap
    ).reshape(below.shape)
    padded = np.concatenate([np.zeros_like(solved[:, :, :1]), solved, block.bases[:, :, None]], axis=2)
    return np.diff(padded, axis=2)


def possible(block: Block, rows: list[Row], wishes: list[Row]) -> list[Row]:
    """Those of the wishes that can hold beside the rows, all together; the fewest and least are given up.

    Solved with counts that may be fractions; each wish must hold by ROOM more, so that whole counts reach it too.
    """
    if not wishes:
        return []
    below = block.counts.cumsum(axis=2)[:, :, :-1]
    firm = [*rows, *_rising(below.shape)]
    matrix = sparse.csr_matrix(np.vstack([own.coefficients for own in [*firm, *wishes]]))
    give = sparse.vstack([sparse.csr_matrix((len(firm), len(wishes))), sparse.identity(len(wishes))])
    result = milp(
        np.concatenate([np.zeros(below.size), np.ones(len(wishes))]),
        constraints=LinearConstraint(
            sparse.hstack([matrix, give]),
            [*(own.low for own in firm), *(own.low + ROOM for own in wishes)],
            [own.high for own in [*firm, *wishes]],
        ),
        bounds=Bounds(
            np.zeros(below.size + len(wishes)),
            np.concatenate([np.repeat(block.bases.ravel(), below.shape[2]), np.full(len(wishes), np.inf)]),
        ),
    )
    if result.x is None:  # then the rows themselves cannot hold, which `nearest` tells by name
        return []
    return [wish for wish, given_up in zip(wishes, result.x[below.size :], strict=True) if given_up < ROOM]


def _rising(shape: tuple[int, ...]) -> list[Row]:
    """Counts at or below an option never fall with the option."""
    numbers = np.arange(int(np.prod(shape))).reshape(shape)
    rows = []
    for lower, upper in zip(numbers[:, :, :-1].ravel(), numbers[:, :, 1:].ravel(), strict=True):
        coefficients = np.zeros(numbers.size)
        coefficients[lower], coefficients[upper] = -1, 1
        rows.append(Row("svarenes rækkefølge", coefficients, 0, np.inf))
    return rows


def share_weights(block: Block, item: str, options: list[int], answer_weights: Array) -> Array:
    """Weights that turn counts into the share (pct.) of the given options of one item."""
    return value_weights(block, item, dict.fromkeys(options, 100.0), answer_weights)


def value_weights(block: Block, item: str, values: dict[int, float], answer_weights: Array) -> Array:
    """Weights that turn counts into a mean of `values` over one item; `answer_weights` by cell."""
    weights = np.zeros(block.counts.shape)
    of_option = np.array([values.get(option, 0.0) for option in block.options])
    weights[:, block.items.index(item), :] = answer_weights[:, None] * of_option
    return weights


def answer_weights(block: Block, item: str, inhabitants: pd.Series | None, where: Array | None = None) -> Array:
    """What one answer of a cell weighs: by inhabitants of municipalities with answers, or 1:1 when None.

    `where` marks the cells of a subgroup; the others weigh nothing. A subgroup without answers has no weights.
    """
    base = block.bases[:, block.items.index(item)] * (1 if where is None else where)
    if not base.any():
        return np.zeros(len(base))
    if inhabitants is None:
        return (base > 0) / base.sum()
    codes = block.cells["code"]
    by_code = pd.Series(base).groupby(codes).sum()
    weight = inhabitants.loc[by_code.index].where(by_code > 0, 0.0)
    per_answer = weight / weight.sum() / by_code.where(by_code > 0, 1)
    return codes.map(per_answer).to_numpy() * (base > 0)


def municipality_weights(block: Block, values: dict[str, dict[int, float]]) -> tuple[Array, list[Array]]:
    """Codes and, for each, the weights that give the municipality's mean over the items of `values`."""
    codes = np.unique(block.cells["code"])
    found = []
    for code in codes:
        here = (block.cells["code"] == code).to_numpy()
        weights = np.zeros(block.counts.shape)
        for item, of_option in values.items():
            weights += value_weights(block, item, of_option, answer_weights(block, item, None, here))
        found.append(weights / len(values))
    return codes, found
