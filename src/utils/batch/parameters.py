"""The parameters that a notebook takes, checked before a kernel is started.

A misspelt parameter must never run with the default municipality: papermill itself only warns of it.
"""

import csv
import re
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Final, Literal, get_args

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, Strict, ValidationError
from pydantic_core import ErrorDetails

from utils.batch.masking import one_line
from utils.errors import HkoError
from utils.paths import DATA, NOTEBOOKS
from utils.registers.periods import ALL_YEARS, years

# Of 1: "komune" and "kommune" have 0.92, "q7" and "q07" 0.8, "farve" and "kommune" 0.17.
LEAST_LIKENESS: Final = 0.6


@cache
def municipality_names() -> dict[int, str]:
    """The 98 municipalities, code to name, in the order of the codes."""
    # Read without pandas, whose import would take longer than everything else before an error is told.
    with (DATA / "municipalities.csv").open(encoding="utf-8", newline="") as lines:
        names = {int(row["code"]): row["name"] for row in csv.DictReader(lines)}
    return dict(sorted(names.items()))


def _code(value: object) -> object:
    """A code from a command line is text; "707" is meant as 707, but "0707" or "7_07" is a slip."""
    return int(value) if isinstance(value, str) and re.fullmatch(r"[1-9][0-9]{2}", value, re.ASCII) else value


def _text(value: object) -> object:
    """A year is easily given as a number; the notebook takes it as text."""
    return str(value) if type(value) is int else value


def _existing(code: int) -> int:
    if code not in municipality_names():
        raise ValueError("no such municipality")
    return code


def _years(periode: str) -> str:
    try:
        years(periode)
    except HkoError as error:
        raise ValueError("no years") from error
    return periode


def _readable(path: str) -> str:
    """An existing csv file by its whole path, for the kernel works in a folder of its own; "" for none."""
    if path and not (path.lower().endswith(".csv") and Path(path).is_file()):
        raise ValueError("no such file")
    return str(Path(path).resolve()) if path else ""


Municipality = Annotated[int, Strict(), BeforeValidator(_code), AfterValidator(_existing)]
Years = Annotated[str, Strict(), AfterValidator(_years)]
CsvFile = Annotated[str, Strict(), AfterValidator(_readable)]
Scheme = Literal["PA", "HM", "begge"]
Question = Literal[
    "q07", "q08", "q09", "q10", "q11", "q12", "q13", "q14", "q15", "q16", "q17", "q18", "q19", "q20", "q21"
]
Statement = Literal["1", "2", "3", "4", "5", "6", "7a", "7b", "8a", "8b", "9a", "9b"]


class Parameters(BaseModel):
    """What all notebooks have in common: no parameter beside those named."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Kapitel(Parameters):
    """A chapter of the mapping: which split of its central shares is shown (bilagsrapport 2.9)."""

    inddeling: Literal["alle", "strategi", "organisering", "rammevilkaar", "stoerrelse", "anvendelsesgrad"] = "alle"


class Kommuneprofil(Parameters):
    """One municipality; the default is Norddjurs."""

    kommune: Municipality = Field(
        707, description="et af de 98 kommunenumre i data/municipalities.csv, fx 707 (Norddjurs)"
    )


class Monitorering(Parameters):
    """The series of one municipality; without a file the printed ones of Norddjurs and the country."""

    kommune: Municipality = Field(
        707, description="et af de 98 kommunenumre i data/municipalities.csv, fx 707 (Norddjurs)"
    )
    periode: Years = Field(ALL_YEARS, description="alle eller to år med bindestreg, fx 2018-2023")
    data_csv: CsvFile = Field("", description="stien til en csv-fil, der findes, eller tom (kun de trykte serier)")


class Typologier(Parameters):
    """Increased hours and retained by the typologies of the 20 case municipalities."""

    ordning: Scheme = "begge"
    inddeling: Literal["strategi", "organisering"] = "strategi"


class Rammevilkaar(Parameters):
    """Usage rate and increased hours on the framework conditions."""

    ordning: Scheme = "begge"
    anvendelsesgrad: Annotated[Literal["to_aar", "2019"], BeforeValidator(_text)] = "to_aar"
    usikkerhed: Literal["HC3", "klassisk"] = "HC3"


class Specifikationskurve(Parameters):
    """The statement of codelists/statements.csv whose curve is shown beside those that are always there."""

    udsagn: Annotated[Statement, BeforeValidator(_text)] = "8a"


class Surveyvaegtning(Parameters):
    """The three levels of weighting, for one question of the staff survey."""

    spoergsmaal: Question = "q08"
    opdeling: Literal["ingen", "strategi", "organisering", "stoerrelse", "rammevilkaar"] = "ingen"


class Beretning(Parameters):
    """The annual report of 2013: whether the table on priority access leaves out the two outlying answers."""

    uden_yderpunkter: Literal["nej", "ja"] = "nej"


def _number(value: object) -> object:
    """A number from a command line is text, with a comma or a dot before its decimals."""
    written = isinstance(value, str) and re.fullmatch(r"[0-9]+([,.][0-9]+)?", value, re.ASCII)
    return float(str(value).replace(",", ".")) if written else value


def _whole(value: object) -> object:
    return int(value) if isinstance(value, str) and re.fullmatch(r"[1-9][0-9]?", value, re.ASCII) else value


Index = Annotated[float, BeforeValidator(_number), Field(strict=True, gt=0, le=1000)]


class BusinessCase(Parameters):
    """One of the 25 worked examples of C15, a rule of refund, and indexes that carry prices and benefits forward."""

    eksempel: Annotated[int, BeforeValidator(_whole), Field(strict=True, ge=1, le=25)] = Field(
        1, description="et helt tal fra 1 til 25"
    )
    refusion: Annotated[Literal["2015", "2016"], BeforeValidator(_text)] = "2016"
    indeks: Index = Field(100.0, description="et tal over 0 og højst 1000 (100 er katalogets priser)")
    satsindeks: Index = Field(100.0, description="et tal over 0 og højst 1000 (100 er katalogets ydelser)")


MODELS: Final[dict[str, type[Parameters]]] = {
    "beretning": Beretning,
    "borgere": Kapitel,
    "brug": Kapitel,
    "business_case": BusinessCase,
    "kommuneprofil": Kommuneprofil,
    "monitorering": Monitorering,
    "prioritering": Kapitel,
    "rammevilkaar": Rammevilkaar,
    "sagsgang": Kapitel,
    "specifikationskurve": Specifikationskurve,
    "surveyvaegtning": Surveyvaegtning,
    "tvaergaaende": Kapitel,
    "typologier": Typologier,
    "viden": Kapitel,
}


def validate(notebook: str, given: dict[str, Any]) -> dict[str, Any]:
    """All parameters of a notebook, the given ones checked and the others at their default.

    Raises HkoError: one Danish line that names each faulty parameter and what is allowed.
    """
    model = _model(notebook)
    try:
        return model.model_validate(given).model_dump()
    except ValidationError as error:
        problems = [_problem(notebook, model, details) for details in error.errors()]
    raise HkoError(" ".join(problems))


def notebook_path(notebook: str) -> Path:
    """The numbered file of a notebook: "kommuneprofil" is notebooks/09_kommuneprofil.ipynb."""
    _model(notebook)
    found = sorted(NOTEBOOKS.glob(f"[0-9][0-9]_{notebook}*.ipynb"))
    if len(found) != 1:
        raise HkoError(f"Der skal ligge netop én notebook notebooks/NN_{notebook}.ipynb; der ligger {len(found)}.")
    return found[0]


def allowed(model: type[Parameters], name: str) -> str:
    """What a parameter may be, in Danish: "PA, HM eller begge"."""
    field = model.model_fields[name]
    if field.description:
        return field.description
    *first, last = _choices(model, name)
    return f"{', '.join(first)} eller {last}"


def _model(notebook: str) -> type[Parameters]:
    if notebook not in MODELS:
        raise HkoError(_unknown("notebook", notebook, sorted(MODELS), "der findes"))
    return MODELS[notebook]


def _problem(notebook: str, model: type[Parameters], details: ErrorDetails) -> str:
    name = str(details["loc"][0])
    if details["type"] == "extra_forbidden":
        return _unknown("parameter", name, list(model.model_fields), f"{notebook} har")
    value = one_line(str(details["input"]))
    hint = _meant(model, name, details["input"])
    return f"Parameteren «{name}» skal være {allowed(model, name)}, ikke «{value}»{hint}"


def _unknown(what: str, name: str, names: list[str], lead: str) -> str:
    near = _nearest(name, names)
    hint = f"mente du «{near}»?" if near else f"{lead}: {', '.join(names)}."
    return f"Ukendt {what} «{one_line(name)}»; {hint}"


def _meant(model: type[Parameters], name: str, value: object) -> str:
    """How the sentence ends: with what was probably meant (another spelling, a name for a code), or a full stop."""
    names = {kommune: str(code) for code, kommune in municipality_names().items()}
    spellings = names if name == "kommune" else {choice: choice for choice in _choices(model, name)}
    near = _nearest(value if isinstance(value, str) else "", list(spellings))
    return f"; mente du «{spellings[near]}»?" if near else "."


def _choices(model: type[Parameters], name: str) -> tuple[str, ...]:
    return get_args(model.model_fields[name].annotation)


def _nearest(word: str, words: list[str]) -> str:
    """The word that is spelt most alike, the first of equals; "" where none is near."""
    if not words:
        return ""
    likeness = {other: SequenceMatcher(None, word.casefold(), other.casefold()).ratio() for other in words}
    near = [other for other in words if likeness[other] >= LEAST_LIKENESS]
    return max(near, key=likeness.__getitem__, default="")
