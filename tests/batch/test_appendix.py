"""Pages are made of synthetic frames of the country's size alone, whatever data.toml says."""

from dataclasses import replace

import pandas as pd
import pytest

from utils.batch.appendix import publishable_frames
from utils.errors import HkoError
from utils.frames import FRAME_NAMES, Frames

SYNTHETIC = Frames(**dict.fromkeys(FRAME_NAMES, pd.DataFrame()), status="synthetic", missing=())


def test_synthetic_frames_pass() -> None:
    assert publishable_frames(SYNTHETIC) is SYNTHETIC


def test_prepared_frames_of_a_register_or_of_another_scale_are_refused() -> None:
    with pytest.raises(HkoError, match=r"rammerne \(HKO_FRAMES\) er af et registerudtræk"):
        publishable_frames(replace(SYNTHETIC, status="register"))
    with pytest.raises(HkoError, match="kun af registre i landets målestok"):
        publishable_frames(replace(SYNTHETIC, scale=3))
