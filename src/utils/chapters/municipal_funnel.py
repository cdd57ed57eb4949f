"""Funnel plot of a municipality: its share of increased hours between the limits that chance sets."""

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from utils.chapters.common import SCHEME_NAMES, empty, few, listed
from utils.chapters.municipal_comparison import INCREASED, counts
from utils.chapters.municipality_profile import SCHEMES, municipality
from utils.frames import Frames
from utils.publish import figures
from utils.publish.exhibit import Exhibit
from utils.publish.formats import number, percent
from utils.statistics import funnel
from utils.statistics.quality import graded_wilson_pct
from utils.statistics.shrinkage import FEWEST

LINE_POINTS = 60
OUTSIDE = 1 - funnel.LEVELS[0]


def funnel_plot(data: Frames, kommune: int) -> Exhibit:
    """Increased hours of all municipalities by their persons: one row a scheme and municipality with persons.

    Limits at the municipality's own number: low_/high_95_pct and _998_pct exact, low_/high_widened_95_pct with the
    dispersion phi; p_value exact against the country's share.
    """
    exhibit_id, title = "profil-tragt-oegede-loentimer", "Øgede løntimer i alle kommuner og tilfældighedernes grænser"
    own = str(municipality(data, kommune)["name"])
    parts, lines, left_out = [], [], []
    for scheme in SCHEMES:
        df, count, n = counts(data, INCREASED, scheme)
        df = df[df["n"] > 0]
        if len(df) < FEWEST or count in (0, n):
            left_out.append(scheme)
            continue
        part = _with_limits(df, 100 * count / n).assign(scheme=scheme)
        parts.append(part)
        lines.append(_lines(part).assign(scheme=scheme))
    if not parts:
        return empty(exhibit_id, title, data,
                     f"Under {FEWEST} kommuner har borgere i udtrækket, eller andelen er 0 eller 100 pct. overalt; så er "
                     "der ingen grænser at tegne.")  # fmt: skip
    df, limits = pd.concat(parts, ignore_index=True), pd.concat(lines, ignore_index=True)

    def draw(rows: pd.DataFrame) -> Figure:
        return figures.funnel(
            rows, "n", "share_pct", "country_pct", limits=limits, panel="scheme", name="name", highlight=own,
            x_title="Borgere i kommunen", y_title="Med øgede løntimer, pct.",
        )  # fmt: skip

    return Exhibit(
        exhibit_id, title, df[["scheme", *[column for column in df.columns if column != "scheme"]]], data.status,
        _funnel_note(df, own, left_out), alt=_funnel_alt(df, own), draw=draw,
    )  # fmt: skip


def _with_limits(df: pd.DataFrame, country_pct: float) -> pd.DataFrame:
    count, n = df["count"], df["n"]
    phi = funnel.dispersion(count, n, country_pct)
    df = df.assign(share_pct=100 * count / n, country_pct=country_pct).join(graded_wilson_pct(count, n))
    for level, text in zip(funnel.LEVELS, ("95", "998"), strict=True):
        exact = funnel.limits_pct(n, country_pct, level)
        df[f"low_{text}_pct"], df[f"high_{text}_pct"] = exact["low_pct"], exact["high_pct"]
    widened = funnel.widened_limits_pct(n, country_pct, phi, funnel.LEVELS[0])
    df["low_widened_95_pct"], df["high_widened_95_pct"] = widened["low_pct"], widened["high_pct"]
    return df.assign(p_value=funnel.two_sided_p(count, n, country_pct), phi=phi)


def _lines(df: pd.DataFrame) -> pd.DataFrame:
    """The limits at numbers from the smallest to the largest municipality, evenly on the logarithmic axis."""
    country_pct, phi = df["country_pct"].iloc[0], df["phi"].iloc[0]
    n = pd.Series(np.geomspace(0.8 * df["n"].min(), 1.25 * df["n"].max(), LINE_POINTS))
    first, second = funnel.LEVELS
    kinds = [
        ("95 pct. ved tilfældigheder alene", False, funnel.limits_pct(n, country_pct, first)),
        ("99,8 pct. ved tilfældigheder alene", False, funnel.limits_pct(n, country_pct, second)),
        ("95 pct. med kommunernes spredning", True, funnel.widened_limits_pct(n, country_pct, phi, first)),
    ]
    shown = kinds if phi > 1 else kinds[:2]
    return pd.concat(
        [limits.assign(line=words, dashed=dashed, n=n) for words, dashed, limits in shown], ignore_index=True
    )


def _place(row: pd.Series) -> str:
    """Where a municipality lies, in Danish: "inden for grænserne", "over 95-grænsen, men inden for de stiplede"."""
    if row["p_value"] >= OUTSIDE:
        return "inden for grænserne"
    far = row["p_value"] < 1 - funnel.LEVELS[1]
    side = "over" if row["share_pct"] > row["country_pct"] else "under"
    where = f"{side} {'99,8' if far else '95'}-grænsen"
    if row["phi"] <= 1:
        return where
    within = row["low_widened_95_pct"] <= row["share_pct"] <= row["high_widened_95_pct"]
    return f"{where}, men inden for de stiplede" if within else f"{where} og også uden for de stiplede"


def _funnel_note(df: pd.DataFrame, own: str, left_out: list[str]) -> str:
    spreads, outside = [], []
    for scheme, rows in df.groupby("scheme", sort=False):
        spreads.append(f"{number(rows['phi'].iloc[0], 1)} ({scheme})")
        outside.append(f"{number((rows['p_value'] < OUTSIDE).sum())} af {number(len(rows))} ({scheme})")
    own_rows = df[df["name"] == own]
    sentences = "".join(f" {_own_sentence(row, own)}" for _, row in own_rows.iterrows())
    without = f" {listed(left_out)} er ikke med: for få kommuner, eller andelen er 0 eller 100 pct." if left_out else ""
    here = {scheme: int(own_rows.loc[own_rows["scheme"] == scheme, "n"].sum()) for scheme in df["scheme"].unique()}
    return (
        "Hver prik er en kommune: hvor mange borgere den har med kendt udgangspunkt, og hvor stor en andel der fik flere "
        "løntimer. Jo færre borgere, jo længere flytter tilfældigheder alene andelen fra landets. De fuldt optrukne grænser "
        "er eksakte (binomialfordelingen): uden for ligger en kommune, når så få eller så mange ville være sjældnere end "
        f"2,5 pct. (95-grænsen) eller 0,1 pct. (99,8). Omkring {number(OUTSIDE * len(df) / df['scheme'].nunique())} kommuner "
        f"ville ligge uden for 95-grænsen ved tilfælde; her gør {listed(outside)}. Variansen mellem kommunerne er "
        f"{listed(spreads)} gange den, tilfældigheder giver (φ; de yderste tiendedele af kommunerne trukket ind til de "
        "næste, så enkelte ikke bestemmer den); de stiplede grænser regner med den, når φ er over 1. At "
        f"ligge uden for er et spørgsmål, ikke en dom.{sentences} Definition: K21 7. Kilde: egen beregning.{without}"
        f"{few(here)}"
    )


def _own_sentence(row: pd.Series, own: str) -> str:
    expected = funnel.count_limits(pd.Series([row["n"]]), row["country_pct"], funnel.LEVELS[0]).iloc[0]
    return (
        f"{row['scheme']}: {own} har {number(row['count'])} af {number(row['n'])}; tilfældigheder alene giver "
        f"{number(expected['low_count'])}–{number(expected['high_count'])} (95 pct.)."
    )


def _funnel_alt(df: pd.DataFrame, own: str) -> str:
    findings = []
    for scheme, rows in df.groupby("scheme", sort=False):
        here = rows[rows["name"] == own]
        if here.empty:
            findings.append(f"{SCHEME_NAMES[str(scheme)]}: ingen borgere i {own}")
            continue
        row = here.iloc[0]
        findings.append(
            f"{SCHEME_NAMES[str(scheme)]}: {own} ligger {_place(row)} med {percent(row['share_pct'])} af "
            f"{number(row['n'])}, landet {percent(row['country_pct'])}"
        )
    text = "; ".join(findings).removesuffix(".")
    return f"Øgede løntimer i alle kommuner efter antal borgere. {text[0].upper()}{text[1:]}."
