"""Reading returns: a file becomes tables of text, then typed tables with a RowId on every row."""

from headway.returns.landed import LandedList, LandedReturn
from headway.returns.layout import (
    ANNEX_A,
    EXTRACTS,
    ColumnLayout,
    ListLayout,
    ReturnLayout,
    annex_a_layout,
    list_layout,
    list_title,
    return_layout,
    return_layouts,
    return_title,
)
from headway.returns.read import READER_VERSION, read_return, reader_version
from headway.returns.type_tables import type_tables
from headway.returns.typing_report import DateForm, GroupOnly, MonthFirst, TypingReport, UnmatchedCode, UnreadableCell

__all__ = [
    "ANNEX_A", "EXTRACTS", "READER_VERSION", "ColumnLayout", "DateForm", "GroupOnly", "LandedList", "LandedReturn",
    "ListLayout", "MonthFirst", "ReturnLayout", "TypingReport", "UnmatchedCode", "UnreadableCell", "annex_a_layout",
    "list_layout", "list_title", "read_return", "reader_version", "return_layout", "return_layouts", "return_title",
    "type_tables",
]  # fmt: skip
