"""What the case files say beside dates and impairments: duration, follow-up, ownership, law (K21 5.1, 5.6, Tabel 19)."""

from math import ceil, floor

import numpy as np
import pandas as pd

from utils.synthetic.case_counts import Places
from utils.synthetic.conditioning import TargetMissed
from utils.synthetic.quotas import handed_out
from utils.synthetic.targets import printed, window

NOT_LIMITED, MEAN_DURATION, LONGEST_DURATION = "K21-0869", "K21-0890", "K21-0876"
DURATIONS = {"12": "K21-0872", "under 12": "K21-0874", "over 12": "K21-0877"}
ALL_LIMITED, NOT_LIMITED_OF_SEVENTEEN, NOT_LIMITED_OF_TWENTY = "K21-0894", "K21-0895", "K21-0896"
LOAN, LOAN_OF_TWENTY, LOAN_OF_ANOTHER = "K21-0879", "K21-0897", "K21-0898"
KOL, NO_CHANGE = "K21-0432", "K21-0889"
FIRST_TIME_SHARE, FOLLOWED_UP, OUTSIDE_SHARE = (
    0.57,
    120,
    0.57,
)  # "over halvdelen"; files with a follow-up are not printed
KOL_WEIGHT = {2018: 0.0, 2019: 1.0, 2020: 12.0}  # KOL was not there in 2018 (l.3091)
Array = np.ndarray


def counts_within(total: int, numbers: dict[str, str]) -> dict[str, int]:
    """Whole files by category that sum to the total and print as the shares `numbers`; TargetMissed if none do."""
    limits = {name: window(number) for name, number in numbers.items()}
    counts = {name: ceil(low * total / 100) for name, (low, _) in limits.items()}
    for name, (_, high) in limits.items():
        counts[name] += max(0, min(floor(high * total / 100) - counts[name], total - sum(counts.values())))
    if sum(counts.values()) != total:
        raise TargetMissed(f"sagerne: {', '.join(numbers.values())} kan ikke stå sammen om {total} sager")
    return counts


def time_limited(rng: np.random.Generator, municipality: Array, places: Places) -> Array:
    """1 or 0 for each granted file of PA: the printed share in all, in two municipalities, and none in four."""
    count = len(municipality) - round(printed(NOT_LIMITED) / 100 * len(municipality))
    codes = [code for code in np.unique(municipality) if code not in (places.twenty, places.seventeen)]
    every = rng.choice(codes, int(printed(ALL_LIMITED)), replace=False)
    given = {code: int((municipality == code).sum()) for code in every}
    for code, number in ((places.seventeen, NOT_LIMITED_OF_SEVENTEEN), (places.twenty, NOT_LIMITED_OF_TWENTY)):
        files = int((municipality == code).sum())
        given[code] = files - round(printed(number) / 100 * files)
    return _marked(rng, municipality, given, count, (0.25, 0.95))


def on_loan(rng: np.random.Generator, municipality: Array, places: Places) -> Array:
    """1 or 0 for each granted file of HM: all in one municipality, 80 percent in another, fewer elsewhere."""
    codes = [code for code in np.unique(municipality) if code != places.twenty]
    files = int((municipality == places.twenty).sum())
    every = rng.choice(codes)
    given = {
        int(every): int((municipality == every).sum()),
        places.twenty: round(printed(LOAN_OF_TWENTY) / 100 * files),
    }
    return _marked(rng, municipality, given, round(printed(LOAN) / 100 * len(municipality)), (0.0, 0.7))


def _marked(
    rng: np.random.Generator, municipality: Array, given: dict[int, int], total: int, limits: tuple[float, float]
) -> Array:
    """`total` marks: as many as `given` in a municipality, the rest in the others in differing shares within `limits`."""
    files = {int(code): int(count) for code, count in zip(*np.unique(municipality, return_counts=True), strict=True)}
    others = [code for code in files if code not in given]
    counts = given | {code: ceil(limits[0] * files[code]) for code in others}
    weight = {code: rng.lognormal(0, 0.6) for code in others}
    for _ in range(total - sum(counts.values())):
        share = np.array([weight[code] * max(floor(limits[1] * files[code]) - counts[code], 0) for code in others])
        counts[others[rng.choice(len(others), p=share / share.sum())]] += 1
    marks = np.zeros(len(municipality), dtype=int)
    for code, count in counts.items():
        marks[rng.choice(np.flatnonzero(municipality == code), count, replace=False)] = 1
    return marks


def durations(rng: np.random.Generator, files: int) -> Array:
    """Months of the time-limited grants: mostly twelve, with the printed shares and mean."""
    counts = counts_within(files, DURATIONS)
    longest = int(printed(LONGEST_DURATION))
    long = rng.choice([18, longest], counts["over 12"], p=[0.2, 0.8])
    long[0] = longest
    low, high = (limit * files for limit in window(MEAN_DURATION))
    left = (low + high) / 2 - 12 * counts["12"] - long.sum()
    short = np.clip(np.rint(rng.normal(left / counts["under 12"], 2, counts["under 12"])), 3, 11)
    while abs(short.sum() - left) > 1:
        step = 1 if short.sum() < left else -1
        movable = np.flatnonzero((short + step >= 3) & (short + step <= 11))
        if not movable.size:
            raise TargetMissed(f"sagerne: gennemsnitlig varighed ({MEAN_DURATION})")
        short[rng.choice(movable)] += step
    months = np.concatenate([np.full(counts["12"], 12), long, short]).astype(float)
    return rng.permutation(months)


def with_answers(rng: np.random.Generator, df_by_file: pd.DataFrame, places: Places) -> pd.DataFrame:
    """The files in the layout of the register, with the answers of each scheme; needs `granted` and `year`."""
    df = df_by_file.reset_index(drop=True)
    df["OPFOELGNING"] = df["OPFOELGNING_AENDRING"] = df["TIDSBEGRAENSET"] = df["FOERSTEGANGSBEVILLING"] = pd.NA
    df["EJERFORHOLD"] = df["LOV"] = None
    df["VARIGHED_MAANEDER"] = np.nan
    df["ANSOEGT_UDENOM_JOBCENTER"] = pd.NA
    granted = df["granted"].to_numpy()
    pa, hm, fa = (np.flatnonzero(df["scheme"] == scheme) for scheme in ("PA", "HM", "FA"))
    _assistance(rng, df, pa, pa[granted[pa]], places)
    _aids(rng, df, hm, hm[granted[hm]], places)
    _put(df, fa, "ANSOEGT_UDENOM_JOBCENTER", _yes(rng, len(fa), OUTSIDE_SHARE))
    whole = [
        "FOERSTEGANGSBEVILLING",
        "TIDSBEGRAENSET",
        "OPFOELGNING",
        "OPFOELGNING_AENDRING",
        "ANSOEGT_UDENOM_JOBCENTER",
    ]
    return df.astype(dict.fromkeys(whole, "Int64"))


def _assistance(rng: np.random.Generator, df: pd.DataFrame, files: Array, granted: Array, places: Places) -> None:
    _put(df, files, "FOERSTEGANGSBEVILLING", _yes(rng, len(files), FIRST_TIME_SHARE))
    limited = time_limited(rng, df["municipality"].to_numpy()[granted], places)
    _put(df, granted, "TIDSBEGRAENSET", limited)
    _put(df, granted[limited == 1], "VARIGHED_MAANEDER", durations(rng, int(limited.sum())))
    followed = rng.choice(granted, FOLLOWED_UP, replace=False)
    _put(df, granted, "OPFOELGNING", np.isin(granted, followed).astype(int))
    _put(df, followed, "OPFOELGNING_AENDRING", _yes(rng, FOLLOWED_UP, 1 - printed(NO_CHANGE) / 100))


def _aids(rng: np.random.Generator, df: pd.DataFrame, files: Array, granted: Array, places: Places) -> None:
    loan = on_loan(rng, df["municipality"].to_numpy()[granted], places)
    _put(df, granted, "EJERFORHOLD", np.where(loan == 1, "udlån", "tilskud"))
    weight = df["year"].map(KOL_WEIGHT).to_numpy()[files]
    count = round(printed(KOL) / 100 * len(files))
    compensation = rng.choice(files, count, replace=False, p=weight / weight.sum())
    _put(df, files, "LOV", np.where(np.isin(files, compensation), "KOL", "LAB"))


def _yes(rng: np.random.Generator, count: int, share: float) -> Array:
    """1 and 0 in random order, 1 in the share."""
    return handed_out(rng, {"1": share, "0": 1 - share}, count).astype(int)


def _put(df: pd.DataFrame, rows: Array, column: str, values: Array) -> None:
    df.loc[rows, column] = values
