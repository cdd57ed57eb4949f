"""What K21 chapter 4 says in words about who knows, agrees or believes most, and what these answers say."""

from dataclasses import dataclass

import pandas as pd

from utils.chapters.survey_composites import APPROACH, BELIEF, KNOWLEDGE, METHOD, Measure, group_rows
from utils.chapters.survey_shares import SurveyData, made_table
from utils.measures.bands import FRAMEWORK_BANDS, SIZE_BANDS, USAGE_BANDS
from utils.publish.exhibit import Column, Exhibit
from utils.publish.formats import number

HIGHEST, LOWEST = "højest", "lavest"
CANNOT_TELL = "kan ikke afgøres"
MADE_TO_FOLLOW = " De syntetiske svar er lavet, så de følger udsagnene, hvor de trykte tal levner plads."
VULNERABLE, GOOD = FRAMEWORK_BANDS[0], FRAMEWORK_BANDS[-1]


@dataclass(frozen=True)
class Statement:
    """A group that K21 says has the highest (or lowest) value of a measure, and the line that says so."""

    line: int
    measure: Measure
    grouping: str
    group: str
    place: str = HIGHEST


KNOWS = KNOWLEDGE[:4]
BELIEVES = (KNOWLEDGE[4], *BELIEF)
WHO_KNOWS_MOST = (
    (2266, "anciennitet", "over 10 år"),
    (2267, "kommunestørrelse", SIZE_BANDS[-1]),
    (2267, "anvendelsesgrad", USAGE_BANDS[-1]),
    (2267, "rammevilkår", VULNERABLE),
    (641, "strategi", "proaktiv"),
    (641, "organisering", "specialiseret team"),
)
STATEMENTS = (
    *(Statement(line, measure, *who) for line, *who in WHO_KNOWS_MOST for measure in KNOWS),
    *(Statement(2536, APPROACH[place], "rammevilkår", VULNERABLE) for place in (0, 2)),
    Statement(2543, APPROACH[4], "rammevilkår", VULNERABLE),
    Statement(2544, APPROACH[4], "anvendelsesgrad", USAGE_BANDS[-1]),
    *(Statement(2847, measure, "rammevilkår", VULNERABLE) for measure in BELIEVES),
    *(Statement(2847, measure, "rammevilkår", GOOD, LOWEST) for measure in BELIEVES),
)


def statements(data: SurveyData) -> Exhibit:
    """One row a statement: line, measure, grouping, group, place, value, other_group, other_value, difference, holds."""
    # The generator writes the directions in; a reader of synthetic answers must not take them for a finding.
    made = MADE_TO_FOLLOW if data.status == "synthetic" else ""
    return made_table(
        data, "k21-viden-udsagn", "Rapportens udsagn om, hvem der ved, mener og tror mest", statement_rows,
        f"Et udsagn holder, når gruppen har det højeste (laveste) tal af alle grupper i inddelingen; det nærmeste tal "
        f"af de andre står ved siden af. Det {CANNOT_TELL}, når gruppen eller de andre mangler. Der er ingen prøve for "
        "tilfældighed, og grupper på to-fire kommuner kan let bytte plads. Rapporten nævner også hyppig borgerkontakt, "
        f"som der ikke er spurgt om.{made} {METHOD} Kilde: K21 2.2, l.641, 4.2-4.4, linjerne i tabellen.",
        {
            "line": Column("K21"), "measure": Column("Mål"), "grouping": Column("Inddeling"),
            "group": Column("Gruppe"), "place": Column("Udsagn"), "value_text": Column("Gruppens tal"),
            "other_group": Column("Nærmeste anden"), "other_text": Column("Dens tal"), "holds": Column("Holder"),
        },
    )  # fmt: skip


def statement_rows(data: SurveyData) -> pd.DataFrame:
    """The rows of `statements`."""
    df_by_group = group_rows(data, (*KNOWLEDGE, *APPROACH, *BELIEF))
    return pd.DataFrame([_row(df_by_group, statement) for statement in STATEMENTS])


def _row(df_by_group: pd.DataFrame, statement: Statement) -> dict[str, object]:
    measure = statement.measure
    values = df_by_group[df_by_group["grouping"] == statement.grouping].set_index("group")[measure.column].dropna()
    row: dict[str, object] = {
        "line": f"l.{statement.line}", "measure": measure.heading, "grouping": statement.grouping, "group": statement.group,
        "place": statement.place,
    }  # fmt: skip
    others = values.drop(statement.group, errors="ignore")
    if statement.group not in values.index or others.empty:
        return row | dict.fromkeys(("value", "other_group", "other_value", "difference")) | {
            "value_text": number(None), "other_text": number(None), "holds": CANNOT_TELL,
        }  # fmt: skip
    own, high = float(values[statement.group]), statement.place == HIGHEST
    other = others.idxmax() if high else others.idxmin()
    holds = own > others[other] if high else own < others[other]
    decimals = 1 if measure.kind == "percent" else 2
    return row | {
        "value": own, "other_group": other, "other_value": float(others[other]), "difference": own - others[other],
        "value_text": number(own, decimals), "other_text": number(others[other], decimals),
        "holds": "ja" if holds else "nej",
    }  # fmt: skip
