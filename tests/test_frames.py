"""A CSV extract of three persons, and what becomes of it. Their numbers carry a day above 60."""

import pickle
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from utils import load
from utils.errors import HkoError
from utils.frames import FRAME_NAMES, Frames, prepare, prepared
from utils.measures.municipal import respondents
from utils.paths import CODELISTS, PREPARED
from utils.registers.schemas import SCHEMAS

ANNA, BO, CARL = "6101800001", "6202800002", "6303800003"
# Anna: from 0.5 to 1.0 of full time; Bo: from no job to 0.5; Carl: a job of unknown hours before.
EXTRACT = {
    "dfdg_pa": f"""\
PNR;ID;STARTDATO;SLUTDATO;TIMER_PR_UGE;MINUTTER_PR_UGE;PATYPE;ARTTYPE;TIMEPRIS;TIMEPRIS_TYPE;OEVRIGE_UDGIFTER;OEVRIGE_UDGIFTER_TYPE
{ANNA};1;2018-05-14;;5;0;Andet;Lønmodtager;114,68;timeløn;;
""",
    "dfdg_hm": f"""\
PNR;ID;TYPE;EJERSKAB;ART;STARTDATO;SLUTDATO;PRIS
{BO};2;Undervisningsmateriale;lån;Undervisningsmateriale;2018-05-15;2018-06-12;500,00
{CARL};3;Undervisningsmateriale;eje;Undervisningsmateriale;2018-05-16;;500,00
""",
    "dfdg_ib": """\
PNR;ID;KONTAKTGRUPPE_START;KONTAKTGRUPPE_SLUT;LOENTILSKUD_START;LOENTILSKUD_SLUT;TIMER_PR_UGE;CVRNR;PNUMMER
""",
    "dream": f"""\
PNR;FOEDDT;nykom2018;y_1820;branche_2018_04;branche_2018_05;branche_2018_08;virkform_2018_05;grad_2018_04;grad_2018_08
{ANNA};1980-06-01;707;771;620100;620100;620100;60;0,5;1,0
{BO};1970-06-01;707;111;;;620100;;;0,5
{CARL};1960-06-01;101;;620100;620100;620100;60;;1,0
""",
    "municipality_types": """\
KOMMUNE;STRATEGI;ORGANISERING;MEDARBEJDERE
707;proaktiv;specialiseret team;40
""",
}
TOML = '[extract]\nfolder = "extract"\nformat = "csv"\nstatus = "register"\n'


def _extract(folder: Path, changed: dict[str, str | None] | None = None, toml: str = TOML) -> Path:
    """data.toml of the extract in `folder`; a register is changed, or left out with None."""
    (folder / "extract").mkdir(parents=True)
    for name, text in (EXTRACT | (changed or {})).items():
        if text is not None:
            (folder / "extract" / f"{name}.csv").write_text(text, encoding="utf-8")
    (folder / "data.toml").write_text(toml, encoding="utf-8")
    return folder / "data.toml"


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HKO_FRAMES", raising=False)
    monkeypatch.delenv("HKO_DATA_TOML", raising=False)


@pytest.fixture(scope="module")
def frames(tmp_path_factory: pytest.TempPathFactory) -> Frames:
    """The frames of the extract as it stands above."""
    return load(_extract(tmp_path_factory.mktemp("frames")))


def _municipality(frames: Frames, code: int) -> pd.Series:
    return frames.df_by_municipality.set_index("code").loc[code]


def test_one_call_gives_the_frames_of_the_extract(frames: Frames) -> None:
    assert frames.status == "register"
    assert [len(getattr(frames, name)) for name in FRAME_NAMES[:4]] == [3, 3, 98, 0]
    norddjurs = _municipality(frames, 707)
    inhabitants = norddjurs["inhabitants_2019k4"]
    assert norddjurs["usage_rate_two_year_pct"] == pytest.approx(200 / inhabitants)  # Anna and Bo
    assert norddjurs["increased_hours_pct"] == pytest.approx(100)  # both have more hours
    assert norddjurs[["retained_pct", "retained_persons"]].tolist() == [100, 1]  # Anna alone had hours
    assert norddjurs["recruitment_degree_pct"] == pytest.approx(50)  # Anna in flexjob, Bo on a-dagpenge
    assert norddjurs[["strategy", "organisation"]].tolist() == ["proaktiv", "specialiseret team"]
    # København has Carl, whose hours before are not known.
    assert _municipality(frames, 101)[["grants", "increased_hours_persons"]].tolist() == [1, 0]


def test_another_extract_gives_other_numbers(tmp_path: Path) -> None:
    # Anna has 0.25 in August, less than before, and Bo no job.
    dream = EXTRACT["dream"].replace("0,5;1,0", "0,5;0,25").replace(";;620100;;;0,5", ";;;;;")
    norddjurs = _municipality(load(_extract(tmp_path, {"dream": dream})), 707)
    assert norddjurs[["increased_hours_pct", "retained_pct"]].tolist() == [0, 100]


def test_registers_that_are_not_there_are_named(frames: Frames) -> None:
    assert frames.missing == tuple(sorted(set(SCHEMAS) - set(EXTRACT)))
    assert frames.df_by_municipality["framework_rank"].isna().all()
    assert frames.df_by_person_scheme[["gender", "income_dkk", "education"]].isna().all(axis=None)


def test_without_grants_or_dream_there_is_no_population(tmp_path: Path) -> None:
    data_toml = _extract(tmp_path, {"dream": None, "dfdg_hm": None})
    with pytest.raises(HkoError, match=r"^Registrene dfdg_hm, dream mangler; uden dem"):
        load(data_toml)


def test_every_fault_is_told_before_anything_is_computed(tmp_path: Path) -> None:
    changed = {
        "dfdg_hm": EXTRACT["dfdg_hm"].replace("500,00", "mange", 1),
        "dream": EXTRACT["dream"].replace("1970-06-01", "1970-13-01"),
    }
    with pytest.raises(HkoError) as error:
        load(_extract(tmp_path, changed))
    assert "dfdg_hm" in str(error.value) and "kolonne PRIS, række 1" in str(error.value)
    assert "dream" in str(error.value) and "kolonne FOEDDT, række 2" in str(error.value)
    assert ANNA not in str(error.value) and BO not in str(error.value)


def test_the_environment_may_name_data_toml(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HKO_DATA_TOML", str(_extract(tmp_path)))
    assert len(load().df_by_grant) == 3


def test_prepared_frames_are_the_computed_ones(tmp_path: Path, frames: Frames) -> None:
    answers = respondents(pd.DataFrame({"q01": [707, 101], "arm": ["sygedagpenge", None]}), frames.df_by_municipality)
    frames = replace(frames, df_by_respondent=answers)
    prepare(frames, tmp_path / "frames")
    read = prepared(tmp_path / "frames")
    assert (read.status, read.missing) == (frames.status, frames.missing)
    for name in FRAME_NAMES:
        pd.testing.assert_frame_equal(getattr(read, name), getattr(frames, name))


def test_no_missing_register_is_no_name(tmp_path: Path, frames: Frames) -> None:
    prepare(replace(frames, missing=()), tmp_path / "frames")
    assert prepared(tmp_path / "frames").missing == ()


def test_the_environment_may_name_prepared_frames(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, frames: Frames
) -> None:
    prepare(frames, tmp_path / "frames")
    monkeypatch.setenv("HKO_FRAMES", str(tmp_path / "frames"))
    changed = _extract(tmp_path / "other", _second_aid())
    monkeypatch.setenv("HKO_DATA_TOML", str(changed))
    assert len(load().df_by_grant) == 3  # the prepared frames, not those of data.toml


def test_a_data_toml_that_is_given_goes_before_prepared_frames(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, frames: Frames
) -> None:
    prepare(frames, tmp_path / "frames")
    monkeypatch.setenv("HKO_FRAMES", str(tmp_path / "frames"))
    assert len(load(_extract(tmp_path / "other", _second_aid())).df_by_grant) == 4


def _second_aid() -> dict[str, str | None]:
    return {"dfdg_hm": EXTRACT["dfdg_hm"] + EXTRACT["dfdg_hm"].splitlines()[1].replace(";2;", ";4;") + "\n"}


def test_code_lists_of_the_data_toml_named_by_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HKO_DATA_TOML", str(_with_own_codes(tmp_path)))
    assert _groups(load()) == {ANNA: "egen gruppe", BO: "a-dagpenge", CARL: "selvforsørgelse"}


def test_code_lists_of_the_data_toml_that_is_given(tmp_path: Path) -> None:
    assert _groups(load(_with_own_codes(tmp_path))) == {ANNA: "egen gruppe", BO: "a-dagpenge", CARL: "selvforsørgelse"}


def _with_own_codes(folder: Path) -> Path:
    """An extract whose data.toml puts fleksjob (771) in a group of its own."""
    codes = (CODELISTS / "dream_benefit.csv").read_text(encoding="utf-8")
    data_toml = _extract(folder, toml=TOML + '\n[codelists]\ndream_benefit = "own.csv"\n')
    own = codes.replace("\n771;Fleksjob;fleksjob;", "\n771;Fleksjob;egen gruppe;")
    (folder / "own.csv").write_text(own, encoding="utf-8")
    return data_toml


def _groups(frames: Frames) -> dict[str, str]:
    return dict(zip(frames.df_by_grant["pnr"], frames.df_by_grant["benefit_group"], strict=True))


@pytest.mark.parametrize("scheme", ["dfdg_pa", "dfdg_hm"])
def test_an_extract_without_grants_of_one_scheme(tmp_path: Path, scheme: str) -> None:
    header = EXTRACT[scheme].splitlines()[0] + "\n"
    frames = load(_extract(tmp_path, {scheme: header}))
    assert len(frames.df_by_grant) == (2 if scheme == "dfdg_pa" else 1)


@pytest.mark.parametrize("content", [b"hej", b"", pickle.dumps({"df_by_grant": 1})])
def test_what_is_not_prepared_frames_is_told_so(tmp_path: Path, content: bytes) -> None:
    (tmp_path / PREPARED).write_bytes(content)
    with pytest.raises(HkoError, match=r"^HKO_FRAMES: .*frames\.pickle holder ikke rammer"):
        prepared(tmp_path)
