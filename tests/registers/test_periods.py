import pytest

from utils.errors import HkoError
from utils.registers.periods import parsed, quarters_before, years


@pytest.mark.parametrize(
    ("text", "kind", "year", "months", "ends"),
    [
        ("2023", "år", 2023, "", (12, 31)),
        ("Jan-maj 2024", "delår", 2024, "jan-maj", (5, 31)),
        ("Jun 2024", "måned", 2024, "", (6, 31)),
        ("jun 2024", "måned", 2024, "", (6, 31)),
        ("3kv22", "kvartal", 2022, "", (9, 31)),
        ("18-11-2022", "dato", 2022, "", (11, 18)),
    ],
)
def test_a_period_is_read(text: str, kind: str, year: int, months: str, ends: tuple[int, int]) -> None:
    period = parsed(text)
    assert period is not None
    assert (period.kind, period.year, period.months, period.ends) == (kind, year, months, ends)


@pytest.mark.parametrize(
    "text", ["", "23", "1999", "5kv22", "31-02-2022", "Maj-jan 2024", "Jan-dec 2024", "2023 ", "Juni 2024"]
)
def test_what_names_no_period_is_none(text: str) -> None:
    assert parsed(text) is None


def test_periods_are_ordered_by_their_end() -> None:
    texts = ["Jan-maj 2024", "2023", "3kv22", "2022", "Jun 2024"]
    in_order = sorted(texts, key=lambda text: parsed(text).order)
    assert in_order == ["3kv22", "2022", "2023", "Jan-maj 2024", "Jun 2024"]


def test_the_four_quarters_before_a_quarter_cross_the_year() -> None:
    assert quarters_before("3kv22") == ["3kv21", "4kv21", "1kv22", "2kv22"]  # N22 note 2
    assert quarters_before("1kv20") == ["1kv19", "2kv19", "3kv19", "4kv19"]


def test_years_of_the_parameter() -> None:
    assert years("alle") == (2000, 2099)
    assert years("2018-2023") == (2018, 2023)
    assert years("2021-2021") == (2021, 2021)


@pytest.mark.parametrize("text", ["", "2023", "2023-2018", "18-23", "2018–2023", "1918-1920"])
def test_other_years_are_a_danish_fault(text: str) -> None:
    with pytest.raises(HkoError, match="skriv «alle» eller to år"):
        years(text)
