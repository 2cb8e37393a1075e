"""Makes the compact table that ships from a tidy extract: ``python -m headway.comparators.make EXTRACT.csv.gz``.

An extract has one row a figure: series, area, year, value or the publisher's sign, numerator, denominator, source.
"""

from __future__ import annotations

import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from headway.catalogue import definitions_dir
from headway.comparators.series import load_series
from headway.comparators.table import FIGURES, figures_as_csv, write_parquet
from headway.comparators.tidy import read_tidy

NO_LICENCE = ("ASGLB",)
"""Sources whose licence is not stated: their figures do not ship."""


def make_table(extract: Path, out: Path) -> int:
    """Writes the figures of the extract as Parquet and gives their number. Raises FileError with the line."""
    today = datetime.now(UTC).date()
    figures = [each for each in read_tidy(extract, load_series(), on=today) if not each.source.startswith(NO_LICENCE)]
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder) / "figures.csv"
        text.write_bytes(figures_as_csv(figures))
        write_parquet(text, out)
    return len(figures)


if __name__ == "__main__":
    print(make_table(Path(sys.argv[1]), definitions_dir() / "published" / FIGURES))
