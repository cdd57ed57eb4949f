"""Typologies and paid hours: K21 7.1.1, figures 32–35. Descriptive; the report itself draws no causal conclusion."""

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from utils.chapters.common import (
    BASES,
    NOBODY,
    ORGANISATIONS,
    OUTCOMES,
    SCHEME_NAMES,
    STRATEGIES,
    absent,
    chosen_schemes,
    empty,
    in_order,
    listed,
    share_figure,
    unavailable,
)
from utils.errors import HkoError
from utils.frames import Frames
from utils.measures.hours import share_pct
from utils.publish import figures
from utils.publish.exhibit import Column, Exhibit
from utils.publish.formats import interval, number, percent
from utils.statistics.permutation import Permutation, hindrance, largest_difference, permuted

DIVISIONS = {"strategi": ("strategy", STRATEGIES), "organisering": ("organisation", ORGANISATIONS)}
FIGURES = {
    ("strategi", "increased"): "32",
    ("strategi", "retained"): "33",
    ("organisering", "increased"): "34",
    ("organisering", "retained"): "35",
}
HEADINGS = {"strategi": "strategi", "organisering": "organisering af nøglepersonordningen"}
REGISTERS = ("municipality_types",)
NO_CASES = f"{NOBODY}: ingen fra casekommunerne i den valgte ordning."
CAVEAT = "Beskrivende: rapporten kan ikke sige, hvad der var sket uden ordningen (K21 7)."


def division(inddeling: str) -> tuple[str, tuple[str, ...]]:
    """Column and types of a division of the 20 case municipalities."""
    if inddeling not in DIVISIONS:
        raise HkoError(f"inddeling={inddeling!r}: vælg en af {', '.join(DIVISIONS)}.")
    return DIVISIONS[inddeling]


def case_persons(data: Frames, inddeling: str, ordning: str) -> pd.DataFrame:
    """df_by_person_scheme of the case municipalities with the type of the municipality."""
    column, _ = division(inddeling)
    types = data.df_by_municipality.set_index("code")[column].dropna()
    df = data.df_by_person_scheme[data.df_by_person_scheme["scheme"].isin(chosen_schemes(ordning))]
    return df.assign(**{column: df["municipality"].map(types)}).dropna(subset=[column])


def share_by_type(data: Frames, outcome: str, inddeling: str, ordning: str = "begge") -> Exhibit:
    """Figures 32–35: scheme, type, number, persons, share and Wilson interval; persons pooled within a type."""
    column, order = division(inddeling)
    figure = FIGURES[inddeling, outcome]
    words, value = OUTCOMES[outcome]
    exhibit_id, title = f"k21-figur-{figure}", f"Figur {figure}. Andel {words} efter {HEADINGS[inddeling]}"
    if absent(data, REGISTERS):
        return unavailable(exhibit_id, title, data, REGISTERS)
    persons = case_persons(data, inddeling, ordning)
    df = in_order(share_pct(persons, outcome, ["scheme", column]), column, order)
    if df.empty:
        return empty(exhibit_id, title, data, NO_CASES)
    df = in_order(df, "scheme", chosen_schemes(ordning))
    cases = persons.loc[persons[outcome].notna(), "municipality"].nunique()
    note = (
        f"{BASES[outcome]}; borgere lagt sammen inden for en type. {_persons(df)}, "
        f"{number(cases)} {'casekommune' if cases == 1 else 'casekommuner'}, 2018–2019. "
        f"95 pct.-intervaller (Wilson) regner borgerne som uafhængige. {CAVEAT} Kilde: K21 7.1.1, figur {figure}."
    )

    draw = share_figure(outcome, column, value)
    return Exhibit(exhibit_id, title, df, data.status, note, alt=_alt(df, column, value, words), draw=draw)


def _persons(df: pd.DataFrame) -> str:
    persons = df.groupby("scheme", sort=False)["persons"].sum()
    return "N = " + listed([f"{number(count)} ({scheme})" for scheme, count in persons.items()])


def _alt(df: pd.DataFrame, column: str, value: str, words: str) -> str:
    parts = []
    for scheme, rows in df.groupby("scheme", sort=False):
        shares = listed([f"{percent(row[value])} ({row[column]})" for _, row in rows.iterrows()])
        parts.append(f"{SCHEME_NAMES[str(scheme)]}: {shares}")
    return f"Andel {words}. {'; '.join(parts).capitalize()}.{_overlap(df)}"


def _overlap(df: pd.DataFrame) -> str:
    """Whether the intervals of the types overlap, scheme by scheme; a type alone has nothing to overlap."""
    compared = {str(scheme): rows for scheme, rows in df.groupby("scheme", sort=False) if len(rows) > 1}
    apart = [scheme for scheme, rows in compared.items() if rows["lower_pct"].max() > rows["upper_pct"].min()]
    if apart:
        return f" Intervallerne overlapper ikke alle for {listed(apart)}."
    return f" Intervallerne overlapper for {listed(list(compared))}." if compared else ""


def differences(data: Frames, outcome: str, inddeling: str) -> Exhibit:
    """Differences between types in percentage points, first type minus each other: scheme, comparison, difference_pp."""
    column, order = division(inddeling)
    figure = FIGURES[inddeling, outcome]
    words, value = OUTCOMES[outcome]
    exhibit_id, title = f"k21-figur-{figure}-forskelle", f"Forskelle i andel {words} mellem typer (figur {figure})"
    if absent(data, REGISTERS):
        return unavailable(exhibit_id, title, data, REGISTERS)
    shares = share_pct(case_persons(data, inddeling, "begge"), outcome, ["scheme", column])
    wide = shares.pivot(index="scheme", columns=column, values=value).reindex(index=["PA", "HM"], columns=list(order))
    if wide.notna().sum(axis=1).max() < 2:
        return empty(exhibit_id, title, data, "Der skal være borgere i mindst to typer for at sammenligne.")
    pairs = [(first, second) for i, first in enumerate(order) for second in order[i + 1 :]]
    rows = [
        {"scheme": scheme, "comparison": f"{first} minus {second}",
         "difference_pp": wide.loc[scheme, first] - wide.loc[scheme, second]}
        for scheme in ("PA", "HM") for first, second in pairs
    ]  # fmt: skip
    return Exhibit(
        exhibit_id, title, pd.DataFrame(rows), data.status,
        f"Forskel i procentpoint mellem de uafrundede andele. Kilde: K21 7.1.1, figur {figure}.",
        columns={"scheme": Column("Ordning"), "comparison": Column("Sammenligning"),
                 "difference_pp": Column("Forskel, procentpoint", "decimal", 1)},
    )  # fmt: skip


def permutation_test(data: Frames, inddeling: str) -> Exhibit:
    """Permutation over the case municipalities with persons, a row a scheme and outcome.

    municipalities, persons, largest_difference_pp (largest minus smallest pooled share of a type, percentage
    points), p_value, p_standard_error (Monte Carlo), assignments, draws (0: all assignments); difference and
    p_value are missing where only one type has persons.
    """
    column, order = division(inddeling)
    exhibit_id = f"k21-typologier-permutation-{inddeling}"
    title = f"Kan forskellene mellem typerne være tilfældige? ({HEADINGS[inddeling]})"
    if absent(data, REGISTERS):
        return unavailable(exhibit_id, title, data, REGISTERS)
    of_type = data.df_by_municipality.dropna(subset=[column])
    cases = of_type[of_type["code"].isin(case_persons(data, inddeling, "begge")["municipality"])]
    types = cases[column].to_numpy(str)
    reason = hindrance(types)
    if reason:
        return empty(exhibit_id, title, data, reason)
    names = [(scheme, outcome) for scheme in ("PA", "HM") for outcome in OUTCOMES]
    columns = [_municipal(data, cases["code"], *name) for name in names]
    events = pd.concat([events for events, _ in columns], axis=1).to_numpy(float)
    persons = pd.concat([persons for _, persons in columns], axis=1).to_numpy(float)
    found = permuted(events, persons, types)
    largest_pp = 100 * largest_difference(events, persons, types)
    df = pd.DataFrame({
        "scheme": [scheme for scheme, _ in names],
        "outcome": [OUTCOMES[outcome][0] for _, outcome in names],
        "municipalities": len(cases), "persons": persons.sum(axis=0).astype(int), "largest_difference_pp": largest_pp,
        "p_value": np.where(np.isnan(largest_pp), np.nan, found.p_values),
        "p_standard_error": found.standard_errors, "assignments": found.ways, "draws": found.draws,
    })  # fmt: skip
    sizes = listed([f"{(types == name).sum()} {name}" for name in order if name in types])
    note = (
        f"Andelen af {_looked_at(found)} måder at fordele typerne ({sizes}) på de samme kommuner, der giver "
        "mindst lige så stor forskel mellem den højeste og den laveste type som den fundne. Det er "
        "kommunerne, der byttes om på, ikke borgerne: under 0,05 ville en forskel være svær at forklare med "
        "tilfældigheder. Største forskel: højeste minus laveste andel af en type. Kilde: egen beregning."
    )
    return Exhibit(
        exhibit_id, title, df, data.status, note,
        columns={"scheme": Column("Ordning"), "outcome": Column("Udfald"), "municipalities": Column("Kommuner", "integer"),
                 "persons": Column("Borgere", "integer"),
                 "largest_difference_pp": Column("Største forskel, procentpoint", "decimal", 1),
                 "p_value": Column("p-værdi", "p_value")},
    )  # fmt: skip


def _looked_at(found: Permutation) -> str:
    if found.draws == 0:
        return f"alle {number(found.ways)}"
    return f"{number(found.draws)} tilfældigt trukne (fejlen på p står i csv-filen) af {number(found.ways)}"


def _municipal(data: Frames, codes: pd.Series, scheme: str, outcome: str) -> tuple[pd.Series, pd.Series]:
    """Number with the outcome and persons in the base, a value a case municipality."""
    of_scheme = data.df_by_person_scheme[data.df_by_person_scheme["scheme"] == scheme]
    share = share_pct(of_scheme, outcome, ["municipality"]).set_index("municipality").reindex(codes)
    return share[outcome].fillna(0), share["persons"].fillna(0)


def municipalities_within_types(data: Frames, inddeling: str, ordning: str = "begge") -> Exhibit:
    """Increased hours of each case municipality by type: the spread that a type's one number hides."""
    column, order = division(inddeling)
    exhibit_id = f"k21-typologier-kommuner-{inddeling}"
    title = f"Øgede løntimer i de enkelte casekommuner efter {HEADINGS[inddeling]}"
    if absent(data, REGISTERS):
        return unavailable(exhibit_id, title, data, REGISTERS)
    names = data.df_by_municipality.set_index("code")["name"]
    persons = case_persons(data, inddeling, ordning)
    shares = share_pct(persons, "increased", ["municipality", column])
    if shares.empty:
        return empty(exhibit_id, title, data, NO_CASES)
    df = in_order(shares, column, order, ["increased_hours_pct"]).assign(
        name=lambda rows: rows["municipality"].map(names)
    )
    spread = df.groupby(column, sort=False)["increased_hours_pct"].agg(["min", "max", "size"]).reindex(order)
    spread = spread[spread["size"] > 1]
    spans = listed([f"{interval(row['min'], row['max'])} pct. ({name})" for name, row in spread.iterrows()])
    note = (
        f"{BASES['increased']}; {SCHEME_NAMES['PA+HM' if ordning == 'begge' else ordning]}. N = "
        f"{number(df['persons'].sum())} borgere. Typen for den enkelte kommune er ikke offentliggjort; her er den "
        "et input. 95 pct.-intervaller (Wilson)."
    )

    def draw(rows: pd.DataFrame) -> Figure:
        return figures.dots(rows, "name", "increased_hours_pct", lower="lower_pct", upper="upper_pct", panel=column,
                            value_title="Andel med øgede løntimer, pct.", decimals=0)  # fmt: skip

    alt = (
        f"Inden for typerne spænder kommunerne: {spans}."
        if spans
        else "Ingen type har mere end én kommune med borgere."
    )
    return Exhibit(exhibit_id, title, df, data.status, note, draw=draw, alt=alt)


def study_population(data: Frames) -> Exhibit:
    """K21 l.5215–5220: persons, unknown baseline, population, with hours, with known municipality, per scheme."""
    df_by_person_scheme = data.df_by_person_scheme.assign(
        unknown=lambda df: df["baseline_hours"].isna(),
        with_hours=lambda df: df["baseline_hours"] > 0,
        placed=lambda df: df["baseline_hours"].notna() & df["municipality"].notna(),
    )
    grouped = df_by_person_scheme.groupby("scheme")
    df = pd.DataFrame(
        {
            "persons": grouped.size(),
            "baseline_unknown": grouped["unknown"].sum(),
            "with_hours": grouped["with_hours"].sum(),
            "population_with_municipality": grouped["placed"].sum(),
        }
    ).reset_index()
    df["population"] = df["persons"] - df["baseline_unknown"]
    df["with_hours_pct"] = 100 * df["with_hours"] / df["population"]
    df["without_municipality"] = df["population"] - df["population_with_municipality"]
    return Exhibit(
        "k21-befolkning", "Hvem indgår? Borgere med bevilling 2018–2019",
        in_order(df, "scheme", ("PA", "HM")), data.status,
        "Borgerens første bevilling i ordningen. Ukendt udgangspunkt: et job uden kendte timer måneden før, eller en "
        "borger eller måned, der ikke er i DREAM; de udgår. "
        "K21 skriver 5.018 for PA både som hele populationen og som de 77 pct. med løntimer; det kan ikke begge være "
        "rigtigt, og her er det de 77 pct. Kilde: K21 7, l.5215–5220.",
        columns={"scheme": Column("Ordning"), "persons": Column("Borgere", "integer"),
                 "baseline_unknown": Column("Ukendt udgangspunkt", "integer"),
                 "population": Column("Population", "integer"), "with_hours": Column("Med løntimer før", "integer"),
                 "with_hours_pct": Column("Med løntimer før", "percent"),
                 "population_with_municipality": Column("Med kendt kommune", "integer")},
    )  # fmt: skip
