import numpy as np
import pandas as pd
import pytest

from utils.frames import Frames
from utils.registers.codelists import code_list
from utils.registers.municipalities import municipalities
from utils.synthetic.conditioning import TargetMissed
from utils.synthetic.jobs import (
    COMPANY_FORMS,
    INDUSTRY_CODES,
    OTHER,
    PUBLIC_SERVICES,
    holds,
    industry_shares,
    known_share,
    with_jobs,
)

ESBJERG = municipalities()["name"].tolist().index("Esbjerg")


def persons(in_esbjerg: int) -> pd.DataFrame:
    """1,000 persons with PA and 2,000 with HM, one in four without hours; so many of PA in Esbjerg."""
    number = np.arange(3_000)
    df = pd.DataFrame({"schemes": np.repeat(["PA", "HM"], [1_000, 2_000]), "municipality": 0})
    df.loc[: in_esbjerg - 1, "municipality"] = ESBJERG
    with_hours = np.where(number < 1_000, number % 4 > 0, number % 5 < 2)
    return df.assign(with_hours=with_hours, baseline_known=True, increased=number % 3 == 0)


@pytest.mark.parametrize("group", INDUSTRY_CODES)
def test_industry_belongs_to_its_group_in_the_code_list(group: str) -> None:
    names = code_list("branche").set_index("code")["group"]
    found = {names[code[:2]] for code in INDUSTRY_CODES[group]}
    if group == OTHER:
        assert not found & set(INDUSTRY_CODES)
    else:
        assert found == {group}


@pytest.mark.parametrize("sector", COMPANY_FORMS)
def test_company_forms_belong_to_their_sector(sector: str) -> None:
    groups = code_list("virkform").set_index("code")["group"]
    assert set(groups[list(COMPANY_FORMS[sector])]) == {sector}


def test_both_prints_of_an_industry_hold_at_the_known_share() -> None:
    # PA: 39 percent of 62 is 24, 22 of 62 is 14; HM: 38 percent of 44 is 17, 21 of 44 is 9
    assert known_share("PA") == pytest.approx(0.62, abs=0.01)
    assert known_share("HM") == pytest.approx(0.44, abs=0.01)
    assert round(known_share("PA") * 39) == 24
    assert round(known_share("HM") * 21) == 9


@pytest.mark.parametrize("scheme", ["PA", "HM"])
def test_industries_sum_to_hundred(scheme: str) -> None:
    assert sum(industry_shares(scheme).values()) == pytest.approx(100)


def test_jobs_of_known_industry_come_in_the_printed_shares() -> None:
    df = with_jobs(np.random.default_rng(1), persons(100), conditioned=True)
    known = df[(df["schemes"] == "PA") & (df["sector"] != "uoplyst")]
    assert len(known) == round(known_share("PA") * 1_000)
    services = known["industry"].isin(INDUSTRY_CODES[PUBLIC_SERVICES])
    assert services.sum() == pytest.approx(0.39 * len(known), abs=1)
    assert (known["sector"] == "offentlig").sum() == round(0.74 * len(known))
    assert (services & (known["sector"] == "offentlig")).sum() > 0.9 * services.sum()
    there = df[(df["municipality"] == ESBJERG) & (df["schemes"] == "PA")]["industry"]
    assert there.isin(INDUSTRY_CODES["bygge og anlæg"]).sum() == 13  # of 100
    assert df.loc[df["begins_at_grant"], ["with_hours", "increased"]].drop_duplicates().to_numpy().tolist() == [
        [False, True]
    ]


def test_too_few_persons_in_esbjerg_are_told() -> None:
    assert holds(1, 15, "K21-0678") and not holds(1, 16, "K21-0678")  # 6.7 and 6.25 percent
    with pytest.raises(TargetMissed, match="Esbjerg"):
        with_jobs(np.random.default_rng(1), persons(5), conditioned=True)
    with_jobs(np.random.default_rng(1), persons(5), conditioned=False)


@pytest.mark.parametrize(
    ("group", "pa", "hm"),
    [
        ("offentlig administration, undervisning og sundhed", 39, 38),
        ("handel og transport", 22, 21),
        ("industri, råstofvinding og forsyningsvirksomhed", 10, 14),
    ],
)
def test_industry_is_read_back(made_frames: Frames, group: str, pa: int, hm: int) -> None:
    df = made_frames.df_by_person_scheme
    known = df[df["industry"].notna() & (df["industry"] != "uoplyst")]
    assert (100 * (known["industry"] == group).groupby(known["scheme"]).mean()).round().to_dict() == {
        "PA": pa,
        "HM": hm,
    }
