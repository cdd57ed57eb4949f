"""Registers of Danmarks Statistik and Sundhedsdatastyrelsen: population, income, education, services, diagnoses."""

from typing import ClassVar

import pandera.pandas as pa

from utils.registers.schemas.fields import RESIDENCES_OR_UNKNOWN, Date, Pairs, date_field, field, person_field

K21 = "K21 9.3, Danmarks Statistik"
# Statistics Denmark writes a region as 1081–1085, in some deliveries as 81–85, and 0 when it is not known.
REGIONS = [0, *range(81, 86), *range(1081, 1086)]
YEAR = {"ge": 1980, "le": 2100}


class Population(pa.DataFrameModel):
    """Befolkningen (BEFK); én række pr. person og år."""

    PNR: str = person_field(K21)
    AAR: int = field("År, oplysningen gælder", K21, "år", **YEAR)
    KOEN: int = field("Køn: 1 mand, 2 kvinde", K21, isin=[1, 2])
    KOM: int = field("Bopælskommune; 0 = ukendt", K21, isin=RESIDENCES_OR_UNKNOWN)
    REG: int = field(
        "Region: 0 ukendt, 1081 Nordjylland, 1082 Midtjylland, 1083 Syddanmark, 1084 Hovedstaden, 1085 Sjælland",
        K21,
        isin=REGIONS,
    )

    class Config:
        """One row a person and year."""

        unique: ClassVar[list[str]] = ["PNR", "AAR"]


class Income(pa.DataFrameModel):
    """Indkomst (IND); én række pr. person og år."""

    PNR: str = person_field(K21)
    AAR: int = field("Indkomstår", K21, "år", **YEAR)
    PERINDKP: float = field("Skattemæssig personlig indkomst; kan være negativ", K21, "kr. pr. år")

    class Config:
        """One row a person and year."""

        unique: ClassVar[list[str]] = ["PNR", "AAR"]


class Education(pa.DataFrameModel):
    """Uddannelse (UDDA); én række pr. person og år."""

    PNR: str = person_field(K21)
    AAR: int = field("År, oplysningen gælder", K21, "år", **YEAR)
    HFAUDD: str = field(
        "Højest fuldførte uddannelse; de to første cifre er hovedområdet", K21, str_matches=r"^\d{2,8}$"
    )

    class Config:
        """One row a person and year."""

        unique: ClassVar[list[str]] = ["PNR", "AAR"]


class SocialServices(pa.DataFrameModel):
    """Ydelser efter serviceloven (HANDIC); én række pr. ydelsesperiode."""

    PNR: str = person_field(K21)
    MODT_YDELSE_KODE: str = field("Ydelse efter lov om social service", K21)
    YDELSE_START: Date = date_field("Ydelsens første dag", K21)
    YDELSE_SLUT: Date = date_field("Ydelsens sidste dag; tom = løber stadig", K21, nullable=True)

    class Config:
        """Dates in order."""

        in_order: ClassVar[Pairs] = {"pairs": [("YDELSE_START", "YDELSE_SLUT")]}


class HospitalContacts(pa.DataFrameModel):
    """Landspatientregistret, kontakter (LPR_ADM); én række pr. kontakt."""

    PNR: str = person_field(K21)
    RECNUM: str = field("Kontaktens løbenummer", K21, unique=True)


class Diagnoses(pa.DataFrameModel):
    """Landspatientregistret, diagnoser (LPR_DIAG); én række pr. diagnose."""

    RECNUM: str = field("Kontaktens løbenummer", K21)
    C_DIAG: str = field("Diagnose, ICD-10 med D foran", K21, str_matches=r"^[A-Z]{1,2}\d[0-9A-Z]*$")
    C_TILDIAG: str = field("Tillægsdiagnose", K21, nullable=True, str_matches=r"^[A-Z]{1,3}\d?[0-9A-Z]*$")
