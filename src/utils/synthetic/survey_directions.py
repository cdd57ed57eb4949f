"""Directions that K21 states in words: which municipalities' staff know most, agree most or believe least.

A direction gives way to the printed numbers: one that a draw's types and bands leave no room for (a group that
holds most of the municipalities whose printed mean is low) is left out, and the survey then does not carry it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from utils.measures.bands import FRAMEWORK_BANDS, SIZE_BANDS, USAGE_BANDS, framework_band, size_band
from utils.synthetic.conditioning import Row
from utils.synthetic.survey_counts import Block, possible, row
from utils.synthetic.survey_rows import group_mean

VULNERABLE, BETWEEN, GOOD = FRAMEWORK_BANDS
SMALL, MEDIUM, LARGE = SIZE_BANDS
LITTLE, SOME, MUCH = USAGE_BANDS
# How far apart two groups are at least: on 1–5, on 0–10 (q08) and in percentage points of a share.
MARGIN, MARGIN_Q08, MARGIN_POINTS = 0.05, 0.1, 1.0


@dataclass(frozen=True)
class Order:
    """Municipalities of `value` lie above those of every one of `others`, as K21 says in this line.

    Compared are plain means of municipal means; with `answer` of the municipal shares of that answer. With
    `each` the direction holds for every item of the question, else for their mean.
    """

    column: str
    value: str
    others: tuple[str, ...]
    line: int
    answer: str | None = None
    each: bool = False


KNOWS_MOST = (
    Order("usage_band", MUCH, (SOME, LITTLE), 2267),
    Order("framework_band", VULNERABLE, (BETWEEN, GOOD), 2267),
    Order("size_band", LARGE, (MEDIUM, SMALL), 2267),
)
# Where no number is printed by type, l.641 still says who knows most.
OF_TYPES = (
    Order("strategy", "proaktiv", ("reaktiv", "diffus"), 641),
    Order("organisation", "specialiseret team", ("spredt specialisering", "generel specialisering"), 641),
)
AGREES_MOST = (Order("framework_band", VULNERABLE, (BETWEEN, GOOD), 2536, "høj"),)
# The mean of q14 and q15 is kept as answered, 1 is meget enig: who agrees most has the lowest.
DISAGREES_MORE = tuple(Order("framework_band", band, (VULNERABLE,), 2536) for band in (BETWEEN, GOOD))
ORDERS: dict[str, tuple[Order, ...]] = {
    "q07": (*KNOWS_MOST, *OF_TYPES),
    "q08": KNOWS_MOST,
    "q09": KNOWS_MOST,
    "q11": (*KNOWS_MOST, *OF_TYPES),
    "q14": (*AGREES_MOST, *DISAGREES_MORE),
    "q15": (*AGREES_MOST, *DISAGREES_MORE),
    "q16": (*AGREES_MOST, Order("usage_band", MUCH, (SOME, LITTLE), 2544, "høj")),
    "q18": (
        Order("framework_band", VULNERABLE, (BETWEEN, GOOD), 2847, each=True),
        Order("framework_band", BETWEEN, (GOOD,), 2847, each=True),
    ),
}


def with_bands(df_by_case_municipality: pd.DataFrame) -> pd.DataFrame:
    """The case municipalities with framework_band and size_band after their rank and inhabitants."""
    df = df_by_case_municipality
    return df.assign(
        framework_band=framework_band(df["framework_rank"]).astype(str),
        size_band=size_band(df["inhabitants_2019k4"]).astype(str),
    )


def direction_rows(block: Block, question: str, rows: Sequence[Row]) -> list[Row]:
    """The question's directions that can hold beside `rows`, as rows."""
    wishes = [wish for order in ORDERS.get(question, ()) for wish in _wishes(block, question, order)]
    return possible(block, list(rows), wishes)


def _wishes(block: Block, question: str, order: Order) -> list[Row]:
    present = set(block.cells[order.column].dropna())
    parts = [(item,) for item in block.items] if order.each else [block.items]
    return [
        row(
            block,
            f"{question}: {order.value} over {other} (K21 l.{order.line})",
            group_mean(block, order.column, order.value, order.answer, items)
            - group_mean(block, order.column, other, order.answer, items),
            _margin(question, order),
            np.inf,
        )
        for items in parts
        for other in order.others
        if {order.value, other} <= present
    ]


def _margin(question: str, order: Order) -> float:
    if order.answer is not None or question == "q11":
        return MARGIN_POINTS
    return MARGIN_Q08 if question == "q08" else MARGIN
