from pathlib import Path

from utils.batch.environment import data_paths, kernel_environment


def test_paths_to_data_are_absolute_and_only_those_that_are_set() -> None:
    environment = {"HKO_DATA_TOML": "min/data.toml", "HKO_FRAMES": "", "HOME": "/x"}
    assert data_paths(environment) == {"HKO_DATA_TOML": str(Path.cwd() / "min" / "data.toml")}


def test_one_thread_for_linear_algebra_whatever_was_given() -> None:
    found = kernel_environment(Path("/k"), {"OMP_NUM_THREADS": "8", "HKO_FRAMES": "/frames"})
    assert found["OMP_NUM_THREADS"] == "1"
    assert found["HKO_FRAMES"] == "/frames"
    assert found["TMPDIR"] == "/k"
