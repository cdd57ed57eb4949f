"""The directions of K21 chapter 4 in a conditioned survey, and what gives way where there is no room for them."""

import numpy as np
import pandas as pd
import pytest

from utils.measures.survey import composite, municipality_means, seniority_band, share_by_municipality, survey_items
from utils.synthetic.conditioning import Row
from utils.synthetic.survey_counts import counted, possible, row
from utils.synthetic.survey_directions import ORDERS, Order, with_bands

from .test_survey import _cases, _survey

# Two municipalities with four answers each: 1 has two yes, 2 has one.
DF = pd.DataFrame({"q01": [1, 1, 1, 1, 2, 2, 2, 2], "q12": [1, 1, 2, 2, 1, 2, 2, 2]})
BLOCK = counted(DF, ["q12"], (1, 2), ["q01"])


def _yes(name: str, of_first: float, of_second: float, low: float, high: float = np.inf) -> Row:
    """low <= of_first · yes in municipality 1 + of_second · yes in municipality 2 <= high."""
    weights = np.zeros(BLOCK.counts.shape)
    weights[:, 0, 0] = of_first, of_second
    return row(BLOCK, name, weights, low, high)


def test_a_wish_without_room_is_given_up() -> None:
    at_most_one = _yes("trykt", 1, 0, 0, 1)
    three, two_of_the_other = _yes("tre i den første", 1, 0, 3), _yes("to i den anden", 0, 1, 2)
    assert possible(BLOCK, [at_most_one], [three, two_of_the_other]) == [two_of_the_other]
    assert possible(BLOCK, [], [three, two_of_the_other]) == [three, two_of_the_other]
    assert possible(BLOCK, [at_most_one], []) == []


def test_bands_follow_rank_and_inhabitants() -> None:
    df = pd.DataFrame({"framework_rank": [32, 33], "inhabitants_2019k4": [79_999, 80_000]})
    assert with_bands(df)["framework_band"].tolist() == ["vanskelige (1–32)", "mellem (33–66)"]
    assert with_bands(df)["size_band"].tolist() == ["mellem (40.000–79.999)", "stor (80.000 og over)"]


def _values(question: str, item: str, order: Order) -> pd.Series:
    df = _survey(1, True)
    if order.answer is not None:
        return share_by_municipality(df, item, order.answer).set_index("code")["share_pct"]
    return municipality_means(df, question, high_is_much=question not in ("q14", "q15"))


@pytest.mark.parametrize(
    ("question", "order"),
    [(question, order) for question, orders in ORDERS.items() for order in orders if not order.each],
    ids=lambda value: value if isinstance(value, str) else value.column,
)
def test_directions_come_out(question: str, order: Order) -> None:
    means = _values(question, survey_items(question)["item"].iloc[0], order)
    by_group = means.groupby(with_bands(_cases()).set_index("code")[order.column].astype(str)).mean()
    assert all(by_group[order.value] > by_group[other] for other in order.others)


def test_belief_falls_with_better_conditions_whatever_the_disability() -> None:
    df, bands = _survey(1, True), with_bands(_cases()).set_index("code")["framework_band"]
    for item in survey_items("q18")["item"]:
        answers = df.loc[df[item] != 99, ["q01", item]]
        means = answers.groupby("q01")[item].mean().groupby(bands).mean()
        assert means["vanskelige (1–32)"] > means["mellem (33–66)"] > means["gode (67–98)"]


def test_who_has_been_there_long_knows_most() -> None:
    for seed in (1, 2):
        df = _survey(seed, True)
        band = seniority_band(df["q04"])
        for question in ("q07", "q08", "q09"):
            means = composite(df, question).groupby(band).mean()
            assert means["over 10 år"] == means.max()
