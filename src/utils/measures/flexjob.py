"""Unemployment in the flexjob scheme (N24 Tabel 4, l.155–159)."""

from decimal import ROUND_HALF_UP, Decimal


def unemployment_pct(ledighedsydelse: float, flexjob: float) -> float:
    """Recipients of ledighedsydelse in percent of these and persons in flexjob, all in full-time persons."""
    return 100 * ledighedsydelse / (ledighedsydelse + flexjob)


def recipients_at_rate(rate_pct: float, ledighedsydelse: float, flexjob: float) -> int:
    """Ledighedsydelse recipients that a rate would mean, the sum of the two groups unchanged (whole persons)."""
    exact = Decimal(repr(rate_pct)) / 100 * Decimal(repr(ledighedsydelse + flexjob))
    return int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def assigned_pct(ledighedsydelse: float, flexjob: float, workforce: float) -> float:
    """All who are assigned to the flexjob scheme, with or without a job, in percent of the workforce (N22 figure 4)."""
    return 100 * (ledighedsydelse + flexjob) / workforce if workforce else float("nan")
