"""Numbers as a Danish reader writes them: 1.234.567,9 and 45,7 pct.; what is missing is an en dash.

Rounding is half up on the decimal digits of the number (2,5 becomes 3), as in the printed reports.
"""

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pandas as pd
from babel.numbers import format_decimal

from utils.statistics.quality import SOUND

MISSING = "–"
MINUS = "\N{MINUS SIGN}"


def number(value: Any, decimals: int = 0) -> str:
    """A number with a dot between thousands and a decimal comma: 1.234.567,9."""
    if pd.isna(value):
        return MISSING
    rounded = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    # abs() also takes the sign from a rounded zero, which would read "−0".
    text = format_decimal(abs(rounded), format="#,##0" + _fraction(decimals), locale="da_DK")
    return MINUS + text if rounded < 0 else text


def _fraction(decimals: int) -> str:
    return "." + "0" * decimals if decimals else ""


def percent(value: Any, decimals: int = 0) -> str:
    """A value that is already in per cent: 45.7 becomes "45,7 pct."."""
    return _with_unit(number(value, decimals), "pct.")


def percentage_points(value: Any, decimals: int = 0) -> str:
    """A difference of two percentages: 2.5 becomes "2,5 procentpoint"."""
    return _with_unit(number(value, decimals), "procentpoint")


def dkk(value: Any, decimals: int = 0) -> str:
    """An amount in Danish kroner: 102205 becomes "102.205 kr."."""
    return _with_unit(number(value, decimals), "kr.")


def _with_unit(text: str, unit: str) -> str:
    return text if text == MISSING else f"{text} {unit}"


def p_value(value: Any) -> str:
    """A p-value with three decimals; below one in a thousand it is "< 0,001"."""
    if pd.isna(value):
        return MISSING
    return "< 0,001" if value < 0.001 else number(value, 3)


def grade(quality: Any) -> str:
    """The grade of a number after its N or interval in running text; "" of a sound one and where there is none."""
    return "" if pd.isna(quality) or quality == SOUND else f"; kvalitet {quality}"


def interval(low: Any, high: Any, decimals: int = 0) -> str:
    """Both ends of an interval: "2,1–3,4", and "−0,4 til 1,2" where a minus would stand beside the dash."""
    if pd.isna(low) or pd.isna(high):
        return MISSING
    ends = number(low, decimals), number(high, decimals)
    return ("–" if not any(end.startswith(MINUS) for end in ends) else " til ").join(ends)
