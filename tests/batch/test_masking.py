import pytest
from hypothesis import given
from hypothesis import strategies as st

from utils.batch.masking import LONGEST, masked, one_line
from utils.personal_numbers import PERSONAL_NUMBER


def test_personal_numbers_are_masked_with_and_without_hyphen() -> None:
    assert masked("PNR 6101701234 og 610170-1234 i række 707") == "PNR *** og *** i række 707"


def test_longer_runs_of_digits_are_masked_whole() -> None:
    assert masked("ID 61017012345678") == "ID ***"


def test_the_last_line_that_has_text_is_kept() -> None:
    assert one_line("Traceback\n  File\nValueError: intet\n\n") == "ValueError: intet"
    assert one_line("\n") == ""


def test_a_long_line_is_cut() -> None:
    assert one_line("x" * 300) == "x" * (LONGEST - 1) + "…"


@given(st.text(), st.from_regex(r"[0-9]{10}", fullmatch=True), st.text())
def test_no_identifier_survives(before: str, pnr: str, after: str) -> None:
    assert not PERSONAL_NUMBER.search(one_line(f"{before}{pnr}{after}"))


@pytest.mark.parametrize("number", ["0101901234", "010190-1234", "010190 1234", "010190.1234"])
def test_a_personal_number_is_masked_however_it_is_written(number: str) -> None:
    assert masked(f"Hans Jensen {number} mangler") == "Hans Jensen *** mangler"
