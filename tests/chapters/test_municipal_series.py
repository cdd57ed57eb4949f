import pandas as pd
import pytest

from utils.chapters import municipal_series as chapter
from utils.frames import FRAME_NAMES, Frames

SERIES = pd.DataFrame(
    [
        (chapter.LEDIGHEDSYDELSE, "Hele landet", "Jun 2024", 130.0),
        (chapter.FLEXJOB, "Hele landet", "Jun 2024", 870.0),
        (chapter.LEDIGHEDSYDELSE, "Norddjurs", "Jun 2024", 30.0),
        (chapter.FLEXJOB, "Norddjurs", "Jun 2024", 170.0),
    ],
    columns=["series", "area", "period", "value"],
)
MUNICIPALITIES = pd.DataFrame({"code": [707, 825], "name": ["Norddjurs", "Læsø"]})
FRAMES = dict.fromkeys(FRAME_NAMES, pd.DataFrame()) | {"df_by_series": SERIES, "df_by_municipality": MUNICIPALITIES}
DATA = Frames(**FRAMES, status="synthetic", missing=())


def test_the_national_rate_says_how_many_fewer_there_would_be() -> None:
    exhibit = chapter.flexjob_unemployment(DATA, 707)
    own = exhibit.data.set_index("area").loc["Norddjurs"]
    # 130 of 1,000 is 13.0 percent; of 30 + 170 that is 26, 4 fewer than the 30 there are.
    assert own["unemployment_pct"] == pytest.approx(15.0)
    assert own[["at_national_rate", "difference", "reduction_needed"]].tolist() == [26, -4, 4]
    country = exhibit.data.set_index("area").loc["Hele landet"]
    assert country[["at_national_rate", "difference", "reduction_needed"]].isna().all()
    assert "reduction_needed" not in exhibit.columns


def test_the_note_says_it_with_the_month_in_danish() -> None:
    assert chapter.flexjob_unemployment(DATA, 707).note == (
        "Fuldtidspersoner; ledighed = ledighedsydelse i pct. af ledighedsydelse og fleksjob. Landets procent ville i "
        "juni 2024 betyde 26 ledige i Norddjurs mod 30 (15,0 pct.), altså −4. Kilde: N24 tabel 4, l.155–178."
    )


def test_a_municipality_without_a_printed_series_has_none() -> None:
    exhibit = chapter.flexjob_unemployment(DATA, 825)
    assert exhibit.kind == "empty"
    assert exhibit.note == "N22 og N24 trykker kun tal for Norddjurs og hele landet."
