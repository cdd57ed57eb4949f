"""One word for one thing: the glossary's terms are the ones the code uses."""

import re

import pandas as pd
import pytest

from utils.paths import DATA, ROOT

GLOSSARY = pd.read_csv(DATA / "glossary.csv", sep=";", encoding="utf-8")
SOURCE = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "src" / "utils").rglob("*.py")))
# Synonyms that would make a reader ask whether something else is meant.
OTHER_WORDS = ("utilisation", "utilization", "wage_hours", "working_hours", "recruitment_rate", "retention_rate", "allowance",
               "subsidy_rate", "citizens_pct", "population_2019")  # fmt: skip


@pytest.mark.parametrize("term", GLOSSARY["used_as"])
def test_a_term_is_used(term: str) -> None:
    assert re.search(rf"\b{re.escape(term)}\b|{re.escape(term)}", SOURCE)


def test_a_word_has_one_translation() -> None:
    assert GLOSSARY["danish"].is_unique
    assert GLOSSARY["english"].is_unique


@pytest.mark.parametrize("word", OTHER_WORDS)
def test_no_other_word_is_used_for_it(word: str) -> None:
    assert word not in SOURCE
