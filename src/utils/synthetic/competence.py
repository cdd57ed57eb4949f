"""What key persons may grant, and from how many offices and teams, in each case municipality (K21 Tabel 7–9)."""

import numpy as np

from utils.synthetic.targets import printed

HOEJE_TAASTRUP, HOLBAEK, VEJEN = 169, 316, 575
# Told of three municipalities by name; the values of the other 17 are drawn.
NAMED = {
    "noegle_kontorer": {HOEJE_TAASTRUP: "K21-0141"},
    "noegle_teams": {HOLBAEK: "K21-0145"},
    "noegle_alle_ordninger": {HOLBAEK: "K21-0146"},
    "noegle_graense_hm_kr": {HOEJE_TAASTRUP: "K21-0142", HOLBAEK: "K21-0148", VEJEN: "K21-0151"},
    "noegle_graense_pa_timer": {HOLBAEK: "K21-0147"},
}
AID_LIMITS_DKK = (5_000.0, 10_000.0, 15_000.0, 20_000.0, 25_000.0, 50_000.0)
ASSISTANCE_LIMITS_HOURS = (10.0, 15.0, 20.0)
WITH_AID_LIMIT, WITH_ASSISTANCE_LIMIT = 0.75, 0.45


def competence(
    rng: np.random.Generator, codes: np.ndarray, organisation: np.ndarray, key_persons: np.ndarray
) -> dict[str, np.ndarray]:
    """Question → number a municipality; missing where there is no limit."""
    number = key_persons.astype(float)
    specialised = organisation == "specialiseret team"
    drawn = {
        "noegle_kontorer": np.where(specialised, np.minimum(number, rng.integers(1, 4, len(codes))), number),
        "noegle_teams": np.where(specialised, 1.0, number),
        "noegle_alle_ordninger": np.where(specialised, number, np.maximum(number - rng.integers(0, 2, len(codes)), 1)),
        "noegle_graense_hm_kr": _limits(rng, len(codes), AID_LIMITS_DKK, WITH_AID_LIMIT),
        "noegle_graense_pa_timer": _limits(rng, len(codes), ASSISTANCE_LIMITS_HOURS, WITH_ASSISTANCE_LIMIT),
    }
    for question, of_municipality in NAMED.items():
        for code, printed_number in of_municipality.items():
            drawn[question][codes == code] = printed(printed_number)
    return drawn


def _limits(rng: np.random.Generator, size: int, limits: tuple[float, ...], share: float) -> np.ndarray:
    """A limit where there is one."""
    return np.where(rng.random(size) < share, rng.choice(limits, size), np.nan)
