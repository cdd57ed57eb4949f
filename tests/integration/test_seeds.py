"""The printed results hold whatever the seed, and at any scale."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from utils.frames import Frames, load
from utils.published.registry import printed_numbers
from utils.published.reproduction import expected_results
from utils.synthetic.registers import registers
from utils.synthetic.scaling import scaled
from utils.synthetic.writing import write

SEEDS = tuple(range(1, 11))
EXTRACT = '[extract]\nfolder = "synthetic"\nformat = "parquet"\nstatus = "synthetic"\n'
# What the scale multiplies: counts of persons and grants, amounts, and sums of full-time persons.
COUNTED = {"count", "amount_dkk"}


def frames(folder: Path, seed: int, scale: int = 1) -> Frames:
    write(scaled(registers(seed), scale), folder / "synthetic", scale)
    toml = folder / "data.toml"
    toml.write_text(EXTRACT + (f"scale = {scale}\n" if scale > 1 else ""), encoding="utf-8")
    return load(toml)


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
def test_another_seed_keeps_every_printed_result(
    seed: int, reproduced: Callable[[Frames], pd.DataFrame], tmp_path: Path
) -> None:
    expected = expected_results().set_index("id")["result"]
    found = reproduced(frames(tmp_path, seed)).set_index("id")
    exact = expected.index[expected == "exact"]
    lost = found.loc[exact][found.loc[exact, "result"] != "exact"]
    assert lost.empty, lost[["published", "recomputed", "compare", "exhibit"]].to_string()


@pytest.mark.slow
def test_three_times_the_scale_keeps_shares_and_triples_counts(
    reproduced: Callable[[Frames], pd.DataFrame], data: Frames, tmp_path: Path
) -> None:
    once = reproduced(data)
    thrice = reproduced(frames(tmp_path, 2021, scale=3))
    both = once.merge(thrice, on="id", suffixes=("", "_thrice")).merge(printed_numbers()[["id", "statistic", "unit"]])
    both = both[both["recomputed"].notna() & (both["recomputed"] != 0)]
    ratio = both["recomputed_thrice"] / both["recomputed"]
    counted = both["statistic"].isin(COUNTED)
    assert ratio[~counted].to_numpy() == pytest.approx(1, abs=1e-9)
    # Respondents, case files, interviews and municipalities are as many as before.
    assert set(ratio[counted].round(9)) == {1.0, 3.0}
    of_persons = counted & both["exhibit"].isin(["k21-befolkning", "k21-tabel-11-bevillinger"])
    assert ratio[of_persons].to_numpy() == pytest.approx(3, abs=1e-9) and of_persons.sum() >= 10
