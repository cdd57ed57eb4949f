"""The causal structure behind the synthetic registers: what drives what, and how strongly.

One number an arrow. The free draw follows the structure and nothing else; `without` sets an arrow to zero,
so that a test can see the matching statement of the report fail.
"""

from dataclasses import dataclass, replace

SCHEMES = ("PA", "HM")


@dataclass(frozen=True)
class Structure:
    """Coefficients on standardised municipal variables; pairs are (PA, HM).

    rank = standardised rank of rammevilkår (1 = least favourable), usage = standardised log usage rate,
    size = standardised log inhabitants; `noise_…` is the standard deviation of the municipality's own part.
    Probabilities are shares of persons; the arrows shift them on the logit scale.
    """

    rank_to_usage: tuple[float, float] = (-0.25, -0.42)
    noise_usage: tuple[float, float] = (0.45, 0.38)
    recruitment_share: tuple[float, float] = (0.25, 0.60)
    usage_to_recruitment: float = 0.25
    rank_to_recruitment: float = -0.10
    noise_recruitment: tuple[float, float] = (0.25, 0.30)
    hours_share_if_retention: tuple[float, float] = (0.95, 0.85)
    hours_share_if_recruitment: tuple[float, float] = (0.30, 0.13)
    increased_share_without_hours: tuple[float, float] = (0.33, 0.175)
    increased_share_with_hours: tuple[float, float] = (0.11, 0.175)
    retained_share: tuple[float, float] = (0.955, 0.955)
    rank_to_hours: float = -0.05
    usage_to_hours: float = 0.02
    size_to_hours: float = -0.15
    noise_hours: float = 0.10
    # No statement of the report needs it; studies of power set it to an effect that is known.
    proactive_to_hours: float = 0.0


# (name, from, to, what it says, the fields that carry it, their value when the arrow is taken away)
ARROWS: tuple[tuple[str, str, str, str, dict[str, object]], ...] = (
    (
        "rammevilkår → anvendelsesgrad",
        "rammevilkår",
        "anvendelsesgrad",
        "Bedre rammevilkår giver færre bevillinger pr. indbygger (stærkest for hjælpemidler).",
        {"rank_to_usage": (0.0, 0.0)},
    ),
    (
        "rammevilkår → rekrutteringsgrad",
        "rammevilkår",
        "rekrutteringsgrad",
        "Bedre rammevilkår giver en lidt lavere andel bevillinger til ledige.",
        {"rank_to_recruitment": 0.0},
    ),
    (
        "anvendelsesgrad → rekrutteringsgrad",
        "anvendelsesgrad",
        "rekrutteringsgrad",
        "Kommuner, der bevilger meget, bevilger oftere til ledige.",
        {"usage_to_recruitment": 0.0},
    ),
    (
        "rekrutteringsgrad → øgede løntimer (PA)",
        "rekrutteringsgrad",
        "øgede løntimer",
        "Ledige har sjældnere løntimer i forvejen; for personlig assistance øger de uden løntimer oftere deres "
        "timer (33 mod 11 pct.), for hjælpemidler ikke (17,5 pct. for begge).",
        {"increased_share_without_hours": (0.16, 0.175), "increased_share_with_hours": (0.16, 0.175)},
    ),
    (
        "rammevilkår → øgede løntimer",
        "rammevilkår",
        "øgede løntimer",
        "En svag direkte virkning: bedre rammevilkår, lidt færre med øgede løntimer.",
        {"rank_to_hours": 0.0},
    ),
    (
        "anvendelsesgrad → øgede løntimer",
        "anvendelsesgrad",
        "øgede løntimer",
        "En meget svag direkte virkning.",
        {"usage_to_hours": 0.0},
    ),
    (
        "kommunestørrelse → øgede løntimer",
        "kommunestørrelse",
        "øgede løntimer",
        "Jo større kommune, des færre med øgede løntimer, uafhængigt af de øvrige forhold.",
        {"size_to_hours": 0.0},
    ),
)


def without(structure: Structure, arrow: str) -> Structure:
    """The structure with one arrow of `ARROWS` taken away; KeyError when there is no such arrow."""
    changes = {name: fields for name, _, _, _, fields in ARROWS}[arrow]
    return replace(structure, **changes)  # type: ignore[arg-type]
