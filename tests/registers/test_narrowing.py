"""DREAM reduced to the persons with a grant reads as the whole DREAM does for them."""

from pathlib import Path

import pandas as pd
import pytest

from utils.errors import HkoError
from utils.registers.narrowing import narrowed
from utils.registers.reading import read
from utils.registers.sources import Source

ANNA, BO, CARL, DORTE = "6101600001", "6101600002", "6101600003", "6101600004"
AID = "PNR;ID;TYPE;EJERSKAB;ART;STARTDATO;SLUTDATO;PRIS\n{};1;Andet;lån;Lønmodtager;2018-03-01;;100\n"
ASSISTANCE = (
    "PNR;ID;STARTDATO;SLUTDATO;TIMER_PR_UGE;MINUTTER_PR_UGE;PATYPE;ARTTYPE;TIMEPRIS;TIMEPRIS_TYPE;"
    "OEVRIGE_UDGIFTER;OEVRIGE_UDGIFTER_TYPE\n{};1;2018-03-01;2018-05-01;10;30;Andet;Ledig;150,5;fast;;\n"
)
DREAM = (
    "Pnr;foeddt;NYKOM2018;Y_1801;grad_2018_02;kendes_ikke\n"
    f"{DORTE};1960-01-01;101;130;0,5;x\n"
    f"{CARL};1961-01-01;;;;x\n"
    f"{ANNA};1962-01-01;707;;1;x\n"
    f"{BO};1963-01-01;;771;0,25;x\n"
)


@pytest.fixture
def found(csv) -> dict[str, Source]:
    icebreaker = (
        "PNR;ID;KONTAKTGRUPPE_START;KONTAKTGRUPPE_SLUT;LOENTILSKUD_START;LOENTILSKUD_SLUT;TIMER_PR_UGE;CVRNR;PNUMMER\n"
        f"{BO};1;;;2018-03-01;;37;12345678;1234567890\n"
    )
    return (
        csv("dream", DREAM) | csv("dfdg_pa", ASSISTANCE.format(ANNA)) | csv("dfdg_hm", AID.format(BO))
        | csv("dfdg_ib", icebreaker)
    )  # fmt: skip


def test_only_those_with_a_grant_are_left_with_the_columns_of_the_dictionary(found):
    whole = read("dream", found)
    with narrowed(found) as near:
        assert {name: source for name, source in near.items() if name != "dream"} == {
            name: source for name, source in found.items() if name != "dream"
        }
        assert (near["dream"].format, near["dream"].status) == ("parquet", "register")
        small = read("dream", near)
    assert small["PNR"].tolist() == [ANNA, BO]
    pd.testing.assert_frame_equal(small, whole[whole["PNR"].isin([ANNA, BO])].reset_index(drop=True))


def test_the_file_is_private_and_goes_when_the_block_ends(found):
    with narrowed(found) as near:
        folder = near["dream"].path.parent
        assert folder.stat().st_mode & 0o077 == 0
    assert not Path(folder).exists()


def test_a_value_of_the_wrong_type_stops_it_with_one_danish_line(found):
    text = found["dream"].path.read_text(encoding="utf-8").replace("0,25", "0.25")
    found["dream"].path.write_text(text, encoding="utf-8")
    message = r"^Registret dream kan ikke læses; kør «hko data check» for at se fejlene\.$"
    with pytest.raises(HkoError, match=message), narrowed(found):
        pass
