"""Who gets the schemes: gender, age, education, income and industry (K21 5.3.1, Tabel 13, and 5.7)."""

import pandas as pd

from utils.chapters.common import NOBODY, absent, empty, in_order, left_out, unavailable
from utils.frames import Frames
from utils.measures.background import AGE_BANDS, INCOME_BANDS, TOPICS, UNKNOWN, background_shares
from utils.measures.bands import FRAMEWORK_BANDS
from utils.measures.shares import shares_by
from utils.publish.exhibit import Column, Exhibit

EDUCATIONS = ("grundskole", "gymnasial eller erhvervsfaglig", "videregående", UNKNOWN)
ORDER = ("mand", "kvinde", *AGE_BANDS, *EDUCATIONS, *INCOME_BANDS, "gennemsnit")
LEVELS = ("grundskole", "gymnasial eller erhvervsfaglig", "kort", "mellemlang", "lang", UNKNOWN)
FRAMEWORK_GROUPS = dict(zip(FRAMEWORK_BANDS, ("dårligste 32", "mellem 34", "bedste 32"), strict=True))
REGISTERS = {"befk": "køn", "ind": "indkomst", "udda": "uddannelse"}


def characteristics(data: Frames) -> Exhibit:
    """Tabel 13 with all categories: a row a scheme, topic and category; the mean income is a row of its own."""
    exhibit_id, title = "k21-tabel-13", "Tabel 13. Karakteristika for borgere med personlig assistance og hjælpemidler"
    df = data.df_by_person_scheme
    if df.empty:
        return empty(exhibit_id, title, data, f"{NOBODY}.")
    table = pd.concat([background_shares(df, ["scheme"]), _mean_incomes(df)], ignore_index=True)
    table = in_order(table, "category", ORDER)
    table = in_order(in_order(table, "topic", list(TOPICS)), "scheme", ("PA", "HM"))
    return Exhibit(
        exhibit_id, title, table[["scheme", "topic", "category", "persons", "n_persons", "share_pct", "mean_income_dkk"]],
        data.status,
        "Borgere med en første bevilling i ordningen 2018–2019. Alder i hele år på bevillingsdagen (DREAM's fødselsmåned); "
        "køn findes i BEF, uddannelse i UDDA og skattepligtig indkomst i IND året før bevillingen. N er borgere, hvor "
        "kendetegnet findes; uoplyst uddannelse tæller med i N. Branche: i pct. af borgere, der i bevillingsmåneden har et "
        "job (DREAM's branche er udfyldt) med kendt branche (ikke 00). "
        "K21 skriver 45 pct. over 50 år for hjælpemidler i teksten og 42 i tabellen. "
        "Kilde: K21 5.3.1, l.3312–3359, og 5.7, l.4461–4472." + left_out(data, REGISTERS),
        columns={"scheme": Column("Ordning"), "topic": Column("Emne"), "category": Column("Kendetegn"),
                 "persons": Column("Borgere", "integer"), "n_persons": Column("N", "integer"),
                 "share_pct": Column("Andel", "percent"), "mean_income_dkk": Column("Gennemsnit", "dkk")},
    )  # fmt: skip


def _mean_incomes(df: pd.DataFrame) -> pd.DataFrame:
    """Mean taxable income per scheme, of those whose income is known."""
    known = df[df["income_dkk"].notna()]
    grouped = known.groupby("scheme")["income_dkk"]
    means = pd.DataFrame({"mean_income_dkk": grouped.mean(), "n_persons": grouped.size()}).reset_index()
    return means.assign(topic="Indkomst", category="gennemsnit")


def education_by_framework(data: Frames) -> Exhibit:
    """Level of education by rammevilkår: a row a scheme, band and level; persons of the band's municipalities pooled."""
    exhibit_id = "k21-uddannelse-rammevilkaar"
    title = "Uddannelse efter kommunens rammevilkår"
    registers = ("municipality_conditions", "udda")
    if absent(data, registers):
        return unavailable(exhibit_id, title, data, registers)
    bands = data.df_by_municipality.set_index("code")["framework_band"].astype("string").map(FRAMEWORK_GROUPS)
    df = data.df_by_person_scheme
    df = df.assign(
        framework_group=df["municipality"].map(bands),
        level=df["education_level"].astype("string").replace("", pd.NA).fillna(df["education"]),
    ).dropna(subset=["framework_group"])
    table = shares_by(df, ["scheme", "framework_group"], "level")
    if table.empty:
        return empty(exhibit_id, title, data, f"{NOBODY}: ingen borger har en kendt kommune og uddannelse.")
    table = in_order(in_order(table, "level", LEVELS), "framework_group", list(FRAMEWORK_GROUPS.values()))
    return Exhibit(
        exhibit_id, title, in_order(table, "scheme", ("PA", "HM")), data.status,
        "Højest gennemførte uddannelse året før den første bevilling 2018–2019, i pct. af borgere i gruppens kommuner lagt "
        "sammen (uoplyst tæller med). Kort, mellemlang og lang er videregående. Dårligste 32 = rang 1–32, bedste 32 = rang "
        "67–98; borgere uden kendt kommune er ikke med. Kilde: K21 5.3.1, l.3388–3394 og note 30.",
        columns={"scheme": Column("Ordning"), "framework_group": Column("Rammevilkår"), "level": Column("Uddannelse"),
                 "persons": Column("Borgere", "integer"), "n_persons": Column("N", "integer"),
                 "share_pct": Column("Andel", "percent", 1)},
    )  # fmt: skip


def age_by_municipality(data: Frames) -> Exhibit:
    """How the share over 50 varies between municipalities: per scheme the spread over those with 20 persons or more."""
    exhibit_id, title = "k21-alder-kommuner", "Andel over 50 år i kommunerne"
    df = data.df_by_person_scheme.dropna(subset=["municipality", "age"])
    shares = df.assign(over=df["age"] > 50).groupby(["scheme", "municipality"])["over"].agg(["mean", "size"])
    shares = shares[shares["size"] >= ENOUGH].reset_index()
    if shares.empty:
        return empty(exhibit_id, title, data, f"{NOBODY}: ingen kommune har {ENOUGH} borgere i en ordning.")
    grouped = (100 * shares["mean"]).groupby(shares["scheme"])
    table = grouped.quantile([0, 0.25, 0.5, 0.75, 1]).unstack().set_axis(list(SPREAD), axis=1)
    table = table.assign(n_municipalities=grouped.size()).reset_index()
    return Exhibit(
        exhibit_id, title, in_order(table, "scheme", ("PA", "HM")), data.status,
        f"Andel af borgerne over 50 år ved den første bevilling 2018–2019; kommuner med mindst {ENOUGH} borgere i ordningen "
        "(N = kommuner); kvartiler ved lineær interpolation. Kilde: K21 5.3.1, l.3317–3318.",
        columns={"scheme": Column("Ordning"), "n_municipalities": Column("Kommuner", "integer")}
        | {name: Column(words, "percent") for name, words in SPREAD.items()},
    )  # fmt: skip


ENOUGH = 20
SPREAD = {"lowest_pct": "Laveste", "lower_quartile_pct": "Nedre kvartil", "median_pct": "Median",
          "upper_quartile_pct": "Øvre kvartil", "highest_pct": "Højeste"}  # fmt: skip
