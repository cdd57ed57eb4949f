"""Printed numbers of the case file review that cannot hold together: arithmetic on the printed numbers alone."""

import pytest

from utils.published.comparison import comparisons, round_half_up
from utils.published.registry import by_id


def value(number: str) -> float:
    return float(by_id(number)["value"])


def lowest(number: str) -> float:
    """The smallest value that rounds half up to the printed one."""
    return value(number) - 0.5 * 10.0 ** -int(by_id(number)["decimals"])


def highest(number: str) -> float:
    """What every value that rounds to the printed one stays below."""
    return value(number) + 0.5 * 10.0 ** -int(by_id(number)["decimals"])


@pytest.mark.proves("K21-0590", "K21-0944")
@pytest.mark.parametrize(("share", "base"), [("K21-0590", "K21-0604"), ("K21-0944", "K21-0606")])
def test_no_whole_number_of_files_gives_the_share(share: str, base: str) -> None:
    files = int(value(base))
    printed = {round_half_up(100 * count / files, 1) for count in range(files + 1)}
    assert value(share) not in printed


@pytest.mark.proves("K21-0590")
def test_the_fourth_most_frequent_is_rarer_than_the_fifth() -> None:
    assert value("K21-0590") < value("K21-0594")


@pytest.mark.proves("K21-0944")
def test_54_is_the_sum_of_two_rounded_shares_and_6_and_6_of_22_are_55() -> None:
    assert value("K21-0556") + value("K21-0560") == value("K21-0944")
    assert round_half_up(100 * (6 + 6) / 22, 1) == 55


@pytest.mark.proves("K21-0099", "K21-0959")
@pytest.mark.parametrize(
    ("factor", "first", "last"), [("K21-0099", "K21-0104", "K21-0101"), ("K21-0959", "K21-0958", "K21-0955")]
)
def test_aids_are_shortened_by_far_more_than_three_times(factor: str, first: str, last: str) -> None:
    # 8,55 / 1,45 = 5,9 at the least
    assert lowest(first) / highest(last) > value(factor)


@pytest.mark.proves("K21-0819", "K21-0822", "K21-0825", "K21-0828", "K21-0831", "K21-0834")
@pytest.mark.parametrize(
    "types",
    [("K21-0819", "K21-0822", "K21-0825"), ("K21-0828", "K21-0831", "K21-0834")],
    ids=["organisation", "strategy"],
)
def test_priority_access_cannot_be_weeks(types: tuple[str, ...]) -> None:
    # Times fell from 2018 to 2020 (l.4153, l.4509), so every year's mean is at least that of 2020, and so is the mean
    # of all files; it is at most the largest of the types, which every file belongs to one of.
    mean_of_all_at_least = lowest("K21-0791")
    assert max(highest(number) for number in types) < mean_of_all_at_least < lowest("K21-0790")
    # As months they can: 0,2 to 0,5 months are 0,7 to 2,4 weeks around it.
    weeks_a_month = 365.25 / 12 / 7
    assert min(lowest(number) for number in types) * weeks_a_month < mean_of_all_at_least
    assert max(highest(number) for number in types) * weeks_a_month > highest("K21-0790")


@pytest.mark.proves("K21-0838")
def test_129_files_are_those_of_four_municipalities() -> None:
    # 129 is the number of four municipalities (l.4271); the report has two elsewhere, and 15 + 4 + 3 are more than 20.
    assert value("K21-0836") == 4 != value("K21-0143")
    assert value("K21-0171") + value("K21-0836") + value("K21-0835") > value("K21-0170")


@pytest.mark.proves("K21-0886")
def test_two_shares_of_time_limited_personal_assistance() -> None:
    assert lowest("K21-0870") >= highest("K21-0886")
    assert value("K21-0869") + value("K21-0870") == 100  # Tabel 19, which the text refers to, is the consistent one


@pytest.mark.proves("K21-0891")
def test_76_percent_are_twelve_months_not_more() -> None:
    # more than twelve months: what Tabel 19 leaves, at most 100 − 75,5 percent of the time-limited
    assert highest("K21-0877") < lowest("K21-0891")
    assert 100 - lowest("K21-0872") < lowest("K21-0891")


@pytest.mark.proves("K21-0422")
def test_the_four_schemes_make_717_files() -> None:
    parts = [value(number) for number in ("K21-0604", "K21-0605", "K21-0606", "K21-0607")]
    assert sum(parts) == 717 != value("K21-0422")


def test_every_conflict_names_another_number() -> None:
    df = comparisons().set_index("id")
    proven = [
        "K21-0099",
        "K21-0422",
        "K21-0590",
        "K21-0819",
        "K21-0838",
        "K21-0886",
        "K21-0891",
        "K21-0944",
        "K21-0959",
    ]
    assert (df.loc[proven, "conflicts_with"] != "").all()
