"""Case files: processing time, impairments and several impairments at once (K21 5.3.3 and 5.6)."""

import pandas as pd

from utils.registers.codelists import code_list
from utils.statistics.quality import graded_wilson_pct

SCHEMES = ("PA", "HM", "IB", "FA")
IMPAIRMENT_TYPES = ("Fysisk", "Psykisk", "Sensorisk", "Intellektuelle", "Andet")
DAYS_A_WEEK = 7
WEEKS_A_MONTH = 365.25 / 12 / DAYS_A_WEEK
DEADLINE_WEEKS = 4  # K21 5.6: "mere end fire uger"; the deadline for aids from 1 January 2020
SEPARATOR = ";"


def granted(df_by_case: pd.DataFrame) -> pd.DataFrame:
    """The finished case files: those with a letter of grant; rejections and undecided files are not among them."""
    return df_by_case[df_by_case["BEVILLINGSDATO"].notna()]


def finished_cases(df_by_case: pd.DataFrame) -> pd.DataFrame:
    """One row a finished case file: municipality, scheme, year (of application), weeks, over (more than four weeks).

    weeks: days from application to grant / 7 (K21 l.4154-4158). K21 does not say whose year it means; that of the
    application fits its reservation that files of 2020 which take long are not finished yet.
    """
    df = granted(df_by_case)
    days = (df["BEVILLINGSDATO"] - df["ANSOEGNINGSDATO"]).dt.days
    return pd.DataFrame(
        {
            "municipality": df["KOMMUNE"].astype("int64"),
            "scheme": df["ORDNING"].astype(str),
            "year": df["ANSOEGNINGSDATO"].dt.year.astype("int64"),
            "weeks": days / DAYS_A_WEEK,
            "over": days > DEADLINE_WEEKS * DAYS_A_WEEK,
        }
    )


def processing_time(df_by_finished_case: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """One row a group of `by`: cases, processing_time_weeks (mean), processing_time_months, cases_over,
    over_4_weeks_pct with its interval (95 percent, Wilson: lower_pct, upper_pct) and its quality."""
    grouped = df_by_finished_case.groupby(by, observed=True)
    cases_over = grouped["over"].sum().astype("int64")
    df = pd.DataFrame(
        {"cases": grouped.size(), "processing_time_weeks": grouped["weeks"].mean(), "cases_over": cases_over}
    ).reset_index()
    df["processing_time_months"] = df["processing_time_weeks"] / WEEKS_A_MONTH
    df["over_4_weeks_pct"] = 100 * df["cases_over"] / df["cases"]
    # A lower end of exactly nought comes with noise in the sixteenth digit.
    return df.join(graded_wilson_pct(df["cases_over"], df["cases"]).round(9))


def impairments(df_by_case: pd.DataFrame) -> pd.DataFrame:
    """One row a case file and impairment: case (row of the register), scheme, impairment, impairment_type, ranked.

    An impairment that the code list does not name is of the type Andet and not ranked; one named twice in a file
    counts once.
    """
    named = df_by_case["FUNKTIONSNEDSAETTELSER"].astype("string").str.split(SEPARATOR).explode().str.strip()
    named = named[named.notna() & (named != "")]
    df = pd.DataFrame({"case": named.index, "impairment": named.to_numpy(object)}).drop_duplicates(ignore_index=True)
    listed = code_list("impairments").set_index("impairment")
    return df.assign(
        scheme=df["case"].map(df_by_case["ORDNING"]),
        impairment_type=df["impairment"].map(listed["type"]).fillna("Andet"),
        ranked=df["impairment"].map(listed["ranked"]).eq("ja"),
    )


def double_diagnosis_of_files(df_by_case: pd.DataFrame, scheme: str) -> pd.DataFrame:
    """One row an answer (Enkeltdiagnose, Dobbeltdiagnose) for the case files of a scheme: scheme, multimorbidity,
    cases, n_cases, share_pct.

    Dobbeltdiagnose: at least two named impairments. The base n_cases is files with at least one. No rows without any.
    """
    of_scheme = df_by_case[df_by_case["ORDNING"] == scheme]
    number = impairments(of_scheme).groupby("case").size()
    double = int((number >= 2).sum())
    df = pd.DataFrame(
        {
            "scheme": scheme,
            "multimorbidity": ["Enkeltdiagnose", "Dobbeltdiagnose"],
            "cases": [len(number) - double, double],
            "n_cases": len(number),
        }
    )
    return df.assign(share_pct=100 * df["cases"] / df["n_cases"])[df["n_cases"] > 0]
