import pandas as pd
import pytest

from utils.measures.full_time import BENEFITS, active_persons, persons_granted_in_year, share_of_full_time_pct

DF_BY_GRANT = pd.DataFrame(
    [
        ("PA", "a", "1", "2017-05-01", "2019-01-01", "fleksjob"),  # ends on the first day of 2019: active
        ("PA", "b", "2", "2017-05-01", "2018-12-31", "fleksjob"),  # gone the day before
        ("PA", "c", "3", "2016-05-01", None, "kontanthjælp"),  # no end: active
        ("PA", "d", "4", "2020-01-01", None, "fleksjob"),  # begins too late
        ("PA", "e", "5", "2018-05-01", "2019-06-01", "kontanthjælp"),
        ("PA", "e", "6", "2019-06-02", "2019-12-31", "fleksjob"),  # the latest decides
        ("HM", "a", "7", "2019-03-01", None, "sygedagpenge"),
        ("HM", "b", "8", "2018-03-01", None, "sygedagpenge"),
    ],
    columns=["scheme", "pnr", "id", "start_date", "end_date", "benefit_group"],
).assign(
    start_date=lambda df: pd.to_datetime(df["start_date"]),
    end_date=lambda df: pd.to_datetime(df["end_date"]),
    year=lambda df: df["start_date"].dt.year,
)
FULL_TIME = pd.DataFrame(
    [(101, 2019, "fleksjob", 60.5), (147, 2019, "fleksjob", 39.5), (101, 2019, "kontanthjælp", 50.0),
     (101, 2018, "fleksjob", 999.0)],
    columns=["KOMMUNE", "AAR", "YDELSESGRUPPE", "FULDTIDSPERSONER"],
)  # fmt: skip


def test_active_persons_by_their_latest_active_grant() -> None:
    df = active_persons(DF_BY_GRANT, "PA", 2019)
    assert df.set_index("pnr")["benefit_group"].sort_index().to_dict() == {
        "a": "fleksjob", "c": "kontanthjælp", "e": "fleksjob"
    }  # fmt: skip
    assert sorted(active_persons(DF_BY_GRANT, "PA", 2018)["pnr"]) == ["a", "b", "c", "e"]


def test_persons_granted_in_the_year() -> None:
    assert persons_granted_in_year(DF_BY_GRANT, "HM", 2019)["pnr"].tolist() == ["a"]


def test_share_of_full_time_persons() -> None:
    df = share_of_full_time_pct(active_persons(DF_BY_GRANT, "PA", 2019), FULL_TIME, 2019).set_index("benefit_group")
    assert list(df.index) == list(BENEFITS)
    # fleksjob 2 of 60.5 + 39.5; kontanthjælp 1 of 50; nobody on a-dagpenge and no full-time persons: no share
    assert df["share_of_full_time_pct"][["fleksjob", "kontanthjælp"]].tolist() == pytest.approx([2, 2])
    assert pd.isna(df.loc["a-dagpenge", "share_of_full_time_pct"])
    assert df["share_of_persons_pct"][["fleksjob", "kontanthjælp"]].tolist() == pytest.approx([200 / 3, 100 / 3])
