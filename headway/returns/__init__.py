"""Reading returns: a file becomes tables of text, then typed tables with a RowId on every row."""

from headway.returns.landed import LandedList, LandedReturn
from headway.returns.layout import ColumnLayout, ListLayout, ReturnLayout, annex_a_layout
from headway.returns.read import READER_VERSION, read_annex_a
from headway.returns.type_tables import type_tables
from headway.returns.typing_report import DateForm, GroupOnly, MonthFirst, TypingReport, UnmatchedCode, UnreadableCell

__all__ = [
    "READER_VERSION", "ColumnLayout", "DateForm", "GroupOnly", "LandedList", "LandedReturn", "ListLayout", "MonthFirst",
    "ReturnLayout", "TypingReport", "UnmatchedCode", "UnreadableCell", "annex_a_layout", "read_annex_a", "type_tables",
]  # fmt: skip
