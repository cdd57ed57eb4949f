"""The wide DREAM: benefit weeks and job months that say what was drawn for the grants.

Only these weeks and months are written; the pipeline has to find benefit, baseline and outcome in them again.
"""

import numpy as np
import pandas as pd
import pyarrow as pa

from utils.registers.dream import BASELINE_MONTHS, OUTCOME_MONTHS, month_columns, week_columns
from utils.synthetic.earlier_effort import effort_weeks

FIRST_YEAR, LAST_YEAR = 2016, 2020
WEEKS = week_columns(FIRST_YEAR, LAST_YEAR)
MONTHS = len(month_columns("grad", FIRST_YEAR, LAST_YEAR))
FIRST_MONDAY = np.datetime64("2016-01-04")
HISTORY_WEEKS_MEAN, AFTERWARDS_WEEKS_MEAN = 90, 45  # K21 5.3.2: most have had over 50 weeks before the grant
EARLIER_BENEFIT = "890"


def dream(rng: np.random.Generator, df_by_person: pd.DataFrame, municipality_codes: np.ndarray) -> pa.Table:
    """The register: one row a person, PNR, FOEDDT, nykomYYYY, weeks and months 2016–2020.

    Takes pnr, birth_date, municipality, code, earlier_effort, the states of outcomes.py, begins_at_grant, industry,
    company_form and three dates: first_date (first grant of PA or HM, of IB for who has that alone; the months turn on
    it), earliest_date and last_date (of all grants, which the weeks span).
    """
    df = df_by_person
    columns = {
        "PNR": pa.array(df["pnr"]),
        "FOEDDT": pa.array(df["birth_date"].to_numpy().astype("datetime64[M]").astype("datetime64[D]")),
    }
    columns |= _residence(df, municipality_codes) | _weeks(rng, df) | _months(rng, df)
    return pa.table(columns)


def _residence(df: pd.DataFrame, municipality_codes: np.ndarray) -> dict[str, pa.Array]:
    """The municipality of each year; people stay where they are."""
    code = np.append(municipality_codes, 0)[df["municipality"]].astype(np.int32)
    return {f"nykom{year}": pa.array(code, mask=code == 0) for year in range(FIRST_YEAR, LAST_YEAR + 1)}


def _weeks(rng: np.random.Generator, df: pd.DataFrame) -> dict[str, pa.Array]:
    """One spell of the person's benefit round all grants; some had another benefit before it, some an effort."""
    count = len(df)
    first, last = (
        ((df[name].to_numpy().astype("datetime64[D]") - FIRST_MONDAY).astype(int) // 7)
        for name in ("earliest_date", "last_date")
    )
    start = first - rng.geometric(1 / HISTORY_WEEKS_MEAN, count)
    end = last + 1 + rng.geometric(1 / AFTERWARDS_WEEKS_MEAN, count)
    before = np.where(rng.random(count) < 0.25, rng.geometric(1 / 30, count), 0)
    names = sorted({*df["code"], EARLIER_BENEFIT} - {""})
    code = pd.Index(names).get_indexer(df["code"])
    week = np.arange(len(WEEKS))[:, None]
    value = np.where((week >= start) & (week <= end), code, -1)
    value = np.where((week >= start - before) & (week < start), names.index(EARLIER_BENEFIT), value).astype(np.int8)
    grant = (df["first_date"].to_numpy().astype("datetime64[D]") - FIRST_MONDAY).astype(int) // 7
    value, names = effort_weeks(rng.spawn(1)[0], df, value, names, grant)
    return {name: dictionary(value[i], names) for i, name in enumerate(WEEKS)}


def dictionary(codes: np.ndarray, names: list[str]) -> pa.Array:
    """A column of names by their places in the list; a negative place is a missing value."""
    return pa.DictionaryArray.from_arrays(pa.array(codes, mask=codes < 0), pa.array(names))


def _months(rng: np.random.Generator, df: pd.DataFrame) -> dict[str, pa.Array]:
    """Employment rate, industry and company form: the state before the grant, then the state after it.

    The month of the grant belongs to the state before it, for those who begin at the grant to the one after.
    """
    count = len(df)
    date = df["first_date"].dt
    grant = (date.year.to_numpy() - FIRST_YEAR) * 12 + date.month.to_numpy() - 1
    before, after = _rates(rng, df)
    hired = grant + BASELINE_MONTHS - rng.geometric(1 / 20, count)
    left = grant + OUTCOME_MONTHS + 1 + rng.geometric(1 / 40, count)
    month = np.arange(MONTHS)[:, None]
    last_before = grant - df["begins_at_grant"].to_numpy(int)
    rate = np.where(month <= last_before, np.where(month >= hired, before, 0.0), np.where(month < left, after, 0.0))
    job = ~(rate == 0)  # a rate that is not known is a job all the same
    industries = sorted(set(df["industry"]))
    industry = pd.Categorical(df["industry"], categories=industries).codes
    forms = sorted(set(df["company_form"]))
    form = pd.Categorical(df["company_form"], categories=forms).codes
    names = {field: month_columns(field, FIRST_YEAR, LAST_YEAR) for field in ("branche", "virkform", "grad")}
    columns: dict[str, pa.Array] = {}
    for i in range(MONTHS):
        columns[names["branche"][i]] = dictionary(np.where(job[i], industry, -1).astype(np.int8), industries)
    for i in range(MONTHS):
        columns[names["virkform"][i]] = dictionary(np.where(job[i], form, -1).astype(np.int8), forms)
    for i in range(MONTHS):
        columns[names["grad"][i]] = pa.array(rate[i], mask=~job[i] | np.isnan(rate[i]))
    return columns


def _rates(rng: np.random.Generator, df: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Employment rate before and after (0 no job, NaN a job of unknown size), in hundredths of full time."""
    count = len(df)
    hours = np.round(np.minimum(0.10 + 1.05 * rng.beta(1.6, 1.2, count), 1.0), 2)
    more = np.round(hours + 0.05 + 0.35 * rng.random(count), 2)
    less = np.round(np.maximum(hours - 0.05 - 0.4 * rng.random(count), 0.03), 2)
    kept = np.where(rng.random(count) < 0.75, hours, less)
    gone = np.where(rng.random(count) < 0.1, np.nan, 0.0)
    idle = np.where(rng.random(count) < 0.03, np.nan, 0.0)
    with_hours, increased = df["with_hours"].to_numpy(), df["increased"].to_numpy()
    before = np.where(with_hours, hours, np.where(df["baseline_known"], 0.0, np.nan))
    after_with = np.where(increased, more, np.where(df["retained"], kept, gone))
    after = np.where(with_hours, after_with, np.where(increased, hours, idle))
    unknown = ~df["baseline_known"].to_numpy()
    return before, np.where(unknown & (rng.random(count) < 0.8), hours, after)
