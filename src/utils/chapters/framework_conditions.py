"""Rammevilkår, usage rate and paid hours over the 98 municipalities: models and statements of K21 7.1.3–7.1.4."""

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from utils.chapters.common import absent, unavailable
from utils.errors import HkoError
from utils.frames import Frames
from utils.publish import figures
from utils.publish.exhibit import Column, Exhibit
from utils.publish.formats import interval, number, p_value
from utils.registers.codelists import code_list
from utils.statistics.regression import LEVEL, least_squares, residuals

USAGE = {"to_aar": "usage_rate_two_year_pct", "2019": "usage_rate_2019_pct"}
SUFFIX = {"begge": "", "PA": "_pa", "HM": "_hm"}
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
    frame = data.df_by_municipality.assign(
        usage_rate_two_year_pct=model_frame(data, "begge", anvendelsesgrad)["usage_rate"]
    )
    rows = [_statement(frame, statement, usikkerhed) for _, statement in code_list("statements").iterrows()]
    return Exhibit(
        exhibit_id, title, pd.DataFrame(rows), data.status,
        f"Hældning pr. enhed af den nævnte forklarende variabel; signifikant = p under 0,05 (tosidet, {usikkerhed}). "
        "Et udsagn holder, når fortegn og dom er som i rapporten. " + SOURCE,
        columns={"statement": Column("Nr."), "text": Column("Udsagn"), "model": Column("Model"),
                 "coefficient": Column("Hældning", "decimal", 3),
                 "lower": Column("95 pct.-interval", "interval", 3, upper="upper"), "p_value": Column("p-værdi", "p_value"),
                 "n_municipalities": Column("Kommuner", "integer"), "verdict": Column("Holder")},
    )  # fmt: skip


def _statement(frame: pd.DataFrame, statement: pd.Series, usikkerhed: str) -> dict[str, object]:
    predictors = [statement["tested"], *([statement["control"]] if statement["control"] else [])]
    fit = least_squares(frame, statement["outcome"], predictors, usikkerhed).set_index("term").loc[statement["tested"]]
    significant = bool(fit["p_value"] < LEVEL)
    sign = "negative" if fit["coefficient"] < 0 else "positive"
    expected = statement["significant"] == "ja"
    holds = significant == expected and (not expected or sign == statement["sign"])
    return {
        "id": statement["id"], "statement": statement["statement"], "text": statement["text"],
        "model": statement["model"], "scheme": statement["scheme"], "expected_sign": statement["sign"],
        "expected_significant": statement["significant"], **fit[["coefficient", "lower", "upper", "p_value"]].to_dict(),
        "n_municipalities": int(fit["n_municipalities"]), "verdict": "ja" if holds else "nej",
    }  # fmt: skip


def models(data: Frames, ordning: str = "begge", anvendelsesgrad: str = "to_aar", usikkerhed: str = "HC3") -> Exhibit:
    """Increased hours on rammevilkår, usage and size, models side by side: one row a term, one column a model."""
    exhibit_id, title = "k21-rammevilkaar-modeller", "Øgede løntimer: modellerne side om side"
    if absent(data, REGISTERS):
        return unavailable(exhibit_id, title, data, REGISTERS)
    frame = model_frame(data, ordning, anvendelsesgrad)
    parts = [
        least_squares(frame, "increased_hours", predictors, usikkerhed).assign(model=name)
        for name, predictors in MODELS
    ]
    df = pd.concat(parts, ignore_index=True)
    df["label"] = df["term"].map(TERMS)
    return Exhibit(
        exhibit_id, title, df, data.status,
        f"Udfald: andel borgere med øgede løntimer, pct. ({ordning}). Anvendelsesgrad: {_usage_words(anvendelsesgrad)}. "
        f"Usikkerhed: {usikkerhed}. " + SOURCE,
        columns={"model": Column("Model"), "label": Column("Led"), "coefficient": Column("Hældning", "decimal", 3),
                 "lower": Column("95 pct.-interval", "interval", 3, upper="upper"), "p_value": Column("p-værdi", "p_value"),
                 "n_municipalities": Column("Kommuner", "integer"), "r_squared": Column("R²", "decimal", 2)},
    )  # fmt: skip


def _usage_words(anvendelsesgrad: str) -> str:
    return (
        "bevillinger 2018–2019 pr. 100 indbyggere"
        if anvendelsesgrad == "to_aar"
        else "bevillinger 2019 pr. 100 indbyggere"
    )


def what_control_does(
    data: Frames, ordning: str = "begge", anvendelsesgrad: str = "to_aar", usikkerhed: str = "HC3"
) -> Exhibit:
    """How far the coefficient of rammevilkår moves when usage enters, and how much its interval widens."""
    exhibit_id, title = (
        "k21-rammevilkaar-kontrol",
        "Hvad sker der med rammevilkår, når anvendelsesgraden holdes konstant?",
    )
    if absent(data, REGISTERS):
        return unavailable(exhibit_id, title, data, REGISTERS)
    frame = model_frame(data, ordning, anvendelsesgrad)
    alone, controlled = (
        least_squares(frame, "increased_hours", predictors, usikkerhed).set_index("term").loc["framework_rank"]
        for predictors in (["framework_rank"], ["framework_rank", "usage_rate"])
    )
    df = (
        pd.DataFrame([alone, controlled])
        .reset_index(drop=True)
        .assign(model=["Rammevilkår alene", "Anvendelsesgrad holdt konstant"])
    )
    df["width"] = df["upper"] - df["lower"]
    df["change_pct"] = [np.nan, 100 * (controlled["coefficient"] / alone["coefficient"] - 1)]
    df["widening_factor"] = [np.nan, df["width"].iloc[1] / df["width"].iloc[0]]
    correlation = frame["framework_rank"].astype(float).corr(frame["usage_rate"])
    note = (
        f"Hældningen går fra {number(alone['coefficient'], 3)} til {number(controlled['coefficient'], 3)}, og intervallet "
        f"bliver {number(df['widening_factor'].iloc[1], 1)} gange så bredt, fordi rammevilkår og anvendelsesgrad følges ad "
        f"(r = {number(correlation, 2)}). At miste signifikans er ikke det samme som at være forklaret: "
        f"{_still_inside(alone, controlled)} " + SOURCE
    )
    return Exhibit(
        exhibit_id, title, df, data.status, note,
        columns={"model": Column("Model"), "coefficient": Column("Hældning", "decimal", 3),
                 "lower": Column("95 pct.-interval", "interval", 3, upper="upper"), "p_value": Column("p-værdi", "p_value"),
                 "change_pct": Column("Ændring i hældning", "percent"),
                 "widening_factor": Column("Intervallets bredde, gange", "decimal", 1)},
    )  # fmt: skip


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
    frame = model_frame(data, ordning, anvendelsesgrad)
    controlled = least_squares(frame, "increased_hours", ["framework_rank", "usage_rate"]).set_index("term")
    slope = float(controlled.loc["framework_rank", "coefficient"])
    df = frame[["code", "name"]].assign(
        rank_residual=residuals(frame, "framework_rank", ["usage_rate"]),
        hours_residual_pp=residuals(frame, "increased_hours", ["usage_rate"]),
    )

    def draw(rows: pd.DataFrame) -> Figure:
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
        exhibit_id, title, df.dropna().reset_index(drop=True), data.status,
        f"Hver prik er en kommune (N = {number(len(df.dropna()))}); begge akser er det, anvendelsesgraden ikke gør rede for. "
        "Linjens hældning er den, model 2 giver. " + SOURCE, draw=draw,
        alt=f"Når anvendelsesgraden er trukket fra, er hældningen {number(slope, 3)} procentpoint pr. rang "
            f"(p = {p_value(controlled.loc['framework_rank', 'p_value'])}).",
    )  # fmt: skip


def _extremes(rows: pd.DataFrame, column: str) -> list[str]:
    """The two lowest and two highest, the dots that carry their name."""
    ordered = rows.sort_values(column, kind="stable")["name"]
    return [*ordered.head(2), *ordered.tail(2)]
