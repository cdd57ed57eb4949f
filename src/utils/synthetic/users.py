"""Citizens and employers who were interviewed, and what they say of the schemes (K21 chapter 6).

Shares are of few persons. Where the print gives a percentage that no whole number of persons has (30 of 48, 80 and 90
of 24), the nearest number is taken.
"""

import numpy as np
import pandas as pd

from utils.synthetic.interview_answers import answers, chosen, number_of, whole, yes_or_no
from utils.synthetic.targets import printed

SCHEMES = {"pa": "K21-0963", "hm": "K21-0964", "fa": "K21-0965", "ib": "K21-0966"}
SELF_EMPLOYED, SELF_EMPLOYED_SHARE, FARMERS = "K21-0980", "K21-0978", "K21-0979"
PRIVATE = "K21-0967"
WITHOUT_JOB = 2  # 70 and 30 percent are whole numbers of the 46 who have a job, not of 48
IMPAIRMENTS = {"fysisk": "K21-0970", "psykisk": "K21-0971", "intellektuel": "K21-0972", "sensorisk": "K21-0972"}
MEAN_AGE, WOMEN = "K21-0973", "K21-0974"
CLOSE_CONTACT, NOT_AGAIN, ON_HANDICAP = "K21-0986", "K21-0984", "K21-0985"
SHOW_WORTH = "K21-0983"
TRADES = ("it", "slagteri", "gartneri")
YOUNGEST, OLDEST, GRADUATE_AGES = 20, 66, (24, 34)
# Employers by scheme: not printed; as the citizens, with one that knows two schemes.
EMPLOYER_SCHEMES = {"pa": 12, "hm": 8, "ib": 3, "fa": 2}
EMPLOYERS_PRIVATE = 70.0
EMPLOYER_VIEWS = {
    "fastholde_medarbejdere": "K21-0981",
    "oekonomisk_gevinst": "K21-0982",
    "klar_til_at_ansaette": "K21-0987",
    "aaben_dialog": "K21-0988",
    "socialt_ansvar": "K21-0989",
}


def citizen_answers(rng: np.random.Generator, citizens: pd.DataFrame, free: bool) -> pd.DataFrame:
    """The rows of the citizens; questions on a scheme are asked of those who have used it."""
    count = len(citizens)
    used = _schemes_used(rng, count)
    without_job = chosen(rng, count, WITHOUT_JOB, used["fa"] & ~used["pa"] & ~used["hm"] & ~used["ib"])
    self_employed = chosen(
        rng, count, int(printed(SELF_EMPLOYED)), (used["pa"] | used["hm"]) & ~used["fa"] & ~used["ib"]
    )
    farmers = chosen(rng, count, whole(printed(FARMERS), int(self_employed.sum())), self_employed & used["pa"])
    parts = [answers(citizens, f"ordning_{scheme}", yes_or_no(mask)) for scheme, mask in used.items()]
    parts += [
        answers(citizens, "sektor", _sectors(rng, without_job, self_employed)),
        answers(citizens, "selvstaendig", yes_or_no(self_employed)),
        answers(citizens[self_employed], "erhverv", _trades(rng, farmers[self_employed])),
        answers(citizens, "funktionsnedsaettelse", _impairments(rng, farmers)),
        answers(citizens, "alder", _ages(rng, used["ib"], free)),
        answers(citizens, "koen", np.where(chosen(rng, count, whole(printed(WOMEN), count)), "kvinde", "mand")),
        _views(rng, citizens, "taet_kontakt", CLOSE_CONTACT, free),
        _views(rng, citizens[used["fa"]], "fa_ikke_igen", NOT_AGAIN, free),
        _views(rng, citizens[used["fa"]], "fa_fokus_handicap", ON_HANDICAP, free),
        answers(citizens[used["ib"]], "ib_vise_vaerd", _more_than_half(rng, int(used["ib"].sum()))),
    ]
    return pd.concat(parts)


def employer_answers(rng: np.random.Generator, employers: pd.DataFrame, free: bool) -> pd.DataFrame:
    """The rows of the employers; the icebreaker question is asked of those who have used it."""
    count = len(employers)
    used = _employer_schemes(rng, count)
    private = chosen(rng, count, whole(EMPLOYERS_PRIVATE, count))
    parts = [answers(employers, f"ordning_{scheme}", yes_or_no(mask)) for scheme, mask in used.items()]
    parts.append(answers(employers, "sektor", np.where(private, "privat", "offentlig").astype(object)))
    parts += [_views(rng, employers, question, number, free) for question, number in EMPLOYER_VIEWS.items()]
    parts.append(answers(employers[used["ib"]], "ib_vise_vaerd", _more_than_half(rng, int(used["ib"].sum()))))
    return pd.concat(parts)


def _views(rng: np.random.Generator, df: pd.DataFrame, question: str, number: str, free: bool) -> pd.DataFrame:
    """Yes from as many as the printed share is of those asked."""
    yes = chosen(rng, len(df), number_of(rng, printed(number), len(df), free))
    return answers(df, question, yes_or_no(yes))


def _more_than_half(rng: np.random.Generator, count: int) -> np.ndarray:
    """ "Over halvdelen": the smallest majority or one more, if there are more."""
    least = int(printed(SHOW_WORTH) / 100 * count) + 1
    return yes_or_no(chosen(rng, count, min(least + int(rng.integers(0, 2)), count)))


def _schemes_used(rng: np.random.Generator, count: int) -> dict[str, np.ndarray]:
    """Scheme → who has used it. As many have PA or aids as make the printed self-employed the printed share of them.

    The others have used priority access or the icebreaker alone; the rest of these two go to those with PA or aids.
    """
    number = {scheme: whole(printed(share), count) for scheme, share in SCHEMES.items()}
    either = round(100 * printed(SELF_EMPLOYED) / printed(SELF_EMPLOYED_SHARE))
    order = rng.permutation(count)
    used = {scheme: np.zeros(count, dtype=bool) for scheme in SCHEMES}
    used["pa"][order[: number["pa"]]] = True
    used["hm"][order[either - number["hm"] : either]] = True
    alone = order[either:]
    icebreaker_alone = int(rng.integers(3, number["ib"]))
    used["ib"][alone[:icebreaker_alone]] = True
    used["fa"][alone[icebreaker_alone:]] = True
    with_more = rng.permutation(order[:either])
    for scheme in ("ib", "fa"):
        missing = number[scheme] - int(used[scheme].sum())
        used[scheme][with_more[:missing]] = True
        with_more = with_more[missing:]
    return used


def _employer_schemes(rng: np.random.Generator, count: int) -> dict[str, np.ndarray]:
    """Everyone knows a scheme; those first in line know a second one too."""
    names = np.repeat(list(EMPLOYER_SCHEMES), list(EMPLOYER_SCHEMES.values()))
    places = np.resize(rng.permutation(count), len(names))
    return {scheme: np.isin(np.arange(count), places[names == scheme]) for scheme in EMPLOYER_SCHEMES}


def _sectors(rng: np.random.Generator, without_job: np.ndarray, self_employed: np.ndarray) -> np.ndarray:
    """The self-employed are private; those without a job have no sector and no answer."""
    in_job = ~without_job
    private = whole(printed(PRIVATE), int(in_job.sum())) - int(self_employed.sum())
    in_private = self_employed | chosen(rng, len(in_job), private, in_job & ~self_employed)
    sector = np.where(in_private, "privat", "offentlig").astype(object)
    sector[without_job] = None
    return sector


def _trades(rng: np.random.Generator, farmers: np.ndarray) -> np.ndarray:
    others = np.array([TRADES[i % len(TRADES)] for i in range(len(farmers))], dtype=object)
    return np.where(farmers, "landbrug", rng.permutation(others))


def _impairments(rng: np.random.Generator, farmers: np.ndarray) -> np.ndarray:
    """One impairment a citizen; the farmers' are physical (l.4741)."""
    number = {name: whole(printed(share), len(farmers)) for name, share in IMPAIRMENTS.items()}
    names = np.repeat(np.array(list(number), dtype=object), list(number.values()))
    result = np.full(len(farmers), "fysisk", dtype=object)
    result[~farmers] = rng.permutation(names[int(farmers.sum()) :])
    return result


def _ages(rng: np.random.Generator, graduates: np.ndarray, free: bool) -> np.ndarray:
    """Whole years; those with the icebreaker have just finished an education. The mean prints as it should."""
    age = np.clip(np.rint(rng.normal(printed(MEAN_AGE) + 2, 10.5, len(graduates))), YOUNGEST, OLDEST)
    age[graduates] = rng.integers(*GRADUATE_AGES, int(graduates.sum()))
    while not free and abs(age.mean() - printed(MEAN_AGE)) > 0.4:
        step = 1 if age.mean() < printed(MEAN_AGE) else -1
        movable = np.flatnonzero(~graduates & (age + step >= YOUNGEST) & (age + step <= OLDEST))
        age[rng.choice(movable)] += step
    return age
