"""The survey of key persons in Beretning 2013 (S13 3.1, 3.3, 3.6): 58 of 95, and how far that carries."""

import pandas as pd
from matplotlib.figure import Figure

from utils.chapters.annual_report import numbers
from utils.chapters.common import QUALITY
from utils.frames import Frames
from utils.publish import figures
from utils.publish.exhibit import Column, Exhibit
from utils.publish.formats import interval, number, percent
from utils.statistics.finite_population import exact_persons, wilson_finite_pct, without_answer
from utils.statistics.quality import share_quality

NOT_PRINTED = "øvrige svar (ikke trykt hver for sig)"
QUESTIONS = {
    "brug af personlig assistance siden året før": "Flere med personlig assistance end i 2012?",
    "bevilgede hjælpemidler siden året før": "Flere med hjælpemidler end i 2012?",
    "ordningerne ved fleksjobansættelser": "Bruges ordningerne ved fleksjobansættelser?",
    "ordningerne før rehabiliteringsteam": "Overvejes ordningerne før rehabiliteringsteam?",
}
# The answers that the report draws its conclusions of.
CONCLUSIONS = {
    "brug af personlig assistance siden året før": ("steget",),
    "bevilgede hjælpemidler siden året før": ("steget",),
    "ordningerne ved fleksjobansættelser": ("I mange tilfælde", "Jævnligt"),
    "ordningerne før rehabiliteringsteam": ("Altid", "Ofte"),
}
COUNTED = {
    "answer": Column("Svar"), "persons": Column("Nøglepersoner", "integer"), "n_persons": Column("N", "integer"),
    "share_pct": Column("Andel", "percent"), "lower_pct": Column("95 pct.-interval, pct.", "interval"),
    "fewest_persons": Column("Eksakt, personer af de adspurgte", "interval", 0, "most_persons"),
    "none_pct": Column("Uden svar: ingen–alle, pct.", "interval", 0, "all_pct"), **QUALITY,
}  # fmt: skip
WILSON = (
    "95 pct.-interval efter Wilson med endelig populations-korrektion, fordi en stor del af en lille kreds har svaret; det "
    "regner de svarende for tilfældigt udtrukket."
)
METHOD = (
    f"{WILSON} Det gør også det eksakte, i hele personer af de adspurgte efter den hypergeometriske fordeling. Sidste kolonne "
    "gør ikke: andelen af alle adspurgte, hvis ingen eller alle uden svar havde svaret sådan."
)


def asked_and_answered(data: Frames) -> tuple[int, int]:
    """How many key persons were asked in January 2014, and how many of them answered."""
    asked = numbers(data, "adspurgte nøglepersoner").set_index("group")["value"]
    answered = numbers(data, "svar fra nøglepersoner").set_index("group")["value"]
    return int(asked["januar 2014"]), int(answered["januar 2014"])


def response(data: Frames) -> Exhibit:
    """The two surveys of key persons in the report: survey, asked_persons, persons, response_rate_pct."""
    asked = numbers(data, "adspurgte nøglepersoner").rename(columns={"value": "asked_persons"})
    answered = numbers(data, "svar fra nøglepersoner").rename(columns={"value": "persons"})
    df = asked.merge(answered, on=["group", "period"]).rename(columns={"group": "survey"})
    df = df[["survey", "persons", "asked_persons"]]
    df["response_rate_pct"] = 100 * df["persons"] / df["asked_persons"]
    return Exhibit(
        "s13-svarprocent", "Nøglepersonernes svarprocent", df, "published",
        "Svar i pct. af adspurgte nøglepersoner. Undersøgelsen om bmhandicap.dk (efterår 2013) har «cirka 100» svar. S13 siger "
        "ikke, hvorfor 151 blev spurgt den ene gang og 95 den anden, og omtaler de 61 pct. både som nøglepersoner (l.259) og som "
        "jobcentre (l.365). Kilde: S13 l.259, 365 og 735.",
        columns={"survey": Column("Undersøgelse"), "persons": Column("Svar", "integer"),
                 "asked_persons": Column("Adspurgte", "integer"),
                 "response_rate_pct": Column("Svarprocent", "percent")},
    )  # fmt: skip


def answers(data: Frames, series: str) -> pd.DataFrame:
    """One question in whole persons: answer, persons, n_persons, share_pct and three kinds of uncertainty.

    A printed percentage of 58 belongs to one whole number of persons, because they lie 1.7 percentage points
    apart. Where the printed answers are not all, the rest is a row of its own.
    """
    _, answered = asked_and_answered(data)
    printed = numbers(data, series)
    df = pd.DataFrame({"answer": printed["group"], "persons": (printed["value"] * answered / 100).round().astype(int)})
    rest = answered - int(df["persons"].sum())
    if rest:
        df = pd.concat([df, pd.DataFrame({"answer": [NOT_PRINTED], "persons": [rest]})], ignore_index=True)
    return with_uncertainty(data, df)


def with_uncertainty(data: Frames, df: pd.DataFrame) -> pd.DataFrame:
    """Counts of key persons with share_pct and the three kinds of uncertainty."""
    asked, answered = asked_and_answered(data)
    df = df.assign(n_persons=answered, share_pct=100 * df["persons"] / answered)
    exact = [exact_persons(count, answered, asked) for count in df["persons"]]
    bounds = pd.DataFrame(exact, columns=["fewest_persons", "most_persons"], index=df.index)
    wilson = wilson_finite_pct(df["persons"], df["n_persons"], asked)
    wilson["quality"] = share_quality(df["n_persons"], wilson["lower_pct"], wilson["upper_pct"])
    return pd.concat([df, wilson, bounds, without_answer(df["persons"], df["n_persons"], asked)], axis=1)


def developments(data: Frames) -> Exhibit:
    """3.1 and 3.3: did more use personal assistance and aids in 2013 than in 2012? A row an answer."""
    names = list(QUESTIONS)[:2]
    df = pd.concat([answers(data, name).assign(question=QUESTIONS[name]) for name in names], ignore_index=True)
    return Exhibit(
        "s13-noeglepersoner-udvikling", "Nøglepersonernes indtryk af udviklingen", df, "published",
        f"{base(data)} S13 trykker «ved ikke» for ingen af dem og «uændret» kun for personlig assistance. {METHOD} Kilde: S13 "
        "l.312–315 og 338–341.",
        columns={"question": Column("Spørgsmål"), **COUNTED},
    )  # fmt: skip


def flexjob(data: Frames) -> Exhibit:
    """Tabel 3.4: are the schemes used with flexjobs? A row an answer."""
    return _question(
        data, "ordningerne ved fleksjobansættelser", "s13-tabel-3-4", "Tabel 3.4. Ordningerne ved fleksjobansættelser",
        "S13 tabel 3.4, l.428 og 454–469",
    )  # fmt: skip


def rehabilitation(data: Frames) -> Exhibit:
    """Tabel 3.5: are the schemes considered before the rehabilitation team? A row an answer."""
    return _question(
        data, "ordningerne før rehabiliteringsteam", "s13-tabel-3-5", "Tabel 3.5. Ordningerne før rehabiliteringsteam",
        "S13 tabel 3.5, l.479–505",
    )  # fmt: skip


def _question(data: Frames, series: str, exhibit_id: str, title: str, source: str) -> Exhibit:
    df = answers(data, series)
    most = df.loc[df["persons"].idxmax()]
    return Exhibit(
        exhibit_id, title, df, "published", f"{QUESTIONS[series]} {base(data)} {WILSON} Kilde: {source}.",
        alt=f"Flest svarer «{most['answer']}»: {percent(most['share_pct'])} "
        f"({interval(most['lower_pct'], most['upper_pct'])}) af {number(most['n_persons'])} nøglepersoner.",
        draw=_bars,
    )  # fmt: skip


def _bars(rows: pd.DataFrame) -> Figure:
    return figures.bars(rows, "answer", "share_pct", lower="lower_pct", upper="upper_pct",
                        value_title="Pct. af nøglepersoner, der svarede; 95 pct.-interval")  # fmt: skip


def conclusions(data: Frames) -> Exhibit:
    """What the report concludes of the four questions, with uncertainty: question, answer, persons, shares."""
    rows = []
    for series, chosen in CONCLUSIONS.items():
        df = answers(data, series)
        persons = int(df.loc[df["answer"].isin(chosen), "persons"].sum())
        rows.append({"question": QUESTIONS[series], "answer": " eller ".join(chosen), "persons": persons})
    df = with_uncertainty(data, pd.DataFrame(rows))
    return Exhibit(
        "s13-noeglepersoner-samlet", "Hvad beretningen slutter af svarene", df, "published",
        f"{base(data)} {METHOD} «To ud af tre jobcentre» (l.482) er 37 af 58 nøglepersoner; et jobcenter kan have flere. Kilde: "
        "S13 l.312, 340, 482 og 563.",
        columns={"question": Column("Spørgsmål"), **COUNTED},
    )  # fmt: skip


def base(data: Frames) -> str:
    """The base of a share in words."""
    asked, answered = asked_and_answered(data)
    return f"Andel af de {number(answered)} nøglepersoner, der svarede, af {number(asked)} adspurgte (januar 2014)."
