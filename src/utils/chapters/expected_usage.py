"""A municipality's use of the schemes beside what its rammevilkår and size would lead one to expect."""

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from utils.chapters.common import absent, empty, few, listed, unavailable
from utils.chapters.municipality_profile import municipality
from utils.frames import Frames
from utils.publish import figures
from utils.publish.exhibit import Column, Exhibit
from utils.publish.formats import number, percent
from utils.statistics.expected import expected_rates, not_expected
from utils.statistics.intervals import LEVEL
from utils.statistics.quality import NOT_ALONE, mean_quality

PREDICTORS = ["framework_rank", "log10_inhabitants"]
REGISTERS = ("municipality_conditions",)
SUFFIX = {"PA og HM": "", "PA": "_pa", "HM": "_hm"}
BOTH = "PA og HM"
MODEL = (
    "Det forventede er, hvad kommuner med samme rammevilkår (rang) og størrelse (log10 indbyggere) typisk har: lineær "
    "regression af anvendelsesgradens logaritme over de andre kommuner, kommunen selv ikke med"
)


def comparison(data: Frames, scheme: str) -> pd.DataFrame:
    """df_by_municipality with grants and the columns of `expected_rates` in percent: one row a municipality with grants.

    Empty where nothing can be expected. verdict in Danish; expected_quality and ratio_quality.
    """
    suffix = SUFFIX[scheme]
    df, rate = data.df_by_municipality, f"usage_rate_two_year{suffix}_pct"
    if not_expected(df, rate, PREDICTORS):
        return pd.DataFrame()
    found = expected_rates(df, rate, PREDICTORS).rename(
        columns={name: f"{name}_pct" for name in ("observed", "expected", "expected_lower", "expected_upper")}
    )
    found = (
        df[["code", "name", f"grants{suffix}"]].rename(columns={f"grants{suffix}": "grants"}).join(found, how="right")
    )
    for name in ("expected", "ratio"):
        unit = "_pct" if name == "expected" else ""
        limits = found[f"{name}_lower{unit}"], found[f"{name}_upper{unit}"]
        found[f"{name}_quality"] = mean_quality(found["grants"], found[f"{name}{unit}"], *limits)
    residuals = zip(found["ratio"], found["p_value"], strict=True)
    found["verdict"] = [_verdict(ratio, p, len(found)) for ratio, p in residuals]
    return found.reset_index(drop=True)


def _verdict(ratio: float, p: float, municipalities: int) -> str:
    """What the residual says, in Danish; its p-value is held against how many municipalities are tried."""
    if pd.isna(p):
        return "kan ikke afgøres"
    if p >= LEVEL:
        return "inden for det, man kan vente"
    side = "højere" if ratio > 1 else "lavere"
    if p < LEVEL / municipalities:
        return f"{side} end ventet, også når der tages højde for, at {municipalities} kommuner prøves"
    chance = number(LEVEL * municipalities)
    return f"{side} end ventet, men af {municipalities} kommuner ventes omkring {chance} uden for ved tilfælde"


def expected_table(data: Frames, kommune: int) -> Exhibit:
    """Observed and expected usage rate of the municipality, their ratio and what it says: one row a choice of scheme."""
    exhibit_id, title = "profil-forventet-brug", "Brug af ordningerne i forhold til det forventede"
    own = municipality(data, kommune)
    if absent(data, REGISTERS):
        return unavailable(exhibit_id, title, data, REGISTERS)
    rows, reasons = [], []
    for scheme, suffix in SUFFIX.items():
        df = comparison(data, scheme)
        if df.empty:
            reasons.append(scheme)
            continue
        rows.append(_own_row(df, own, suffix) | {"scheme": scheme})
    if not rows:
        return empty(exhibit_id, title, data, _reason(data))
    table = pd.DataFrame(rows)
    without = f" Ikke beregnet, fordi for få kommuner har tal: {listed(reasons)}." if reasons else ""
    fit = table.iloc[0]
    explained = (
        f"Rammevilkår og størrelse gør rede for {percent(100 * fit['r_squared'])} af forskellene på "
        f"logaritmisk skala ({fit['scheme']}, alle {number(fit['n_municipalities'] + 1)} kommuner); resten gør "
        "intervallet bredt og karakteren derefter. "
        if pd.notna(fit["r_squared"]) else ""
    )  # fmt: skip
    grants = dict(zip(table["scheme"].replace(BOTH, "begge ordninger"), table["grants"], strict=True))
    return Exhibit(
        exhibit_id, f"{title}: {own['name']}", table, data.status,
        f"Bevillinger 2018–2019 pr. 100 indbyggere. {MODEL}. Forhold = faktisk/forventet med 95 pct.-forudsigelsesinterval: "
        f"rummer det 1, er afvigelsen ikke større, end andre kommuner har. {explained}Modellen giver små og store "
        f"kommuner samme spredning. Uden bevillinger sammenlignes intet. En "
        f"afvigelse kan have mange grunde; den siger ikke, hvad kommunen gør godt eller dårligt. Kilde: egen beregning; "
        f"anvendelsesgrad: K21 5.2.{without}" + few(grants, "bevillinger"),
        columns={"scheme": Column("Ordning"), "grants": Column("Bevillinger", "integer"),
                 "observed_pct": Column("Faktisk", "percent", 2), "expected_pct": Column("Forventet", "percent", 2),
                 "expected_lower_pct": Column("95 pct.-interval", "interval", 2),
                 "expected_quality": Column("Kvalitet", "integer"), "ratio": Column("Forhold", "decimal", 2),
                 "ratio_lower": Column("95 pct.-interval", "interval", 2), "ratio_quality": Column("Kvalitet", "integer"),
                 "verdict": Column("Forholdet er")},
    )  # fmt: skip


def _own_row(df: pd.DataFrame, own: pd.Series, suffix: str) -> dict[str, object]:
    here = df[df["code"] == own["code"]]
    if len(here):
        return here.drop(columns=["code", "name"]).iloc[0].to_dict()
    grants, rate = int(own[f"grants{suffix}"]), own[f"usage_rate_two_year{suffix}_pct"]
    reason = "ingen bevillinger: intet forventet tal sammenlignes" if grants == 0 else "rammevilkår kendes ikke"
    nothing = dict.fromkeys(df.columns.drop(["code", "name"]), np.nan)
    return nothing | {"grants": grants, "observed_pct": rate, "expected_quality": NOT_ALONE, "ratio_quality": NOT_ALONE,
                      "verdict": reason}  # fmt: skip


def all_municipalities(data: Frames) -> Exhibit:
    """Observed by expected usage rate (PA and HM): a dot a municipality, those far from what is expected named."""
    exhibit_id, title = "k21-forventet-brug", "Faktisk og forventet anvendelsesgrad i alle kommuner"
    if absent(data, REGISTERS):
        return unavailable(exhibit_id, title, data, REGISTERS)
    df = comparison(data, BOTH)
    if df.empty:
        return empty(exhibit_id, title, data, _reason(data))
    outside = df["p_value"] < LEVEL
    far = list(df.loc[df["p_value"] < LEVEL / len(df), "name"])

    def draw(rows: pd.DataFrame) -> Figure:
        return figures.scatter(
            rows, "expected_pct", "observed_pct", x_title="Forventet, pct. af indbyggerne",
            y_title="Faktisk, pct. af indbyggerne", name="name", labels=list(df.loc[outside, "name"]),
            lines={"": (0.0, 1.0)}, log_x=True, log_y=True,
        )  # fmt: skip

    outlying = (
        f" {listed(far)} ligger længere fra, end et tilfælde blandt {number(len(df))} kommuner giver, og gør de andres "
        "intervaller bredere." if far else ""
    )  # fmt: skip
    named = f" ({listed(list(df.loc[outside, 'name']))})" if outside.any() else ""
    return Exhibit(
        exhibit_id, title, df, data.status,
        f"Bevillinger 2018–2019 (PA og HM) pr. 100 indbyggere, begge akser logaritmiske; på linjen er faktisk og forventet ens. "
        f"{MODEL}. N = {number(len(df))} kommuner med bevillinger. Navngivet er dem uden for deres 95 pct.-"
        f"forudsigelsesinterval; omkring {number(LEVEL * len(df))} ventes ved tilfælde.{outlying} Intervallerne står i "
        "csv-filen og i kommuneprofilerne. Kilde: egen beregning; anvendelsesgrad: K21 5.2.",
        alt=f"Faktisk og forventet anvendelsesgrad. Rammevilkår og størrelse gør rede for "
            f"{percent(100 * df['r_squared'].iloc[0])} af forskellene; {number(outside.sum())} af {number(len(df))} kommuner "
            f"ligger uden for deres forudsigelsesinterval{named}.", draw=draw,
    )  # fmt: skip


def _reason(data: Frames) -> str:
    reason = not_expected(data.df_by_municipality, f"usage_rate_two_year{SUFFIX[BOTH]}_pct", PREDICTORS)
    return f"Intet forventet tal kan beregnes: {reason}."
