"""The interviews of the mapping: who was interviewed where, and the coded answers of leaders and staff (K21 3.2, 3.3)."""

import numpy as np
import pandas as pd

from utils.synthetic.interview_answers import answers, chosen, interviewees, yes_or_no
from utils.synthetic.key_persons import key_person_answers
from utils.synthetic.targets import printed
from utils.synthetic.users import citizen_answers, employer_answers

LEADERS, STAFF, CITIZENS, EMPLOYERS = "K21-0012", "K21-0020", "K21-0024", "K21-0028"
FEWEST_LEADERS, FEWEST_STAFF, FEWEST_CITIZENS, MOST_CITIZENS = "K21-0009", "K21-0017", "K21-0021", "K21-0022"
MOST_EMPLOYERS = "K21-0026"
# How many of the 20 municipalities point to it: attention points (Tabel 4) and rationales (3.3).
LEADER_TOPICS = {
    "opm_begraenset_viden": "K21-0120",
    "opm_bred_maalgruppe": "K21-0121",
    "opm_manglende_registrering": "K21-0122",
    "opm_stigmatisering": "K21-0123",
    "opm_andre_agendaer": "K21-0124",
    "opm_regelbundet": "K21-0125",
    "rat_match_ud": "K21-0128",
    "rat_fastholdelse": "K21-0129",
    "rat_tro_paa_borger": "K21-0132",
    "rat_kompensationsgrad": "K21-0133",
    "rat_flere_aktoerer": "K21-0135",
}
ASKS_FOR_MORE, STAFF_MORE_THAN = "efterspoerger_viden", "K21-0248"
UNCLEAR_LINE, MORE_THAN = "faglig_linje_uklar", "K21-0134"
LEADER_AGREES = 0.65  # of the leaders in a municipality where one of them says it
POSITIONS = ("jobkonsulent", "sagsbehandler", "virksomhedskonsulent", "fastholdelseskonsulent", "koordinator")


def interviews(
    rng: np.random.Generator, df_by_case: pd.DataFrame, df_by_criteria: pd.DataFrame, condition: bool
) -> pd.DataFrame:
    """The register `interviews`: one row an interviewee and question.

    `df_by_case` are the 20 case municipalities (code, organisation), `df_by_criteria` their criteria; unless
    `condition` the answers are drawn around the printed shares. Who is interviewed is the design of the mapping.
    """
    codes = df_by_case["code"].to_numpy()
    free = not condition
    citizens = interviewees("borger", _spread(rng, codes, int(printed(CITIZENS)), int(printed(FEWEST_CITIZENS)),
                                              int(printed(MOST_CITIZENS))))  # fmt: skip
    # 24 employers cannot be two to four in each of 20 municipalities; every municipality has one.
    employers = interviewees(
        "arbejdsgiver", _spread(rng, codes, int(printed(EMPLOYERS)), 1, int(printed(MOST_EMPLOYERS)))
    )
    parts = [
        _leader_answers(rng, codes, free),
        key_person_answers(rng, df_by_case, df_by_criteria, free),
        _staff_answers(rng, codes, free),
        citizen_answers(rng, citizens, free),
        employer_answers(rng, employers, free),
    ]
    return pd.concat(parts, ignore_index=True)


def _spread(rng: np.random.Generator, codes: np.ndarray, total: int, fewest: int, most: int) -> np.ndarray:
    """The municipality of each interview: all have `fewest`, one has `most`, the rest fall at random between."""
    count = np.full(len(codes), fewest)
    first = rng.integers(len(codes))
    count[first] = min(most, fewest + total - count.sum())
    while count.sum() < total:
        count[rng.choice(np.flatnonzero(count < most))] += 1
    return np.repeat(codes, count)


def _leader_answers(rng: np.random.Generator, codes: np.ndarray, free: bool) -> pd.DataFrame:
    """A municipality points to a topic when at least one of its leaders does."""
    fewest = int(printed(FEWEST_LEADERS))
    leaders = interviewees("leder", _spread(rng, codes, int(printed(LEADERS)), fewest, fewest + 1))
    targets = {topic: int(printed(number)) for topic, number in LEADER_TOPICS.items()}
    # "over halvdelen": at least one more than half.
    targets[UNCLEAR_LINE] = int(printed(MORE_THAN) / 100 * len(codes)) + int(rng.integers(1, 5))
    parts = []
    for topic, target in targets.items():
        count = int(rng.binomial(len(codes), target / len(codes))) if free else target
        pointing = codes[chosen(rng, len(codes), count)]
        parts.append(answers(leaders, topic, yes_or_no(_of_leaders(rng, leaders["KOMMUNE"].to_numpy(), pointing))))
    return pd.concat(parts)


def _of_leaders(rng: np.random.Generator, municipality: np.ndarray, pointing: np.ndarray) -> np.ndarray:
    """Which leaders say it: at least one in each municipality that points to it, none elsewhere."""
    says = np.isin(municipality, pointing) & (rng.random(len(municipality)) < LEADER_AGREES)
    for code in pointing:
        here = np.flatnonzero(municipality == code)
        if not says[here].any():
            says[rng.choice(here)] = True
    return says


def _staff_answers(rng: np.random.Generator, codes: np.ndarray, free: bool) -> pd.DataFrame:
    """Position, years in the jobcentre and whether they ask for more knowledge; exactly two in each municipality."""
    fewest = int(printed(FEWEST_STAFF))
    staff = interviewees("medarbejder", _spread(rng, codes, int(printed(STAFF)), fewest, fewest + 1))
    years = np.floor(rng.gamma(1.6, 5.0, len(staff)))
    # "over halvdelen": at least one more than half.
    wanted = int(printed(STAFF_MORE_THAN) / 100 * len(staff)) + int(rng.integers(1, 8))
    asking = int(rng.binomial(len(staff), wanted / len(staff))) if free else wanted
    return pd.concat(
        [
            answers(staff, "stilling", rng.choice(np.array(POSITIONS, dtype=object), len(staff))),
            answers(staff, "anciennitet_aar", np.minimum(years, 38)),
            answers(staff, ASKS_FOR_MORE, yes_or_no(chosen(rng, len(staff), asking))),
        ]
    )
