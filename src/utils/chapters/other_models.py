"""The same question to other models: rammevilkår and increased hours by municipalities, inhabitants and persons."""

import pandas as pd

from utils.chapters.common import QUALITY, absent, chosen_schemes, empty, listed, unavailable
from utils.chapters.framework_conditions import REGISTERS, model_frame
from utils.frames import Frames
from utils.measures.municipal_counts import increased_hours_counts
from utils.publish.exhibit import Column, Exhibit
from utils.publish.formats import number
from utils.statistics.effects import marginal_effect
from utils.statistics.fits import Fit, count_fit, hindrance, linear_fit, person_fit
from utils.statistics.quality import comparison_quality
from utils.statistics.regression import with_constant

RANKS = 10
CONTROLS = {"Rammevilkår alene": ["framework_rank"], "Anvendelsesgrad holdt konstant": ["framework_rank", "usage_rate"]}
ALIKE, INHABITANTS = "Kommuner, alle tæller ens", "Kommuner, vægtet efter indbyggere"
COUNTS, PERSONS = "Personer, talt sammen i kommunen", "Personer enkeltvis, med deres kendetegn"
# What a person brings: column of the design → Danish words.
TRAITS = {
    "age": "alder", "woman": "køn", "recruited": "offentlig ydelse ved bevillingen",
    "hours_before": "løntimer før bevillingen", "aids": "ordning",
}  # fmt: skip


def other_models(data: Frames, ordning: str = "begge", anvendelsesgrad: str = "to_aar") -> Exhibit:
    """One row a model, without and with the usage rate: what ten places of the rank go with, in percentage points."""
    exhibit_id, title = "k21-rammevilkaar-andre-modeller", "Andre modeller, samme spørgsmål: forskellen pr. 10 pladser"
    if absent(data, REGISTERS):
        return unavailable(exhibit_id, title, data, REGISTERS)
    counts = increased_hours_counts(data.df_by_person_scheme, ordning, "definition")
    frame = model_frame(data, ordning, anvendelsesgrad).join(counts, on="code")
    frame = frame.dropna(subset=["framework_rank", "usage_rate", "trials"])
    persons = persons_with_traits(data, frame, ordning)
    if reason := _reason(frame, persons):
        return empty(exhibit_id, title, data, f"Modellerne kan ikke beregnes: {reason}.")
    df = pd.DataFrame(
        [_row(name, control, fit) | {"n_persons": int(frame["trials"].sum())}
         for control, predictors in CONTROLS.items() for name, fit in _fits(frame, persons, predictors).items()]
    )  # fmt: skip
    df["n_municipalities"] = len(frame)
    slopes = df["control"].map({control: len(predictors) for control, predictors in CONTROLS.items()})
    df["quality"] = comparison_quality((df["n_municipalities"] / slopes).where(df["p_value"].notna()))
    used = listed([words for trait, words in TRAITS.items() if trait in persons])
    return Exhibit(
        exhibit_id, title, df, data.status,
        f"Så mange procentpoint flere eller færre borgere med øgede løntimer går med {RANKS} pladser bedre rammevilkår "
        f"({ordning}; N = {number(len(frame))} kommuner og {number(df['n_persons'].iloc[0])} borgere med kendt "
        "udgangspunkt). De to første er lineære modeller af kommunernes andele (HC3). De to sidste er logistiske; deres "
        "tal er den gennemsnitlige marginale effekt, altså hældningen oversat til procentpoint for hver borger og lagt "
        "sammen. Talt sammen: et tal for kommunen, som tæller efter sine borgere (HC3). Enkeltvis: også "
        f"{used} er holdt konstant, og borgere i samme kommune regnes ikke for uafhængige (klyngerobust, CR1, "
        "t-fordeling med antal kommuner minus 1). Kilde: egen beregning; K21 7.1.4 navngiver ingen model.",
        columns={"control": Column("Holdt konstant"), "model": Column("Model"),
                 "effect_pp": Column("Forskel, procentpoint", "decimal", 2),
                 "lower_pp": Column("95 pct.-interval", "interval", 2), "p_value": Column("p-værdi", "p_value"),
                 "n_municipalities": Column("Kommuner", "integer"), "n_persons": Column("Borgere", "integer"), **QUALITY},
    )  # fmt: skip


def persons_with_traits(data: Frames, frame: pd.DataFrame, ordning: str) -> pd.DataFrame:
    """One row a person and scheme in the population of a municipality of `frame`, with its numbers and TRAITS.

    A trait that is not known of anybody, or the same of all, is left out; a person of whom another is not known leaves.
    """
    df = data.df_by_person_scheme
    df = df[df["scheme"].isin(chosen_schemes(ordning)) & df["increased"].notna()]
    df = df.assign(
        age=df["age"].astype(float),
        woman=df["gender"].map({"mand": 0.0, "kvinde": 1.0}),
        recruited=df["purpose"].map({"retention": 0.0, "recruitment": 1.0}),
        hours_before=(df["baseline_hours"] > 0).astype(float),
        aids=df["scheme"].eq("HM").astype(float),
    )
    traits = [trait for trait in TRAITS if len(df[trait].dropna().unique()) > 1]
    df = df[["municipality", "increased", *traits]].dropna()
    settings = frame.set_index("code")[["framework_rank", "usage_rate"]].astype(float)
    return df.join(settings, on="municipality", how="inner")


def _reason(frame: pd.DataFrame, persons: pd.DataFrame) -> str:
    """Why one of the models cannot be fitted, in Danish; "" when all can."""
    predictors = CONTROLS["Anvendelsesgrad holdt konstant"]
    if reason := hindrance(with_constant(frame[predictors])):
        return reason
    if persons["increased"].nunique() < 2:
        return "alle borgere har samme udfald"
    return hindrance(with_constant(persons.drop(columns=["municipality", "increased"])))


def _fits(frame: pd.DataFrame, persons: pd.DataFrame, predictors: list[str]) -> dict[str, Fit]:
    design = with_constant(frame[predictors])
    share_pct = 100 * frame["successes"] / frame["trials"]
    traits = [trait for trait in TRAITS if trait in persons]
    return {
        ALIKE: linear_fit(share_pct, design),
        INHABITANTS: linear_fit(share_pct, design, frame["inhabitants_2019k4"]),
        COUNTS: count_fit(frame["successes"], frame["trials"], design),
        PERSONS: person_fit(
            persons["increased"], with_constant(persons[[*predictors, *traits]]), persons["municipality"]
        ),
    }


def _row(name: str, control: str, fit: Fit) -> dict[str, object]:
    return {"control": control, "model": name, **marginal_effect(fit, "framework_rank", RANKS).to_dict()}
