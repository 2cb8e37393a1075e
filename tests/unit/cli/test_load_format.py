"""Every cell that could not be read, one by one, for whoever is to correct it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from headway.synthetic import synthesise

HEADWAY = Path(sys.executable).parent / "headway"


def test_json_names_every_unreadable_cell(tmp_path: Path) -> None:
    synthesise(tmp_path, months=1, seed=3, scale=0.05)
    workbook = next(tmp_path.glob("annex_a_*.xlsx"))
    words = [HEADWAY, "load", str(workbook), "--county", str(tmp_path / "county")]
    told = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    said = int(next(line.split()[0] for line in told.splitlines() if "could not be read;" in line))
    again = subprocess.run([*words, "--format", "json"], capture_output=True, text=True, check=True).stdout
    cells = json.loads(again)
    assert len(cells) == said > 0
    assert set(cells[0]) == {"list", "sheet", "row", "column", "text", "why"}
    assert all(cell["row"] >= 3 and cell["why"] for cell in cells)
