"""C15 in pictures: one example month by month, and all 25 after two years."""

import pandas as pd
from matplotlib.figure import Figure

from utils.chapters.business_case import (
    ASSUMPTIONS,
    CATALOGUE,
    FLEXJOB,
    LAW,
    RULE_NAMES,
    STATUS,
    cases,
    chosen_case,
    example_row,
    index_note,
    named_examples,
    terms,
)
from utils.frames import Frames
from utils.measures.business_case import HORIZON_MONTHS, avoided, balance, cumulated, horizon_weeks, spent
from utils.publish import figures
from utils.publish.exhibit import Exhibit
from utils.publish.formats import dkk, number

SPENT, SAVED = "udgift", "sparet ydelse"


def month_by_month(data: Frames, eksempel: int, refusion: str, indeks: float = 100, satsindeks: float = 100) -> Exhibit:
    """The municipality's expense and avoided benefit of one example, cumulated over 24 months: month, amount, dkk."""
    row = example_row(data, eksempel)
    case = chosen_case(data, eksempel, refusion, indeks, satsindeks)
    wide = cumulated(case, range(HORIZON_MONTHS + 1))
    names = {"spent_municipality_dkk": SPENT, "avoided_municipality_dkk": SAVED}
    df = wide.melt("month", list(names), "amount", "dkk").replace({"amount": names})
    df["dkk_thousand"] = df["dkk"] / 1000
    cost, saved = spent(case, horizon_weeks(case))[0], avoided(case, horizon_weeks(case))[0]

    def draw(rows: pd.DataFrame) -> Figure:
        return figures.series(
            rows, "month", "dkk_thousand", "amount", y_title="1.000 kr. siden starten, efter antal måneder"
        )

    return Exhibit(
        "c15-figur-maaned", f"Eksempel {eksempel}: kommunens udgift og sparede ydelse måned for måned", df, STATUS,
        f"{row['label']}. Lagt sammen fra starten til og med hver måned; kommunens del. {terms(refusion, indeks, satsindeks)}"
        f"{FLEXJOB + ' ' if case.flexjob_dkk else ''}{ASSUMPTIONS} "
        f"Kilde: C15, fra l.{row['line']}.",
        draw=draw,
        alt=f"Efter 24 måneder er kommunens udgift {dkk(cost)} og den sparede ydelse {dkk(saved)}, hvis ydelsen ellers var "
        "løbet hele tiden.",
    )  # fmt: skip


def expense_and_benefit(data: Frames, refusion: str, indeks: float = 100, satsindeks: float = 100) -> Exhibit:
    """The municipality's expense and avoided benefit after two years, all 25: two rows an example."""
    computed = cases(data, refusion, indeks, satsindeks)
    df = named_examples(data)
    parts = [
        df.assign(amount=SPENT, dkk=[spent(case, horizon_weeks(case))[0] for case in computed]),
        df.assign(amount=SAVED, dkk=[avoided(case, horizon_weeks(case))[0] for case in computed]),
    ]
    table = pd.concat(parts, ignore_index=True).assign(dkk_thousand=lambda rows: rows["dkk"] / 1000)

    def draw(rows: pd.DataFrame) -> Figure:
        return figures.dots(rows, "name", "dkk_thousand", group="amount", panel="scheme", sort=False, decimals=0,
                            value_title="Kommunens del over to år, 1.000 kr.")  # fmt: skip

    larger = sum(spent(case, horizon_weeks(case))[0] > avoided(case, horizon_weeks(case))[0] for case in computed)
    return Exhibit(
        "c15-figur-udgift-ydelse", "Udgift og sparet ydelse over to år, alle eksempler", table, STATUS,
        f"Kommunens del efter 24 måneder. {terms(refusion, indeks, satsindeks)}{FLEXJOB} "
        f"{ASSUMPTIONS} Kilde: C15, l.575–1555.",
        draw=draw,
        alt=f"Udgiften er større end den sparede ydelse i {number(larger)} af {number(len(df))} eksempler, når ydelsen antages "
        "at løbe i to år.",
    )  # fmt: skip


def balances(data: Frames, indeks: float = 100, satsindeks: float = 100) -> Exhibit:
    """The municipality's balance after two years under both rules, all 25: two rows an example."""
    df = named_examples(data)
    parts = [
        df.assign(rule=RULE_NAMES[rule],
                  dkk=[balance(case, horizon_weeks(case))[0] for case in cases(data, rule, indeks, satsindeks)])
        for rule in (CATALOGUE, LAW)
    ]  # fmt: skip
    table = pd.concat(parts, ignore_index=True).assign(dkk_thousand=lambda rows: rows["dkk"] / 1000)

    def draw(rows: pd.DataFrame) -> Figure:
        return figures.dots(rows, "name", "dkk_thousand", group="rule", panel="scheme", sort=False, decimals=0, reference=0.0,
                            value_title="Kommunens balance over to år, 1.000 kr.")  # fmt: skip

    first, last = (part["dkk"].median() for part in parts)
    return Exhibit(
        "c15-figur-balance", "Kommunens balance over to år under de to regelsæt", table, STATUS,
        f"Sparet ydelse minus udgift efter 24 måneder, kommunens del. {index_note(indeks, satsindeks)}{FLEXJOB} {ASSUMPTIONS} "
        "Kilde: C15, l.575–1555; lov nr. 994 af 30. august 2015, § 5, stk. 2.",
        draw=draw,
        alt=f"Kommunens balance over to år er i midten {dkk(first)} efter katalogets regler og {dkk(last)} efter reglerne fra "
        "2016.",
    )  # fmt: skip
