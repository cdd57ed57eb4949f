"""The persons with an icebreaker grant: 41 in 2018–2019, 14 of them with other schemes (Tabel 16), and those of 2020.

Their background is printed for 2018–2020 (5.7). Of 41 persons no whole number is 62, 35 or 45 percent; 69 is the
smallest number of persons of which all the printed shares can be, so 28 are granted for the first time in 2020.
"""

import numpy as np
import pandas as pd

from utils.registers.municipalities import CAPITAL_AREA
from utils.synthetic.background import HFAUDD, birth_dates
from utils.synthetic.benefits import CODES, SELF_SUPPORTING
from utils.synthetic.jobs import COMPANY_FORMS, INDUSTRY_CODES
from utils.synthetic.persons import NOWHERE
from utils.synthetic.quotas import codes_of, handed_out
from utils.synthetic.targets import printed
from utils.synthetic.types import filled

GRANTS = {2018: "K21-0443", 2019: "K21-0447"}
PERSONS, ONLY_SHARE, WITH_PA_SHARE, WITH_HM_SHARE = "K21-0649", "K21-0640", "K21-0634", "K21-0637"
LATER_YEAR, LATER_PERSONS = 2020, 28
# 5.2: København and the municipalities round it, Esbjerg 12 percent, Viborg 5 percent; shares of the 41 persons.
ESBJERG, VIBORG = 561, 791
SHARES = {ESBJERG: "K21-0456", VIBORG: "K21-0457"}
CAPITAL_SHARE = "K21-0455"
# Shares in percent of all persons 2018–2020; what is not printed fills up.
WOMEN, YOUNG, PRIVATE = "K21-0936", "K21-0939", "K21-0682"
EDUCATION = {"lang": "K21-0940", "middle": "K21-0941"}
OTHER_EDUCATION = {"mellemlang": 8.0, "kort": 4.0, "grundskole": 8.0}
BENEFITS = {SELF_SUPPORTING: "K21-0942", "a-dagpenge": "K21-0943"}
OTHER_BENEFITS = {"kontanthjælp": 4.0, "ledighedsydelse": 3.0, "uddannelseshjælp": 3.0}
AGES = {"18-29": (22, 29), "30-50": (30, 50)}


def with_icebreaker(
    rng: np.random.Generator, df_by_person: pd.DataFrame, df_by_grant: pd.DataFrame, df_by_municipality: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Persons and grants with those of the icebreaker scheme; adds earliest_date and last_date to df_by_person."""
    others = _persons_with_others(rng, df_by_person, int(printed(PERSONS)))
    new = _new_persons(rng, others, df_by_person, df_by_municipality)
    grants = _grants(rng, others, new)
    new["first_date"] = new["person"].map(grants.groupby("person")["start_date"].min()).astype("datetime64[s]")
    new = _with_background(rng, new, others)
    df_by_person = pd.concat([df_by_person, new], ignore_index=True)
    df_by_grant = pd.concat([df_by_grant, grants], ignore_index=True)
    by_person = df_by_grant.groupby("person")["start_date"].agg(["min", "max"])
    dates = {
        "earliest_date": df_by_person["person"].map(by_person["min"]),
        "last_date": df_by_person["person"].map(by_person["max"]),
    }
    return df_by_person.assign(**dates), df_by_grant


def _persons_with_others(rng: np.random.Generator, df_by_person: pd.DataFrame, persons: int) -> pd.DataFrame:
    """Persons with the icebreaker and another scheme: one with both others, the rest with one of them.

    Self-supporting, with an education and a private job, as most with the icebreaker, and in København if it has such.
    """
    with_pa, with_hm = (round(printed(share) / 100 * persons) for share in (WITH_PA_SHARE, WITH_HM_SHARE))
    total = persons - round(printed(ONLY_SHARE) / 100 * persons)
    both = with_pa + with_hm - total
    typical = (
        df_by_person["with_hours"]
        & df_by_person["baseline_known"]
        & (df_by_person["benefit_group"] == SELF_SUPPORTING)
        & (df_by_person["sector"] == "privat")
        & ~df_by_person["hfaudd"].isin([HFAUDD["grundskole"], HFAUDD["uoplyst"]])
    )
    parts = []
    for schemes, count in (("PA+HM", both), ("PA", with_pa - both), ("HM", with_hm - both)):
        pool = df_by_person[(df_by_person["schemes"] == schemes) & (df_by_person["municipality"] != NOWHERE)]
        # The most typical first, a seat in København breaking ties.
        rank = 2 * typical[pool.index].astype(int) + (pool["municipality"] == 0)
        parts.append(pool.iloc[rng.permutation(len(pool))].assign(rank=rank).nlargest(count, "rank", keep="first"))
    return pd.concat(parts).drop(columns="rank")


def _new_persons(
    rng: np.random.Generator, others: pd.DataFrame, df_by_person: pd.DataFrame, df_by_municipality: pd.DataFrame
) -> pd.DataFrame:
    """Persons with the icebreaker alone: those of 2018–2019 placed as 5.2 says, those of 2020 anywhere among them."""
    codes = df_by_municipality["code"].to_numpy()
    persons = int(printed(PERSONS))
    taken = pd.Series(codes[others["municipality"]])
    place = []
    for code, share in SHARES.items():
        place += [code] * max(round(printed(share) / 100 * persons) - int((taken == code).sum()), 0)
    near = int(printed(CAPITAL_SHARE) / 100 * persons) - int(taken.isin(CAPITAL_AREA).sum())
    place += rng.choice(CAPITAL_AREA, near).tolist()
    elsewhere = [int(code) for code in codes if code not in {*SHARES, *CAPITAL_AREA}]
    place += rng.choice(elsewhere, persons - len(others) - len(place), replace=False).tolist()
    place += rng.choice([*CAPITAL_AREA, *elsewhere], LATER_PERSONS).tolist()
    count = len(place)
    return pd.DataFrame(
        {
            "person": df_by_person["person"].max() + 1 + np.arange(count),
            "lead_scheme": "PA",
            "schemes": "IB",
            "municipality": pd.Index(codes).get_indexer(place),
            "baseline_known": True,
            "with_hours": False,
            "increased": True,
            "retained": False,
            "begins_at_grant": True,
            "grants_pa": 0,
            "grants_hm": 0,
        }
    )


def _grants(rng: np.random.Generator, others: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    """Every person has one grant, the rest are regrants; the printed number falls in each year.

    Persons with other schemes get all of them on one day, so that month, week and year before serve all.
    """
    first = new.iloc[: len(new) - LATER_PERSONS]
    left = {
        year: int(printed(number)) - int((others["first_date"].dt.year == year).sum())
        for year, number in GRANTS.items()
    }
    years = rng.permutation(np.repeat(list(left), list(left.values())))
    again = rng.choice(first["person"], years.size - len(first), replace=False)
    persons = np.concatenate([first["person"], again, new["person"].iloc[len(first) :]])
    years = np.concatenate([years, np.full(LATER_PERSONS, LATER_YEAR)])
    day = pd.to_datetime(pd.Series(years).astype(str) + "-01-01") + pd.to_timedelta(
        rng.integers(0, 360, years.size), unit="D"
    )
    place = new.set_index("person")["municipality"]
    alone = pd.DataFrame(
        {"person": persons, "municipality": place[persons].to_numpy(), "year": years, "start_date": day}
    )
    shared = others[["person", "municipality"]].assign(
        year=others["first_date"].dt.year, start_date=others["first_date"]
    )
    df = pd.concat([shared, alone], ignore_index=True).assign(scheme="IB")
    return df.assign(start_date=df["start_date"].astype("datetime64[s]"))


def _with_background(rng: np.random.Generator, new: pd.DataFrame, others: pd.DataFrame) -> pd.DataFrame:
    """The background of the new persons, so that together with the others the shares of 2018–2020 print."""
    total = len(new) + len(others)
    age = (others["first_date"] - others["birth_date"]).dt.days / 365.25
    level = others["hfaudd"].map({code: name for name, code in HFAUDD.items()})

    def drawn(shares: dict[str, float], given: pd.Series) -> pd.Series:
        return pd.Series(handed_out(rng, shares, total, given.to_numpy(object)), index=new.index)

    women, young, private = printed(WOMEN), printed(YOUNG), printed(PRIVATE)
    gender = drawn({"2": women, "1": 100 - women}, others["gender"].astype(str))
    bands = drawn({"18-29": young, "30-50": 100 - young}, (age < 30).map({True: "18-29", False: "30-50"}))
    ages = pd.Series([rng.integers(low, high + 1) for low, high in bands.map(AGES)], index=new.index)
    education = drawn(
        filled(EDUCATION, OTHER_EDUCATION), level.replace(dict.fromkeys(("gymnasial", "erhvervsfaglig"), "middle"))
    )
    group = drawn(filled(BENEFITS, OTHER_BENEFITS), others["benefit_group"])
    sector = drawn({"privat": private, "offentlig": 100 - private}, others["sector"])
    industry = pd.Series(rng.choice([name for name in INDUSTRY_CODES if name != "uoplyst"], len(new)), index=new.index)
    return new.assign(
        gender=gender.astype(int),
        birth_date=birth_dates(rng, new["first_date"], ages),
        hfaudd=education.replace("middle", "gymnasial").map(HFAUDD),
        income_dkk=np.rint(rng.gamma(6, 30_000, len(new))),
        benefit_group=group,
        recruitment=group != SELF_SUPPORTING,
        code=codes_of(rng, group, CODES),
        sector=sector,
        company_form=codes_of(rng, sector, COMPANY_FORMS),
        industry=codes_of(rng, industry, INDUSTRY_CODES),
    )
