"""What belongs to a child in a county's store: every id, name and date of birth, to search pages, files and logs for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import duckdb

from headway.returns import annex_a_layout

DAY = re.compile(r"\d{4}-\d\d-\d\d|\d\d/\d\d/\d{4}")
WORD = re.compile(r"[A-Za-z0-9]+")


@dataclass(frozen=True)
class Kept:
    """Every child of a store. ``births`` are written as the store keeps them, and as a person writes them."""

    ids: frozenset[str]
    names: frozenset[str]
    births: frozenset[str]

    def found_in(self, text: str) -> list[str]:
        """The ids and names that stand in the text, in order; none is what a page without the right to children has."""
        return sorted(self.ids.intersection(WORD.findall(text)) | {name for name in self.names if name in text})

    def told_in(self, text: str, but: Iterable[str] = ()) -> list[str]:
        """The same with the dates of birth, for what holds no day but those of ``but``: ids, names, days."""
        days = set(DAY.findall(text)) - set(but)
        return self.found_in(text) + sorted(self.births & days)


def children_of(county: Path) -> Kept:
    """Read from the loads' own files: nothing of what Headway makes of them is asked. Fails where a store holds no child."""
    born_in = {key for key, each in annex_a_layout().lists.items() if "born_on" in each.columns}
    ids, names, births = set[str](), set[str](), set[str]()
    with duckdb.connect() as con:
        for path in sorted((county / "store" / "loads").glob("*/*.parquet")):
            columns = {row[0] for row in con.execute("DESCRIBE SELECT * FROM read_parquet(?)", [str(path)]).fetchall()}
            if path.stem in born_in:
                births |= _texts(con, path, "born_on")
            if "child_key" in columns:
                ids |= _texts(con, path, "child_key")
            if "name" in columns:
                names |= _texts(con, path, "name")
    days = {day[:10] for day in births if re.match(r"\d{4}-\d\d-\d\d", day)}
    assert ids and names and days, "the store holds no child, no name or no birth: nothing would be searched for"
    return Kept(
        frozenset(ids), frozenset(names), frozenset(days | {"/".join(reversed(day.split("-"))) for day in days})
    )


def _texts(con: duckdb.DuckDBPyConnection, path: Path, column: str) -> set[str]:
    query = f"SELECT DISTINCT {column}::VARCHAR FROM read_parquet(?) WHERE {column} IS NOT NULL"
    return {text for (text,) in con.execute(query, [str(path)]).fetchall()}
