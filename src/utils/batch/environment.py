"""The environment of a kernel: the same for every kernel, warm or cold, here or on another machine."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

# One thread for linear algebra: kernels run side by side, and sums then come in the same order on every machine.
# The backend must stand before matplotlib is imported. The debugger's warning about frozen modules is silenced.
KERNEL_ENVIRONMENT: Final = {
    "MKL_NUM_THREADS": "1",
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    "NUMEXPR_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    "PYTHONHASHSEED": "0",
}
# Paths that say which data a notebook reads.
DATA_PATHS: Final = ("HKO_DATA_TOML", "HKO_FRAMES")


def data_paths(environment: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The paths to data that are set, absolute: a kernel works in a folder of its own."""
    return {name: str(Path(environment[name]).absolute()) for name in DATA_PATHS if environment.get(name)}


def kernel_environment(folder: Path, given: Mapping[str, str]) -> dict[str, str]:
    """Everything a kernel finds in its environment; temporary files and IPython's profile stay in its folder."""
    own = {"IPYTHONDIR": str(folder / "ipython"), "TMPDIR": str(folder)}
    return {**os.environ, **data_paths(), **given, **KERNEL_ENVIRONMENT, **own}
