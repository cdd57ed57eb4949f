"""Texts that reach a summary: one line, and never an identifier."""

from typing import Final

from utils.personal_numbers import PERSONAL_NUMBER

LONGEST: Final = 200


def masked(text: str) -> str:
    """The text with everything that may be a personal number replaced by "***"."""
    return PERSONAL_NUMBER.sub("***", text)


def one_line(text: str) -> str:
    """The last line of a text that has any, masked and of a length that fits a summary."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    last = masked(lines[-1]) if lines else ""
    return last if len(last) <= LONGEST else last[: LONGEST - 1] + "…"
