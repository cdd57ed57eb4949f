"""Weighted, unweighted and respondents: the three levels of K21 9.4.1 side by side."""

import pandas as pd

from utils.chapters.survey_figures import answer_bars, highest_and_lowest
from utils.chapters.survey_shares import (
    SurveyData,
    answer_label,
    division,
    made_figure,
    made_table,
    question_items,
    shares,
)
from utils.measures.survey import answers_in_order, survey_items
from utils.publish import figures
from utils.publish.exhibit import Column, Exhibit
from utils.publish.formats import percentage_points
from utils.statistics.weighting import LEVELS, RESPONDENTS, UNWEIGHTED, WEIGHTED
from utils.statistics.weighting_example import example_results, example_terms, kommune_x

LEVEL_COLUMNS = {RESPONDENTS: "respondents_pct", UNWEIGHTED: "unweighted_pct", WEIGHTED: "weighted_pct"}
LEVEL_NOTE = (
    "Respondenter: hver svarer for sig selv. Uvægtet: gennemsnit af kommunernes andele. Vægtet: kommunerne vejer "
    "efter indbyggertal 4. kvartal 2019. Kilde: K21 9.4.1, l.6698-6777."
)
SEVERAL_ANSWERS = ("q10", "q13")
QUESTIONS = tuple(f"q{number:02d}" for number in range(7, 22))


def worked_example(data: SurveyData) -> Exhibit:
    """The category "I meget høj grad" of the worked example at two levels: level, answer, share_pct."""
    return Exhibit(
        "k21-surveyvaegtning-eksempel", "Regneeksemplet i 9.4.1: «I meget høj grad»",
        example_results(data.df_by_example_municipality), "published",
        "Genberegnet af de tal, der er trykt i eksemplet; dets øvrige kommuner er billeder. Den vægtede formel "
        "skriver 8 pct. som resultat, men giver 6, som også står i tabellen. Kilde: K21 9.4.1, l.6763-6791.",
        columns={
            "level": Column("Niveau"), "answer": Column("Svar"), "share_pct": Column("Andel", "percent", 1),
        },
    )  # fmt: skip


def worked_example_terms(data: SurveyData) -> Exhibit:
    """The municipalities behind the worked example: municipality, share_pct, weight, weighted_pp."""
    return Exhibit(
        "k21-surveyvaegtning-led", "Regneeksemplets led", example_terms(data.df_by_example_municipality), "published",
        "Andel, der svarer «I meget høj grad», vægt og bidrag. Vægte, der ikke er trykt, mangler; de hører til "
        "kommuner med 0 pct. Eksemplet har otte kommuner, men formlen syv led. Kilde: K21 9.4.1, l.6764 og 6777.",
        columns={
            "municipality": Column("Kommune"), "share_pct": Column("Andel", "percent"),
            "weight": Column("Vægt", "decimal", 3), "weighted_pp": Column("Bidrag, procentpoint", "decimal", 2),
        },
    )  # fmt: skip


def worked_example_municipality(data: SurveyData) -> Exhibit:
    """The six answers of Kommune X: answer, answers, share_pct."""
    return Exhibit(
        "k21-surveyvaegtning-kommune-x", "Kommune X: seks svar bliver til én fordeling",
        kommune_x(data.df_by_example_answer), "published",
        "Her tæller «ved ikke» med som sjette kategori; i figurerne er det ude af grundlaget. Kilde: K21 9.4.1, "
        "l.6734-6753.",
        columns={
            "answer": Column("Svar"), "answers": Column("Respondenter", "integer"),
            "share_pct": Column("Andel", "percent"),
        },
    )  # fmt: skip


def three_levels(data: SurveyData, spoergsmaal: str, opdeling: str) -> Exhibit:
    """Every answer of one question at the three levels, in the groups of `opdeling`.

    item, label, group, answer, respondents_pct, unweighted_pct, weighted_pct, n_respondents, n_municipalities.
    """
    items, group = question_items(spoergsmaal), respondent_groups(data, opdeling)
    columns = {
        "label": Column("Emne"), "group": Column("Gruppe"), "answer_name": Column("Svar"),
        "respondents_pct": Column("Respondenter", "percent", 1), "unweighted_pct": Column("Uvægtet", "percent", 1),
        "weighted_pct": Column("Vægtet", "percent", 1), "n_respondents": Column("Svar i alt", "integer"),
        "n_municipalities": Column("Kommuner", "integer"),
    }  # fmt: skip
    if opdeling == "ingen":
        del columns["group"]
    return made_table(
        data, "k21-surveyvaegtning-niveauer", f"Spørgsmål {spoergsmaal[1:]} på tre niveauer",
        lambda given: levels_side_by_side(given, items, group), LEVEL_NOTE, columns,
    )  # fmt: skip


def by_group(data: SurveyData, spoergsmaal: str, opdeling: str) -> Exhibit:
    """Weighted shares of one question in the groups of `opdeling`: item, label, group, answer, share_pct, n."""
    items, group = question_items(spoergsmaal), respondent_groups(data, opdeling)
    label, panel = ("label", None) if opdeling == "ingen" else ("group", "label" if len(items) > 1 else None)
    return made_figure(
        data, "k21-surveyvaegtning-opdeling", f"Spørgsmål {spoergsmaal[1:]}, vægtet",
        lambda given: shares(given, items, group=group),
        f"Vægtet efter indbyggertal 4. kvartal 2019. Opdeling: {opdeling}. I en gruppe er vægtene fordelt på ny over "
        "de kommuner, der har svar i den. Kilde: K21 9.4.1 og 9.4.2.",
        _first_answer, answer_bars(spoergsmaal, label, panel),
    )  # fmt: skip


def respondent_groups(data: SurveyData, opdeling: str) -> pd.Series | None:
    """The group of every respondent by the municipality they work in; None for "ingen"."""
    group = division(data, opdeling)
    return None if group is None else data.df_by_respondent["q01"].map(group)


def levels_side_by_side(data: SurveyData, items: list[str], group: pd.Series | None = None) -> pd.DataFrame:
    """One row an item, group and answer with the share at each level; answer_name is the report's word."""
    df_by_level = {level: shares(data, items, level, group) for level in LEVELS}
    df = df_by_level[WEIGHTED].drop(columns=["level", "share_pct"])
    names = [
        answer_label(item.partition("_")[0], answer) for item, answer in zip(df["item"], df["answer"], strict=True)
    ]
    df.insert(4, "answer_name", names)
    for place, (level, column) in enumerate(LEVEL_COLUMNS.items()):
        df.insert(5 + place, column, df_by_level[level]["share_pct"])
    return df


def all_items(data: SurveyData) -> Exhibit:
    """The first answer (høj or ja) of every item at the three levels, and how far they lie apart."""
    return made_table(
        data, "k21-surveyvaegtning-alle", "Alle spørgsmål på tre niveauer", first_answers,
        f"Andelen, der svarer i den høje ende (enig, gode, ja). {LEVEL_NOTE}",
        {
            "question": Column("Spørgsmål"), "label": Column("Emne"), "answer_name": Column("Svar"),
            "respondents_pct": Column("Respondenter", "percent"), "unweighted_pct": Column("Uvægtet", "percent"),
            "weighted_pct": Column("Vægtet", "percent"), "n_respondents": Column("Svar i alt", "integer"),
        },
    )  # fmt: skip


def first_answers(data: SurveyData) -> pd.DataFrame:
    """The rows of `all_items`."""
    items = [item for question in QUESTIONS for item in question_items(question)]
    df = levels_side_by_side(data, items)
    df = df[df["answer"] == df["item"].map(lambda item: answers_in_order(item)[0])].reset_index(drop=True)
    df.insert(0, "question", df["item"].str.partition("_")[0])
    return df


def differences(data: SurveyData) -> Exhibit:
    """Unweighted and respondents against weighted, item by item: item, label, comparison, difference_pp.

    The questions with several possible answers (q10, q13) stand in `all_items` only.
    """
    return made_figure(
        data, "k21-surveyvaegtning-forskelle", "Betyder vægtningen noget?", level_differences,
        f"Forskel i procentpoint på den høje ende af hvert spørgsmål (enig, gode, ja), uden spørgsmål 10 og 13, hvor "
        f"flere svar er mulige. {LEVEL_NOTE} Rapporten finder ingen nævneværdig forskel (l.6706).",
        _largest_difference,
        lambda df: figures.dots(df, "label", "difference_pp", group="comparison", reference=0.0, sort=False,
                                decimals=0, value_title="Procentpoint mere end vægtet"),
    )  # fmt: skip


def level_differences(data: SurveyData) -> pd.DataFrame:
    """The rows of `differences`: two for every item."""
    df, labels = first_answers(data), survey_items().set_index("item")["label"]
    df = df[~df["question"].isin(SEVERAL_ANSWERS)]
    parts = [
        df[["item"]].assign(
            label=df["item"].map(labels), comparison=f"{level} minus vægtet",
            difference_pp=df[LEVEL_COLUMNS[level]] - df["weighted_pct"],
        )
        for level in (UNWEIGHTED, RESPONDENTS)
    ]  # fmt: skip
    return pd.concat(parts, ignore_index=True)


def _largest_difference(df_by_difference: pd.DataFrame) -> str:
    row = df_by_difference.loc[df_by_difference["difference_pp"].abs().idxmax()]
    median = df_by_difference["difference_pp"].abs().median()
    return (
        f"Forskellen er i midten {percentage_points(median, 1)}; størst er den for {row['label']} "
        f"({percentage_points(row['difference_pp'], 1)}, {row['comparison']})."
    )


def _first_answer(df_by_answer: pd.DataFrame) -> str:
    shown = df_by_answer["label"].where(
        df_by_answer["group"] == "alle", df_by_answer["label"] + " (" + df_by_answer["group"].astype(str) + ")"
    )
    return highest_and_lowest(df_by_answer.assign(shown=shown), "shown")
