"""The store as a pack saw it: the loads that the pack names, and its documents, as they stand now."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from headway.errors import FileError, UnknownNameError
from headway.identity import LoadId, sha256_of_bytes
from headway.journey.built import PREFIX
from headway.store import LoadManifest, Store
from headway.store.documents import not_kept
from headway.store.records import write_sums


@dataclass(frozen=True)
class Altered:
    """One thing that is not as the pack says: what kind of thing, which one, how; of a value, then and now."""

    kind: str
    name: str
    how: str
    then: str = ""
    now: str = ""

    @property
    def line(self) -> str:
        """As a person reads it."""
        words = f"{self.kind}{' ' if self.name else ''}{self.name}: {self.how}"
        return (
            f"{words}: {self.then or 'nothing'} in the pack, {self.now or 'nothing'} now" if self._has_values else words
        )

    @property
    def _has_values(self) -> bool:
        return bool(self.then or self.now)

    def as_record(self) -> dict[str, str]:
        """For JSON and CSV."""
        return {"kind": self.kind, "name": self.name, "how": self.how, "pack": self.then, "now": self.now}


GONE, CHANGED = "is gone from the store", "has been changed since"


class PackStore(Store):
    """Reads what the pack names, be it altered: that has been said already, and now its figures are wanted.

    What was worked out before is used for loads that are as they were; for the others it is worked out again in the
    folder ``apart``, and for all of them when ``apart_from`` is None.
    """

    def __init__(self, path: Path, record: Mapping[str, Any], apart: Path) -> None:
        super().__init__(path)
        self.record = record
        self.apart = apart
        self.apart_from: Collection[str] | None = ()

    def loads(self, *, as_at: date | None = None, known_on: date | None = None) -> tuple[LoadManifest, ...]:
        """The loads that the pack names, whatever has come, been corrected or been withdrawn since."""
        return tuple(self.manifest(LoadId(each["load_id"])) for each in self.record["loads"])

    def check_tables(self, name: LoadId) -> None:
        """Nothing: ``altered_loads`` names each table."""

    def read_kept(self, sha256: str) -> bytes:
        """The document as it stands, altered or not. Raises UnknownNameError when it is gone."""
        path = next((self.path / "kept").glob(f"*/{sha256}/content"), None) if sha256.isalnum() else None
        if path is None:
            raise not_kept(self.path / "kept", sha256)
        return path.read_bytes()

    def derived(self, key: str) -> Path:
        """The folder of something worked out; apart from the store where it rests on what is altered."""
        return self.apart / key if self._is_apart(key) else super().derived(key)

    def derive(self, key: str, write: Callable[[Path], None]) -> Path:
        """The same folder, made by ``write`` when it is not there."""
        if not self._is_apart(key):
            return super().derive(key, write)
        folder = self.apart / key
        if not folder.is_dir():
            folder.mkdir(parents=True)
            write(folder)
            write_sums(folder)
        return folder

    def _is_apart(self, key: str) -> bool:
        if self.apart_from is None:
            return True
        return bool(self.apart_from) and (key.startswith(PREFIX) or any(name in key for name in self.apart_from))

    def altered_loads(self) -> Iterator[Altered]:
        """Every table of the pack's loads that is gone or no longer has the hash that the pack gives."""
        for load in self.record["loads"]:
            name = load["load_id"]
            folder = self.path / "loads" / name
            try:
                self.manifest(LoadId(name))
            except UnknownNameError:
                yield Altered("load", name, GONE)
                continue
            except FileError as error:
                yield Altered("load", name, error.what)
                continue
            for table, sha256 in load["tables"].items():
                path = folder / f"{table}.parquet"
                if not path.is_file():
                    yield Altered("load", name, f"its table {table} {GONE}")
                elif sha256_of_bytes(path.read_bytes()) != sha256:
                    yield Altered("load", name, f"its table {table} {CHANGED}")

    def altered_documents(self) -> Iterator[Altered]:
        """The plan's state, county files, published figures and the pack before, where they are gone or not what was kept."""
        named = [("plan state", self.record["plan_state"][:12], self.record["plan_state"])]
        named += [("county file", f"{name} as kept", sha256) for name, sha256 in self.record["county_files"].items()]
        named += [("published figures", name[:12], name) for name in self.record.get("published_figures", ())]
        before = self.record["previous_pack"]
        named += [("pack before", before[:12], before)] if before else []
        for kind, name, sha256 in named:
            try:
                is_same = sha256_of_bytes(self.read_kept(sha256)) == sha256
            except UnknownNameError:
                yield Altered(kind, name, GONE)
                continue
            if not is_same:
                yield Altered(kind, name, CHANGED)
