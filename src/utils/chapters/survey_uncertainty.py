"""How certain are the numbers of the staff survey? Shares, means and composites with the uncertainty of its design."""

import pandas as pd

from utils.chapters.common import QUALITY
from utils.chapters.survey_bases import (
    SHARE_COLUMNS,
    answer_rows,
    correction_note,
    design_of,
    first_answer_rows,
    first_shares,
)
from utils.chapters.survey_composites import APPROACH, AS_ANSWERED, KNOWLEDGE
from utils.chapters.survey_shares import (
    SurveyData,
    answer_label,
    in_order,
    item_label,
    made_figure,
    made_table,
    question_items,
)
from utils.chapters.survey_weighting import respondent_groups
from utils.measures.survey import answers_in_order, numbers, survey_items
from utils.publish import figures
from utils.publish.exhibit import Column, Exhibit
from utils.publish.formats import interval, percentage_points
from utils.statistics.survey_composite import composite_values
from utils.statistics.survey_design import mean_estimates, share_estimates
from utils.statistics.weighting import UNWEIGHTED, WEIGHTED

DESIGN_NOTE = (
    "95 pct.-interval: hvor langt tallet kunne have ligget fra det viste, hvis det var tilfældigt, hvem i kommunens "
    "jobcenter der svarede. Kommunerne er strata og ikke selv et udsnit; i en kommune er svarene trukket uden "
    "tilbagelægning blandt dens medarbejdere. Svarer halvdelen, er der altså mindre usikkerhed end efter antallet "
    "alene. Intervallet siger intet om, hvorvidt de, der ikke svarede, mener noget andet, og har en kommune få og ens "
    "svar, ser dens usikkerhed mindre ud, end den er."
)
DESIGN_SHORT = (
    "95 pct.-intervaller med kommunerne som strata og svarene trukket uden tilbagelægning blandt kommunens medarbejdere; "
    "de siger intet om dem, der ikke svarede."
)
BASE_NOTE = (
    "Vægtet n er de medarbejdere, som svarene står for. Designeffekten er variansen i forhold til lige så mange svar "
    "trukket tilfældigt blandt alle; effektivt n er det antal svar, der ville være lige så sikkert, hvis de var trukket frit."
)
SCALES = {"5to3": "1-5", "10to3": "0-10"}
SOURCE = "Kilde: egen beregning; vægte efter K21 9.4.1, besvarelsesprocenter efter 9.4."
NO_SCALE = "har svar uden skala og derfor intet gennemsnit; se andelene."
BASE_COLUMNS = {
    "deff": Column("Design-effekt", "decimal", 1), "n": Column("Svar (n)", "integer"),
    "weighted_n": Column("Vægtet n", "integer"), "n_effective": Column("Effektivt n", "integer"),
    "n_municipalities": Column("Kommuner", "integer"), **QUALITY,
}  # fmt: skip
MEAN_COLUMNS = {
    "mean": Column("Gennemsnit", "decimal", 2), "lower": Column("95 pct.-interval", "interval", 2),
    "standard_error": Column("Standardfejl", "decimal", 3),
}  # fmt: skip


def shares(data: SurveyData, spoergsmaal: str, opdeling: str) -> Exhibit:
    """Weighted share of every answer of one question in the groups of `opdeling`, with its uncertainty.

    item, label, group, answer, answer_name, share_pct, standard_error_pp, lower_pct, upper_pct, deff, n, weighted_n,
    n_effective, n_municipalities, df, quality.
    """
    items, group = question_items(spoergsmaal), respondent_groups(data, opdeling)
    grouped = {} if opdeling == "ingen" else {"group": Column("Gruppe")}
    return made_table(
        data, "k21-surveyusikkerhed-andele", f"Spørgsmål {spoergsmaal[1:]}: andele med usikkerhed",
        lambda given: share_rows(given, items, group),
        f"Vægtet efter indbyggertal 4. kvartal 2019, opdeling: {opdeling}; «ved ikke» er ude. {DESIGN_NOTE} {BASE_NOTE} "
        "Intervallet er beregnet på logit-skalaen og bliver inden for 0-100; hvor svarene i hver kommune er ens, er det "
        f"Wilsons. Frihedsgrader efter Satterthwaite: få, hvor få svar i en stor kommune afgør det meste."
        f"{correction_note(data)} {SOURCE}",
        {"label": Column("Emne"), **grouped, "answer_name": Column("Svar"), **SHARE_COLUMNS, **BASE_COLUMNS},
    )  # fmt: skip


def means(data: SurveyData, spoergsmaal: str, opdeling: str) -> Exhibit:
    """Weighted mean of every item of a question with a scale, and of all of them together, in the groups of `opdeling`.

    item ("samlet" for the composite), label, group, mean, standard_error, lower, upper, deff, n, weighted_n,
    n_effective, n_municipalities, df, quality.
    """
    items, group = question_items(spoergsmaal), respondent_groups(data, opdeling)
    exhibit_id, title = "k21-surveyusikkerhed-gennemsnit", f"Spørgsmål {spoergsmaal[1:]}: gennemsnit med usikkerhed"
    grouped = {} if opdeling == "ingen" else {"group": Column("Gruppe")}
    columns = {"label": Column("Emne"), **grouped, **MEAN_COLUMNS, **BASE_COLUMNS}
    recode = survey_items(spoergsmaal)["recode"].iloc[0]
    if recode not in SCALES:
        note = f"Spørgsmål {spoergsmaal[1:]} {NO_SCALE}"
        return Exhibit(exhibit_id, title, pd.DataFrame(), data.status, note, columns=columns)
    direction = "lavt er enig" if spoergsmaal in AS_ANSWERED else "højt er meget"
    return made_table(
        data, exhibit_id, title, lambda given: mean_rows(given, spoergsmaal, items, group),
        f"Skala {SCALES[recode]}, {direction}. Vægtet efter indbyggertal 4. kvartal 2019, "
        f"opdeling: {opdeling}; «ved ikke» er ude. «Samlet» er gennemsnittet af emnerne, som i en kommune hver for sig "
        f"er gennemsnit af dem, der har svaret. {DESIGN_SHORT} {BASE_NOTE}{correction_note(data)} {SOURCE}",
        columns,
    )  # fmt: skip


def headline_shares(data: SurveyData) -> Exhibit:
    """The first answer (høj or ja) of every item as printed in figures 3–21, weighted, with its interval."""
    return made_figure(
        data, "k21-surveyusikkerhed-hovedtal", "Hovedtallene med 95 pct.-intervaller", headline_rows,
        f"Andelen, der svarer i den høje ende (enig, gode, ja), uden spørgsmål 10 og 13, hvor flere svar er mulige. "
        f"Vægtet efter indbyggertal 4. kvartal 2019; «ved ikke» er ude. {DESIGN_SHORT} Spørgsmål 19 og 20 er for alle fire "
        f"ydelser under ét.{correction_note(data)} {SOURCE}",
        _widest,
        lambda df: figures.dots(df, "label", "share_pct", lower="lower_pct", upper="upper_pct", count="n", sort=False,
                                decimals=0, value_title="Pct. af svarene"),
    )  # fmt: skip


def composites(data: SurveyData) -> Exhibit:
    """The composites behind figures 4–18 for all respondents, municipalities alike and by inhabitants.

    measure, level, mean, standard_error, lower, upper, deff, n, weighted_n, n_effective, n_municipalities, df, quality.
    """
    return made_table(
        data, "k21-surveyusikkerhed-sammensatte", "De sammensatte mål med usikkerhed", composite_rows,
        "Uvægtet er gennemsnittet af kommunernes gennemsnit, som i tabellerne over grupper; vægtet tæller kommunerne efter "
        "indbyggertal 4. kvartal 2019. I en kommune først gennemsnit i hvert delspørgsmål, så over delspørgsmål; at samme "
        f"medarbejder har svaret på dem alle, er regnet med. {DESIGN_SHORT} {BASE_NOTE}{correction_note(data)} {SOURCE}",
        {"heading": Column("Mål"), "level": Column("Niveau"), **MEAN_COLUMNS, **BASE_COLUMNS},
    )  # fmt: skip


def share_rows(data: SurveyData, items: list[str], group: pd.Series | None = None) -> pd.DataFrame:
    """The rows of `shares`, in the order of items, groups and answers."""
    df = answer_rows(data, items, group)
    if df.empty:
        return pd.DataFrame()
    answers = answers_in_order(items[0])
    found = share_estimates(design_of(data), df, ["item", "label", "group"], answers)
    names = [
        answer_label(item.partition("_")[0], answer)
        for item, answer in zip(found["item"], found["answer"], strict=True)
    ]
    found.insert(4, "answer_name", names)
    return _arranged(found, group)


def mean_rows(data: SurveyData, question: str, items: list[str], group: pd.Series | None = None) -> pd.DataFrame:
    """The rows of `means`; a group's composite leaves out municipalities where it lacks an item, as K21 7.1.2 is read."""
    df, high_is_much = data.df_by_respondent, question not in AS_ANSWERED
    group = pd.Series("alle", index=df.index) if group is None else group.astype(object)
    values = pd.DataFrame({item: numbers(df, item, high_is_much) for item in items}).assign(q01=df["q01"], group=group)
    parts = [
        values[["q01", "group", item]]
        .dropna()
        .rename(columns={item: "value"})
        .assign(item=item, label=item_label(item))
        for item in items
    ]
    if len(items) > 1:
        parts += [
            composite_values(inside, items).assign(item="samlet", label="Samlet", group=name)
            for name, inside in values.groupby("group")
        ]
    answers = pd.concat(parts, ignore_index=True)
    if answers.empty:
        return pd.DataFrame()
    return _arranged(mean_estimates(design_of(data), answers, ["item", "label", "group"]), group)


def headline_rows(data: SurveyData) -> pd.DataFrame:
    """The rows of `headline_shares`: item, label, answer, share_pct, interval, counts, quality."""
    return first_shares(design_of(data), first_answer_rows(data)).drop(columns="scenario")


def composite_rows(data: SurveyData) -> pd.DataFrame:
    """The rows of `composites`."""
    df, parts = data.df_by_respondent, []
    for measure in (*KNOWLEDGE, *(measure for measure in APPROACH if measure.answer is None)):
        items = question_items(measure.question)
        values = pd.DataFrame({item: numbers(df, item, measure.question not in AS_ANSWERED) for item in items})
        answers = composite_values(values.assign(q01=df["q01"]), items)
        heading = f"{measure.heading} (pct.)" if measure.kind == "percent" else measure.heading
        parts.append(answers.assign(measure=measure.column, heading=heading))
    answers = pd.concat(parts, ignore_index=True)
    if answers.empty:
        return pd.DataFrame()
    found = [
        mean_estimates(design_of(data), answers, ["measure", "heading"], level).assign(level=level)
        for level in (UNWEIGHTED, WEIGHTED)
    ]
    rows = pd.concat(found).sort_index(kind="stable").reset_index(drop=True)
    return rows[["measure", "heading", "level", *rows.columns.drop(["measure", "heading", "level"])]]


def _arranged(df_by_estimate: pd.DataFrame, group: pd.Series | None) -> pd.DataFrame:
    """Within an item the groups in the order that they are shown in; items and answers stay as they come."""
    if group is None:
        return df_by_estimate
    items = {item: place for place, item in enumerate(df_by_estimate["item"].drop_duplicates())}
    place = {name: number for number, name in enumerate(in_order(group))}
    keyed = df_by_estimate.assign(_item=df_by_estimate["item"].map(items), _group=df_by_estimate["group"].map(place))
    return (
        keyed.sort_values(["_item", "_group"], kind="stable").drop(columns=["_item", "_group"]).reset_index(drop=True)
    )


def _widest(df_by_share: pd.DataFrame) -> str:
    width = df_by_share["upper_pct"] - df_by_share["lower_pct"]
    if width.isna().all():
        return "Ingen af andelene har et interval: der er kun ét svar fra hver kommune."
    row = df_by_share.loc[width.idxmax()]
    return (
        f"Intervallet er i midten {percentage_points(width.median(), 1)} bredt. Bredest er det for {row['label']}: "
        f"{interval(row['lower_pct'], row['upper_pct'], 1)} pct."
    )
