"""What the numbers of the staff survey rest on: tests against groupings, and other answers to who stayed away."""

import pandas as pd

from utils.chapters.common import QUALITY, listed
from utils.chapters.survey_bases import SHARE_COLUMNS, correction_note, design_of, first_answer_rows, first_shares
from utils.chapters.survey_respondents import rates_and_weights
from utils.chapters.survey_shares import (
    MUNICIPAL_GROUPINGS,
    SurveyData,
    groupings,
    inhabitants,
    made_figure,
    made_table,
    missing_groupings,
)
from utils.measures.survey import PLAIN_ANSWERS, categorised, knowledge_level, seniority_band, survey_items
from utils.publish import figures
from utils.publish.exhibit import Column, Exhibit
from utils.publish.formats import percentage_points
from utils.statistics.group_comparison import holm, smallest_group
from utils.statistics.regression import LEVEL
from utils.statistics.survey_calibration import calibrated_shares, composition
from utils.statistics.survey_design import SurveyDesign, by_staff, staff_behind
from utils.statistics.survey_tests import MUNICIPALITIES_DRAWN, MUNICIPALITIES_GIVEN, independence
from utils.statistics.weighting import population_weights

# The questions that are one item each, and the knowledge of the schemes as Figur 19 groups it.
TESTED = ("q12", "q14", "q15", "q16", "q17", "q21")
KNOWLEDGE = "Viden om HKO (lav, middel, høj)"
GROUPINGS = ("strategi", "organisering", "anciennitet", "stilling")
DIFFERENT, NOT_DIFFERENT, CANNOT_TELL = "forskel", "ingen påvist forskel", "kan ikke afgøres"
DEFAULT = "som i rapporten"
WITHOUT = "uden kommuner, der skiller sig ud"
BY_STAFF = "kommuner efter medarbejdere"
POST_STRATIFIED = "efterstratificeret"
RAKED = "raket"
KEY_ITEMS = ("q08_pa", "q08_hm", *TESTED, "q19", "q20")
SOURCE = "Kilde: egen beregning; vægte efter K21 9.4.1, besvarelsesprocenter og sammensætning efter 9.4."


def group_tests(data: SurveyData) -> Exhibit:
    """Rao–Scott tests of key questions against strategy, organisation, seniority and position.

    question, label, grouping, groups, smallest_group_n, smallest_group_municipalities, n, weighted_n, f, df_numerator,
    df_denominator, p_value (municipalities given), p_municipalities (municipalities drawn), p_holm, verdict. What is
    about municipalities is missing for groupings of respondents.
    """
    return made_table(
        data, "k21-surveyusikkerhed-test", "Svarer grupperne forskelligt?", group_test_rows,
        "Rao-Scott-test (F, anden orden) af, om svarene er uafhængige af inddelingen, vægtet efter indbyggertal 4. kvartal "
        "2019; «ved ikke» er ude. «Disse kommuner»: kommunerne er givet, og kun hvem der svarede, er tilfældigt; testen "
        "handler da om netop disse jobcentre. Strategi og organisering er kommunens, ikke medarbejderens; om typerne "
        "som sådan kan kun siges, når kommunerne selv regnes som et udsnit af klynger, og det er «Kommuner som udsnit». "
        "Dommen følger den for strategi og organisering, ellers «Disse kommuner», efter Holms rettelse for alle tabellens "
        f"test (5 pct.). Har den mindste gruppe under {smallest_group()} kommuner, fældes ingen dom: to eller tre kommuner kan "
        f"afvige af hundrede andre grunde end deres type.{missing_groupings(data)}{correction_note(data)} {SOURCE}",
        {
            "label": Column("Spørgsmål"), "grouping": Column("Inddeling"), "verdict": Column("Dom"),
            "p_holm": Column("p efter Holm", "p_value"), "p_value": Column("p, disse kommuner", "p_value"),
            "p_municipalities": Column("p, kommuner som udsnit", "p_value"),
            "smallest_group_municipalities": Column("Kommuner i mindste gruppe", "integer"),
            "n": Column("Svar (n)", "integer"), "weighted_n": Column("Vægtet n", "integer"),
        },
    )  # fmt: skip


def group_test_rows(data: SurveyData) -> pd.DataFrame:
    """The rows of `group_tests`; a grouping that the extract does not know is left out."""
    df, design, found = data.df_by_respondent, design_of(data), groupings(data)
    labels = survey_items().set_index("item")["label"]
    questions = {item: (labels[item], categorised(df, item)) for item in TESTED}
    questions["q08"] = (KNOWLEDGE, knowledge_level(df))
    rows = [
        {"question": question, "label": label, "grouping": name} | _test(design, df["q01"], answers, found[name], name)
        for question, (label, answers) in questions.items()
        for name in GROUPINGS
        if name in found and (answers.notna() & found[name].notna()).any()
    ]
    return _judged(pd.DataFrame(rows)) if rows else pd.DataFrame()


def _test(
    design: SurveyDesign, codes: pd.Series, answers: pd.Series, group: pd.Series, grouping: str
) -> dict[str, float]:
    base = pd.DataFrame({"q01": codes, "answer": answers, "group": group.astype(object)}).dropna()
    by_group = base.groupby("group")["q01"]
    row = {
        "groups": by_group.ngroups, "smallest_group_n": int(by_group.size().min()),
        "smallest_group_municipalities": float("nan"), "n": len(base),
        "weighted_n": staff_behind(design, base["q01"]).sum(), **independence(design, base, MUNICIPALITIES_GIVEN),
        "p_municipalities": float("nan"),
    }  # fmt: skip
    if grouping in MUNICIPAL_GROUPINGS:
        row["smallest_group_municipalities"] = int(by_group.nunique().min())
        row["p_municipalities"] = independence(design, base, MUNICIPALITIES_DRAWN)["p_value"]
    return row


def _judged(df_by_test: pd.DataFrame) -> pd.DataFrame:
    """The tests with Holm's correction over all of them and the verdict."""
    of_municipalities = df_by_test["grouping"].isin(MUNICIPAL_GROUPINGS)
    p_holm = holm(df_by_test["p_municipalities"].where(of_municipalities, df_by_test["p_value"]))
    few = df_by_test["smallest_group_municipalities"] < smallest_group()
    verdict = (p_holm < LEVEL).map({True: DIFFERENT, False: NOT_DIFFERENT})
    return df_by_test.assign(p_holm=p_holm, verdict=verdict.mask(few | p_holm.isna(), CANNOT_TELL))


def sensitivity(data: SurveyData) -> Exhibit:
    """How far other answers to the non-response move the headline shares.

    scenario, item, label, answer, share_pct, standard_error_pp, lower_pct, upper_pct, n, weighted_n, n_municipalities,
    difference_pp (to the scenario «som i rapporten»), quality.
    """
    return made_figure(
        data, "k21-surveyusikkerhed-bortfald", "Flytter bortfaldet hovedtallene?", sensitivity_rows,
        f"Forskel i procentpoint til det vægtede tal. {scenario_note(data)} {SOURCE}",
        _largest_move,
        lambda df: figures.dots(df[df["scenario"] != DEFAULT], "label", "difference_pp", group="scenario", reference=0.0,
                                sort=False, decimals=0, value_title="Procentpoint mere end det vægtede tal"),
    )  # fmt: skip


def key_sensitivity(data: SurveyData) -> Exhibit:
    """The rows of `sensitivity` for the key questions, with interval."""

    def make(given: SurveyData) -> pd.DataFrame:
        df = sensitivity_rows(given, KEY_ITEMS)
        return df.sort_values("item", key=lambda items: items.map(KEY_ITEMS.index), kind="stable", ignore_index=True)

    return made_table(
        data, "k21-surveyusikkerhed-bortfald-hovedtal", "Nøgletal under andre svar på bortfaldet", make,
        f"Andelen, der svarer i den høje ende (enig, gode, ja). {scenario_note(data)} {SOURCE}",
        {
            "label": Column("Emne"), "scenario": Column("Beregning"), **SHARE_COLUMNS,
            "difference_pp": Column("Forskel, procentpoint", "decimal", 1), "n": Column("Svar (n)", "integer"),
            "weighted_n": Column("Vægtet n", "integer"), "n_municipalities": Column("Kommuner", "integer"), **QUALITY,
        },
    )  # fmt: skip


def sensitivity_rows(data: SurveyData, items: tuple[str, ...] | None = None) -> pd.DataFrame:
    """The rows of `sensitivity`, of all headline items or those named: an item's scenarios one after another."""
    df = first_answer_rows(data)
    df = df if items is None else df[df["item"].isin(items)]
    if df.empty:
        return pd.DataFrame()
    design, outstanding = design_of(data), _outstanding(data)
    parts = [first_shares(design, df, DEFAULT)]
    if outstanding and len(outstanding) < df["q01"].nunique():
        parts.append(first_shares(design, df[~df["q01"].isin(outstanding)], WITHOUT))
    if (design.fraction[df["q01"].unique()] > 0).all():
        parts.append(first_shares(by_staff(design, data.df_by_municipality), df, BY_STAFF))
    parts += [_calibrated(data, design, df, scenario) for scenario in (POST_STRATIFIED, RAKED)]
    found = pd.concat(parts)
    default = parts[0].set_index("item")["share_pct"]
    found["difference_pp"] = found["share_pct"] - found["item"].map(default)
    order = {item: place for place, item in enumerate(default.index)}
    found = found.sort_values("item", key=lambda given: given.map(order), kind="stable", ignore_index=True)
    return found[["scenario", "item", "label", "answer", "share_pct", "standard_error_pp", "lower_pct", "upper_pct", "n",
                  "weighted_n", "n_municipalities", "difference_pp", "quality"]]  # fmt: skip


def margins(data: SurveyData, scenario: str) -> dict[str, pd.Series]:
    """What a scenario holds fixed: seniority as of all respondents; raked also position, and the weights of 9.4.1."""
    df = data.df_by_respondent
    seniority = {"seniority": composition(seniority_band(df["q04"]))}
    if scenario == POST_STRATIFIED:
        return seniority
    weights = population_weights(inhabitants(data).loc[sorted(df["q01"].unique())])
    return {"q01": weights} | seniority | {"position": composition(df["q02"].map(PLAIN_ANSWERS["q02"]))}


def _calibrated(data: SurveyData, design: SurveyDesign, df_by_answer: pd.DataFrame, scenario: str) -> pd.DataFrame:
    """The first shares with the margins of a scenario, an item at a time; an item that cannot meet them is left out."""
    df, fixed = data.df_by_respondent, margins(data, scenario)
    kinds = pd.DataFrame({"seniority": seniority_band(df["q04"]), "position": df["q02"].map(PLAIN_ANSWERS["q02"])})
    parts = []
    for (item, label, first), base in df_by_answer.groupby(["item", "label", "first"], sort=False):
        found = calibrated_shares(design, base.join(kinds, on="respondent"), fixed)
        found = found[found["answer"] == "ja"]
        parts.append(found.assign(scenario=scenario, item=item, label=label, answer=first))
    return pd.concat(parts)


def _outstanding(data: SurveyData) -> list[int]:
    """Codes of the municipalities whose response rate stands out, as the table of response rates says."""
    df = rates_and_weights(data)
    return df.loc[df["stands_out"].fillna(0) == 1, "code"].tolist()


def scenario_note(data: SurveyData) -> str:
    """What each scenario does, what it can and cannot correct, and which ones the extract cannot give."""
    if data.df_by_respondent.empty:
        return ""
    names = data.df_by_municipality.set_index("code")["name"]
    outstanding, design = _outstanding(data), design_of(data)
    known = (design.fraction[data.df_by_respondent["q01"].unique()] > 0).all()
    left_out = (
        f"Uden {listed(names.loc[outstanding].tolist())}, hvis besvarelsesprocent skiller sig ud: vægtene er fordelt på "
        "ny over de andre."
        if outstanding
        else "Ingen kommunes besvarelsesprocent skiller sig ud, eller den er ukendt, så den beregning er ikke med."
    )
    staff = (
        "Kommuner efter medarbejdere: de tæller efter antal medarbejdere i stedet for indbyggere, så hvert svar vejer "
        "som det antal medarbejdere, det står for."
        if known
        else "Antallet af medarbejdere er ikke kendt i alle kommuner, så vægtning efter det er ikke med."
    )
    return (
        f"{left_out} {staff} Efterstratificeret: vægtene er rettet, så anciennitetens fire grupper fylder som blandt alle "
        "respondenter. Raket: det samme for anciennitet, stilling og kommunernes indbyggertal på én gang. "
        "Rapporten trykker kun respondenternes sammensætning, ikke medarbejdernes: rettelsen fjerner, at de store "
        "kommuner med få svar har en anden sammensætning end resten, men ikke, at de, der svarede, kan være "
        f"andre end de, der lod være. «Ved ikke» er ude i alle beregninger; et emne, hvor ingen vægte kan opfylde "
        f"sammensætningen, mangler.{correction_note(data)}"
    )


def _largest_move(df_by_estimate: pd.DataFrame) -> str:
    moved = df_by_estimate[df_by_estimate["scenario"] != DEFAULT]
    size = moved["difference_pp"].abs()
    row = moved.loc[size.idxmax()]
    return (
        f"Tallene flytter sig i midten {percentage_points(size.median(), 1)}; mest flytter {row['label']} sig "
        f"({row['scenario']}: {percentage_points(row['difference_pp'], 1)})."
    )
