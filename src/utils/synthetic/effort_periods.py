"""Periods of efforts beside the grants: some meet a grant, others end before the first or begin after the last."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
import pyarrow as pa

from utils.synthetic.conditioning import TargetMissed

DATES = {
    "PA": ("dfdg_pa", "STARTDATO", "SLUTDATO"),
    "HM": ("dfdg_hm", "STARTDATO", "SLUTDATO"),
    "IB": ("dfdg_ib", "LOENTILSKUD_START", "LOENTILSKUD_SLUT"),
}
STUDY_BEGINS, STUDY_ENDS = pd.Timestamp("2018-01-01"), pd.Timestamp("2019-12-31")
LONGEST_LOOK = 200  # days after the grant within which the effort still meets it
BEFORE_SHARE = 0.6  # of the efforts outside the grants, those that lie before them
LAST_START = pd.Timestamp("2020-06-30")


def grant_spans(tables: Mapping[str, pd.DataFrame | pa.Table]) -> pd.DataFrame:
    """A row a person number: the days that the first studied grants of all its schemes share, and the outer days.

    shared_start, shared_end; first_start, last_end (missing: a grant is not limited) of every grant.
    """
    parts = []
    for register, start, end in DATES.values():
        df = pd.DataFrame(tables[register])[["PNR", start, end]].set_axis(["pnr", "start", "end"], axis=1)
        parts.append(df.assign(scheme=register))
    df = pd.concat(parts, ignore_index=True).sort_values("start", kind="stable")
    df = df.assign(closed=df["end"].fillna(pd.Timestamp("2100-01-01")))
    studied = df[df["start"].between(STUDY_BEGINS, STUDY_ENDS)].drop_duplicates(["pnr", "scheme"])
    shared = studied.groupby("pnr").agg(shared_start=("start", "max"), shared_end=("closed", "min"))
    outer = df.groupby("pnr").agg(first_start=("start", "min"), last_end=("closed", "max"))
    return shared.join(outer)


def at_grant(rng: np.random.Generator, spans: pd.DataFrame, mean_days: float) -> pd.DataFrame:
    """start, end (some still run) of an effort that has a day in common with a grant of each scheme of the person."""
    room = (spans["shared_end"] - spans["shared_start"]).dt.days.clip(upper=LONGEST_LOOK)
    if (room < 0).any():
        raise TargetMissed("bevillinger i to ordninger, der ikke løber samtidig (tabel 16)")
    meeting = spans["shared_start"] + pd.to_timedelta(rng.integers(0, room + 1), unit="D")
    before, after = (rng.exponential(mean_days / 2, len(spans)).astype(int) for _ in range(2))
    end = meeting + pd.to_timedelta(after, unit="D")
    running = rng.random(len(spans)) < 0.1
    return _periods(spans, meeting - pd.to_timedelta(before, unit="D"), end.where(~running))


def away_from_grants(rng: np.random.Generator, spans: pd.DataFrame, mean_days: float) -> pd.DataFrame:
    """start, end of an effort that ends before the person's first grant or begins after the last."""
    count = len(spans)
    gap = pd.to_timedelta(rng.integers(1, 400, count), unit="D")
    length = pd.to_timedelta(rng.exponential(mean_days, count).astype(int), unit="D")
    later_start = spans["last_end"] + gap
    earlier = (later_start > LAST_START).to_numpy() | (rng.random(count) < BEFORE_SHARE)
    end = (spans["first_start"] - gap).where(earlier, later_start + length)
    return _periods(spans, end - length, end)


def _periods(spans: pd.DataFrame, start: pd.Series, end: pd.Series) -> pd.DataFrame:
    dates = {"start": start.astype("datetime64[s]"), "end": end.astype("datetime64[s]")}
    return pd.DataFrame(dates).rename_axis("pnr").reset_index()


def efforts(
    rng: np.random.Generator, spans: pd.DataFrame, meeting: pd.Index, away_share: float, mean_days: float
) -> pd.DataFrame:
    """pnr, start, end: the persons of `meeting` with one that meets their grants, some of the others with one away."""
    others = spans.index.difference(meeting)
    away = spans.loc[others[rng.random(others.size) < away_share]]
    parts = [at_grant(rng, spans.loc[meeting], mean_days), away_from_grants(rng, away, mean_days)]
    return pd.concat(parts, ignore_index=True).sort_values(["start", "pnr"], ignore_index=True)
