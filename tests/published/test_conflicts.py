"""Why a printed number cannot be right together with others: arithmetic on the printed numbers only.

A test marked `proves` shows that each of the numbers it names cannot hold together with those that
`conflicts_with` names in `data/published/comparison.csv`; test_conflict_proofs.py sees to it that every such
number has a proof. Rounding is half up: 2.6 percent stands for [2.55, 2.65).
"""

from itertools import pairwise

import numpy as np
import pytest
from scipy.optimize import LinearConstraint, linprog, milp

from utils.published.comparison import round_half_up
from utils.registers.municipalities import municipalities
from utils.synthetic.municipalities import CASE_MUNICIPALITIES
from utils.synthetic.targets import printed

FILES = ("K21-0604", "K21-0605", "K21-0606", "K21-0607")
SPECIALISED, SPREAD, GENERAL = "K21-0171", "K21-0143", "K21-0149"
CASES = 20


def whole_numbers(share: str, base: float) -> list[int]:
    """The whole numbers of persons that are the printed percentage of `base`, rounded as it is printed."""
    unit = 0.1 if printed(share) % 1 else 1
    near = round(printed(share) * base / 100)
    reach = int(unit * base / 100) + 2
    return [n for n in range(near - reach, near + reach) if round_half_up(100 * n / base, unit) == printed(share)]


@pytest.mark.parametrize("total", ["K21-0006", "K21-0049", "K21-0422", "K21-1078", "K21-1106"])
@pytest.mark.proves("K21-0006", "K21-0049", "K21-0422", "K21-1078", "K21-1106")
def test_the_files_of_the_four_schemes_are_not_742(total):
    assert sum(printed(files) for files in FILES) == 717 != printed(total) == 742


@pytest.mark.parametrize("count", ["K21-0063", "K21-0139", "K21-0815"])
@pytest.mark.proves("K21-0063", "K21-0139", "K21-0815")
def test_three_types_of_organisation_share_20_municipalities(count):
    """Each has one type: with 2 spread and 3 general, 15 are left, and 17 or 13 are not 15."""
    assert printed(SPECIALISED) + printed(SPREAD) + printed(GENERAL) == CASES
    assert printed(count) + printed(SPREAD) + printed(GENERAL) != CASES
    assert printed(count) != printed(SPECIALISED)


@pytest.mark.parametrize("count", ["K21-0814", "K21-0836"])
@pytest.mark.proves("K21-0814", "K21-0836")
def test_spread_specialisation_is_either_two_municipalities_or_four(count):
    assert {printed(SPREAD), printed("K21-1021"), printed("K21-1074")} == {2}
    assert printed(count) == 4


@pytest.mark.proves("K21-0161")
def test_spread_and_general_specialisation_are_five_municipalities():
    assert printed(SPREAD) + printed(GENERAL) == 5 != printed("K21-0161")


@pytest.mark.proves("K21-0838")
def test_the_129_files_are_those_of_four_municipalities():
    """Printed as the files of three general and four spread municipalities; with 15 specialised these are 22 of 20.

    The number alone is not impossible for two municipalities (40 files each of PA, HM and FA and 9 of IB): it is
    its base that cannot hold.
    """
    of_four = printed("K21-0836")
    assert of_four + printed("K21-0835") + printed(SPECIALISED) == 22 > CASES
    assert of_four != printed(SPREAD)


@pytest.mark.parametrize(
    ("printed_limit", "limits"),
    [
        ("K21-1120", ("K21-1038", "K21-1044")),  # the least favourable end at 33 or at 32
        ("K21-1121", ("K21-1039", "K21-1045")),  # the middle begins at 34 or at 33
    ],
)
@pytest.mark.proves("K21-1120", "K21-1121")
def test_rank_33_cannot_be_in_two_bands(printed_limit, limits):
    assert {printed(limit) for limit in limits} == {printed(printed_limit) - 1}
    ranks = np.arange(1, 99)
    least = {tuple(ranks[ranks <= last]) for last in (33, 32)}
    assert len(least) == 2


@pytest.mark.proves("K21-1125", "K21-1128")
def test_a_municipality_of_80000_or_39999_has_two_sizes():
    """80.000 is over 79.999, not over 80.000; 39.999 is under 40.000, not under 39.999."""
    over, under = np.array([79_999, 80_000, 80_001]), np.array([39_998, 39_999, 40_000])
    assert printed("K21-1057") == printed("K21-1063") and printed("K21-1054") == printed("K21-1060")
    assert (over > printed("K21-1125")).sum() == 1 and (over > printed("K21-1057")).sum() == 2
    assert (under < printed("K21-1128")).sum() == 1 and (under < printed("K21-1054")).sum() == 2


@pytest.mark.proves("K21-1028")
def test_the_scale_of_knowledge_begins_at_0_in_the_questionnaire():
    assert printed("K21-1028") == 1 != printed("K21-1247") == 0


@pytest.mark.proves("K21-0458")
def test_a_fall_of_two_percent_cannot_begin_at_110_million_persons():
    before, after = printed("K21-0458"), printed("K21-0459")
    assert round(100 * (1 - after / before)) == 99 != printed("K21-0440") == 2
    # two percent, rounded, would need between 1.106 and 1.118 million
    assert before > after / (1 - 0.025)


@pytest.mark.proves("K21-0548")
def test_the_same_question_has_one_share():
    """61 and 69 percent of the same staff, the same question and the same answer."""
    assert printed("K21-0548") != printed("K21-0294")


@pytest.mark.proves("K21-0648")
def test_the_persons_with_aids_are_counted_twice_differently():
    assert {printed("K21-0522"), printed("K21-0627")} == {23_341}
    assert printed("K21-0648") == 25_341


@pytest.mark.proves("K21-0633")
def test_those_with_both_schemes_are_as_many_seen_from_either():
    """8,9 percent of 7.335 are 650–656 persons; 2,6 percent of 23.341 are 596–618, of 25.341 646–671."""
    both = set(whole_numbers("K21-0635", printed("K21-0647")))
    assert (min(both), max(both)) == (650, 656)
    assert not both & set(whole_numbers("K21-0633", printed("K21-0522")))
    assert both & set(whole_numbers("K21-0633", printed("K21-0648")))


@pytest.mark.parametrize(("per_inhabitant", "group"), [("K21-0774", 8), ("K21-0775", 9)])
@pytest.mark.proves("K21-0774", "K21-0775")
def test_the_whole_expenditure_is_too_small_for_that_much_an_inhabitant(per_inhabitant, group):
    """Largest possible mean of a group: every krone of the country spent in its smallest municipality.

    maximise mean(amount / inhabitants) over municipalities of the group, amounts ≥ 0 and at most 620,3 million.
    """
    df = municipalities().set_index("code")["inhabitants_2019k4"]
    inhabitants = df.loc[list(CASE_MUNICIPALITIES)].sort_values().to_numpy(float)[:group]
    country = 1e6 * sum(printed(amount) + 0.05 for amount in ("K21-0088", "K21-0089", "K21-0090"))
    spent = linprog(-1 / (group * inhabitants), A_ub=np.ones((1, group)), b_ub=[country])
    assert -spent.fun < 3_500 < printed(per_inhabitant) - 500


@pytest.mark.proves("K21-0819", "K21-0822", "K21-0825", "K21-0828", "K21-0831", "K21-0834")
def test_weeks_of_fa_cannot_be_under_half_a_week_by_type_when_they_fell_to_0_9():
    """All files lie in 2018–2020 and in the types: both splits have the same mean.

    The text says that the time fell through the years (l.4152, 4173); 2019 then lies between 0,9 and 1,7 weeks,
    and so does the mean of all. By organisation it is at most 0,4, by strategy at most 0,5 (0,45 and 0,55 unrounded).
    """
    lowest = min(printed("K21-0790"), printed("K21-0791")) - 0.05
    organisation = [printed(number) + 0.05 for number in ("K21-0819", "K21-0822", "K21-0825")]
    strategy = [printed(number) + 0.05 for number in ("K21-0828", "K21-0831", "K21-0834")]
    for by_type in (organisation, strategy):
        assert _mean_of_all_files([lowest, lowest, lowest], by_type) is None


def test_without_the_fall_year_by_year_the_weeks_of_fa_could_hold():
    """What the proof above rests on: a year 2019 (not printed) of 0,2 weeks would make room for the types."""
    years = [printed("K21-0790") - 0.05, 0.2, printed("K21-0791") - 0.05]
    assert _mean_of_all_files(years, [0.45, 0.25, 0.45]) is not None


def _mean_of_all_files(at_least_by_year: list[float], at_most_by_type: list[float]) -> float | None:
    """A mean that 65 files can have in both splits, at least one file in each part; None when there is none."""
    at_least, at_most = np.array(at_least_by_year), np.array(at_most_by_type)
    files = printed("K21-0604")
    parts = len(at_least) + len(at_most)
    counted = np.zeros((2, parts))
    counted[0, : len(at_least)] = counted[1, len(at_least) :] = 1
    weeks = np.concatenate([at_least, -at_most])[None, :]  # weeks by year at most those by type
    found = milp(
        np.zeros(parts), integrality=np.ones(parts), bounds=(1, files),
        constraints=[LinearConstraint(counted, files, files), LinearConstraint(weeks, -np.inf, 0)],
    )  # fmt: skip
    return float(at_least @ found.x[: len(at_least)] / files) if found.success else None


@pytest.mark.proves("K21-0918")
def test_long_higher_education_is_a_part_of_higher_education():
    """45 percent long among 21 percent short, medium and long; with 45 upper secondary and 34 basic 124 percent."""
    assert printed("K21-0918") > printed("K21-0506") + 0.5
    assert printed("K21-0918") + printed("K21-0505") + printed("K21-0919") > 100 + 3 * 0.5


@pytest.mark.proves("K21-0925")
def test_double_diagnoses_are_37_percent_where_63_are_single():
    assert printed("K21-0595") + printed("K21-0599") == 100
    assert printed("K21-0925") == printed("K21-0595") != printed("K21-0599") == printed("K21-0628")


@pytest.mark.parametrize("population", ["K21-0999", "K21-1059"])
@pytest.mark.proves("K21-0999", "K21-1059")
def test_5018_persons_are_not_both_all_and_77_percent(population):
    """5.018 with hours are 77 percent of 6.475–6.559 persons."""
    with_hours = printed("K21-0995")
    assert round_half_up(100 * with_hours / printed(population), 1) == 100
    possible = [n for n in range(5_000, 8_000) if round_half_up(100 * with_hours / n, 1) == printed("K21-0993")]
    assert (min(possible), max(possible)) == (6_475, 6_559)
    assert printed(population) not in possible and printed("K21-1014") == printed("K21-0993")


@pytest.mark.proves("K21-1059")
def test_a_part_of_the_population_cannot_be_fewer_than_those_with_hours():
    assert printed("K21-1059") < printed("K21-0995") == printed("K21-0999")


def test_a_percentage_stands_for_the_numbers_that_round_to_it():
    # 65.9 percent of 41 is 27 persons only; 62 percent of 41 is nobody: 25 are 61.0, 26 are 63.4
    assert whole_numbers("K21-0640", 41) == [27]
    assert all(later - earlier == 1 for earlier, later in pairwise(whole_numbers("K21-0635", 7_335)))
