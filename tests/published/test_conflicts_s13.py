"""Why no printed number of Beretning 2013 is a contradiction: what looks like one can still hold together.

The audit names what does not fit (relations.csv); a contradiction is only what no reading can join.
"""

import pytest

from utils.published.comparison import comparisons, round_half_up
from utils.published.registry import printed_numbers

VALUE = printed_numbers().set_index("id")["value"].astype(float)


def p(number: str) -> float:
    return float(VALUE[f"S13-{number}"])


def test_every_number_has_its_place_or_reason() -> None:
    df = comparisons()
    reasons = df.loc[df["doc"] == "S13", "reason"]
    assert len(reasons) == 219
    assert set(reasons) & {"not_yet", "source_inconsistent"} == set()


@pytest.mark.parametrize(
    "number",
    ["0076", "0077", "0078", "0085", "0086", "0107", "0108", "0109", "0110", "0111", "0143",
     "0114", "0115", "0116", "0117", "0118", "0119"],
)  # fmt: skip
def test_a_share_of_those_who_answered_is_one_whole_number_of_persons(number: str) -> None:
    answered = int(p("0048"))
    assert sum(round_half_up(100 * persons / answered, 1) == p(number) for persons in range(answered + 1)) == 1


def test_courses_hold_when_then_three_means_three_in_all() -> None:
    assert p("0162") + p("0163") + p("0164") == 13 != p("0169")
    assert p("0162") + p("0164") == p("0169")


def test_the_newsletter_s_growth_holds_only_at_the_ends_of_the_words() -> None:
    assert round_half_up(100 * (p("0181") / p("0180") - 1), 1) == 43
    fitting = [
        before
        for before in range(int(p("0180")), 800)
        for after in range(900, int(p("0181")))
        if round_half_up(100 * (after / before - 1), 1) == p("0179")
    ]
    assert fitting and min(fitting) >= 717
    # With at least 950 at the end there were over 750 at the beginning.
    assert 950 / (1 + 0.255) > 750


def test_one_number_of_jobcentres_fits_both_rounds_of_theme_days() -> None:
    # "cirka tre ud af fire" is 70 to 80 percent, as every share in words here.
    fitting = [
        jobcentres
        for jobcentres in range(77, 120)
        if all(70 <= 100 * p(number) / jobcentres <= 80 for number in ("0166", "0168"))
    ]
    assert fitting == [95, 96, 97]
