"""C15: the 25 worked examples, printed and recomputed, and the benefits that they are held against."""

import pandas as pd

from utils.chapters.common import SCHEME_NAMES, listed
from utils.errors import HkoError
from utils.frames import Frames
from utils.measures.business_case import RULES, Case, avoided, example_case, horizon_weeks, rounded
from utils.publish.exhibit import Column, Exhibit
from utils.publish.formats import number

STATUS = "published"
CATALOGUE, LAW = "2015", "2016"
RULE_NAMES = {CATALOGUE: "katalogets refusion", LAW: "refusion fra 2016"}
ASSUMPTIONS = (
    "Forudsat: ydelsen ville være begyndt sammen med bevillingen og have løbet i alle 24 måneder (løntilskud i eksempel 23 kun "
    "de 6, der er trykt), hjælpemidlet betales én gang og varer ud, personlig assistance løber hele tiden, en måned er 4,33 "
    "uger, og der regnes uden rente. Ingen af delene er kendt; kataloget siger ikke, hvor længe ydelsen ellers var blevet betalt."
)
FLEXJOB = (
    "I eksempel 8 er fleksjobbets 3.850 kr. om måneden trukket fra som kommunens udgift under begge regelsæt; statens del af "
    "fleksjobbet er ikke trykt, så statens tal mangler."
)


def example_row(data: Frames, eksempel: int) -> pd.Series:
    """The row of one example; HkoError for a number outside 1–25."""
    rows = data.df_by_cost_example[data.df_by_cost_example["example"] == eksempel]
    if rows.empty:
        raise HkoError(f"eksempel={eksempel!r}: kataloget har eksempel 1–25.")
    return rows.iloc[0]


def chosen_rule(refusion: object) -> str:
    """The parameter `refusion` as text; papermill's command line gives a year as a number."""
    if str(refusion) not in RULES:
        raise HkoError(f"refusion={refusion!r}: vælg en af {', '.join(RULES)}.")
    return str(refusion)


def cases(data: Frames, rule: str, indeks: float = 100, satsindeks: float = 100) -> list[Case]:
    """The examples in order under a rule, prices and benefits carried forward by their index."""
    return [
        example_case(row, data.df_by_refund_step, chosen_rule(rule), indeks, satsindeks)
        for _, row in data.df_by_cost_example.iterrows()
    ]


def chosen_case(data: Frames, eksempel: int, refusion: str, indeks: float, satsindeks: float) -> Case:
    """The case of one example."""
    place = list(data.df_by_cost_example["example"]).index(eksempel)
    return cases(data, refusion, indeks, satsindeks)[place]


def named_examples(data: Frames) -> pd.DataFrame:
    """df_by_example: example, name ("1 Landmand, svineopdræt") and scheme, in order of appearance."""
    df = data.df_by_cost_example
    return pd.DataFrame(
        {"example": df["example"], "name": df["example"].astype(str) + " " + df["label"], "scheme": df["scheme"]}
    )


def index_note(indeks: float, satsindeks: float) -> str:
    """What the note says of amounts that are carried forward; "" at the catalogue's own level."""
    if indeks == 100 and satsindeks == 100:
        return "Alle beløb er i katalogets priser. "
    return (
        f"Priser er fremskrevet til indeks {number(indeks, 1)}, ydelser til {number(satsindeks, 1)} (kataloget = 100). "
    )


def terms(refusion: object, indeks: float, satsindeks: float) -> str:
    """What the note says of the chosen rule and level of prices."""
    return f"Regler: {RULE_NAMES[chosen_rule(refusion)]}. {index_note(indeks, satsindeks)}"


def schemes(data: Frames) -> Exhibit:
    """Examples by scheme: how many, their net expense, and hours or price from the lowest to the highest."""
    df = data.df_by_cost_example
    rows = [
        {"scheme": scheme, "scheme_name": SCHEME_NAMES[str(scheme)], "examples": len(part),
         "least_hours_per_week": part["hours_per_week"].min(), "most_hours_per_week": part["hours_per_week"].max(),
         "least_net_dkk": part["net_printed_dkk"].min(), "most_net_dkk": part["net_printed_dkk"].max()}
        for scheme, part in df.groupby("scheme", sort=False)
    ]  # fmt: skip
    return Exhibit(
        "c15-ordninger", "De 25 eksempler efter ordning", pd.DataFrame(rows), STATUS,
        "Kun to af katalogets seks ordninger er regnet igennem. Udgift efter 50 pct. refusion: for personlig assistance pr. "
        "måned, for hjælpemidler én gang. Timer er dem, der regnes med (eksempel 11: 10, ikke de trykte 5). Eksemplerne "
        "er fire jobcentres bidrag; hvordan de er valgt, står der ikke. Kilde: C15, l.534–544 og 575–1555.",
        columns={
            "scheme_name": Column("Ordning"), "examples": Column("Eksempler", "integer"),
            "least_hours_per_week": Column("Timer om ugen, færrest", "decimal", 1),
            "most_hours_per_week": Column("Timer om ugen, flest", "decimal", 1),
            "least_net_dkk": Column("Udgift, lavest", "dkk", 2), "most_net_dkk": Column("Udgift, højest", "dkk", 2),
        },
    )  # fmt: skip


def examples(data: Frames) -> Exhibit:
    """All 25: what is printed, what the rule gives, and the difference."""
    computed = cases(data, CATALOGUE)
    df = data.df_by_cost_example.drop(columns=["line"])
    product = df["hours_per_week"] * df["hourly_rate_dkk"] * df["weeks_per_month"]
    df = df.assign(
        product_dkk=product.map(lambda value: value if pd.isna(value) else rounded(value, 2)),
        amount_printed_dkk=df["gross_printed_dkk"].fillna(df["price_dkk"]),
        gross_dkk=[case.gross_dkk for case in computed],
        net_dkk=[case.net_dkk for case in computed],
        difference_dkk=[case.net_dkk for case in computed] - df["net_printed_dkk"],
        name=named_examples(data)["name"],
        line="l." + data.df_by_cost_example["line"].astype(str),
    )
    assistance = df.dropna(subset=["product_dkk"])
    differs = assistance["product_dkk"].map(rounded) != assistance["gross_printed_dkk"]
    apart = assistance.loc[differs, "example"].astype(str).tolist()
    readings = [f"Eksempel {row['example']}: {row['reading']}" for _, row in df.dropna(subset="reading").iterrows()]
    return Exhibit(
        "c15-eksempler", "De 25 regneeksempler, trykt og genberegnet", df, STATUS,
        "Trykt i kataloget og regnet efter. Personlig assistance pr. måned: netto er timer x timesats x 4,33 x 0,5, afrundet til "
        "hele kroner, brutto to gange netto. Det afrundede produkt (timer x timesats x 4,33) er 1 kr. fra det trykte i eksempel "
        f"{listed(apart)}. Hjælpemidler én gang: brutto er prisen, netto prisen x 0,5. {' '.join(readings)} Kilde: C15, "
        "l.575–1555.",
        columns={
            "name": Column("Eksempel"), "scheme": Column("Ordning"),
            "hours_per_week_printed": Column("Timer, trykt", "decimal", 1),
            "hourly_rate_printed_dkk": Column("Sats, trykt", "dkk", 2), "product_dkk": Column("Produkt, regnet", "dkk", 2),
            "amount_printed_dkk": Column("Brutto, trykt", "dkk"), "gross_dkk": Column("Brutto, regnet", "dkk"),
            "net_printed_dkk": Column("Netto, trykt", "dkk", 2), "net_dkk": Column("Netto, regnet", "dkk", 2),
            "line": Column("Linje"),
        },
    )  # fmt: skip


def refunds(data: Frames) -> Exhibit:
    """The parameter set: what the state refunds, step by step, and where that is said."""
    df = data.df_by_refund_step.copy()
    steps = zip(df["from"].astype(int), df["to"], df["time_unit"], strict=True)
    df["period"] = [_period(start, end, unit) for start, end, unit in steps]
    df["rule_name"] = df["rule"].map(RULE_NAMES).str.capitalize()
    df["share_of_municipality_pct"] = 100 - df["refund_pct"]
    df["source_shown"] = df["source"].str.replace("inferred:", "udledt:", regex=False)
    return Exhibit(
        "c15-refusion", "Statens refusion: katalogets regler og reglerne fra 2016", df, STATUS,
        "Tiden regnes fra ydelsens begyndelse. Efter loven fra 2016 lægges alle uger med offentlig ydelse inden for tre år "
        "sammen; her er det forudsat, at der ingen tidligere uger er. «udledt» er slutninger, som kilden ikke selv siger. "
        "Kataloget skriver, at det bygger på det gamle system (C15, l.520–527).",
        columns={
            "rule_name": Column("Regler"), "applies_to": Column("Udgift"), "period": Column("Periode"),
            "refund_pct": Column("Staten", "percent"), "share_of_municipality_pct": Column("Kommunen", "percent"),
            "source_shown": Column("Kilde"),
        },
    )  # fmt: skip


def _period(start: int, end: float, unit: str) -> str:
    """ "uge 5–26", "måned 13 og frem", "hele tiden"."""
    name = {"uger": "uge", "måneder": "måned"}[unit]
    if pd.isna(end):
        return "hele tiden" if start == 0 else f"{name} {start + 1} og frem"
    return f"{name} {start + 1}–{int(end)}"


def benefits(data: Frames, satsindeks: float = 100) -> Exhibit:
    """The benefit of each example: the full one a month, the municipality's part at first, and two years of it by rule."""
    df = named_examples(data).join(data.df_by_cost_example[["benefit", "benefit_first_months"]])
    by_rule = {rule: cases(data, rule, satsindeks=satsindeks) for rule in RULES}
    catalogue = by_rule[CATALOGUE]
    first = [case.benefit_dkk * (1 - case.steps[0].refund_pct / 100) for case in catalogue]
    df["benefit_dkk"] = [case.benefit_dkk for case in catalogue]
    df["benefit_first_dkk"] = pd.Series(first).map(rounded).where(df["benefit_first_months"].notna())
    totals = [sum(avoided(case, horizon_weeks(case))) for case in catalogue]
    df["avoided_total_dkk"] = totals
    for rule, computed in by_rule.items():
        df[f"avoided_municipality_{rule}_dkk"] = [avoided(case, horizon_weeks(case))[0] for case in computed]
        df[f"avoided_state_{rule}_dkk"] = df["avoided_total_dkk"] - df[f"avoided_municipality_{rule}_dkk"]
    return Exhibit(
        "c15-ydelser", "Ydelsen, som hvert eksempel holdes op imod", df, STATUS,
        f"{index_note(100, satsindeks)}Den fulde ydelse er beløbet uden refusion («derefter»); i begyndelsen betaler kommunen "
        "70 pct. af den, i 12 måneder for sygedagpenge og 18 for ledighedsydelse. Eksempel 17–20 skriver «sygedagpenge/"
        "dagpenge» med samme beløb og er regnet som sygedagpenge. Eksempel 23 nævner løntilskud i 6 måneder uden refusion og "
        f"siger ikke, at det er en ydelse, der undgås; det står her som katalogets modpost. Eksempel "
        f"13 og 14 nævner ca. 6 måneders sygemelding før bevillingen; den er ikke med. {ASSUMPTIONS} Kilde: C15, "
        "l.575–1555; lov nr. 994 af 30. august 2015, § 5, stk. 2.",
        columns={
            "name": Column("Eksempel"), "benefit": Column("Ydelse"),
            "benefit_dkk": Column("Fuld ydelse pr. måned", "dkk"),
            "benefit_first_dkk": Column("Kommunens del i begyndelsen, pr. måned", "dkk"),
            "avoided_total_dkk": Column("To år i alt", "dkk"),
            "avoided_municipality_2015_dkk": Column("Kommunen, katalogets regler", "dkk"),
            "avoided_municipality_2016_dkk": Column("Kommunen, fra 2016", "dkk"),
            "avoided_state_2015_dkk": Column("Staten, katalogets regler", "dkk"),
            "avoided_state_2016_dkk": Column("Staten, fra 2016", "dkk"),
        },
    )  # fmt: skip
