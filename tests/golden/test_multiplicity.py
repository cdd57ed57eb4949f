import json
from pathlib import Path

import numpy as np
import pandas as pd

from utils.statistics.group_comparison import holm

FOLDER = Path(__file__).parent
REFERENCE = json.loads((FOLDER / "multiplicity.json").read_text(encoding="utf-8"))


def test_holm_is_that_of_r() -> None:
    p_values = pd.read_csv(FOLDER / "multiplicity.csv")["p_value"]
    np.testing.assert_allclose(holm(p_values), REFERENCE["holm"], rtol=1e-10)
