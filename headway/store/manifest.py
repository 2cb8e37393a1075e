"""What is known about one load: a record beside its Parquet, written once and never changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from headway.identity import LoadId
from headway.store.records import damaged, read_record

MANIFEST_NAME = "manifest.json"
FAR = "is_far_from_its_dates"


@dataclass(frozen=True)
class TableManifest:
    """One table of a load: its name, its rows, and the hash of its Parquet file as written."""

    name: str
    row_count: int
    sha256: str


@dataclass(frozen=True)
class LoadManifest:
    """One load: which file, as at which day and how that is known, received when and from whom, read by what.

    ``sha256`` is of the file that was given, ``tables`` are those it held (a missing list is not there),
    ``report`` is what reading it found (``missing_columns``: per table the headings it lacked, ``missing_keys`` the
    columns of those; loads of older versions have the headings only),
    ``corrects`` the load that this one supersedes.
    """

    load_id: LoadId
    return_name: str
    sha256: str
    file_names: tuple[str, ...]
    as_at: date
    as_at_basis: str
    received_at: datetime
    received_by: str
    reader_version: str
    definition_version: str
    tables: tuple[TableManifest, ...]
    report: dict[str, Any]
    corrects: LoadId | None

    @property
    def is_far_from_its_dates(self) -> bool:
        """Whether no date in the lists is of the year before the load's day: the day, or the file, is a wrong one."""
        return bool(self.report.get(FAR))

    def holds(self, table: str) -> bool:
        """Whether the load held the table at all, be it without rows."""
        return any(each.name == table for each in self.tables)

    def missing_keys(self, table: str) -> tuple[str, ...] | None:
        """The columns that the file did not have; None in the record of an older load, which has headings only."""
        found = self.report.get("missing_keys")
        return None if found is None else tuple(found.get(table, ()))

    def missing_columns(self, table: str) -> tuple[str, ...]:
        """The columns that the file did not have, by heading."""
        return tuple(self.report.get("missing_columns", {}).get(table, ()))

    def fields(self) -> dict[str, Any]:
        """The manifest as it stands on disk."""
        return {
            "load_id": self.load_id,
            "return": self.return_name,
            "sha256": self.sha256,
            "file_names": list(self.file_names),
            "as_at": self.as_at.isoformat(),
            "as_at_basis": self.as_at_basis,
            "received_at": self.received_at.isoformat(),
            "received_by": self.received_by,
            "reader_version": self.reader_version,
            "definition_version": self.definition_version,
            "tables": [{"name": t.name, "row_count": t.row_count, "sha256": t.sha256} for t in self.tables],
            "report": self.report,
            "corrects": self.corrects,
        }


def read_manifest(folder: Path) -> LoadManifest:
    """The manifest of the load in the folder. Raises FileError when it cannot be read or is not as it was written."""
    fields = read_record(folder, MANIFEST_NAME, f"load {folder.name}")
    try:
        return _from_fields(fields)
    except (ValueError, KeyError, TypeError) as error:
        words = f"The store's record of load {folder.name} cannot be read ({type(error).__name__})."
        raise damaged(words, folder / MANIFEST_NAME) from None


def _from_fields(found: dict[str, Any]) -> LoadManifest:
    corrects = found["corrects"]
    return LoadManifest(
        load_id=LoadId(found["load_id"]),
        return_name=found["return"],
        sha256=found["sha256"],
        file_names=tuple(found["file_names"]),
        as_at=date.fromisoformat(found["as_at"]),
        as_at_basis=found["as_at_basis"],
        received_at=datetime.fromisoformat(found["received_at"]),
        received_by=found["received_by"],
        reader_version=found["reader_version"],
        definition_version=found["definition_version"],
        tables=tuple(TableManifest(t["name"], t["row_count"], t["sha256"]) for t in found["tables"]),
        report=found["report"],
        corrects=None if corrects is None else LoadId(corrects),
    )
