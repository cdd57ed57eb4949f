import numpy as np

from utils.synthetic.competence import competence

CODES = np.array([169, 316, 575, 101, 147])
ORGANISATION = np.array(
    [
        "specialiseret team",
        "spredt specialisering",
        "generel specialisering",
        "specialiseret team",
        "specialiseret team",
    ]
)
KEY_PERSONS = np.array([4, 4, 1, 3, 1])


def test_named_municipalities_keep_what_is_printed_of_them() -> None:
    drawn = competence(np.random.default_rng(1), CODES, ORGANISATION, KEY_PERSONS)
    assert drawn["noegle_kontorer"][0] == 2
    assert drawn["noegle_graense_hm_kr"][:3].tolist() == [20_000, 10_000, 10_000]
    assert [
        drawn[question][1] for question in ("noegle_teams", "noegle_alle_ordninger", "noegle_graense_pa_timer")
    ] == [4, 3, 20]


def test_the_others_are_drawn_within_their_key_persons() -> None:
    for seed in range(20):
        drawn = competence(np.random.default_rng(seed), CODES, ORGANISATION, KEY_PERSONS)
        assert (drawn["noegle_kontorer"][3:] <= KEY_PERSONS[3:]).all() and (drawn["noegle_kontorer"] >= 1).all()
        assert (drawn["noegle_alle_ordninger"] <= KEY_PERSONS).all() and (drawn["noegle_alle_ordninger"] >= 1).all()
        assert drawn["noegle_teams"][3:].tolist() == [1, 1]
