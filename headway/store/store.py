"""The store of one council: every load it was ever given, kept as landed text, and the documents it kept.

Nothing in it is changed or written over. A load is a folder of Parquet and a manifest; a correction is another load
that names the one it supersedes; a withdrawal is a record beside them. Only ``derived`` may be deleted: it is worked
out again when needed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import duckdb

from headway.catalogue import nearest_names
from headway.errors import FileError, RefusedError, UnknownNameError
from headway.identity import LoadId, load_id, sha256_of_bytes
from headway.side_by_side import side_by_side
from headway.store import disk
from headway.store.documents import KeptDocument, keep_document, read_content, read_document
from headway.store.effect import LoadStanding, Withdrawal, after_withdrawals, standings
from headway.store.folders import LOCK, publish_folder, take_away
from headway.store.locks import locked
from headway.store.manifest import MANIFEST_NAME, LoadManifest, TableManifest, read_manifest
from headway.store.received import folders_in, gone, gone_error, gone_load, gone_withdrawal, note_received
from headway.store.records import MADE_AGAIN, damaged, is_as_written, write_record, write_sums
from headway.store.room import place_of
from headway.store.sql_text import quoted, text
from headway.store.store_format import check_format, format_path, mark_format
from headway.store.withdrawals import RECORD, read_withdrawal, withdrawal_fields

LONGEST_WITHIN = 150
"""At least as many characters as the longest path within a store has."""


@dataclass(frozen=True)
class Appended:
    """The load as it stands in the store, and whether this call brought it: False when it was there already.

    ``is_back``: it had gone from the store, and stands again where it stood.
    """

    manifest: LoadManifest
    is_new: bool
    is_back: bool = False


class Store:
    """The store in a folder, usually ``store`` of the county folder. Folders are made on the first write.

    Raises RefusedError for a store of a newer format than this Headway reads.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        check_format(path)

    # Loads

    def append(
        self,
        con: duckdb.DuckDBPyConnection,
        *,
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
        """The load, kept: the text of ``tables`` in schema ``landed``, as read, with its manifest.

        The same file for the same day again is recognised and changes nothing; where its load has gone from the store it
        is brought back, as it was received and in the place that it had. Raises RefusedError for another file of a day
        already held, and for the same file given for another day, unless ``corrects`` names that load.
        """
        with self._writing():
            own_name = load_id(return_name, as_at, sha256)
            back = gone_load(self.path, own_name)
            every = self.standings()
            own = [each for each in every if each.load.return_name == return_name]
            if back is None and corrects is not None and not any(each.load.load_id == corrects for each in every):
                raise self._unknown_load(corrects)
            again = _same(own, as_at, sha256, corrects) if back is None else None
            if again is not None:
                note_received(self.path)  # the command before may have been killed before it did
                return Appended(again, is_new=False)
            if back is None:
                received_at = after_withdrawals(own, as_at, received_at)
                takes_place_of = place_of(
                    own, as_at=as_at, sha256=sha256, received_at=received_at, corrects=corrects, where=self.path
                )
            else:
                received_at, takes_place_of = back.at or received_at, back.corrects
            manifest = LoadManifest(
                load_id=back.load_id if back else self._free_load_id(own_name),
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
                corrects=takes_place_of,
            )
            write = partial(_write_load, con=con, tables=tables, manifest=manifest)
            is_new = publish_folder(self._preparing, self._load_folder(manifest.load_id), write)
            note_received(self.path)
            return Appended(self.manifest(manifest.load_id), is_new, is_back=back is not None)

    def withdraw(self, name: LoadId, *, at: datetime, by: str, why: str) -> Withdrawal:
        """The withdrawal of a load.

        The load stays, and is in effect for whoever asks what was known before that day; a load that it had corrected
        is in effect again. The same reason given again, as after a command that was killed, gives the withdrawal that is
        there. One that has gone from the store is made again from the moment that it had. Raises UnknownNameError, and
        RefusedError for a load that is otherwise out of effect already.
        """
        with self._writing():
            found = next((each for each in self.standings() if each.load.load_id == name), None)
            if found is None:
                raise self._unknown_load(name)
            if found.withdrawal is not None:
                was = found.withdrawal
                note_received(self.path)
                if was.why == why:
                    return was
                raise RefusedError(
                    f"Load {name} is not in effect: it was withdrawn on {was.withdrawn_at.date().isoformat()}.",
                    f"By {was.withdrawn_by}: {was.why}",
                    "There is nothing to withdraw. 'headway loads' lists the loads that are in effect.",
                )
            if found.corrected_by is not None and gone_withdrawal(self.path, name) is None:
                raise RefusedError(
                    f"Load {name} is not in effect: load {found.corrected_by.load_id} has corrected it.",
                    f"{self.path}",
                    "There is nothing to withdraw. Name the load that is in effect: 'headway loads' lists them.",
                )
            back = gone_withdrawal(self.path, name)
            withdrawal = Withdrawal(name, (back and back.at) or at, by, why)

            def write(folder: Path) -> None:
                write_record(folder, RECORD, withdrawal_fields(withdrawal))

            publish_folder(self._preparing, self._withdrawn / name, write)
            note_received(self.path)
            return withdrawal

    def loads(self, *, as_at: date | None = None, known_on: date | None = None) -> tuple[LoadManifest, ...]:
        """The loads in effect, oldest as-at day first.

        ``as_at`` leaves out loads of a later day; ``known_on`` what had not been received by then, so that a load
        corrected or withdrawn later is still in effect on a day before. Raises FileError when one that was given is gone:
        without it every figure may be another.
        """
        for folder in gone(self.path):
            raise gone_error(folder)
        return tuple(
            each.load
            for each in self.standings(known_on=known_on)
            if each.is_in_effect and (as_at is None or each.load.as_at <= as_at)
        )

    def standings(self, *, known_on: date | None = None) -> tuple[LoadStanding, ...]:
        """Every load that was ever given (by ``known_on``), in effect or not, and why not; oldest as-at day first."""
        loads, withdrawn = self._listing()
        return standings(
            [read_manifest(self._load_folder(LoadId(name))) for name in loads],
            {LoadId(name): read_withdrawal(self._withdrawn / name) for name in withdrawn},
            known_on=known_on,
        )

    def manifest(self, name: LoadId) -> LoadManifest:
        """The manifest of one load, in effect or not. Raises UnknownNameError with the nearest names."""
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
                said = "has been changed" if path.is_file() else "is gone"
                raise damaged(f"The store's table {table.name} of load {name} {said}.", path)

    # Kept documents

    def keep(self, kind: str, name: str, content: bytes, kept_at: datetime, kept_by: str) -> KeptDocument:
        """The document, kept by its content. Keeping the same content again returns it with its first moment."""
        self._ready()
        document = KeptDocument(kind, name, sha256_of_bytes(content), kept_at, kept_by)
        return keep_document(self._preparing, self._kept, document, content)

    def kept(self, kind: str) -> tuple[KeptDocument, ...]:
        """Every document kept of a kind, first kept first."""
        folder = self._kept / kind
        found = [read_document(each) for each in folders_in(folder)]
        return tuple(sorted(found, key=lambda each: (each.first_kept_at.isoformat(), each.sha256)))

    def read_kept(self, sha256: str) -> bytes:
        """The content of a kept document. Raises UnknownNameError, or FileError when it is no longer what was kept."""
        return read_content(self._kept, sha256)

    # What can be worked out again

    def derived(self, key: str) -> Path:
        """The folder of something worked out from the loads; it may not be there yet, and is safe to delete."""
        return self.path / "derived" / key

    def derive(self, key: str, write: Callable[[Path], None]) -> Path:
        """The same folder, made by ``write`` when it is not there; it appears whole or not at all."""
        folder = self.derived(key)
        if not folder.is_dir():
            self._ready()
            publish_folder(self._preparing, folder, lambda aside: _write_with_sums(aside, write))
        return folder

    def derived_whole(self, key: str) -> Path | None:
        """The same folder if it is there and is what was written; a damaged one is forgotten, to be made again.

        Raises FileError when a damaged one cannot be taken away.
        """
        folder = self.derived(key)
        if is_as_written(folder):
            return folder
        if folder.is_dir():
            take_away(self._preparing, folder)
        if folder.is_dir():
            raise FileError(
                "What was worked out from the loads has been changed, and cannot be taken away.",
                f"{folder}",
                MADE_AGAIN,
            )
        return None

    def forget_derived(self, prefix: str, keep: int = 0, *, but_ending: str | None = None) -> None:
        """Deletes the oldest folders of what was worked out under names that begin so, but for the newest ``keep``.

        Those whose names end with ``but_ending`` are left as they are.
        """
        found = sorted(self.derived("").glob(f"{prefix}*"), key=_changed_at, reverse=True)
        for folder in found[keep:]:
            if but_ending is None or not folder.name.endswith(but_ending):
                take_away(self._preparing, folder)

    def files(self) -> tuple[Path, ...]:
        """Every file that belongs to the store, as it stood at one moment, without what can be worked out again, and
        without the list of what was received, which has to be read before the loads are listed.

        What is kept is listed before the loads: a load that a kept pack names is never missing.
        """
        kept = sorted(self._kept.glob("*/*/*"))
        loads, withdrawn = self._listing()
        folders = [*(self.path / "loads" / name for name in loads), *(self._withdrawn / name for name in withdrawn)]
        found = [*kept, *(path for folder in folders for path in sorted(folder.iterdir())), format_path(self.path)]
        return tuple(path for path in found if path.is_file())

    # Within

    @property
    def _preparing(self) -> Path:
        return self.path / "preparing"

    @property
    def _withdrawn(self) -> Path:
        return self.path / "withdrawn"

    @property
    def _kept(self) -> Path:
        return self.path / "kept"

    def _load_folder(self, name: LoadId) -> Path:
        return self.path / "loads" / name

    def _ready(self) -> None:
        """The store's folder, which says its format. Raises FileError where Windows could not reach what is in it."""
        disk.check_length(self.path, LONGEST_WITHIN)
        disk.make_folder(self.path)
        mark_format(self.path)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """The store is this command's to write: what it reads now is still so when it writes."""
        self._ready()
        with locked(self.path / LOCK):
            yield

    def _listing(self) -> tuple[list[str], list[str]]:
        """The names of the loads and of the withdrawn ones, as they stood together at one moment.

        Both only ever grow: when nothing has come while they were listed, nothing is missing between them.
        """
        found = self._names()
        while (again := self._names()) != found:
            found = again
        return found

    def _names(self) -> tuple[list[str], list[str]]:
        loads, withdrawn = folders_in(self.path / "loads"), folders_in(self._withdrawn)
        return [each.name for each in loads], [each.name for each in withdrawn]

    def _free_load_id(self, name: LoadId) -> LoadId:
        """Going back to a file that was corrected or withdrawn makes a new load, so that history stays as it was."""
        number = 1
        free = name
        while self._load_folder(free).is_dir():
            number += 1
            free = LoadId(f"{name}-{number}")
        return free

    def _unknown_load(self, name: str) -> UnknownNameError:
        near = nearest_names(name, self._names()[0])
        lists = "'headway loads' lists the loads that are held."
        return UnknownNameError(
            f"There is no load called '{name}'.", f"{self.path}", f"Did you mean {near}? {lists}" if near else lists
        )


def _same(own: Sequence[LoadStanding], as_at: date, sha256: str, corrects: LoadId | None) -> LoadManifest | None:
    """The load in effect that is this very file of this day. Raises RefusedError if it should correct yet another."""
    found = next(
        (each.load for each in own if each.is_in_effect and (each.load.sha256, each.load.as_at) == (sha256, as_at)),
        None,
    )
    if found is not None and corrects not in (None, found.load_id, found.corrects):
        raise RefusedError(
            f"This very file is already held as at {as_at.isoformat()}: it can correct no other load now.",
            f"It is load {found.load_id}.",
            f"If load {corrects} is wrong, take it out: headway loads withdraw {corrects} --why REASON.",
        )
    return found


def _write_with_sums(folder: Path, write: Callable[[Path], None]) -> None:
    write(folder)
    write_sums(folder)


def _changed_at(folder: Path) -> float:
    try:
        return folder.stat().st_mtime
    except FileNotFoundError:  # another command has taken it away
        return 0.0


def _write_load(folder: Path, con: duckdb.DuckDBPyConnection, tables: Sequence[str], manifest: LoadManifest) -> None:
    def write(own: duckdb.DuckDBPyConnection, table: str) -> TableManifest:
        path = folder / f"{table}.parquet"
        own.execute(
            f"COPY (SELECT * FROM landed.{quoted(table)}) TO {text(path.as_posix())} (FORMAT parquet, COMPRESSION zstd)"
        )
        count = own.execute(f"SELECT count(*) FROM read_parquet({text(path.as_posix())})").fetchone()
        return TableManifest(table, count[0] if count else 0, sha256_of_bytes(path.read_bytes()))

    written = side_by_side(con, [partial(write, table=table) for table in tables])
    write_record(folder, MANIFEST_NAME, replace(manifest, tables=tuple(written)).fields())
