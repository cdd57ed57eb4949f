"""Figures 36–42: scatter plots over the 98 municipalities, and shares by rammevilkår and size (K21 7.1.3–7.1.4)."""

import pandas as pd
from matplotlib.figure import Figure

from utils.chapters.common import (
    BASES,
    NOBODY,
    OUTCOMES,
    absent,
    chosen_schemes,
    empty,
    in_order,
    listed,
    p_words,
    share_figure,
    unavailable,
)
from utils.chapters.framework_conditions import model_frame
from utils.frames import Frames
from utils.measures.bands import FRAMEWORK_BANDS, SIZE_BANDS
from utils.measures.hours import share_pct
from utils.publish import figures
from utils.publish.exhibit import Exhibit
from utils.publish.formats import number, percent
from utils.statistics.regression import LEVEL, least_squares, shortage

NAMES = {
    "usage_rate": "Anvendelsesgrad (bevillinger pr. 100 indbyggere)",
    "increased_hours": "Øgede løntimer, pct.",
    "recruitment_degree": "Rekrutteringsgrad, pct.",
}
PLAIN = {"usage_rate": "anvendelsesgrad", "increased_hours": "andel med øgede løntimer",
         "recruitment_degree": "rekrutteringsgrad"}  # fmt: skip
BANDS = {
    "framework_band": (FRAMEWORK_BANDS, {"increased": "39", "retained": "40"}, "rammevilkår"),
    "size_band": (SIZE_BANDS, {"increased": "41", "retained": "42"}, "kommunestørrelse"),
}


def usage_and_hours(
    data: Frames, ordning: str = "begge", anvendelsesgrad: str = "to_aar", usikkerhed: str = "HC3"
) -> Exhibit:
    """Figur 36: usage rate against increased hours."""
    return _scatter(
        data,
        "36",
        "Anvendelsesgrad og øgede løntimer",
        "usage_rate",
        "increased_hours",
        {ordning: model_frame(data, ordning, anvendelsesgrad)},
        usikkerhed,
    )


def recruitment_and_hours(data: Frames, ordning: str = "begge", usikkerhed: str = "HC3") -> Exhibit:
    """Figur 37: recruitment degree against increased hours, a panel a scheme."""
    frames = {scheme: model_frame(data, scheme, "to_aar") for scheme in chosen_schemes(ordning)}
    return _scatter(
        data, "37", "Rekrutteringsgrad og øgede løntimer", "recruitment_degree", "increased_hours", frames, usikkerhed
    )


def usage_and_recruitment(
    data: Frames, ordning: str = "begge", anvendelsesgrad: str = "to_aar", usikkerhed: str = "HC3"
) -> Exhibit:
    """Figur 38: usage rate against recruitment degree."""
    return _scatter(
        data,
        "38",
        "Anvendelsesgrad og rekrutteringsgrad",
        "usage_rate",
        "recruitment_degree",
        {ordning: model_frame(data, ordning, anvendelsesgrad)},
        usikkerhed,
    )


def _scatter(
    data: Frames, figure: str, title: str, x: str, y: str, frames: dict[str, pd.DataFrame], usikkerhed: str
) -> Exhibit:
    """A panel a scheme, or one; a scheme with too few municipalities for its line is left out and named."""
    exhibit_id, title = f"k21-figur-{figure}", f"Figur {figure}. {title}"
    asked = {scheme if scheme in ("PA", "HM") else "PA+HM": frame for scheme, frame in frames.items()}
    short = {scheme: reason for scheme, frame in asked.items() if (reason := shortage(frame, y, [x]))}
    not_shown = "".join(f" {scheme} vises ikke: {reason}." for scheme, reason in short.items())
    panels = {scheme: frame for scheme, frame in asked.items() if scheme not in short}
    if not panels:
        return empty(exhibit_id, title, data, f"Linjen kan ikke beregnes.{not_shown}")
    df = pd.concat([frame[["code", "name", x, y]].assign(scheme=scheme) for scheme, frame in panels.items()])
    df = df.dropna().reset_index(drop=True)
    fits = {scheme: least_squares(frame, y, [x], usikkerhed) for scheme, frame in panels.items()}
    panel = "scheme" if len(asked) > 1 else None
    lines = {
        scheme if panel else "": (fit["coefficient"].iloc[0], fit["coefficient"].iloc[1])
        for scheme, fit in fits.items()
    }

    def draw(rows: pd.DataFrame) -> Figure:
        """Two measures against each other, a dot a municipality."""
        # The ends of the axes carry their names, and the highest dot.
        ordered = [*rows.sort_values(x, kind="stable")["name"], *rows.sort_values(y, kind="stable")["name"].tail(1)]
        return figures.scatter(
            rows,
            x,
            y,
            x_title=NAMES[x],
            y_title=NAMES[y],
            panel=panel,
            lines=lines,
            name="name",
            labels=[ordered[0], *ordered[-3:]],
            x_decimals=1 if x == "usage_rate" else 0,
        )

    return Exhibit(
        exhibit_id, title, df.rename(columns={x: f"{x}_pct", y: f"{y}_pct"}), data.status,
        f"Hver prik er en kommune: {_municipalities(fits)}. Linjen er lineær regression, hver kommune tæller ens "
        f"({usikkerhed}).{not_shown} Kilde: K21 7.1.3, figur {figure} (kun retningen er trykt).",
        alt=" ".join(_finding(scheme, fit, x, y) for scheme, fit in fits.items()),
        draw=lambda rows: draw(rows.rename(columns={f"{x}_pct": x, f"{y}_pct": y})),
    )  # fmt: skip


def _municipalities(fits: dict[str, pd.DataFrame]) -> str:
    return listed([f"N = {number(fit['n_municipalities'].iloc[0])} ({scheme})" for scheme, fit in fits.items()])


def _finding(scheme: str, fit: pd.DataFrame, x: str, y: str) -> str:
    slope = fit.iloc[1]
    axes = f"{PLAIN[x]} og {PLAIN[y]}"
    if pd.isna(slope["p_value"]):
        return f"{scheme}: om der er en sammenhæng mellem {axes}, kan ikke afgøres."
    if slope["p_value"] >= LEVEL:
        return f"{scheme}: ingen sikker sammenhæng mellem {axes} ({p_words(slope['p_value'])})."
    direction = "højere" if slope["coefficient"] > 0 else "lavere"
    return (
        f"{scheme}: jo højere {PLAIN[x]}, des {direction} {PLAIN[y]} (hældning {number(slope['coefficient'], 2)}, "
        f"{p_words(slope['p_value'])})."
    )


def share_by_band(data: Frames, outcome: str, column: str, ordning: str = "begge") -> Exhibit:
    """Figures 39–42: scheme, band, number, persons, share and Wilson interval over all municipalities."""
    order, figure_numbers, heading = BANDS[column]
    figure, (words, value) = figure_numbers[outcome], OUTCOMES[outcome]
    exhibit_id, title = f"k21-figur-{figure}", f"Figur {figure}. Andel {words} efter {heading}"
    registers = ("municipality_conditions",) if column == "framework_band" else ()
    if absent(data, registers):
        return unavailable(exhibit_id, title, data, registers)
    schemes = chosen_schemes(ordning)
    bands = data.df_by_municipality.set_index("code")[column].astype(str)
    persons = data.df_by_person_scheme[data.df_by_person_scheme["scheme"].isin(schemes)]
    persons = persons.assign(**{column: persons["municipality"].map(bands)}).dropna(subset=[column])
    df = in_order(in_order(share_pct(persons, outcome, ["scheme", column]), column, order), "scheme", schemes)
    if df.empty:
        return empty(exhibit_id, title, data, f"{NOBODY} ({listed(schemes)}).")
    represented = number(persons.loc[persons[outcome].notna(), "municipality"].nunique())
    banded = number(data.df_by_municipality[column].notna().sum())
    counts = listed(
        [f"N = {number(rows['persons'].sum())} ({scheme})" for scheme, rows in df.groupby("scheme", sort=False)]
    )

    shares = "; ".join(
        f"{scheme}: " + listed([f"{percent(row[value])} ({row[column]})" for _, row in rows.iterrows()])
        for scheme, rows in df.groupby("scheme", sort=False)
    )
    return Exhibit(
        exhibit_id, title, df, data.status,
        f"{BASES[outcome]}; borgere lagt sammen over {represented} af {banded} kommuner. {counts}. "
        "95 pct.-intervaller (Wilson). Rapportens "
        f"noter til figur 40 og 42 nævner 20 kommuner. Kilde: K21 7.1.4, figur {figure}.",
        alt=f"Andel {words}. {shares}.", draw=share_figure(outcome, column, value),
    )  # fmt: skip
