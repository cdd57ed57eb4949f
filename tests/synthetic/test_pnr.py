import numpy as np
import pandas as pd

from utils.synthetic.pnr import person_numbers


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
