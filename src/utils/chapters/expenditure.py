"""Gross expenditure 2019: the country, municipalities by size, and who spends more than its inhabitants say (K21 5.5)."""

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from utils.chapters.common import absent, empty, listed, unavailable
from utils.chapters.municipality_profile import municipality
from utils.frames import Frames
from utils.measures.expenditure import HIGHER_LIMIT_PP, SCHEMES, expenditure_shares
from utils.measures.usage import ONE_YEAR, TWO_YEARS
from utils.publish import figures
from utils.publish.exhibit import Column, Exhibit
from utils.publish.formats import dkk, number, percent, percentage_points

REGISTERS = ("municipality_accounts",)
NO_AMOUNTS = "Udtrækket har ingen udgifter i 2019."
ACCOUNTS = "Bruttoudgifter 2019 (REGKC) på de konti, K21 nævner (data/codelists/accounts.csv)"
LARGEST = 4


def national(data: Frames) -> Exhibit:
    """Expenditure 2019 and citizens by scheme: amounts and shares of both, a row a scheme and one for all."""
    exhibit_id, title = "k21-udgifter", "Udgifter 2019 og borgere med bevilling, efter ordning"
    if absent(data, REGISTERS):
        return unavailable(exhibit_id, title, data, REGISTERS)
    amounts = {scheme: float(data.df_by_municipality[f"expenditure_{scheme.lower()}_dkk"].sum()) for scheme in SCHEMES}
    if sum(amounts.values()) == 0:
        return empty(exhibit_id, title, data, NO_AMOUNTS)
    df_by_grant = data.df_by_grant[data.df_by_grant["year"].isin(TWO_YEARS)]
    persons = df_by_grant.groupby("scheme")["pnr"].nunique().reindex(SCHEMES, fill_value=0)
    grants = df_by_grant[df_by_grant["year"].isin(ONE_YEAR)]["scheme"].value_counts().reindex(SCHEMES, fill_value=0)
    df = pd.DataFrame({"scheme": SCHEMES, "expenditure_dkk": list(amounts.values()), "persons": persons.to_numpy(),
                       "grants_2019": grants.to_numpy()})  # fmt: skip
    df = pd.concat([df, df.drop(columns="scheme").sum().to_frame().T.assign(scheme="alle")], ignore_index=True)
    df["expenditure_dkk_million"] = df["expenditure_dkk"] / 1e6
    df["share_of_expenditure_pct"] = 100 * df["expenditure_dkk"] / sum(amounts.values())
    df["share_of_persons_pct"] = 100 * df["persons"] / max(persons.sum(), 1)
    return Exhibit(
        exhibit_id, title, df.astype({"persons": int, "grants_2019": int}), data.status,
        f"{ACCOUNTS}; andele af de tre ordninger lagt sammen. Borgere: mindst én bevilling 2018–2019; andelen er af summen over "
        "ordningerne, så en borger med to ordninger tæller i begge. K21 skriver 89 og 90 pct. om den samme udgift til personlig "
        "assistance, og 28, 72 og 0,2 pct. af borgerne passer ikke til dens egne antal (7.335, 23.341 og 41). "
        "Kilde: K21 5.5, l.3915–3925, og 2.2, l.709–713.",
        columns={"scheme": Column("Ordning"), "expenditure_dkk_million": Column("Udgift, mio. kr.", "decimal", 1),
                 "share_of_expenditure_pct": Column("Andel af udgifter", "percent", 1),
                 "persons": Column("Borgere (N)", "integer"),
                 "share_of_persons_pct": Column("Andel af borgere", "percent", 1),
                 "grants_2019": Column("Bevillinger 2019", "integer")},
    )  # fmt: skip


def expenditure_and_size(data: Frames, kommune: int | None = None) -> Exhibit:
    """Figur 24: expenditure on PA and HM against inhabitants, a dot a municipality, both axes logarithmic."""
    exhibit_id, title = _named("24", kommune), "Figur 24. Udgifter og kommunestørrelse"
    if absent(data, REGISTERS):
        return unavailable(exhibit_id, title, data, REGISTERS)
    df = expenditure_shares(data.df_by_municipality)
    df = df[df["expenditure_pa_hm_dkk"] > 0].reset_index(drop=True)
    if df.empty:
        return empty(exhibit_id, title, data, NO_AMOUNTS)
    df = df.assign(expenditure_pa_hm_dkk_thousand=df["expenditure_pa_hm_dkk"] / 1000)
    columns = ["code", "name", "inhabitants_2019k4", "expenditure_pa_hm_dkk_thousand"]
    per_inhabitant = df["expenditure_pa_hm_dkk"].sum() / df["inhabitants_2019k4"].sum()
    own = None if kommune is None else str(municipality(data, kommune)["name"])

    def draw(rows: pd.DataFrame) -> Figure:
        return figures.scatter(
            rows, "inhabitants_2019k4", "expenditure_pa_hm_dkk_thousand", x_title="Indbyggere (logaritmisk)",
            y_title="Udgifter til personlig assistance og hjælpemidler, 1.000 kr. (logaritmisk)", name="name",
            labels=_labels(rows, per_inhabitant / 1000), highlight=own, log_x=True, log_y=True,
            lines={"": (float(np.log10(per_inhabitant / 1000)), 1.0)},
        )  # fmt: skip

    mean = df[["inhabitants_2019k4", "expenditure_pa_hm_dkk_thousand"]].mean()
    return Exhibit(
        exhibit_id, title, df[columns], data.status,
        f"{ACCOUNTS}, personlig assistance og hjælpemidler, 1.000 kr. Hver prik er en kommune med udgifter (N = "
        f"{number(len(df))}). Linjen er landets udgift pr. indbygger ({dkk(per_inhabitant)}): over den bruger en kommune "
        f"mere, end dens indbyggertal siger. Gennemsnittet af kommunerne (K21's gule prik) er {number(mean.iloc[0])} indbyggere "
        f"og {number(mean.iloc[1])} tusind kr. K21 skriver, at de fire største kommuner også har de "
        "højeste udgifter; dens egne andele siger andet: Herning 3,2 pct. mod Aarhus 3 og Aalborg 2. "
        f"Kilde: K21 5.5, figur 24, l.3947–4015; indbyggere 4. kvartal 2019.{not_shown(df, own)}",
        draw=draw,
        alt=f"{_with_size(df)} De {LARGEST} største kommuner og deres udgifter: {_largest(df)}.{_own(df, own)}",
    )  # fmt: skip


def _with_size(df: pd.DataFrame) -> str:
    """Whether expenditure rises with size, by rank correlation; nothing of fewer than three municipalities."""
    if len(df) < FEWEST:
        return (
            f"Kun {number(len(df))} kommune har udgifter."
            if len(df) == 1
            else f"{number(len(df))} kommuner har udgifter."
        )
    together = df["inhabitants_2019k4"].corr(df["expenditure_pa_hm_dkk_thousand"], method="spearman")
    words = "stiger" if together > 0 else "falder"
    return f"Udgifterne {words} med kommunens størrelse (rangkorrelation {number(together, 2)})."


def _own(df: pd.DataFrame, own: str | None) -> str:
    """The number of the municipality that stands out."""
    rows = df[df["name"] == own]
    if rows.empty:
        return ""
    return f" {own}: {number(rows['expenditure_pa_hm_dkk_thousand'].iloc[0])} tusind kr."


FEWEST = 3


def not_shown(df_by_municipality: pd.DataFrame, own: str | None) -> str:
    """What a note must say when the municipality that should stand out has no dot; "" when it has or none should."""
    if own is None or own in set(df_by_municipality["name"]):
        return ""
    return f" {own} har ingen udgifter eller ingen bevillinger i 2019 og vises ikke."


def _labels(df: pd.DataFrame, per_inhabitant: float) -> list[str]:
    """The largest and the smallest municipality, and those farthest above and below what their inhabitants say."""
    by_size = df.sort_values("inhabitants_2019k4", kind="stable")["name"]
    factor = df["expenditure_pa_hm_dkk_thousand"] / (df["inhabitants_2019k4"] * per_inhabitant)
    by_factor = df.assign(factor=factor).sort_values("factor", kind="stable")["name"]
    return [*by_size.head(1), *by_size.tail(LARGEST), *by_factor.head(2), *by_factor.tail(2)]


def _largest(df: pd.DataFrame) -> str:
    rows = df.nlargest(LARGEST, "inhabitants_2019k4")
    amounts = [number(amount / 1e6, 1) for amount in rows["expenditure_pa_hm_dkk"]]
    return listed(
        [f"{name} {amount} mio. kr." for name, amount in zip(rows["name"], amounts, strict=True)]
    ).removesuffix(".")


def expenditure_and_inhabitants(data: Frames, kommune: int | None = None) -> Exhibit:
    """Figur 25: share of the country's expenditure less share of its inhabitants, percentage points, a dot a municipality."""
    exhibit_id, title = _named("25", kommune), "Figur 25. Andel af udgifter minus andel af indbyggere"
    if absent(data, REGISTERS):
        return unavailable(exhibit_id, title, data, REGISTERS)
    df = expenditure_shares(data.df_by_municipality).sort_values(["difference_pp", "code"], ascending=[False, True])
    if df["expenditure_dkk"].sum() == 0:
        return empty(exhibit_id, title, data, NO_AMOUNTS)
    own = None if kommune is None else str(municipality(data, kommune)["name"])

    def draw(rows: pd.DataFrame) -> Figure:
        return figures.scatter(
            rows, "inhabitants_2019k4", "difference_pp", x_title="Indbyggere (logaritmisk)",
            y_title="Andel af udgifter minus andel af indbyggere, procentpoint", name="name",
            labels=[*rows["name"].head(5), *rows["name"].tail(4)], highlight=own, log_x=True,
            levels={0.0: "", HIGHER_LIMIT_PP: f"højere end forventet: over {number(HIGHER_LIMIT_PP, 1)}"},
        )  # fmt: skip

    return Exhibit(
        exhibit_id, title, df.drop(columns="expenditure_pa_hm_dkk").reset_index(drop=True), data.status,
        f"{_base(data)} K21 lader kommunerne ligge tilfældigt på den vandrette akse; her er det deres størrelse. "
        "Kilde: K21 5.5, figur 25, l.4006–4042.",
        draw=draw, alt=f"{_higher_words(df)} {_extremes(df)}",
    )  # fmt: skip


def _base(data: Frames) -> str:
    spending = int((expenditure_shares(data.df_by_municipality)["expenditure_dkk"] > 0).sum())
    return (
        f"{ACCOUNTS}, alle tre ordninger, i pct. af landets ({number(spending)} kommuner har udgifter), minus indbyggere 4. "
        f"kvartal 2019 i pct. af landets ({number(len(data.df_by_municipality))} kommuner). Højere end forventet: forskellen er "
        f"over {percentage_points(HIGHER_LIMIT_PP, 1)} (note 35)."
    )


def _higher_words(df: pd.DataFrame) -> str:
    higher = int((df["difference_pp"] > HIGHER_LIMIT_PP).sum())
    return (
        f"{number(higher)} af {number(len(df))} kommuner har udgifter, der er mere end "
        f"{percentage_points(HIGHER_LIMIT_PP, 1)} højere, end indbyggertallet siger."
    )


def _extremes(df: pd.DataFrame) -> str:
    highest, lowest = df.iloc[0], df.iloc[-1]
    return (
        f"Højest er {highest['name']} ({percentage_points(highest['difference_pp'], 1)}), lavest {lowest['name']} "
        f"({percentage_points(lowest['difference_pp'], 1)})."
    )


def higher_than_expected(data: Frames) -> Exhibit:
    """How many municipalities spend more than expected, and how many of the four largest less: a row a group."""
    exhibit_id, title = "k21-udgifter-forventet", "Kommuner med højere udgifter end forventet"
    if absent(data, REGISTERS):
        return unavailable(exhibit_id, title, data, REGISTERS)
    shares = expenditure_shares(data.df_by_municipality)
    if shares["expenditure_dkk"].sum() == 0:
        return empty(exhibit_id, title, data, NO_AMOUNTS)
    largest = shares.nlargest(LARGEST, "inhabitants_2019k4")
    df = pd.DataFrame([
        _group("alle kommuner", shares), _group(f"de {LARGEST} største", largest),
    ])  # fmt: skip
    names = listed([f"{name} ({percent(spent, 1)} af udgifterne, {percent(people, 1)} af indbyggerne)" for name, spent, people in
                    largest[["name", "share_of_expenditure_pct", "share_of_inhabitants_pct"]].to_numpy()])  # fmt: skip
    return Exhibit(
        exhibit_id, title, df, data.status,
        f"{_base(data)} Lavere: forskellen er under 0, uden grænse. De {LARGEST} største: {names}. K21 skriver, at "
        f"alle fire har lavere udgifter end forventet, men trykker "
        "selv 7 pct. af udgifterne og 4 pct. af indbyggerne for Odense. Kilde: K21 5.5, l.3950 og 4018–4042.",
        columns={"group": Column("Kommuner"), "municipalities": Column("Antal (N)", "integer"),
                 "higher_municipalities": Column("Over 0,5 procentpoint", "integer"),
                 "higher_pct": Column("Andel", "percent", 1),
                 "lower_municipalities": Column("Lavere andel af udgifter end af indbyggere", "integer")},
    )  # fmt: skip


def _group(name: str, shares: pd.DataFrame) -> dict[str, object]:
    higher = int((shares["difference_pp"] > HIGHER_LIMIT_PP).sum())
    return {
        "group": name, "municipalities": len(shares), "higher_municipalities": higher,
        "higher_pct": 100 * higher / len(shares), "lower_municipalities": int((shares["difference_pp"] < 0).sum()),
    }  # fmt: skip


def _named(figure: str, kommune: int | None) -> str:
    return f"k21-figur-{figure}" if kommune is None else f"profil-figur-{figure}"
