"""A table of the definitions that is kept as CSV."""

from __future__ import annotations

import csv
from pathlib import Path


def read_csv_table(path: Path) -> list[dict[str, str]]:
    """Every row of the file, by the headings of its first line."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
