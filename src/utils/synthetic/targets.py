"""Printed numbers as targets of the conditioning, read from the registry by id."""

from functools import cache

from utils.published.registry import printed_numbers


@cache
def _by_id() -> dict[str, tuple[float, int]]:
    df_by_printed_number = printed_numbers()
    return {row.id: (float(row.value), int(row.decimals)) for row in df_by_printed_number.itertuples(index=False)}


def printed(number: str) -> float:
    """The printed value of a registry id, in the unit it is printed in."""
    return _by_id()[number][0]


def window(number: str, unit: float | None = None, share: float = 0.4999) -> tuple[float, float]:
    """The interval of values that print as this number: half a unit of the last printed digit to each side.

    `unit` replaces the unit of the printed decimals (1000 for "82.000"). A hair is left free on both sides, so
    that a value on the edge does not fall to the wrong side in floating point; a smaller `share` of the unit
    keeps the value so far inside that it reads alike with a decimal more.
    """
    value, decimals = _by_id()[number]
    half = (unit if unit is not None else 10.0**-decimals) * share
    return value - half, value + half
