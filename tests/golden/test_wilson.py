import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from utils.statistics.intervals import wilson_pct

FOLDER = Path(__file__).parent
REFERENCE = json.loads((FOLDER / "wilson.json").read_text(encoding="utf-8"))
DF_BY_GROUP = pd.read_csv(FOLDER / "wilson.csv")


@pytest.mark.parametrize("name", ["lower_pct", "upper_pct"])
def test_wilson_is_prop_test_without_correction(name: str) -> None:
    df = wilson_pct(DF_BY_GROUP["count"], DF_BY_GROUP["total"])
    np.testing.assert_allclose(df[name], REFERENCE[name], rtol=1e-8, atol=1e-8)
