"""The monitoring csv as text: can it be read at all, and does each value stand as it must? Faults in Danish."""

import csv
import io
import re
from difflib import get_close_matches
from pathlib import Path
from typing import Final

import pandas as pd

from utils.personal_numbers import PERSONAL_NUMBER
from utils.registers.periods import EXAMPLES, PART, parsed
from utils.registers.rules import told
from utils.registers.schemas.monitoring import COUNTED, PERCENT, PRICES, SERIES, MonitoringSeries

COLUMNS: Final = tuple(MonitoringSeries.to_schema().columns)
LARGEST_BYTES: Final = 10_000_000
NUMBER: Final = re.compile(r"[+-]?\d+(,\d+)?")
THOUSANDS: Final = re.compile(r"[+-]?\d{1,3}([. \u00a0\u202f']\d{3})+(,\d+)?")
COMMA_THOUSANDS: Final = re.compile(r"\d{1,3}(,\d{3})+")  # 14,091 may be fourteen or fourteen thousand
POINT: Final = re.compile(r"[+-]?\d*\.\d+")
FETCHED: Final = re.compile(r"\b(20\d\d)\b")
# (row, column, sentence): data rows from 1; no row for a fault of the file or of a series.
Fault = tuple[int | None, str, str]


def rows_of(path: Path) -> tuple[pd.DataFrame, list[Fault]]:
    """df_by_row of the file, every column text, index = row from 1, and the faults of its form."""
    nothing = pd.DataFrame(columns=list(COLUMNS), dtype=str)
    text, problem = _text(path)
    if problem:
        return nothing, [(None, "", problem)]
    try:
        header, *lines = csv.reader(io.StringIO(text), delimiter=";", strict=True)
    except csv.Error:
        return nothing, [(None, "", "et anførselstegn er sat for meget eller for lidt")]
    names = [name.strip().lower() for name in header]
    faults = _header_faults(names)
    if faults:
        return nothing, faults
    filled = {row: line for row, line in enumerate(lines, 1) if any(cell.strip() for cell in line)}
    if not filled:
        return nothing, [(None, "", "filen har overskrifter, men ingen rækker")]
    whole = {row: [cell.strip() for cell in line] for row, line in filled.items() if len(line) == len(names)}
    broken = [row for row in filled if row not in whole]
    sentence = f"rækken har ikke lige så mange felter som første linje ({len(names)})"
    df_by_row = pd.DataFrame.from_dict(whole, orient="index", columns=names, dtype=str)
    return df_by_row[list(COLUMNS)], [(row, "", sentence) for row in broken]


def _text(path: Path) -> tuple[str, str]:
    """The text of the file, and what is wrong with it ("" when nothing is)."""
    if not path.is_file():
        return "", "filen findes ikke"
    if path.stat().st_size > LARGEST_BYTES:
        return "", f"filen er for stor; en fil til monitorering fylder højst {LARGEST_BYTES // 1_000_000} MB"
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        return "", "filen er ikke i UTF-8; gem den som «CSV UTF-8»"
    except OSError:
        return "", "filen kan ikke læses"
    return text, "" if text.strip() else "filen er tom; første linje skal være kolonnernes navne"


def _header_faults(names: list[str]) -> list[Fault]:
    if len(names) == 1 and re.search(r"[,\t|]", names[0]):
        return [(None, "", "kolonnerne er ikke adskilt af semikolon; brug semikolon mellem kolonner og komma i tal")]
    repeated = sorted({name for name in names if name in COLUMNS and names.count(name) > 1})
    missing = [name for name in COLUMNS if name not in names]
    faults: list[Fault] = [(None, name, "kolonnen mangler") for name in missing]
    return faults + [(None, name, "kolonnen står flere gange") for name in repeated]


def value_faults(df_by_row: pd.DataFrame) -> list[Fault]:
    """What is wrong with the single values: the rules of the schema first, then what depends on the series."""
    numbers = df_by_row["value"].map(_number)
    faults = _schema_faults(df_by_row.assign(value=numbers))
    for row in df_by_row.itertuples():
        cells = [("value", _value_problem(str(row.value), str(row.unit))),
                 ("period", _period_problem(str(row.series), str(row.period))),
                 ("part_year", _mark_problem(str(row.period), str(row.part_year), str(row.source))),
                 ("unit", _unit_problem(str(row.series), str(row.unit))),
                 ("source", _source_problem(str(row.source)))]  # fmt: skip
        faults += [(int(row.Index), column, problem) for column, problem in cells if problem]
    return faults


def with_numbers(df_by_row: pd.DataFrame) -> pd.DataFrame:
    """The rows with their values as numbers, checked against the schema; for a file without faults."""
    return MonitoringSeries.validate(df_by_row.assign(value=df_by_row["value"].map(_number)))


def _number(text: str) -> float:
    return float(text.replace(",", ".")) if NUMBER.fullmatch(text) else float("nan")


def _schema_faults(df_by_row: pd.DataFrame) -> list[Fault]:
    """The rules that the dictionary states: allowed words, no number below nought."""
    faults: list[Fault] = []
    for name, column in MonitoringSeries.to_schema().columns.items():
        for check in column.checks:
            limits = check.statistics or {}
            if check.name == "isin":
                allowed = limits["allowed_values"]
                wrong = df_by_row.loc[~df_by_row[name].isin(allowed), name]
                faults += [(int(row), name, _unknown(name, text, allowed)) for row, text in wrong.items()]
            else:
                low = df_by_row.loc[df_by_row[name] < limits["min_value"], name]
                faults += [(int(row), name, f"tallet er negativt; det skal være mindst {limits['min_value']}")
                           for row in low.index]  # fmt: skip
    return faults


def _unknown(name: str, text: str, allowed: list[str]) -> str:
    if len(allowed) == 2:
        return f"der skal stå {' eller '.join(allowed)}, ikke {told(text)}"
    words = {"series": "serien", "area": "området"}[name]
    near = get_close_matches(text.casefold(), [word.casefold() for word in allowed], 1)
    meant = next((word for word in allowed if near and word.casefold() == near[0]), "")
    hint = f"mente du «{meant}»?" if meant else "data/README.md viser, hvad der kan stå"
    return f"{words} {told(text)} kendes ikke; {hint}"


def _value_problem(text: str, unit: str) -> str:
    if not text or text in ("..", "-", "–"):
        return "tallet mangler; udelad rækken, hvis tallet ikke findes"
    if THOUSANDS.fullmatch(text):
        return f"{told(text)} har tusindtalsskilletegn; skriv {re.sub('[^0-9,+-]', '', text)}"
    if POINT.fullmatch(text):
        return f"{told(text)} har punktum som decimaltegn; skriv {text.replace('.', ',')}"
    if not NUMBER.fullmatch(text):
        return f"{told(text)} er ikke et tal"
    if COMMA_THOUSANDS.fullmatch(text):
        return f"{told(text)} kan være tusinder; skriv {text.replace(',', '')} eller færre decimaler"
    if unit in COUNTED and _number(text) % 1:
        return f"{told(text)} er ikke et helt antal; komma er decimaltegn"
    return f"{told(text)} er over 100 pct." if unit == PERCENT and _number(text) > 100 else ""


def _period_problem(series: str, text: str) -> str:
    allowed = SERIES[series].periods if series in SERIES else tuple(EXAMPLES)
    period = parsed(text)
    if period is not None and period.kind in allowed:
        return ""
    forms = " eller ".join(f"{kind} (fx {EXAMPLES[kind]})" for kind in allowed)
    return f"perioden {told(text)} skal være {forms}"


def _mark_problem(text: str, mark: str, source: str) -> str:
    period = parsed(text)
    if period is None or mark not in ("ja", "nej"):
        return ""
    if period.kind == PART:
        return "" if mark == "ja" else f"perioden {told(text)} er kun en del af et år og skal være mærket «ja»"
    if mark == "ja":
        return f"perioden {told(text)} er mærket som delår; skriv månederne, fx Jan-maj {period.year}"
    years = FETCHED.findall(source)
    if period.kind == "år" and years and period.year >= int(years[-1]):
        return (f"året {period.year} var ikke gået, da tallet blev hentet ({years[-1]}); mærk det «ja», og skriv "
                f"månederne, fx Jan-maj {period.year}")  # fmt: skip
    return ""


def _unit_problem(series: str, unit: str) -> str:
    wanted = SERIES[series].unit if series in SERIES else unit
    found = re.sub(r"20\d\d", "åååå", unit) if wanted == PRICES else unit
    shown = wanted.replace("åååå", "2021")
    return "" if found == wanted else f"enheden skal være «{shown}», ikke {told(unit)}"


def _source_problem(source: str) -> str:
    # The source is shown on the page, so it may hold nothing that looks like a personal number.
    if PERSONAL_NUMBER.search(source):
        return "teksten ligner et personnummer; skriv kun, hvor og hvornår tallet er hentet"
    return "" if FETCHED.search(source) else (
        "skriv hvor og hvilket år tallet er hentet, fx Jobindsats.dk, 14. august 2024")  # fmt: skip
