"""Whether everything in a store is what was written: each thing that is not, by name, with what to do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from headway.errors import FileError, HeadwayError
from headway.identity import LoadId, sha256_of_files
from headway.store.documents import CONTENT, RECORD, read_document
from headway.store.effect import Withdrawal, standings
from headway.store.manifest import MANIFEST_NAME, LoadManifest, read_manifest
from headway.store.received import folders_in, gone, gone_error
from headway.store.records import MADE_AGAIN, changed_files, damaged, hash_name
from headway.store.withdrawals import read_withdrawal


@dataclass(frozen=True)
class StoreCheck:
    """What was looked at, and each thing that is not as it was written."""

    load_count: int
    withdrawal_count: int
    document_count: int
    file_count: int
    problems: tuple[HeadwayError, ...]


def check_store(store: Path) -> StoreCheck:
    """Every load, withdrawal and kept document of the store compared with its hashes. Nothing is changed."""
    loads, withdrawals, documents = (_folders(store, each) for each in ("loads/*", "withdrawn/*", "kept/*/*"))
    problems = [
        *(problem for folder in loads for problem in _of_load(folder, store)),
        *(problem for folder in withdrawals for problem in _of_withdrawal(folder, store)),
        *(problem for folder in documents for problem in _of_document(folder)),
        *_of_days(loads, withdrawals),
        *(problem for folder in _folders(store, "derived/*") for problem in _of_derived(folder)),
    ]
    for each in (store / "loads", store / "withdrawn", *_folders(store, "kept/*")):
        problems += _strangers(each, {path.name for path in folders_in(each)})
    said = {problem.where for problem in problems}
    try:
        problems += [gone_error(folder) for folder in gone(store) if str(folder) not in said]
    except FileError as error:
        problems.append(error)
    files = sum(1 for folder in (*loads, *withdrawals, *documents) for path in folder.iterdir() if path.is_file())
    return StoreCheck(len(loads), len(withdrawals), len(documents), files, tuple(problems))


def _folders(store: Path, pattern: str) -> list[Path]:
    return sorted(path for path in store.glob(pattern) if path.is_dir())


def _of_load(folder: Path, store: Path) -> Iterator[HeadwayError]:
    try:
        manifest = read_manifest(folder)
    except FileError as error:
        yield error
        return
    if manifest.load_id != folder.name:
        yield damaged(f"The folder of load {manifest.load_id} has another name.", folder)
    for table in manifest.tables:
        yield from _of_file(folder / f"{table.name}.parquet", table.sha256, f"table {table.name} of load {folder.name}")
    own = {MANIFEST_NAME, hash_name(MANIFEST_NAME), *(f"{table.name}.parquet" for table in manifest.tables)}
    yield from _strangers(folder, own)
    if manifest.corrects is not None and not (store / "loads" / manifest.corrects).is_dir():
        yield _gone(store / "loads" / manifest.corrects, f"which load {folder.name} corrects")


def _of_withdrawal(folder: Path, store: Path) -> Iterator[HeadwayError]:
    try:
        found = read_withdrawal(folder)
    except FileError as error:
        yield error
        return
    if found.load_id != folder.name:
        yield damaged(f"The withdrawal of load {found.load_id} has another name.", folder)
    if not (store / "loads" / folder.name).is_dir():
        yield _gone(store / "loads" / folder.name, "which was withdrawn")


def _gone(load: Path, which: str) -> FileError:
    return FileError(f"Load {load.name}, {which}, is gone.", f"{load}", gone_error(load).todo)


def _of_document(folder: Path) -> Iterator[HeadwayError]:
    what = f"kept {folder.parent.name} {folder.name[:12]}"
    yield from _of_file(folder / CONTENT, folder.name, what)
    yield from _strangers(folder, {CONTENT, RECORD, hash_name(RECORD)})
    try:
        found = read_document(folder)
    except FileError as error:
        yield error
        return
    if (found.kind, found.sha256) != (folder.parent.name, folder.name):
        yield damaged(f"The record of the {what} is of another document.", folder)


def _of_days(loads: list[Path], withdrawals: list[Path]) -> Iterator[HeadwayError]:
    """Two loads in effect for one day can come only of records that were put there by hand."""
    held = [each for each in map(_manifest_or_none, loads) if each is not None]
    withdrawn = {each.load_id: each for each in map(_withdrawal_or_none, withdrawals) if each is not None}
    seen: dict[tuple[str, str], LoadId] = {}
    for load in (each.load for each in standings(held, withdrawn) if each.is_in_effect):
        day = (load.return_name, load.as_at.isoformat())
        if day in seen:
            yield FileError(
                f"Two loads are in effect as at {day[1]}: {seen[day]} and {load.load_id}.",
                f"{loads[0].parent}",
                f"Withdraw the one that is wrong: headway loads withdraw {load.load_id} --why REASON.",
            )
        seen[day] = load.load_id


def _of_derived(folder: Path) -> Iterator[HeadwayError]:
    for name in changed_files(folder) or ():
        yield FileError(f"What was worked out from the loads has been changed: {name}.", f"{folder}", MADE_AGAIN)


def _of_file(path: Path, sha256: str, what: str) -> Iterator[HeadwayError]:
    if not path.is_file():
        yield damaged(f"The store's {what} is gone.", path)
    elif sha256_of_files([path]) != sha256:
        yield damaged(f"The store's {what} has been changed.", path)


def _strangers(folder: Path, own: set[str]) -> Iterator[HeadwayError]:
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.name not in own:
            yield FileError(
                f"{path.name} was not put there by Headway.",
                f"{path}",
                "Move it out of the store; Headway never reads it.",
            )


def _manifest_or_none(folder: Path) -> LoadManifest | None:
    try:
        return read_manifest(folder)
    except FileError:
        return None  # said of the load itself


def _withdrawal_or_none(folder: Path) -> Withdrawal | None:
    try:
        return read_withdrawal(folder)
    except FileError:
        return None  # said of the withdrawal itself
