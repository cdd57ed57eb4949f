"""Printed numbers on background and types of aids that cannot hold together with what is printed elsewhere.

A test marked `proves` shows that each number it names cannot hold together with those that `conflicts_with` names.
"""

import numpy as np
import pytest
from scipy.optimize import linprog

from utils.published.registry import printed_numbers

VALUE = printed_numbers().set_index("id")["value"]


def p(number: str) -> float:
    return float(VALUE[f"K21-{number}"])


@pytest.mark.proves("K21-0503")
def test_one_share_is_printed_as_two_numbers() -> None:
    # Both are the persons with aids who are over 50; the text has the same number twice, the table another.
    assert p("0495") == p("0927") != p("0503")


@pytest.mark.proves("K21-0918")
def test_a_part_is_larger_than_the_whole() -> None:
    # A long higher education is a higher education: at most 21 percent of the persons with personal assistance.
    assert p("0918") - 0.5 > p("0506") + 0.5
    assert p("0506") == p("0525")
    # 45 is the share with an upper secondary or vocational education, and with 34 and 21 they are all.
    assert p("0918") == p("0505") == 100 - p("0919") - p("0506")


def largest_retention(tools_to_unemployed: float) -> float:
    """The largest share of aids for retention, in percent, when so many percent of the tools go to the unemployed.

    Variables: tools, furnishing and other aids, each for retention and for recruitment, as shares of all aids; every
    printed share may lie anywhere within half a percentage point.
    """
    tools, furnishing, to_keep = p("0622") / 100, p("0659") / 100, p("0710") / 100
    half, unemployed = 0.005, tools_to_unemployed / 100
    # Order: tools kept, tools recruited, furnishing kept, furnishing recruited, others kept, others recruited.
    upper = np.array(
        [
            [1, 1, 0, 0, 0, 0],
            [-1, -1, 0, 0, 0, 0],
            [0, 0, 1, 1, 0, 0],
            [0, 0, -1, -1, 0, 0],
            [unemployed - half, unemployed - half - 1, 0, 0, 0, 0],  # at least so many of the tools are recruited
            [0, 0, 1 - to_keep - half, -to_keep - half, 0, 0],  # at most so much of the furnishing is kept
        ]
    )
    bounds = [tools + half, half - tools, furnishing + half, half - furnishing, 0, 0]
    result = linprog(-np.array([1, 0, 1, 0, 1, 0]), A_ub=upper, b_ub=bounds, A_eq=np.ones((1, 6)), b_eq=[1])
    return -100 * float(result.fun)


@pytest.mark.proves("K21-0688", "K21-0709")
def test_retention_of_aids_and_tools_to_the_unemployed() -> None:
    # With 83 percent of the tools for the unemployed at most 32 percent of the aids are for retention; 39 is printed.
    assert p("0622") == p("0658")
    assert p("0688") == p("0709")
    assert largest_retention(p("0688")) == pytest.approx(32.4, abs=0.1)
    assert largest_retention(p("0688")) < p("0534") - 0.5 == p("0908") - 0.5
    # It is the 83 that is too much: with three quarters everything could hold.
    assert largest_retention(74) > p("0534") - 0.5
