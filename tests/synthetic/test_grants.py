import numpy as np
import pandas as pd
import pytest

from utils.synthetic.grants import aids, end_dates, icebreaker, personal_assistance


@pytest.fixture(scope="module")
def df_by_grant() -> pd.DataFrame:
    """1,200 grants of 1,000 persons: the first 200 have two."""
    person = np.concatenate([np.arange(1000), np.arange(200)])
    start = pd.to_datetime("2018-01-01") + pd.to_timedelta(np.arange(1200) % 730, unit="D")
    return pd.DataFrame(
        {
            "person": person,
            "start_date": start.astype("datetime64[s]"),
            "end_date": (start + pd.to_timedelta(490, unit="D")).astype("datetime64[s]"),
            "pnr": [f"{p:010d}" for p in person],
            "type": np.where(person % 2, "Andet", "Sekretærarbejde"),
            "art": np.where(person % 2, "Ledig", "Lønmodtager"),
        }
    )


@pytest.fixture(scope="module")
def pa(df_by_grant: pd.DataFrame) -> pd.DataFrame:
    return personal_assistance(np.random.default_rng(1), df_by_grant)


@pytest.fixture(scope="module")
def hm(df_by_grant: pd.DataFrame) -> pd.DataFrame:
    return aids(np.random.default_rng(1), df_by_grant)


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


def test_a_regrant_is_of_the_persons_type_and_art(pa: pd.DataFrame, hm: pd.DataFrame) -> None:
    for table, fields in ((pa, ["PATYPE", "ARTTYPE"]), (hm, ["TYPE", "ART"])):
        assert (table.groupby("PNR")[fields].nunique() == 1).all().all()


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


def test_the_icebreaker_lasts_a_year_at_most() -> None:
    start = pd.Series(pd.Timestamp("2019-02-01"), index=range(45))
    weeks = (end_dates(np.random.default_rng(1), start, "IB", 0.0) - start).dt.days / 7
    assert weeks.mean() == pytest.approx(40, abs=0.2)  # K21-0685
    assert weeks.max() <= 53  # K21 Tabel 2


def test_the_mean_length_is_that_of_the_studied_years() -> None:
    start = pd.Series([pd.Timestamp("2018-06-01")] * 400 + [pd.Timestamp("2020-06-01")] * 400)
    weeks = (end_dates(np.random.default_rng(1), start, "HM", 0.0) - start).dt.days / 7
    assert weeks[:400].mean() == pytest.approx(217, abs=0.1)  # K21-0684
