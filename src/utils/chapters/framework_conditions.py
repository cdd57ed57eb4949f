"""Rammevilkår, usage rate and paid hours over the 98 municipalities: models and statements of K21 7.1.3–7.1.4."""

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from utils.chapters.common import QUALITY, absent, empty, p_words, unavailable
from utils.errors import HkoError
from utils.frames import Frames
from utils.measures.municipal_counts import SUFFIX
from utils.publish import figures
from utils.publish.exhibit import Column, Exhibit
from utils.publish.formats import interval, number
from utils.registers.codelists import code_list
from utils.statistics.quality import comparison_quality
from utils.statistics.regression import LEVEL, UNCERTAIN, least_squares, residuals, shortage, statement_predictors

USAGE = {"to_aar": "usage_rate_two_year_pct", "2019": "usage_rate_2019_pct"}
SMALL = 10
REGISTERS = ("municipality_conditions",)
TERMS = {
    "constant": "Konstant",
    "framework_rank": "Rammevilkår (rang 1–98)",
    "usage_rate": "Anvendelsesgrad (pct.)",
    "log10_inhabitants": "Kommunestørrelse (log10 indbyggere)",
    "recruitment_degree": "Rekrutteringsgrad (pct.)",
}
MODELS = (
    ("1. Rammevilkår alene", ["framework_rank"]),
    ("2. Rammevilkår og anvendelsesgrad", ["framework_rank", "usage_rate"]),
    ("3. Anvendelsesgrad alene", ["usage_rate"]),
    ("4. Størrelse alene", ["log10_inhabitants"]),
    ("5. Størrelse og anvendelsesgrad", ["log10_inhabitants", "usage_rate"]),
)
HOURS, CONTROLLED = "increased_hours", ["framework_rank", "usage_rate"]
CANNOT_TELL = "kan ikke afgøres"
SOURCE = "Kilde: K21 7.1.3–7.1.4; modellen er ikke navngivet der, her lineær regression, hvor hver kommune tæller ens."


def model_frame(data: Frames, ordning: str, anvendelsesgrad: str) -> pd.DataFrame:
    """df_by_municipality under the names of the models: increased_hours and usage_rate in percent of the choice.

    `ordning` begge, PA or HM chooses the scheme of increased hours and recruitment degree, `anvendelsesgrad`
    to_aar or 2019 the usage rate (always PA and HM together).
    """
    if ordning not in SUFFIX:
        raise HkoError(f"ordning={ordning!r}: vælg en af {', '.join(SUFFIX)}.")
    if anvendelsesgrad not in USAGE:
        raise HkoError(f"anvendelsesgrad={anvendelsesgrad!r}: vælg en af {', '.join(USAGE)}.")
    suffix = SUFFIX[ordning]
    return data.df_by_municipality.assign(
        increased_hours=data.df_by_municipality[f"increased_hours{suffix}_pct"],
        recruitment_degree=data.df_by_municipality[f"recruitment_degree{suffix}_pct"],
        usage_rate=data.df_by_municipality[USAGE[anvendelsesgrad]],
    )


def statements(data: Frames, anvendelsesgrad: str = "to_aar", usikkerhed: str = "HC3") -> Exhibit:
    """The nine printed statements (codelists/statements.csv) and what these data say: one row a model."""
    exhibit_id, title = "k21-rammevilkaar-udsagn", "Rapportens ni udsagn, prøvet på de foreliggende data"
    if absent(data, REGISTERS):
        return unavailable(exhibit_id, title, data, REGISTERS)
    with_persons = int(data.df_by_municipality["increased_hours_pct"].notna().sum())
    if with_persons < 2:
        return empty(
            exhibit_id, title, data, f"For få kommuner til modellerne: {with_persons} har borgere i udtrækket."
        )
    frame = data.df_by_municipality.assign(
        usage_rate_two_year_pct=model_frame(data, "begge", anvendelsesgrad)["usage_rate"]
    )
    rows = [_statement(frame, statement, usikkerhed) for _, statement in code_list("statements").iterrows()]
    return Exhibit(
        exhibit_id, title, pd.DataFrame(rows), data.status,
        f"Hældning pr. enhed af den nævnte forklarende variabel; signifikant = p under 0,05 (tosidet, {usikkerhed}). "
        f"Et udsagn holder, når fortegn og dom er som i rapporten; det {CANNOT_TELL}, når modellen ikke kan beregnes. "
        f"«Uden små»: uden kommuner med under {SMALL} borgere med kendt udgangspunkt i en af ordningerne; deres "
        f"andele er næsten tilfældige, men "
        "tæller lige så meget som de andre. " + SOURCE,
        columns={"statement": Column("Nr."), "text": Column("Udsagn"), "model": Column("Model"),
                 "coefficient": Column("Hældning", "decimal", 3),
                 "lower": Column("95 pct.-interval", "interval", 3, upper="upper"), "p_value": Column("p-værdi", "p_value"),
                 "n_municipalities": Column("N", "integer"), **QUALITY, "verdict": Column("Holder"),
                 "coefficient_without_small": Column("Uden små", "decimal", 3),
                 "p_value_without_small": Column("p uden små", "p_value")},
    )  # fmt: skip


def _statement(frame: pd.DataFrame, statement: pd.Series, usikkerhed: str) -> dict[str, object]:
    persons = frame[["increased_hours_pa_persons", "increased_hours_hm_persons"]].min(axis=1)
    fit, large = _tested(frame, statement, usikkerhed), _tested(frame[persons >= SMALL], statement, usikkerhed)
    return {
        "id": statement["id"], "statement": statement["statement"], "text": statement["text"],
        "model": statement["model"], "scheme": statement["scheme"], "expected_sign": statement["sign"],
        "expected_significant": statement["significant"], **fit[["coefficient", "lower", "upper", "p_value"]].to_dict(),
        "n_municipalities": int(fit["n"]), "quality": _quality(fit["n"], statement), "verdict": _verdict(fit, statement),
        "coefficient_without_small": large["coefficient"], "p_value_without_small": large["p_value"],
        "n_without_small": int(large["n"]),
    }  # fmt: skip


def _quality(municipalities: float, statement: pd.Series) -> int:
    """The grade of the statement's model from its municipalities and predictors."""
    return int(comparison_quality(pd.Series([municipalities]), len(statement_predictors(statement))).iloc[0])


def _tested(frame: pd.DataFrame, statement: pd.Series, usikkerhed: str) -> pd.Series:
    """The tested predictor's line of the model, missing where it cannot be fitted; n: municipalities complete in it."""
    outcome, predictors = statement["outcome"], statement_predictors(statement)
    fit = pd.Series(np.nan, index=["coefficient", *UNCERTAIN])
    if not shortage(frame, outcome, predictors):
        df_by_term = least_squares(frame, outcome, predictors, usikkerhed).set_index("term")
        fit = df_by_term.loc[statement["tested"], fit.index].astype(float)
    fit["n"] = len(frame[[outcome, *predictors]].dropna())
    return fit


def _verdict(fit: pd.Series, statement: pd.Series) -> str:
    """ja when sign and significance are those of the report, nej when not; neither without a p-value."""
    if pd.isna(fit["p_value"]):
        return CANNOT_TELL
    expected = statement["significant"] == "ja"
    if bool(fit["p_value"] < LEVEL) != expected:
        return "nej"
    sign = "negative" if fit["coefficient"] < 0 else "positive"
    return "ja" if not expected or sign == statement["sign"] else "nej"


def models(data: Frames, ordning: str = "begge", anvendelsesgrad: str = "to_aar", usikkerhed: str = "HC3") -> Exhibit:
    """Increased hours on rammevilkår, usage and size, one row a model and term."""
    exhibit_id, title = "k21-rammevilkaar-modeller", "Øgede løntimer: modellerne led for led"
    if absent(data, REGISTERS):
        return unavailable(exhibit_id, title, data, REGISTERS)
    frame = model_frame(data, ordning, anvendelsesgrad)
    short = {name: reason for name, predictors in MODELS if (reason := shortage(frame, HOURS, predictors))}
    not_shown = "".join(f"«{name}» kan ikke beregnes: {reason}. " for name, reason in short.items())
    if len(short) == len(MODELS):
        return empty(exhibit_id, title, data, f"Ingen af modellerne kan beregnes: {short[MODELS[0][0]]}.")
    parts = [
        least_squares(frame, HOURS, predictors, usikkerhed).assign(model=name)
        for name, predictors in MODELS if name not in short
    ]  # fmt: skip
    df = pd.concat(parts, ignore_index=True)
    df["label"] = df["term"].map(TERMS)
    return Exhibit(
        exhibit_id, title, df, data.status,
        f"Udfald: andel borgere med øgede løntimer, pct. ({ordning}). Anvendelsesgrad: {_usage_words(anvendelsesgrad)}. "
        f"Usikkerhed: {usikkerhed}. {not_shown}" + SOURCE,
        columns={"model": Column("Model"), "label": Column("Led"), "coefficient": Column("Hældning", "decimal", 3),
                 "lower": Column("95 pct.-interval", "interval", 3, upper="upper"), "p_value": Column("p-værdi", "p_value"),
                 "n_municipalities": Column("Kommuner", "integer"), **QUALITY, "r_squared": Column("R²", "decimal", 2)},
    )  # fmt: skip


def _usage_words(anvendelsesgrad: str) -> str:
    years = "2018–2019" if anvendelsesgrad == "to_aar" else "2019"
    return f"bevillinger {years} pr. 100 indbyggere"


def what_control_does(
    data: Frames, ordning: str = "begge", anvendelsesgrad: str = "to_aar", usikkerhed: str = "HC3"
) -> Exhibit:
    """How far the coefficient of rammevilkår moves when usage enters, and how much its interval widens."""
    title = "Hvad sker der med rammevilkår, når anvendelsesgraden holdes konstant?"
    exhibit_id = "k21-rammevilkaar-kontrol"
    if absent(data, REGISTERS):
        return unavailable(exhibit_id, title, data, REGISTERS)
    frame = model_frame(data, ordning, anvendelsesgrad).dropna(subset=[HOURS, *CONTROLLED])
    if reason := shortage(frame, HOURS, CONTROLLED):
        return empty(exhibit_id, title, data, _not_controlled(reason))
    alone, controlled = (
        least_squares(frame, HOURS, predictors, usikkerhed).set_index("term").loc["framework_rank"]
        for predictors in (CONTROLLED[:1], CONTROLLED)
    )
    if pd.isna([alone["p_value"], controlled["p_value"]]).any():
        return empty(exhibit_id, title, data, _not_controlled("intervallet kan ikke bestemmes af de få kommuner"))
    df = (
        pd.DataFrame([alone, controlled])
        .reset_index(drop=True)
        .assign(model=["Rammevilkår alene", "Anvendelsesgrad holdt konstant"])
    )
    df["width"] = df["upper"] - df["lower"]
    df["change_pct"] = [np.nan, 100 * (controlled["coefficient"] / alone["coefficient"] - 1)]
    correlation = frame["framework_rank"].astype(float).corr(frame["usage_rate"])
    df["correlation_with_usage"] = [np.nan, correlation]
    df["widening_factor"] = [np.nan, df["width"].iloc[1] / df["width"].iloc[0]]
    note = (
        f"Hældningen går fra {number(alone['coefficient'], 3)} til {number(controlled['coefficient'], 3)}, og intervallet "
        f"bliver {number(df['widening_factor'].iloc[1], 1)} gange så bredt. At rammevilkår og anvendelsesgrad følges ad "
        f"(r = {number(correlation, 2)}), giver alene {number((1 - correlation**2) ** -0.5, 1)} gange med ens "
        f""
        "spredning om linjen; standardfejlene her regner ikke med, at den er ens. At miste "
        "signifikans er ikke det samme som at være forklaret: "
        f"{_still_inside(alone, controlled)} " + SOURCE
    )
    return Exhibit(
        exhibit_id, title, df, data.status, note,
        columns={"model": Column("Model"), "coefficient": Column("Hældning", "decimal", 3),
                 "lower": Column("95 pct.-interval", "interval", 3, upper="upper"), "p_value": Column("p-værdi", "p_value"),
                 "n_municipalities": Column("Kommuner", "integer"), **QUALITY,
                 "change_pct": Column("Ændring i hældning", "percent"),
                 "widening_factor": Column("Intervallets bredde, gange", "decimal", 1)},
    )  # fmt: skip


def _not_controlled(reason: str) -> str:
    return f"Modellen med rammevilkår og anvendelsesgrad kan ikke beregnes: {reason}."


def _still_inside(alone: pd.Series, controlled: pd.Series) -> str:
    inside = controlled["lower"] <= alone["coefficient"] <= controlled["upper"]
    limits = interval(controlled["lower"], controlled["upper"], 3)
    place = "ligger stadig inden for" if inside else "ligger uden for"
    return f"den ukontrollerede hældning {place} det nye interval ({limits})."


def added_variable(data: Frames, ordning: str = "begge", anvendelsesgrad: str = "to_aar") -> Exhibit:
    """Added-variable plot: increased hours and rank, both after what the usage rate accounts for."""
    exhibit_id, title = "k21-rammevilkaar-tilfoejet", "Rammevilkår og øgede løntimer, renset for anvendelsesgrad"
    if absent(data, REGISTERS):
        return unavailable(exhibit_id, title, data, REGISTERS)
    frame = model_frame(data, ordning, anvendelsesgrad).dropna(subset=[HOURS, *CONTROLLED])
    if reason := shortage(frame, HOURS, CONTROLLED):
        return empty(exhibit_id, title, data, _not_controlled(reason))
    controlled = least_squares(frame, HOURS, CONTROLLED).set_index("term")
    slope = float(controlled.loc["framework_rank", "coefficient"])
    df = frame[["code", "name"]].assign(
        rank_residual=residuals(frame, "framework_rank", ["usage_rate"]),
        hours_residual_pp=residuals(frame, HOURS, ["usage_rate"]),
    )

    def draw(rows: pd.DataFrame) -> Figure:
        """What the usage rate leaves of outcome and rank against each other, a dot a municipality."""
        return figures.scatter(
            rows,
            "rank_residual",
            "hours_residual_pp",
            x_title="Rang af rammevilkår, renset",
            y_title="Øgede løntimer, renset (procentpoint)",
            lines={"": (0.0, slope)},
            name="name",
            labels=_extremes(rows, "rank_residual"),
        )

    return Exhibit(
        exhibit_id, title, df.reset_index(drop=True), data.status,
        f"Hver prik er en kommune (N = {number(len(df))}); begge akser er det, anvendelsesgraden ikke gør rede for. "
        "Linjens hældning er den, model 2 giver. " + SOURCE, draw=draw,
        alt=f"Når anvendelsesgraden er trukket fra, er hældningen {number(slope, 3)} procentpoint pr. rang "
            f"({p_words(controlled.loc['framework_rank', 'p_value'])}).",
    )  # fmt: skip


def _extremes(rows: pd.DataFrame, column: str) -> list[str]:
    """The two lowest and two highest, the dots that carry their name."""
    ordered = rows.sort_values(column, kind="stable")["name"]
    return [*ordered.head(2), *ordered.tail(2)]
