from dataclasses import replace

import pandas as pd
import pytest

from utils.chapters.municipal_funnel import funnel_plot
from utils.frames import FRAME_NAMES, Frames

NAMES = ["Læsø", "Samsø", "Fanø", "Odder", "Vejle", "Aalborg"]
CODES = [825, 741, 563, 727, 630, 851]
LAESOE, VEJLE, AALBORG = 825, 630, 851


def frames(pa: list[tuple[int, int]]) -> Frames:
    """Persons with PA of each municipality: (increased, all)."""
    rows = [
        ("PA", code, number < increased)
        for code, (increased, total) in zip(CODES, pa, strict=False) for number in range(total)
    ]  # fmt: skip
    df = pd.DataFrame(rows, columns=["scheme", "municipality", "increased"]).astype({"increased": "boolean"})
    made = dict.fromkeys(FRAME_NAMES, pd.DataFrame()) | {
        "df_by_person_scheme": df, "df_by_municipality": pd.DataFrame(
            {"code": CODES, "name": NAMES, "log10_inhabitants": 4.5, "framework_rank": pd.NA}
        ),
    }  # fmt: skip
    return Frames(**made, status="synthetic", missing=())


# 100 of 200 in all: one half. Vejle's 30 of 40 are far above, Aalborg's 40 of 100 below.
DATA = frames([(2, 4), (5, 10), (8, 16), (15, 30), (30, 40), (40, 100)])


def test_the_country_is_the_centre_and_each_municipality_has_the_limits_of_its_number() -> None:
    df = funnel_plot(DATA, VEJLE).data.set_index("name")
    assert (df["country_pct"] == 50).all()
    # Of 10 at one half 2 to 8 lie within (tests/statistics/test_funnel.py): the line runs between 1 and 2.
    assert 10 < df.loc["Samsø", "low_95_pct"] < 20 and 80 < df.loc["Samsø", "high_95_pct"] < 90
    # z: 0, 0, 0, 0, 0.25/0.0791 = 3.16, -0.1/0.05 = -2; the tenths are -1 and 1.58, so φ = (1 + 2.5)/6.
    assert df["phi"].iloc[0] == pytest.approx((1 + (0.5 * 10**0.5) ** 2) / 6)
    assert df.loc["Vejle", ["count", "n", "share_pct", "quality"]].tolist() == [30, 40, 75, 2]


def test_the_alt_says_where_the_municipality_lies() -> None:
    # P(at least 30 of 40) = 0.0011, twice that below 0.05 but not below 0.002.
    assert funnel_plot(DATA, VEJLE).alt == (
        "Øgede løntimer i alle kommuner efter antal borgere. Personlig assistance: Vejle ligger over 95-grænsen med 75 pct. "
        "af 40, landet 50 pct."
    )
    assert "Læsø ligger inden for grænserne med 50 pct. af 4" in funnel_plot(DATA, LAESOE).alt


def test_the_note_counts_those_outside_and_gives_the_own_limits_in_persons() -> None:
    note = funnel_plot(DATA, VEJLE).note
    # Aalborg: P(at most 40 of 100) = 0.0284, twice that is above 0.05. Only Vejle lies outside.
    assert "her gør 1 af 6 (PA)" in note and "Omkring 0 kommuner" in note
    # qbinom(0.025, 40, 0.5) = 14, qbinom(0.975, 40, 0.5) = 26
    assert "PA: Vejle har 30 af 40; tilfældigheder alene giver 14–26 (95 pct.)." in note
    assert "HM er ikke med" in note


def test_where_municipalities_spread_more_than_chance_the_dashed_limits_count() -> None:
    # Shares of 20 and 80 percent of 50 each: z = ±4.24, φ = 18; chance alone gives 18 to 32.
    data = frames([(10, 50), (40, 50)] * 3)
    exhibit = funnel_plot(data, LAESOE)
    assert exhibit.data["phi"].tolist() == pytest.approx([18] * 6)
    assert "Læsø ligger under 99,8-grænsen, men inden for de stiplede" in exhibit.alt
    legend = [text.get_text() for text in exhibit.figure.legends[0].get_texts()]
    assert "95 pct. med kommunernes spredning" in legend


def test_without_more_spread_than_chance_there_are_no_dashed_limits() -> None:
    legend = [text.get_text() for text in funnel_plot(DATA, VEJLE).figure.legends[0].get_texts()]
    assert legend == ["Hele landet", "95 pct. ved tilfældigheder alene", "99,8 pct. ved tilfældigheder alene"]


def test_few_persons_say_so_and_nobody_too() -> None:
    assert "færre end 5 borgere i kommunen; tallet siger næsten intet." in funnel_plot(DATA, LAESOE).note
    data = frames([(0, 0), (5, 10), (8, 16), (15, 30), (30, 40), (42, 104)])
    exhibit = funnel_plot(data, LAESOE)
    assert "PA: ingen borgere i kommunen er med i tallet." in exhibit.note
    assert exhibit.alt.endswith("Personlig assistance: ingen borgere i Læsø.")
    assert exhibit.figure.axes


@pytest.mark.parametrize("pa", [[], [(3, 9)], [(0, 4)] * 6, [(4, 4)] * 6])
def test_nothing_to_draw_says_why(pa: list[tuple[int, int]]) -> None:
    exhibit = funnel_plot(frames(pa), LAESOE)
    assert exhibit.kind == "empty" and "ingen grænser at tegne" in exhibit.note


def test_the_status_of_the_extract_follows() -> None:
    assert funnel_plot(replace(DATA, status="register"), AALBORG).status == "register"
