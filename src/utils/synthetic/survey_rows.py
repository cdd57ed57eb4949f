"""The printed survey results as rows of the program: shares, municipal ranges, means of groups."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from utils.measures.survey import options, scale_values
from utils.synthetic.conditioning import Array, Row
from utils.synthetic.survey_counts import Block, answer_weights, municipality_weights, row, share_weights
from utils.synthetic.survey_structure import SENIORITY_BANDS
from utils.synthetic.survey_targets import RESPONDENTS, GroupMean, Range, Ratio, Share
from utils.synthetic.targets import printed, window

# A municipality that carries the lowest or highest value has at least this many respondents, where it can.
RESPONDENTS_FOR_EXTREME = 20
AS_ANSWERED = ("q14", "q15")


def answer_options(item: str, answer: str) -> list[int]:
    """The options behind an answer, also for the helper column of seniority bands."""
    if item == "seniority_band":
        return [SENIORITY_BANDS.index(answer) + 1]
    return options(item, answer)


def share_of(
    block: Block, item: str, answer: str, inhabitants: pd.Series | None, where: tuple[str, str] | None = None
) -> Array:
    """Weights that give the share (pct.) of an answer in a subgroup; respondent level without inhabitants."""
    inside = None if where is None else (block.cells[where[0]] == where[1]).to_numpy(float)
    weights = answer_weights(block, item, inhabitants, inside)
    return share_weights(block, item, answer_options(item, answer), weights)


def share_rows(block: Block, shares: Sequence[Share], inhabitants: pd.Series) -> list[Row]:
    """One row a printed share."""
    return [
        row(
            block,
            f"{target.number} ({target.item}: {target.answer})",
            share_of(
                block, target.item, target.answer, None if target.level == RESPONDENTS else inhabitants, target.where
            ),
            *window(target.number),
        )
        for target in shares
    ]


def municipal_values(block: Block, answer: str | None, items: Sequence[str] | None = None) -> tuple[Array, list[Array]]:
    """Codes and weights of the municipal values over the items: shares of `answer`, else means (q11: of yes)."""
    values: dict[str, dict[int, float]] = {}
    for item in block.items if items is None else items:
        if answer is not None or item.startswith("q11"):
            values[item] = dict.fromkeys(answer_options(item, answer or "ja"), 100.0)
        elif item in AS_ANSWERED:
            values[item] = {option: float(option) for option in block.options}
        else:
            values[item] = {option: float(value) for option, value in scale_values(item).items()}
    return municipality_weights(block, values)


def range_rows(block: Block, target: Range) -> list[Row]:
    """Every municipality between the lowest and the highest, those two as printed, and their distance."""
    _, weights = municipal_values(block, target.answer)
    low, high = window(target.lowest, target.unit), window(target.highest, target.unit)
    bottom, top = _extremes(block, weights, low, high, target.answer is not None)
    name = f"{target.lowest}–{target.highest} (spænd mellem kommuner, {block.items[0]})"
    rows = [row(block, name, weights[bottom], *low), row(block, name, weights[top], *high)]
    for i, own in enumerate(weights):
        if i not in (bottom, top):
            rows.append(row(block, name, own - weights[bottom], 0, np.inf))
            rows.append(row(block, name, weights[top] - own, 0, np.inf))
    return rows + _spread_rows(block, target, weights[bottom], weights[top])


def _spread_rows(block: Block, target: Range, bottom: Array, top: Array) -> list[Row]:
    if target.spread is None:
        return []
    low, high = window(target.spread)
    name = f"{target.spread} (forskel mellem højeste og laveste kommune, {block.items[0]})"
    if target.in_points:
        return [row(block, name, top - bottom, low, high)]
    return ratio_rows(block, name, top, bottom, low, high)


def ratio_rows(block: Block, name: str, over: Array, under: Array, low: float, high: float) -> list[Row]:
    """`over` lies between `low` and `high` percent above `under`."""
    return [
        row(block, name, over - (1 + low / 100) * under, 0, np.inf),
        row(block, name, over - (1 + high / 100) * under, -np.inf, 0),
    ]


def _extremes(
    block: Block, weights: list[Array], low: tuple[float, float], high: tuple[float, float], shares: bool
) -> tuple[int, int]:
    """The municipalities drawn lowest and highest among those that can carry the printed values."""
    drawn = np.array([(own * block.counts).sum() for own in weights])
    codes = block.cells["code"].to_numpy()
    size = np.array([block.bases[codes == code].sum() / len(block.items) for code in np.unique(codes)])
    can_low, can_high = (_can(size, limits, shares) for limits in (low, high))
    bottom = int(np.argmin(np.where(can_low, drawn, np.inf)))
    can_high[bottom] = False
    return bottom, int(np.argmax(np.where(can_high, drawn, -np.inf)))


def _can(size: Array, limits: tuple[float, float], shares: bool) -> Array:
    """Whether a municipality of this many respondents can have a value within the limits."""
    if not shares:
        return size >= RESPONDENTS_FOR_EXTREME
    return np.array([np.any(np.abs(100 * np.arange(n + 1) / n - np.mean(limits)) < 0.4999) for n in size.astype(int)])


def group_mean(
    block: Block, column: str, value: str, answer: str | None = None, items: Sequence[str] | None = None
) -> Array:
    """Weights of the plain mean of municipal values over the municipalities with `value` in `column`."""
    codes, weights = municipal_values(block, answer, items)
    inside = set(block.cells.loc[block.cells[column] == value, "code"])
    return np.mean([own for code, own in zip(codes, weights, strict=True) if code in inside], axis=0)


def group_mean_rows(block: Block, targets: Sequence[GroupMean]) -> list[Row]:
    """One row a printed mean by strategy or organisation; the middle strategy lies between the others."""
    rows = [
        row(
            block,
            f"{target.number} (gennemsnit, {target.value})",
            group_mean(block, target.column, target.value),
            *window(target.number),
        )
        for target in targets
    ]
    proactive, reactive, diffuse = (group_mean(block, "strategy", name) for name in ("proaktiv", "reaktiv", "diffus"))
    order = "rækkefølgen proaktiv, reaktiv, diffus (K21 l.2276)"
    return [
        *rows,
        row(block, order, proactive - reactive, 0, np.inf),
        row(block, order, reactive - diffuse, 0, np.inf),
    ]


def strategy_ratio_rows(block: Block, targets: Sequence[Ratio]) -> list[Row]:
    """Two rows a printed difference in percent between two strategies."""
    rows = []
    for target in targets:
        over, under = (group_mean(block, "strategy", name) for name in (target.over, target.under))
        name = f"{target.number} ({target.over} mod {target.under})"
        rows += ratio_rows(block, name, over, under, *window(target.number))
    return rows


def not_above_rows(block: Block, items: Sequence[str], answer: str, limit: str, inhabitants: pd.Series) -> list[Row]:
    """Items whose share is not printed stay below the smallest printed one ("de fem hyppigst forekommende")."""
    return [
        row(
            block,
            f"{item}: {answer} under {limit}",
            share_of(block, item, answer, inhabitants),
            -np.inf,
            printed(limit) - 1,
        )
        for item in items
    ]
