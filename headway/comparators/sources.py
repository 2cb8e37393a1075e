"""Where figures were published: publisher, release, address, licence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from headway.catalogue import definitions_dir, read_csv_table


@dataclass(frozen=True)
class Sources:
    """Every source by id."""

    by_id: Mapping[str, Mapping[str, str]]

    def words(self, source: str) -> str:
        """The source as it is printed: title and release of each id; a source that was read since, as it is named."""
        return "; ".join(self._one(each) for each in source.split("+"))

    def _one(self, source: str) -> str:
        found = self.by_id.get(source)
        return f"{found['publisher']}, {found['title']}, {found['release']}" if found else source


@cache
def load_sources() -> Sources:
    """The sources that ship with Headway."""
    rows = read_csv_table(definitions_dir() / "published" / "sources.csv")
    return Sources({row["id"]: row for row in rows})
