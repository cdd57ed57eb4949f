import numpy as np
import pandas as pd

from utils.synthetic.active_cases import active, ended_in_time, people_of


def grants(rows: list[tuple[int, str, str, str | None]]) -> pd.DataFrame:
    df = pd.DataFrame(rows, columns=["person", "benefit_group", "start_date", "end_date"])
    df["start_date"], df["end_date"] = pd.to_datetime(df["start_date"]), pd.to_datetime(df["end_date"])
    return df.assign(year=df["start_date"].dt.year)


def test_a_grant_is_active_on_its_last_day_and_without_an_end() -> None:
    df = grants([
        (1, "x", "2017-01-01", "2019-01-01"), (2, "x", "2017-01-01", "2018-12-31"), (3, "x", "2017-01-01", None),
        (4, "x", "2020-01-01", None),
    ])  # fmt: skip
    assert active(df, 2019).tolist() == [True, False, True, False]
    assert active(df, 2018).tolist() == [True, True, True, False]


def test_lengths_are_exchanged_and_stay_as_many() -> None:
    long_2018 = [(i, "x", "2018-03-01", "2019-06-01") for i in range(10)]
    short_2019 = [(100 + i, "y", "2019-03-01", "2019-05-01") for i in range(10)]
    df = grants([*long_2018, *short_2019])
    ended = ended_in_time(np.random.default_rng(1), df, {"x": 4})
    assert people_of(ended[active(ended, 2019)]) == {"x": 4, "y": 10}
    days = [sorted((frame["end_date"] - frame["start_date"]).dt.days) for frame in (df, ended)]
    assert days[0] == days[1]


def test_who_is_granted_again_in_2019_cannot_be_ended() -> None:
    df = grants([(1, "x", "2018-03-01", "2019-06-01"), (1, "x", "2019-06-02", "2019-07-01")])
    assert ended_in_time(np.random.default_rng(1), df, {"x": 0})["end_date"].tolist() == df["end_date"].tolist()
