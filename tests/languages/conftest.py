"""The measuring of examples stands in benchmarks/, once."""

import sys
from pathlib import Path

# at the end: other folders of scripts have files of the same names
sys.path.append(str(Path(__file__).parents[2] / "benchmarks"))
