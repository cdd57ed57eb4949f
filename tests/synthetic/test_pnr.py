import numpy as np
import pandas as pd
import pytest

from utils.synthetic.national import BIRTH_DATES
from utils.synthetic.pnr import person_numbers, unused_numbers


def birth_dates(*days: str) -> pd.Series:
    return pd.Series(pd.to_datetime(list(days)))


def test_day_and_sixty() -> None:
    numbers = person_numbers(np.random.default_rng(1), birth_dates("1970-01-01", "1985-12-31", "2000-02-29"))
    # 1 + 60 = 61, 31 + 60 = 91, 29 + 60 = 89.
    assert numbers.str[:6].tolist() == ["610170", "911285", "890200"]
    assert numbers.str.fullmatch(r"\d{10}").all()


def test_no_number_is_a_real_one() -> None:
    days = pd.Series(pd.date_range("1950-01-01", "2001-12-31"))
    first_two = person_numbers(np.random.default_rng(2), days).str[:2].astype(int)
    assert first_two.between(61, 91).all()
    assert (first_two - 60 == days.dt.day).all()


def test_numbers_of_one_day_are_different() -> None:
    # 1918 and 2018 write the same six digits, and 9,000 of the 10,000 serials of that stem are used.
    numbers = person_numbers(np.random.default_rng(3), birth_dates(*["1918-05-05"] * 4500, *["2018-05-05"] * 4500))
    assert numbers.str[:6].unique().tolist() == ["650518"]
    assert numbers.is_unique


def test_same_seed_same_numbers() -> None:
    days = birth_dates(*["1970-01-01"] * 20)
    first, again, other = (person_numbers(np.random.default_rng(seed), days).tolist() for seed in (1, 1, 2))
    assert first == again
    assert first != other


def test_unused_numbers_are_different_and_taken_by_nobody() -> None:
    days = np.array(["1970-01-01", "1985-12-31"], dtype="datetime64[D]")
    everyone, _ = unused_numbers(np.random.default_rng(1), 12, pd.Series([], dtype="str"), days)
    taken = pd.Series(everyone[[0, 1, 5]]).astype(str)
    numbers, births = unused_numbers(np.random.default_rng(1), 9, taken, days)
    # Of the 12 numbers that the same draw gives, three are taken: the nine others are left, in the same order.
    assert numbers.tolist() == np.delete(everyone, [0, 1, 5]).tolist()
    stems = {np.datetime64("1970-01-01"): 610170, np.datetime64("1985-12-31"): 911285}
    assert [number // 10_000 for number in numbers] == [stems[birth] for birth in births]


def test_all_serials_of_a_day_can_be_used_and_no_more() -> None:
    day = np.array(["2000-02-29"], dtype="datetime64[D]")
    nobody = pd.Series([], dtype="str")
    numbers, _ = unused_numbers(np.random.default_rng(1), 10_000, nobody, day)
    assert sorted(numbers) == list(range(8902000000, 8902010000))
    with pytest.raises(ValueError, match="10001"):
        unused_numbers(np.random.default_rng(1), 10_001, nobody, day)


def test_the_whole_country_fits_into_the_birth_dates() -> None:
    numbers, births = unused_numbers(np.random.default_rng(1), 5_300_000, pd.Series(["6101200000"]), BIRTH_DATES)
    assert len(np.unique(numbers)) == len(births) == 5_300_000
    assert 6101200000 not in numbers
    assert numbers.min() >= 6_100_000_000 and numbers.max() < 9_200_000_000
