"""The store of one council: every load it was ever given, kept as landed text, and the documents it kept.

Nothing in it is changed or written over. A load is a folder of Parquet and a manifest; a correction is another load
that names the one it supersedes. Only ``derived`` may be deleted: it is worked out again when needed.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import duckdb

from headway.catalogue import nearest_names
from headway.errors import FileError, RefusedError, UnknownNameError
from headway.identity import LoadId, load_id, sha256_of_bytes
from headway.store.folders import publish_folder
from headway.store.manifest import MANIFEST_NAME, LoadManifest, TableManifest, read_manifest
from headway.store.sql_text import quoted, text


@dataclass(frozen=True)
class Appended:
    """The load as it stands in the store, and whether this call brought it: False when it was there already."""

    manifest: LoadManifest
    is_new: bool


@dataclass(frozen=True)
class KeptDocument:
    """A document as it was when a command, an approval or a pack used it; ``first_kept_at`` never moves."""

    kind: str
    name: str
    sha256: str
    first_kept_at: datetime
    kept_by: str


class Store:
    """The store in a folder, usually ``store`` of the county folder. Folders are made on the first write."""

    def __init__(self, path: Path) -> None:
        self.path = path

    # Loads

    def append(
        self,
        con: duckdb.DuckDBPyConnection,
        *,
        schema: str = "landed",
        tables: Sequence[str],
        return_name: str,
        sha256: str,
        as_at: date,
        as_at_basis: str,
        received_at: datetime,
        received_by: str,
        file_names: Sequence[str],
        reader_version: str,
        definition_version: str,
        report: dict[str, Any],
        corrects: LoadId | None = None,
    ) -> Appended:
        """The load, kept: the landed text of ``tables`` in ``schema``, as read, with its manifest.

        The same file for the same day again is recognised and changes nothing. Raises RefusedError for another
        file of a day already held, and for the same file given for another day, unless ``corrects`` names that load.
        """
        in_effect = [load for load in self.loads() if load.return_name == return_name]
        again = next((load for load in in_effect if (load.sha256, load.as_at) == (sha256, as_at)), None)
        if again is not None:
            return Appended(again, is_new=False)
        if corrects is not None:
            self._check_correction(corrects, in_effect)
        others = [load for load in in_effect if load.load_id != corrects]
        _check_room(as_at, sha256, others, was=self._superseded(return_name, as_at, sha256))
        manifest = LoadManifest(
            load_id=self._free_load_id(load_id(return_name, as_at, sha256)),
            return_name=return_name,
            sha256=sha256,
            file_names=tuple(file_names),
            as_at=as_at,
            as_at_basis=as_at_basis,
            received_at=received_at,
            received_by=received_by,
            reader_version=reader_version,
            definition_version=definition_version,
            tables=(),
            report=report,
            corrects=corrects,
        )
        write = partial(_write_load, con=con, schema=schema, tables=tables, manifest=manifest)
        is_new = publish_folder(self._preparing, self._load_folder(manifest.load_id), write)
        return Appended(self.manifest(manifest.load_id), is_new)

    def loads(self, *, as_at: date | None = None, known_on: date | None = None) -> tuple[LoadManifest, ...]:
        """The loads in effect, oldest as-at day first.

        ``as_at`` leaves out loads of a later day; ``known_on`` what had not been received by then, so that a load
        corrected later is still in effect on a day before its correction came.
        """
        known = [load for load in self._all_loads() if known_on is None or load.received_at.date() <= known_on]
        superseded = {load.corrects for load in known}
        in_effect = [load for load in known if load.load_id not in superseded]
        return tuple(
            sorted(
                (load for load in in_effect if as_at is None or load.as_at <= as_at),
                key=lambda load: (load.as_at, load.return_name, load.load_id),
            )
        )

    def manifest(self, name: LoadId) -> LoadManifest:
        """The manifest of one load, superseded or not. Raises UnknownNameError with the nearest names."""
        folder = self._load_folder(name)
        if name and folder.parent == self.path / "loads" and folder.is_dir():
            return read_manifest(folder)
        raise self._unknown_load(name)

    def attach(self, con: duckdb.DuckDBPyConnection, name: LoadId, schema: str) -> None:
        """Views in ``schema`` over the tables of one load, in place of whatever the schema held."""
        manifest = self.manifest(name)
        con.execute(f"DROP SCHEMA IF EXISTS {quoted(schema)} CASCADE")
        con.execute(f"CREATE SCHEMA {quoted(schema)}")
        for table in manifest.tables:
            path = self._load_folder(name) / f"{table.name}.parquet"
            view = f"{quoted(schema)}.{quoted(table.name)}"
            con.execute(f"CREATE VIEW {view} AS SELECT * FROM read_parquet({text(path.as_posix())})")

    def check_tables(self, name: LoadId) -> None:
        """Raises FileError with the load and the table when a table is no longer what was written."""
        for table in self.manifest(name).tables:
            path = self._load_folder(name) / f"{table.name}.parquet"
            if not path.is_file() or sha256_of_bytes(path.read_bytes()) != table.sha256:
                raise FileError(
                    f"The store's table {table.name} of load {name} {'has been changed' if path.is_file() else 'is gone'}.",
                    f"{path}",
                    "Put that folder back from a backup of the county folder; the other loads are not touched.",
                )

    # Kept documents

    def keep(self, kind: str, name: str, content: bytes, kept_at: datetime, kept_by: str) -> KeptDocument:
        """The document, kept by its content. Keeping the same content again returns it with its first moment."""
        sha256 = sha256_of_bytes(content)
        document = KeptDocument(kind, name, sha256, kept_at, kept_by)
        folder = self.path / "kept" / kind / sha256
        if not folder.is_dir():
            publish_folder(self._preparing, folder, partial(_write_kept, document=document, content=content))
        return _read_kept_record(folder)

    def kept(self, kind: str) -> tuple[KeptDocument, ...]:
        """Every document kept of a kind, first kept first."""
        folder = self.path / "kept" / kind
        found = [_read_kept_record(each) for each in folder.iterdir()] if folder.is_dir() else []
        return tuple(sorted(found, key=lambda each: (each.first_kept_at.isoformat(), each.sha256)))

    def read_kept(self, sha256: str) -> bytes:
        """The content of a kept document. Raises UnknownNameError, or FileError when it is no longer what was kept."""
        path = next(iter((self.path / "kept").glob(f"*/{sha256}/content")), None) if sha256.isalnum() else None
        if path is None:
            raise UnknownNameError("No document of this name is kept.", f"Looked for {sha256[:12]} in {self.path}.")
        content = path.read_bytes()
        if sha256_of_bytes(content) != sha256:
            raise FileError("A kept document has been changed.", f"{path}", "Put it back from a backup.")
        return content

    # What can be worked out again

    def derived(self, key: str) -> Path:
        """The folder of something worked out from the loads; it may not be there yet, and is safe to delete."""
        return self.path / "derived" / key

    def derive(self, key: str, write: Callable[[Path], None]) -> Path:
        """The same folder, made by ``write`` when it is not there; it appears whole or not at all."""
        folder = self.derived(key)
        if not folder.is_dir():
            publish_folder(self._preparing, folder, write)
        return folder

    def forget_derived(self, prefix: str, keep: int) -> None:
        """Deletes the oldest folders of what was worked out under names that begin so, but for the newest ``keep``."""
        found = sorted(self.derived("").glob(f"{prefix}*"), key=lambda path: path.stat().st_mtime, reverse=True)
        for folder in found[keep:]:
            shutil.rmtree(folder, ignore_errors=True)

    # Within

    @property
    def _preparing(self) -> Path:
        return self.path / "preparing"

    def _load_folder(self, name: LoadId) -> Path:
        return self.path / "loads" / name

    def _all_loads(self) -> list[LoadManifest]:
        folder = self.path / "loads"
        return [read_manifest(each) for each in sorted(folder.iterdir())] if folder.is_dir() else []

    def _free_load_id(self, name: LoadId) -> LoadId:
        """Going back to a file that a correction had superseded makes a new load, so that history stays as it was."""
        number = 1
        free = name
        while self._load_folder(free).is_dir():
            number += 1
            free = LoadId(f"{name}-{number}")
        return free

    def _superseded(self, return_name: str, as_at: date, sha256: str) -> str:
        """Which load this very file was, and which load corrected it, as a sentence; empty when it was none."""
        known = self._all_loads()
        corrected_by = {load.corrects: load for load in known}
        same = [
            load
            for load in known
            if (load.return_name, load.as_at, load.sha256) == (return_name, as_at, sha256)
            and load.load_id in corrected_by
        ]
        if not same:
            return ""
        was = max(same, key=lambda load: load.received_at)
        by = corrected_by[was.load_id]
        received = by.received_at.date().isoformat()
        return f"This file was load {was.load_id}, which load {by.load_id}, received on {received}, corrected."

    def _check_correction(self, corrects: LoadId, in_effect: Sequence[LoadManifest]) -> None:
        if any(load.load_id == corrects for load in in_effect):
            return
        if not any(load.load_id == corrects for load in self._all_loads()):
            raise self._unknown_load(corrects)
        raise RefusedError(
            f"Load {corrects} cannot be corrected: another load has taken its place, or it is of another return.",
            f"{self.path}",
            "Name the load that is in effect: 'headway loads' lists them.",
        )

    def _unknown_load(self, name: str) -> UnknownNameError:
        near = nearest_names(name, [load.load_id for load in self._all_loads()])
        lists = "'headway loads' lists the loads that are held."
        return UnknownNameError(
            f"There is no load called '{name}'.", f"{self.path}", f"Did you mean {near}? {lists}" if near else lists
        )


def _check_room(as_at: date, sha256: str, others: Sequence[LoadManifest], *, was: str) -> None:
    """Two files for one day, or one file for two days, cannot both be right. ``was``: what this file was before."""
    for other in others:
        received = f"received on {other.received_at.date().isoformat()}"
        if was and (other.as_at == as_at or other.sha256 == sha256):
            raise RefusedError(
                "This very file was loaded before and has been corrected since.",
                f"{was} In effect is load {other.load_id}, {received}.",
                f"If this file was right after all, load it again with --corrects {other.load_id}.",
            )
        if other.as_at == as_at:
            raise RefusedError(
                f"Another file is already held as at {as_at.isoformat()}.",
                f"It is load {other.load_id}, {received}.",
                f"If this file puts it right, load it again with --corrects {other.load_id}.",
            )
        if other.sha256 == sha256:
            raise RefusedError(
                f"This very file is already held as at {other.as_at.isoformat()}.",
                f"It is load {other.load_id}; now it was given as at {as_at.isoformat()}.",
                f"If the earlier day was wrong, load it again with --corrects {other.load_id}.",
            )


def _write_load(
    folder: Path, con: duckdb.DuckDBPyConnection, schema: str, tables: Sequence[str], manifest: LoadManifest
) -> None:
    written: list[TableManifest] = []
    for table in tables:
        path = folder / f"{table}.parquet"
        con.execute(
            f"COPY (SELECT * FROM {quoted(schema)}.{quoted(table)}) TO {text(path.as_posix())} "
            "(FORMAT parquet, COMPRESSION zstd)"
        )
        count = con.execute(f"SELECT count(*) FROM read_parquet({text(path.as_posix())})").fetchone()
        written.append(TableManifest(table, count[0] if count else 0, sha256_of_bytes(path.read_bytes())))
    whole = replace(manifest, tables=tuple(written))
    (folder / MANIFEST_NAME).write_text(whole.to_json(), encoding="utf-8")


def _write_kept(folder: Path, document: KeptDocument, content: bytes) -> None:
    (folder / "content").write_bytes(content)
    record = {
        "kind": document.kind,
        "name": document.name,
        "sha256": document.sha256,
        "first_kept_at": document.first_kept_at.isoformat(),
        "kept_by": document.kept_by,
    }
    (folder / "record.json").write_text(json.dumps(record, ensure_ascii=False, indent=2), encoding="utf-8")


def _read_kept_record(folder: Path) -> KeptDocument:
    found = json.loads((folder / "record.json").read_text(encoding="utf-8"))
    return KeptDocument(
        kind=found["kind"],
        name=found["name"],
        sha256=found["sha256"],
        first_kept_at=datetime.fromisoformat(found["first_kept_at"]),
        kept_by=found["kept_by"],
    )
