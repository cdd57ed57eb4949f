import pytest

from utils.synthetic.targets import printed, window


def test_printed_value_in_its_unit() -> None:
    assert printed("K21-0441") == 5066  # grants of PA 2018, Tabel 11
    assert printed("K21-0903") == 0.014  # the lowest usage rate, percent


def test_window_is_half_a_unit_of_the_last_digit() -> None:
    # 54 percent: 53.5 to 54.5, less a hair of .0001 of the unit on both sides.
    assert window("K21-0497") == pytest.approx((53.5001, 54.4999), abs=1e-9)
    # 0,014 has three decimals: 0.0135 to 0.0145.
    assert window("K21-0903") == pytest.approx((0.0135001, 0.0144999), abs=1e-9)


def test_window_with_a_unit_of_its_own() -> None:
    # "82.000" in thousands: 81,500 to 82,500.
    assert window("K21-0770", 1000.0) == pytest.approx((81_500.1, 82_499.9))


def test_an_unknown_number() -> None:
    with pytest.raises(KeyError, match="K21-9999"):
        printed("K21-9999")
