"""The ready frames of an extract: what every notebook starts from, in one call."""

import os
import pickle
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path

import pandas as pd

from utils.errors import HkoError
from utils.measures.hours import with_outcomes
from utils.measures.municipal import municipal_results, municipal_settings, respondents
from utils.paths import FRAMES_FOLDER, PREPARED
from utils.registers import diagnoses, parallel, population
from utils.registers.checking import check
from utils.registers.narrowing import narrowed
from utils.registers.reading import read
from utils.registers.schemas import SCHEMAS
from utils.registers.series import (
    annual_report,
    cost_examples,
    example_answers,
    example_municipalities,
    published_series,
    refund_rules,
)
from utils.registers.sources import Source, extract_scale, require_scale, sources

DATA_TOML = "HKO_DATA_TOML"


@dataclass(frozen=True)
class Frames:
    """The frames of one extract and where they come from.

    df_by_grant, df_by_person_scheme and df_by_icebreaker_person as registers/population.py describes them;
    df_by_municipality the 98 with settings and results; df_by_respondent the staff survey; df_by_series the printed
    series of N22 and N24; df_by_annual_report_number the printed inputs of Beretning 2013 (S13);
    df_by_example_municipality and df_by_example_answer the worked example of K21 9.4.1; df_by_cost_example and
    df_by_refund_step the examples of C15 and what the state refunds (registers/series.py). As their register holds
    them (schemas): df_by_case the case files, df_by_interview_answer a coded answer, df_by_reporting_municipality
    the survey of municipalities, df_by_municipality_benefit full-time persons, df_by_case_municipality the types
    and their criteria; without rows where the extract does not hold the register. df_by_person_effort and
    df_by_person_earlier_effort as registers/parallel.py, df_by_person_diagnosis as registers/diagnoses.py says.
    status: "synthetic" or "register". missing: registers that the extract does not hold. scale: how many times
    larger than the country a synthetic extract is.
    """

    df_by_grant: pd.DataFrame
    df_by_person_scheme: pd.DataFrame
    df_by_municipality: pd.DataFrame
    df_by_respondent: pd.DataFrame
    df_by_series: pd.DataFrame
    df_by_annual_report_number: pd.DataFrame
    df_by_example_municipality: pd.DataFrame
    df_by_example_answer: pd.DataFrame
    df_by_cost_example: pd.DataFrame
    df_by_refund_step: pd.DataFrame
    df_by_case: pd.DataFrame
    df_by_interview_answer: pd.DataFrame
    df_by_reporting_municipality: pd.DataFrame
    df_by_municipality_benefit: pd.DataFrame
    df_by_case_municipality: pd.DataFrame
    df_by_person_effort: pd.DataFrame
    df_by_person_earlier_effort: pd.DataFrame
    df_by_person_diagnosis: pd.DataFrame
    df_by_icebreaker_person: pd.DataFrame
    status: str
    missing: tuple[str, ...]
    scale: int = 1


# By folder; filled in the warm process alone, so that its kernels share one copy in memory.
_held: dict[Path, Frames] = {}


def load(data_toml: Path | None = None) -> Frames:
    """The frames of the extract that data.toml points to; read from a prepared folder where HKO_FRAMES names one.

    `data_toml` is another file than the one at the root; to let chapters follow its code lists too, name it in
    HKO_DATA_TOML instead.

    Raises HkoError with every fault that the check of the registers finds.
    """
    folder = os.environ.get(FRAMES_FOLDER)
    if folder and data_toml is None:
        return prepared(Path(folder))
    with chosen(data_toml):
        return computed(sources(), extract_scale())


@contextmanager
def chosen(data_toml: Path | None) -> Iterator[None]:
    """The file as the one that HKO_DATA_TOML names, while the block lasts: registers and code lists follow it."""
    earlier = os.environ.get(DATA_TOML)
    if data_toml is not None:
        os.environ[DATA_TOML] = str(data_toml)
    try:
        yield
    finally:
        if data_toml is not None:
            os.environ.pop(DATA_TOML)
            os.environ.update({DATA_TOML: earlier} if earlier is not None else {})


def computed(found: Mapping[str, Source], scale: int = 1) -> Frames:
    """The frames computed from the registers, after these have been checked."""
    population.require(found)
    check(found)
    require_scale(found, scale)
    with narrowed(found) as near:
        return _of_checked(near, scale)


def _of_checked(found: Mapping[str, Source], scale: int) -> Frames:
    df_by_grant = population.grants(found)
    df_by_person_scheme = with_outcomes(population.persons(found, df_by_grant))
    registers = {name: read(name, found) for name in MUNICIPAL if name in found}
    df_by_municipality = municipal_settings(registers, scale)
    df_by_municipality = municipal_results(df_by_municipality, df_by_grant, df_by_person_scheme, registers)
    return Frames(
        df_by_grant=df_by_grant,
        df_by_person_scheme=df_by_person_scheme,
        df_by_icebreaker_person=population.icebreaker_persons(found, df_by_grant),
        df_by_municipality=df_by_municipality,
        df_by_respondent=respondents(registers.get("survey_staff"), df_by_municipality),
        df_by_series=published_series(),
        df_by_annual_report_number=annual_report(),
        df_by_example_municipality=example_municipalities(),
        df_by_example_answer=example_answers(),
        df_by_cost_example=cost_examples(),
        df_by_refund_step=refund_rules(),
        **{frame: straight(register, found) for frame, register in STRAIGHT.items()},
        df_by_person_effort=parallel.efforts(found, df_by_grant),
        df_by_person_earlier_effort=parallel.earlier_efforts(found, df_by_grant),
        df_by_person_diagnosis=diagnoses.person_diagnoses(found, df_by_grant),
        status=next(iter(found.values())).status,
        missing=tuple(sorted(set(SCHEMAS) - set(found))),
        scale=scale,
    )


MUNICIPAL = ("municipality_conditions", "municipality_types", "municipality_accounts", "survey_staff")
# Frames that are a register as it stands.
STRAIGHT = {
    "df_by_case": "case_files",
    "df_by_interview_answer": "interviews",
    "df_by_reporting_municipality": "survey_municipality",
    "df_by_municipality_benefit": "municipality_full_time_persons",
    "df_by_case_municipality": "municipality_types",
}
FRAME_NAMES = [field.name for field in fields(Frames) if field.name.startswith("df_")]


def straight(register: str, found: Mapping[str, Source]) -> pd.DataFrame:
    """A register as it stands; the columns of its schema without rows where the extract does not hold it."""
    if register in found:
        return read(register, found)
    schema = SCHEMAS[register].to_schema()
    return pd.DataFrame({name: [] for name, column in schema.columns.items() if not column.regex})


def prepare(frames: Frames, folder: Path) -> None:
    """Writes the frames, so that every kernel of a batch reads them instead of computing them again."""
    folder.mkdir(parents=True, exist_ok=True)
    # Only this batch reads the file, with the libraries that wrote it. Reading it starts no thread, as reading
    # Parquet would: the warm process reads it before it forks.
    (folder / PREPARED).write_bytes(pickle.dumps(frames, protocol=pickle.HIGHEST_PROTOCOL))


def prepared(folder: Path) -> Frames:
    """The frames of a prepared folder; those that the warm process holds when they are of this folder."""
    if folder in _held:
        return _held[folder]
    try:
        frames = pickle.loads((folder / PREPARED).read_bytes())
    except (pickle.UnpicklingError, EOFError, AttributeError, ImportError, ValueError) as error:
        raise HkoError(f"HKO_FRAMES: {folder / PREPARED} holder ikke rammer, som denne udgave kan læse.") from error
    if not isinstance(frames, Frames):
        raise HkoError(f"HKO_FRAMES: {folder / PREPARED} holder ikke rammer, men noget andet.")
    return frames


def hold() -> None:
    """Read the frames that HKO_FRAMES names, if any, for all kernels that are forked from this process."""
    folder = os.environ.get(FRAMES_FOLDER)
    if folder:
        _held[Path(folder)] = prepared(Path(folder))
