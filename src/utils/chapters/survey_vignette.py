"""The vignette "Hanne" of K21 4.4: four benefits handed out at random, and two questions about her chances."""

from collections.abc import Callable

import numpy as np
import pandas as pd

from utils.chapters.survey_figures import vignette_shares
from utils.chapters.survey_shares import SurveyData, groupings, in_order, made_table
from utils.measures.survey import PLAIN_ANSWERS, categorised
from utils.publish.exhibit import Column, Exhibit

ARMS = {
    "kontanthjælp": ("social_assistance", "Kontanthjælp"),
    "a-dagpenge": ("unemployment_benefit", "A-dagpenge"),
    "sygedagpenge": ("sickness_benefit", "Sygedagpenge"),
    "ledighedsydelse": ("flexjob_unemployment_benefit", "Ledighedsydelse"),
}
# The arm that the others are held against.
REFERENCE = next(iter(ARMS))
FEW_ARMS = f"Der skal være svar om Hanne på {REFERENCE} og på mindst én anden ydelse for at sammenligne."
BALANCED = ("alle", "anciennitet", "stilling", "køn", "rammevilkår", "kommunestørrelse")


def arms(data: SurveyData) -> Exhibit:
    """One row an arm: its respondents, the share that says good to each question, and the distance between the two."""
    return made_table(
        data, "k21-hanne-arme", "Hanne: svarpersoner og andele efter ydelse", arm_rows,
        "Vægtede andele, der svarer «gode» (spørgsmål 19: Hannes muligheder for at komme i beskæftigelse inden for et "
        "år) og «i høj grad» (spørgsmål 20: ville mulighederne blive øget med en handicapkompenserende ordning). "
        "Det er to forskellige spørgsmål med hver sin skala: afstanden er en forskel mellem to andele, ikke en "
        "virkning af ordningen, som rapporten læser den (l.2777). «Ved ikke» er ude af hvert spørgsmål for sig; vægtene "
        "er indbyggere 4. kvartal 2019, fordelt på ny over de kommuner, der har svar i gruppen. Kilde: K21 4.4, "
        "l.2737-2795.",
        {
            "arm": Column("Hannes ydelse"), "n_assigned": Column("Fik ydelsen", "integer"),
            "n_municipalities": Column("Kommuner", "integer"),
            "chances_good_pct": Column("Gode muligheder (spm. 19)", "percent"),
            "n_respondents": Column("Svar, spm. 19", "integer"),
            "increased_by_hko_pct": Column("Øget med HKO (spm. 20)", "percent"),
            "increased_by_hko_respondents": Column("Svar, spm. 20", "integer"),
            "difference_pp": Column("Afstand, procentpoint", "decimal", 0),
        },
    )  # fmt: skip


def arm_rows(data: SurveyData) -> pd.DataFrame:
    """The rows of `arms`, in the order of the questionnaire."""
    without, with_hko = (
        df[df["answer"] == "høj"].set_index("arm")
        for df in (vignette_shares(data, question) for question in ("q19", "q20"))
    )
    rows = pd.DataFrame(
        {
            "n_assigned": data.df_by_respondent["arm"].value_counts(),
            "n_municipalities": without["n_municipalities"],
            "chances_good_pct": without["share_pct"],
            "n_respondents": without["n_respondents"],
            "increased_by_hko_pct": with_hko["share_pct"],
            "increased_by_hko_respondents": with_hko["n_respondents"],
            "difference_pp": with_hko["share_pct"] - without["share_pct"],
        }
    )
    return rows.reindex([arm for arm in ARMS if arm in rows.index]).rename_axis("arm").reset_index()


def balance(data: SurveyData) -> Exhibit:
    """How the four arms fall in each group: grouping, group, persons and percent of each arm, n_respondents."""
    names = dict(ARMS.values())
    return made_table(
        data, "k21-hanne-balance", "Hanne: fordeling af de fire ydelser", balance_rows,
        "Pct. af gruppens respondenter, der fik hver ydelse. Er tildelingen tilfældig, ligger hver ydelse om 25 pct. i "
        "hver gruppe; i en gruppe på 100 kan en andel ligge 8-9 procentpoint fra af tilfældighed alene, og i de mindste "
        "kommuner langt mere. Rapporten trykker ikke, hvor mange der fik hver ydelse. Kilde: K21 4.4, l.2734-2737.",
        {
            "grouping": Column("Inddeling"), "group": Column("Gruppe"),
            **{f"{column}_pct": Column(heading, "percent") for column, heading in names.items()},
            "n_respondents": Column("Respondenter", "integer"),
        },
    )  # fmt: skip


def balance_rows(data: SurveyData) -> pd.DataFrame:
    """The rows of `balance`: the groupings, then each municipality."""
    df = data.df_by_respondent
    names = data.df_by_municipality.set_index("code")["name"]
    chosen = {name: group for name, group in groupings(data).items() if name in BALANCED}
    rows = [
        {"grouping": name, "group": value} | _arm_counts(df.loc[group == value, "arm"])
        for name, group in (chosen | {"kommune": df["q01"].map(names)}).items()
        for value in in_order(group)
    ]
    return pd.DataFrame(rows)


def _arm_counts(arm: pd.Series) -> dict[str, float]:
    counts = arm.value_counts()
    row: dict[str, float] = {"n_respondents": len(arm)}
    for name, (column, _) in ARMS.items():
        row[f"{column}_persons"] = int(counts.get(name, 0))
        row[f"{column}_pct"] = 100 * counts.get(name, 0) / len(arm)
    return row


def by_target_group(data: SurveyData) -> Exhibit:
    """Share that says good (q19) by the target group respondents work with and arm: a row a target group."""
    names = dict(ARMS.values())
    return made_table(
        data, "k21-hanne-maalgrupper", "Hanne: gode muligheder efter medarbejderens målgruppe", target_group_rows,
        "Pct. af respondenterne (1:1), der svarer «gode» i spørgsmål 19, efter den målgruppe, de arbejder med (spørgsmål "
        "3), og Hannes ydelse; en streg er ingen svar. Bag de enkelte andele er der få svar (antallet står i csv-filen), "
        "så forskelle mellem målgrupper er usikre. Rapporten finder, at målgruppen ikke påvirker billedet. Kilde: K21 "
        "4.4, l.2752.",
        {
            "target_group": Column("Målgruppe"),
            **{f"{column}_pct": Column(heading, "percent") for column, heading in names.items()},
            "n_respondents": Column("Svar", "integer"),
        },
    )  # fmt: skip


def target_group_rows(data: SurveyData) -> pd.DataFrame:
    """The rows of `by_target_group`; a share without answers is missing."""
    df = data.df_by_respondent
    answers = categorised(df, "q19")
    group = df["q03"].map(PLAIN_ANSWERS["q03"])
    rows = []
    for name in ("alle", *PLAIN_ANSWERS["q03"].values()):
        inside = answers.notna() & ((group == name) | (name == "alle"))
        row: dict[str, object] = {"target_group": name, "n_respondents": int(inside.sum())}
        for arm, (column, _) in ARMS.items():
            given = answers[inside & (df["arm"] == arm)]
            row[f"{column}_pct"] = 100 * (given == "høj").mean() if len(given) else float("nan")
            row[f"{column}_respondents"] = len(given)
        rows.append(row)
    return pd.DataFrame(rows)


def arm_numbers(arm: pd.Series) -> np.ndarray:
    """The arms that occur as whole numbers from 0 in the order of the questionnaire."""
    present = [name for name in ARMS if (arm == name).any()]
    return arm.map({name: place for place, name in enumerate(present)}).to_numpy(int)


def arm_table(
    data: SurveyData, exhibit_id: str, title: str, make: Callable[[SurveyData], pd.DataFrame], note: str,
    columns: dict[str, Column],
) -> Exhibit:  # fmt: skip
    """A table of the arms; one that says so where the arms that it compares have no respondents."""
    present = set() if data.df_by_respondent.empty else set(data.df_by_respondent["arm"].dropna())
    if not data.df_by_respondent.empty and (REFERENCE not in present or len(present & set(ARMS)) < 2):
        return Exhibit(exhibit_id, title, pd.DataFrame(), data.status, FEW_ARMS, columns=columns)
    return made_table(data, exhibit_id, title, make, note, columns)
