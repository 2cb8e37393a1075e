"""What a person is told of a load: its lists, what to look at first, and what could not be read, without free text."""

from __future__ import annotations

from dataclasses import dataclass

from headway.county.shown_cell import shown
from headway.identity import LoadId
from headway.returns import (
    ColumnLayout,
    LandedList,
    LandedReturn,
    TypingReport,
    UnmatchedCode,
    UnreadableCell,
    list_layout,
    list_title,
)

MOST_LINES = 200


@dataclass(frozen=True)
class LoadReport:
    """What one load held and what could not be read in it. ``doubts`` come first: look before the load is used.

    ``known_before`` is the last moment before it came, for ``--known-on``; ``is_back``: it had gone from the store.
    """

    load_id: LoadId
    is_new: bool
    landed: LandedReturn
    typing: TypingReport
    doubts: tuple[str, ...] = ()
    corrects: LoadId | None = None
    known_before: str = ""
    is_back: bool = False

    def lines(self) -> list[str]:
        """The report as a person reads it: what to look at, the lists, what is missing, what could not be read."""
        landed = self.landed
        empty = {each.title for each in landed.empty_lists}
        lines = [
            f"{'Loaded' if self.is_new else 'Already loaded:'} {', '.join(landed.file_names)} as {self.load_id}",
            f"As at {landed.as_at.isoformat()} ({landed.as_at_basis}).",
        ]
        if self.is_back:
            lines.append(
                "It had gone from the store, and is back as it was received. 'headway loads --all' says how it stands."
            )
        if self.corrects:
            lines.append(f"It corrects {self.corrects}: --known-on {self.known_before} gives the figures before it.")
        first = [_empty_line(each) for each in landed.empty_lists] + [*landed.doubts, *self.doubts]
        lines += ["LOOK AT THIS FIRST:", *(f"  {each}" for each in first)] if first else []
        lines += [_list_line(each) for each in landed.lists]
        lines += [
            f"  no list of {name}: everything that needs it says so"
            for name in landed.missing_lists
            if name not in empty
        ]
        lines += [f"  {note}" for note in (*landed.notes, *month_first_notes(self.typing))]
        lines += [_sheet_line(name, name in landed.hidden_sheets) for name in landed.extra_sheets]
        return lines + self._unreadable_lines()

    def cells(self) -> list[dict[str, str | int]]:
        """Every cell that could not be read, one by one: list, sheet, row, column, what stands there, and why."""
        return [
            {
                "list": list_title(cell.list_key),
                "sheet": cell.sheet,
                "row": cell.row_number,
                "column": cell.column,
                "text": shown(cell.text, _column(cell.list_key, cell.column)),
                "why": cell.why,
            }
            for cell in self.typing.unreadable
        ]

    def _unreadable_lines(self) -> list[str]:
        """Each cell once: a spelling that is no code in one line for all its rows, every other cell in its own."""
        cells = self.typing.unreadable
        spellings = {(code.list_key, code.column, code.text) for code in self.typing.unmatched}
        by_spelling: dict[tuple[str, str, str], list[UnreadableCell]] = {}
        for cell in cells:
            by_spelling.setdefault((cell.list_key, cell.column, cell.text), []).append(cell)
        count = self.typing.unreadable_count
        lines = [
            f"{count:,} cells could not be read; everything else in their rows is used."
            if count > 1
            else "1 cell could not be read; everything else in its row is used."
            if count
            else "Every cell could be read."
        ]
        one_by_one = [cell for cell in cells if (cell.list_key, cell.column, cell.text) not in spellings]
        lines += [
            f"  {list_title(cell.list_key)}: sheet {cell.sheet}, row {cell.row_number}, {cell.column}: "
            f"{_said(cell.text, _column(cell.list_key, cell.column))} {cell.why}"
            for cell in one_by_one[:MOST_LINES]
        ]
        lines += [
            _code_line(code, by_spelling.get((code.list_key, code.column, code.text), []))
            for code in self.typing.unmatched[:MOST_LINES]
        ]
        if max(len(one_by_one), len(self.typing.unmatched)) > MOST_LINES or len(cells) < count:
            lines += ["  These are the first. All of them by column:", *self._counted_lines()]
            lines.append("  headway load with --format csv names them one by one.")
        return lines

    def _counted_lines(self) -> list[str]:
        return [
            f"    {list_title(list_key)}: {column}: {count:,}"
            for (list_key, column), count in self.typing.unreadable_counts.items()
        ]


def month_first_notes(typing: TypingReport) -> list[str]:
    """What was read day first though a few dates of its column have the month first."""
    return [
        f"{list_title(each.list_key)}: {each.column}: {each.month_count:,} "
        f"{'date has' if each.month_count == 1 else 'dates have'} the month first; {each.either_count:,} that may be either "
        f"{'was' if each.either_count == 1 else 'were'} read day first."
        for each in typing.month_first
    ]


def _code_line(code: UnmatchedCode, cells: list[UnreadableCell]) -> str:
    why = cells[0].why if cells else "is no answer and is read as blank"
    rows = f"{code.row_count:,} {'row' if code.row_count == 1 else 'rows'}"
    where = f", the first in sheet {cells[0].sheet}, row {cells[0].row_number}" if cells else ""
    column = _column(code.list_key, code.column)
    return f"  {list_title(code.list_key)}: {code.column}: {_said(code.text, column)} {why} ({rows}{where})"


def _said(text: str, column: ColumnLayout | None) -> str:
    """A cell's text as a report may show it, before the reason: after what only says how long it is, a colon."""
    words = shown(text, column)
    return words if words.endswith("'") else f"{words}:"


def _column(list_key: str, heading: str) -> ColumnLayout | None:
    found = list_layout(list_key)
    columns = found.columns.values() if found else ()
    return next((column for column in columns if column.heading == heading), None)


def _empty_line(landed: LandedList) -> str:
    return f"{list_title(landed.list_key)} holds no row: taken as not sent; what needs it says so"


def _sheet_line(name: str, is_hidden: bool) -> str:
    return f"  sheet {name}{', a hidden sheet,' if is_hidden else ''} was not read as a list"


def _list_line(landed: LandedList) -> str:
    words = (
        f"  {landed.title}: {landed.row_count:,} {'row' if landed.row_count == 1 else 'rows'} (sheet {landed.sheet})"
    )
    if landed.is_hidden:
        words += ", a hidden sheet"
    if landed.missing_columns:
        words += f"; no column {', '.join(repr(name) for name in landed.missing_columns)}"
    if landed.extra_columns:
        words += (
            f"; {len(landed.extra_columns)} extra {'column' if len(landed.extra_columns) == 1 else 'columns'} not used"
        )
    return words
