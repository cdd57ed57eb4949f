import numpy as np
import pandas as pd
import pytest

from utils.synthetic.grants import (
    HM_OTHER_TYPES,
    HM_TYPES,
    PA_OTHER_TYPES,
    PA_TYPES,
    aids,
    end_dates,
    filled,
    icebreaker,
    personal_assistance,
    types_by_grant,
)


@pytest.fixture(scope="module")
def df_by_grant() -> pd.DataFrame:
    """1,200 grants of 1,000 persons: the first 200 have two."""
    person = np.concatenate([np.arange(1000), np.arange(200)])
    start = pd.to_datetime("2018-01-01") + pd.to_timedelta(np.arange(1200) % 730, unit="D")
    return pd.DataFrame(
        {"person": person, "start_date": start.astype("datetime64[s]"), "pnr": [f"{p:010d}" for p in person]}
    )


@pytest.fixture(scope="module")
def pa(df_by_grant: pd.DataFrame) -> pd.DataFrame:
    return personal_assistance(np.random.default_rng(1), df_by_grant)


@pytest.fixture(scope="module")
def hm(df_by_grant: pd.DataFrame) -> pd.DataFrame:
    return aids(np.random.default_rng(1), df_by_grant)


def test_others_share_what_is_left() -> None:
    # K21-0616 and K21-0617 are 35 and 15; the other 50 are split 1 : 4.
    numbers = {"a": "K21-0616", "b": "K21-0617"}
    assert filled(numbers, {"c": 1, "d": 4}) == {"a": 35, "b": 15, "c": 10, "d": 40}


@pytest.mark.parametrize(("numbers", "others"), [(PA_TYPES, PA_OTHER_TYPES), (HM_TYPES, HM_OTHER_TYPES)])
def test_types_sum_to_hundred(numbers: dict[str, str], others: dict[str, float]) -> None:
    assert sum(filled(numbers, others).values()) == pytest.approx(100)
    assert not set(numbers) & set(others)


def test_a_regrant_is_of_the_same_type() -> None:
    df = pd.DataFrame({"person": [7, 3, 7, 5, 7, 9]})
    types = types_by_grant(np.random.default_rng(1), df, {"a": 50.0, "b": 50.0})
    assert types[0] == types[2] == types[4]
    # Four persons, two of each type; person 7 has three grants, so 4 grants of one type and 2 of the other.
    assert sorted(np.unique(types, return_counts=True)[1].tolist()) == [2, 4]


def test_end_dates_have_the_printed_mean_length() -> None:
    start = pd.Series(pd.Timestamp("2018-01-01"), index=range(5_000))
    end = end_dates(np.random.default_rng(1), start, "PA", 0.05)
    weeks = (end - start).dt.days / 7
    assert weeks.mean() == pytest.approx(70, abs=0.05)  # K21-0683; rounding to days leaves next to nothing
    assert weeks.min() >= 0
    assert end.isna().mean() == pytest.approx(0.05, abs=0.01)


def test_no_open_grants_when_the_share_is_nought() -> None:
    start = pd.Series(pd.Timestamp("2018-01-01"), index=range(50))
    assert end_dates(np.random.default_rng(1), start, "IB", 0.0).notna().all()


@pytest.mark.parametrize("register", ["pa", "hm"])
def test_every_grant_is_there_once_in_order(
    register: str, df_by_grant: pd.DataFrame, request: pytest.FixtureRequest
) -> None:
    table = request.getfixturevalue(register)
    assert len(table) == 1_200
    assert table["ID"].is_unique and table["ID"].is_monotonic_increasing
    assert table["STARTDATO"].is_monotonic_increasing
    assert sorted(table["PNR"]) == sorted(df_by_grant["pnr"])
    assert (table["SLUTDATO"].dropna() >= table.loc[table["SLUTDATO"].notna(), "STARTDATO"]).all()


def test_types_of_persons_come_in_the_printed_shares(pa: pd.DataFrame, hm: pd.DataFrame) -> None:
    # Of 1,000 persons: 35, 15, 13 and 8 percent of PA; 73 and 18 of HM.
    of_pa = pa.drop_duplicates("PNR")["PATYPE"].value_counts()
    assert of_pa[list(PA_TYPES)].tolist() == [350, 150, 130, 80]
    of_hm = hm.drop_duplicates("PNR")["TYPE"].value_counts()
    assert of_hm[list(HM_TYPES)].tolist() == [730, 180]


def test_hours_of_personal_assistance(pa: pd.DataFrame) -> None:
    minutes = 60 * pa["TIMER_PR_UGE"] + pa["MINUTTER_PR_UGE"]
    assert minutes.between(60, 1_200).all()  # one to 20 hours a week
    assert set(pa["MINUTTER_PR_UGE"]) == {0, 15, 30, 45}
    assert (pa["OEVRIGE_UDGIFTER"].notna() == pa["OEVRIGE_UDGIFTER_TYPE"].notna()).all()
    assert 0.03 < pa["OEVRIGE_UDGIFTER"].notna().mean() < 0.09


def test_aids_are_lent_or_owned(hm: pd.DataFrame) -> None:
    assert hm["EJERSKAB"].value_counts().to_dict() == {"eje": 828, "lån": 372}  # 69 and 31 percent of 1,200
    assert (hm["PRIS"] > 0).all()


def test_icebreaker_begins_when_the_contact_group_ends(df_by_grant: pd.DataFrame) -> None:
    table = icebreaker(np.random.default_rng(1), df_by_grant.head(41))
    assert (table["KONTAKTGRUPPE_SLUT"] == table["LOENTILSKUD_START"]).all()
    days = (table["LOENTILSKUD_START"] - table["KONTAKTGRUPPE_START"]).dt.days
    assert days.between(14, 89).all()
    assert ((table["LOENTILSKUD_SLUT"] - table["LOENTILSKUD_START"]).dt.days.mean() / 7) == pytest.approx(40, abs=0.1)
    assert table["CVRNR"].str.fullmatch(r"9\d{7}").all()
    assert table["PNUMMER"].str.fullmatch(r"9\d{9}").all()
