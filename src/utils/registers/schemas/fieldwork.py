"""What the mapping collected itself: case files and interviews."""

from typing import ClassVar

import pandera.pandas as pa

from utils.registers.schemas.fields import MUNICIPALITIES, Date, NullableInteger, Pairs, date_field, field

FILES = "K21 9.1, sagsgennemgang"
INTERVIEWS = "K21 9.1, interview"
ROLES = ["leder", "nøgleperson", "medarbejder", "borger", "arbejdsgiver"]


class CaseFiles(pa.DataFrameModel):
    """Gennemgåede sager; én række pr. sag. Felter, der kun gælder én ordning, er tomme for de andre."""

    KOMMUNE: int = field("Kommunekode", FILES, isin=MUNICIPALITIES)
    ORDNING: str = field("Ordning: PA, HM, IB eller FA", FILES, isin=["PA", "HM", "IB", "FA"])
    ANSOEGNINGSDATO: Date = date_field("Dagen, ansøgningen kom ind", "K21 5.6, l.4154-4158")
    BEVILLINGSDATO: Date = date_field(
        "Bevillingsbrevets dato; tom = afslag eller ikke afsluttet", "K21 5.6, l.4154-4158", nullable=True
    )
    LOV: str = field(
        "Hjælpemidlets lovgrundlag: LAB eller KOL", "K21 5.1, l.3089-3105", isin=["LAB", "KOL"], nullable=True
    )
    FUNKTIONSNEDSAETTELSER: str = field(
        "Funktionsnedsættelser adskilt af semikolon, navngivet som i kodelisten impairments; tom = ikke oplyst",
        "K21 5.3.3, note 33", nullable=True,
    )  # fmt: skip
    AFSLAG: int = field("Jobcentrets afgørelse: 1 = afslag, 0 = ikke afslag", FILES, isin=[0, 1])
    FOERSTEGANGSBEVILLING: NullableInteger = field(
        "Personlig assistance: 1 = førstegangsbevilling, 0 = genbevilling",
        "K21 5.6, l.4410",
        isin=[0, 1],
        nullable=True,
    )
    TIDSBEGRAENSET: NullableInteger = field(
        "Personlig assistance: 1 = tidsbegrænset bevilling, 0 = ikke", "K21 Tabel 19", isin=[0, 1], nullable=True
    )
    VARIGHED_MAANEDER: float = field(
        "Den tidsbegrænsede bevillings længde", "K21 Tabel 19, l.4412", "måneder", ge=0, nullable=True
    )
    OPFOELGNING: NullableInteger = field(
        "Personlig assistance: 1 = der er lavet opfølgning, 0 = ikke", "K21 5.6, l.4411", isin=[0, 1], nullable=True
    )
    OPFOELGNING_AENDRING: NullableInteger = field(
        "Opfølgningen førte til ændring af timer eller opgaver: 1 ja, 0 nej", "K21 5.6, l.4411-4412", isin=[0, 1],
        nullable=True,
    )  # fmt: skip
    EJERFORHOLD: str = field(
        "Hjælpemidlet er givet som tilskud eller udlån", "K21 Tabel 19", isin=["tilskud", "udlån"], nullable=True
    )
    ANSOEGT_UDENOM_JOBCENTER: NullableInteger = field(
        "Fortrinsadgang: 1 = søgt uden om jobcentret, 0 = gennem jobcentret", "K21 5.6, l.4229", isin=[0, 1],
        nullable=True,
    )  # fmt: skip

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

    class Config:
        """One row an interviewee and question."""

        unique: ClassVar[list[str]] = ["ID", "SPOERGSMAAL"]
