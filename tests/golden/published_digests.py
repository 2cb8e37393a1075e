"""The digest of every published series, from the extract itself: ``python -m tests.golden.published_digests EXTRACT``."""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
import sys
from collections.abc import Iterable
from pathlib import Path

STORED = Path(__file__).with_name("data") / "published_digests.json"
COLUMNS = ("indicator_id", "year", "geography_code", "value", "flag", "numerator", "denominator", "source")
NO_LICENCE = "ASGLB"

Row = tuple[str, ...]


def rows_of_extract(path: Path) -> list[Row]:
    """Every row of the extract that ships, as text, in the order of COLUMNS."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = [tuple(row[name] for name in COLUMNS) for row in csv.DictReader(file)]
    return [row for row in rows if not row[-1].startswith(NO_LICENCE)]


def digests(rows: Iterable[Row]) -> dict[str, str]:
    """A short hash of each series' rows, whatever their order."""
    lines: dict[str, list[str]] = {}
    for row in rows:
        lines.setdefault(row[0], []).append("|".join(row))
    return {series: hashlib.sha256("\n".join(sorted(each)).encode()).hexdigest()[:16] for series, each in lines.items()}


if __name__ == "__main__":
    found = digests(rows_of_extract(Path(sys.argv[1])))
    STORED.write_text(json.dumps(dict(sorted(found.items())), indent=1) + "\n", encoding="utf-8")
    print(len(found))
