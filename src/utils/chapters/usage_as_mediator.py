"""Does the way from rammevilkår to paid hours run along the usage rate? Product of coefficients (K21 7.1.4 l.5621)."""

import pandas as pd

from utils.chapters.common import QUALITY, absent, empty, unavailable
from utils.chapters.framework_conditions import HOURS, REGISTERS, model_frame
from utils.frames import Frames
from utils.publish.exhibit import Column, Exhibit
from utils.publish.formats import interval, number
from utils.statistics.mediation import mediation, mediation_hindrance
from utils.statistics.quality import comparison_quality

# Path → Danish words, unit, how many units of its predictor a number is told for, slopes behind it.
PATHS = {
    "first_step": ("a. Rammevilkår → anvendelsesgrad", "pct. af indbyggerne pr. 10 pladser", 10, 1),
    "second_step": (
        "b. Anvendelsesgrad → øgede løntimer, rammevilkår holdt konstant",
        "procentpoint pr. 0,1 pct.",
        0.1,
        2,
    ),
    "indirect": ("a · b. Vejen over anvendelsesgraden", "procentpoint pr. 10 pladser", 10, 2),
    "total": ("Model 1. Rammevilkår alene", "procentpoint pr. 10 pladser", 10, 1),
    "direct": ("Model 2. Anvendelsesgrad holdt konstant", "procentpoint pr. 10 pladser", 10, 2),
    "change": ("Ændring fra model 1 til model 2", "procentpoint pr. 10 pladser", 10, 2),
}
NUMBERS = ["estimate", "lower", "upper", "bca_lower", "bca_upper"]


def usage_as_mediator(data: Frames, ordning: str = "begge", anvendelsesgrad: str = "to_aar") -> Exhibit:
    """One row a path: slope with its bootstrap interval, and the change between the models with an interval of its own."""
    exhibit_id, title = "k21-rammevilkaar-mediation", "Går vejen over anvendelsesgraden?"
    if absent(data, REGISTERS):
        return unavailable(exhibit_id, title, data, REGISTERS)
    frame = model_frame(data, ordning, anvendelsesgrad)
    if reason := mediation_hindrance(frame, HOURS, "framework_rank", "usage_rate"):
        return empty(exhibit_id, title, data, f"Vejen kan ikke beregnes: {reason}.")
    found = mediation(frame, HOURS, "framework_rank", "usage_rate").set_index("path").loc[list(PATHS)]
    if found[NUMBERS].isna().any(axis=None):
        return empty(
            exhibit_id, title, data, "Vejen kan ikke beregnes: kommunerne er for ens til, at intervallet findes."
        )
    df = found.assign(
        label=[words for words, *_ in PATHS.values()],
        unit=[unit for _, unit, *_ in PATHS.values()],
        **{name: found[name] * [units for *_, units, _ in PATHS.values()] for name in NUMBERS},
    ).reset_index()
    slopes = pd.Series([slopes for *_, slopes in PATHS.values()])
    df["quality"] = df["bca_quality"] = comparison_quality(df["n_municipalities"] / slopes)
    first = df.iloc[0]
    return Exhibit(
        exhibit_id, title, df, data.status,
        f"{_finding(df.set_index('path'))} «Model 2 er ikke signifikant» siger intet om, hvor meget hældningen har flyttet "
        "sig: det gør kun ændringen med sit eget interval, og i lineære modeller er ændringen netop vejen over "
        "anvendelsesgraden med modsat fortegn. Vejen er en regneregel for hældninger, ikke en påvist årsag. "
        f"N = {number(first['n_municipalities'])} kommuner ({ordning}), som tæller ens; 95 pct.-intervaller af "
        f"{number(first['n_draws'])} udvalg af kommuner trukket med tilbagelægning (fraktiler; BCa ved siden af, "
        "som i simulerede udtræk dækker lidt for sjældent, se metodesiden). "
        "Kilde: egen beregning efter K21 7.1.4 l.5621.",
        columns={"label": Column("Led"), "unit": Column("Enhed"), "estimate": Column("Hældning", "decimal", 2),
                 "lower": Column("95 pct.-interval (fraktiler)", "interval", 2, upper="upper"),
                 "bca_lower": Column("95 pct.-interval (BCa)", "interval", 2, upper="bca_upper"),
                 "n_municipalities": Column("Kommuner", "integer"), **QUALITY},
    )  # fmt: skip


def _finding(paths: pd.DataFrame) -> str:
    """What the interval of the change says, in words."""
    change = paths.loc["change"]
    limits = interval(change["lower"], change["upper"], 2)
    moved = (
        f"Fra model 1 til model 2 flytter hældningen sig {number(change['estimate'], 2)} procentpoint pr. 10 pladser "
        f"(95 pct.: {limits})"
    )
    if change["lower"] <= 0 <= change["upper"]:
        return (
            f"{moved}: intervallet rummer 0, så data kan ikke sige, at anvendelsesgraden ændrer sammenhængen, og heller "
            "ikke, at den lader den være."
        )
    return (
        f"{moved}: 0 ligger uden for intervallet, så sammenhængen er en anden, når anvendelsesgraden holdes konstant."
    )
