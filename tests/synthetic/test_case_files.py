"""The synthetic case file review: plausible files, for any seed."""

import numpy as np
import pandas as pd
import pytest

from utils.frames import Frames
from utils.measures.cases import double_diagnosis_of_files, finished_cases, impairments, processing_time
from utils.registers.municipalities import municipalities
from utils.synthetic import case_files as generator
from utils.synthetic.case_answers import counts_within, durations
from utils.synthetic.case_files import case_files
from utils.synthetic.conditioning import TargetMissed
from utils.synthetic.municipalities import drawn_municipalities
from utils.synthetic.structure import Structure


def case_municipalities(seed: int) -> pd.DataFrame:
    df = drawn_municipalities(np.random.default_rng(seed), municipalities(), Structure())
    return df[df["strategy"].notna()].reset_index(drop=True)


@pytest.fixture(scope="module")
def df_by_case(made_frames: Frames) -> pd.DataFrame:
    return made_frames.df_by_case


def test_717_files_at_most_20_a_municipality_and_scheme(df_by_case: pd.DataFrame) -> None:
    assert df_by_case["ORDNING"].value_counts().to_dict() == {"PA": 315, "HM": 315, "FA": 65, "IB": 22}
    by_place = df_by_case.groupby(["ORDNING", "KOMMUNE"]).size()
    assert by_place.max() == 20
    assert by_place["PA"].min() >= 5 and by_place["HM"].min() >= 5
    assert by_place["PA"].nunique() > 5  # municipalities differ


def test_dates_are_working_days_from_2018_to_2020(df_by_case: pd.DataFrame) -> None:
    applied, granted = df_by_case["ANSOEGNINGSDATO"], df_by_case["BEVILLINGSDATO"].dropna()
    assert applied.dt.year.isin([2018, 2019, 2020]).all()
    assert (applied.dt.day_of_week < 5).all() and (granted.dt.day_of_week < 5).all()
    assert granted.max() < pd.Timestamp("2020-12-31")


def test_a_rejected_or_undecided_file_has_no_answers_of_a_grant(df_by_case: pd.DataFrame) -> None:
    without = df_by_case[df_by_case["BEVILLINGSDATO"].isna()]
    assert without["AFSLAG"].sum() == 7 and len(without) == 12
    assert without[["TIDSBEGRAENSET", "OPFOELGNING", "EJERFORHOLD", "VARIGHED_MAANEDER"]].isna().all(axis=None)


def test_kol_is_not_there_before_2019(df_by_case: pd.DataFrame) -> None:
    kol = df_by_case[df_by_case["LOV"] == "KOL"]
    assert kol["ANSOEGNINGSDATO"].dt.year.min() >= 2019
    assert set(kol["ORDNING"]) == {"HM"}


def test_times_and_impairments_differ_between_municipalities(df_by_case: pd.DataFrame) -> None:
    weeks = processing_time(finished_cases(df_by_case), ["scheme", "municipality"])
    spread = weeks[weeks["cases"] >= 10].groupby("scheme")["processing_time_weeks"].agg(["min", "max"])
    assert (spread["max"] > 1.5 * spread["min"]).all()
    of_pa = impairments(df_by_case[df_by_case["ORDNING"] == "PA"])
    assert of_pa["impairment"].nunique() > 20


def test_processing_time_falls_through_the_years_in_every_scheme(df_by_case: pd.DataFrame) -> None:
    df = processing_time(finished_cases(df_by_case), ["scheme", "year"])
    for _, rows in df.groupby("scheme"):
        assert rows["processing_time_weeks"].is_monotonic_decreasing
        assert rows["over_4_weeks_pct"].is_monotonic_decreasing


@pytest.mark.parametrize("seed", range(1, 6))
def test_any_seed_keeps_the_printed_numbers(seed: int) -> None:
    df = case_files(np.random.default_rng(seed), case_municipalities(seed))
    weeks = processing_time(finished_cases(df), ["scheme", "year"]).set_index(["scheme", "year"])
    means = weeks["processing_time_weeks"].round(1)
    assert means[[("HM", 2018), ("HM", 2019), ("HM", 2020)]].tolist() == [8.6, 3.9, 1.4]
    assert means[[("PA", 2018), ("PA", 2020), ("FA", 2018), ("FA", 2020)]].tolist() == [6.6, 1.6, 1.7, 0.9]
    assert weeks.loc[("HM", 2020), "cases"] == 32
    assert double_diagnosis_of_files(df, "FA")["share_pct"].round().tolist() == [86, 14]
    assert impairments(df).groupby("case").size().max() == 2


def test_without_conditioning_the_days_are_as_drawn() -> None:
    df = case_files(np.random.default_rng(3), case_municipalities(3), condition=False)
    weeks = processing_time(finished_cases(df), ["scheme", "year"])["processing_time_weeks"]
    assert len(df) == 717 and weeks.notna().all()


def test_a_missed_draw_is_made_anew_and_at_last_named(monkeypatch: pytest.MonkeyPatch) -> None:
    tries = []

    def missing(*_: object) -> pd.DataFrame:
        tries.append(1)
        raise TargetMissed("tabel 17")

    monkeypatch.setattr(generator, "_drawn", missing)
    with pytest.raises(TargetMissed, match="tabel 17"):
        case_files(np.random.default_rng(1), case_municipalities(1))
    assert len(tries) == generator.TRIES


def test_whole_counts_that_print_as_the_shares() -> None:
    # 76, 18 and 7 percent sum to 101: only counts on the low side of their windows fit
    counts = counts_within(222, {"12": "K21-0872", "under": "K21-0874", "over": "K21-0877"})
    assert sum(counts.values()) == 222
    assert [round(100 * count / 222) for count in counts.values()] == [76, 18, 7]
    with pytest.raises(TargetMissed):
        counts_within(10, {"12": "K21-0872", "under": "K21-0874", "over": "K21-0877"})


def test_durations_have_the_printed_mean_and_longest() -> None:
    months = durations(np.random.default_rng(1), 222)
    assert round(months.mean(), 1) == 12.4
    assert months.max() == 24 and months.min() >= 3
