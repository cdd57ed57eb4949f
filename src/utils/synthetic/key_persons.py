"""What the focus group of key persons tells in each case municipality (K21 3.4.4, 5.2 and Tabel 18)."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from utils.synthetic.competence import competence
from utils.synthetic.conditioning import TargetMissed
from utils.synthetic.criteria import ALL_STAFF_GRANT
from utils.synthetic.interview_answers import answers, chosen, interviewees, yes_or_no
from utils.synthetic.targets import printed, window

HOEJE_TAASTRUP, HOLBAEK, VEJEN, BORNHOLM, FREDERIKSBERG = 169, 316, 575, 400, 147
# Named in the text (Tabel 7–9, l.1752–1753).
KEY_PERSONS = {HOEJE_TAASTRUP: "K21-0140", HOLBAEK: "K21-0144", VEJEN: "K21-0150", BORNHOLM: "K21-0155",
               FREDERIKSBERG: "K21-0157"}  # fmt: skip
WITH_ONE, MOST = "K21-0159", "K21-0154"
SICKNESS_TEAMS, CLOSE, DIFFERENT_SITES = "K21-0160", "K21-0162", "K21-0163"
CONSULTANTS, THERAPISTS, TO_COMPANIES = "K21-0164", "K21-0165", "K21-0166"
ICEBREAKER_CRITERIA = "K21-0454"
SICKNESS, BROAD = "sygedagpenge/jobafklaring og fleksjob/ledighedsydelse", "alle teams"
OTHER_TEAMS = ("virksomhedsservice", "kontanthjælp og uddannelseshjælp", "tværgående handicapteam")
NEAR, APART, ALONE, NOT_TOLD = "tæt på hinanden", "forskellige matrikler", "kun én nøgleperson", "ikke oplyst"
CONSULTANT, THERAPIST, OTHER_ROLE = "fastholdelseskonsulent eller sagsbehandler", "ergo- eller fysioterapeut", "andre"
# Hours on a case, from–to, as a focus group puts it. The printed: PA mostly 2–4 between 1 and 10 hours; aids half 1–3
# and nearly half 2–4, up to 8; icebreaker 1–4; priority access mostly 1–2, up to 3.
AIDS_HALF, AIDS_OTHER_HALF, AIDS_LONG = (1, 3), (2, 4), ((4, 8), (3, 6), (3, 5), (2, 5))
ACCESS, ACCESS_SHORT, ACCESS_LONG = (1, 2), (1, 1), (1, 3)
DRAWS = 300
Hours = tuple[int, int]


@dataclass(frozen=True)
class Estimates:
    """Printed mean and ends of a scheme's hours (ids), the interval most say, by how many at least, and the others."""

    mean: str
    lowest: str
    highest: str
    common: Hours
    at_least: int
    others: tuple[Hours, ...]


HOURS = {
    "pa": Estimates("K21-0841", "K21-0842", "K21-0843", (2, 4), 11,
                    ((1, 3), (3, 5), (3, 6), (4, 6), (4, 8), (5, 10))),
    "ib": Estimates("K21-0847", "K21-0848", "K21-0849", (1, 2), 8, ((1, 3), (2, 3), (2, 4), (1, 4))),
}  # fmt: skip


def key_person_answers(
    rng: np.random.Generator, df_by_case: pd.DataFrame, df_by_criteria: pd.DataFrame, free: bool
) -> pd.DataFrame:
    """The rows of the 20 focus groups; ID is the group's, the number of its key persons an answer."""
    groups = interviewees("nøgleperson", df_by_case["code"].to_numpy())
    codes, organisation = df_by_case["code"].to_numpy(), df_by_case["organisation"].to_numpy()
    count = _numbers(rng, codes, organisation)
    limits = int(printed(ICEBREAKER_CRITERIA) / 100 * len(codes)) + int(rng.integers(1, 5))
    parts = [
        answers(groups, "noegle_antal", count),
        answers(groups, "noegle_forankring", _anchoring(rng, codes, organisation)),
        answers(groups, "noegle_placering", _places(rng, codes, organisation, count)),
        answers(groups, "noegle_rolle", _roles(rng, codes)),
        answers(groups, "noegle_virksomheder", yes_or_no(chosen(rng, len(codes), int(printed(TO_COMPANIES))))),
        answers(groups, "noegle_alle_bevilger", yes_or_no(df_by_criteria[ALL_STAFF_GRANT].to_numpy() == 1)),
        answers(groups, "ib_kriterier", yes_or_no(chosen(rng, len(codes), limits))),
    ]
    parts += [
        answers(groups, question, values) for question, values in competence(rng, codes, organisation, count).items()
    ]
    for scheme, hours in _hours(rng, len(codes), free).items():
        parts += [answers(groups, f"timer_{scheme}_{end}", hours[:, i]) for i, end in enumerate(("fra", "til"))]
    return pd.concat(parts)


def _numbers(rng: np.random.Generator, codes: np.ndarray, organisation: np.ndarray) -> np.ndarray:
    """Key persons a municipality: 1 to 7, one in five of them; those spread over teams are more than one."""
    count = rng.choice(np.arange(2, int(printed(MOST))), len(codes), p=np.array([8, 6, 4, 2, 1]) / 21)
    named = {code: int(printed(number)) for code, number in KEY_PERSONS.items()}
    free = ~np.isin(codes, list(named)) & (organisation != "spredt specialisering")
    more = int(printed(WITH_ONE)) - sum(number == 1 for number in named.values())
    count[chosen(rng, len(codes), more, free)] = 1
    for code, number in named.items():
        count[codes == code] = number
    return count


def _anchoring(rng: np.random.Generator, codes: np.ndarray, organisation: np.ndarray) -> np.ndarray:
    """Spread and general specialisation reach all teams; ten of the others lie in the sickness and flexjob teams."""
    specialised = organisation == "specialiseret team"
    result = np.where(specialised, "", BROAD).astype(object)
    named = codes == HOEJE_TAASTRUP
    in_sickness = named | chosen(rng, len(codes), int(printed(SICKNESS_TEAMS)) - int(named.sum()), specialised & ~named)
    result[in_sickness] = SICKNESS
    rest = np.flatnonzero(result == "")
    result[rest] = rng.choice(np.array(OTHER_TEAMS, dtype=object), len(rest))
    return result


def _places(rng: np.random.Generator, codes: np.ndarray, organisation: np.ndarray, count: np.ndarray) -> np.ndarray:
    """Where several key persons sit; one alone has nobody to sit near."""
    result = np.where(count == 1, ALONE, "").astype(object)
    apart = (organisation == "spredt specialisering") & (count > 1)
    open_ = (result == "") & ~apart & (codes != HOEJE_TAASTRUP)
    apart |= chosen(rng, len(codes), int(printed(DIFFERENT_SITES)) - int(apart.sum()), open_)
    result[apart] = APART
    near = codes == HOEJE_TAASTRUP
    near |= chosen(rng, len(codes), int(printed(CLOSE)) - 1, (result == "") & ~near)
    result[near] = NEAR
    result[result == ""] = NOT_TOLD
    return result


def _roles(rng: np.random.Generator, codes: np.ndarray) -> np.ndarray:
    """Vejen's key person is a therapist, Holbæk's are coordinators among others (Tabel 8, 9)."""
    result = np.full(len(codes), CONSULTANT, dtype=object)
    result[codes == VEJEN], result[codes == HOLBAEK] = THERAPIST, OTHER_ROLE
    therapists = int(printed(THERAPISTS))
    others = len(codes) - int(printed(CONSULTANTS)) - therapists
    for role, missing in ((THERAPIST, therapists - 1), (OTHER_ROLE, others - 1)):
        result[chosen(rng, len(codes), missing, (result == CONSULTANT) & (codes != HOEJE_TAASTRUP))] = role
    return result


def _hours(rng: np.random.Generator, groups: int, free: bool) -> dict[str, np.ndarray]:
    """Scheme → from and to, a row a group in random order."""
    drawn = {scheme: _around_the_common(rng, estimates, groups, free) for scheme, estimates in HOURS.items()}
    drawn |= {"hm": _aids(rng, groups), "fa": _access(rng, groups)}
    return {scheme: rng.permutation(np.array(hours)) for scheme, hours in drawn.items()}


def _around_the_common(rng: np.random.Generator, estimates: Estimates, groups: int, free: bool) -> list[Hours]:
    """Most say the common interval; the others are drawn until ends and mean print as they should."""
    low, high = window(estimates.mean)
    wanted = printed(estimates.lowest), printed(estimates.highest)
    for _ in range(DRAWS):
        many = estimates.at_least + int(rng.integers(0, 3))
        picked = rng.integers(0, len(estimates.others), groups - many)
        hours = [estimates.common] * many + [estimates.others[i] for i in picked]
        ends = np.array(hours)
        if free or ((ends.min(), ends.max()) == wanted and low <= ends.mean() <= high):
            return hours
    raise TargetMissed(f"timer på en sag: {estimates.mean} (K21 Tabel 18)")


def _aids(rng: np.random.Generator, groups: int) -> list[Hours]:
    """Half say 1–3, the other half 2–4, but for the few at the long end."""
    half = groups // 2
    long = [AIDS_LONG[0], AIDS_LONG[int(rng.integers(1, len(AIDS_LONG)))]]
    return [AIDS_HALF] * half + [AIDS_OTHER_HALF] * (groups - half - len(long)) + long


def _access(rng: np.random.Generator, groups: int) -> list[Hours]:
    """As many below as above the common 1–2 hours, so that the mean is its middle."""
    pairs = int(rng.integers(2, 5))
    return [ACCESS_SHORT] * pairs + [ACCESS_LONG] * pairs + [ACCESS] * (groups - 2 * pairs)
