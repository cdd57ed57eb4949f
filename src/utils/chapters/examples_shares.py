"""Worked examples of the method page: intervals of shares and means, and the survey as a draw from the staff."""

import numpy as np
import pandas as pd
from scipy.stats import norm

from utils.chapters.worked_example import Steps, example
from utils.publish.exhibit import Exhibit
from utils.publish.formats import interval, number, percent
from utils.statistics.intervals import LEVEL, wilson_pct
from utils.statistics.survey_calibration import calibrated_shares
from utils.statistics.survey_design import SurveyDesign, share_estimates, survey_design
from utils.statistics.weighting import RESPONDENTS


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
        ("Til hver side", "1,96 / (1 + 1,96² / 20) · √(0,4 · 0,6 / 20 + 1,96² / 1.600)", f"{number(100 * half, 1)}"),
        ("95 pct.-interval", "midten ± siden", f"{interval(limits['lower_pct'], limits['upper_pct'], 1)} pct."),
    ]
    formula = "(p + z²/2n ± z · √(p(1 − p)/n + z²/4n²)) / (1 + z²/n), z = 1,96 (Wilson)."
    return example("wilson", "intervallet om en andel", steps, formula)


INHABITANTS, STAFF, ANSWERS, YES = (30_000, 90_000), (50, 100), (40, 10), (20, 2)


def survey() -> Exhibit:
    """Two municipalities: a weighted share with the error of a draw without replacement."""
    shares = [yes / answers for yes, answers in zip(YES, ANSWERS, strict=True)]
    weights = [inhabitants / sum(INHABITANTS) for inhabitants in INHABITANTS]
    spreads = [share * (1 - share) * n / (n - 1) for share, n in zip(shares, ANSWERS, strict=True)]
    found = share_estimates(*_two_municipalities(), ["question"], ["ja", "nej"]).iloc[0]
    weighted = " + ".join(f"{number(w, 2)} · {percent(100 * share)}" for w, share in zip(weights, shares, strict=True))
    steps: Steps = []
    for name, yes, n, staff, weight, share in zip("AB", YES, ANSWERS, STAFF, weights, shares, strict=True):
        told = f"{yes} af {n} svar er ja; {n} af {staff} medarbejdere svarede; vægt {number(weight, 2)}"
        steps.append((f"Kommune {name}", told, percent(100 * share)))
    steps.append(("Vægtet andel", weighted, percent(found["share_pct"], 1)))
    parts: list[tuple[str, int]] = []
    for name, n, staff, weight, spread in zip("AB", ANSWERS, STAFF, weights, spreads, strict=True):
        arithmetic = f"{number(weight, 2)}² · (1 − {n}/{staff}) · {number(spread, 3)} / {n}"
        parts.append((number(weight**2 * (1 - n / staff) * spread / n, 5), n - 1))
        steps.append((f"Usikkerhed fra {name}", arithmetic, parts[-1][0]))
    sums, squares = [part for part, _ in parts], [f"{part}²/{degrees}" for part, degrees in parts]
    steps += [
        ("Standardfejl", "√ af summen", f"{number(found['standard_error_pp'], 1)} procentpoint"),
        ("Designeffekt", "variansen mod den af 50 svar trukket på må og få blandt de 150", number(found["deff"], 1)),
        ("Frihedsgrader", f"({' + '.join(sums)})² / ({' + '.join(squares)})", number(found["df"], 1)),
        ("95 pct.-interval", "på logit-skalaen, så det bliver mellem 0 og 100",
         f"{interval(found['lower_pct'], found['upper_pct'], 1)} pct."),
    ]  # fmt: skip
    formula = (
        "ȳ = Σ W·ȳ(kommune), varians Σ V, V = W² · (1 − f) · s²/n, f = svar/medarbejdere, W = indbyggere/alle indbyggere; "
        "t med (ΣV)²/Σ(V²/(n − 1)) frihedsgrader (Satterthwaite)."
    )
    return example("survey", "et vægtet landstal af to kommuner", steps, formula)


def _two_municipalities() -> tuple[SurveyDesign, pd.DataFrame]:
    answers = [
        {"q01": code, "answer": "ja" if place < yes else "nej", "question": "spørgsmål"}
        for code, n, yes in zip((1, 2), ANSWERS, YES, strict=True)
        for place in range(n)
    ]
    df_by_municipality = pd.DataFrame({"code": [1, 2], "inhabitants_2019k4": INHABITANTS, "staff": STAFF})
    df_by_answer = pd.DataFrame(answers)
    return survey_design(df_by_answer, df_by_municipality), df_by_answer


def post_stratification() -> Exhibit:
    """Ten answers, three of them from the experienced, weighed to half of them."""
    answers = ["ja", "ja", "nej", *["ja"] * 2, *["nej"] * 5]
    experience = ["over 10 år"] * 3 + ["under 10 år"] * 7
    df_by_answer = pd.DataFrame({"q01": 1, "answer": answers, "seniority": experience})
    design = survey_design(df_by_answer, pd.DataFrame({"code": [1], "inhabitants_2019k4": [1], "staff": [1000]}))
    margin = pd.Series({"over 10 år": 0.5, "under 10 år": 0.5})
    found = calibrated_shares(design, df_by_answer, {"seniority": margin}, RESPONDENTS).set_index("answer").loc["ja"]
    steps = [
        ("Før", "4 af 10 svar er ja", percent(40)),
        ("Over 10 års anciennitet", "2 af 3 er ja; de er 3 af 10 svar, men skal være halvdelen", percent(200 / 3, 1)),
        ("Under 10 år", "2 af 7 er ja; den anden halvdel", percent(200 / 7, 1)),
        ("Efter", "0,5 · 66,7 + 0,5 · 28,6", percent(found["share_pct"], 1)),
    ]
    formula = (
        "vægten af et svar ganges med gruppens ønskede andel / dens fundne andel. Med flere inddelinger gøres det for én ad "
        "gangen, om og om igen, til alle passer (raking)."
    )
    return example("efterstratificering", "svar vejes til en kendt sammensætning", steps, formula)
