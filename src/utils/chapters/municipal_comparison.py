"""A municipality's shares beside those of all, shrunken towards what is typical of those like it where it has few."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from utils.chapters.common import empty, few, listed
from utils.chapters.municipality_profile import SCHEMES, municipality
from utils.frames import Frames
from utils.measures.degrees import RECRUITMENT, RETENTION
from utils.measures.shares import share_where
from utils.measures.usage import TWO_YEARS
from utils.publish import figures
from utils.publish.exhibit import Column, Exhibit
from utils.publish.formats import number
from utils.statistics.quality import NOT_ALONE, graded_wilson_pct
from utils.statistics.shrinkage import FEWEST, FEWEST_BY_SIZE, Prior, fitted_prior, shrunken


@dataclass(frozen=True)
class Share:
    """A share that every municipality has: of whom (`base` in Danish), and who of them count (missing: not in the base)."""

    words: str
    base: str
    counted: Callable[[Frames, str], tuple[pd.DataFrame, pd.Series]]


def _persons(outcome: str) -> Callable[[Frames, str], tuple[pd.DataFrame, pd.Series]]:
    def counted(data: Frames, scheme: str) -> tuple[pd.DataFrame, pd.Series]:
        df = data.df_by_person_scheme
        df = df.loc[df["scheme"] == scheme, ["municipality", outcome]]
        return df[["municipality"]], df[outcome]

    return counted


def _recruiting(data: Frames, scheme: str) -> tuple[pd.DataFrame, pd.Series]:
    df = data.df_by_grant
    known = df["year"].isin(TWO_YEARS) & (df["scheme"] == scheme) & df["purpose"].isin([RECRUITMENT, RETENTION])
    df = df.loc[known, ["municipality", "purpose"]]
    return df[["municipality"]], df["purpose"] == RECRUITMENT


SHRUNKEN = [
    "shrunken_pct",
    "shrunken_lower_pct",
    "shrunken_upper_pct",
    "shrunken_quality",
    "own_weight_pct",
    "typical_pct",
    "typical_by_size",
]
MODEL = (
    "beta-binomial model for alle kommuner, hvor andelens logit følger en jævn kurve i log10 indbyggere (knæk ved 10-, 50- "
    "og 90-pct.-fraktilen) og en linje i rangen"
)
TOO_FEW = f"Under {FEWEST} kommuner har borgere i udtrækket; så er der intet typisk at veje sammen med."
ALIKE = "samme størrelse og, hvor udtrækket har dem for alle kommuner, samme rammevilkår"
INCREASED = Share("Øgede løntimer", "borgere", _persons("increased"))
SHARES = (
    INCREASED,
    Share("Fastholdt med løntimer", "borgere", _persons("retained")),
    Share("Rekrutteringsgrad", "bevillinger", _recruiting),
)


def counts(data: Frames, share: Share, scheme: str) -> tuple[pd.DataFrame, int, int]:
    """df_by_municipality of a share, and the country's count and n.

    Columns: code, name, log10_inhabitants, framework_rank, count and n (0 where there is nobody).
    The country has also those without a known municipality.
    """
    df, holds = share.counted(data, scheme)
    of_it = share_where(df, ["municipality"], holds, "count").set_index("municipality")
    municipalities = data.df_by_municipality[["code", "name", "log10_inhabitants", "framework_rank"]]
    by_code = of_it.reindex(municipalities["code"]).fillna(0).astype(int).reset_index(drop=True)
    frame = municipalities.reset_index(drop=True).assign(count=by_code["count"], n=by_code["n_count"])
    return frame, int(holds.sum()), int(holds.notna().sum())


def shrunken_shares(data: Frames, kommune: int) -> Exhibit:
    """The municipality's shares, its own and shrunken towards what is typical of those like it: one row a measure and scheme.

    Columns: count, n, own_pct, own_lower_pct, own_upper_pct (Wilson), own_quality, shrunken_pct,
    shrunken_lower_pct, shrunken_upper_pct, shrunken_quality, own_weight_pct, typical_pct (mean of
    municipalities like it), typical_by_size (False: of all municipalities), country_pct, n_municipalities (with
    persons).
    """
    exhibit_id, title = (
        "profil-sammenvejede-andele",
        "Kommunens andele, vejet sammen med det typiske for kommuner som den",
    )
    own = municipality(data, kommune)
    df = pd.DataFrame([_row(data, kommune, share, scheme) for share in SHARES for scheme in SCHEMES])
    if (df["n_municipalities"] < FEWEST).all():
        return empty(exhibit_id, title, data, TOO_FEW)
    persons = df["n"].where(df["n"] > 0)  # of nobody there is no share and no interval
    df = df.assign(own_pct=100 * df["count"] / persons).join(graded_wilson_pct(df["count"], persons).add_prefix("own_"))
    return Exhibit(
        exhibit_id, f"{title}: {own['name']}", df, data.status, _shrunken_note(df),
        columns={"measure": Column("Mål"), "scheme": Column("Ordning"), "count": Column("Antal", "integer"),
                 "n": Column("N", "integer"), "own_pct": Column("Egen", "percent", 1),
                 "own_lower_pct": Column("95 pct.-interval", "interval"), "own_quality": Column("Kvalitet", "integer"),
                 "shrunken_pct": Column("Vejet", "percent", 1),
                 "shrunken_lower_pct": Column("95 pct.-interval", "interval"),
                 "shrunken_quality": Column("Kvalitet", "integer"), "own_weight_pct": Column("Vægt", "percent"),
                 "typical_pct": Column("Typisk", "percent", 1), "country_pct": Column("Landet", "percent", 1)},
    )  # fmt: skip


def _shrunken_note(df: pd.DataFrame) -> str:
    """What is weighed with what, and what is different for some of the rows."""
    keys = df["measure"] + ", " + df["scheme"]
    not_shrunken = list(keys[df["shrunken_pct"].isna()])
    without = (
        f" Ikke vejet sammen, fordi under {FEWEST} kommuner har tal: {listed(not_shrunken)}." if not_shrunken else ""
    )
    alike = list(keys[(df["own_weight_pct"] == 0) & (df["n"] > 0)])
    same = (
        f" {listed(alike)}: kommuner, der ligner hinanden, afviger ikke mere fra hinanden, end tilfældigheder gør, så egne "
        "tal får ingen vægt." if alike else ""
    )  # fmt: skip
    common = _common(list(keys[df["typical_by_size"].eq(False)]))
    return (
        "Få borgere giver tilfældige andele. Derfor vejes kommunens egen andel sammen med den, der er typisk for kommuner af "
        f"{ALIKE}: vejet = vægt · egen + (1 − vægt) · typisk. Vægten (af egne tal) vokser med N og med, hvor forskellige "
        f"de kommuner er (empirisk Bayes: {MODEL}, maksimum likelihood). I «typisk» tæller kommuner næsten "
        "ens, i «landet» borgere. Det vejede interval (95 pct.) regner med, at også det typiske og vægten er usikre, og gælder "
        "den andel, kommunen ville få med mange borgere, ikke hvem de få tilfældigvis er; hvor ofte det dækker, når sandheden "
        "kendes, står på metodesiden. "
        "Egne intervaller efter Wilson. N = borgere, ved rekrutteringsgrad bevillinger; uden N er "
        "det vejede et gæt på en kommune, hvor kun størrelse og rammevilkår kendes. Begge karakterer ser på kommunens eget N. "
        f"Definitioner: K21 5.3.2 og 7. Kilde: egen beregning.{same}{common}{without}"
        + few(dict(zip(keys, df["n"], strict=True)), "borgere eller bevillinger")
    )


def all_municipalities(data: Frames) -> Exhibit:
    """Increased hours of all municipalities, own and shrunken: one row a scheme and municipality, highest first."""
    exhibit_id, title = (
        "k21-sammenvejede-andele",
        "Øgede løntimer i alle kommuner, vejet sammen med det typiske for kommuner som dem",
    )
    parts, of_all = [], []
    for scheme in SCHEMES:
        df, _, _ = counts(data, INCREASED, scheme)
        df = df[df["n"] > 0].reset_index(drop=True)
        if len(df) >= FEWEST:
            prior = _prior(df)
            parts.append(_own_and_shrunken(df, prior).assign(scheme=scheme))
            of_all += [] if prior.by_size else [scheme]
    if not parts:
        return empty(exhibit_id, title, data, TOO_FEW)
    df = pd.concat(parts, ignore_index=True)
    df = df[["scheme", *df.columns.drop("scheme")]]
    apart = (df["shrunken_lower_pct"] > df["typical_pct"]) | (df["shrunken_upper_pct"] < df["typical_pct"])
    found = listed([
        f"{number(apart[rows.index].sum())} af {number(len(rows))} ({scheme})"
        for scheme, rows in df.groupby("scheme", sort=False)
    ])  # fmt: skip

    def draw(rows: pd.DataFrame) -> Figure:
        return figures.caterpillar(
            rows, "shrunken_pct", "shrunken_lower_pct", "shrunken_upper_pct", "own_pct", panel="scheme",
            reference="typical_pct", value_words="sammenvejet, med interval", raw_words="egen andel",
            reference_words="typisk", y_title="Pct.",
        )  # fmt: skip

    return Exhibit(
        exhibit_id, title, df, data.status,
        "Borgere med øgede løntimer i pct. af borgere med kendt udgangspunkt; N står ved hver kommune i csv-filen. Den egen "
        "andel trækkes mod den, der er typisk for kommuner af "
        f"{ALIKE}, mest hvor kommunen har få borgere (empirisk Bayes: "
        f"{MODEL}); intervallet er 95 pct. Hele intervallet ligger over eller under det typiske i {found}; "
        "for de øvrige viser tallene ingen sikker afvigelse fra kommuner som dem, og rækkefølgen blandt dem siger "
        f"næsten intet.{_common(of_all)} Definition: K21 7. Kilde: egen beregning.",
        alt=f"Sammenvejede andele med øgede løntimer. {found} kommuner har hele deres interval over eller under det, der er "
            "typisk for kommuner som dem.", draw=draw,
    )  # fmt: skip


def _prior(df: pd.DataFrame) -> Prior:
    return fitted_prior(df["count"], df["n"], df["log10_inhabitants"], df["framework_rank"])


def _common(names: list[str]) -> str:
    """A sentence on those whose typical share is that of all municipalities; empty without any."""
    if not names:
        return ""
    return (
        f" {listed(names)}: det typiske er fælles for alle kommuner, fordi størrelsens betydning ikke kan beregnes (i under "
        f"{FEWEST_BY_SIZE} kommuner tæller nogle, men ikke alle, eller kommunerne er lige store)."
    )


def _own_and_shrunken(df: pd.DataFrame, prior: Prior) -> pd.DataFrame:
    """df_by_municipality with own and shrunken shares, intervals and grades, highest shrunken share first."""
    found = shrunken(df["count"], df["n"], df["log10_inhabitants"], prior, df["framework_rank"])
    df = df.assign(own_pct=100 * df["count"] / df["n"])
    df = df.join(graded_wilson_pct(df["count"], df["n"]).add_prefix("own_"))
    df = df.assign(shrunken_pct=found["shrunken_pct"], shrunken_lower_pct=found["lower_pct"],
                   shrunken_upper_pct=found["upper_pct"], shrunken_quality=found["quality"],
                   own_weight_pct=found["own_weight_pct"], typical_pct=found["typical_pct"])  # fmt: skip
    return df.sort_values(["shrunken_pct", "name"], ascending=[False, True], ignore_index=True)


def _row(data: Frames, kommune: int, share: Share, scheme: str) -> dict[str, object]:
    df, country_count, country_n = counts(data, share, scheme)
    here, with_persons = df[df["code"] == kommune], int((df["n"] > 0).sum())
    row = {"measure": share.words, "scheme": scheme, "count": here["count"].iloc[0], "n": here["n"].iloc[0],
           "country_pct": 100 * country_count / country_n if country_n else np.nan, "n_municipalities": with_persons}  # fmt: skip
    if with_persons < FEWEST:
        return row | dict.fromkeys(SHRUNKEN, np.nan) | {"shrunken_quality": NOT_ALONE}
    prior = _prior(df)
    found = shrunken(here["count"], here["n"], here["log10_inhabitants"], prior, here["framework_rank"]).iloc[0]
    names = ("shrunken_pct", "lower_pct", "upper_pct", "quality", "own_weight_pct", "typical_pct")
    return (
        row
        | dict(zip(SHRUNKEN, [*(found[name] for name in names), prior.by_size], strict=True))
        | {"shrunken_quality": int(found["quality"])}
    )
