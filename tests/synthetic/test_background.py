import numpy as np
import pandas as pd
import pytest

from utils.frames import Frames
from utils.registers.codelists import code_list
from utils.registers.municipalities import municipalities
from utils.synthetic.background import HFAUDD, INDUSTRY_CODES, PRINTED_SHARES, background_registers, backgrounds, shares


@pytest.fixture(scope="module")
def df_by_person() -> pd.DataFrame:
    """1,000 persons: 200 with PA alone, 100 with both, 690 with HM alone and 10 with the icebreaker."""
    schemes = np.repeat(["PA", "PA+HM", "HM", "IB"], [200, 100, 690, 10])
    days = pd.date_range("2018-01-01", "2019-12-31", periods=1000).normalize()
    df = pd.DataFrame({"schemes": schemes, "first_date": days, "municipality": np.arange(1000) % 99})
    df = df.assign(with_hours=True, baseline_known=True)
    return backgrounds(np.random.default_rng(1), df.assign(pnr=[f"{i:010d}" for i in range(1000)]))


@pytest.mark.parametrize("topic", PRINTED_SHARES)
def test_shares_sum_to_hundred(topic: str) -> None:
    for scheme in ("PA", "HM"):
        assert sum(shares(topic)[scheme].values()) == pytest.approx(100)
        assert min(shares(topic)[scheme].values()) >= 0


def test_what_is_not_printed_is_filled_in_proportion() -> None:
    # PA, age: 51 over 50 is printed; the other 49 are split 3 : 4 : 5.
    assert shares("age")["PA"] == pytest.approx({"over 50": 51, "18-29": 12.25, "30-40": 49 / 3, "41-50": 49 * 5 / 12})


def test_background_comes_in_the_printed_shares(df_by_person: pd.DataFrame) -> None:
    with_pa = df_by_person[df_by_person["schemes"].isin(["PA", "PA+HM"])]
    assert (with_pa["gender"] == 1).sum() == 162  # 54 percent of 300
    assert with_pa["hfaudd"].isin([HFAUDD["gymnasial"], HFAUDD["erhvervsfaglig"]]).sum() == 135  # 45 percent
    assert with_pa["industry"].isin(INDUSTRY_CODES["handel og transport"]).sum() == 66  # 22 percent
    assert (with_pa["income_dkk"] > 300_000).sum() == 105  # 35 percent
    age = (with_pa["first_date"] - with_pa["birth_date"]).dt.days / 365.25
    assert (age > 51).sum() == 153  # 51 percent are over 50 and so have turned 51


def test_ages_lie_within_working_life(df_by_person: pd.DataFrame) -> None:
    age = (df_by_person["first_date"] - df_by_person["birth_date"]).dt.days / 365.25
    assert age.between(19, 67).all()


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


@pytest.mark.parametrize("group", INDUSTRY_CODES)
def test_industry_belongs_to_its_group_in_the_code_list(group: str) -> None:
    names = code_list("branche").set_index("code")["group"]
    found = {names[code[:2]] for code in INDUSTRY_CODES[group]}
    if group == "andre":
        assert not found & set(INDUSTRY_CODES)
    else:
        assert found == {group}


def test_registers_hold_a_row_a_person_and_year(df_by_person: pd.DataFrame) -> None:
    tables = background_registers(np.random.default_rng(1), df_by_person, municipalities())
    for table in tables.values():
        assert len(table) == 4_000
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


@pytest.mark.parametrize(
    ("group", "pa", "hm"),
    [
        ("offentlig administration, undervisning og sundhed", 39, 38),
        ("handel og transport", 22, 21),
        ("industri, råstofvinding og forsyningsvirksomhed", 10, 14),
    ],
)
def test_industry_is_read_back_within_chance(made_frames: Frames, group: str, pa: int, hm: int) -> None:
    df = made_frames.df_by_person_scheme
    known = df[df["industry"].notna()]
    share = 100 * (known["industry"] == group).groupby(known["scheme"]).mean()
    # Some 9,500 with a job: a standard error of .4 percentage points for HM, .5 for PA.
    assert share.to_dict() == pytest.approx({"PA": pa, "HM": hm}, abs=1.5)


def test_industry_of_those_with_a_job_comes_in_the_printed_shares() -> None:
    # 600 with PA and 1,000 with HM; the first half of each has a job, and only their industry is ever seen.
    schemes = np.repeat(["PA", "HM"], [600, 1000])
    df = pd.DataFrame({"schemes": schemes, "first_date": pd.Timestamp("2018-06-01"), "baseline_known": True})
    df["with_hours"] = df.groupby("schemes").cumcount() < df["schemes"].map({"PA": 300, "HM": 500})
    df = backgrounds(np.random.default_rng(1), df)
    seen = df[df["with_hours"]]
    for scheme, group, persons in (
        ("PA", "offentlig administration, undervisning og sundhed", 117),  # 39 percent of 300
        ("PA", "handel og transport", 66),
        ("HM", "handel og transport", 105),  # 21 percent of 500
        ("HM", "industri, råstofvinding og forsyningsvirksomhed", 70),
    ):
        of_scheme = seen[seen["schemes"] == scheme]
        assert of_scheme["industry"].isin(INDUSTRY_CODES[group]).sum() == persons, (scheme, group)
