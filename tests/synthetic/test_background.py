import numpy as np
import pandas as pd
import pytest

from utils.frames import Frames
from utils.measures.bands import FRAMEWORK_BANDS
from utils.registers.codelists import code_list
from utils.registers.municipalities import municipalities
from utils.synthetic.assistance_types import STAYING, STRUCTURING
from utils.synthetic.background import (
    AGES_BY_TYPE,
    HFAUDD,
    LONG,
    _education,
    background_registers,
    backgrounds,
    birth_dates,
)
from utils.synthetic.types import FURNISHING, HM_OTHER_TYPES, HM_TYPES, PA_OTHER_TYPES, PA_TYPES


@pytest.fixture(scope="module")
def df_by_person() -> pd.DataFrame:
    """3,000 persons: 600 with PA alone, 300 with both and 2,100 with HM alone, of all municipalities and types."""
    number = np.arange(3_000)
    schemes = np.repeat(["PA", "PA+HM", "HM"], [600, 300, 2_100])
    days = pd.date_range("2018-01-01", "2019-12-31", periods=3_000).normalize()
    assistance, aids = np.array([*PA_TYPES, *PA_OTHER_TYPES]), np.array([*HM_TYPES, *HM_OTHER_TYPES])
    df = pd.DataFrame({"schemes": schemes, "first_date": days, "municipality": number % 99})
    df["pa_type"] = pd.Series(assistance[number % 10], dtype=object).where(schemes != "HM")
    df["hm_type"] = pd.Series(aids[number // 10 % 6], dtype=object).where(schemes != "PA")
    df["pnr"] = [f"{i:010d}" for i in number]
    frame = municipalities().assign(framework_rank=np.arange(1, 99))
    return backgrounds(np.random.default_rng(1), df, frame)


def test_background_comes_in_the_printed_shares(df_by_person: pd.DataFrame) -> None:
    with_pa = df_by_person[df_by_person["schemes"] != "HM"]
    assert (with_pa["gender"] == 1).sum() == pytest.approx(486, abs=5)  # 54 percent of 900, in ten types
    assert with_pa["hfaudd"].isin([HFAUDD["gymnasial"], HFAUDD["erhvervsfaglig"]]).sum() == pytest.approx(405, abs=3)
    assert (with_pa["income_dkk"] > 300_000).sum() == 315  # 35 percent
    with_hm = df_by_person[df_by_person["schemes"] != "PA"]
    assert (with_hm["gender"] == 2).sum() == pytest.approx(0.51 * 2_400, abs=5)
    assert (with_hm["income_dkk"] > 300_000).sum() == 552  # 23 percent of 2,400


def test_men_and_ages_by_type(df_by_person: pd.DataFrame) -> None:
    age = (df_by_person["first_date"] - df_by_person["birth_date"]).dt.days / 365.25
    structuring = df_by_person["pa_type"] == STRUCTURING
    assert (df_by_person[structuring]["gender"] == 1).sum() == 58  # 64 percent of 90
    staying = df_by_person["pa_type"] == STAYING
    assert (age[staying] < 30).mean() == pytest.approx(0.32, abs=0.07)
    furnishing = df_by_person["hm_type"] == FURNISHING
    assert (age[furnishing] > 41).mean() == pytest.approx(0.75, abs=0.04)


@pytest.mark.parametrize("name", AGES_BY_TYPE)
def test_bands_of_a_type_sum_to_hundred(name: str) -> None:
    assert sum(AGES_BY_TYPE[name]) == 100


def test_an_age_is_the_same_by_the_day_and_by_the_month_of_birth() -> None:
    day = pd.Series(pd.date_range("2018-01-01", periods=600))
    ages = pd.Series(np.arange(600) % 40 + 20)
    born = birth_dates(np.random.default_rng(1), day, ages)
    for birthday in (born, born.dt.to_period("M").dt.to_timestamp()):
        before = (day.dt.month * 100 + day.dt.day) < (birthday.dt.month * 100 + birthday.dt.day)
        assert (day.dt.year - birthday.dt.year - before == ages).all()


def test_long_educations_follow_the_conditions_and_leave_the_country_its_share() -> None:
    band = pd.Series(np.repeat(FRAMEWORK_BANDS, [40, 35, 25]))
    shares = _education("PA", band)
    assert [shares[name]["lang"] for name in FRAMEWORK_BANDS] == pytest.approx(LONG["PA"])
    higher = sum(shares[name][level] * size for name, size in zip(FRAMEWORK_BANDS, (40, 35, 25), strict=True)
                 for level in ("kort", "mellemlang", "lang"))  # fmt: skip
    assert higher == pytest.approx(2_100)  # 21 percent of 100 persons
    assert all(sum(levels.values()) == pytest.approx(100) for levels in shares.values())


def test_ages_lie_within_working_life(df_by_person: pd.DataFrame) -> None:
    granted, born = df_by_person["first_date"].dt, df_by_person["birth_date"].dt
    before_birthday = (granted.month < born.month) | ((granted.month == born.month) & (granted.day < born.day))
    age = granted.year - born.year - before_birthday
    assert (age.min(), age.max()) == (19, 66)
    # Within a band the years are drawn, not dealt out: they do not all come equally often.
    assert age[age.between(30, 40)].value_counts().nunique() > 5


def test_incomes_have_the_printed_mean(df_by_person: pd.DataFrame) -> None:
    for scheme, mean in (("PA", 279_847), ("HM", 230_379)):
        income = df_by_person.loc[df_by_person["schemes"].isin([scheme, "PA+HM"]), "income_dkk"]
        assert income.mean() == pytest.approx(mean, abs=1)
        assert (income >= 0).all()


@pytest.mark.parametrize("group", HFAUDD)
def test_hfaudd_belongs_to_its_level_in_the_code_list(group: str) -> None:
    level = code_list("hfaudd").set_index("code").loc[HFAUDD[group][:2]]
    names = {"grundskole": "grundskole", "uoplyst": "uoplyst", "gymnasial": "gymnasial eller erhvervsfaglig",
             "erhvervsfaglig": "gymnasial eller erhvervsfaglig"}  # fmt: skip
    assert level["group"] == names.get(group, "videregående")


def test_registers_hold_a_row_a_person_and_year(df_by_person: pd.DataFrame) -> None:
    tables = background_registers(np.random.default_rng(1), df_by_person, municipalities())
    for table in tables.values():
        assert len(table) == 12_000
        assert table.groupby("PNR")["AAR"].agg(list).map(tuple).unique().tolist() == [(2016, 2017, 2018, 2019)]
    place = tables["befk"].drop_duplicates("PNR").set_index("PNR")
    assert place.loc["0000000000", ["KOM", "REG"]].tolist() == [101, 1084]  # the first of the 98: København
    assert place.loc["0000000098", ["KOM", "REG"]].tolist() == [0, 0]  # not known


def test_the_year_before_the_grant_holds_the_drawn_income(df_by_person: pd.DataFrame) -> None:
    table = background_registers(np.random.default_rng(1), df_by_person, municipalities())["ind"]
    income = table.set_index(["PNR", "AAR"])["PERINDKP"]
    year = df_by_person["first_date"].dt.year - 1
    found = income.loc[list(zip(df_by_person["pnr"], year, strict=True))].to_numpy()
    assert (found == df_by_person["income_dkk"].to_numpy()).all()
    assert (income.loc[:, 2016] != df_by_person.set_index("pnr")["income_dkk"]).mean() > 0.99


def read_back(frames: Frames, column: str, value: str) -> dict[str, float]:
    df = frames.df_by_person_scheme
    known = df[df[column].notna()]
    return (100 * (known[column] == value).groupby(known["scheme"]).mean()).round().to_dict()


@pytest.mark.parametrize(
    ("column", "value", "pa", "hm"),
    [
        ("gender", "mand", 54, 49),
        ("education", "gymnasial eller erhvervsfaglig", 45, 44),
        ("education", "videregående", 21, 15),
    ],
)
def test_tabel_13_is_read_back(made_frames: Frames, column: str, value: str, pa: int, hm: int) -> None:
    assert read_back(made_frames, column, value) == {"PA": pa, "HM": hm}


def test_age_and_income_are_read_back(made_frames: Frames) -> None:
    df = made_frames.df_by_person_scheme.assign(
        over_50=lambda rows: rows["age"] > 50, over_300000=lambda rows: rows["income_dkk"] > 300_000
    )
    by_scheme = df.groupby("scheme")
    assert (100 * by_scheme["over_50"].mean()).round().to_dict() == {"PA": 51, "HM": 45}
    assert (100 * by_scheme["over_300000"].mean()).round().to_dict() == {"PA": 35, "HM": 23}
    assert by_scheme["income_dkk"].mean().round().to_dict() == {"PA": 279_847, "HM": 230_379}
