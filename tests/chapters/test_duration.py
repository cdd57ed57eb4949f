import pandas as pd
import pytest

from utils.chapters import duration
from utils.frames import FRAME_NAMES, Frames

DF_BY_GRANT = pd.DataFrame(
    [
        ("PA", "a", "1", "2018-01-01", "2018-01-15", 707),  # 2 weeks
        ("PA", "b", "2", "2019-01-01", "2019-02-12", 101),  # 6 weeks
        ("PA", "c", "3", "2019-01-01", None, 101),
        ("PA", "d", "4", "2016-06-01", "2019-06-01", 101),  # before the period: not in the mean, in both stocks
        ("PA", "e", "5", "2017-06-01", "2017-12-31", 101),  # gone before 2018
        ("HM", "a", "6", "2018-01-01", "2018-03-12", 707),  # 10 weeks
        ("HM", "f", "7", "2018-01-01", None, 707),
    ],
    columns=["scheme", "pnr", "id", "start_date", "end_date", "municipality"],
).assign(
    start_date=lambda df: pd.to_datetime(df["start_date"]),
    end_date=lambda df: pd.to_datetime(df["end_date"]),
    year=lambda df: df["start_date"].dt.year,
    duration_weeks=lambda df: (df["end_date"] - df["start_date"]).dt.days / 7,
    benefit_group="fleksjob",
)
DF_BY_MUNICIPALITY = pd.DataFrame({"code": [101, 707], "name": ["København", "Norddjurs"]})


def frames(df_by_grant: pd.DataFrame = DF_BY_GRANT) -> Frames:
    empty = dict.fromkeys(FRAME_NAMES, pd.DataFrame())
    given = {"df_by_grant": df_by_grant, "df_by_municipality": DF_BY_MUNICIPALITY}
    return Frames(**(empty | given), status="synthetic", missing=())


def test_mean_length_of_closed_grants_of_the_two_years() -> None:
    df = duration.grant_duration(frames()).data.set_index("scheme")
    assert df["mean_weeks"].to_dict() == pytest.approx({"PA": 4, "HM": 10})
    assert df["grants"].to_dict() == {"PA": 3, "HM": 2}
    assert df["closed_grants"].to_dict() == {"PA": 2, "HM": 1}


def test_stock_and_inflow_of_a_year() -> None:
    df = duration.assistance_stock(frames()).data.set_index("year")
    # 2018: a and d; 2019: b, c and d. e is gone before.
    assert df["active_persons"].to_dict() == {"2018": 2, "2019": 3}
    assert df["granted_persons"].to_dict() == {"2018": 1, "2019": 2}
    assert df["earlier_persons"].to_dict() == {"2018": 1, "2019": 1}
    assert df["earlier_pct"].tolist() == pytest.approx([50, 100 / 3])


def test_a_municipality_beside_the_country() -> None:
    durations = duration.grant_duration(frames(), kommune=707)
    assert durations.data["area"].tolist() == ["Norddjurs", "Norddjurs", "Hele landet", "Hele landet"]
    assert durations.id == "profil-varighed" and "PA og HM: færre end 5 bevillinger" in durations.note
    stock = duration.assistance_stock(frames(), kommune=707)
    assert stock.data["active_persons"].tolist() == [1, 0, 2, 3]
    assert "2019: ingen borgere i kommunen" in stock.note


def test_nothing_to_show() -> None:
    nothing = frames(DF_BY_GRANT.head(0))
    assert duration.grant_duration(nothing).kind == "empty"
    assert duration.assistance_stock(nothing).kind == "empty"


def test_the_printed_weeks_and_stock(data: Frames) -> None:
    weeks = duration.grant_duration(data).data.set_index("scheme")["mean_weeks"]
    assert weeks.round().to_dict() == {"PA": 70, "HM": 217, "IB": 40}
    assert duration.assistance_stock(data).data["active_persons"].tolist() == [9_498, 10_319]  # N24 Tabel 2
