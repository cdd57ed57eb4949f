import ast
from pathlib import Path

import papermill
import pytest

from utils.batch import parameters
from utils.batch.parameters import MODELS, municipality_names, notebook_path, validate
from utils.errors import HkoError
from utils.paths import NOTEBOOKS

CODES = "et af de 98 kommunenumre i data/municipalities.csv, fx 707 (Norddjurs)"
INDEX = "et tal over 0 og højst 1000 (100 er katalogets"
QUESTIONS = "q07, q08, q09, q10, q11, q12, q13, q14, q15, q16, q17, q18, q19, q20 eller q21"


def test_the_municipalities_are_98_and_sorted_by_code() -> None:
    codes = list(municipality_names())
    assert len(codes) == 98
    assert codes == sorted(codes)
    assert municipality_names()[707] == "Norddjurs"


@pytest.mark.parametrize(
    ("notebook", "given", "all_parameters"),
    [
        ("kommuneprofil", {}, {"kommune": 707}),
        ("kommuneprofil", {"kommune": 101}, {"kommune": 101}),
        ("monitorering", {}, {"kommune": 707, "periode": "alle", "data_csv": ""}),
        ("kommuneprofil", {"kommune": "860"}, {"kommune": 860}),
        ("typologier", {"ordning": "PA"}, {"ordning": "PA", "inddeling": "strategi"}),
        (
            "rammevilkaar",
            {"anvendelsesgrad": "2019"},
            {"ordning": "begge", "anvendelsesgrad": "2019", "usikkerhed": "HC3"},
        ),
        (
            "rammevilkaar",
            {"anvendelsesgrad": 2019, "usikkerhed": "klassisk"},
            {"ordning": "begge", "anvendelsesgrad": "2019", "usikkerhed": "klassisk"},
        ),
        (
            "business_case",
            {"eksempel": "25", "refusion": 2015, "indeks": "112,5", "satsindeks": 110},
            {"eksempel": 25, "refusion": "2015", "indeks": 112.5, "satsindeks": 110.0},
        ),
        ("surveyvaegtning", {"spoergsmaal": "q21"}, {"spoergsmaal": "q21", "opdeling": "ingen"}),
    ],
)
def test_given_parameters_stand_beside_the_defaults(
    notebook: str, given: dict[str, object], all_parameters: dict[str, object]
) -> None:
    assert validate(notebook, given) == all_parameters


@pytest.mark.parametrize("code", municipality_names())
def test_every_municipality_is_accepted(code: int) -> None:
    assert validate("kommuneprofil", {"kommune": code}) == {"kommune": code}


@pytest.mark.parametrize(
    ("notebook", "given", "message"),
    [
        ("kommuneprofil", {"komune": 101}, "Ukendt parameter «komune»; mente du «kommune»?"),
        ("kommuneprofil", {"farve": 1}, "Ukendt parameter «farve»; kommuneprofil har: kommune."),
        (
            "typologier",
            {"farve": 1},
            "Ukendt parameter «farve»; typologier har: ordning, inddeling.",
        ),
        ("kommuneprofil", {"kommune": 999}, f"Parameteren «kommune» skal være {CODES}, ikke «999»."),
        ("kommuneprofil", {"kommune": "999"}, f"Parameteren «kommune» skal være {CODES}, ikke «999»."),
        ("kommuneprofil", {"kommune": "../x"}, f"Parameteren «kommune» skal være {CODES}, ikke «../x»."),
        ("kommuneprofil", {"kommune": "0707"}, f"Parameteren «kommune» skal være {CODES}, ikke «0707»."),
        ("kommuneprofil", {"kommune": 707.0}, f"Parameteren «kommune» skal være {CODES}, ikke «707.0»."),
        ("kommuneprofil", {"kommune": True}, f"Parameteren «kommune» skal være {CODES}, ikke «True»."),
        ("kommuneprofil", {"kommune": None}, f"Parameteren «kommune» skal være {CODES}, ikke «None»."),
        (
            "kommuneprofil",
            {"kommune": "norddjurs"},
            f"Parameteren «kommune» skal være {CODES}, ikke «norddjurs»; mente du «707»?",
        ),
        (
            "kommuneprofil",
            {"kommune": "6101701234"},
            f"Parameteren «kommune» skal være {CODES}, ikke «***».",
        ),
        ("typologier", {"ordning": "IB"}, "Parameteren «ordning» skal være PA, HM eller begge, ikke «IB»."),
        (
            "typologier",
            {"ordning": "pa"},
            "Parameteren «ordning» skal være PA, HM eller begge, ikke «pa»; mente du «PA»?",
        ),
        (
            "typologier",
            {"inddeling": 3},
            "Parameteren «inddeling» skal være strategi eller organisering, ikke «3».",
        ),
        (
            "rammevilkaar",
            {"anvendelsesgrad": 2018},
            "Parameteren «anvendelsesgrad» skal være to_aar eller 2019, ikke «2018»; mente du «2019»?",
        ),
        (
            "rammevilkaar",
            {"usikkerhed": "HC1"},
            "Parameteren «usikkerhed» skal være HC3 eller klassisk, ikke «HC1»; mente du «HC3»?",
        ),
        (
            "surveyvaegtning",
            {"spoergsmaal": "q7"},
            f"Parameteren «spoergsmaal» skal være {QUESTIONS}, ikke «q7»; mente du «q07»?",
        ),
        (
            "specifikationskurve",
            {"udsagn": 10},
            "Parameteren «udsagn» skal være 1, 2, 3, 4, 5, 6, 7a, 7b, 8a, 8b, 9a eller 9b, ikke «10»; mente du «1»?",
        ),
        ("kommuneprofl", {}, "Ukendt notebook «kommuneprofl»; mente du «kommuneprofil»?"),
        (
            "../x",
            {},
            "Ukendt notebook «../x»; der findes: beretning, borgere, brug, business_case, kommuneprofil, metode, "
            "monitorering, prioritering, rammevilkaar, sagsgang, specifikationskurve, surveyvaegtning, tvaergaaende, "
            "typologier, viden.",
        ),
        ("business_case", {"eksempel": 26}, "Parameteren «eksempel» skal være et helt tal fra 1 til 25, ikke «26»."),
        ("business_case", {"eksempel": "01"}, "Parameteren «eksempel» skal være et helt tal fra 1 til 25, ikke «01»."),
        ("business_case", {"eksempel": 1.0}, "Parameteren «eksempel» skal være et helt tal fra 1 til 25, ikke «1.0»."),
        (
            "business_case",
            {"refusion": 2017},
            "Parameteren «refusion» skal være 2015 eller 2016, ikke «2017»; mente du «2015»?",
        ),
        ("business_case", {"indeks": 0}, f"Parameteren «indeks» skal være {INDEX} priser), ikke «0»."),
        ("business_case", {"indeks": "nan"}, f"Parameteren «indeks» skal være {INDEX} priser), ikke «nan»."),
        ("business_case", {"satsindeks": True}, f"Parameteren «satsindeks» skal være {INDEX} ydelser), ikke «True»."),
    ],
)
def test_a_faulty_parameter_is_one_danish_line(notebook: str, given: dict[str, object], message: str) -> None:
    with pytest.raises(HkoError) as raised:
        validate(notebook, given)
    assert str(raised.value) == message


FILES = "stien til en csv-fil, der findes, eller tom (kun de trykte serier)"
PERIODS = "alle eller to år med bindestreg, fx 2018-2023"


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"periode": "2023"}, f"Parameteren «periode» skal være {PERIODS}, ikke «2023»."),
        ({"periode": "2023-2018"}, f"Parameteren «periode» skal være {PERIODS}, ikke «2023-2018»."),
        ({"periode": 2023}, f"Parameteren «periode» skal være {PERIODS}, ikke «2023»."),
        ({"data_csv": "ingen.csv"}, f"Parameteren «data_csv» skal være {FILES}, ikke «ingen.csv»."),
        ({"data_csv": "/etc/passwd"}, f"Parameteren «data_csv» skal være {FILES}, ikke «/etc/passwd»."),
        ({"data_csv": "."}, f"Parameteren «data_csv» skal være {FILES}, ikke «.»."),
        ({"data_csv": "tal\0.csv"}, f"Parameteren «data_csv» skal være {FILES}, ikke «tal\0.csv»."),
        ({"data_csv": None}, f"Parameteren «data_csv» skal være {FILES}, ikke «None»."),
        ({"kommune": 70}, f"Parameteren «kommune» skal være {CODES}, ikke «70»."),
        ({"data": "tal.csv"}, "Ukendt parameter «data»; mente du «data_csv»?"),
    ],
)
def test_parameters_of_the_monitoring_are_checked(given: dict[str, object], message: str) -> None:
    with pytest.raises(HkoError) as raised:
        validate("monitorering", given)
    assert str(raised.value) == message


def test_a_file_is_given_by_its_whole_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "tal.CSV").touch()
    monkeypatch.chdir(tmp_path)
    given = {"kommune": "787", "periode": "2018-2023", "data_csv": "tal.CSV"}
    assert validate("monitorering", given) == {
        "kommune": 787, "periode": "2018-2023", "data_csv": str((tmp_path / "tal.CSV").resolve()),
    }  # fmt: skip


def test_several_faults_are_told_together() -> None:
    with pytest.raises(HkoError) as raised:
        validate("typologier", {"ordning": "IB", "indeling": "strategi"})
    assert str(raised.value) == (
        "Parameteren «ordning» skal være PA, HM eller begge, ikke «IB». "
        "Ukendt parameter «indeling»; mente du «inddeling»?"
    )


def test_a_notebook_is_found_by_its_number_and_name(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    monkeypatch.setattr(parameters, "NOTEBOOKS", tmp_path)
    with pytest.raises(HkoError) as raised:
        notebook_path("typologier")
    assert str(raised.value) == "Der skal ligge netop én notebook notebooks/NN_typologier.ipynb; der ligger 0."
    (tmp_path / "06_typologier_og_loentimer.ipynb").touch()
    assert notebook_path("typologier") == tmp_path / "06_typologier_og_loentimer.ipynb"


@pytest.mark.parametrize("notebook", MODELS)
def test_the_notebook_has_the_same_parameters_and_defaults(notebook: str) -> None:
    files = sorted(NOTEBOOKS.glob(f"[0-9][0-9]_{notebook}*.ipynb"))
    if not files:
        pytest.skip(f"notebooks/NN_{notebook}.ipynb is not written yet")
    found = papermill.inspect_notebook(files[0])
    defaults = {name: ast.literal_eval(parameter["default"]) for name, parameter in found.items()}
    assert defaults == validate(notebook, {})
