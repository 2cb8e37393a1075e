"""A county folder in one file, and back: every file with its hash, and the restored folder proved equal."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any

from headway import __version__
from headway.county.folder import CountyFile, read_county_file
from headway.errors import FileError, HeadwayError, RefusedError
from headway.identity import sha256_of_bytes, sha256_of_files
from headway.store import Store, disk
from headway.store.check import check_store
from headway.store.received import NAME as RECEIVED
from headway.store.received import copy_received, note_received
from headway.store.store import LONGEST_WITHIN

BACKUP_FORMAT = 1
INDEX, INDEX_HASH = "headway-backup.json", "headway-backup.json.sha256"
STORE = "store"
# The web app's database, and what belongs to it only while its server runs.
DATABASE, BESIDE_DATABASE = ".sqlite3", (".sqlite3-wal", ".sqlite3-shm")
CHUNK = 1 << 20
OTHER = "Use another backup. Nothing was restored."


@dataclass(frozen=True)
class BackupReport:
    """What a backup holds, or what was restored from it; ``problems`` are those of the store that it is of."""

    path: Path
    file_count: int
    byte_count: int
    load_count: int
    made_at: datetime
    problems: tuple[HeadwayError, ...]


def back_up(folder: Path, file: CountyFile, target: Path) -> BackupReport:
    """The county folder as one file, as it stands at one moment though a load may be running.

    What can be worked out again is left out. Raises RefusedError for a file that is there already, or in the folder.
    """
    target = target.absolute()
    if target.exists():
        raise RefusedError(
            f"{target.name} is there already.", f"{target}", "Name another file, for example by the day."
        )
    if target.resolve().is_relative_to(folder.resolve()):
        raise RefusedError(
            "A backup that lies in the folder that it is of would be lost with it.",
            f"{target}",
            "Name a file elsewhere, best on another disk.",
        )
    made_at = datetime.now(UTC)
    disk.make_folder(target.parent)
    with disk.folder_aside(target) as aside:
        part = aside / "backup"
        part.touch(mode=0o600)
        with part.open("wb") as opened, zipfile.ZipFile(opened, "w", zipfile.ZIP_STORED) as archive:
            every = _files_of(folder, aside)
            files = [_put(archive, _still(path, aside), name) for name, path in every.items()]
            index = {
                "format": BACKUP_FORMAT,
                "headway": __version__,
                "county": file.name,
                "made_at": made_at.isoformat(),
                "files": files,
            }
            content = json.dumps(index, ensure_ascii=False, indent=1).encode()
            archive.writestr(INDEX, content)
            archive.writestr(INDEX_HASH, f"{sha256_of_bytes(content)}  {INDEX}\n")
        disk.flush_file(part)
        disk.put_in_place(part, target)
    return _report(target, index, check_store(folder / STORE).problems)


def restore(backup: Path, folder: Path) -> BackupReport:
    """The county folder of a backup, in a folder that is empty or not there; every file's hash is compared once it is
    on the disk, and only then does the folder appear.

    Raises FileError for a file that is no whole backup, RefusedError for a folder that holds something, for a backup
    of a newer format and for a county folder or store of a newer one.
    """
    folder = folder.absolute()
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise RefusedError(
            f"{folder.name} holds something already: nothing was restored.",
            f"{folder}",
            "Name a folder that is not there.",
        )
    disk.check_length(folder / STORE, LONGEST_WITHIN)
    try:
        with zipfile.ZipFile(backup) as archive:
            index = _index_of(archive, backup)
            disk.make_folder(folder.parent)
            with disk.folder_aside(folder) as aside:
                for each in index["files"]:
                    _take(archive, each, aside, backup)
                _prove(aside, index, backup)
                note_received(aside / STORE)
                read_county_file(aside)
                Store(aside / STORE)
                problems = check_store(aside / STORE).problems
                _put_in_place(aside, folder)
    except (zipfile.BadZipFile, EOFError, KeyError) as error:
        raise FileError(
            f"{backup.name} is no whole backup of a county folder ({type(error).__name__}).",
            f"{backup.absolute()}",
            OTHER,
        ) from None
    return _report(folder, index, problems)


def _files_of(folder: Path, aside: Path) -> dict[str, Path]:
    """Every file to be kept by its name within the folder, with forward slashes: the county's own, and the store's.

    The list of what the store was ever given is copied before the loads are listed: one that comes meanwhile is not on
    it, and one that is gone stays on it and is missed again where the backup is restored.
    """
    is_listed = copy_received(folder / STORE, aside / RECEIVED)
    own: list[Path] = []
    for each in folder.iterdir():  # the store says itself what belongs to it: a load may be running
        if each.name != STORE and not each.name.endswith(disk.PART):
            own += [path for path in each.rglob("*") if path.is_file()] if each.is_dir() else [each]
    own = [path for path in own if not path.name.endswith(BESIDE_DATABASE)]
    found = {path.relative_to(folder).as_posix(): path for path in sorted([*own, *Store(folder / STORE).files()])}
    return found | ({f"{STORE}/{RECEIVED}": aside / RECEIVED} if is_listed else {})


def _still(path: Path, aside: Path) -> Path:
    """The file; of the web app's database, which its server may be writing, a copy as it stood at one moment."""
    if path.suffix != DATABASE:
        return path
    copy = aside / path.name
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
    return copy


def _put(archive: zipfile.ZipFile, path: Path, name: str) -> dict[str, Any]:
    """Puts the file in and gives its name, size and hash, of the bytes that were put in."""
    found, size = sha256(), 0
    with path.open("rb") as source, archive.open(zipfile.ZipInfo(name), "w", force_zip64=True) as target:
        while chunk := source.read(CHUNK):
            found.update(chunk)
            size += len(chunk)
            target.write(chunk)
    return {"path": name, "size": size, "sha256": found.hexdigest()}


def _index_of(archive: zipfile.ZipFile, backup: Path) -> Mapping[str, Any]:
    """The list of what the backup holds. Raises FileError when it is not what was written, or names a place outside."""
    content = archive.read(INDEX)
    if archive.read(INDEX_HASH).split()[:1] != [sha256_of_bytes(content).encode()]:
        raise FileError(f"The list of files in {backup.name} is not as it was written.", f"{backup.absolute()}", OTHER)
    index: dict[str, Any] = json.loads(content)
    if index["format"] > BACKUP_FORMAT:
        raise RefusedError(
            f"This backup is of format {index['format']}; this Headway reads formats up to {BACKUP_FORMAT}.",
            f"{backup.absolute()}",
            "Install a newer Headway. Nothing was restored.",
        )
    names = [each["path"] for each in index["files"]]
    for name in names:
        _check_name(name, backup)
    if sorted([*names, INDEX, INDEX_HASH]) != sorted(archive.namelist()):
        raise FileError(f"{backup.name} does not hold the files that it lists.", f"{backup.absolute()}", OTHER)
    return index


def _check_name(name: str, backup: Path) -> None:
    parts = PurePosixPath(name).parts
    if name.startswith("/") or "\\" in name or ":" in parts[0] or {"..", "."} & set(parts):
        raise FileError(f"{backup.name} names a file outside the county folder.", f"{backup.absolute()}", OTHER)
    problem = next((words for part in parts if (words := disk.why_not_on_windows(part))), "")
    if disk.IS_WINDOWS and problem:
        raise FileError(
            f"{name} in {backup.name} cannot be restored here: {problem}.",
            f"{backup.absolute()}",
            "Rename that file where the backup was made, and make another. Nothing was restored.",
        )


def _take(archive: zipfile.ZipFile, each: Mapping[str, Any], aside: Path, backup: Path) -> None:
    """Writes one file. Raises FileError when it is not what was put in."""
    path = aside / each["path"]
    path.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(each["path"]) as source, path.open("xb") as target:
        left = each["size"]
        while left > 0 and (chunk := source.read(min(CHUNK, left))):
            left -= len(chunk)
            target.write(chunk)
        if left or source.read(1):
            raise FileError(f"{each['path']} in {backup.name} has another size.", f"{backup.absolute()}", OTHER)
    disk.flush_file(path)


def _prove(aside: Path, index: Mapping[str, Any], backup: Path) -> None:
    """Every file that was written is read again and compared. Raises FileError that names the first that differs."""
    written = {path.relative_to(aside).as_posix(): path for path in aside.rglob("*") if path.is_file()}
    wanted = {each["path"]: each["sha256"] for each in index["files"]}
    for name, hash_wanted in wanted.items():
        if sha256_of_files([written[name]]) != hash_wanted:
            raise FileError(f"{name} in {backup.name} is not what was backed up.", f"{backup.absolute()}", OTHER)
    for each in (aside, *(path for path in aside.rglob("*") if path.is_dir())):
        disk.flush_folder(each)


def _put_in_place(aside: Path, folder: Path) -> None:
    if folder.is_dir():
        folder.rmdir()  # it is empty; Windows renames onto no folder at all
    if not disk.rename_folder(aside, folder):
        raise RefusedError(
            f"{folder.name} was made by another command meanwhile: nothing was restored.",
            f"{folder}",
            "Name a folder that is not there.",
        )


def _report(path: Path, index: Mapping[str, Any], problems: tuple[HeadwayError, ...]) -> BackupReport:
    names = [each["path"] for each in index["files"]]
    loads = {name.split("/")[2] for name in names if name.startswith(f"{STORE}/loads/")}
    size = sum(each["size"] for each in index["files"])
    return BackupReport(path, len(names), size, len(loads), datetime.fromisoformat(index["made_at"]), problems)
