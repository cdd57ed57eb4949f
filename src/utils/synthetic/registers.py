"""All synthetic registers of a seed: draw, condition (unless free), and lay them out as an extract would be."""

from collections import Counter

import numpy as np
import pandas as pd

from utils.errors import HkoError
from utils.registers.municipalities import municipalities
from utils.synthetic import accounts, outcomes
from utils.synthetic.conditioning import TargetMissed
from utils.synthetic.extract import Lives, Registers, case_municipalities, laid_out
from utils.synthetic.grant_counts import conditioned_counts, drawn_counts
from utils.synthetic.municipal_results import with_degrees, with_usage
from utils.synthetic.municipalities import drawn_municipalities
from utils.synthetic.outcome_targets import conditioned_increased, conditioned_retained
from utils.synthetic.persons import dated, drawn_grants, first_grants, with_both_schemes
from utils.synthetic.recruitment import conditioned_recruitment, drawn_recruitment
from utils.synthetic.structure import Structure
from utils.synthetic.targets import printed

TRIES = 10
MUNICIPAL_DRAWS = 10  # within a try: types and rates of municipalities, a third of a second each
SCREENING = ("K21-0314", "K21-0315", "K21-0294")  # low, high usage, all
HIGHEST_SCREENING = 85  # percent; a municipality may have 100, a band of several hardly


def registers(seed: int, free: bool = False, structure: Structure | None = None) -> Registers:
    """Register name → table, the same for the same seed.

    With `free` the draw from the structure is left as it fell. Otherwise it is conditioned on the printed
    results; a draw for which that fails is made anew, and HkoError names the missed target after ten.
    """
    structure = structure or Structure()
    missed: Counter[str] = Counter()
    for attempt in range(TRIES):
        rng = np.random.default_rng([seed, attempt])
        try:
            return laid_out(rng, lives(rng, structure, free), free)
        except TargetMissed as target:
            missed[str(target)] += 1
    name, times = missed.most_common(1)[0]
    raise HkoError(
        f"Frø {seed}: {TRIES} udtræk nåede ikke alle mål; «{name}» blev ikke nået i {times} af dem. "
        "Vælg et andet frø (--seed)."
    )


def lives(rng: np.random.Generator, structure: Structure, free: bool) -> Lives:
    """The draw in causal order: municipalities, grants, accounts, purposes, hours; each conditioned before the next."""
    df_by_municipality, df_by_account, counts = municipal_draw(rng, structure, free)
    df_by_grant = dated(rng, with_both_schemes(rng, drawn_grants(rng, counts)))
    df = first_grants(df_by_grant)
    df["recruitment"] = drawn_recruitment(rng, df, df_by_municipality, structure)
    if not free:
        df["recruitment"] = conditioned_recruitment(rng, df, df_by_municipality)
    df_by_municipality = with_degrees(df_by_municipality, df)
    df = outcomes.drawn_outcomes(rng, df, df_by_municipality, structure)
    if not free:
        df["increased"] = conditioned_increased(rng, df, df_by_municipality)
        df["retained"] = conditioned_retained(rng, df, df_by_municipality)
    return Lives(df_by_municipality, df_by_account, df_by_grant, df)


def municipal_draw(
    rng: np.random.Generator, structure: Structure, free: bool
) -> tuple[pd.DataFrame, pd.DataFrame, np.ndarray]:
    """df_by_municipality, df_by_account and grant counts: the cheap beginning, drawn anew a few times if need be."""
    for turn in range(MUNICIPAL_DRAWS):
        df_by_municipality = drawn_municipalities(rng, municipalities(), structure)
        counts = drawn_counts(rng, df_by_municipality)
        try:
            if not free:
                counts = conditioned_counts(counts, df_by_municipality)
            df_by_municipality = with_usage(df_by_municipality, counts)
            if not free:
                _screening_can_hold(case_municipalities(df_by_municipality))
            df_by_account = accounts.accounts(rng, df_by_municipality, counts, conditioned=not free)
            break
        except TargetMissed:
            if turn == MUNICIPAL_DRAWS - 1:
                raise
    return df_by_municipality, df_by_account, counts


def _screening_can_hold(df_by_case: pd.DataFrame) -> None:
    """Raises TargetMissed when the bands leave no room for the printed screening shares (K21 4.3).

    With 51 percent where usage is low and 66 where it is high, 69 in all needs enough inhabitants where it is
    medium; seen here, before the costly steps, instead of in the survey.
    """
    of_band = df_by_case.groupby("usage_band", observed=False)["inhabitants_2019k4"].sum()
    weight = of_band / of_band.sum()
    low, high, overall = (printed(number) for number in SCREENING)
    needed = overall - low * weight["lav"] - high * weight["høj"]
    if needed > HIGHEST_SCREENING * weight["mellem"]:
        raise TargetMissed("spørgeskemaet: screening efter anvendelsesgrad (K21-0294, K21-0314, K21-0315)")
