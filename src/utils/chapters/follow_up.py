"""What happens after the grant: time limits, follow-up, ownership and law in the case files, K21 5.1, 5.6, Tabel 19."""

import pandas as pd

from utils.chapters.case_review import NO_FILES, REGISTERS, made_table
from utils.chapters.common import absent, empty, unavailable
from utils.frames import Frames
from utils.measures.cases import granted
from utils.publish.exhibit import Column, Exhibit

YEAR_MONTHS = 12
LENGTHS = ("under 12 måneder", "12 måneder", "over 12 måneder")
SHARES = {
    "scheme_name": Column("Ordning"), "subject": Column("Forhold"), "answer": Column("Svar"),
    "cases": Column("Sager", "integer"), "n_cases": Column("N", "integer"), "share_pct": Column("Andel", "percent", 1),
}  # fmt: skip


def follow_up(data: Frames) -> Exhibit:
    """Tabel 19: scheme, subject, answer, cases, n_cases, share_pct."""
    return made_table(
        data, "k21-tabel-19", "Tabel 19. Opfølgningspraksis for personlig assistance og hjælpemidler", None, _granted_rows,
        "Tidsbegrænsning: i pct. af bevilgede sager om personlig assistance. Varighed: i pct. af de tidsbegrænsede. "
        "Ejerforhold: i pct. af bevilgede hjælpemidler. K21 skriver også 69 pct. tidsbegrænsede (l.4407), og at 76 pct. er "
        "over 12 måneder (l.4416); tabellen har 72 pct. og 76 pct. på netop 12 måneder. Kilde: K21 5.6, tabel 19, "
        "l.4376–4391.",
        SHARES,
    )  # fmt: skip


def practice(data: Frames) -> Exhibit:
    """Shares outside Tabel 19: law of aids, first grants, rejections, outcome of follow-up, priority access applied for
    outside the job centre; columns as Tabel 19."""
    return made_table(
        data, "k21-sagspraksis", "Lovgrundlag, førstegangsbevillinger, afslag og opfølgning", None, _practice_rows,
        "Lovgrundlag, førstegangsbevilling, afslag og fortrinsadgang søgt uden om jobcentret: i pct. af alle gennemgåede "
        "sager i ordningen, hvor svaret er oplyst. Udfald af opfølgning: i pct. af de sager, hvor der er lavet opfølgning. "
        "Kilde: K21 5.1, l.3102–3105, og 5.6, l.4228–4231 og 4410–4412.",
        SHARES,
    )  # fmt: skip


def duration(data: Frames) -> Exhibit:
    """Length of time-limited grants of personal assistance: scheme, n_cases, mean_months, longest_months."""
    return made_table(
        data, "k21-varighed-sager", "Varighed af tidsbegrænset personlig assistance", None, _duration_rows,
        "Bevilgede sager om personlig assistance med tidsbegrænsning og oplyst længde. Kilde: K21 5.6, l.4380–4383 og 4412.",
        {"scheme_name": Column("Ordning"), "n_cases": Column("Sager", "integer"),
         "mean_months": Column("Gennemsnit, måneder", "decimal", 1),
         "longest_months": Column("Længste, måneder", "decimal", 0)},
    )  # fmt: skip


def municipalities(data: Frames) -> Exhibit:
    """Practice of each case municipality without its name: a row a municipality, the most time-limited first.

    place; pa_cases, time_limited_cases, time_limited_pct, not_time_limited_cases, not_time_limited_pct,
    all_time_limited (1 or 0), not_time_limited_rank; hm_cases, loan_cases, loan_pct, loan_rank. Ranks count from the
    largest share; equal shares are put in the order of the table.
    """
    exhibit_id, title = "k21-opfoelgning-kommuner", "Tidsbegrænsning og udlån i de enkelte casekommuner"
    if absent(data, REGISTERS):
        return unavailable(exhibit_id, title, data, REGISTERS)
    df = _municipal_rows(granted(data.df_by_case))
    if df.empty:
        return empty(exhibit_id, title, data, NO_FILES)
    return Exhibit(
        exhibit_id, title, df, data.status,
        "En række pr. casekommune, ordnet efter andel tidsbegrænsede; kommunerne er uden navn, som i K21. I pct. af "
        "kommunens bevilgede sager i ordningen (højst 20). Om de 80 og 100 pct. i K21 begge er udlån, er ikke entydigt; "
        "her læses de sådan. Kilde: K21 5.6, l.4416–4427.",
        columns={"place": Column("Nr.", "integer"), "pa_cases": Column("PA, sager", "integer"),
                 "time_limited_pct": Column("Tidsbegrænset", "percent"),
                 "not_time_limited_pct": Column("Ikke tidsbegrænset", "percent"),
                 "hm_cases": Column("HM, sager", "integer"), "loan_cases": Column("Udlån, sager", "integer"),
                 "loan_pct": Column("Udlån", "percent")},
    )  # fmt: skip


def _rows(scheme: str, subject: str, answers: dict[str, pd.Series]) -> list[dict[str, object]]:
    """A row an answer; each series says for every file of the base whether it is the answer. No files, no rows."""
    return [
        {"scheme": scheme, "subject": subject, "answer": answer, "cases": int(holds.sum()), "n_cases": len(holds),
         "share_pct": 100 * holds.mean()}
        for answer, holds in answers.items() if len(holds)
    ]  # fmt: skip


def _of_scheme(df_by_case: pd.DataFrame, scheme: str, known: str) -> pd.DataFrame:
    """The files of a scheme whose answer is known."""
    return df_by_case[(df_by_case["ORDNING"] == scheme) & df_by_case[known].notna()]


def _granted_rows(df_by_case: pd.DataFrame) -> pd.DataFrame:
    df = granted(df_by_case)
    limited = _of_scheme(df, "PA", "TIDSBEGRAENSET")["TIDSBEGRAENSET"]
    months = _time_limited(df_by_case)["VARIGHED_MAANEDER"]
    owned = _of_scheme(df, "HM", "EJERFORHOLD")["EJERFORHOLD"]
    lengths = zip(LENGTHS, (months < YEAR_MONTHS, months == YEAR_MONTHS, months > YEAR_MONTHS), strict=True)
    return pd.DataFrame(
        [
            *_rows("PA", "Tidsbegrænsning", {"ikke tidsbegrænset": limited == 0, "tidsbegrænset": limited == 1}),
            *_rows("PA", "Varighed af tidsbegrænsede", dict(lengths)),
            *_rows("HM", "Ejerforhold", {"tilskud": owned == "tilskud", "udlån": owned == "udlån"}),
        ]
    )


def _time_limited(df_by_case: pd.DataFrame) -> pd.DataFrame:
    """Granted, time-limited personal assistance with a known length."""
    df = _of_scheme(granted(df_by_case), "PA", "VARIGHED_MAANEDER")
    return df[df["TIDSBEGRAENSET"] == 1]


def _practice_rows(df_by_case: pd.DataFrame) -> pd.DataFrame:
    law = _of_scheme(df_by_case, "HM", "LOV")["LOV"]
    first = _of_scheme(df_by_case, "PA", "FOERSTEGANGSBEVILLING")["FOERSTEGANGSBEVILLING"]
    rejected = _of_scheme(df_by_case, "PA", "AFSLAG")["AFSLAG"]
    followed = _of_scheme(df_by_case, "PA", "OPFOELGNING_AENDRING")
    changed = followed.loc[followed["OPFOELGNING"] == 1, "OPFOELGNING_AENDRING"]
    outside = _of_scheme(df_by_case, "FA", "ANSOEGT_UDENOM_JOBCENTER")["ANSOEGT_UDENOM_JOBCENTER"]
    return pd.DataFrame(
        [
            *_rows("HM", "Lovgrundlag", {"LAB": law == "LAB", "KOL": law == "KOL"}),
            *_rows("PA", "Bevilling", {"førstegangsbevilling": first == 1, "genbevilling": first == 0}),
            *_rows("PA", "Afgørelse", {"afslag": rejected == 1}),
            *_rows("PA", "Udfald af opfølgning", {"ingen ændring": changed == 0, "ændring": changed == 1}),
            *_rows("FA", "Ansøgning", {"uden om jobcentret": outside == 1, "gennem jobcentret": outside == 0}),
        ]
    )


def _duration_rows(df_by_case: pd.DataFrame) -> pd.DataFrame:
    months = _time_limited(df_by_case)["VARIGHED_MAANEDER"]
    row = {"scheme": "PA", "n_cases": len(months), "mean_months": months.mean(), "longest_months": months.max()}
    return pd.DataFrame([row] if len(months) else [])


def _municipal_rows(df_by_granted: pd.DataFrame) -> pd.DataFrame:
    limited = _of_scheme(df_by_granted, "PA", "TIDSBEGRAENSET").groupby("KOMMUNE")["TIDSBEGRAENSET"]
    owned = _of_scheme(df_by_granted, "HM", "EJERFORHOLD")
    loan = (owned["EJERFORHOLD"] == "udlån").groupby(owned["KOMMUNE"])
    df = pd.DataFrame(
        {
            "pa_cases": limited.size(),
            "time_limited_cases": limited.sum(),
            "hm_cases": loan.size(),
            "loan_cases": loan.sum(),
        }
    ).astype("Int64")
    df["time_limited_pct"] = (100 * df["time_limited_cases"] / df["pa_cases"]).astype("Float64")
    df["not_time_limited_cases"] = df["pa_cases"] - df["time_limited_cases"]
    df["not_time_limited_pct"] = 100 - df["time_limited_pct"]
    df["loan_pct"] = (100 * df["loan_cases"] / df["hm_cases"]).astype("Float64")
    df = df.sort_values(["time_limited_pct", "pa_cases", "loan_pct"], ascending=False, kind="stable").reset_index(
        drop=True
    )
    df.insert(0, "place", df.index + 1)
    df["all_time_limited"] = (df["time_limited_pct"] == 100).astype("Int64")
    for column in ("not_time_limited", "loan"):
        df[f"{column}_rank"] = df[f"{column}_pct"].rank(method="first", ascending=False).astype("Int64")
    return df
