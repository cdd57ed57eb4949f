"""Groups of municipalities: rammevilkår, size and usage rate (definitions.md 5, 9, 10; design.md 4.6)."""

import numpy as np
import pandas as pd

FRAMEWORK_BANDS = ("vanskelige (1–32)", "mellem (33–66)", "gode (67–98)")
SIZE_BANDS = ("lille (under 40.000)", "mellem (40.000–79.999)", "stor (80.000 og over)")
USAGE_BANDS = ("lav", "mellem", "høj")

FRAMEWORK_LIMITS = (32, 66)
SIZE_LIMITS = (40_000, 80_000)
USAGE_LIMITS_PCT = (0.2, 0.5)


def _ordered(labels: np.ndarray, index: pd.Index, categories: tuple[str, ...]) -> pd.Series:
    return pd.Series(pd.Categorical(labels, categories=categories, ordered=True), index=index)


def framework_band(rank: pd.Series) -> pd.Series:
    """Band of the rank of rammevilkår, 1 = least favourable: 1–32, 33–66, 67–98 (K21 note 30, l.5607).

    K21 4.1 and 9.2 print 1–33 for the first band; the 32/34/32 of the figures is used (design.md 4.6).
    """
    position = np.digitize(rank, [FRAMEWORK_LIMITS[0] + 1, FRAMEWORK_LIMITS[1] + 1])
    return _ordered(np.array(FRAMEWORK_BANDS)[position], rank.index, FRAMEWORK_BANDS)


def size_band(inhabitants: pd.Series) -> pd.Series:
    """Band of the number of inhabitants: under 40,000, 40,000–79,999, 80,000 and over (K21 l.5650)."""
    return _ordered(np.array(SIZE_BANDS)[np.digitize(inhabitants, SIZE_LIMITS)], inhabitants.index, SIZE_BANDS)


def usage_band(usage_rate_2019_pct: pd.Series) -> pd.Series:
    """Band of the 2019 usage rate in percent: < 0.2 low, 0.2–0.5 medium, > 0.5 high (K21 Tabel 12).

    A municipality without a grant in the year has no band (design.md 4.1).
    """
    low, high = USAGE_LIMITS_PCT
    labels = np.select([usage_rate_2019_pct < low, usage_rate_2019_pct <= high], USAGE_BANDS[:2], USAGE_BANDS[2])
    banded = pd.Series(labels, index=usage_rate_2019_pct.index, dtype=object).where(usage_rate_2019_pct > 0)
    return _ordered(banded.to_numpy(dtype=object), usage_rate_2019_pct.index, USAGE_BANDS)
