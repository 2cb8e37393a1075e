"""The invented returns as workbooks in the template's layout: title in row 1, headings in row 2, data from row 3."""

from __future__ import annotations

import csv
import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter
import yaml

from headway.catalogue import definitions_dir

RETURNS = Path(__file__).parent / "returns"
NOT_AVAILABLE = "#N/A"
# Cells that no measure looks at, and that the return asks for.
REST = {
    "sex_code": "b) Female",
    "ethnicity_code": "a) WBRI",
    "born_on": "2016-05-04",
    "age_years": "10",
    "source_code": "a) 1A: Individual",
    "is_nfa": "b) No",
    "disability_code": "b) No",
    "earlier_s47_count": "0",
    "earlier_icpc_count": "0",
    "primary_need_code": "N1 - Abuse or neglect",
    "initial_category_code": "a) Neglect",
    "latest_category_code": "a) Neglect",
    "is_under_emergency_protection": "b) No",
    "is_uasc": "b) No",
    "is_second_period": "b) No",
}
ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
WHOLE_NUMBER = re.compile(r"-?\d+")


def write_return(day: date, path: Path) -> Path:
    """The return of a day as a workbook: every list of the template, those without a CSV with headings only."""
    definition = yaml.safe_load((definitions_dir() / "returns" / "annex_a.yaml").read_text(encoding="utf-8"))
    book = xlsxwriter.Workbook(str(path))
    dated = book.add_format({"num_format": "dd/mm/yyyy"})
    for layout in definition["lists"].values():
        sheet = book.add_worksheet(f"List_{layout['number']}")
        sheet.write_string(0, 0, f"List {layout['number']}: {layout['title']}")
        columns = list(layout["columns"])
        for place, name in enumerate(columns):
            sheet.write_string(1, place, layout["columns"][name]["heading"])
        for line, row in enumerate(_rows(day, layout["number"]), start=2):
            assert set(row) - {"why"} <= set(columns), f"list {layout['number']} has no such column: {set(row)}"
            for place, name in enumerate(columns):
                _write(sheet, line, place, row.get(name, _rest(layout["number"], name)), dated)
    book.close()
    return path


def _rows(day: date, number: int) -> list[dict[str, str]]:
    path = RETURNS / day.isoformat() / f"list_{number:02d}.csv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def _rest(number: int, name: str) -> str:
    return "" if number == 11 and name != "sex_code" else REST.get(name, "")


def _write(sheet: Any, line: int, place: int, cell: str, dated: Any) -> None:
    if not cell:
        return
    if cell == NOT_AVAILABLE:
        sheet.write_formula(line, place, "=NA()", None, NOT_AVAILABLE)
    elif ISO_DATE.fullmatch(cell):
        sheet.write_datetime(line, place, datetime.fromisoformat(cell), dated)
    elif WHOLE_NUMBER.fullmatch(cell):
        sheet.write_number(line, place, int(cell))
    else:
        sheet.write_string(line, place, cell)
