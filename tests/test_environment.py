"""What the repository says of its environment holds together."""

import re
import tomllib

import yaml

from utils.paths import ROOT

NAMED = ("jupyterlab", "pandas", "statsmodels", "seaborn", "papermill", "nbconvert")


def requirements() -> dict[str, str]:
    """Package → range, from pyproject.toml."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    listed = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    return {re.match(r"[\w-]+", text)[0]: re.sub(r"^[\w-]+(\[\w+\])?", "", text) for text in listed}


def test_environment_yml_has_the_ranges_of_pyproject() -> None:
    listed = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
    conda = {re.match(r"[\w-]+", text)[0]: text for text in listed if isinstance(text, str)}
    assert set(conda) == {"python", "pip", *NAMED}
    assert all(conda[name] == f"{name}{requirements()[name]}" for name in NAMED)
    python = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["requires-python"]
    assert conda["python"] == f"python{python}"


def test_the_lock_is_hashed_complete_and_names_no_address() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pinned = re.findall(r"^([\w.-]+)==", lock, re.M)
    assert set(requirements()) <= {name.lower() for name in pinned}
    assert lock.count("--hash=sha256:") >= len(pinned)
    assert not re.search(r"https?://|--(extra-)?index-url|--find-links", lock)


def test_data_readme_is_generated() -> None:
    from utils.synthetic.description import README, as_text

    assert README.read_text(encoding="utf-8") == as_text()


def test_the_readme_names_the_test_command_that_ci_runs() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "\nmake test " in readme
    assert (ROOT / ".ci" / "run").read_text(encoding="utf-8").strip().endswith("make test")
