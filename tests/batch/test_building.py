import pytest

from utils.batch.building import csv_files, relative, weakest
from utils.errors import HkoError


@pytest.mark.parametrize(
    ("page", "target", "way"),
    [
        ("kommuner/707.html", "data/707", "../data/707"),
        ("kommuner/707.html", "index.html", "../index.html"),
        ("typologier.html", "data", "data"),
        ("typologier.html", "index.html", "index.html"),
    ],
)
def test_the_way_from_a_page_to_another_place(page: str, target: str, way: str) -> None:
    assert relative(page, target) == way


@pytest.mark.parametrize(
    ("statuses", "page_status"),
    [
        (["published", "synthetic", "register"], "synthetic"),
        (["published", "register"], "register"),
        (["published"], "published"),
        ([], "published"),
    ],
)
def test_a_page_takes_the_weakest_status_of_its_exhibits(statuses: list[str], page_status: str) -> None:
    assert weakest([{"status": status} for status in statuses]) == page_status


def test_each_exhibit_has_a_csv_file() -> None:
    assert csv_files([{"id": "b", "csv": "æ"}, {"id": "a", "csv": "1"}]) == {
        "b.csv": "æ".encode(),
        "a.csv": b"1",
    }


def test_two_exhibits_of_one_id_would_overwrite_each_other() -> None:
    with pytest.raises(HkoError) as raised:
        csv_files([{"id": "a", "csv": "1"}, {"id": "a", "csv": "2"}])
    assert str(raised.value) == "Flere tabeller eller figurer på siden hedder det samme: a, a."
