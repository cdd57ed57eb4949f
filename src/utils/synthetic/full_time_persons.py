"""Full-time persons on public benefits: the register municipality_full_time_persons (K21 Figur 22–23)."""

import numpy as np
import pandas as pd

from utils.synthetic.active_cases import active
from utils.synthetic.conditioning import TargetMissed
from utils.synthetic.earlier_grants import RATES
from utils.synthetic.targets import printed, window

# Full-time persons 2019 in the country: plausible sizes, for nothing but rates is printed; 2018 over 2019; and how much
# more of the benefit there is per inhabitant where conditions are one standard deviation less favourable (log).
SIZES = {
    "a-dagpenge": (84_000, 0.99, 0.05),
    "kontanthjælp": (58_000, 1.09, 0.22),
    "uddannelseshjælp": (37_000, 1.06, 0.20),
    "revalidering": (3_600, 1.10, 0.05),
    "integrationsydelse": (17_000, 1.22, 0.10),
    "sygedagpenge": (60_000, 0.98, 0.04),
    "jobafklaring": (19_500, 0.97, 0.08),
    "ressourceforløb": (25_000, 1.07, 0.18),
    "ledighedsydelse": (16_500, 1.01, 0.08),
    "fleksjob": (78_000, 0.95, 0.12),
}
# "i højere grad … fleksjobbere, sygedagpengemodtagere, ledighedsydelsesmodtagere og borgere på jobafklaringsforløb
# sammenlignet med f.eks. a-dagpenge og kontanthjælp" (5.3.2): their rate of aids lies above, that of others below.
MORE_USED, LESS_USED = ("sygedagpenge", "jobafklaring", "ledighedsydelse"), ("a-dagpenge",)
APART = 0.1  # of the rate on kontanthjælp
NOISE, NOISE_OF_YEAR = 0.12, 0.03
PER_PERSON = 2  # at least so many full-time persons a person with a grant: no municipality compensates nearly all


def full_time_persons(
    rng: np.random.Generator,
    df_by_municipality: pd.DataFrame,
    df_by_person: pd.DataFrame,
    df_by_grant: pd.DataFrame,
    conditioned: bool,
) -> pd.DataFrame:
    """KOMMUNE, AAR (2018, 2019), YDELSESGRUPPE and FULDTIDSPERSONER with one decimal.

    Takes `benefit_group` a person and `end_date` a grant. The country's sum of 2019 gives the printed rates when conditioned.
    """
    persons = _persons(df_by_person, df_by_grant, len(df_by_municipality))
    parts = []
    for group, (size, change, slope) in SIZES.items():
        of_group = {
            scheme: counts.get(group, np.zeros(len(df_by_municipality) + 1)) for scheme, counts in persons.items()
        }
        total = _total(rng, group, size, persons, conditioned)
        floor = PER_PERSON * np.maximum(of_group["PA"], of_group["HM"])[:-1]
        weight = _weight(rng, df_by_municipality, slope)
        now = _tenths(floor + max(total - floor.sum(), 0) * weight / weight.sum(), total)
        before = np.round(now * change * np.exp(NOISE_OF_YEAR * rng.standard_normal(now.size)), 1)
        parts += [
            pd.DataFrame({"KOMMUNE": df_by_municipality["code"], "AAR": year, "YDELSESGRUPPE": group,
                          "FULDTIDSPERSONER": amount})
            for year, amount in ((2018, before), (2019, now))
        ]  # fmt: skip
    return pd.concat(parts).sort_values(["KOMMUNE", "AAR", "YDELSESGRUPPE"], kind="stable", ignore_index=True)


def _persons(
    df_by_person: pd.DataFrame, df_by_grant: pd.DataFrame, municipalities: int
) -> dict[str, dict[str, np.ndarray]]:
    """Persons a municipality (last: not known) by scheme and benefit group: granted HM in 2019, active PA in 2019."""
    of_person = df_by_person.set_index("person")["benefit_group"]
    of_scheme = {
        "PA": df_by_grant[(df_by_grant["scheme"] == "PA") & active(df_by_grant, 2019)],
        "HM": df_by_grant[(df_by_grant["scheme"] == "HM") & (df_by_grant["year"] == 2019)],
    }
    counted = {}
    for scheme, rows in of_scheme.items():
        people = rows.drop_duplicates("person").assign(benefit_group=lambda df: df["person"].map(of_person))
        table = people.groupby(["municipality", "benefit_group"]).size().unstack(fill_value=0)
        table = table.reindex(range(municipalities + 1), fill_value=0)
        counted[scheme] = {str(group): table[group].to_numpy(float) for group in table}
    return counted


def _total(
    rng: np.random.Generator, group: str, size: float, persons: dict[str, dict[str, np.ndarray]], conditioned: bool
) -> int:
    """Full-time persons of the country in 2019: what the printed rates ask for, else a plausible number."""
    drawn = round(size * np.exp(NOISE_OF_YEAR * rng.standard_normal()))
    if not conditioned:
        return drawn
    if group in RATES:
        return _by_rates(group, {scheme: counts[group].sum() for scheme, counts in persons.items()})
    aids = persons["HM"][group].sum() if group in persons["HM"] else 0
    rate = printed(RATES["kontanthjælp"][1]) / 100
    if group in MORE_USED:
        return min(drawn, round(aids / (rate * (1 + APART))))
    return max(drawn, round(aids / (rate * (1 - APART)))) if group in LESS_USED else drawn


def _by_rates(group: str, persons: dict[str, float]) -> int:
    """The whole number in the middle of those that give both printed rates."""
    limits = []
    for scheme, number in zip(("PA", "HM"), RATES[group], strict=True):
        low, high = window(number)
        limits.append((100 * persons[scheme] / high, 100 * persons[scheme] / low))
    lowest, highest = max(low for low, _ in limits), min(high for _, high in limits)
    if np.ceil(lowest) > np.floor(highest):
        raise TargetMissed(f"andel af fuldtidspersoner i {group} ({', '.join(RATES[group])})")
    return round((np.ceil(lowest) + np.floor(highest)) / 2)


def _weight(rng: np.random.Generator, df_by_municipality: pd.DataFrame, slope: float) -> np.ndarray:
    """Inhabitants, more where the conditions are less favourable, and the municipality's own part."""
    rank = df_by_municipality["framework_rank"].to_numpy(float)
    unfavourable = -(rank - rank.mean()) / rank.std()
    noise = NOISE * rng.standard_normal(rank.size)
    return df_by_municipality["inhabitants_2019k4"].to_numpy(float) * np.exp(slope * unfavourable + noise)


def _tenths(amounts: np.ndarray, total: int) -> np.ndarray:
    """The amounts in the same proportions, with one decimal and the whole sum (largest remainder)."""
    exact = amounts / amounts.sum() * total * 10
    tenths = np.floor(exact)
    tenths[np.argsort(-(exact - tenths), kind="stable")[: round(total * 10 - tenths.sum())]] += 1
    return tenths / 10
