"""Printed numbers that are inputs: the Norddjurs notes, the annual report of 2013, the worked example of K21 9.4.1."""

import pandas as pd

from utils.paths import PUBLISHED


def published_series() -> pd.DataFrame:
    """df_by_series_period: series, area, period, part_year (ja/nej), value, unit, source (document, table, line)."""
    return _read("series", period=str)


def annual_report() -> pd.DataFrame:
    """df_by_annual_report_number: series, group, period, value, unit, source (document, table, line) of Beretning 2013."""
    return _read("annual_report", period=str)


def example_municipalities() -> pd.DataFrame:
    """The eight municipalities of the worked example: municipality, share_pct ("I meget høj grad"), weight.

    Missing where nothing is printed: the formula has seven terms and four weights (K21 l.6764, 6777).
    """
    return _read("weighting_example")[["municipality", "share_pct", "weight"]]


def example_answers() -> pd.DataFrame:
    """The answers of Kommune X over six categories: answer, answers (K21 l.6734–6741)."""
    return _read("weighting_example_answers")[["answer", "answers"]]


def _read(name: str, **types: type) -> pd.DataFrame:
    return pd.read_csv(PUBLISHED / f"{name}.csv", sep=";", decimal=",", encoding="utf-8", dtype=types)
