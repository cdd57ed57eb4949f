"""Where the repository keeps its files; the package is installed in place (`pip install -e .`)."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"
PUBLISHED = DATA / "published"
CODELISTS = DATA / "codelists"
QUALITY_RULES = DATA / "quality.toml"
SIMULATIONS = DATA / "simulations"
NOTEBOOKS = ROOT / "notebooks"
REPORTS = ROOT / "reports"
# The environment variable that names a folder with ready frames, and their file in it.
FRAMES_FOLDER = "HKO_FRAMES"
PREPARED = "frames.pickle"
