import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from utils.statistics.expected import expected_rates

FOLDER = Path(__file__).parent
REFERENCE = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))
DF_BY_MUNICIPALITY = pd.read_csv(FOLDER / "expected.csv")


@pytest.mark.parametrize("name", REFERENCE)
def test_leaving_one_out_is_refitting_in_r(name: str) -> None:
    df = expected_rates(DF_BY_MUNICIPALITY, "usage_rate_pct", ["framework_rank", "log10_inhabitants"])
    np.testing.assert_allclose(df[name], REFERENCE[name], rtol=1e-8)
