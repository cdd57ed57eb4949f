import pandas as pd

from utils.frames import Frames
from utils.synthetic.registers import Registers


def frame(registers: Registers, name: str) -> pd.DataFrame:
    table = registers[name]
    assert isinstance(table, pd.DataFrame)
    return table


def test_earlier_grants_begin_in_2016_and_2017_and_run_into_the_period(made_registers: Registers) -> None:
    df = frame(made_registers, "dfdg_pa")
    earlier = df[df["STARTDATO"] < "2018-01-01"]
    assert earlier["STARTDATO"].min() >= pd.Timestamp("2016-01-04")
    assert len(earlier) > 4_000
    assert (earlier["SLUTDATO"].isna() | (earlier["SLUTDATO"] >= "2018-01-01")).mean() > 0.99
    assert earlier["STARTDATO"].dt.day_of_week.max() == 4
    assert df["ID"].is_unique


def test_a_person_has_one_earlier_grant_which_ends_before_the_next(made_registers: Registers) -> None:
    df = frame(made_registers, "dfdg_pa")
    earlier = df[df["STARTDATO"] < "2018-01-01"].set_index("PNR")
    assert earlier.index.is_unique
    first = df[df["STARTDATO"] >= "2018-01-01"].groupby("PNR")["STARTDATO"].min()
    both = earlier.join(first.rename("first"), how="inner")
    assert 0 < len(both) < len(earlier) / 2
    assert (both["SLUTDATO"] < both["first"]).all()
    assert (both["first"] >= "2019-01-01").all()
    kind = df[df["STARTDATO"] >= "2018-01-01"].drop_duplicates("PNR").set_index("PNR")[["PATYPE", "ARTTYPE"]]
    assert (kind.loc[both.index] == both[["PATYPE", "ARTTYPE"]]).all(axis=None)


def test_the_stock_of_both_years(made_frames: Frames) -> None:
    df = made_frames.df_by_grant[made_frames.df_by_grant["scheme"] == "PA"]
    for year, persons in ((2018, 9_498), (2019, 10_319)):
        runs = (df["start_date"] <= f"{year}-12-31") & (df["end_date"].isna() | (df["end_date"] >= f"{year}-01-01"))
        assert df.loc[runs, "pnr"].nunique() == persons


def test_nobody_with_earlier_grants_alone_is_in_the_study(made_frames: Frames) -> None:
    grants, persons = made_frames.df_by_grant, made_frames.df_by_person_scheme
    studied = set(grants.loc[grants["year"].isin([2018, 2019]) & grants["scheme"].isin(["PA", "HM"]), "pnr"])
    assert set(persons["pnr"]) == studied
    assert grants["municipality"].notna()[grants["year"] < 2018].all()


def test_those_with_earlier_grants_alone_have_weeks_and_a_benefit(made_frames: Frames) -> None:
    df = made_frames.df_by_grant
    earlier = df[df["year"] < 2018]
    assert earlier["benefit_group"].notna().all()
    only = earlier[~earlier["pnr"].isin(made_frames.df_by_person_scheme["pnr"])]
    assert only["benefit_group"].nunique() == 13
    assert (only["benefit_group"] == "fleksjob").sum() > 20
