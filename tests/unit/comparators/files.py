"""Files as the publisher lays them out, made from the figures held, so that a test can change one thing."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from headway.comparators import NotPublished, load_comparators

COUNTRY = {"country_code": "E92000001", "country_name": "England"}
ON = date(2026, 11, 29)
"""The day on which the files are read."""
Change = Callable[[dict[str, str]], dict[str, str] | None]


def referrals_file(change: Change = lambda row: row, years: range = range(2023, 2026)) -> str:
    """Table C1 with the figures held, every row through ``change``; a row for which it gives None is left out."""
    held = load_comparators()
    rows = []
    for (code, year), figure in held.figures("rereferral_pct").items():
        area = held.areas.by_code[code]
        if year not in years or area.kind not in ("England", "region", "council"):
            continue
        sign = figure.value.symbol if isinstance(figure.value, NotPublished) else ""
        row = {
            "time_period": str(year),
            "time_identifier": "Financial year",
            "geographic_level": {"England": "National", "region": "Regional"}.get(area.kind, "Local authority"),
            **COUNTRY,
            "region_code": "" if area.kind == "England" else area.region or code,
            "old_la_code": area.other_codes[-1] if area.kind == "council" else "",
            "new_la_code": code if area.kind == "council" else "",
            "la_name": area.name if area.kind == "council" else "",
            "Referrals": str(figure.denominator or sign),
            "Re_referrals": str(figure.numerator or sign),
            "Re_referrals_percent": sign or str(figure.value),
        }
        changed = change(row)
        if changed is not None:
            rows.append(changed)
    return as_csv(rows)


def as_csv(rows: list[dict[str, str]]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def folder_of(tmp_path: Path, files: Mapping[str, str]) -> Path:
    folder = tmp_path / "files"
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8-sig")
    return folder
