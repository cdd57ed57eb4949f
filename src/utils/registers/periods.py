"""The periods of a series: "2023", "Jan-maj 2024" (a part of a year), "Jun 2024", "3kv22", "18-11-2022"."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from utils.errors import HkoError

YEAR, PART, MONTH, QUARTER, DAY = "år", "delår", "måned", "kvartal", "dato"
EXAMPLES: Final = {YEAR: "2023", PART: "Jan-maj 2024", MONTH: "Jun 2024", QUARTER: "3kv22", DAY: "18-11-2022"}
MONTHS: Final = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
ALL_YEARS: Final = "alle"
_MONTH: Final = "|".join(MONTHS)
_FORMS: Final = {
    YEAR: re.compile(r"(?P<year>20\d\d)"),
    PART: re.compile(rf"(?P<first>{_MONTH})-(?P<last>{_MONTH}) (?P<year>20\d\d)", re.IGNORECASE),
    MONTH: re.compile(rf"(?P<first>{_MONTH}) (?P<year>20\d\d)", re.IGNORECASE),
    QUARTER: re.compile(r"(?P<quarter>[1-4])kv(?P<short>\d\d)"),
    DAY: re.compile(r"(?P<day>\d\d)-(?P<month>\d\d)-(?P<year>20\d\d)"),
}


@dataclass(frozen=True)
class Period:
    """A period: its kind, its year, the months of a part of a year ("jan-maj"), and the day that it ends (month, day)."""

    kind: str
    year: int
    months: str = ""
    ends: tuple[int, int] = (12, 31)

    @property
    def order(self) -> tuple[int, int, int]:
        """Sorts periods by their end."""
        return (self.year, *self.ends)


def parsed(text: str) -> Period | None:
    """The period that a text names; None where it names none."""
    for kind, form in _FORMS.items():
        found = form.fullmatch(text)
        if found:
            return _period(kind, found.groupdict())
    return None


def _period(kind: str, parts: dict[str, str]) -> Period | None:
    year = int(parts.get("year") or f"20{parts['short']}")
    if kind == PART:
        first, last = (MONTHS.index(parts[name].lower()) for name in ("first", "last"))
        # January to December is a whole year, and December to January none.
        whole = first >= last or last - first == 11
        return None if whole else Period(kind, year, f"{MONTHS[first]}-{MONTHS[last]}", (last + 1, 31))
    if kind == MONTH:
        return Period(kind, year, "", (MONTHS.index(parts["first"].lower()) + 1, 31))
    if kind == QUARTER:
        return Period(kind, year, "", (3 * int(parts["quarter"]), 31))
    return _day(year, int(parts["month"]), int(parts["day"])) if kind == DAY else Period(kind, year)


def _day(year: int, month: int, day: int) -> Period | None:
    try:
        date(year, month, day)
    except ValueError:
        return None
    return Period(DAY, year, "", (month, day))


def quarters_before(quarter: str) -> list[str]:
    """The four quarters before a quarter, the earliest first: "3kv22" → 3kv21, 4kv21, 1kv22, 2kv22 (N22 note 2)."""
    number, year = int(quarter[0]), int(quarter[3:])
    counted = [4 * year + number - 1 - step for step in (4, 3, 2, 1)]
    return [f"{count % 4 + 1}kv{count // 4:02d}" for count in counted]


def years(periode: str) -> tuple[int, int]:
    """First and last year of the parameter `periode`: "2018-2023", or "alle" for all years. HkoError for others."""
    if periode == ALL_YEARS:
        return 2000, 2099
    found = re.fullmatch(r"(20\d\d)-(20\d\d)", periode)
    if not found or found[1] > found[2]:
        raise HkoError(f"periode={periode!r}: skriv «alle» eller to år med bindestreg, fx 2018-2023.")
    return int(found[1]), int(found[2])
