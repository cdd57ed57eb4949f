"""Printed numbers of K21 5.5 that cannot hold together: arithmetic on the print and on the real inhabitants."""

import pytest

from utils.published.comparison import agrees, round_half_up
from utils.registers.municipalities import municipalities
from utils.synthetic.targets import printed, window

MILLION = ("K21-0720", "K21-0721", "K21-0722")
DATES = ("inhabitants_2018k4", "inhabitants_2019k4", "inhabitants_2020k3")
INHABITANTS = municipalities().set_index("code")
KOEBENHAVN, AARHUS, FAABORG_MIDTFYN, HOEJE_TAASTRUP, FREDERIKSBERG = 101, 751, 430, 169, 147


@pytest.mark.proves("K21-0726", "K21-0728", "K21-0730")
@pytest.mark.parametrize(
    "counts",
    [
        ("K21-0521", "K21-0522", "K21-0649"),  # persons granted 2018–2019
        ("K21-0445", "K21-0446", "K21-0447"),  # grants of 2019
    ],
)
def test_no_printed_count_gives_28_72_and_0_2_percent(counts: tuple[str, str, str]) -> None:
    numbers = [printed(number) for number in counts]
    for number, share in zip(numbers, ("K21-0726", "K21-0728", "K21-0730"), strict=True):
        low, high = window(share, share=0.5)
        assert not low <= 100 * number / sum(numbers) < high


@pytest.mark.proves("K21-0726", "K21-0728")
def test_nor_do_persons_of_2019_with_the_aids_of_n24() -> None:
    # At most 5,495 persons have one of the grants of assistance of 2019; aids were granted to 14,571 (N24 Tabel 3).
    assistance, aids = printed("K21-0445"), printed("N24-0032")
    assert 100 * assistance / (assistance + aids) < window("K21-0726", share=0.5)[0]
    assert 100 * aids / (assistance + aids + printed("K21-0447")) > window("K21-0728", share=0.5)[1]


@pytest.mark.proves("K21-0730")
def test_persons_of_2019_alone_do_not_give_0_2_percent_either() -> None:
    # At most 21 persons have one of the 21 icebreaker grants of 2019, so 0,15 percent needs at most 14,000 persons
    # in all; aids alone were granted to more (N24 Tabel 3).
    assert printed("K21-0447") / (window("K21-0730", share=0.5)[0] / 100) < printed("N24-0032")


@pytest.mark.proves("K21-0727")
def test_assistance_cannot_be_90_percent_of_the_printed_amounts() -> None:
    (_, most), (least_aids, _), (least_icebreaker, _) = (window(number, share=0.5) for number in MILLION)
    assert 100 * most / (most + least_aids + least_icebreaker) < window("K21-0727", share=0.5)[0]


@pytest.mark.proves("K21-0732")
def test_odense_spends_more_than_its_share_of_inhabitants() -> None:
    assert printed("K21-0732") == 4
    assert window("K21-0743", share=0.5)[0] > window("K21-0742", share=0.5)[1]  # 6,5 against 4,5


@pytest.mark.proves("K21-0767")
def test_the_icebreaker_price_rounds_to_216600() -> None:
    assert round_half_up(printed("K21-0766"), 100) == 216_600 != printed("K21-0767")


@pytest.mark.proves("K21-0774", "K21-0775")
@pytest.mark.parametrize(("number", "count"), [("K21-0774", 8), ("K21-0775", 9)])
def test_expenditure_per_inhabitant_exceeds_what_the_country_spent(number: str, count: int) -> None:
    # A mean of `count` municipalities: even if all were as small as the smallest they would have to spend more.
    smallest = INHABITANTS["inhabitants_2019k4"].min()
    country = sum(window(million, share=0.5)[1] for million in MILLION) * 1e6
    assert count * window(number, 1000, share=0.5)[0] * smallest > 5 * country


def test_the_printed_sizes_are_those_of_2019k4() -> None:
    assert INHABITANTS.loc[FREDERIKSBERG, "inhabitants_2019k4"] == printed("K21-0158")
    assert INHABITANTS.loc[400, "inhabitants_2019k4"] == printed("K21-0156")


@pytest.mark.proves("K21-0736", "K21-0738", "K21-0755")
@pytest.mark.parametrize("date", DATES)
@pytest.mark.parametrize(
    ("code", "number"), [(KOEBENHAVN, "K21-0736"), (AARHUS, "K21-0738"), (FAABORG_MIDTFYN, "K21-0755")]
)
def test_the_share_of_inhabitants_is_another_at_every_date(code: int, number: str, date: str) -> None:
    share = 100 * INHABITANTS.loc[code, date] / INHABITANTS[date].sum()
    unit = 0.1 if number == "K21-0755" else 1
    assert not agrees(printed(number), share, "equal", unit)


@pytest.mark.proves("K21-0755")
def test_faaborg_midtfyn_has_more_inhabitants_than_hoeje_taastrup_and_a_smaller_printed_share() -> None:
    for date in DATES:
        assert INHABITANTS.loc[FAABORG_MIDTFYN, date] > INHABITANTS.loc[HOEJE_TAASTRUP, date]
    assert printed("K21-0755") < printed("K21-0759")


@pytest.mark.proves("K21-0736", "K21-0738")
@pytest.mark.parametrize(
    ("code", "number", "other_code", "other"),
    [(KOEBENHAVN, "K21-0736", HOEJE_TAASTRUP, "K21-0759"), (AARHUS, "K21-0738", FAABORG_MIDTFYN, "K21-0755")],
)
def test_no_total_of_inhabitants_fits_both_shares(code: int, number: str, other_code: int, other: str) -> None:
    people = INHABITANTS["inhabitants_2019k4"]
    largest_total = people[code] / (window(number, share=0.5)[0] / 100)
    smallest_total = people[other_code] / (window(other, share=0.5)[1] / 100)
    assert largest_total < smallest_total
