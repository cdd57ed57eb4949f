"""Does it hang on one municipality? The slope of rammevilkår when each is left out."""

import pandas as pd
from matplotlib.figure import Figure

from utils.chapters.common import absent, empty, unavailable
from utils.chapters.framework_conditions import CONTROLLED, HOURS, REGISTERS, model_frame
from utils.frames import Frames
from utils.publish import figures
from utils.publish.exhibit import Exhibit
from utils.publish.formats import number
from utils.statistics.effects import marginal_effect
from utils.statistics.fits import hindrance, linear_fit
from utils.statistics.influence import influence
from utils.statistics.quality import NOT_ALONE, comparison_quality
from utils.statistics.regression import LEVEL, with_constant

RANKS = 10
SHOWN = 10
MODELS = {"Rammevilkår alene": CONTROLLED[:1], "Anvendelsesgrad holdt konstant": CONTROLLED}
ALL = "Alle kommuner"
TOLD = {"coefficient_without": "effect_without_pp", "coefficient_change": "effect_change_pp",
        "lower": "lower_pp", "upper": "upper_pp"}  # fmt: skip


def single_municipalities(data: Frames, ordning: str = "begge", anvendelsesgrad: str = "to_aar") -> Exhibit:
    """Each municipality left out of the two models; the csv has them all, the figure those that move the slope most."""
    exhibit_id, title = "k21-rammevilkaar-en-kommune", "Hænger det på én kommune? Hældningen uden hver af dem"
    if absent(data, REGISTERS):
        return unavailable(exhibit_id, title, data, REGISTERS)
    frame = model_frame(data, ordning, anvendelsesgrad).dropna(subset=[HOURS, *CONTROLLED])
    if reason := hindrance(with_constant(frame[CONTROLLED])):
        return empty(exhibit_id, title, data, f"Modellerne kan ikke beregnes: {reason}.")
    if (frame[HOURS] == frame[HOURS].iloc[0]).all():
        return empty(exhibit_id, title, data, "Alle kommuner har samme andel, så der er ingen hældning at flytte.")
    df = pd.concat([_left_out(frame, model, predictors) for model, predictors in MODELS.items()], ignore_index=True)
    alone = df[df["model"] == "Rammevilkår alene"]
    return Exhibit(
        exhibit_id, title, df, data.status,
        f"Procentpoint øgede løntimer pr. {RANKS} pladser bedre rammevilkår ({ordning}), når kommunen er udeladt, med 95 "
        f"pct.-interval (HC3, N = {number(alone['n_municipalities'].min())}). Vist er de {SHOWN} kommuner, der flytter "
        "hældningen mest; csv-filen har dem alle, med Cooks afstand (hvor meget kommunen flytter modellen som helhed) og "
        f"leverage (hvor usædvanlige dens forklarende tal er). {_farthest(alone)} Kilde: egen beregning efter K21 7.1.4.",
        alt=f"{_finding(df)} {_farthest(alone)}", draw=_draw,
    )  # fmt: skip


def _left_out(frame: pd.DataFrame, model: str, predictors: list[str]) -> pd.DataFrame:
    """One row a municipality and one for all of them, in percentage points per RANKS; the most moving first."""
    without = influence(frame.set_index("name"), HOURS, predictors).rename_axis("name").reset_index()
    without["place"] = without["coefficient_change"].abs().rank(ascending=False, method="first").astype(int)
    every = marginal_effect(linear_fit(frame[HOURS], with_constant(frame[predictors])), "framework_rank")
    whole = {"name": ALL, "coefficient_without": every["effect_pp"], "lower": every["lower_pp"],
             "upper": every["upper_pp"], "p_value": every["p_value"], "n_municipalities": len(frame), "place": 0}  # fmt: skip
    df = pd.concat([pd.DataFrame([whole]), without.sort_values("place")], ignore_index=True)
    df[list(TOLD)] = df[list(TOLD)] * RANKS
    quality = comparison_quality(df["n_municipalities"], len(predictors))
    return df.rename(columns=TOLD).assign(model=model, quality=quality.where(df["lower"].notna(), NOT_ALONE))


def _draw(rows: pd.DataFrame) -> Figure:
    shown = rows[rows["place"] <= SHOWN]
    return figures.dots(
        shown, "name", "effect_without_pp", lower="lower_pp", upper="upper_pp", count="n_municipalities", panel="model",
        highlight=ALL, sort=False, decimals=2, reference=0.0,
        value_title=f"Procentpoint pr. {RANKS} pladser, uden kommunen",
    )  # fmt: skip


def _finding(df: pd.DataFrame) -> str:
    """How many municipalities decide the verdict of each model, each on its own."""
    sentences = []
    for model, rows in df.groupby("model", sort=False):
        significant = rows["p_value"] < LEVEL
        turned = rows.loc[significant != significant.iloc[0], "name"]
        verdict = "signifikant" if significant.iloc[0] else "ikke signifikant"
        which = (
            "ingen enkelt kommune ændrer dommen"
            if turned.empty
            else f"{number(len(turned))} kommuner ændrer dommen hver for sig"
        )
        sentences.append(f"{model}: {verdict} med alle kommuner; {which}.")
    return " ".join(sentences)


def _farthest(alone: pd.DataFrame) -> str:
    """The municipality that moves the uncontrolled slope most, and by how much."""
    every, first = alone.iloc[0], alone.iloc[1]
    return (
        f"Mest flytter {first['name']}: fra {number(every['effect_without_pp'], 2)} til "
        f"{number(first['effect_without_pp'], 2)}."
    )
