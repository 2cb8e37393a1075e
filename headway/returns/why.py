"""Why a cell could not be read, in words for the person who will put it right."""

from __future__ import annotations

import re

from headway.returns.blanks import ERROR_TEXTS
from headway.returns.codes import code_list
from headway.returns.layout import ColumnLayout


def why_unreadable(column: ColumnLayout, text: str, *, is_named: bool = False) -> str:
    """The reason, by what stands in the cell and what the column should hold.

    ``is_named``: reading the file marked the cell, because of an error or because its row is too long or breaks off.
    """
    if text.strip().upper() in ERROR_TEXTS:
        return "an Excel error"
    if text.startswith("="):
        return "a formula that was never calculated: open the workbook in Excel, save it and load it again"
    if is_named:
        return "in a row with more cells than headings, or that breaks off: nothing says what stands where"
    if column.type == "date":
        return _why_no_date(text.strip())
    if column.type == "integer":
        return "not a whole number"
    if column.type == "id":
        return "an id that lost digits: format the column as text and export it again"
    if column.codes and code_list(column.codes).match(text).kind == "several":
        return "stands for more than one code: ask which"
    return "not one of the codes" if column.codes else "cannot be read"


def _why_no_date(text: str) -> str:
    if re.fullmatch(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2}", text):
        return "a date with a year of two digits"
    if re.fullmatch(r"\d{1,2}/\d{1,2}/\d{4}.*|\d{4}-\d\d-\d\d.*", text):
        if _may_be_either(text):
            return (
                "may be day/month or month/day: other dates of the column have the month first; write all as DD/MM/YYYY"
            )
        return "not a real date, or not in the order day, month, year"
    return "not a date as DD/MM/YYYY or YYYY-MM-DD"


def _may_be_either(text: str) -> bool:
    """Whether both of the first two parts of a date could be its month."""
    parts = re.match(r"(\d{1,2})/(\d{1,2})/(?:19|20)\d{2}", text)
    return parts is not None and all(1 <= int(part) <= 12 for part in parts.groups())
