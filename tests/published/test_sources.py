"""Each printed number stands on the line of the source text that the registry names.

The whole registry is held against the texts when HKO_SOURCES names their folder; the reading of numbers is
tested without them.
"""

import os
from pathlib import Path

import pandas as pd
import pytest

from utils.errors import HkoError
from utils.published.registry import printed_numbers
from utils.published.sources import (
    not_found,
    number_words,
    numbers_in,
    occurrences,
    source_exceptions,
    source_lines,
)

WORDS = {"tre": "3", "tre ud af fire": "75", "halvdelen": "50", "hver fjerde": "25", "1½": "1.5"}
LINES = ["Ca. halv", "delen af de 1.163 svar,", "dvs. tre ud af fire, er 4,0 og 4,00."]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("i alt 1.163 svar", ["1163"]),
        ("1.234,5 mio. kr.", ["1234.5"]),
        ("0,110 og 4,33", ["0.110", "4.33"]),
        ("fra 2-3 og i 5.5.3", ["2", "3", "5", "5", "3"]),
        ("Hver fjerde og tre", ["25", "3"]),
        ("tre ud af fire", ["75"]),
        ("trekant og 1½ år", ["1.5"]),
    ],
)
def test_numbers_are_read_in_danish_format_and_in_words(text, numbers):
    assert numbers_in(text, WORDS) == numbers


def test_a_number_is_counted_on_its_line_and_over_a_line_break_only_when_the_line_has_none():
    assert occurrences(LINES, 1, "50", WORDS) == 1
    assert occurrences(LINES, 3, "75", WORDS) == 1
    assert occurrences(LINES, 3, "4.0", WORDS) == 1
    assert occurrences(LINES, 3, "4", WORDS) == 0


def test_two_rows_need_two_hits():
    rows = pd.DataFrame({"id": ["a", "b"], "doc": "K21", "line": 2, "value_printed": "1163"})
    assert not_found(rows, {"K21": LINES}) == ["b"]


def test_words_are_written_as_the_registry_writes_numbers():
    words = number_words()
    assert words["hver fjerde"] == "25"
    assert set(words.values()) <= set(printed_numbers()["value_printed"])


def test_exceptions_say_what_stands_there_and_why():
    exceptions = source_exceptions()
    assert set(exceptions["id"]) <= set(printed_numbers()["id"])
    assert (exceptions[["stands", "why"]] != "").all(axis=None)


def test_a_missing_text_is_told_in_danish(tmp_path):
    with pytest.raises(HkoError, match=r"der skal ligge netop én kildetekst med navnet 000_\*\.txt"):
        source_lines(tmp_path)


@pytest.mark.skipif("HKO_SOURCES" not in os.environ, reason="HKO_SOURCES names no folder of source texts")
def test_every_printed_number_stands_on_its_line_or_is_a_tracked_exception():
    """Fails for a number that is neither found nor an exception, and for an exception that is not needed."""
    lines_by_document = source_lines(Path(os.environ["HKO_SOURCES"]))
    assert not_found(printed_numbers(), lines_by_document) == list(source_exceptions()["id"])
