from collections.abc import Callable

import pandas as pd
import pytest

from utils.chapters import full_time_shares
from utils.frames import FRAME_NAMES, Frames
from utils.publish.exhibit import Exhibit

DF_BY_GRANT = pd.DataFrame(
    [
        ("PA", "a", "1", "2017-05-01", None, 707, "fleksjob"),
        ("PA", "b", "2", "2017-05-01", "2018-12-31", 707, "fleksjob"),
        ("PA", "c", "3", "2019-05-01", None, 101, "selvforsørgelse"),
        ("HM", "a", "4", "2019-03-01", None, 707, "fleksjob"),
        ("HM", "d", "5", "2019-03-01", None, 101, "fleksjob"),
        ("HM", "e", "6", "2018-03-01", None, 101, "kontanthjælp"),
    ],
    columns=["scheme", "pnr", "id", "start_date", "end_date", "municipality", "benefit_group"],
).assign(
    start_date=lambda df: pd.to_datetime(df["start_date"]),
    end_date=lambda df: pd.to_datetime(df["end_date"]),
    year=lambda df: df["start_date"].dt.year,
)
FULL_TIME = pd.DataFrame(
    [(101, 2019, "fleksjob", 60.0), (707, 2019, "fleksjob", 20.0), (707, 2019, "revalidering", 5.0)],
    columns=["KOMMUNE", "AAR", "YDELSESGRUPPE", "FULDTIDSPERSONER"],
)
DF_BY_MUNICIPALITY = pd.DataFrame({"code": [101, 707], "name": ["København", "Norddjurs"]})
BOTH = [full_time_shares.aids, full_time_shares.personal_assistance]
Make = Callable[..., Exhibit]


def frames(missing: tuple[str, ...] = (), full_time: pd.DataFrame = FULL_TIME) -> Frames:
    empty = dict.fromkeys(FRAME_NAMES, pd.DataFrame())
    given = {
        "df_by_grant": DF_BY_GRANT,
        "df_by_municipality_benefit": full_time,
        "df_by_municipality": DF_BY_MUNICIPALITY,
    }
    return Frames(**(empty | given), status="synthetic", missing=missing)


def share(exhibit: Exhibit, area: str, benefit_group: str = "fleksjob") -> float:
    df = exhibit.data.set_index(["area", "benefit_group"])
    return float(df.loc[(area, benefit_group), "share_of_full_time_pct"])


def test_aids_granted_in_the_year() -> None:
    exhibit = full_time_shares.aids(frames())
    assert share(exhibit, "Hele landet") == pytest.approx(2.5)  # a and d of 80
    assert exhibit.id == "k21-figur-22" and len(exhibit.data) == 10
    assert "I hele landet får 2 borgere en af de ti ydelser; 0 andre" in exhibit.note


def test_assistance_that_runs_in_the_year_whenever_it_was_given() -> None:
    exhibit = full_time_shares.personal_assistance(frames())
    assert share(exhibit, "Hele landet") == pytest.approx(1.25)  # a of 80; b ended in 2018, c has no counterpart
    assert "I hele landet får 1 borgere en af de ti ydelser; 1 andre" in exhibit.note


def test_a_municipality_beside_the_country() -> None:
    exhibit = full_time_shares.aids(frames(), kommune=707)
    assert exhibit.id == "profil-figur-22"
    assert share(exhibit, "Norddjurs") == pytest.approx(5) and share(exhibit, "Hele landet") == pytest.approx(2.5)
    assert [axes.get_title("left") for axes in exhibit.figure.axes] == ["Norddjurs", "Hele landet"]
    assert "Færre end 5 borgere i kommunen" in exhibit.note


@pytest.mark.parametrize("make", BOTH)
def test_without_the_register_or_without_the_year(make: Make) -> None:
    exhibit = make(frames(missing=("municipality_full_time_persons",)))
    assert exhibit.kind == "empty" and "municipality_full_time_persons" in exhibit.note
    assert make(frames(full_time=FULL_TIME.assign(AAR=2018))).kind == "empty"


def test_the_printed_shares(data: Frames) -> None:
    assert round(share(full_time_shares.aids(data), "Hele landet"), 1) == 3.2
    assert round(share(full_time_shares.aids(data), "Hele landet", "kontanthjælp"), 1) == 2.7
    assert round(share(full_time_shares.personal_assistance(data), "Hele landet"), 1) == 2.5
    assert round(share(full_time_shares.personal_assistance(data), "Hele landet", "kontanthjælp"), 1) == 0.3


@pytest.mark.parametrize("make", BOTH)
def test_more_used_where_the_report_says_so(data: Frames, make: Make) -> None:
    exhibit = make(data)
    for used in ("fleksjob", "sygedagpenge", "ledighedsydelse", "jobafklaring"):
        for less in ("a-dagpenge", "kontanthjælp"):
            assert share(exhibit, "Hele landet", used) > share(exhibit, "Hele landet", less)
