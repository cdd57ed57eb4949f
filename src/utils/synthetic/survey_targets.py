"""Which printed numbers of K21 the synthetic survey is conditioned on, by registry id.

Only ids stand here; the numbers are read from the registry (`utils.synthetic.targets`). A number that the
report repeats is listed once. `CONTRADICTED` holds printed numbers that cannot hold beside a target.
"""

from dataclasses import dataclass

WEIGHTED, RESPONDENTS = "vægtet", "respondenter"


@dataclass(frozen=True)
class Share:
    """A printed share of an answer; `where` is a subgroup (column of the cells, value)."""

    number: str
    item: str
    answer: str
    level: str = WEIGHTED
    where: tuple[str, str] | None = None


@dataclass(frozen=True)
class Range:
    """Lowest and highest municipality, and the printed distance between them.

    With `answer` the values are shares of that answer, else means of the question. `unit` is the unit that
    the numbers are printed in where the registry's decimals say too little ("3-3,6").
    """

    lowest: str
    highest: str
    spread: str | None = None
    in_points: bool = False
    unit: float | None = None
    answer: str | None = None


@dataclass(frozen=True)
class GroupMean:
    """A printed mean of municipal means over the municipalities with `value` in `column`."""

    number: str
    column: str
    value: str


@dataclass(frozen=True)
class Ratio:
    """How many percent the mean of one strategy lies above another."""

    number: str
    over: str
    under: str


def _shares(answer: str, numbers: dict[str, str], level: str = WEIGHTED) -> tuple[Share, ...]:
    return tuple(Share(number, item, answer, level) for item, number in numbers.items())


SHARES: dict[str, tuple[Share, ...]] = {
    "q02": tuple(
        Share(number, "q02", title, RESPONDENTS)
        for title, number in {
            "Myndighedssagsbehandler": "K21-1173",
            "Administrativ medarbejder": "K21-1176",
            "Myndigheds- og virksomhedskonsulent": "K21-1179",
            "Nøgleperson til HKO": "K21-1182",
            "Virksomhedskonsulent": "K21-1185",
            "Andet": "K21-1188",
        }.items()
    ),
    "seniority_band": tuple(
        Share(number, "seniority_band", band, RESPONDENTS)
        for band, number in {
            "under 1 år": "K21-1164",
            "1-5 år": "K21-1165",
            "6-10 år": "K21-1168",
            "over 10 år": "K21-1171",
        }.items()
    ),
    "q05": (
        Share("K21-1160", "q05", "kvinder", RESPONDENTS),
        Share("K21-1161", "q05", "mænd", RESPONDENTS),
    ),
    "q07": _shares("høj", {"q07_psykisk": "K21-0190", "q07_fysisk": "K21-0191"}),
    "q08": (
        *_shares("høj", {"q08_pa": "K21-0197", "q08_hm": "K21-0198", "q08_fa": "K21-0199", "q08_ib": "K21-0200"}),
        *_shares(
            "høj",
            {"q08_pa": "K21-0390", "q08_hm": "K21-0391", "q08_fa": "K21-0392", "q08_ib": "K21-0393"},
            RESPONDENTS,
        ),
    ),
    "q09": (
        *_shares("høj", {"q09_pa": "K21-0225", "q09_hm": "K21-0226", "q09_fa": "K21-0227", "q09_ib": "K21-0228"}),
        *_shares("lav", {"q09_pa": "K21-0080", "q09_hm": "K21-0079", "q09_fa": "K21-0078", "q09_ib": "K21-0077"}),
    ),
    "q10": _shares(
        "ja",
        {"q10_a": "K21-0249", "q10_e": "K21-0250", "q10_b": "K21-0251", "q10_g": "K21-0252", "q10_h": "K21-0253"},
    ),
    "q11": (
        *_shares("ja", {"q11_pa": "K21-0234", "q11_hm": "K21-0235"}),
        *_shares("nej", {"q11_fa": "K21-0236", "q11_ib": "K21-0237"}),
    ),
    "q12": (
        Share("K21-0294", "q12", "ja"),
        Share("K21-0295", "q12", "nej"),
        Share("K21-0306", "q12", "ja", where=("seniority", "0-5 år")),
        Share("K21-0309", "q12", "ja", where=("seniority", "over 10 år")),
        Share("K21-0311", "q12", "ja", where=("job_title", "Nøgleperson til HKO")),
        Share("K21-0312", "q12", "ja", where=("job_title", "Myndighedssagsbehandler")),
        Share("K21-0313", "q12", "ja", where=("job_title", "Virksomhedskonsulent")),
        Share("K21-0314", "q12", "ja", where=("usage_band", "lav")),
        Share("K21-0315", "q12", "ja", where=("usage_band", "høj")),
    ),
    "q13": (Share("K21-0303", "q13_d", "ja", where=("q12", "nej")),),
    "q14": (Share("K21-0284", "q14", "høj"),),
    "q15": (Share("K21-0285", "q15", "høj"),),
    "q16": (Share("K21-0305", "q16", "høj"), Share("K21-0304", "q16", "lav")),
    "q18": (
        *_shares(
            "høj",
            {
                f"q18_{kind}": number
                for kind, number in {
                    "fysisk": "K21-0331",
                    "psykisk": "K21-0332",
                    "sensorisk": "K21-0333",
                    "intellektuel": "K21-0334",
                }.items()
            },
        ),
        *_shares(
            "middel",
            {
                f"q18_{kind}": number
                for kind, number in {
                    "fysisk": "K21-0335",
                    "psykisk": "K21-0336",
                    "sensorisk": "K21-0337",
                    "intellektuel": "K21-0338",
                }.items()
            },
        ),
        *_shares(
            "lav",
            {
                f"q18_{kind}": number
                for kind, number in {
                    "fysisk": "K21-0339",
                    "psykisk": "K21-0340",
                    "sensorisk": "K21-0341",
                    "intellektuel": "K21-0342",
                }.items()
            },
        ),
    ),
    "q19": tuple(
        Share(number, "q19", "høj", where=("arm", arm))
        for arm, number in {
            "kontanthjælp": "K21-0367",
            "a-dagpenge": "K21-0364",
            "sygedagpenge": "K21-0366",
            "ledighedsydelse": "K21-0365",
        }.items()
    ),
    "q20": tuple(
        Share(number, "q20", answer, where=("arm", arm))
        for answer, numbers in {
            "høj": ("K21-0374", "K21-0375", "K21-0376", "K21-0377"),
            "middel": ("K21-0378", "K21-0379", "K21-0380", "K21-0381"),
            "lav": ("K21-0382", "K21-0383", "K21-0384", "K21-0385"),
        }.items()
        for arm, number in zip(("kontanthjælp", "a-dagpenge", "sygedagpenge", "ledighedsydelse"), numbers, strict=True)
    ),
    "q21": (Share("K21-0258", "q21", "høj"),),
}

RANGES: dict[str, tuple[Range, ...]] = {
    "q02": tuple(
        Range(lowest, highest, answer=title)
        for title, (lowest, highest) in {
            "Myndighedssagsbehandler": ("K21-1174", "K21-1175"),
            "Administrativ medarbejder": ("K21-1177", "K21-1178"),
            "Myndigheds- og virksomhedskonsulent": ("K21-1180", "K21-1181"),
            "Nøgleperson til HKO": ("K21-1183", "K21-1184"),
            "Virksomhedskonsulent": ("K21-1186", "K21-1187"),
            "Andet": ("K21-1189", "K21-1190"),
        }.items()
    ),
    "q07": (Range("K21-0192", "K21-0193", "K21-0196"),),
    "q08": (Range("K21-0201", "K21-0202", "K21-0205"),),
    "q09": (Range("K21-0229", "K21-0230", "K21-0233"),),
    "q11": (Range("K21-0238", "K21-0239", "K21-0242", in_points=True),),
    "q12": (Range("K21-0400", "K21-0401", answer="ja"),),
    "q14": (Range("K21-0286", "K21-0287", "K21-0292", unit=0.1),),
    "q15": (Range("K21-0288", "K21-0289", "K21-0293", unit=0.1),),
    "q18": (Range("K21-0326", "K21-0327", "K21-0330"),),
}

GROUP_MEANS: dict[str, tuple[GroupMean, ...]] = {
    "q08": (
        GroupMean("K21-0259", "strategy", "diffus"),
        GroupMean("K21-0260", "strategy", "proaktiv"),
        GroupMean("K21-0261", "organisation", "specialiseret team"),
        GroupMean("K21-0262", "organisation", "generel specialisering"),
        GroupMean("K21-0263", "organisation", "spredt specialisering"),
    ),
}
RATIOS: dict[str, tuple[Ratio, ...]] = {
    "q09": (Ratio("K21-0264", "proaktiv", "reaktiv"), Ratio("K21-0265", "proaktiv", "diffus")),
}

# Belief in citizens with a physical disability by knowledge of the schemes, and the distance between them.
BELIEF_LOW_KNOWLEDGE, BELIEF_HIGH_KNOWLEDGE, BELIEF_DISTANCE = "K21-0356", "K21-0359", "K21-0360"
SCREENING_DISTANCE = "K21-0316"
MEAN_AGE = "K21-1162"
RESPONDENT_COUNT = "K21-1132"
# Printed response rates of 9.4; the municipality is the registry's group_value.
RESPONSE_RATES = tuple(f"K21-{number}" for number in range(1135, 1155))

# id -> (id of the target that stands, why)
CONTRADICTED: dict[str, tuple[str, str]] = {
    "K21-0548": (
        "K21-0294",
        "61 pct. screener (5.3.2) kan ikke gælde sammen med 69 pct. (4.3, Figur 15); figurens tal er valgt.",
    ),
    "K21-0203": ("K21-0354", "Teksten skriver skala 1-10, spørgeskemaet 0-10; spørgeskemaet er valgt."),
}
