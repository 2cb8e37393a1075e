"""Which list a sheet is, by its name, its title row and its headings, and which row holds the headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from headway.returns.layout import SHARED_COLUMNS, ListLayout, ReturnLayout, plain
from headway.returns.sheet import Row

_NUMBER = re.compile(r"(?<![a-z])list[\s_.-]*0?(\d{1,2})(?!\d)", re.I)
LOOK_FOR_HEADINGS = 30
_COLUMNS_OF_903 = frozenset(
    {
        "child", "decom", "rne", "ls", "cin", "place", "placeprovider", "dec", "rec", "reasonplacechange", "homepost",
        "plpost", "urn", "ethnic", "upn", "mother", "dob", "sex", "sdqscore", "sdqreason", "missing", "misstart",
        "misend", "intouch", "activ", "accom", "review", "reviewcode", "poc", "pocstart",
    }
)  # fmt: skip
_OF_903_ONLY = frozenset(
    {"decom", "rne", "placeprovider", "reasonplacechange", "sdqscore", "misstart", "pocstart", "reviewcode"}
)


@dataclass(frozen=True)
class FoundList:
    """A list as recognised in a sheet. ``columns`` maps each column key to its position among the sheet's columns."""

    list_key: str
    header_row: int
    columns: Mapping[str, int]
    extra_columns: tuple[str, ...]
    repeated: tuple[str, ...]
    by_name: bool

    @property
    def own_count(self) -> int:
        """How many of its headings belong to this list and not to every list."""
        return sum(key not in SHARED_COLUMNS for key in self.columns)


def list_named(layout: ReturnLayout, sheet_name: str) -> str | None:
    """The list that a sheet or file name stands for: *List_1*, *List 1 Contacts*, *Contacts*, *AnnexA_list_10*."""
    numbered = _NUMBER.search(sheet_name)
    if numbered:
        return next((key for key, each in layout.lists.items() if each.number == int(numbered[1])), None)
    name = plain(re.sub(r"^\s*annex[\s_-]*a\b", "", sheet_name, flags=re.I))
    exact = [key for key, each in layout.lists.items() if name in each.names]
    if exact:
        return exact[0]
    words = re.sub(r"[^a-z0-9]+", " ", sheet_name.casefold())
    found = [
        (len(title), key)
        for key, each in layout.lists.items()
        for title in (re.sub(r"[^a-z0-9]+", " ", t.casefold()) for t in (each.title, *each.also))
        if len(title) > 3 and re.search(rf"\b{re.escape(title)}\b", words)
    ]
    return max(found)[1] if found else None


def recognise(layout: ReturnLayout, sheet_name: str, head: Sequence[Row]) -> FoundList | None:
    """The list that a sheet is, or None. The headings decide; the name helps where two lists have the same ones."""
    named = list_named(layout, sheet_name) or _titled(layout, head)
    found = [
        each
        for number, row in enumerate(head, start=1)
        for key, each_list in _lists_with(layout, row)
        if (each := _headings(key, each_list, number, row, by_name=key == named)) is not None
    ]
    likely = [each for each in found if _is_likely(each, layout.lists[each.list_key])]
    if not likely:
        return None
    return max(likely, key=lambda each: (each.own_count + 2 * each.by_name, len(each.columns), -each.header_row))


def headings_of_903(head: Sequence[Row]) -> tuple[str, ...]:
    """The headings of the children looked after return that the first rows hold; none where they are of another."""
    for row in head[:5]:
        cells = {plain(cell) for cell in row if cell}
        if "child" in cells and (cells & _OF_903_ONLY or len(cells & _COLUMNS_OF_903) >= 4):
            return tuple(cell for cell in row if cell and plain(cell) in _COLUMNS_OF_903)
    return ()


def _titled(layout: ReturnLayout, head: Sequence[Row]) -> str | None:
    """The list that a title row above the headings names: *List 1: Contacts*."""
    for row in head[:5]:
        texts = [cell for cell in row if cell]
        if len(texts) == 1 and len(texts[0]) < 80 and (found := list_named(layout, texts[0])):
            return found
    return None


def _lists_with(layout: ReturnLayout, row: Row) -> Iterator[tuple[str, ListLayout]]:
    """The lists of which two headings or more stand in a row."""
    cells = {plain(cell) for cell in row if cell}
    for key, each in layout.lists.items():
        if len(cells & each.by_heading.keys()) >= 2:
            yield key, each


def _headings(list_key: str, layout: ListLayout, number: int, row: Row, *, by_name: bool) -> FoundList | None:
    columns: dict[str, int] = {}
    extra: list[str] = []
    repeated: list[str] = []
    for position, heading in enumerate(row):
        if heading is None or not plain(heading):
            continue
        key = layout.column_of(heading)
        if key is None:
            extra.append(" ".join(heading.split()))
        elif key in columns:
            repeated.append(layout.columns[key].heading)
        else:
            columns[key] = position
    if not columns:
        return None
    return FoundList(list_key, number, columns, tuple(extra), tuple(repeated), by_name)


def _is_likely(found: FoundList, layout: ListLayout) -> bool:
    """Enough headings to be a list: by its name three, else three with the id, of which two belong to this list alone.

    The template's tab of codes has the headings of many lists side by side, and no id. Of a list that has fewer columns
    all are asked for.
    """
    most, own = min(3, len(layout.columns)), min(2, len(layout.own_columns))
    if found.by_name:
        return len(found.columns) >= most or found.own_count >= 2
    has_id = any(key in found.columns for key in ("child_key", "adopter_key"))
    return has_id and len(found.columns) >= most and found.own_count >= own
