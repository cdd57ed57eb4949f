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
from utils.statistics.few_clusters import RADEMACHER, wild_bootstrap
from utils.statistics.intervals import LEVEL, wilson_pct
from utils.statistics.mediation import paths
from utils.statistics.permutation import exact_p_values
from utils.statistics.survey_design import share_estimates, survey_design

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


INHABITANTS, STAFF, ANSWERS, YES = (30_000, 90_000), (50, 100), (40, 10), (20, 2)


def survey() -> Exhibit:
    """Two municipalities: a weighted share with the error of a draw without replacement."""
    shares = [yes / answers for yes, answers in zip(YES, ANSWERS, strict=True)]
    weights = [inhabitants / sum(INHABITANTS) for inhabitants in INHABITANTS]
    spreads = [share * (1 - share) * n / (n - 1) for share, n in zip(shares, ANSWERS, strict=True)]
    parts = [
        weight**2 * (1 - n / staff) * spread / n
        for weight, n, staff, spread in zip(weights, ANSWERS, STAFF, spreads, strict=True)
    ]
    found = _survey_estimate()
    weighted = " + ".join(
        f"{number(weight, 2)} · {percent(100 * share)}" for weight, share in zip(weights, shares, strict=True)
    )
    steps = [
        (f"Kommune {name}", f"{yes} af {n} svar er ja; {n} af {staff} medarbejdere svarede; vægt {number(weight, 2)}",
         percent(100 * share))
        for name, yes, n, staff, weight, share in zip("AB", YES, ANSWERS, STAFF, weights, shares, strict=True)
    ]  # fmt: skip
    steps += [
        ("Vægtet andel", weighted, percent(found["share_pct"], 1)),
        *(
            (f"Usikkerhed fra {name}", f"{number(weight, 2)}² · (1 − {n}/{staff}) · {number(spread, 3)} / {n}",
             number(part, 5))
            for name, weight, n, staff, spread, part in zip("AB", weights, ANSWERS, STAFF, spreads, parts, strict=True)
        ),
        ("Standardfejl", "√ af summen", f"{number(found['standard_error_pp'], 1)} procentpoint"),
        ("Designeffekt", "usikkerheden mod den af 50 svar trukket på må og få", number(found["deff"], 1)),
        ("95 pct.-interval", "på logit-skalaen, så det bliver mellem 0 og 100",
         f"{interval(found['lower_pct'], found['upper_pct'], 1)} pct."),
    ]  # fmt: skip
    return example("survey", "et vægtet landstal af to kommuner", steps)


def _survey_estimate() -> pd.Series:
    answers = [
        {"q01": code, "answer": "ja" if place < yes else "nej", "question": "spørgsmål"}
        for code, n, yes in zip((1, 2), ANSWERS, YES, strict=True)
        for place in range(n)
    ]
    df_by_municipality = pd.DataFrame({"code": [1, 2], "inhabitants_2019k4": INHABITANTS, "staff": STAFF})
    df_by_answer = pd.DataFrame(answers)
    design = survey_design(df_by_answer, df_by_municipality)
    return share_estimates(design, df_by_answer, ["question"], ["ja", "nej"]).iloc[0]


def turned_signs() -> Exhibit:
    """Five municipalities: the wild cluster bootstrap of a mean, all sign vectors."""
    values = np.array([3.0, 1.0, 2.0, -0.5, 2.5])
    design = pd.DataFrame({"constant": np.ones(len(values))})
    found = wild_bootstrap(values, design, "constant", np.arange(len(values)), turns=RADEMACHER)
    observed = values.mean() / (values.std(ddof=0) / np.sqrt(len(values) - 1))
    turned = values * np.array([1, 1, 1, 1, -1])
    one = turned.mean() / (turned.std(ddof=0) / np.sqrt(len(values) - 1))
    steps = [
        ("Fem kommuners forskelle", "3,0; 1,0; 2,0; −0,5; 2,5", f"gennemsnit {number(values.mean(), 1)}"),
        ("t af de fundne", "gennemsnit / standardfejl", number(observed, 2)),
        ("Ét fortegn vendt", "3,0; 1,0; 2,0; −0,5; −2,5", f"t = {number(one, 2)}"),
        ("Alle fortegn", "2 · 2 · 2 · 2 · 2 måder at vende dem på", f"{found.vectors} værdier af t"),
        ("p-værdi", f"{round(found.p_value * found.vectors)} af {found.vectors} er mindst så langt fra 0",
         p_value(found.p_value)),
    ]  # fmt: skip
    return example("fortegn", "vend kommunernes fortegn", steps)


def along_the_path() -> Exhibit:
    """Mediation of six municipalities: the product of two slopes is what control changes."""
    df = pd.DataFrame(
        {
            "framework_rank": [1.0, 2, 3, 4, 5, 6],
            "usage_rate": [6.0, 5, 6, 3, 3, 1],
            "increased_hours": [22.0, 20, 19, 17, 16, 14],
        }
    )
    first, second, indirect, direct, total, change = paths(
        *(df[name].to_numpy() for name in ("framework_rank", "usage_rate", "increased_hours"))
    )
    steps = [
        ("I alt", "hældning af timer på rang", number(total, 3)),
        ("Første skridt", "hældning af anvendelsesgrad på rang", number(first, 3)),
        ("Andet skridt", "hældning af timer på anvendelsesgrad, rang holdt fast", number(second, 3)),
        ("Vejen over anvendelsesgraden", f"{number(first, 3)} · {number(second, 3)}", number(indirect, 3)),
        ("Tilbage", "hældning af timer på rang, anvendelsesgrad holdt fast", number(direct, 3)),
        ("Ændringen", f"{number(direct, 3)} − ({number(total, 3)})", number(change, 3)),
    ]
    return example("vej", "vejen over anvendelsesgraden", steps)
