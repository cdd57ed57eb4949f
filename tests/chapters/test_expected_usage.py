import numpy as np
import pandas as pd
import pytest

from utils.chapters import expected_usage
from utils.errors import HkoError
from utils.frames import FRAME_NAMES, Frames

NUMBER = 20
DRAGOER, SECOND = 155, 1001


def frames(missing: tuple[str, ...] = (), rows: int = NUMBER, ranks: bool = True) -> Frames:
    """Municipalities whose rate halves every 33 ranks, a tenth up and down in turn; Dragør, the first, far below.

    The second has no grant of PA.
    """
    rank = np.arange(1, NUMBER + 1)
    rate = 0.8 * 0.5 ** (rank / 33) * np.where(rank % 2, 1.1, 0.9)
    rate[0] = 0.01
    df = pd.DataFrame(
        {"code": [DRAGOER, *range(SECOND, SECOND + NUMBER - 1)], "name": ["Dragør", *[f"By {i}" for i in range(2, NUMBER + 1)]],
         "framework_rank": pd.array(rank if ranks else [None] * NUMBER, dtype="Int64"),
         "log10_inhabitants": 4 + 0.1 * (rank * 7 % 11), "grants": 100, "grants_pa": 40, "grants_hm": 60,
         "usage_rate_two_year_pct": rate, "usage_rate_two_year_pa_pct": 0.4 * rate, "usage_rate_two_year_hm_pct": 0.6 * rate}
    )  # fmt: skip
    df.loc[0, ["grants", "grants_pa", "grants_hm"]] = [3, 1, 2]
    df.loc[1, ["grants_pa", "usage_rate_two_year_pa_pct"]] = [0, 0.0]
    made = dict.fromkeys(FRAME_NAMES, pd.DataFrame()) | {"df_by_municipality": df.head(rows)}
    return Frames(**made, status="synthetic", missing=missing)


def row(data: Frames, kommune: int, scheme: str = "PA og HM") -> pd.Series:
    return expected_usage.expected_table(data, kommune).data.set_index("scheme").loc[scheme]


def test_the_ratio_is_observed_over_expected_and_dragoer_is_outside_even_among_all() -> None:
    found = row(frames(), DRAGOER)
    # The others lie at 0.8 · 2^(-1/33) = 0.78 at its rank.
    assert found["expected_pct"] == pytest.approx(0.78, rel=0.15)
    assert found["ratio"] == pytest.approx(0.01 / found["expected_pct"])
    assert found["n_municipalities"] == NUMBER - 1
    assert found["verdict"] == "lavere end ventet, også når der tages højde for, at 20 kommuner prøves"


def test_a_municipality_like_the_others_is_within_what_is_expected() -> None:
    found = row(frames(), SECOND + 5)
    assert found["verdict"] == "inden for det, man kan vente"
    assert found["ratio_lower"] < 1 < found["ratio_upper"]


def test_an_outlier_that_chance_could_give_says_how_many_are_expected() -> None:
    assert expected_usage._verdict(1.8, 0.03, 98) == (
        "højere end ventet, men af 98 kommuner ventes omkring 5 uden for ved tilfælde"
    )
    assert expected_usage._verdict(float("nan"), float("nan"), 98) == "kan ikke afgøres"


def test_without_grants_nothing_is_compared() -> None:
    found = row(frames(), SECOND, "PA")
    assert found["verdict"] == "ingen bevillinger: intet forventet tal sammenlignes"
    assert (found["grants"], found["observed_pct"], found["ratio_quality"]) == (0, 0, 3)
    assert np.isnan(found["expected_pct"]) and np.isnan(found["ratio"])
    exhibit = expected_usage.expected_table(frames(), SECOND)
    assert "PA: ingen bevillinger i kommunen er med i tallet." in exhibit.note and "nan" not in exhibit.html


def test_few_grants_say_so_and_bear_little() -> None:
    assert "færre end 5 bevillinger i kommunen; tallet siger næsten intet." in (
        expected_usage.expected_table(frames(), DRAGOER).note
    )
    assert row(frames(), DRAGOER)["ratio_quality"] == 3


def test_a_municipality_without_a_rank_says_so() -> None:
    data = frames()
    data.df_by_municipality.loc[3, "framework_rank"] = pd.NA
    assert row(data, SECOND + 2)["verdict"] == "rammevilkår kendes ikke"


def test_all_municipalities_names_those_outside() -> None:
    exhibit = expected_usage.all_municipalities(frames())
    assert exhibit.alt.endswith("1 af 20 kommuner ligger uden for deres forudsigelsesinterval (Dragør).")
    assert "Dragør ligger længere fra, end et tilfælde blandt 20 kommuner giver" in exhibit.note
    assert [text.get_text() for text in exhibit.figure.axes[0].texts if text.get_text()] == ["Dragør"]


@pytest.mark.parametrize(
    "make", [expected_usage.all_municipalities, lambda data: expected_usage.expected_table(data, DRAGOER)]
)
def test_without_rammevilkaar_and_with_few_municipalities_the_exhibit_says_so(make) -> None:
    exhibit = make(frames(missing=("municipality_conditions",), ranks=False))
    assert exhibit.kind == "empty" and "municipality_conditions" in exhibit.note
    exhibit = make(frames(rows=1))
    assert exhibit.kind == "empty"
    assert exhibit.note == (
        "Intet forventet tal kan beregnes: for få kommuner (1 har bevillinger og tal til alle led, mindst 5 skal til)."
    )


def test_an_unknown_municipality_is_named() -> None:
    with pytest.raises(HkoError, match="kommune=411"):
        expected_usage.expected_table(frames(), 411)
