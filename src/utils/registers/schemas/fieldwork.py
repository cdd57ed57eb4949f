"""What the mapping collected itself: case files and interviews."""

from typing import ClassVar

import pandera.pandas as pa

from utils.registers.schemas.fields import MUNICIPALITIES, Date, NullableInteger, Pairs, date_field, field

FILES = "K21 9.1, sagsgennemgang"
INTERVIEWS = "K21 9.1, interview"
ROLES = ["leder", "nøgleperson", "medarbejder", "borger", "arbejdsgiver"]


class CaseFiles(pa.DataFrameModel):
    """Gennemgåede sager; én række pr. sag."""

    KOMMUNE: int = field("Kommunekode", FILES, isin=MUNICIPALITIES)
    ORDNING: str = field("Ordning: PA, HM, IB eller FA", FILES, isin=["PA", "HM", "IB", "FA"])
    ANSOEGNINGSDATO: Date = date_field("Dagen, ansøgningen kom ind", "K21 5.6, l.4154-4158")
    BEVILLINGSDATO: Date = date_field(
        "Bevillingsbrevets dato; tom = ikke bevilget", "K21 5.6, l.4154-4158", nullable=True
    )
    LOV: str = field("Lovgrundlag: LAB eller KOL", "K21 5.1, l.3089-3100", isin=["LAB", "KOL"], nullable=True)
    FUNKTIONSNEDSAETTELSER: str = field("Funktionsnedsættelser adskilt af semikolon", "K21 5.4, note 33", nullable=True)
    AFSLAG: int = field("1 = afslag, 0 = ikke afslag", FILES, isin=[0, 1])
    TIDSBEGRAENSET: NullableInteger = field(
        "1 = tidsbegrænset bevilling, 0 = ikke", "K21 Tabel 19", isin=[0, 1], nullable=True
    )
    VARIGHED_MAANEDER: float = field("Bevillingens længde", "K21 Tabel 19", "måneder", ge=0, nullable=True)

    class Config:
        """Dates in order."""

        in_order: ClassVar[Pairs] = {"pairs": [("ANSOEGNINGSDATO", "BEVILLINGSDATO")]}


class Interviews(pa.DataFrameModel):
    """Kodede svar fra interview; én række pr. interviewperson og spørgsmål."""

    ID: str = field("Interviewpersonens nummer", INTERVIEWS)
    ROLLE: str = field("Interviewpersonens rolle", INTERVIEWS, isin=ROLES)
    KOMMUNE: int = field("Kommunekode", INTERVIEWS, isin=MUNICIPALITIES)
    SPOERGSMAAL: str = field("Hvad svaret handler om (kodelisten interview_questions)", "K21 kap. 3 og 6")
    SVAR: str = field("Det kodede svar; tom, når svaret er et tal", "K21 kap. 3 og 6", nullable=True)
    TAL: float = field("Svaret, når det er et tal", "K21 kap. 3 og 6", "timer, år eller antal", ge=0, nullable=True)
