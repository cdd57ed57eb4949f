"""The words for each data status."""

import pytest

from utils.publish import status


def test_every_status_has_all_its_words() -> None:
    for words in (status.LABELS, status.FILE_WORDS, status.TITLE_WORDS, status.BANNERS):
        assert list(words) == ["published", "register", "synthetic"]
    assert status.LABELS["synthetic"] == "Syntetiske data – ikke virkelige tal"
    assert status.LABELS["published"] == "Offentliggjorte tal"
    assert status.LABELS["register"] == "Registerudtræk – ikke til offentliggørelse"


def test_downloads_carry_the_status_in_their_name() -> None:
    assert status.download_name("k21-figur-32", "synthetic") == "k21-figur-32-syntetisk.csv"
    assert status.download_name("k21-figur-32", "register") == "k21-figur-32-register.csv"


@pytest.mark.parametrize(
    ("kind", "title"), [("published", "Tabel 1"), ("register", "Tabel 1"), ("synthetic", "Tabel 1 – syntetiske data")]
)
def test_the_title_of_a_synthetic_table_says_so(kind: str, title: str) -> None:
    assert status.marked("Tabel 1", kind) == title


def test_an_unknown_status_is_refused() -> None:
    with pytest.raises(ValueError, match="Ukendt datastatus «real»; tilladt er published, register, synthetic"):
        status.validated("real")
