"""Who had an effort of the job centre in the year before the grant (K21 5.4), and the weeks of DREAM that say so."""

import numpy as np
import pandas as pd

from utils.registers.dream import WEEKS_BEFORE
from utils.synthetic.targets import printed

OVERALL = {"PA": "K21-0687", "HM": "K21-0686"}
SIGN_LANGUAGE, STAY_ON_TASK = "Tegnsprogstolkning", "Fastholdelse i opgaven"
WITHOUT_SIGN_LANGUAGE, WITH_STAY_ON_TASK = "K21-0700", "K21-0705"
JUST_UNDER = 0.7  # "knap": a little below the printed share, in percentage points
RECRUITS_WEIGH = 12.0
# Beside the printed shares: what 5.4 says serves recruitment had an effort more often, what serves retention less.
PA_FACTORS = {
    "Særlig personlig støtte": 1.45,
    "Strukturering og/eller kvalitetssikring af arbejde": 1.2,
    "Introduktion til nye opgaver": 1.2,
    "Fysisk aflastning": 0.8,
    "Føre bil i arbejdstiden": 0.7,
}
HM_FACTORS = {
    "Undervisningsmateriale": 2.5,
    "It-udstyr ifm. undervisning": 1.6,
    "It-udstyr, software, programmer mv.": 0.35,
    "Arbejdspladsindretning i øvrigt": 0.7,
}
MEAN_WEEKS = 12
# The week code of an effort for those whose own benefit has none; else it is the own code with another third digit.
FAMILIES = ("13", "14", "16", "21", "70", "71", "72", "73", "74", "75", "76", "81", "87", "89")
PASSIVE = {"21": "111"}
OTHER_EFFORTS = ("893", "897", "213", "217")
NO_EFFORTS = ("0", "2")


def with_earlier_effort(rng: np.random.Generator, df_by_person: pd.DataFrame) -> pd.DataFrame:
    """df_by_person with `earlier_effort` in the printed shares, persons on their way to a job far more often.

    Takes schemes, pa_type, hm_type and recruitment. Persons with both schemes count in both.
    """
    schemes = df_by_person["schemes"].to_numpy()
    weight = np.where(df_by_person["recruitment"].to_numpy(bool), RECRUITS_WEIGH, 1.0)
    chosen = np.zeros(len(schemes), dtype=bool)
    with_pa = np.isin(schemes, ["PA", "PA+HM"])
    types = np.where(with_pa, df_by_person["pa_type"].fillna(""), "")
    counts = _by_type(types[with_pa])
    for name, count in counts.items():
        _choose(rng, np.flatnonzero(types == name), count, weight, chosen)
    # The other types share the rest, each person as likely as the type and the way to a job make it.
    wanted = round(printed(OVERALL["PA"]) / 100 * with_pa.sum()) - sum(counts.values())
    weight_of_type = df_by_person["pa_type"].map(PA_FACTORS).fillna(1.0).to_numpy()
    _choose(rng, np.flatnonzero(with_pa & ~np.isin(types, list(counts))), wanted, weight * weight_of_type, chosen)
    with_hm = np.isin(schemes, ["HM", "PA+HM"])
    wanted = round(printed(OVERALL["HM"]) / 100 * with_hm.sum()) - int(chosen[with_hm].sum())
    weight_of_type = df_by_person["hm_type"].map(HM_FACTORS).fillna(1.0).to_numpy()
    _choose(rng, np.flatnonzero(schemes == "HM"), wanted, weight * weight_of_type, chosen)
    neither = np.flatnonzero(schemes == "IB")
    _choose(rng, neither, round(0.4 * neither.size), weight, chosen)
    return df_by_person.assign(earlier_effort=chosen)


def _by_type(types: np.ndarray) -> dict[str, int]:
    """Persons with an earlier effort in the types of assistance with a printed share."""
    sizes = pd.Series(types).value_counts().to_dict()
    shares = {
        SIGN_LANGUAGE: 100 - printed(WITHOUT_SIGN_LANGUAGE),
        STAY_ON_TASK: printed(WITH_STAY_ON_TASK) - JUST_UNDER,
    }
    return {name: round(share / 100 * sizes[name]) for name, share in shares.items() if name in sizes}


def _choose(rng: np.random.Generator, rows: np.ndarray, count: int, weight: np.ndarray, chosen: np.ndarray) -> None:
    if rows.size:
        share = weight[rows] / weight[rows].sum()
        chosen[rng.choice(rows, min(max(count, 0), rows.size), replace=False, p=share)] = True


def effort_weeks(
    rng: np.random.Generator, df_by_person: pd.DataFrame, value: np.ndarray, names: list[str], grant_week: np.ndarray
) -> tuple[np.ndarray, list[str]]:
    """The week codes with the efforts written into, and taken out of, the year before the grant; all code names.

    `value` is a row a week and a column a person, the place of the code in `names` or −1.
    """
    known = [*names, *sorted(_codes_of_efforts(names) - {*names})]
    place = {code: i for i, code in enumerate(known)}
    week = np.arange(len(value))[:, None]
    in_year = (week >= grant_week - WEEKS_BEFORE) & (week < grant_week)
    passive = np.array([place.get(_passive(code), i) for i, code in enumerate(known)] + [-1], dtype=np.int8)
    without = ~df_by_person["earlier_effort"].to_numpy(bool)
    changed = np.where(in_year & without, passive[value], value)
    start, end = _spells(rng, grant_week)
    effort = np.array([place[_active(rng, str(code))] for code in df_by_person["code"]], dtype=np.int8)
    return np.where((week >= start) & (week < end) & ~without, effort, changed), known


def _spells(rng: np.random.Generator, grant_week: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """First week and the week after the last of an effort within the year before the grant."""
    length = np.minimum(rng.geometric(1 / MEAN_WEEKS, grant_week.size), WEEKS_BEFORE)
    end = grant_week - rng.integers(0, WEEKS_BEFORE - length + 1)
    return end - length, end


def _passive(code: str) -> str:
    """The code of the same benefit without an effort; the code itself where it holds none."""
    family = code[:2]
    if family not in FAMILIES or code.endswith(NO_EFFORTS) or code == "899":
        return code
    return PASSIVE.get(family, f"{family}0")


def _active(rng: np.random.Generator, code: str) -> str:
    """A code of an effort under the same benefit, guidance or a company trainee; sickness or daily benefit for others."""
    family = "21" if code[:2] == "11" else code[:2]
    if family in FAMILIES:
        return f"{family}{rng.choice(['3', '3', '7'])}"
    return str(rng.choice(OTHER_EFFORTS))


def _codes_of_efforts(names: list[str]) -> set[str]:
    families = {"21" if code[:2] == "11" else code[:2] for code in names} & {*FAMILIES}
    active = {f"{family}{digit}" for family in families for digit in "37"}
    return active | {*OTHER_EFFORTS} | {_passive(code) for code in names}
