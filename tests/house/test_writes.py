"""Whatever is kept is written by headway/store/disk.py: no other module changes a disk by itself, but for these."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
WRITES = re.compile(
    r"\.write_text\(|\.write_bytes\(|open\([^)]*[\"'][wxa]b?\+?[\"']|os\.replace|\.rename\(|\.mkdir\(|mkstemp|mkdtemp|COPY .*TO \{"
)
MAY = {
    "headway/store/disk.py": "it is the place",
    "headway/store/folders.py": "prepares folders, and moves what can be made again out of the way",
    "headway/store/store.py": "the database writes the tables into a prepared folder",
    "headway/journey/built.py": "the database writes into a prepared folder",
    "headway/journey/stacking.py": "the database writes into a prepared folder",
    "headway/county/backup.py": "writes into a prepared file or folder, and flushes it",
    "headway/county/verify.py": "a folder for as long as a pack is being made again",
    "headway/county/verify_store.py": "a folder for as long as a pack is being made again",
    "headway/publish/pdf.py": "a folder for as long as the PDF is being set",
    "headway/publish/chart_file.py": "a folder for as long as the picture is being set",
    "headway/returns/workplace.py": "a folder for as long as a file is being read",
    "headway/synthetic/annex_a.py": "another library writes the workbook, beside; it is flushed and put in place",
    "headway/comparators/make.py": "a folder for as long as the file is being made",
    "headway/comparators/download.py": "what was published can be fetched again",
    "headway/measures/made_once.py": "a small file in the user's cache, which can be made again",
    "headway/log.py": "a log's lines are added as they come",
}


def test_nothing_else_writes() -> None:
    found = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "headway").rglob("*.py")
        if WRITES.search(path.read_text(encoding="utf-8"))
    }
    assert found <= set(MAY), f"write through headway/store/disk.py: {sorted(found - set(MAY))}"
    assert all((ROOT / path).is_file() for path in MAY)
