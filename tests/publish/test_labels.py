from utils.publish.labels import placed


def test_a_name_alone_stands_to_the_right_and_at_the_right_edge_to_the_left() -> None:
    assert placed([(10, 50), (190, 50)], ["Læsø", "Vejle"], 200) == [(6, 4, "left"), (-6, 4, "right")]


def test_names_of_dots_that_lie_together_do_not_take_the_same_place() -> None:
    places = placed([(50, 50), (52, 51), (54, 50)], ["Aarhus", "Aalborg", "Odense"], 400)
    assert len(set(places)) == 3


def test_a_crowd_still_gets_a_place_each() -> None:
    assert len(placed([(50, 50)] * 30, ["Ringkøbing-Skjern"] * 30, 100)) == 30
