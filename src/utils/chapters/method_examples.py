"""Worked examples of the method page: invented numbers, small enough to follow with a pencil, before the formula.

An example is a table of steps; its last row is what the function behind the pages gives for the same numbers, and the
rows before it show how it comes about. The numbers are no municipality's.
"""

import numpy as np
import pandas as pd
from scipy.stats import norm

from utils.publish.exhibit import Column, Exhibit
from utils.publish.formats import interval, number, p_value, percent
from utils.publish.status import SYNTHETIC
from utils.statistics.intervals import LEVEL, wilson_pct
from utils.statistics.permutation import exact_p_values

INVENTED = "Opdigtede tal, der kun viser regningen. Kilde: egen beregning."
Steps = list[tuple[str, str, str]]


def example(name: str, title: str, steps: Steps, note: str = INVENTED) -> Exhibit:
    """A table of steps: what is done, the arithmetic, what comes out."""
    df = pd.DataFrame(steps, columns=["step", "arithmetic", "result"])
    columns = {"step": Column("Trin"), "arithmetic": Column("Regnestykke"), "result": Column("Giver")}
    return Exhibit(f"metode-eksempel-{name}", f"Eksempel: {title}", df, SYNTHETIC, note, columns=columns)


def wilson() -> Exhibit:
    """Wilson's interval of 8 of 20."""
    count, total = 8, 20
    share, z = count / total, norm.ppf(1 - LEVEL / 2)
    centre = (share + z**2 / (2 * total)) / (1 + z**2 / total)
    half = z / (1 + z**2 / total) * np.sqrt(share * (1 - share) / total + z**2 / (4 * total**2))
    limits = wilson_pct(pd.Series([count]), pd.Series([total])).iloc[0]
    steps = [
        ("Andelen", f"{count} af {total}", percent(100 * share)),
        ("Midten rykkes mod 50 pct.", "(0,4 + 1,96² / 40) / (1 + 1,96² / 20)", percent(100 * centre, 1)),
        ("Til hver side", "1,96 / (1 + 1,96² / 20) · √(0,4 · 0,6 / 20 + 1,96² / 1.600)", f"± {number(100 * half, 1)}"),
        ("95 pct.-interval", "midten ± siden", f"{interval(limits['lower_pct'], limits['upper_pct'], 1)} pct."),
    ]
    return example("wilson", "intervallet om en andel", steps)


MUNICIPALITIES = ("A", "B", "C", "D")
PERSONS, INCREASED = (10, 30, 20, 20), (4, 9, 2, 3)
TYPES = ("proaktiv", "proaktiv", "reaktiv", "reaktiv")


def permutation() -> Exhibit:
    """Four municipalities of two types: all six ways of handing the types out."""
    steps = []
    for first in range(4):
        for second in range(first + 1, 4):
            chosen = np.isin(range(4), [first, second])
            sides = [(np.array(INCREASED)[side].sum(), np.array(PERSONS)[side].sum()) for side in (chosen, ~chosen)]
            shares = [100 * of / base for of, base in sides]
            names = f"{MUNICIPALITIES[first]} og {MUNICIPALITIES[second]} proaktive"
            own = " (sådan er de)" if (first, second) == (0, 1) else ""
            arithmetic = " mod ".join(f"{of} / {base}" for of, base in sides)
            steps.append((f"{names}{own}", arithmetic, f"{number(abs(shares[0] - shares[1]), 1)} procentpoint"))
    events, persons = np.array(INCREASED)[:, None], np.array(PERSONS)[:, None]
    p_values, ways = exact_p_values(events.astype(float), persons.astype(float), np.array(TYPES))
    as_large = round(p_values[0] * ways)
    steps.append(("p-værdi", f"{as_large} af {ways} måder giver mindst lige så meget", p_value(p_values[0])))
    return example("permutation", "byt om på kommunerne", steps)
