from dataclasses import asdict

import pytest

from utils.synthetic.structure import ARROWS, Structure, without


@pytest.mark.parametrize(("arrow", "fields"), [(name, fields) for name, _, _, _, fields in ARROWS])
def test_an_arrow_that_is_taken_away_changes_its_own_fields_alone(arrow: str, fields: dict[str, object]) -> None:
    whole, cut = asdict(Structure()), asdict(without(Structure(), arrow))
    assert {name for name in whole if whole[name] != cut[name]} == set(fields)


def test_each_arrow_has_its_own_fields_and_a_name_of_its_ends() -> None:
    fields = [name for *_, changed in ARROWS for name in changed]
    assert len(fields) == len(set(fields))
    for name, start, end, text, _ in ARROWS:
        assert name.startswith(f"{start} → {end}")
        assert text.endswith(".")


def test_every_arrow_of_the_structure_can_be_taken_away() -> None:
    # Noise and levels are no arrows; everything else in the structure is one.
    levels = {"recruitment_share", "hours_share_if_retention", "hours_share_if_recruitment", "retained_share"}
    assert Structure().proactive_to_hours == 0.0  # an effect for studies of power, none of the structure's own
    not_arrows = levels | {"proactive_to_hours"}
    arrows = {name for name in asdict(Structure()) if not name.startswith("noise_")} - not_arrows
    assert arrows == {name for *_, changed in ARROWS for name in changed}


def test_without_the_arrow_from_recruitment_hours_before_make_no_difference() -> None:
    cut = without(Structure(), "rekrutteringsgrad → øgede løntimer (PA)")
    assert cut.increased_share_without_hours == cut.increased_share_with_hours
    whole = Structure()
    assert whole.increased_share_without_hours[0] == 3 * whole.increased_share_with_hours[0]  # .33 = 3 · .11


def test_an_arrow_that_does_not_exist() -> None:
    with pytest.raises(KeyError, match="løntimer → rammevilkår"):
        without(Structure(), "løntimer → rammevilkår")
