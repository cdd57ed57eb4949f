"""Figur 3–21 of K21 chapter 4: the staff survey at the aggregated level and across municipalities."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd
from matplotlib.figure import Figure

from utils.chapters.survey_shares import (
    SurveyData,
    answer_label,
    inhabitants,
    item_label,
    made_figure,
    question_items,
    shares,
)
from utils.errors import HkoError
from utils.measures.survey import answers_in_order, has_answered, knowledge_level, municipality_means, valued
from utils.publish import figures
from utils.publish.exhibit import Exhibit
from utils.publish.formats import number, percent
from utils.statistics.weighting import WEIGHTED, mean_at_level

WEIGHTED_NOTE = "Andele i pct., vægtet efter kommunernes indbyggertal 4. kvartal 2019; «ved ikke» er ude af grundlaget."
ACROSS_NOTE = "Kommunens gennemsnit: først over respondenter i hvert delspørgsmål, så over delspørgsmål."


@dataclass(frozen=True)
class Printed:
    """One figure of the report: its title, the question behind it, its line in K21 and what to know about it."""

    title: str
    question: str
    line: int
    note: str = ""

    @property
    def axis(self) -> str:
        """The note as the title of an axis: without its full stop, unless that ends "pct."."""
        return self.note if self.note.endswith("pct.") else self.note.rstrip(".")


AGGREGATED = {
    3: Printed("Viden om handicap på aggregeret niveau", "q07", 2069),
    5: Printed("Viden om HKO på aggregeret niveau", "q08", 2098, "Lav er 0-3, middel 4-6, høj 7-10."),
    7: Printed("Vejledning om HKO samlet set", "q09", 2114),
    9: Printed("Erfaring med HKO på aggregeret niveau", "q11", 2177),
    11: Printed("Omplacering vs. HKO på aggregeret niveau", "q14", 2322),
    13: Printed("Det gode match vs. HKO på aggregeret niveau", "q15", 2339),
    15: Printed("Screening af borgere på aggregeret niveau", "q12", 2456),
    17: Printed(
        "Tro på borger på aggregeret niveau", "q18", 2607, "Jobmuligheder i forhold til personer uden handicap."
    ),
}
ACROSS = {
    4: Printed("Viden om handicap på tværs af kommuner", "q07", 2076, "Skala 1-5, 5 er mest viden."),
    6: Printed("Viden om HKO på tværs af kommuner", "q08", 2105, "Skala 0-10."),
    8: Printed("Vejledning om HKO på tværs af kommuner", "q09", 2122, "Skala 1-5, 5 er bedst klædt på."),
    10: Printed("Erfaring med HKO på tværs af kommuner", "q11", 2182, "Andel med erfaring i pct."),
    12: Printed("Omplacering vs. HKO på tværs af kommuner", "q14", 2330, "Skala 1-5, 1 er meget enig, 5 meget uenig."),
    14: Printed(
        "Det gode match vs. HKO på tværs af kommuner", "q15", 2348, "Skala 1-5, 1 er meget enig, 5 meget uenig."
    ),
    16: Printed("Screening af borgere på tværs af kommuner", "q12", 2462, "Andel, der screener, i pct."),
    18: Printed("Tro på borger på tværs af kommuner", "q18", 2657, "Skala 1-5, 5 er meget bedre muligheder."),
}
VIGNETTE = {
    20: Printed("Tro på borger på tværs af ydelse uden HKO (Hanne)", "q19", 2786),
    21: Printed("Tro på borger på tværs af ydelse med HKO (Hanne)", "q20", 2794),
}
AS_ANSWERED = ("q14", "q15")
SMALLEST_FIELD = 1.5  # per cent; figure 17 and 21 print 4, 3 and 2
MEAN_COLUMNS = {"q08": "mean_0_10", "q11": "share_pct", "q12": "share_pct"}


def joined(*sentences: str) -> str:
    """Sentences one after another; those that are empty leave no gap."""
    return " ".join(sentence for sentence in sentences if sentence)


def figure(data: SurveyData, figure_number: int) -> Exhibit:
    """The exhibit of one of the figures 3–21, id k21-figur-<number>; HkoError for another number."""
    for printed, make in ((AGGREGATED, aggregated), (ACROSS, across), (VIGNETTE, vignette)):
        if figure_number in printed:
            return make(data, figure_number)
    if figure_number == 19:
        return belief_by_knowledge(data)
    raise HkoError(f"Figur {figure_number} er ikke en af figurerne 3-21 i kapitel 4.")


def aggregated(data: SurveyData, figure_number: int) -> Exhibit:
    """Weighted shares of answers: item, label, answer, level, share_pct, n_respondents, n_municipalities."""
    printed = AGGREGATED[figure_number]
    return made_figure(
        data,
        f"k21-figur-{figure_number}",
        f"Figur {figure_number}. {printed.title}",
        lambda given: shares(given, question_items(printed.question)),
        f"{joined(WEIGHTED_NOTE, printed.note)} Spørgsmål {int(printed.question[1:])}. Kilde: K21 kapitel 4, l.{printed.line}.",
        lambda df: highest_and_lowest(df, "label"),
        answer_bars(printed.question, "label", sort=True),
    )


def across(data: SurveyData, figure_number: int) -> Exhibit:
    """Municipal means in falling order: code, municipality, mean_1_5, mean_0_10 or share_pct, and n_respondents."""
    printed = ACROSS[figure_number]
    column = MEAN_COLUMNS.get(printed.question, "mean_1_5")
    decimals, unit = (0, " pct.") if column == "share_pct" else (1, "")
    return made_figure(
        data,
        f"k21-figur-{figure_number}",
        f"Figur {figure_number}. {printed.title}",
        lambda given: municipal_means(given, printed.question, column),
        f"{joined(ACROSS_NOTE, printed.note)} N er kommunens respondenter med svar. "
        f"Spørgsmål {int(printed.question[1:])}. Kilde: K21 kapitel 4, l.{printed.line}.",
        lambda df: (
            f"Fra {number(df[column].min(), decimals)}{unit} i {df['municipality'].iloc[-1]} til "
            f"{number(df[column].max(), decimals)}{unit} i {df['municipality'].iloc[0]}."
        ),
        lambda df: figures.dots(
            df, "municipality", column, count="n_respondents", decimals=decimals, value_title=printed.axis
        ),
    )


def vignette(data: SurveyData, figure_number: int) -> Exhibit:
    """Weighted shares by the benefit in the case: arm, item, answer, share_pct, n_respondents, n_municipalities."""
    printed = VIGNETTE[figure_number]
    return made_figure(
        data,
        f"k21-figur-{figure_number}",
        f"Figur {figure_number}. {printed.title}",
        lambda given: vignette_shares(given, printed.question),
        f"{WEIGHTED_NOTE} Respondenterne fik tilfældigt én af fire ydelser i casen; vægtene er fordelt på ny over "
        f"de kommuner, der har svar i gruppen. Spørgsmål {int(printed.question[1:])}. Kilde: K21 4.4, l.{printed.line}.",
        lambda df: highest_and_lowest(df, "arm"),
        answer_bars(printed.question, "arm", sort=True),
    )


def belief_by_knowledge(data: SurveyData) -> Exhibit:
    """Figur 19: weighted mean belief (1–5) by knowledge of the schemes: item, label, knowledge, mean_1_5, n."""
    return made_figure(
        data,
        "k21-figur-19",
        "Figur 19. Viden om HKO og tro på borger på aggregeret niveau",
        belief_means,
        "Gennemsnitlig tro (1-5, 5 er meget bedre muligheder), vægtet efter kommunernes indbyggertal 4. kvartal 2019; "
        "«ved ikke» er ude af grundlaget. Viden om HKO er respondentens gennemsnit af de fire ordninger, afrundet "
        "(en halv rundes op): lav "
        "0-3, middel 4-6, høj 7-10 (grænserne er ikke trykt). Teksten skriver «viden om handicap», figuren «viden om "
        "HKO». Spørgsmål 8 og 18. Kilde: K21 4.4, l.2704.",
        _belief_alt,
        lambda df: figures.dots(
            df.assign(viden=df["knowledge"].map({"lav": "Lav viden", "middel": "Middel viden", "høj": "Høj viden"})),
            "viden",
            "mean_1_5",
            count="n_respondents",
            panel="label",
            sort=False,
            decimals=2,
            value_title="Gennemsnitlig tro på borgeren, 1-5",
        ),
    )


def municipal_means(data: SurveyData, question: str, column: str) -> pd.DataFrame:
    """df_by_municipality: code, municipality, the mean and the respondents behind it, highest first."""
    names = data.df_by_municipality.set_index("code")["name"]
    means = municipality_means(data.df_by_respondent, question, question not in AS_ANSWERED)
    df = means.rename(column).rename_axis("code").reset_index()
    df.insert(1, "municipality", df["code"].map(names))
    answered = has_answered(data.df_by_respondent, question)
    df["n_respondents"] = df["code"].map(answered.groupby(data.df_by_respondent["q01"]).sum())
    return df.sort_values([column, "municipality"], ascending=[False, True], ignore_index=True)


def vignette_shares(data: SurveyData, question: str) -> pd.DataFrame:
    """Shares by arm at the weighted level; the arm stands in the column arm."""
    return shares(data, question_items(question), group=data.df_by_respondent["arm"]).rename(columns={"group": "arm"})


def belief_means(data: SurveyData) -> pd.DataFrame:
    """One row an item and level of knowledge: item, label, knowledge, mean_1_5, n_respondents, n_municipalities."""
    df, rows = data.df_by_respondent, []
    knowledge = knowledge_level(df)
    for item in question_items("q18"):
        belief = pd.DataFrame({"q01": df["q01"], "belief": valued(df, item)})
        for level in ("lav", "middel", "høj"):
            base = belief[(knowledge == level) & belief["belief"].notna()]
            mean = mean_at_level(base, "belief", WEIGHTED, inhabitants(data))
            rows.append((item, item_label(item), level, mean, len(base), base["q01"].nunique()))
    columns = ["item", "label", "knowledge", "mean_1_5", "n_respondents", "n_municipalities"]
    return pd.DataFrame(rows, columns=columns)


def answer_bars(
    question: str, label: str, panel: str | None = None, sort: bool = False
) -> Callable[[pd.DataFrame], Figure]:
    """A drawing of stacked bars with the answers named as the report names them; `sort` puts most of the first on top."""

    def draw(df_by_answer: pd.DataFrame) -> Figure:
        """The shares of the answers, a bar a label."""
        if sort:
            first = df_by_answer[df_by_answer["answer"] == df_by_answer["answer"].iloc[0]]
            order = first.sort_values("share_pct", ascending=False, kind="stable")[label].tolist()
            df_by_answer = df_by_answer.sort_values(label, key=lambda column: column.map(order.index), kind="stable")
        names = {answer: answer_label(question, answer) for answer in answers_in_order(question_items(question)[0])}
        drawn = df_by_answer.assign(
            part=df_by_answer["answer"].map(names),
            shown=df_by_answer[label].str[:1].str.upper() + df_by_answer[label].str[1:],
        )
        return figures.stacked_bars(drawn, "shown", "part", "share_pct", parts=list(names.values()), panel=panel,
                                    smallest=SMALLEST_FIELD, value_title="Pct. af svarene")  # fmt: skip

    return draw


def highest_and_lowest(df_by_answer: pd.DataFrame, label: str) -> str:
    """The finding in words: where the first answer is most and least frequent."""
    first = df_by_answer[df_by_answer["answer"] == df_by_answer["answer"].iloc[0]].sort_values(
        "share_pct", kind="stable"
    )
    question = df_by_answer["item"].iloc[0].partition("_")[0]
    answer = answer_label(question, first["answer"].iloc[0])
    top, bottom = first.iloc[-1], first.iloc[0]
    if len(first) == 1:
        return f"{top[label]}: {percent(top['share_pct'])} svarer «{answer}»."
    return (
        f"Andelen, der svarer «{answer}», er størst for {top[label]} ({percent(top['share_pct'])}) og mindst for "
        f"{bottom[label]} ({percent(bottom['share_pct'])})."
    )


def _belief_alt(df_by_level: pd.DataFrame) -> str:
    physical = df_by_level[df_by_level["item"] == "q18_fysisk"].set_index("knowledge")["mean_1_5"]
    return (
        f"Troen på borgere med fysiske handicap er i gennemsnit {number(physical['lav'], 2)} ved lav og "
        f"{number(physical['høj'], 2)} ved høj viden om HKO."
    )
