"""The method page: the rules of the grades, and what simulated draws say of intervals, statements and power."""

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from utils.chapters.common import SCHEME_NAMES
from utils.publish import figures
from utils.publish.exhibit import Column, Exhibit
from utils.publish.formats import number
from utils.publish.status import PUBLISHED, SYNTHETIC
from utils.registers import simulations
from utils.statistics.quality import rules

KINDS = {
    "share": "Andele i pct.",
    "mean": "Gennemsnit og rater",
    "comparison": "Forskelle og hældninger mellem kommuner",
}
RULES = {
    "n_below": "antal bag tallet under",
    "half_width_pp_above": "halv intervalbredde over, procentpoint",
    "half_width_pct_of_value_above": "halv intervalbredde over, pct. af tallet",
    "municipalities_per_coefficient_below": "kommuner pr. hældning eller forskel under",
    "smallest_group_below": "kommuner i den mindste gruppe under",
}
WHOLE = ("n_below", "municipalities_per_coefficient_below", "smallest_group_below")
ENOUGH_POWER_PCT = 80
DRAWS = "Frie udtræk af den syntetiske struktur (data/README.md), uden betingning på de trykte tal."


def quality_rules() -> Exhibit:
    """The rules of data/quality.toml: a row a rule, the limit for grade 2 and for grade 3."""
    rows = [
        {"kind": KINDS[kind], "rule": RULES[rule]}
        | {f"limit_{grade}": number(limits[grade], 0 if rule in WHOLE else 1) for grade in ("2", "3")}
        for kind, found in rules().items()
        for rule, limits in found.items()
    ]
    return Exhibit(
        "metode-kvalitet", "Kvalitet: reglerne for 1, 2 og 3", pd.DataFrame(rows), PUBLISHED,
        "Et tal får den dårligste karakter, en regel giver det; 1, når ingen regel rammer. Reglerne er skøn og står "
        "med begrundelse i data/quality.toml. Kilde: egne regler.",
        columns={"kind": Column("Slags tal"), "rule": Column("Regel"),
                 "limit_2": Column("Kvalitet 2 (med forbehold)"),
                 "limit_3": Column("Kvalitet 3 (ikke alene)")},
    )  # fmt: skip


def coverage() -> Exhibit:
    """How often intervals cover the truth: a row a method and quantity, and whether that is what they claim."""
    df = simulations.coverage()
    df = df.assign(verdict=[_coverage_verdict(row) for _, row in df.iterrows()])
    return Exhibit(
        "metode-daekning", "Dækker intervallerne sandheden så ofte, som de siger?", df, SYNTHETIC,
        f"{DRAWS} I hvert udtræk er sandheden kendt: den sandsynlighed, strukturen gav "
        "kommunens borgere eller ville give mange som dem, nul, hvor ingen pil fører hen, eller "
        "gennemsnittet af hældningen over alle udtræk. Fundet = andelen af udtræk (kommuner lagt sammen), hvor intervallet "
        "dækker den; usikkerheden er den, antallet af udtræk giver (95 pct.). Som påstået: den påståede dækning ligger inden "
        "for usikkerheden. Kilde: benchmarks/coverage.py.",
        columns={"method": Column("Metode"), "quantity": Column("Tal"), "truth_from": Column("Sandheden er"),
                 "claimed_pct": Column("Påstået", "percent"), "found_pct": Column("Fundet", "percent", 1),
                 "monte_carlo_error_pp": Column("Usikkerhed ±, procentpoint", "decimal", 1),
                 "draws": Column("Udtræk", "integer"), "verdict": Column("Dom")},
    )  # fmt: skip


def _coverage_verdict(row: pd.Series) -> str:
    distance = row["found_pct"] - row["claimed_pct"]
    if abs(distance) <= row["monte_carlo_error_pp"]:
        return "som påstået"
    return "for bredt" if distance > 0 else "for smalt"


def statements() -> Exhibit:
    """How often the report's statements are true in free draws, with the arrows behind them and without."""
    df = simulations.statements()
    return Exhibit(
        "metode-udsagn", "Udsagnene i frie udtræk, med og uden pilene bag dem", df, SYNTHETIC,
        f"{DRAWS} Uden pilene er hældningen nul: et udsagn, der kræver fortegn og signifikans, skal så være sandt i 2,5 pct. "
        "af udtrækkene, et, der kræver ingen signifikans, i 95; usikkerheden er dette tals. Er det under det "
        "ventede, er HC3 forsigtig dér. Med pilene viser kolonnen, hvor ofte 98 kommuner ville vise "
        "sammenhængen; hvor det er sjældent, siger et «nej» på de virkelige tal ikke meget. Kilde: benchmarks/statements.py.",
        columns={"id": Column("Nr."), "text": Column("Udsagn"),
                 "true_with_arrows_pct": Column("Sandt med pilene", "percent", 1),
                 "expected_without_pct": Column("Ventet uden", "percent", 1),
                 "true_without_arrows_pct": Column("Sandt uden", "percent", 1),
                 "monte_carlo_error_pp": Column("Usikkerhed ±, procentpoint", "decimal", 1),
                 "draws": Column("Udtræk", "integer")},
    )  # fmt: skip


def power(ordning: str) -> Exhibit:
    """Figure: share of draws in which 20 municipalities show a difference of a known size, a line a method."""
    df = simulations.power()
    df = df[df["scheme"] == ordning].reset_index(drop=True)

    def draw(rows: pd.DataFrame) -> Figure:
        shown = rows.assign(difference=[number(value, 1) for value in rows["true_difference_pp"]])
        return figures.series(shown, "difference", "found_pct", "method",
                              y_title="Pct. af udtræk, der viser forskellen, efter sand forskel i procentpoint")  # fmt: skip

    return Exhibit(
        f"metode-styrke-{ordning.lower()}", f"Hvor stor en forskel kunne 20 kommuner have vist? {ordning}", df, SYNTHETIC,
        f"{DRAWS} Borgerne i de 8 proaktive kommuner får en kendt forskel i øgede løntimer; kurverne viser, hvor ofte den "
        f"kommer frem (p under 0,05) mod de 9 reaktive. Ved forskellen 0 skal de ligge ved 5 pct.; "
        f"{ENOUGH_POWER_PCT} pct. er det sædvanlige krav til en undersøgelse. {number(df['draws'].min())} udtræk bag hvert "
        "punkt. Kilde: benchmarks/power.py.",
        alt=_power_words(df, ordning), draw=draw,
    )  # fmt: skip


def smallest_shown(df: pd.DataFrame) -> pd.Series:
    """Method → the smallest true difference shown in four of five draws, by straight lines between the points.

    Missing where even the largest difference is not.
    """
    return pd.Series({method: _crossing(rows) for method, rows in df.groupby("method", sort=False)}, dtype=float)


def _crossing(rows: pd.DataFrame) -> float:
    rows = rows.sort_values("true_difference_pp")
    differences, shares = rows["true_difference_pp"].to_numpy(float), rows["found_pct"].to_numpy(float)
    enough = shares >= ENOUGH_POWER_PCT
    if not enough.any():
        return float("nan")
    last = int(enough.argmax())
    around = slice(max(last - 1, 0), last + 1)
    return float(np.interp(ENOUGH_POWER_PCT, shares[around], differences[around]))


def _power_words(df: pd.DataFrame, ordning: str) -> str:
    shown = smallest_shown(df)
    words = [
        f"{method}: {number(value, 1)} procentpoint" if value == value
        else f"{method}: mere end {number(df['true_difference_pp'].max(), 1)} procentpoint"
        for method, value in shown.items()
    ]  # fmt: skip
    return (
        f"Den mindste forskel for {SCHEME_NAMES[ordning]}, der vises i {ENOUGH_POWER_PCT} pct. af udtrækkene. "
        f"{'; '.join(words)}."
    )
