"""Worked examples of the method page: comparing types when municipalities, not persons, are what is compared."""

from itertools import combinations

import numpy as np
import pandas as pd

from utils.chapters.worked_example import Steps, example
from utils.publish.exhibit import Exhibit
from utils.publish.formats import interval, number, p_value
from utils.statistics.few_clusters import RADEMACHER, crv3, wild_bootstrap
from utils.statistics.group_comparison import holm
from utils.statistics.monte_carlo import monte_carlo_error
from utils.statistics.permutation import exact_p_values

# Four municipalities of ten citizens: mean of the outcome, and whether of the first type.
MEANS, IS_FIRST = np.array([3.0, 5.0, 2.0, 0.0]), np.array([True, True, False, False])
NAMES = "ABCD"


def permutation() -> Exhibit:
    """All six ways of handing two types out to four municipalities."""
    steps: Steps = [("Fire kommuner", "A, B, C og D med gennemsnit 3, 5, 2 og 0", "forskel 3,0")]
    for chosen in combinations(range(4), 2):
        side = np.isin(range(4), chosen)
        first, second = MEANS[side].mean(), MEANS[~side].mean()
        own = " (sådan er de)" if (side == IS_FIRST).all() else ""
        names = " og ".join(NAMES[place] for place in chosen)
        steps.append(
            (f"{names} af første type{own}", f"{number(first, 1)} − {number(second, 1)}", number(first - second, 1))
        )
    # As shares of ten: the statistic of the function is the distance, whichever type is higher.
    p_values, ways = exact_p_values(MEANS[:, None], np.full((4, 1), 10.0), IS_FIRST.astype(str))
    steps.append(("p-værdi", f"{round(p_values[0] * ways)} af {ways} ligger mindst 3,0 fra nul", p_value(p_values[0])))
    error = number(float(monte_carlo_error(0.05, 9_999)), 3)
    formula = (
        "p = måder med mindst lige så stor forskel / alle måder. Kan de ikke tælles op, trækkes 9.999: p = (1 + træffere) / "
        f"(1 + trækninger) med fejlen √(p(1 − p)/trækninger), ved p = 0,05 altså {error}."
    )
    return example("ombytning", "byt om på kommunerne", steps, formula)


def leave_one_out_errors() -> Exhibit:
    """CRV3 of the same difference: what each municipality alone moves."""
    design = pd.DataFrame({"constant": np.ones(4), "first": IS_FIRST.astype(float)})
    found = crv3(MEANS, design, np.arange(4)).set_index("term").loc["first"]
    steps = [
        ("Forskellen", "(3 + 5)/2 − (2 + 0)/2", number(found["coefficient"], 1)),
        ("Uden A", "5 − 1 = 4: forskellen flytter sig", number(1.0, 1)),
        ("Uden B, C og D", "3 − 1 = 2, 4 − 0 = 4 og 4 − 2 = 2: den flytter sig hver gang", number(1.0, 1)),
        ("Standardfejl", "√(1² + 1² + 1² + 1²)", number(found["standard_error"], 1)),
        ("95 pct.-interval", "3 ± 3,182 · 2 (t med 4 − 1 = 3 frihedsgrader)",
         interval(found["lower"], found["upper"], 1)),
    ]  # fmt: skip
    formula = (
        "V = Σ (XᵀX)⁻¹ X_gᵀ (I − H_gg)⁻¹ e_g e_gᵀ (I − H_gg)⁻¹ X_g (XᵀX)⁻¹, sum over kommuner g (CRV3), t med G − 1 df."
    )
    return example("crv3", "hvad én kommune flytter", steps, formula)


def turned_signs() -> Exhibit:
    """The wild cluster bootstrap of the same difference: all sixteen sets of signs."""
    design = pd.DataFrame({"constant": np.ones(4), "first": IS_FIRST.astype(float)})
    found = wild_bootstrap(MEANS, design, "first", np.arange(4), turns=RADEMACHER)
    steps = [
        ("Hvis typen intet betød", "alle fire ville ligge på (3 + 5 + 2 + 0)/4", number(MEANS.mean(), 1)),
        ("Afvigelserne", "3 − 2,5; 5 − 2,5; 2 − 2,5; 0 − 2,5", "0,5; 2,5; −0,5; −2,5"),
        ("Vend fortegn", "hver kommunes afvigelse får + eller −: 2 · 2 · 2 · 2", f"{found.vectors} sæt"),
        ("p-værdi", f"{round(found.p_value * found.vectors)} af {found.vectors} sæt giver mindst så stor t",
         p_value(found.p_value)),
    ]  # fmt: skip
    formula = (
        "y* = tilpasning uden type + v · afvigelse, ét v pr. kommune; p = andelen af |t*| ≥ |t|. v er ±1 (Rademacher) eller, "
        "med under 12 kommuner, ±√½, ±1 og ±√1½ (Webb)."
    )
    return example("fortegn", "vend kommunernes fortegn", steps, formula)


def several_tests() -> Exhibit:
    """Holm's adjustment of three p-values."""
    found = pd.Series([0.004, 0.011, 0.030])
    adjusted = holm(found)
    steps = [
        (f"Nr. {place}", f"{4 - place} · {number(p, 3)}", number(value, 3))
        for place, (p, value) in enumerate(zip(found, adjusted, strict=True), start=1)
    ]
    formula = "den mindste p ganges med antallet af prøver, den næste med én færre og så videre; ingen bliver mindre end den før."
    return example("holm", "når der prøves flere gange", steps, formula)


def several_weights() -> Exhibit:
    """Kish's effective number of answers."""
    weights = np.array([0.25] * 2 + [0.05] * 10)
    effective = weights.sum() ** 2 / (weights**2).sum()
    steps = [
        ("12 svar", "to vejer 25 pct. hver, ti vejer 5 pct. hver", "100 pct."),
        ("Lige tunge svar", "1² / (2 · 0,25² + 10 · 0,05²)", number(effective, 1)),
    ]
    return example("kish", "hvor mange svar de vægtede svarer til", steps, "n = (Σw)² / Σw² (Kish).")
