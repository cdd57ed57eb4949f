"""Det fælles datagrundlag (DFDG): grants of personal assistance, aids, mentor and icebreaker (K21 9.3)."""

from typing import ClassVar

import pandera.pandas as pa

from utils.registers.schemas.fields import Date, Pairs, date_field, field, person_field

K21 = "K21 9.3, Det fælles datagrundlag (DFDG)"
ASSISTANCE_TYPES = [
    "Fysisk aflastning",
    "Strukturering og/eller kvalitetssikring af arbejde",
    "Andet",
    "Særlig personlig støtte",
    "Tegnsprogstolkning",
    "Fastholdelse i opgaven",
    "Sekretærarbejde",
    "Oplæsning og/eller forklaring af tekst",
    "Føre bil i arbejdstiden",
    "Introduktion til nye opgaver",
]
EMPLOYMENT_TYPES = ["Lønmodtager", "Selvstændig", "Uddannelse", "Ledig"]
AID_TYPES = [
    "Værktøj, udstyr og andre arbejdsredskaber",
    "Arbejdspladsindretning i øvrigt",
    "It-udstyr, software, programmer mv.",
    "Undervisningsmateriale",
    "It-udstyr ifm. undervisning",
    "Tilgængelighedsløsninger som fx rampe, lift, døråbner",
]
AID_KINDS = ["Undervisningsmateriale", "Arbejdsredskaber", "Mindre arbejdspladsindretning"]
# A week has 168 hours; the limits of the law (20, in education up to 37) are no limits of the register.
WEEK = {"ge": 0, "le": 168}


class PersonalAssistance(pa.DataFrameModel):
    """Bevillinger af personlig assistance; én række pr. bevilling."""

    PNR: str = person_field(K21)
    ID: str = field("Bevillingens id", K21, unique=True)
    STARTDATO: Date = date_field("Bevillingens første dag", K21)
    SLUTDATO: Date = date_field("Bevillingens sidste dag; tom = løber stadig", K21, nullable=True)
    TIMER_PR_UGE: int = field("Bevilgede hele timer om ugen", K21, "timer pr. uge", **WEEK)
    MINUTTER_PR_UGE: int = field("Bevilgede minutter ud over de hele timer", K21, "minutter pr. uge", ge=0, le=59)
    PATYPE: str = field("Hvad assistancen går ud på", K21, isin=ASSISTANCE_TYPES)
    ARTTYPE: str = field("Hvilken beskæftigelse assistancen knytter sig til", K21, isin=EMPLOYMENT_TYPES)
    TIMEPRIS: float = field("Pris for en assistenttime", K21, "kr. pr. time", ge=0)
    TIMEPRIS_TYPE: str = field("Hvordan timeprisen er fastsat", K21)
    OEVRIGE_UDGIFTER: float = field("Øvrige udgifter ved bevillingen", K21, "kr.", ge=0, nullable=True)
    OEVRIGE_UDGIFTER_TYPE: str = field("Hvad de øvrige udgifter dækker", K21, nullable=True)

    class Config:
        """Dates in order."""

        in_order: ClassVar[Pairs] = {"pairs": [("STARTDATO", "SLUTDATO")]}


class Aids(pa.DataFrameModel):
    """Bevillinger af hjælpemidler; én række pr. bevilling."""

    PNR: str = person_field(K21)
    ID: str = field("Bevillingens id", K21, unique=True)
    TYPE: str = field("Hvad hjælpemidlet er", K21, isin=AID_TYPES)
    EJERSKAB: str = field("Lån eller permanent eje", K21, isin=["lån", "eje"])
    ART: str = field("Hjælpemidlets art efter loven", K21, isin=AID_KINDS)
    STARTDATO: Date = date_field("Bevillingens første dag", K21)
    SLUTDATO: Date = date_field("Bevillingens sidste dag; tom = ingen", K21, nullable=True)
    PRIS: float = field("Hjælpemidlets pris", K21, "kr.", ge=0)

    class Config:
        """Dates in order."""

        in_order: ClassVar[Pairs] = {"pairs": [("STARTDATO", "SLUTDATO")]}


class Mentor(pa.DataFrameModel):
    """Mentorforløb; én række pr. forløb."""

    PNR: str = person_field(K21)
    ID: str = field("Forløbets id", K21, unique=True)
    STARTDATO: Date = date_field("Forløbets første dag", K21)
    SLUTDATO: Date = date_field("Forløbets sidste dag; tom = løber stadig", K21, nullable=True)
    MENTORTYPE: str = field("Mentorens type", K21)
    TIMER_PR_UGE: float = field("Mentortimer om ugen", K21, "timer pr. uge", **WEEK)

    class Config:
        """Dates in order."""

        in_order: ClassVar[Pairs] = {"pairs": [("STARTDATO", "SLUTDATO")]}


class Icebreaker(pa.DataFrameModel):
    """Forløb i isbryderordningen; én række pr. forløb."""

    PNR: str = person_field(K21)
    ID: str = field("Forløbets id", K21, unique=True)
    KONTAKTGRUPPE_START: Date = date_field("Første dag i kontaktgruppen", K21, nullable=True)
    KONTAKTGRUPPE_SLUT: Date = date_field("Sidste dag i kontaktgruppen", K21, nullable=True)
    LOENTILSKUD_START: Date = date_field("Løntilskuddets første dag; regnes som bevillingens start", K21)
    LOENTILSKUD_SLUT: Date = date_field("Løntilskuddets sidste dag; tom = løber stadig", K21, nullable=True)
    TIMER_PR_UGE: float = field("Timer om ugen i løntilskud", K21, "timer pr. uge", **WEEK)
    CVRNR: str = field("Virksomhedens CVR-nummer, 8 cifre", K21, str_matches=r"^\d{8}$")
    PNUMMER: str = field("Produktionsenhedens P-nummer, 10 cifre", K21, str_matches=r"^\d{10}$")

    class Config:
        """Dates in order."""

        in_order: ClassVar[Pairs] = {
            "pairs": [
                ("KONTAKTGRUPPE_START", "KONTAKTGRUPPE_SLUT"),
                ("LOENTILSKUD_START", "LOENTILSKUD_SLUT"),
            ]
        }
