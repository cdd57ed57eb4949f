"""Why printed numbers of K21 4.x and 9.4 cannot be right together with others: arithmetic on the printed numbers.

A test marked `proves` shows that each number it names cannot hold together with those that `conflicts_with`
names in `data/published/comparison.csv`.
"""

import pytest

from utils.published.comparison import comparisons, round_half_up
from utils.synthetic.targets import printed


def conflicts_of(number: str) -> set[str]:
    df = comparisons().set_index("id")
    return set(df.loc[number, "conflicts_with"].split())


@pytest.mark.parametrize(
    ("limit", "others"), [("K21-0178", ("K21-1038", "K21-1044")), ("K21-0179", ("K21-1039", "K21-1045"))]
)
@pytest.mark.proves("K21-0178", "K21-0179")
def test_rank_33_is_in_one_band_here_and_in_another_in_figure_39_and_40(limit: str, others: tuple[str, str]) -> None:
    """Both divisions end the middle band at 66 and begin the last at 67, so that only rank 33 changes place."""
    assert conflicts_of(limit) >= set(others)
    assert printed("K21-0178") + 1 == printed("K21-0179") == 34
    assert printed("K21-1038") + 1 == printed("K21-1039") == 33
    assert {printed(other) for other in others} == {printed(limit) - 1}


@pytest.mark.proves("K21-0203")
def test_the_scale_of_knowledge_begins_at_0_in_the_questionnaire() -> None:
    assert printed("K21-0203") == 1 != printed("K21-1247") == printed("K21-0211") == 0


@pytest.mark.proves("K21-0209")
def test_a_scale_from_0_to_10_has_eleven_steps() -> None:
    assert printed("K21-1248") - printed("K21-1247") + 1 == 11 != printed("K21-0209")


@pytest.mark.parametrize(
    ("reading", "answers", "share"), [("K21-1206", "K21-1197", "K21-1203"), ("K21-1207", "K21-1196", "K21-1202")]
)
@pytest.mark.proves("K21-1206", "K21-1207")
def test_the_example_reads_its_own_shares_wrongly(reading: str, answers: str, share: str) -> None:
    """Of six answers two say "i lav grad" and one "hverken eller"; the sentence gives them each other's share."""
    assert round_half_up(100 * printed(answers) / printed("K21-1193"), 1) == printed(share) != printed(reading)


@pytest.mark.proves("K21-1221")
def test_a_weight_of_0_046_is_5_percent() -> None:
    assert round_half_up(100 * printed("K21-1226"), 1) == 5 != printed("K21-1221")


# Share and weight of the municipalities in the formula; those it leaves out ("…") have nought percent (l.6764).
TERMS = (("K21-1223", "K21-1224"), ("K21-1225", "K21-1226"), ("K21-1227", "K21-1228"), ("K21-1229", "K21-1230"))


@pytest.mark.proves("K21-1232")
def test_the_weighted_formula_gives_6() -> None:
    result = sum(printed(share) * printed(weight) for share, weight in TERMS) * printed("K21-1231")
    assert {printed(number) for number in ("K21-1214", "K21-1215", "K21-1216")} == {0}
    assert round_half_up(result, 1) == printed("K21-1222") == printed("K21-1240") == 6 != printed("K21-1232")
