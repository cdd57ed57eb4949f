"""DREAM as it is delivered for the whole country: persons without a grant beside the others, a portion at a time.

They have benefits, jobs and a residence of a reasonable kind; no number of the pipeline depends on them.
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from utils.errors import HkoError
from utils.registers.dream import month_columns
from utils.registers.municipalities import municipalities
from utils.synthetic.dream import FIRST_YEAR, LAST_YEAR, MONTHS, WEEKS, dictionary
from utils.synthetic.pnr import unused_numbers

STREAM = 53  # beside the seed: draws of its own, so that the registers stay what they were
PORTION = 100_000  # persons; one portion is one row group of the file
BIRTH_DATES = np.arange("1920-01-01", "2005-01-01", dtype="datetime64[D]")
BENEFIT_SHARE, BENEFIT_WEEKS_MEAN = 0.45, 60
JOB_SHARE, JOB_MONTHS_MEAN, UNKNOWN_RATE_SHARE = 0.6, 48, 0.03
NO_VALUE = -1


def with_everyone(dream: pa.Table, persons: int, seed: int) -> pa.RecordBatchReader:
    """DREAM with persons without a grant added until it holds so many; a batch is a portion, in mixed order.

    The rows of `dream` are spread over all portions, as those with a grant are in a national delivery. Raises
    HkoError when `dream` holds more persons already.
    """
    if persons < dream.num_rows:
        raise HkoError(
            f"--dream-persons {persons}: skriv mindst {dream.num_rows}; så mange personer har en bevilling i udtrækket."
        )
    dream = dream.replace_schema_metadata(None)
    return pa.RecordBatchReader.from_batches(dream.schema, _portions(dream, persons, seed))


def _portions(dream: pa.Table, persons: int, seed: int) -> Iterator[pa.RecordBatch]:
    rng = np.random.default_rng([seed, STREAM])
    taken = pd.Series(dream["PNR"].to_pylist())
    number, birth_date = unused_numbers(rng, persons - len(taken), taken, BIRTH_DATES)
    names = {field: month_columns(field, FIRST_YEAR, LAST_YEAR) for field in ("branche", "virkform", "grad")}
    codes = {"week": _codes(dream, WEEKS)} | {field: _codes(dream, names[field]) for field in ("branche", "virkform")}
    count = max(1, -(-persons // PORTION))
    granted = np.linspace(0, dream.num_rows, count + 1).astype(int)
    added = np.linspace(0, len(number), count + 1).astype(int)
    for i in range(count):
        mine, others = dream.slice(granted[i], granted[i + 1] - granted[i]), slice(added[i], added[i + 1])
        columns = _residents(rng, number[others], birth_date[others])
        columns |= _weeks(rng, len(number[others]), codes["week"]) | _months(rng, len(number[others]), names, codes)
        both = pa.concat_tables([mine, pa.table(columns).cast(dream.schema)]).unify_dictionaries()
        yield from both.take(rng.permutation(both.num_rows)).combine_chunks().to_batches()


def _codes(dream: pa.Table, names: list[str]) -> list[str]:
    """The codes that the columns hold, in order."""
    found = {code for name in names for code in pc.unique(dream[name]).to_pylist()}
    return sorted(found - {None})


def _residents(rng: np.random.Generator, number: np.ndarray, birth_date: np.ndarray) -> dict[str, pa.Array]:
    """Number, month of birth and the municipality of each year; municipalities by inhabitants, nobody moves."""
    df_by_municipality = municipalities()
    inhabitants = df_by_municipality["inhabitants_2018k4"].to_numpy(float)
    code = rng.choice(df_by_municipality["code"].to_numpy(np.int32), len(number), p=inhabitants / inhabitants.sum())
    born = birth_date.astype("datetime64[M]").astype("datetime64[D]")
    columns = {"PNR": pc.utf8_lpad(pa.array(number).cast(pa.string()), 10, "0"), "FOEDDT": pa.array(born)}
    return columns | {f"nykom{year}": pa.array(code) for year in range(FIRST_YEAR, LAST_YEAR + 1)}


def _weeks(rng: np.random.Generator, count: int, codes: list[str]) -> dict[str, pa.Array]:
    """Two spells at most, each of one benefit; a spell may have begun before the first week."""
    value = np.full((len(WEEKS), count), NO_VALUE, np.int8)
    for _ in range(2):
        code = rng.integers(0, len(codes), count).astype(np.int8)
        value = np.where(_spells(rng, count, BENEFIT_SHARE, len(WEEKS), BENEFIT_WEEKS_MEAN), code, value)
    return {name: dictionary(value[i], codes) for i, name in enumerate(WEEKS)}


def _months(
    rng: np.random.Generator, count: int, names: dict[str, list[str]], codes: dict[str, list[str]]
) -> dict[str, pa.Array]:
    """One job for some: industry and company form, and a rate that differs a little from month to month."""
    job = _spells(rng, count, JOB_SHARE, MONTHS, JOB_MONTHS_MEAN)
    columns: dict[str, pa.Array] = {}
    for field in ("branche", "virkform"):
        code = rng.integers(0, len(codes[field]), count).astype(np.int8)
        value = np.where(job, code, NO_VALUE).astype(np.int8)
        columns |= {name: dictionary(value[i], codes[field]) for i, name in enumerate(names[field])}
    usual = 10 + 90 * rng.beta(1.6, 0.8, count)
    unknown = rng.random(count) < UNKNOWN_RATE_SHARE
    for i, name in enumerate(names["grad"]):
        rate = np.minimum(np.round(usual + rng.integers(-3, 4, count)), 100) / 100
        columns[name] = pa.array(rate, mask=~job[i] | unknown)
    return columns


def _spells(rng: np.random.Generator, count: int, share: float, periods: int, mean: int) -> np.ndarray:
    """Periods × persons: is the period within the person's one spell?"""
    length = np.where(rng.random(count) < share, rng.geometric(1 / mean, count), 0)
    first = rng.integers(-mean, periods, count)
    period = np.arange(periods)[:, None]
    return (period >= first) & (period < first + length)
