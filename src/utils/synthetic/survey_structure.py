"""The latent structure behind the synthetic staff survey: what makes answers alike, and how strongly.

Every answer to an ordered question is a cut of a standard normal score: the part that a municipality's staff
share, the part that one respondent carries from question to question, and noise. A higher score means more
of what is asked about. Probabilities are in questionnaire order (K21 9.4.2); they are round assumptions of
this generator, not results.
"""

from dataclasses import dataclass, field

HANDICAP_TYPES = ("fysisk", "psykisk", "sensorisk", "intellektuel")
SCHEMES = ("pa", "ib", "fa", "hm")
ARMS = ("kontanthjælp", "a-dagpenge", "sygedagpenge", "ledighedsydelse")
SENIORITY_BANDS = ("under 1 år", "1-5 år", "6-10 år", "over 10 år")
SENIORITY_YEARS = ((0, 0), (1, 5), (6, 10), (11, 35))

JOB_TITLE_SHARES = (0.4, 0.17, 0.11, 0.02, 0.08, 0.22)
JOB_TITLE_CONCENTRATION = 25.0
SENIORITY_SHARES = (0.12, 0.48, 0.17, 0.23)
WOMEN_SHARE = 0.8
AGE_MEAN_SD = (47.0, 10.0)
TARGET_GROUPS = 12


@dataclass(frozen=True)
class Question:
    """One question: the answer shares of each item and the effects on its score (in standard deviations).

    `municipality` and `respondent` are standard deviations of the shared parts; `family` names which
    respondent part is used; `rank` works on the standardised rank of rammevilkår, `usage` on usage band høj
    (+) and lav (–), `seniority` on each band above the first, `key_person` on key persons, `arm` on the
    vignette's arms; `high_first` says that the first option means most, `first` is its number; `unknown` is the
    share of "Ved ikke".
    """

    shares: dict[str, tuple[float, ...]]
    family: str
    municipality: float
    respondent: float = 0.0
    high_first: bool = True
    first: int = 1
    strategy: dict[str, float] = field(default_factory=dict)
    organisation: dict[str, float] = field(default_factory=dict)
    rank: float = 0.0
    usage: float = 0.0
    seniority: float = 0.0
    key_person: float = 0.0
    job_title: dict[int, float] = field(default_factory=dict)
    arm: dict[str, float] = field(default_factory=dict)
    unknown: float = 0.0


def _bell(centre: float, spread: float) -> tuple[float, ...]:
    """Shares of the eleven answers 0–10 around a centre."""
    weights = [2.718281828 ** (-(((answer - centre) / spread) ** 2) / 2) for answer in range(11)]
    return tuple(weight / sum(weights) for weight in weights)


QUESTIONS: dict[str, Question] = {
    "q07": Question(
        {
            "fysisk": (0.18, 0.32, 0.27, 0.17, 0.06),
            "psykisk": (0.22, 0.36, 0.23, 0.14, 0.05),
            "sensorisk": (0.12, 0.30, 0.30, 0.20, 0.08),
            "intellektuel": (0.13, 0.33, 0.28, 0.19, 0.07),
        },
        "viden",
        0.22,
        0.55,
        rank=-0.05,
        usage=0.05,
        seniority=0.22,
        key_person=0.5,
        unknown=0.03,
    ),
    "q08": Question(
        {"pa": _bell(6.1, 2.2), "ib": _bell(4.7, 2.2), "fa": _bell(5.1, 2.2), "hm": _bell(6.1, 2.2)},
        "viden",
        0.35,
        0.65,
        high_first=False,
        first=0,
        rank=-0.05,
        usage=0.05,
        seniority=0.22,
        key_person=0.9,
        strategy={"proaktiv": 0.08, "diffus": -0.12},
        organisation={"spredt specialisering": -0.3},
    ),
    "q09": Question(
        {
            "pa": (0.34, 0.20, 0.20, 0.18, 0.08),
            "ib": (0.11, 0.08, 0.21, 0.38, 0.22),
            "fa": (0.16, 0.14, 0.20, 0.32, 0.18),
            "hm": (0.38, 0.21, 0.19, 0.15, 0.07),
        },
        "viden",
        0.18,
        0.6,
        rank=-0.05,
        usage=0.05,
        seniority=0.22,
        key_person=0.9,
        strategy={"proaktiv": 0.2, "reaktiv": 0.05, "diffus": -0.75},
        unknown=0.04,
    ),
    "q11": Question(
        {"pa": (0.55, 0.45), "ib": (0.1, 0.9), "fa": (0.2, 0.8), "hm": (0.7, 0.3)},
        "viden",
        0.22,
        0.6,
        rank=-0.05,
        usage=0.05,
        seniority=0.22,
        key_person=0.9,
        unknown=0.03,
    ),
    "q10": Question(
        {
            "a": (0.4, 0.6),
            "b": (0.8, 0.2),
            "c": (0.88, 0.12),
            "d": (0.97, 0.03),
            "e": (0.65, 0.35),
            "f": (0.93, 0.07),
            "g": (0.8, 0.2),
            "h": (0.83, 0.17),
            "i": (0.9, 0.1),
            "j": (0.94, 0.06),
        },
        "viden",
        0.15,
        0.25,
        high_first=False,
        first=0,
    ),
    "q12": Question(
        {"": (0.7, 0.3)},
        "screening",
        0.4,
        usage=0.2,
        seniority=-0.06,
        key_person=0.4,
        job_title={1: 0.3, 2: -0.2},
        unknown=0.05,
    ),
    "q13": Question(
        {
            "a": (0.94, 0.06),
            "b": (0.88, 0.12),
            "c": (0.85, 0.15),
            "d": (0.87, 0.13),
            "e": (0.9, 0.1),
            "f": (0.85, 0.15),
            "g": (0.65, 0.35),
            "h": (0.9, 0.1),
            "i": (0.85, 0.15),
            "j": (0.88, 0.12),
        },
        "screening",
        0.15,
        0.15,
        high_first=False,
        first=0,
    ),
    "q14": Question({"": (0.05, 0.17, 0.38, 0.30, 0.10)}, "redskab", 0.10, 0.5, rank=-0.08, unknown=0.1),
    "q15": Question({"": (0.08, 0.23, 0.37, 0.24, 0.08)}, "redskab", 0.25, 0.5, rank=-0.08, unknown=0.1),
    "q16": Question({"": (0.02, 0.07, 0.30, 0.35, 0.26)}, "økonomi", 0.2, rank=-0.1, usage=0.1, unknown=0.15),
    "q17": Question({"": (0.01, 0.04, 0.20, 0.40, 0.35)}, "redskab", 0.1, 0.4, unknown=0.08),
    "q18": Question(
        {
            "fysisk": (0.20, 0.52, 0.20, 0.06, 0.02),
            "psykisk": (0.28, 0.50, 0.18, 0.03, 0.01),
            "sensorisk": (0.24, 0.51, 0.19, 0.05, 0.01),
            "intellektuel": (0.28, 0.52, 0.15, 0.04, 0.01),
        },
        "tro",
        0.12,
        0.75,
        high_first=False,
        rank=-0.08,
        unknown=0.06,
    ),
    "q19": Question(
        {"": (0.13, 0.47, 0.30, 0.08, 0.02)},
        "tro",
        0.1,
        0.35,
        unknown=0.03,
        arm={"kontanthjælp": -0.25, "a-dagpenge": 0.2, "ledighedsydelse": 0.08},
    ),
    "q20": Question(
        {"": (0.27, 0.50, 0.19, 0.03, 0.01)},
        "tro",
        0.1,
        0.35,
        unknown=0.04,
        arm={"kontanthjælp": -0.1, "ledighedsydelse": 0.12},
    ),
    "q21": Question({"": (0.25, 0.40, 0.22, 0.09, 0.04)}, "støtte", 0.25, key_person=0.3, unknown=0.1),
}

# How much of a respondent's part a family takes over from the knowledge part; the rest is its own.
FAMILY_FROM_KNOWLEDGE = {"viden": 1.0, "tro": 0.3, "screening": 0.1, "redskab": 0.0, "økonomi": 0.0, "støtte": 0.2}


def item_name(question: str, suffix: str) -> str:
    """The column of an item: q07_fysisk, or q14 where the question has one item."""
    return f"{question}_{suffix}" if suffix else question
