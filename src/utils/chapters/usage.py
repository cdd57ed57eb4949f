"""How much the schemes are used: grants, usage rate and its bands, recruitment degree (K21 5.2, 5.3.2)."""

import pandas as pd

from utils.chapters.common import NOBODY, ORGANISATIONS, STRATEGIES, empty, in_order, left_out
from utils.frames import Frames
from utils.measures.bands import FRAMEWORK_BANDS, USAGE_BANDS
from utils.measures.degrees import degrees
from utils.measures.usage import TWO_YEARS, growth_pct
from utils.publish.exhibit import Column, Exhibit

FRAMEWORK_GROUPS = dict(zip(FRAMEWORK_BANDS, ("dårligste 32", "mellem", "bedste 32"), strict=True))
USAGE_COLUMNS = {
    "PA": "usage_rate_two_year_pa_pct",
    "HM": "usage_rate_two_year_hm_pct",
    "PA+HM": "usage_rate_two_year_pct",
}
GROUPINGS = {"rammevilkår": "framework_group", "strategi": "strategy", "organisering": "organisation"}
GROUP_ORDER = ("alle", *FRAMEWORK_GROUPS.values(), *STRATEGIES, *ORGANISATIONS)


def grants(data: Frames) -> Exhibit:
    """Tabel 11 (second): grants and regrants per scheme and year, growth from 2018 to 2019."""
    studied = data.df_by_grant[data.df_by_grant["year"].isin(TWO_YEARS)]
    rows = []
    for scheme, members in {"PA": ["PA"], "HM": ["HM"], "PA+HM": ["PA", "HM"], "IB": ["IB"]}.items():
        of_scheme = studied[studied["scheme"].isin(members)]
        by_year = of_scheme["year"].value_counts().reindex(TWO_YEARS, fill_value=0)
        rows += [{"scheme": scheme, "period": str(year), "grants": int(by_year[year])} for year in TWO_YEARS]
        growth = growth_pct(by_year[TWO_YEARS[0]], by_year[TWO_YEARS[1]]) if by_year[TWO_YEARS[0]] else float("nan")
        rows.append({"scheme": scheme, "period": "2018-2019", "grants": len(of_scheme), "growth_pct": growth})
    return Exhibit(
        "k21-tabel-11-bevillinger", "Tabel 11. Bevillinger og genbevillinger 2018–2019", pd.DataFrame(rows), data.status,
        "Antal bevillinger med startdato i året. Vækst: ændring fra 2018 til 2019. Fortrinsadgang findes ikke i "
        "registrene. Kilde: K21 5.2, l.3147–3160.",
        columns={"scheme": Column("Ordning"), "period": Column("Periode"), "grants": Column("Bevillinger", "integer"),
                 "growth_pct": Column("Vækst 2018–2019", "percent", 1)},
    )  # fmt: skip


def usage_bands(data: Frames) -> Exhibit:
    """Tabel 12: municipalities by band of the 2019 usage rate; one without grants in 2019 has no band."""
    bands = data.df_by_municipality["usage_band"]
    count = bands.value_counts().reindex(USAGE_BANDS, fill_value=0)
    banded = int(count.sum())
    df = pd.DataFrame(
        {
            "usage_band": USAGE_BANDS,
            "municipalities": count.to_numpy(),
            "share_pct": (100 * count / banded).to_numpy(),
            "n_municipalities": banded,
        }
    )
    without = len(bands) - banded
    return Exhibit(
        "k21-tabel-12", "Tabel 12. Kommuner efter anvendelsesgrad 2019", df, data.status,
        "Anvendelsesgrad 2019: bevillinger (PA og HM) i 2019 pr. 100 indbyggere 4. kvartal 2019. Lav: under 0,2; mellem: "
        f"0,2–0,5; høj: over 0,5. Kommuner uden bevillinger i 2019 har intet bånd ({without}). Kilde: K21 5.2, l.3225–3242.",
        columns={"usage_band": Column("Bånd"), "municipalities": Column("Kommuner", "integer"),
                 "share_pct": Column("Andel", "percent")},
    )  # fmt: skip


def usage_by_group(data: Frames) -> Exhibit:
    """Two-year usage rate by rammevilkår, strategy and organisation: unweighted means, range, municipalities."""
    df = data.df_by_municipality.assign(
        framework_group=data.df_by_municipality["framework_band"].astype("string").map(FRAMEWORK_GROUPS)
    )
    rows = [_usage_row("alle", "alle", scheme, df[column]) for scheme, column in USAGE_COLUMNS.items()]
    for grouping, name in GROUPINGS.items():
        for group, members in df.groupby(name):
            rows += [
                _usage_row(grouping, str(group), scheme, members[column]) for scheme, column in USAGE_COLUMNS.items()
            ]
    table = in_order(pd.DataFrame(rows), "group", GROUP_ORDER)
    return Exhibit(
        "k21-anvendelsesgrad", "Anvendelsesgrad efter rammevilkår, strategi og organisering", table, data.status,
        "Bevillinger 2018–2019 pr. 100 indbyggere 4. kvartal 2019; uvægtede gennemsnit af kommuner. Bedste 32 = rang "
        "67–98, dårligste 32 = rang 1–32. Kilde: K21 5.2, l.3263–3283 (uden angivet periode; to år passer til tallene)."
        + left_out(data, {"municipality_conditions": "rammevilkår", "municipality_types": "strategi og organisering"}),
        columns={"grouping": Column("Inddeling"), "group": Column("Gruppe"), "scheme": Column("Ordning"),
                 "n_municipalities": Column("Kommuner", "integer"),
                 "usage_rate_two_year_pct": Column("Gennemsnit", "percent", 2),
                 "minimum_pct": Column("Laveste", "percent", 3), "maximum_pct": Column("Højeste", "percent", 2)},
    )  # fmt: skip


def _usage_row(grouping: str, group: str, scheme: str, usage_rate_pct: pd.Series) -> dict[str, object]:
    return {
        "grouping": grouping, "group": group, "scheme": scheme, "n_municipalities": len(usage_rate_pct),
        "usage_rate_two_year_pct": usage_rate_pct.mean(), "minimum_pct": usage_rate_pct.min(),
        "maximum_pct": usage_rate_pct.max(),
    }  # fmt: skip


def recruitment_degree(data: Frames) -> Exhibit:
    """Recruitment and retention degree nationally (all grants) and by strategy (mean of municipalities)."""
    exhibit_id, title = "k21-rekrutteringsgrad", "Rekrutterings- og fastholdelsesgrad"
    studied = data.df_by_grant[data.df_by_grant["year"].isin(TWO_YEARS) & data.df_by_grant["scheme"].isin(["PA", "HM"])]
    national = degrees(studied, ["scheme"]).assign(grouping="alle", group="alle")
    df = data.df_by_municipality
    parts = [national.rename(columns={"grants": "n"})]
    for scheme, column in (("PA", "recruitment_degree_pa_pct"), ("HM", "recruitment_degree_hm_pct")):
        by_strategy = df.dropna(subset=["strategy", column]).groupby("strategy")[column].agg(["mean", "size"])
        parts.append(pd.DataFrame({
            "scheme": scheme, "grouping": "strategi", "group": by_strategy.index.astype(str),
            "recruitment_degree_pct": by_strategy["mean"].to_numpy(),
            "retention_degree_pct": 100 - by_strategy["mean"].to_numpy(), "n": by_strategy["size"].to_numpy(),
        }))  # fmt: skip
    table = in_order(in_order(pd.concat(parts), "group", GROUP_ORDER), "scheme", ("PA", "HM"))
    if table.empty:
        return empty(exhibit_id, title, data, f"{NOBODY}: ingen bevilling 2018–2019 har et kendt formål.")
    return Exhibit(
        exhibit_id, title, table, data.status,
        "Andel bevillinger til borgere, der i bevillingsugen fik en offentlig ydelse (rekruttering), henholdsvis var "
        "selvforsørgede, delvis sygemeldte, i fleksjob eller på SU (fastholdelse). Landet: alle bevillinger (N). "
        "Strategi: gennemsnit af casekommuner (N). Kilde: K21 5.3.2, l.3397–3422 og 3485–3490."
        + left_out(data, {"municipality_types": "strategi"}),
        columns={"scheme": Column("Ordning"), "group": Column("Gruppe"), "n": Column("N", "integer"),
                 "recruitment_degree_pct": Column("Rekrutteringsgrad", "percent", 1),
                 "retention_degree_pct": Column("Fastholdelsesgrad", "percent", 1)},
    )  # fmt: skip
