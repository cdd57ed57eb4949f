"""Who answered the staff survey: response rates and characteristics (K21 9.4)."""

import pandas as pd

from utils.chapters.survey_shares import SurveyData, inhabitants, made_table
from utils.measures.survey import PLAIN_ANSWERS, seniority_band
from utils.publish.exhibit import Column, Exhibit
from utils.statistics.weighting import population_weights

OUTSTANDING = 1 / 3  # of the median response rate


def response_rates(data: SurveyData) -> Exhibit:
    """Answers, staff and weights by case municipality.

    code, municipality, answers, staff, response_rate_pct (missing without a staff count), stands_out (1: below a third
    of the median rate), inhabitants_2019k4, weight_pct, answers_pct and answer_weight_pp: what one answer weighs in a national
    share.
    """
    return made_table(
        data, "k21-besvarelsesprocent", "Besvarelser og vægte i casekommunerne", rates_and_weights,
        "Besvarelsesprocent = svar pr. 100 medarbejdere med borgerkontakt (opgjort pr. telefon, ikke trykt). Skiller sig "
        "ud = under en tredjedel af kommunernes median; K21 nævner tre uden at sige hvordan. Vægt = "
        "andel af indbyggerne 4. kvartal 2019 i kommuner med svar. Kilde: K21 9.4, l.6632-6652, og 9.4.1.",
        {
            "municipality": Column("Kommune"), "answers": Column("Svar", "integer"),
            "staff": Column("Medarbejdere", "integer"), "response_rate_pct": Column("Besvarelsesprocent", "percent"),
            "stands_out": Column("Skiller sig ud (1 = ja)", "integer"),
            "inhabitants_2019k4": Column("Indbyggere", "integer"), "weight_pct": Column("Vægt", "percent", 1),
            "answers_pct": Column("Andel af svarene", "percent", 1),
            "answer_weight_pp": Column("Ét svars vægt, procentpoint", "decimal", 2),
        },
    )  # fmt: skip


def rates_and_weights(data: SurveyData) -> pd.DataFrame:
    """The rows of `response_rates`, in falling order of inhabitants."""
    answers = data.df_by_respondent.groupby("q01").size()
    df = data.df_by_municipality.set_index("code").reindex(answers.index)
    weights = population_weights(inhabitants(data).loc[answers.index])
    staff = df["staff"] if "staff" in df else pd.Series(float("nan"), index=df.index)
    rate = (100 * answers / staff).astype(float)
    return (
        pd.DataFrame(
            {
                "municipality": df["name"],
                "answers": answers,
                "staff": staff,
                "response_rate_pct": rate,
                "stands_out": (rate < OUTSTANDING * rate.median()).astype("Int64").where(rate.notna()),
                "inhabitants_2019k4": df["inhabitants_2019k4"],
                "weight_pct": 100 * weights,
                "answers_pct": 100 * answers / answers.sum(),
                "answer_weight_pp": 100 * weights / answers,
            }
        )
        .rename_axis("code")
        .sort_values("inhabitants_2019k4", ascending=False)
        .reset_index()
    )


def characteristics(data: SurveyData) -> Exhibit:
    """Gender, seniority and title: characteristic, category, share_pct, lowest_pct, highest_pct; age: mean_years."""
    return made_table(
        data, "k21-respondenter", "Hvem har svaret", characteristic_rows,
        "Andele af respondenter (1:1); laveste og højeste er kommunernes andele. Kilde: K21 9.4, l.6670-6694.",
        {
            "characteristic": Column("Kendetegn"), "category": Column("Gruppe"),
            "share_pct": Column("Andel", "percent"), "lowest_pct": Column("Laveste kommune", "percent"),
            "highest_pct": Column("Højeste kommune", "percent"), "mean_years": Column("Gennemsnit, år", "decimal", 0),
            "n_respondents": Column("Respondenter", "integer"),
        },
    )  # fmt: skip


def characteristic_rows(data: SurveyData) -> pd.DataFrame:
    """The rows of `characteristics`."""
    df = data.df_by_respondent
    described = {
        "køn": (df["q05"].map(PLAIN_ANSWERS["q05"]), list(PLAIN_ANSWERS["q05"].values())),
        "anciennitet": (seniority_band(df["q04"]), ["under 1 år", "1-5 år", "6-10 år", "over 10 år"]),
        "stilling": (df["q02"].map(PLAIN_ANSWERS["q02"]), list(PLAIN_ANSWERS["q02"].values())),
    }
    parts = [_shares_of(df["q01"], values, order, name) for name, (values, order) in described.items()]
    age = pd.DataFrame(
        {"characteristic": ["alder"], "category": ["gennemsnit"], "mean_years": [df["q06"].mean()],
         "n_respondents": [int(df["q06"].notna().sum())]}
    )  # fmt: skip
    columns = ["characteristic", "category", "share_pct", "lowest_pct", "highest_pct", "mean_years", "n_respondents"]
    return pd.concat([*parts, age], ignore_index=True).reindex(columns=columns)


def _shares_of(codes: pd.Series, values: pd.Series, order: list[str], name: str) -> pd.DataFrame:
    rows = []
    for category in order:
        chosen = (values == category).astype(float)
        by_code = 100 * chosen.groupby(codes).mean()
        rows.append((name, category, 100 * chosen.mean(), by_code.min(), by_code.max(), len(chosen)))
    columns = ["characteristic", "category", "share_pct", "lowest_pct", "highest_pct", "n_respondents"]
    df = pd.DataFrame(rows, columns=columns)
    return df[df["share_pct"] > 0]
