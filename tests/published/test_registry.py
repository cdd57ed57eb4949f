"""The registry holds every printed number as it was printed."""

import pytest

from utils.errors import HkoError
from utils.paths import PUBLISHED
from utils.published.registry import by_id, printed_numbers, read_table


def test_one_row_a_printed_number_in_document_order():
    df_by_printed_number = printed_numbers()
    assert len(df_by_printed_number) == 1820
    assert df_by_printed_number["id"].is_unique
    # 27 + 64 + 1,252 + 219 + 258 = 1,820
    counts = df_by_printed_number["doc"].value_counts(sort=False).to_dict()
    assert counts == {"N22": 27, "N24": 64, "K21": 1252, "S13": 219, "C15": 258}


def test_a_value_is_a_number_and_keeps_its_printed_decimals():
    weight = by_id("K21-1224")
    assert weight["value"] == 0.11
    assert weight["value_printed"] == "0.110"
    assert weight["decimals"] == 3


def test_decimals_are_those_of_the_printed_text():
    df_by_printed_number = printed_numbers()
    printed = df_by_printed_number["value_printed"].str.partition(".")[2].str.len()
    assert (printed == df_by_printed_number["decimals"]).all()


def test_by_id_finds_a_row_with_its_population():
    row = by_id("K21-0998")
    assert (row["value"], row["population_n"], row["line"]) == (23062, 23062, 5220)


def test_an_unknown_id_is_told_in_danish():
    with pytest.raises(HkoError, match="figures.csv: der findes intet trykt tal med id «K21-9999»"):
        by_id("K21-9999")


def test_the_registry_cannot_be_changed_through_a_frame_it_gave():
    df_by_printed_number = printed_numbers()
    df_by_printed_number.loc[:, "value"] = 0
    assert by_id("K21-0083")["value"] == 10561


def test_every_topic_has_a_danish_label_and_no_label_is_left_over():
    labels = read_table(PUBLISHED / "topic_labels.csv")
    assert list(labels["topic"]) == list(printed_numbers()["topic"].drop_duplicates())
    assert (labels["label"].str.len() > 3).all()
