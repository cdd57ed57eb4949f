"""Does each printed number stand where the registry says? The registry held against the source texts.

The texts are the publications as plain text, outside the repository. A number counts as found when it stands
on the line that the registry names, in Danish format (1.163 / 0,110 / 102.205) or as one of the words of
`data/published/number_words.csv`. A line break may cut a number ("halv" / "delen"), so where the line holds
none the lines before and after it are read too. Two rows that name the same line and value need two hits.
"""

import re
from itertools import pairwise
from pathlib import Path

import pandas as pd

from utils.errors import HkoError
from utils.paths import PUBLISHED
from utils.published.registry import read_table

FILES = {"N22": "000_*.txt", "N24": "001_*.txt", "K21": "002_*.txt", "S13": "003_*.txt", "C15": "004_*.txt"}
_DIGITS = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"


def number_words() -> dict[str, str]:
    """Words and fractions that stand for a number, with its value in the registry ("halvdelen" → "50")."""
    table = read_table(PUBLISHED / "number_words.csv")
    return dict(zip(table["words"], table["value"], strict=True))


def source_exceptions() -> pd.DataFrame:
    """One row a printed number that cannot be found on its line: id, what stands there, why."""
    return read_table(PUBLISHED / "source_exceptions.csv")


def source_lines(folder: Path) -> dict[str, list[str]]:
    """The lines of the five source texts by document code; HkoError when a text is missing."""
    return {document: _lines(folder, pattern) for document, pattern in FILES.items()}


def _lines(folder: Path, pattern: str) -> list[str]:
    paths = sorted(folder.glob(pattern))
    if len(paths) != 1:
        raise HkoError(f"{folder}: der skal ligge netop én kildetekst med navnet {pattern}.")
    return paths[0].read_text(encoding="utf-8").split("\n")


def numbers_in(text: str, words: dict[str, str]) -> list[str]:
    """The numbers of a text as the registry writes them: "ca. 1.163 og hver fjerde" → ["1163", "25"]."""
    return [_plain(match.group(), words) for match in _pattern(words).finditer(text)]


def _pattern(words: dict[str, str]) -> re.Pattern[str]:
    # Longest first, so that "tre ud af fire" is one number and not two.
    phrases = sorted(words, key=len, reverse=True)
    spelled = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in phrases)
    return re.compile(rf"(?<!\w)(?:{spelled})(?!\w)|{_DIGITS}" if words else _DIGITS, re.IGNORECASE)


def _plain(hit: str, words: dict[str, str]) -> str:
    phrase = " ".join(hit.lower().split())
    return words.get(phrase, hit.replace(".", "").replace(",", "."))


def _around(lines: list[str], line: int) -> list[str]:
    """A line (counted from 1) joined to each of its neighbours, with and without a space at the break."""
    three = [text.strip() for text in lines[max(line - 2, 0) : line + 1]]
    return [joint for first, second in pairwise(three) for joint in (f"{first} {second}", first.rstrip("-") + second)]


def occurrences(lines: list[str], line: int, value: str, words: dict[str, str]) -> int:
    """How often a value stands on a line (counted from 1), or around it when the line itself has none."""
    here = numbers_in(lines[line - 1], words).count(value)
    return here or max((numbers_in(text, words).count(value) for text in _around(lines, line)), default=0)


def not_found(df_by_printed_number: pd.DataFrame, lines_by_document: dict[str, list[str]]) -> list[str]:
    """Ids of the printed numbers that do not stand on their line, in document order."""
    words = number_words()
    missing: list[str] = []
    for (document, line, value), rows in df_by_printed_number.groupby(["doc", "line", "value_printed"], sort=False):
        hits = occurrences(lines_by_document[document], line, value, words)
        missing.extend(rows["id"].iloc[hits:])
    return [printed for printed in df_by_printed_number["id"] if printed in set(missing)]
