"""df_by_municipality: the 98 with their settings and every municipal result that more than one chapter uses."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from utils.measures.bands import framework_band, size_band, usage_band
from utils.measures.degrees import degrees
from utils.measures.expenditure import expenditure_dkk, unit_price_dkk
from utils.measures.hours import share_pct
from utils.measures.usage import ONE_YEAR, TWO_YEARS, usage_rate_pct
from utils.registers.codelists import code_list
from utils.registers.municipalities import municipalities

BOTH = ("PA", "HM")


def municipal_settings(registers: Mapping[str, pd.DataFrame], scale: int = 1) -> pd.DataFrame:
    """One row a municipality: code, name, region, inhabitants, size_band, framework_rank and _band, strategy,
    organisation, staff. What a register that is not at hand would give is missing.

    In an extract of a larger scale the inhabitants are multiplied; the size that a municipality has stays its own.
    """
    df = municipalities()
    df["size_band"] = size_band(df["inhabitants_2019k4"])
    df["log10_inhabitants"] = np.log10(df["inhabitants_2019k4"])
    df = df.assign(**{column: df[column] * scale for column in df.columns if column.startswith("inhabitants_")})
    ranks = registers.get("municipality_conditions", pd.DataFrame(columns=["KOMMUNE", "RAMMEVILKAAR_RANG"]))
    df["framework_rank"] = df["code"].map(ranks.set_index("KOMMUNE")["RAMMEVILKAAR_RANG"]).astype("Int64")
    known = df["framework_rank"].notna()
    df["framework_band"] = framework_band(df["framework_rank"].fillna(1).astype(int)).where(known)
    types = registers.get(
        "municipality_types", pd.DataFrame(columns=["KOMMUNE", "STRATEGI", "ORGANISERING", "MEDARBEJDERE"])
    )
    types = types.set_index("KOMMUNE")
    df["strategy"] = df["code"].map(types["STRATEGI"]).astype("string")
    df["organisation"] = df["code"].map(types["ORGANISERING"]).astype("string")
    df["staff"] = df["code"].map(types["MEDARBEJDERE"]).astype("Int64")
    return df


def municipal_results(
    df_by_municipality: pd.DataFrame,
    df_by_grant: pd.DataFrame,
    df_by_person_scheme: pd.DataFrame,
    registers: Mapping[str, pd.DataFrame],
) -> pd.DataFrame:
    """Adds usage rates and band, recruitment degree, increased hours and retained with their numbers, expenditure.

    Names without a scheme are PA and HM together, `_pa` and `_hm` one of them. A municipality without a single
    grant in the extract is taken not to be in it: its usage rate is missing, not 0.
    """
    df = df_by_municipality.copy()
    present = df["code"].isin(df_by_grant["municipality"].dropna().unique())
    for suffix, schemes in (("", BOTH), ("_pa", ("PA",)), ("_hm", ("HM",))):
        df[f"usage_rate_two_year{suffix}_pct"] = usage_rate_pct(df_by_grant, df, schemes, TWO_YEARS).where(present)
        df[f"usage_rate_2019{suffix}_pct"] = usage_rate_pct(df_by_grant, df, schemes, ONE_YEAR).where(present)
        of_schemes = df_by_grant[df_by_grant["scheme"].isin(schemes) & df_by_grant["year"].isin(TWO_YEARS)]
        degree = degrees(of_schemes, ["municipality"]).set_index("municipality")
        df[f"grants{suffix}"] = df["code"].map(of_schemes["municipality"].value_counts()).fillna(0).astype(int)
        df[f"recruitment_degree{suffix}_pct"] = df["code"].map(degree["recruitment_degree_pct"])
        persons = df_by_person_scheme[df_by_person_scheme["scheme"].isin(schemes)]
        for outcome, name in (("increased", "increased_hours"), ("retained", "retained")):
            share = share_pct(persons, outcome, ["municipality"]).set_index("municipality")
            df[f"{name}{suffix}_pct"] = df["code"].map(share[f"{name}_pct"])
            df[f"{name}{suffix}_lower_pct"] = df["code"].map(share["lower_pct"])
            df[f"{name}{suffix}_upper_pct"] = df["code"].map(share["upper_pct"])
            df[f"{name}{suffix}_quality"] = df["code"].map(share["quality"]).astype("Int64")
            df[f"{name}{suffix}_persons"] = df["code"].map(share["persons"]).fillna(0).astype(int)
    df["usage_band"] = usage_band(df["usage_rate_2019_pct"])
    return _with_expenditure(df, df_by_grant, registers)


def _with_expenditure(
    df: pd.DataFrame, df_by_grant: pd.DataFrame, registers: Mapping[str, pd.DataFrame]
) -> pd.DataFrame:
    if "municipality_accounts" not in registers:
        return df
    schemes = code_list("accounts").set_index("code")["scheme"].to_dict()
    amounts = expenditure_dkk(registers["municipality_accounts"], schemes)
    # A municipality whose accounts are not in the extract has no expenditure, which is not the same as 0 kroner.
    df = df.join(amounts, on="code")
    for scheme in BOTH:
        of_scheme = df_by_grant[(df_by_grant["scheme"] == scheme) & df_by_grant["year"].isin(ONE_YEAR)]
        grants = df["code"].map(of_scheme["municipality"].value_counts()).fillna(0)
        df[f"unit_price_{scheme.lower()}_dkk"] = unit_price_dkk(df[f"expenditure_{scheme.lower()}_dkk"], grants)
    return df


def respondents(survey_staff: pd.DataFrame | None, df_by_municipality: pd.DataFrame) -> pd.DataFrame:
    """df_by_respondent: the answers with the settings of the respondent's municipality; empty without the survey."""
    if survey_staff is None:
        survey_staff = pd.DataFrame({"q01": pd.Series(dtype="int64")})
    settings = df_by_municipality[
        [
            "code",
            "name",
            "region",
            "inhabitants_2019k4",
            "strategy",
            "organisation",
            "framework_band",
            "size_band",
            "usage_band",
        ]
    ]
    return survey_staff.merge(settings, left_on="q01", right_on="code", how="left")
