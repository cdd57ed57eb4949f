"""C15 over two years: when avoided benefit reaches the expense, and the balance of municipality and state."""

import pandas as pd

from utils.chapters.business_case import (
    ASSUMPTIONS,
    CATALOGUE,
    FLEXJOB,
    STATUS,
    cases,
    chosen_case,
    example_row,
    index_note,
    named_examples,
    terms,
)
from utils.chapters.common import SCHEME_NAMES
from utils.frames import Frames
from utils.measures.business_case import (
    HORIZON_MONTHS,
    RULES,
    Case,
    avoided,
    balance,
    break_even_weeks,
    horizon_weeks,
    spent,
    weeks_covering,
)
from utils.publish.exhibit import Column, Exhibit
from utils.publish.formats import dkk, number


def break_even(data: Frames, indeks: float = 100, satsindeks: float = 100) -> Exhibit:
    """Weeks until avoided benefit has reached the expense, and weeks that pay for two years; the municipality's part."""
    df = named_examples(data)
    for rule in RULES:
        computed = cases(data, rule, indeks, satsindeks)
        df[f"break_even_{rule}_weeks"] = [break_even_weeks(case) for case in computed]
        df[f"covering_{rule}_weeks"] = [weeks_covering(case) for case in computed]
        df[f"spent_municipality_{rule}_dkk"] = [spent(case, horizon_weeks(case))[0] for case in computed]
    return Exhibit(
        "c15-indtjent", "Hvornår kommunens sparede ydelse når udgiften", df, STATUS,
        f"{index_note(indeks, satsindeks)}«Løbende»: første hele uge, hvor kommunens sparede ydelse siden starten er mindst så "
        "stor som udgiften siden starten, når begge løber. «For to år»: så mange hele uger uden ydelse, fra dens første uge, "
        "svarer til kommunens udgift over 24 måneder. For hjælpemidler er de to ens, undtagen i eksempel 8. I "
        "eksempel 23 løber ydelsen kun seks måneder, udgiften videre: efter to år er den igen størst. En streg "
        f"betyder, at det ikke sker inden for to år (103 hele uger). {FLEXJOB} {ASSUMPTIONS} Kilde: C15, l.575–1555.",
        columns={
            "name": Column("Eksempel"), "scheme": Column("Ordning"),
            "spent_municipality_2015_dkk": Column("Kommunens udgift, to år", "dkk", 2),
            "break_even_2015_weeks": Column("Løbende, katalogets regler, uger", "integer"),
            "break_even_2016_weeks": Column("Løbende, fra 2016, uger", "integer"),
            "covering_2015_weeks": Column("For to år, katalogets regler, uger", "integer"),
            "covering_2016_weeks": Column("For to år, fra 2016, uger", "integer"),
        },
    )  # fmt: skip


def two_years(data: Frames, indeks: float = 100, satsindeks: float = 100) -> Exhibit:
    """The balance of municipality and state after 24 months, under both rules: a row an example."""
    df = named_examples(data)
    flexjob = data.df_by_cost_example["flexjob_dkk"].notna()
    for rule in RULES:
        pairs = [balance(case, horizon_weeks(case)) for case in cases(data, rule, indeks, satsindeks)]
        df[f"balance_municipality_{rule}_dkk"] = [own for own, _ in pairs]
        df[f"balance_state_{rule}_dkk"] = pd.Series([state for _, state in pairs]).mask(flexjob)
        df[f"balance_total_{rule}_dkk"] = df[f"balance_municipality_{rule}_dkk"] + df[f"balance_state_{rule}_dkk"]
    df["balance_total_dkk"] = df[f"balance_total_{CATALOGUE}_dkk"]
    lower = int((df["balance_municipality_2016_dkk"] < df["balance_municipality_2015_dkk"]).sum())
    return Exhibit(
        "c15-balance", "Balance over to år for kommune og stat", df, STATUS,
        f"{index_note(indeks, satsindeks)}Sparet ydelse minus udgift efter {HORIZON_MONTHS} måneder; minus betyder, at udgiften "
        "er størst. Summen for kommune og stat er den samme under begge regelsæt; reglerne flytter kun, hvem der har den. "
        f"Kommunens balance er lavere under reglerne fra 2016 i {number(lower)} af {number(len(df))} eksempler "
        f"(for eksempel 8 og 23 under de antagelser, der er nævnt). {FLEXJOB} "
        f"{ASSUMPTIONS} Kilde: C15, l.575–1555; lov nr. 994 af 30. august 2015, § 5, stk. 2.",
        columns={
            "name": Column("Eksempel"), "scheme": Column("Ordning"),
            "balance_municipality_2015_dkk": Column("Kommunen, katalogets regler", "dkk"),
            "balance_municipality_2016_dkk": Column("Kommunen, fra 2016", "dkk"),
            "balance_state_2015_dkk": Column("Staten, katalogets regler", "dkk"),
            "balance_state_2016_dkk": Column("Staten, fra 2016", "dkk"),
            "balance_total_dkk": Column("I alt", "dkk"),
        },
    )  # fmt: skip


def chosen(data: Frames, eksempel: int, refusion: str, indeks: float = 100, satsindeks: float = 100) -> Exhibit:
    """One example post by post after one and two years: months, post, municipality, state and both."""
    row = example_row(data, eksempel)
    case = chosen_case(data, eksempel, refusion, indeks, satsindeks)
    rows = [post for months in (12, HORIZON_MONTHS) for post in posts(case, row, months)]
    expense = f"{dkk(case.net_dkk)} pr. måned" if case.monthly else f"{dkk(case.net_dkk, 2)} én gang"
    return Exhibit(
        "c15-eksempel", f"Eksempel {eksempel}, post for post", pd.DataFrame(rows), STATUS,
        f"{row['label']}; {SCHEME_NAMES[str(row['scheme'])]}, {expense} efter refusion, holdt op imod {row['benefit']} på "
        f"{dkk(case.benefit_dkk)} om måneden. {terms(refusion, indeks, satsindeks)}Udgifter "
        f"har minus. {FLEXJOB + ' ' if case.flexjob_dkk else ''}{ASSUMPTIONS} Kilde: C15, fra l.{row['line']}.",
        columns={
            "period": Column("Efter"), "post": Column("Post"), "municipality_dkk": Column("Kommunen", "dkk"),
            "state_dkk": Column("Staten", "dkk"), "total_dkk": Column("I alt", "dkk"),
        },
    )  # fmt: skip


def posts(case: Case, example: pd.Series, months: float) -> list[dict[str, object]]:
    """Measure, flexjob, avoided benefit and balance after so many months; what the state pays for a flexjob is missing."""
    weeks = months * case.weeks_per_month
    cost, cost_to_state = spent(case, weeks)
    flexjob = case.flexjob_dkk * months
    unknown = float("nan") if case.flexjob_dkk else 0.0
    amounts = {
        SCHEME_NAMES[str(example["scheme"])]: (flexjob - cost, -cost_to_state),
        **({"fleksjob": (-flexjob, unknown)} if case.flexjob_dkk else {}),
        f"sparet {example['benefit']}": avoided(case, weeks),
    }
    own, state = balance(case, weeks)
    amounts["balance"] = (own, state + unknown)
    return [
        {"period": f"{number(months)} måneder", "months": months, "post": post, "municipality_dkk": part[0],
         "state_dkk": part[1], "total_dkk": sum(part)}
        for post, part in amounts.items()
    ]  # fmt: skip
