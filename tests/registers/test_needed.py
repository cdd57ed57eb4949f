from datetime import date

import pytest

from utils.registers.needed import columns_for, month, needed_columns

HEAD = "PNR;ID;TYPE;EJERSKAB;ART;STARTDATO;SLUTDATO;PRIS\n"


def test_the_columns_of_a_grant_at_the_turn_of_the_year():
    # 31 December 2018 is a Monday in ISO week 1 of 2019; the month before is November, the third after is March.
    assert columns_for(date(2018, 12, 31)) == {
        "nykom2018", "y_1901", "branche_2018_11", "grad_2018_11", "branche_2018_12", "virkform_2018_12",
        "branche_2019_03", "grad_2019_03",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("day", "step", "expected"),
    [
        (date(2018, 1, 31), -1, "2017_12"),
        (date(2018, 1, 31), 0, "2018_01"),
        (date(2018, 10, 1), 3, "2019_01"),
        (date(2019, 12, 31), 3, "2020_03"),
    ],
)
def test_months_before_and_after(day, step, expected):
    assert month(day, step) == expected


def test_only_grants_of_2018_and_2019_ask_for_columns_and_faulty_dates_do_not_stop_it(csv):
    row = "0161600001;{};It-udstyr;eje;Arbejdsredskaber;{};;1\n"
    dates = ["2017-12-31", "2018-01-01", "i går", "2020-01-01"]
    sources = csv("dfdg_hm", HEAD + "".join(row.format(n, day) for n, day in enumerate(dates)))
    assert needed_columns(sources) == sorted(columns_for(date(2018, 1, 1)))


def test_a_file_that_cannot_be_read_asks_for_nothing(csv):
    assert needed_columns(csv("dfdg_hm", "")) == []
