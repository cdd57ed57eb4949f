"""How a field of the dictionary is written: description, unit, source and what values it may hold."""

from typing import Any

import pandas as pd
import pandera.pandas as pa

from utils.registers.municipalities import CHRISTIANSOE, municipality_codes

Date = pd.Timestamp
NullableInteger = pd.Int64Dtype
Pairs = dict[str, list[tuple[str, str]]]

PNR_PATTERN = r"^\d{10}$"
EARLIEST = pd.Timestamp("1900-01-01")
LATEST = pd.Timestamp("2100-12-31")
MUNICIPALITIES = municipality_codes()
RESIDENCES = sorted([*MUNICIPALITIES, CHRISTIANSOE])
# The population register writes 0 for a residence that is not known.
RESIDENCES_OR_UNKNOWN = [0, *RESIDENCES]
PERSON = "Personnummer, 10 cifre uden bindestreg"


def field(description: str, source: str, unit: str = "", **checks: Any) -> Any:
    """A column: Danish description and unit, source (document and section), and pandera's own checks."""
    return pa.Field(description=description, metadata={"unit": unit, "source": source}, **checks)


def date_field(description: str, source: str, **checks: Any) -> Any:
    """A date between 1 January 1900 and 31 December 2100."""
    return field(description, source, "dato", ge=EARLIEST, le=LATEST, **checks)


def person_field(source: str, **checks: Any) -> Any:
    """The person number, text of ten digits."""
    return field(PERSON, source, str_matches=PNR_PATTERN, **checks)


@pa.extensions.register_check_method(statistics=["pairs"])
def in_order(df: pd.DataFrame, *, pairs: list[tuple[str, str]]) -> pd.Series:
    """For each pair of dates the second is not before the first; a missing date is in order."""
    late = pd.Series(False, index=df.index)
    for start, end in pairs:
        late |= df[end] < df[start]
    return ~late
