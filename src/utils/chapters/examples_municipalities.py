"""Worked examples of the method page: slopes over municipalities, and one municipality against the others."""

import numpy as np
import pandas as pd

from utils.chapters.worked_example import example
from utils.publish.exhibit import Exhibit
from utils.publish.formats import interval, number
from utils.statistics.expected import expected_rates
from utils.statistics.funnel import count_limits, dispersion
from utils.statistics.mediation import paths
from utils.statistics.regression import least_squares
from utils.statistics.shrinkage import fitted_prior, shrunken


def robust_errors() -> Exhibit:
    """HC3 of a slope over five municipalities."""
    df = pd.DataFrame({"x": [0.0, 1.0, 2.0, 3.0, 4.0], "y": [1.0, 2.0, 2.0, 4.0, 3.0]})
    found = least_squares(df, "y", ["x"]).set_index("term").loc["x"]
    away = df["x"] - df["x"].mean()
    residual = df["y"] - (df["y"].mean() + found["coefficient"] * away)
    leverage = 1 / len(df) + away**2 / (away**2).sum()
    parts = (away / (away**2).sum()) ** 2 * (residual / (1 - leverage)) ** 2
    steps = [
        ("Hældningen", "kommunerne (0; 1), (1; 2), (2; 2), (3; 4), (4; 3)", number(found["coefficient"], 2)),
        ("Afstande til linjen", "y − linjen", "; ".join(number(value, 1) for value in residual)),
        ("Uden kommunen selv", "afstand / (1 − kommunens egen vægt i linjen)",
         "; ".join(number(value, 2) for value in residual / (1 - leverage))),
        ("Standardfejl", f"√({' + '.join(number(part, 3) for part in parts)})", number(found["standard_error"], 2)),
        ("95 pct.-interval", "0,6 ± 3,182 · standardfejlen", interval(found["lower"], found["upper"], 2)),
    ]  # fmt: skip
    formula = "V = (XᵀX)⁻¹ Xᵀ diag(e²/(1 − h)²) X (XᵀX)⁻¹ (HC3), t med n − k frihedsgrader."
    return example("hc3", "usikkerheden af en hældning", steps, formula)


def along_the_path() -> Exhibit:
    """Six municipalities: the product of two slopes is what control changes."""
    rank, usage = np.array([1.0, 2, 3, 4, 5, 6]), np.array([6.0, 5, 6, 3, 3, 1])
    hours = np.array([22.0, 20, 19, 17, 16, 14])
    first, second, indirect, direct, total, change = (float(value) for value in paths(rank, usage, hours))
    steps = [
        ("Seks kommuner", "rang 1–6; anvendelsesgrad 6, 5, 6, 3, 3, 1; timer 22, 20, 19, 17, 16, 14", "tre tal hver"),
        ("I alt", "hældning af timer på rang", number(total, 3)),
        ("Første skridt", "hældning af anvendelsesgrad på rang", number(first, 3)),
        ("Andet skridt", "hældning af timer på anvendelsesgrad, rang holdt fast", number(second, 3)),
        ("Vejen over anvendelsesgraden", f"{number(first, 3)} · {number(second, 3)}", number(indirect, 3)),
        ("Tilbage", "hældning af timer på rang, anvendelsesgrad holdt fast", number(direct, 3)),
        ("Ændringen", f"{number(direct, 3)} − ({number(total, 3)}), det modsatte af vejen", number(change, 3)),
    ]
    formula = (
        "i alt = tilbage + første · andet. Interval: lige så mange kommuner trækkes 50.000 gange med tilbagelægning."
    )
    return example("vej", "vejen over anvendelsesgraden", steps, formula)


def funnel() -> Exhibit:
    """Ten citizens against a country of 50 percent, and ten municipalities that differ by more than chance."""
    limits = count_limits(pd.Series([10]), 50.0, 0.95).iloc[0]
    phi = dispersion(pd.Series([60] * 5 + [40] * 5), pd.Series([100] * 10), 50.0)
    steps = [
        ("Højst 1 af 10", "(1 + 10) / 1.024 = 1,1 pct., under 2,5", "uden for grænsen"),
        ("Højst 2 af 10", "(1 + 10 + 45) / 1.024 = 5,5 pct., over 2,5", "inden for"),
        ("95-grænserne", "og det samme fra oven", f"{limits['low_count']} til {limits['high_count']} borgere"),
        ("Spredning mellem kommuner", "fem har 60 af 100, fem 40 af 100; tilfældet giver √(0,5 · 0,5/100) = 5 procentpoint",
         f"(10/5)² = {number(phi, 1)}"),
    ]  # fmt: skip
    formula = (
        "p = 2 · den mindste hale af Bin(n, landets andel). φ = gennemsnit af ((andel − landets) / tilfældets spredning)², de "
        "yderste tiendedele trukket ind; de stiplede grænser er landets andel ± 1,96 · √φ · tilfældets spredning."
    )
    return example("tragt", "hvor langt tilfældet rækker", steps, formula)


def shrinkage() -> Exhibit:
    """Five municipalities of one size: the smallest, of four citizens, borrows most."""
    count, total = pd.Series([2, 6, 10, 4, 3]), pd.Series([20, 20, 20, 20, 4])
    size = pd.Series([4.0] * 5)
    prior = fitted_prior(count, total, size)
    small = shrunken(count, total, size, prior).iloc[-1]
    strength, weight = number(prior.strength, 1), number(small["own_weight_pct"])
    typical, own = number(small["typical_pct"], 1), number(75, 1)
    steps = [
        ("Fem kommuner", "2 af 20, 6 af 20, 10 af 20, 4 af 20 og 3 af 4", "den sidste 75 pct."),
        ("Den typiske andel", "den, der bedst passer til alle fem", f"{typical} pct."),
        ("Forskellighed", "så mange egne borgere vejer lige så tungt som de andre kommuner", f"a + b = {strength}"),
        ("Egen vægt", f"4 / (4 + {strength})", f"{weight} pct."),
        ("Vejet andel", f"{weight} pct. af {own} + {number(100 - small['own_weight_pct'])} pct. af {typical}",
         f"{number(small['shrunken_pct'], 1)} pct."),
        ("95 pct.-interval", "også med usikkerheden af den typiske andel og af a + b",
         f"{interval(small['lower_pct'], small['upper_pct'], 1)} pct."),
    ]  # fmt: skip
    formula = (
        "antal ~ Bin(n, p), p ~ Beta(a, b); vægt = n/(n + a + b), vejet = vægt · egen + (1 − vægt) · a/(a + b). Den typiske "
        "andel a/(a + b) følger størrelse og rammevilkår."
    )
    return example("vejet", "en lille kommune låner", steps, formula)


def expected() -> Exhibit:
    """Five municipalities: what is expected of the middle one by the four others."""
    df = pd.DataFrame({"rate": [1.0, 10.0, 1.0, 10.0, 1.0], "conditions": [0.0, 1.0, 2.0, 3.0, 4.0]})
    row = expected_rates(df, "rate", ["conditions"]).loc[2]
    steps = [
        ("Fem kommuners rater", "1; 10; 1; 10; 1, altså log10 0; 1; 0; 1; 0", "den midterste har 1"),
        ("De fire andre", "0; 1; 1; 0 giver en vandret linje i 0,5, altså 10^0,5", f"forventet {number(row['expected'], 2)}"),
        ("Forholdet", f"1 / {number(row['expected'], 2)}", number(row["ratio"], 2)),
        ("Usikkerheden", "√(0,5 · (1 + 1/4)) · 4,303 = 3,40 på log10-skalaen",
         f"{number(row['ratio_lower'], 4)} til {number(row['ratio_upper'])}"),
        ("Dommen", "intervallet rummer 1", "som ventet"),
    ]  # fmt: skip
    formula = "log(rate) = b0 + b1 · rang + b2 · log10(indbyggere), tilpasset uden kommunen selv; forhold = faktisk / forventet."
    return example("forventet", "hvad de andre lader vente", steps, formula)
