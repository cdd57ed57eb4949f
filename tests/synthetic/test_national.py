"""A DREAM of the whole country holds those with a grant as they were, and nobody's number twice."""

from dataclasses import fields
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from utils.errors import HkoError
from utils.frames import Frames, computed
from utils.registers.dream import month_columns, week_columns
from utils.registers.sources import sources
from utils.synthetic import national
from utils.synthetic.dream import dream
from utils.synthetic.national import with_everyone
from utils.synthetic.registers import Registers
from utils.synthetic.writing import write


@pytest.fixture
def granted() -> pa.Table:
    """DREAM of 200 persons with a grant on the same day, of three benefits and two industries."""
    count = 200
    day = pd.Series([pd.Timestamp("2018-06-15")] * count).astype("datetime64[s]")
    df_by_person = pd.DataFrame(
        {
            "pnr": [f"6101700{number:03d}" for number in range(count)],
            "birth_date": pd.Timestamp("1970-01-01"),
            "municipality": [number % 3 for number in range(count)],
            "code": [("771", "130", "")[number % 3] for number in range(count)],
            "earlier_effort": False,
            "first_date": day,
            "earliest_date": day,
            "last_date": day,
            "industry": ["841100", "471120"] * (count // 2),
            "company_form": ["250", "80"] * (count // 2),
            "begins_at_grant": False,
            "with_hours": True,
            "baseline_known": True,
            "increased": True,
            "retained": True,
        }
    )
    return dream(np.random.default_rng(1), df_by_person, np.array([101, 147, 155]))


@pytest.fixture
def small_portions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(national, "PORTION", 400)


@pytest.mark.usefixtures("small_portions")
def test_those_with_a_grant_stand_among_the_others_as_they_were(granted: pa.Table) -> None:
    portions = list(with_everyone(granted, 1_500, seed=7))
    # 1,500 persons in portions of at most 400: four of 375, each with 50 of the 200 with a grant.
    assert [portion.num_rows for portion in portions] == [375] * 4
    known = set(granted["PNR"].to_pylist())
    places = [[number in known for number in portion["PNR"].to_pylist()] for portion in portions]
    assert [sum(place) for place in places] == [50] * 4
    assert not any(all(place[:50]) for place in places)
    df = pa.Table.from_batches(portions).to_pandas().astype({"FOEDDT": "str"}).set_index("PNR")
    before = granted.to_pandas().astype({"FOEDDT": "str"}).set_index("PNR")
    pd.testing.assert_frame_equal(df.loc[before.index].astype(object), before.astype(object))


@pytest.mark.usefixtures("small_portions")
def test_the_added_belong_to_nobody_and_are_all_different(granted: pa.Table) -> None:
    number = pd.Series(with_everyone(granted, 3_000, seed=7).read_all()["PNR"].to_pylist())
    assert number.is_unique
    assert number.str.fullmatch(r"\d{10}").all()
    assert number.str[:2].astype(int).between(61, 91).all()


def test_the_added_have_what_dream_has(granted: pa.Table) -> None:
    df = with_everyone(granted, 5_000, seed=7).read_all().to_pandas()
    added = df[~df["PNR"].isin(granted["PNR"].to_pylist())]
    assert len(added) == 4_800
    born = pd.to_datetime(added["FOEDDT"])
    assert (born.dt.day == 1).all()
    assert (added["PNR"].str[2:6] == born.dt.strftime("%m%y")).all()
    assert added["nykom2018"].between(101, 860).all() and (added["nykom2016"] == added["nykom2020"]).all()
    weeks, rates = added[week_columns(2016, 2020)], added[month_columns("grad", 2016, 2020)]
    # Two spells, each of 0.45 of the persons, about 60 of 261 weeks: something, and mostly nothing.
    assert 0.05 < weeks.notna().to_numpy().mean() < 0.4
    assert set(weeks.stack().dropna()) <= set(granted.select(weeks.columns).to_pandas().stack().dropna())
    assert 0.1 < rates.notna().to_numpy().mean() < 0.6
    assert rates.min().min() > 0 and rates.max().max() <= 1
    # A rate only in a month with a job.
    assert added.loc[added["grad_2018_05"].notna(), "branche_2018_05"].notna().all()


@pytest.mark.usefixtures("small_portions")
def test_same_seed_same_bytes_one_row_group_a_portion(tmp_path: Path, granted: pa.Table) -> None:
    def made(name: str, seed: int) -> Path:
        return write({"dream": with_everyone(granted, 1_000, seed)}, tmp_path / name)[0]

    first, again, other = made("a", 1), made("b", 1), made("c", 2)
    assert first.read_bytes() == again.read_bytes() != other.read_bytes()
    assert pq.ParquetFile(first).num_row_groups == 3
    assert pq.read_schema(first).metadata[b"data_status"] == b"synthetic"


def test_fewer_persons_than_have_a_grant_are_refused(granted: pa.Table) -> None:
    with pytest.raises(HkoError) as caught:
        with_everyone(granted, 199, seed=1)
    assert str(caught.value) == "--dream-persons 199: skriv mindst 200; så mange personer har en bevilling i udtrækket."
    assert with_everyone(granted, 200, seed=1).read_all().num_rows == 200


@pytest.mark.slow
def test_all_frames_are_the_same_with_the_added_persons(
    tmp_path: Path, made_registers: Registers, made_frames: Frames, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(national, "PORTION", 10_000)
    known = made_registers["dream"].num_rows
    write(made_registers | {"dream": with_everyone(made_registers["dream"], known + 5_000, 1)}, tmp_path / "registers")
    (tmp_path / "data.toml").write_text('[extract]\nfolder = "registers"\nformat = "parquet"\nstatus = "synthetic"\n')
    assert pq.read_metadata(tmp_path / "registers" / "dream.parquet").num_rows == known + 5_000
    frames = computed(sources(tmp_path / "data.toml"))
    for field in fields(Frames):
        found, expected = getattr(frames, field.name), getattr(made_frames, field.name)
        if field.name.startswith("df_"):
            pd.testing.assert_frame_equal(found, expected, obj=field.name)
        else:
            assert found == expected
