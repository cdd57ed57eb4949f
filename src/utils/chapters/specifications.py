"""The statements of K21 7.1.3–7.1.4 under every listed choice (codelists/specifications.csv), in one common unit.

A choice that a statement does not contain (the form of the rank in a model without the rank) makes no new model, so
each statement has its own number of different specifications. Usage as outcome follows the scheme; held constant it is
that of both schemes, as in framework_conditions.py. A statement about one scheme keeps it.
"""

from collections.abc import Callable
from functools import cache, partial

import pandas as pd

from utils.chapters.outer_groups import term
from utils.errors import HkoError
from utils.frames import Frames
from utils.measures.municipal_counts import (
    SUFFIX,
    USAGE_YEARS,
    increased_hours_counts,
    recruitment_counts,
    usage_counts,
)
from utils.registers.codelists import code_list
from utils.statistics.effects import LEVEL, difference, nothing
from utils.statistics.fits import count_fit, hindrance, linear_fit
from utils.statistics.quality import NOT_ALONE, comparison_quality
from utils.statistics.regression import statement_predictors, with_constant

# What each choice may be in the code list: heading, and its values in words.
WORDS = {
    "scheme": ("Ordning", {"begge": "begge", "PA": "PA", "HM": "HM"}),
    "unit": ("Vægt", {"kommuner": "kommuner ens", "indbyggere": "efter indbyggere", "personer": "personer (logit)"}),
    "rank_form": ("Rang", {"lineær": "lineær", "bånd": "tre bånd", "spline": "blød kurve"}),
    "usage": ("Anvendelsesgrad", {"to_aar": "to år", "2019": "2019"}),
    "size_form": ("Størrelse", {"ikke": "ikke med", "log10": "log10", "bånd": "tre bånd"}),
    "hours": ("Løntimer", {"definition": "flere", "kendt_udfald": "flere, kendt udfald",
                           "arbejdsuge": "mindst 37 flere"}),
}  # fmt: skip
CHOICES = tuple(WORDS)
MOST = 48  # a reader can look through so many
FORMS = {"lineær": "linear", "bånd": "bands", "spline": "spline", "log10": "linear"}
PREDICTORS = {"framework": "framework_rank", "usage": "usage_rate", "recruitment": "recruitment_degree",
              "log10": "log10_inhabitants"}  # fmt: skip
MAIN, ONE_CHANGED = "hovedvalg", "ét valg ændret"
CANNOT_TELL = "kan ikke afgøres"


def listed_specifications() -> pd.DataFrame:
    """The code list: specification, role, CHOICES and source; HkoError when a choice is unknown or there are too many."""
    df = code_list("specifications")
    if not 0 < len(df) <= MOST:
        raise HkoError(f"Kodelisten specifications har {len(df)} linjer; der skal være mindst 1 og højst {MOST}.")
    for choice, (_, allowed) in WORDS.items():
        wrong = df[~df[choice].isin(allowed)]
        if len(wrong):
            raise HkoError(
                f"Kodelisten specifications, linje {wrong.index[0] + 2}: {choice} er «{wrong[choice].iloc[0]}»; tilladt er "
                f"{', '.join(allowed)}."
            )
    return df


def statement_effects(data: Frames) -> pd.DataFrame:
    """One row a statement (codelists/statements.csv) and a different specification of it, in the order of the lists.

    Columns: id (of the statement), specification, role, CHOICES ("" where the statement has none), effect_pp (the
    outcome in percent at the middle of the highest group minus that of the lowest, outer_groups.py),
    standard_error_pp, lower_pp, upper_pp, p_value, n_municipalities, n_trials (persons, grants or inhabitants),
    quality, significant, same_sign (as the first row, the main choice), agrees ("ja", "nej" or CANNOT_TELL: sign and
    verdict as printed).
    """
    # Many specifications share their counts: each is made once.
    frame = cache(partial(_frame, data))
    statements = [_specified(frame, statement) for _, statement in code_list("statements").iterrows()]
    return pd.concat(statements, ignore_index=True)


def _specified(frame: Callable[..., pd.DataFrame], statement: pd.Series) -> pd.DataFrame:
    """The rows of one statement."""
    listed = different(statement, listed_specifications())
    found = pd.DataFrame([_effect(frame, statement, choice) for _, choice in listed.iterrows()], index=listed.index)
    df = pd.concat([listed, found], axis=1).assign(id=statement["id"]).reset_index(drop=True)
    known = df["p_value"].notna()
    df["significant"] = df["p_value"].lt(LEVEL).astype("boolean").where(known)
    positive = df["effect_pp"] > 0
    df["same_sign"] = positive.eq(positive.iloc[0]).astype("boolean").where(known & known.iloc[0])
    if statement["significant"] == "ja":
        agrees = df["significant"] & positive.eq(statement["sign"] == "positive")
    else:
        agrees = ~df["significant"]
    df["agrees"] = agrees.map({True: "ja", False: "nej"}).where(known, CANNOT_TELL)
    counts = ["n_municipalities", "n_trials", "quality"]
    return df.astype(dict.fromkeys(counts, int))


def different(statement: pd.Series, specifications: pd.DataFrame) -> pd.DataFrame:
    """The specifications with only the choices that the statement contains, each different one once."""
    variables = _variables(statement)
    df = specifications.drop(columns="source").copy()
    if statement["scheme"] != "PA+HM":
        df["scheme"] = statement["scheme"]
    if variables[1] == "log10_inhabitants":
        df["size_form"] = df["size_form"].replace("ikke", "log10")
    contained = {"rank_form": "framework_rank" in variables, "usage": "usage_rate" in variables,
                 "hours": variables[0] == "increased_hours"}  # fmt: skip
    for choice, has in contained.items():
        if not has:
            df[choice] = ""
    return df.drop_duplicates(list(CHOICES))


def _variables(statement: pd.Series) -> list[str]:
    """Outcome, tested and control under the names of this module."""
    names = [statement["outcome"], *statement_predictors(statement)]
    return [PREDICTORS.get(name.split("_")[0], "increased_hours") for name in names]


def _effect(frames: Callable[..., pd.DataFrame], statement: pd.Series, choice: pd.Series) -> pd.Series:
    """The effect of one specification; missing, with grade 3, where the model cannot be fitted."""
    outcome, tested, *control = _variables(statement)
    frame = frames(outcome, choice["scheme"], choice["usage"] or "to_aar", choice["hours"])
    names = [tested, *control]
    if choice["size_form"] != "ikke" and "log10_inhabitants" not in names:
        names.append("log10_inhabitants")
    frame = frame.dropna(subset=["trials", *names])
    counts = {"n_municipalities": len(frame), "n_trials": frame["trials"].sum()}
    if frame.empty:
        return pd.Series({**nothing(), **counts, "quality": NOT_ALONE})
    terms = {name: term(frame[name], name, _form(name, choice)) for name in names}
    design = with_constant(pd.concat([part.columns for part in terms.values()], axis=1))
    share_pct = 100 * frame["successes"] / frame["trials"]
    low, high = terms[tested].low, terms[tested].high
    if low is None or high is None or hindrance(design) or share_pct.nunique() < 2:
        return pd.Series({**nothing(), **counts, "quality": NOT_ALONE})
    if choice["unit"] == "personer":
        fit = count_fit(frame["successes"], frame["trials"], design)
    else:
        fit = linear_fit(share_pct, design, frame["inhabitants_2019k4"] if choice["unit"] == "indbyggere" else None)
    columns = terms[tested].columns
    found = difference(fit, _at(design, columns, low), _at(design, columns, high))
    half_width_pp = pd.Series([(found["upper_pp"] - found["lower_pp"]) / 2])
    quality = comparison_quality(pd.Series([len(frame)]), design.shape[1] - 1, half_width_pp=half_width_pp).iloc[0]
    return pd.Series({**found, **counts, "quality": quality if pd.notna(found["p_value"]) else NOT_ALONE})


def _form(name: str, choice: pd.Series) -> str:
    forms = {"framework_rank": choice["rank_form"], "log10_inhabitants": choice["size_form"]}
    return FORMS[forms[name]] if name in forms else "linear"


def _at(design: pd.DataFrame, columns: pd.DataFrame, values: list[float]) -> pd.DataFrame:
    """The design with the tested predictor at one value for all."""
    return design.assign(**dict(zip(columns, values, strict=True)))


def _frame(data: Frames, outcome: str, scheme: str, usage: str, hours: str) -> pd.DataFrame:
    """One row a municipality: the predictors, inhabitants_2019k4, and successes and trials of the outcome."""
    df = data.df_by_municipality
    if outcome == "usage_rate":
        counts = usage_counts(df, scheme, usage)
    elif outcome == "recruitment_degree":
        counts = recruitment_counts(data.df_by_grant, scheme)
    else:
        counts = increased_hours_counts(data.df_by_person_scheme, scheme, hours)
    return (
        df[["code", "inhabitants_2019k4", "framework_rank", "log10_inhabitants"]]
        .assign(
            usage_rate=df[f"usage_rate_{USAGE_YEARS[usage]}_pct"],
            recruitment_degree=df[f"recruitment_degree{SUFFIX[scheme]}_pct"],
        )
        .join(counts, on="code")
        .astype(float)
    )
