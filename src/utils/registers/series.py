"""Printed numbers that are inputs: the Norddjurs notes, the annual report 2013, K21's worked example, the cases of C15."""

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


def cost_examples() -> pd.DataFrame:
    """df_by_example: the 25 worked examples of C15 in order of appearance, amounts in kroner of the catalogue.

    `…_printed` is what the catalogue prints, `hours_per_week` and `hourly_rate_dkk` what is computed with; they differ
    where the print contradicts its own amounts, and `reading` says why. hours_per_week, hourly_rate_dkk and
    gross_printed_dkk are missing for an aid, price_dkk for assistance; net_printed_dkk is a month's or once for all.
    benefit_dkk is the full benefit a month; benefit_first_printed_dkk what it costs the municipality in the first
    benefit_first_months; benefit_months where the benefit itself is limited. `…_id` are ids of printed numbers.
    """
    return _read("cost_examples")


def refund_rules() -> pd.DataFrame:
    """df_by_refund_step: rule ("2015" is that of C15, "2016" the law since), applies_to (scheme or benefit), from and to
    (to is missing for the last step) in time_unit (måneder, uger) since the benefit began, refund_pct, valid_from, source.
    """
    return _read("refund_rules", rule=str)


def _read(name: str, **types: type) -> pd.DataFrame:
    return pd.read_csv(PUBLISHED / f"{name}.csv", sep=";", decimal=",", encoding="utf-8", dtype=types)
