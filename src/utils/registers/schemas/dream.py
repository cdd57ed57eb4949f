"""DREAM: one row a person, one column a week, month or year (K21 9.3; layout: facts (h) DREAM)."""

import pandera.pandas as pa

from utils.registers.schemas.fields import (
    RESIDENCES,
    Date,
    NullableInteger,
    date_field,
    field,
    person_field,
)

K21 = "K21 9.3, DREAM"
LAYOUT = "K21 9.3, DREAM; facts (h) DREAM"
MONTH = r"_\d{4}_(0[1-9]|1[0-2])$"


class Dream(pa.DataFrameModel):
    """Ydelser og job i DREAM; én række pr. person, én kolonne pr. uge, måned eller år.

    The columns of weeks, months and years are patterns; which of them are needed follows from the grants.
    """

    PNR: str = person_field(K21, unique=True)
    FOEDDT: Date = date_field("Fødselsdato, sat til den 1. i måneden", K21)
    nykom: NullableInteger = field(
        "Bopælskommune i året (åååå); tom = ukendt",
        K21,
        alias=r"^nykom\d{4}$",
        regex=True,
        nullable=True,
        isin=RESIDENCES,
    )
    week: str = field(
        "Ydelseskode i ISO-uge uu af år åå; tom = ingen ydelse",
        LAYOUT,
        alias=r"^y_\d{4}$",
        regex=True,
        nullable=True,
        str_matches=r"^\d{3}$",
    )
    branche: str = field(
        "Branche for måneden, 6 cifre efter DB07; tom = intet job",
        LAYOUT,
        alias=rf"^branche{MONTH}",
        regex=True,
        nullable=True,
        str_matches=r"^\d{6}$",
    )
    virkform: str = field(
        "Arbejdsstedets virksomhedsform i måneden",
        K21,
        alias=rf"^virkform{MONTH}",
        regex=True,
        nullable=True,
        str_matches=r"^\d{2,3}$",
    )
    grad: float = field(
        "Beskæftigelsesgrad i måneden; 1 = 160,33 løntimer, tom = ukendt eller intet job",
        LAYOUT,
        "andel af fuld tid",
        alias=rf"^grad{MONTH}",
        regex=True,
        nullable=True,
        ge=0,
    )
