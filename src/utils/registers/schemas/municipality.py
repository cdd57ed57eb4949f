"""Registers with the municipality as the unit: conditions, accounts, full-time persons, typology."""

from typing import ClassVar

import pandera.pandas as pa

from utils.registers.schemas.fields import MUNICIPALITIES, NullableInteger, field

STRATEGIES = ["proaktiv", "reaktiv", "diffus"]
ORGANISATIONS = ["specialiseret team", "spredt specialisering", "generel specialisering"]
BENEFIT_GROUPS = [
    "a-dagpenge",
    "kontanthjælp",
    "uddannelseshjælp",
    "integrationsydelse",
    "revalidering",
    "ledighedsydelse",
    "fleksjob",
    "sygedagpenge",
    "delvis sygemeldt",
    "jobafklaring",
    "ressourceforløb",
    "SU",
    "selvforsørgelse",
    "øvrige",
]
YEAR = {"ge": 2000, "le": 2100}
CODE = "Kommunekode"


class Conditions(pa.DataFrameModel):
    """Kommunernes rammevilkår; én række pr. kommune."""

    KOMMUNE: int = field(CODE, "K21 9.2", isin=MUNICIPALITIES, unique=True)
    RAMMEVILKAAR_RANG: int = field(
        "Rang efter rammevilkår: 1 = mindst favorable, 98 = mest favorable",
        "K21 9.2 (VIVE 2018)",
        unique=True,
        ge=1,
        le=98,
    )


class Accounts(pa.DataFrameModel):
    """Kommunernes regnskaber (REGKC); én række pr. kommune, år og konto."""

    KOMMUNE: int = field(CODE, "K21 5.5", isin=MUNICIPALITIES)
    AAR: int = field("Regnskabsår", "K21 5.5", "år", **YEAR)
    KONTO: str = field(
        "Konto: hovedkonto.hovedfunktion.funktion.gruppering",
        "K21 5.5, l.4097-4099",
        str_matches=r"^\d\.\d{2}\.\d{2}\.\d{3}$",
    )
    BRUTTOUDGIFT_KR: float = field("Bruttoudgift i løbende priser", "K21 5.5", "kr.")

    class Config:
        """One row a municipality, year and account."""

        unique: ClassVar[list[str]] = ["KOMMUNE", "AAR", "KONTO"]


class FullTimePersons(pa.DataFrameModel):
    """Fuldtidspersoner på en ydelse; én række pr. kommune, år og ydelsesgruppe."""

    KOMMUNE: int = field(CODE, "K21 5.3.2, note 31", isin=MUNICIPALITIES)
    AAR: int = field("År", "K21 5.3.2, note 31", "år", **YEAR)
    YDELSESGRUPPE: str = field("Ydelsesgruppe", "K21 Figur 22-23", isin=BENEFIT_GROUPS)
    FULDTIDSPERSONER: float = field("Uger på ydelsen i alt divideret med 52", "K21 note 31", "fuldtidspersoner", ge=0)

    class Config:
        """One row a municipality, year and benefit group."""

        unique: ClassVar[list[str]] = ["KOMMUNE", "AAR", "YDELSESGRUPPE"]


class Types(pa.DataFrameModel):
    """Casekommunernes typer; én række pr. casekommune. Øvrige kolonner er kriterier (0 eller 1)."""

    KOMMUNE: int = field(CODE, "K21 1.4", isin=MUNICIPALITIES, unique=True)
    STRATEGI: str = field("Strategisk tilgang til handicapområdet", "K21 3.2, Tabel 3", isin=STRATEGIES)
    ORGANISERING: str = field("Organisering af nøglepersonsordningen", "K21 3.4, Tabel 6", isin=ORGANISATIONS)
    MEDARBEJDERE: int = field("Medarbejdere med borgerkontakt, opgjort pr. telefon", "K21 9.4", "personer", ge=0)
    criterion: NullableInteger | None = field(
        "Opfyldt kriterium: 1 ja, 0 nej",
        "K21 Tabel 3 og Tabel 6",
        regex=True,
        nullable=True,
        isin=[0, 1],
        alias=r"^(?!(?:KOMMUNE|STRATEGI|ORGANISERING|MEDARBEJDERE)$).+$",
    )
