"""Which of the report's conclusions hang on which choice: the table of all, and the curve of one."""

import pandas as pd
from matplotlib.figure import Figure

from utils.chapters.common import QUALITY, absent, empty, in_order, listed, unavailable
from utils.chapters.framework_conditions import REGISTERS
from utils.chapters.specifications import CANNOT_TELL, CHOICES, ONE_CHANGED, WORDS, listed_specifications
from utils.errors import HkoError
from utils.frames import Frames
from utils.publish import figures
from utils.publish.exhibit import Column, Exhibit
from utils.publish.formats import interval, number
from utils.registers.codelists import code_list

SURVIVES, HANGS = "overlever alle valg", "hænger på enkelte valg"
HANGS_TOGETHER, FAILS = "hænger på flere valg sammen", "holder ikke i hovedvalget"
NONE = "Ingen af modellerne kan beregnes af de foreliggende kommuner."
COMPARED = (
    "Forskellen er det ventede udfald for den midterste kommune i den højeste gruppe minus den midterste i den laveste "
    "(rang og størrelse: K21's bånd; anvendelses- og rekrutteringsgrad: tredjedele), i procentpoint, så lineære "
    "modeller, bånd og kurver kan sammenlignes"
)
IN_SHORT = (
    "Forskel: den midterste kommune i den højeste gruppe minus den midterste i den laveste, med 95 pct.-interval (HC3), "
    "som i tabellen over konklusionerne"
)
ERRORS = "HC3 over kommuner, også når de vægtes eller tælles i personer; 95 pct.-intervaller, t-fordeling"


def surviving_conclusions(data: Frames, df_by_specification: pd.DataFrame) -> Exhibit:
    """One row a statement of the report: in how many specifications it holds, and what decides."""
    exhibit_id, title = "k21-specifikationer-konklusioner", "Overlever konklusionen?"
    if absent(data, REGISTERS):
        return unavailable(exhibit_id, title, data, REGISTERS)
    if df_by_specification["p_value"].isna().all():
        return empty(exhibit_id, title, data, NONE)
    statements = code_list("statements").set_index("id", drop=False)
    groups = df_by_specification.groupby("id", sort=False)
    df = pd.DataFrame([_survival(statements.loc[name], rows) for name, rows in groups])
    counts = df["verdict"].value_counts()
    verdicts = listed([f"{number(counts[verdict])} {verdict}" for verdict in counts.index])
    return Exhibit(
        exhibit_id, title, df, data.status,
        f"Rapportens udsagn om sammenhænge mellem kommuner, regnet på alle de listede måder: {verdicts}. Et udsagn holder, "
        "når fortegn og dom (p under 0,05) er som i rapporten; er der ingen sammenhæng i rapporten, holder det, når p er "
        "mindst 0,05. «Hænger på enkelte valg»: dommen vender, når ét valg ændres fra hovedvalget; «på flere valg sammen»: kun "
        "når flere ændres på én gang, og så står det valg, hvor udsagnet sjældnest holder. Ordningen gælder udfaldet; "
        "anvendelsesgraden som forklaring er altid begge ordninger. Valg, "
        "som et udsagn ikke rummer, giver ingen ny model, så antallet er forskelligt. "
        f"{COMPARED}. Tallet og N er hovedvalgets; usikkerheden er {ERRORS}. At et udsagn holder i "
        "alle, gør det ikke til en årsag, og listen er ikke alle tænkelige valg. Kilde: egen beregning; udsagnene K21 5.2 "
        "og 7.1.3–7.1.4, valgene data/codelists/specifications.csv.",
        columns={"id": Column("Nr."), "text": Column("Udsagn"), "verdict": Column("Dom"),
                 "deciding": Column("Det vender ved"), "held": Column("Holder i"), "signs": Column("Samme fortegn i"),
                 "effect_pp": Column("Forskel, procentpoint", "decimal", 1),
                 "lower_pp": Column("95 pct.-interval", "interval", 1), "n_municipalities": Column("Kommuner", "integer"),
                 **QUALITY},
    )  # fmt: skip


def _survival(statement: pd.Series, rows: pd.DataFrame) -> dict[str, object]:
    """The row of one statement."""
    main, known = rows.iloc[0], rows[rows["p_value"].notna()]
    verdict, deciding = _verdict(rows)
    agree, same_sign = int(known["agrees"].eq("ja").sum()), int(known["same_sign"].sum())
    return {
        "id": statement["id"], "text": statement["text"], "expected_sign": statement["sign"],
        "expected_significant": statement["significant"],
        **main[["effect_pp", "lower_pp", "upper_pp", "p_value", "n_municipalities", "quality"]].to_dict(),
        "specifications": len(known), "same_sign": same_sign, "significant": int(known["significant"].sum()),
        "agree": agree, "held": _of(agree, known), "signs": _of(same_sign, known),
        "lowest_effect_pp": known["effect_pp"].min(), "highest_effect_pp": known["effect_pp"].max(),
        "verdict": verdict, "deciding": deciding or None,
    }  # fmt: skip


def _of(count: int, known: pd.DataFrame) -> str:
    return f"{number(count)} af {number(len(known))}"


def _verdict(rows: pd.DataFrame) -> tuple[str, str]:
    """How a conclusion stands over its specifications, and the choices that turn it."""
    main, known = rows.iloc[0], rows[rows["p_value"].notna()]
    if pd.isna(main["p_value"]):
        return CANNOT_TELL, ""
    if main["agrees"] == "nej":
        return FAILS, ""
    turned = known[known["agrees"] == "nej"]
    if turned.empty:
        return SURVIVES, ""
    alone = [_changed(main, row) for _, row in turned[turned["role"] == ONE_CHANGED].iterrows()]
    return (HANGS, "; ".join(alone)) if alone else (HANGS_TOGETHER, _weakest(known))


def _changed(main: pd.Series, row: pd.Series) -> str:
    """The choice in which a specification differs from the main one, in words."""
    choice = next(choice for choice in CHOICES if row[choice] != main[choice])
    return in_words(choice, row[choice])


def in_words(choice: str, value: str) -> str:
    """A choice as in a sentence: "vægt: personer (logit)"."""
    title, labels = WORDS[choice]
    return f"{title.lower()}: {labels[value]}"


def _weakest(known: pd.DataFrame) -> str:
    """The value of a choice under which the conclusion holds least often."""
    held = {
        (choice, value): (rows["agrees"].eq("ja").mean(), rows["agrees"].eq("ja").sum(), len(rows))
        for choice in CHOICES for value, rows in known.groupby(choice, sort=False) if value
    }  # fmt: skip
    (choice, value), (_, holds, of) = min(held.items(), key=lambda item: item[1][0])
    return f"mest {in_words(choice, value)} (holder i {number(holds)} af {number(of)})"


def specification_curve(
    data: Frames, df_by_specification: pd.DataFrame, udsagn: str = "2", valgt: bool = False
) -> Exhibit:
    """Every specification of one statement (its id in codelists/statements.csv), from lowest to highest difference.

    `valgt` sets the one that the reader chose apart from one of the same statement elsewhere on the page.
    """
    statements = code_list("statements").set_index("id", drop=False)
    if udsagn not in statements.index:
        raise HkoError(f"udsagn={udsagn!r}: vælg en af {', '.join(statements.index)}.")
    statement = statements.loc[udsagn]
    exhibit_id = "k21-specifikationer-valgt" if valgt else f"k21-specifikationer-udsagn-{udsagn}"
    title = f"{'Valgt udsagn' if valgt else 'Udsagn'} {udsagn} på alle måder: {statement['model']}"
    if absent(data, REGISTERS):
        return unavailable(exhibit_id, title, data, REGISTERS)
    every = df_by_specification[df_by_specification["id"] == udsagn]
    df = every[every["p_value"].notna()].sort_values("effect_pp", kind="stable", ignore_index=True)
    if df.empty:
        return empty(exhibit_id, title, data, NONE)
    verdict, deciding = _verdict(every)
    left = len(every) - len(df)
    cannot = f" {number(left)} kan ikke beregnes og er ikke med." if left else ""
    ends = interval(df["effect_pp"].iloc[0], df["effect_pp"].iloc[-1], 1)
    positive = int(df["effect_pp"].gt(0).sum())
    return Exhibit(
        exhibit_id, title, df, data.status,
        f"«{statement['text']}». Hver søjle er en måde at regne på (N = {number(len(df))} måder, "
        f"{_municipalities(df)} kommuner); prikkerne under den viser valgene, fyldte når resultatet er signifikant. "
        f"{IN_SHORT}.{cannot} Til højre: i hvor mange måder med valget udsagnet holder. Kilde: egen beregning; "
        f"udsagnet {statement['source']}, valgene data/codelists/specifications.csv.",
        alt=f"Af {number(len(df))} måder giver {number(df['significant'].sum())} en signifikant forskel, "
            f"{number(positive)} en positiv og {number(len(df) - positive)} en negativ; forskellen går fra {ends} "
            f"procentpoint. Udsagnet holder i {number(df['agrees'].eq('ja').sum())} og {verdict}"
            f"{f' ({deciding})' if deciding else ''}.",
        draw=_draw,
    )  # fmt: skip


def _municipalities(df: pd.DataFrame) -> str:
    fewest, most = df["n_municipalities"].min(), df["n_municipalities"].max()
    return number(most) if fewest == most else f"{number(fewest)}–{number(most)}"


def _draw(rows: pd.DataFrame) -> Figure:
    sign = rows["effect_pp"].gt(0).map({True: "signifikant, positiv", False: "signifikant, negativ"})
    shown = rows.assign(
        kind=sign.where(rows["significant"].astype(bool), "ikke signifikant"),
        main=rows["role"].eq("hovedvalg"),
        holds=rows["agrees"].eq("ja"),
    )
    used = {choice: _values(rows[choice], words) for choice, words in WORDS.items()}
    return figures.specification_curve(
        shown, "effect_pp", "lower_pp", "upper_pp", kind="kind", main="main", holds="holds",
        choices={choice: words for choice, words in used.items() if len(words[1]) > 1},
        value_title="Forskel fra laveste til højeste gruppe, procentpoint",
    )  # fmt: skip


def _values(chosen: pd.Series, words: tuple[str, dict[str, str]]) -> tuple[str, dict[str, str]]:
    """Title and labels of the values that occur."""
    title, labels = words
    return title, {value: label for value, label in labels.items() if value in set(chosen)}


def grid(data: Frames) -> Exhibit:
    """The choices, each with its values and why it is open."""
    listed_choices = listed_specifications()
    main = listed_choices.iloc[0]
    changed = listed_choices[listed_choices["role"] == ONE_CHANGED]
    rows = []
    for choice, (title, labels) in WORDS.items():
        own = changed[changed[choice] != main[choice]]
        rows.append({"choice": title, "main": labels[main[choice]],
                     "others": listed([labels[value] for value in own[choice]]), "reason": own["source"].iloc[0]})  # fmt: skip
    df = in_order(pd.DataFrame(rows), "choice", [title for title, _ in WORDS.values()])
    roles = listed_choices["role"].value_counts()
    return Exhibit(
        "k21-specifikationer-valg", "De valg, rapporten lader stå åbne", df, "published",
        f"{number(len(listed_choices))} måder: hovedvalget, {number(roles[ONE_CHANGED])} med ét valg ændret og "
        f"{number(roles['plan'])} i en plan, hvor hvert par af valg mødes lige mange gange. Lagt fast i "
        "data/codelists/specifications.csv. Kilde: K21 som nævnt; valgene er egne.",
        columns={"choice": Column("Valg"), "main": Column("Hovedvalg"), "others": Column("Også prøvet"),
                 "reason": Column("Hvorfor det er åbent")},
    )  # fmt: skip
