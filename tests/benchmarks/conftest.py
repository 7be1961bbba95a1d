"""The benchmarks are scripts beside the package: their folder has to be named before they can be imported."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2] / "benchmarks"))
