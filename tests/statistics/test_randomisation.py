import numpy as np
import pytest

from utils.statistics.randomisation import balance_p_values, contrast_p_values, expected_counts, redrawn

# Two municipalities: arms 0, 0, 1, 1 and 0, 1.
ARMS = np.array([0, 0, 1, 1, 0, 1])
BLOCKS = np.array([7, 7, 7, 7, 8, 8])


def test_arms_stay_within_their_municipality() -> None:
    lines = np.concatenate(list(redrawn(ARMS, BLOCKS, draws=2_500)))
    assert lines.shape == (2_500, 6)
    assert (lines[:, :4].sum(axis=1) == 2).all() and (lines[:, 4:].sum(axis=1) == 1).all()
    # Each of the 6 · 2 ways comes about equally often: 2,500/12 = 208.
    _, counts = np.unique(lines, axis=0, return_counts=True)
    assert len(counts) == 12 and counts.min() > 150 and counts.max() < 270


def test_the_same_seed_hands_out_the_same_arms() -> None:
    one, two = (np.concatenate(list(redrawn(ARMS, BLOCKS, 50))) for _ in range(2))
    assert (one == two).all()


def test_expected_counts_follow_the_municipalities() -> None:
    # Category 1: three of four in the first (half to each arm), none in the second. Category 0: one and two.
    expected = expected_counts(ARMS, np.array([1, 1, 1, 0, 0, 0]), BLOCKS)
    assert expected.tolist() == [[0.5 + 1, 1.5], [0.5 + 1, 1.5]]


def test_arms_that_follow_a_characteristic_are_out_of_balance() -> None:
    # Arm and category are the same: 1 of 6 ways in the first, 1 of 2 in the second, and the mirror image: 2/12.
    # The second characteristic is the municipality, in which the arms are as expected whatever is drawn.
    statistics, p_values = balance_p_values(ARMS, [ARMS, np.array([0, 0, 0, 0, 1, 1])], BLOCKS)
    assert statistics.tolist() == pytest.approx([4 * 1.5**2 / 1.5, 0])
    assert p_values[0] == pytest.approx(2 / 12, abs=4 * np.sqrt(1 / 6 * 5 / 6 / 9_999))
    assert p_values[1] == 1


def test_a_difference_is_judged_within_municipalities() -> None:
    # The first answers 1, 2, 3, 4: arm 1 has 3½ against 1½; the second 0 and 6. Means of three: 13/3 against 3/3.
    answers = np.array([1.0, 2.0, 3.0, 4.0, 0.0, 6.0])
    parts = np.stack([(answers / 3)[:, None]] * 2)
    differences, p_values = contrast_p_values(ARMS, BLOCKS, parts)
    assert differences[0, 0] == pytest.approx(10 / 3)
    # The greatest of the 12 differences, and its mirror image.
    assert p_values[0, 0] == pytest.approx(2 / 12, abs=4 * np.sqrt(1 / 6 * 5 / 6 / 9_999))


def test_what_the_municipalities_alone_give_is_no_effect() -> None:
    # All in the second municipality answer 8, nobody in the first. Arm 1 has two of three there, arm 0 one of three:
    # the difference of 8/3 is there in every drawing, and nothing is farther from it.
    arms, blocks = np.array([0, 0, 1, 0, 1, 1]), np.array([7, 7, 7, 8, 8, 8])
    parts = np.stack([(np.array([0.0, 0, 0, 8, 8, 8]) / 3)[:, None]] * 2)
    differences, p_values = contrast_p_values(arms, blocks, parts)
    assert differences[0, 0] == pytest.approx(8 / 3) and p_values[0, 0] == 1


def test_an_answer_that_all_give_is_never_a_difference() -> None:
    parts = np.stack([np.full((6, 1), 1 / 3)] * 2)
    differences, p_values = contrast_p_values(ARMS, BLOCKS, parts)
    assert differences[0, 0] == 0 and p_values[0, 0] == 1
