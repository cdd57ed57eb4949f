"""The kept tables of simulated draws: read as they were written, and named when they are faulty."""

from pathlib import Path

import pytest

from utils.errors import HkoError
from utils.registers import simulations

GOOD = "scheme;method;true_difference_pp;draws;found_pct;monte_carlo_error_pp\nPA;CRV3;2,6;500;13,0;2,951\n"


def test_numbers_have_a_decimal_comma(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "power.csv").write_text(GOOD, encoding="utf-8")
    monkeypatch.setattr(simulations, "SIMULATIONS", tmp_path)
    assert simulations.power().loc[0, ["true_difference_pp", "draws", "found_pct"]].tolist() == [2.6, 500, 13.0]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "power.csv kan ikke læses; lav den med «make simulations»"),
        ("", "power.csv kan ikke læses"),
        (GOOD.splitlines()[0] + "\n", "power.csv har ingen rækker"),
        (GOOD.replace("found_pct", "found"), "power.csv mangler found_pct"),
    ],
)
def test_a_faulty_table_is_named(
    text: str | None, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if text is not None:
        (tmp_path / "power.csv").write_text(text, encoding="utf-8")
    monkeypatch.setattr(simulations, "SIMULATIONS", tmp_path)
    with pytest.raises(HkoError, match=message):
        simulations.power()
