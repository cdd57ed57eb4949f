import numpy as np
import pandas as pd
import pytest

from utils.synthetic import persons
from utils.synthetic.persons import NOWHERE, dated, first_grants
from utils.synthetic.registers import Lives

# Municipality × (PA, HM) × (2018, 2019).
COUNTS = np.array([[[4, 4], [1, 0]], [[0, 1], [6, 3]], [[1, 0], [0, 0]]])


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Seven PA persons and six HM persons, one of them without municipality and with two grants."""
    monkeypatch.setattr(persons, "printed", {"K21-0521": 7.0, "K21-0522": 6.0}.__getitem__)
    monkeypatch.setattr(persons, "PERSONS_WITHOUT_MUNICIPALITY", {"PA": 0, "HM": 1})
    monkeypatch.setattr(persons, "GRANTS_WITHOUT_MUNICIPALITY", np.array([[0, 0], [1, 1]]))


@pytest.mark.usefixtures("small")
def test_persons_in_proportion_to_grants_and_at_least_one() -> None:
    # PA: 8, 1 and 1 grants of 10 for 7 persons: 5.6, 0.7, 0.7 → 5, 1, 1 and none left over.
    # HM: 1, 9 and 0 grants for 5 persons of known municipality: 0.5, 4.5, 0 → 1, 4, 0.
    assert persons.persons_by_municipality(COUNTS).tolist() == [[5, 1], [1, 4], [1, 0], [0, 1]]


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("seed", range(3))
def test_every_person_has_a_grant_and_every_grant_a_person(seed: int) -> None:
    df = persons.drawn_grants(np.random.default_rng(seed), COUNTS)
    cells = df.groupby(["municipality", "scheme", "year"]).size()
    assert cells[0, "PA", 2018] == 4 and cells[0, "PA", 2019] == 4
    assert cells[1, "HM", 2018] == 6 and cells[1, "HM", 2019] == 3
    assert cells[3, "HM", 2018] == 1 and cells[3, "HM", 2019] == 1  # the person without municipality
    assert len(df) == 22  # 20 of known municipality and 2
    assert df.groupby("scheme")["person"].nunique().to_dict() == {"PA": 7, "HM": 6}
    assert df["person"].nunique() == 13  # no number is used by two schemes yet
    assert (df.groupby("person")["municipality"].nunique() == 1).all()


def test_full_size(free_lives: Lives) -> None:
    df = free_lives.df_by_person_scheme
    assert df.groupby("scheme").size().to_dict() == {"PA": 7_335, "HM": 23_341}
    assert (df["municipality"] == NOWHERE).groupby(df["scheme"]).sum().to_dict() == {"PA": 0, "HM": 43}
    grants = free_lives.df_by_grant.groupby(["scheme", "year"]).size()
    assert grants.to_dict() == {("PA", 2018): 5_066, ("PA", 2019): 5_495, ("HM", 2018): 15_785, ("HM", 2019): 16_559}
    assert df.groupby("scheme")["grants"].sum().to_dict() == {"PA": 10_561, "HM": 32_344}


def test_persons_with_both_schemes(free_lives: Lives) -> None:
    df = free_lives.df_by_person_scheme
    both = df[df["person"].duplicated(keep=False)]
    assert len(both) == 2 * 653  # 8,9 percent of 7,335
    by_person = both.groupby("person")
    assert (by_person["scheme"].nunique() == 2).all()
    assert (by_person["municipality"].nunique() == 1).all()
    assert (by_person["start_date"].nunique() == 1).all()
    assert NOWHERE not in set(both["municipality"])


def test_dates_are_weekdays_of_their_year(free_lives: Lives) -> None:
    df = free_lives.df_by_grant
    assert (df["start_date"].dt.year == df["year"]).all()
    assert df["start_date"].dt.day_of_week.max() <= 4
    assert df["start_date"].min() == pd.Timestamp("2018-01-01")  # a Monday
    assert df["start_date"].max() == pd.Timestamp("2019-12-31")


def test_a_person_with_both_schemes_gets_them_on_one_day_and_the_rest_later() -> None:
    df = pd.DataFrame(
        [
            (1, "PA", 2019), (1, "HM", 2018), (1, "PA", 2018), (1, "HM", 2018), (1, "PA", 2018),
            (2, "HM", 2019), (2, "HM", 2019), (2, "HM", 2018),
        ],
        columns=["person", "scheme", "year"],
    ).assign(municipality=0)  # fmt: skip
    for seed in range(50):
        result = dated(np.random.default_rng(seed), df)
        first = result.groupby(["person", "scheme"])["start_date"].min()
        assert first[1, "PA"] == first[1, "HM"]
        assert (result["start_date"] >= result["person"].map(result.groupby("person")["start_date"].min())).all()
        assert (result["start_date"].dt.year == result["year"]).all()
        assert first[2, "HM"].year == 2018


def test_the_last_days_of_a_year_stay_in_it() -> None:
    class Late:
        """Always draws the very end of the unit interval."""

        def random(self, size: int) -> np.ndarray:
            return np.full(size, 1 - 1e-12)

    df = pd.DataFrame({"person": [1, 1], "scheme": "PA", "year": 2019, "municipality": 0})
    dates = dated(Late(), df)["start_date"]  # type: ignore[arg-type]
    # Day 363 of 2019 is Sunday 29 December, which becomes Friday the 27th; the later grant lies on the 31st.
    assert dates.tolist() == [pd.Timestamp("2019-12-27"), pd.Timestamp("2019-12-31")]


def test_first_grants() -> None:
    df_by_grant = pd.DataFrame(
        [
            (1, "PA", 5, "2018-06-01"),
            (1, "PA", 5, "2018-03-01"),
            (1, "HM", 5, "2018-03-01"),
            (2, "HM", 7, "2019-01-02"),
            (1, "PA", 5, "2019-01-02"),
        ],
        columns=["person", "scheme", "municipality", "start_date"],
    ).astype({"start_date": "datetime64[s]"})
    df = first_grants(df_by_grant).set_index(["person", "scheme"])
    assert df.loc[(1, "PA"), "start_date"] == pd.Timestamp("2018-03-01")
    assert df["grants"].to_dict() == {(1, "HM"): 1, (1, "PA"): 3, (2, "HM"): 1}
    assert df.loc[(2, "HM"), "municipality"] == 7
