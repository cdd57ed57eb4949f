"""What K21 chapter 4 prints about the survey outside its figures: sources, subgroups, spreads, respondents."""

import pandas as pd

from utils.chapters.survey_figures import WEIGHTED_NOTE, answer_bars, belief_means
from utils.chapters.survey_shares import (
    SurveyData,
    groupings,
    made_figure,
    made_table,
    missing_groupings,
    question_items,
    shares,
)
from utils.measures.survey import (
    municipality_means,
    spread_pct,
    spread_points,
)
from utils.publish import figures
from utils.publish.exhibit import Column, Exhibit
from utils.publish.formats import percent

SPREADS = {
    "q07": ("Viden om handicap", "skala 1-5"),
    "q08": ("Viden om HKO", "skala 0-10"),
    "q09": ("Vejledning om HKO", "skala 1-5"),
    "q11": ("Erfaring med HKO", "pct."),
    "q12": ("Screening", "pct."),
    "q14": ("Omplacering", "skala 1-5, 1 er meget enig"),
    "q15": ("Det gode match", "skala 1-5, 1 er meget enig"),
    "q18": ("Tro på borger", "skala 1-5"),
}
AS_ANSWERED = ("q14", "q15")
TYPOLOGIES = {"strategi": "strategy", "organisering": "organisation"}


def knowledge_sources(data: SurveyData) -> Exhibit:
    """Tabel 11: weighted share that names each source of knowledge, most frequent first."""
    return _yes_shares(
        data,
        "k21-tabel-11-videnskilder",
        "Tabel 11. Kilder til viden om HKO",
        "q10",
        f"{WEIGHTED_NOTE} Flere svar er mulige. Spørgsmål 10. Kilde: K21 4.2, l.2211.",
    )


def reasons_not_screening(data: SurveyData) -> Exhibit:
    """Why respondents do not screen: weighted share of those who do not (q12 = nej), several answers possible."""
    return _yes_shares(data, "k21-survey-grunde", "Grunde til ikke at screene", "q13",
                       f"{WEIGHTED_NOTE} Kun de, der ikke screener; flere svar er mulige. Teksten skriver "
                       "«interviewpersonerne», men grundene er spørgeskemaets svarmuligheder. Spørgsmål 13. "
                       "Kilde: K21 4.3, l.2472.")  # fmt: skip


def _yes_shares(data: SurveyData, exhibit_id: str, title: str, question: str, note: str) -> Exhibit:
    def make(given: SurveyData) -> pd.DataFrame:
        df = shares(given, question_items(question))
        return df[df["answer"] == "ja"].sort_values("share_pct", ascending=False, kind="stable", ignore_index=True)

    return made_figure(
        data, exhibit_id, title, make, note,
        lambda df: f"Hyppigst er {df['label'].iloc[0]} ({percent(df['share_pct'].iloc[0])}), "
        f"derefter {df['label'].iloc[1]} ({percent(df['share_pct'].iloc[1])}).",
        lambda df: figures.bars(df, "label", "share_pct"),
    )  # fmt: skip


def economy_and_key_person(data: SurveyData) -> Exhibit:
    """Whether economy limits the schemes (q16), whether they pathologise (q17), support from key persons (q21)."""
    return made_figure(
        data, "k21-survey-oevrige", "Økonomi, sygeliggørelse og støtte fra nøglepersonen",
        lambda given: pd.concat([shares(given, [item]) for item in ("q16", "q17", "q21")], ignore_index=True),
        f"{WEIGHTED_NOTE} «I høj grad» er også «enig» i spørgsmål 17. Spørgsmål 16, 17 og 21. "
        "Kilde: K21 4.2 og 4.3, l.2259 og 2542.",
        lambda df: "; ".join(
            f"{row.label}: {percent(row.share_pct)} svarer i høj grad" for row in df[df["answer"] == "høj"].itertuples()
        ) + ".",
        answer_bars("q16", "label"),
    )  # fmt: skip


def screening_by_group(data: SurveyData) -> Exhibit:
    """Weighted share that screens: grouping, group, share_pct, n_respondents, n_municipalities."""
    return made_table(
        data, "k21-screening-grupper", "Andel, der screener, efter kendetegn ved medarbejder og kommune",
        screening_shares,
        f"{WEIGHTED_NOTE} Andelen, der svarer ja, af dem, der svarer ja eller nej. I en gruppe er vægtene fordelt på "
        "ny over de kommuner, der har svar i den. Teksten i 5.3.2 (l.3471) skriver 61 pct. i alt, figur 15 69 pct. "
        "Rapporten trykker kun yderpunkterne af anciennitet og anvendelsesgrad; de ligger begge under andelen i alt, så "
        "den midterste gruppe, som ikke er trykt, må ligge over. Spørgsmål 12. Kilde: K21 4.3, "
        "l.2546-2554." + missing_groupings(data),
        {
            "grouping": Column("Inddeling"), "group": Column("Gruppe"),
            "share_pct": Column("Andel, der screener", "percent"),
            "n_respondents": Column("Svar", "integer"), "n_municipalities": Column("Kommuner", "integer"),
        },
    )  # fmt: skip


def screening_shares(data: SurveyData) -> pd.DataFrame:
    """The rows of `screening_by_group`; groupings of municipalities only where the extract has them."""
    parts = [shares(data, ["q12"], group=group).assign(grouping=name) for name, group in groupings(data).items()]
    df_by_group = pd.concat(parts, ignore_index=True)
    columns = ["grouping", "group", "share_pct", "n_respondents", "n_municipalities"]
    return df_by_group.loc[df_by_group["answer"] == "ja", columns].reset_index(drop=True)


def screening_difference(data: SurveyData) -> Exhibit:
    """High minus low usage band: comparison, difference_pp."""

    def make(given: SurveyData) -> pd.DataFrame:
        share = screening_shares(given).set_index(["grouping", "group"])["share_pct"]
        high, low = (share.get(("anvendelsesgrad", band), float("nan")) for band in ("høj", "lav"))
        return pd.DataFrame({"comparison": ["høj minus lav anvendelsesgrad"], "difference_pp": [high - low]})

    return made_table(
        data, "k21-screening-forskel", "Forskel i screening mellem høj og lav anvendelsesgrad", make,
        "Forskel mellem de vægtede andele. Kilde: K21 4.3, l.2554.",
        {"comparison": Column("Sammenligning"), "difference_pp": Column("Procentpoint", "decimal", 0)},
    )  # fmt: skip


def typology_means(data: SurveyData) -> Exhibit:
    """Plain mean of municipal means by strategy and organisation: measure, grouping, group, mean, n_municipalities."""
    return made_table(
        data, "k21-viden-typologi", "Viden om HKO og vejledning efter strategi og organisering", group_means,
        "Uvægtet gennemsnit af kommunernes gennemsnit. Viden på skala 0-10, vejledning på skala 1-5 (5 er bedst). "
        "Typen af den enkelte kommune er ikke offentlig. Kilde: K21 4.2, l.2276-2285.",
        {
            "measure": Column("Mål"), "grouping": Column("Inddeling"), "group": Column("Type"),
            "mean": Column("Gennemsnit", "decimal", 1), "n_municipalities": Column("Kommuner", "integer"),
        },
    )  # fmt: skip


def group_means(data: SurveyData) -> pd.DataFrame:
    """The rows of `typology_means`."""
    df_by_municipality, rows = data.df_by_municipality.set_index("code"), []
    for question, measure in (("q08", "viden om HKO"), ("q09", "vejledning")):
        means = municipality_means(data.df_by_respondent, question)
        for grouping, column in TYPOLOGIES.items():
            by_group = means.groupby(df_by_municipality[column].astype(object).reindex(means.index))
            for group in sorted(by_group.groups):
                rows.append((measure, grouping, group, by_group.mean()[group], by_group.size()[group]))
    return pd.DataFrame(rows, columns=["measure", "grouping", "group", "mean", "n_municipalities"])


def typology_differences(data: SurveyData) -> Exhibit:
    """How many percent proactive municipalities lie above the others: measure, comparison, difference_pct."""

    def make(given: SurveyData) -> pd.DataFrame:
        """A row a measure and other strategy: how much higher the proactive municipalities' mean is, in percent."""
        means = group_means(given).set_index(["measure", "group"])["mean"]
        rows = [
            (measure, f"proaktiv mod {other}", 100 * (means[measure, "proaktiv"] / means[measure, other] - 1))
            for measure in ("viden om HKO", "vejledning")
            for other in ("reaktiv", "diffus")
            if {(measure, "proaktiv"), (measure, other)} <= set(means.index)
        ]
        return pd.DataFrame(rows, columns=["measure", "comparison", "difference_pct"])

    return made_table(
        data, "k21-viden-typologi-forskelle", "Proaktive kommuner mod reaktive og diffuse", make,
        "Procentvis forskel mellem uvægtede gennemsnit af kommuner. Kilde: K21 4.2, l.2285.",
        {
            "measure": Column("Mål"), "comparison": Column("Sammenligning"),
            "difference_pct": Column("Forskel", "percent"),
        },
    )  # fmt: skip


def spreads(data: SurveyData) -> Exhibit:
    """Lowest and highest municipality of each question: question, lowest, highest, difference_pct, difference_pp."""

    return made_table(
        data, "k21-survey-spaend", "Laveste og højeste kommune i spørgeskemaet", spread_rows,
        "Kommunens gennemsnit af respondenter; forskel = højeste i forhold til laveste. Kilde: K21 4.2-4.4.",
        {
            "label": Column("Emne"), "scale": Column("Enhed"), "lowest": Column("Laveste", "decimal", 1),
            "highest": Column("Højeste", "decimal", 1), "difference_pct": Column("Forskel", "percent"),
            "difference_pp": Column("Procentpoint", "decimal", 0),
        },
    )  # fmt: skip


def spread_rows(data: SurveyData) -> pd.DataFrame:
    """The rows of `spreads`; points are printed for shares, percent for means, the other reading has no meaning."""
    rows = []
    for question, (label, scale) in SPREADS.items():
        means = municipality_means(data.df_by_respondent, question, question not in AS_ANSWERED)
        rows.append((question, label, scale, means.min(), means.max(), spread_pct(means), spread_points(means)))
    columns = ["question", "label", "scale", "lowest", "highest", "difference_pct", "difference_pp"]
    df = pd.DataFrame(rows, columns=columns)
    in_points = df["scale"] == "pct."
    return df.assign(
        difference_pct=df["difference_pct"].mask(in_points), difference_pp=df["difference_pp"].where(in_points)
    )


def belief_differences(data: SurveyData) -> Exhibit:
    """How many percent belief is higher at high than at low knowledge: item, label, difference_pct."""

    def make(given: SurveyData) -> pd.DataFrame:
        means = belief_means(given).set_index(["item", "label", "knowledge"])["mean_1_5"].unstack()
        difference = 100 * (means["høj"] / means["lav"] - 1)
        return difference.rename("difference_pct").reset_index()

    return made_table(
        data, "k21-figur-19-forskelle", "Tro på borger: høj mod lav viden om HKO", make,
        "Forskel mellem de vægtede gennemsnit i figur 19. Kilde: K21 4.4, l.2730.",
        {"label": Column("Handicap"), "difference_pct": Column("Forskel", "percent")},
    )  # fmt: skip
