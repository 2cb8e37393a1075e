"""A released pack made again from what it names, and compared: has anything been changed since?"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
from pydantic import BaseModel, StrictInt, ValidationError

from headway import __version__
from headway.catalogue import definition_hashes, program_version
from headway.county.folder import COUNTY_FILES, own_measures, read_county_file
from headway.county.kept_packs import PACK_KIND, KeptPack
from headway.county.packs import board_contents
from headway.county.reading import Reading
from headway.county.verify_compare import differences
from headway.county.verify_store import CHANGED, GONE, Altered, PackStore
from headway.errors import AlteredError, FileError, HeadwayError
from headway.identity import sha256_of_bytes
from headway.improvement import Known, plan_of_state
from headway.journey import build_journey
from headway.measures import load_measures, read_county_files
from headway.publish import DEFINED_IN, FIGURES, HTML, fitted_view, pack_html, pack_record, read_outline
from headway.store import Store
from headway.store.connection import connect

EARLY_FORMATS = (1,)
MOST_LINES = 20
_NEEDED = frozenset({
    "made_at", "made_on", "made_with", "as_at", "loads", "plan_state", "county_files", "previous_pack", "definitions", "pages",
    "figures", "recommendations",
})  # fmt: skip
# What a pack may name: a file beside it, and a page of the council's own measures. Never a way out of the folder.
_PLAIN_NAME = re.compile(r"(?!\.)[^/\\:\x00-\x1f]+")
_OWN_PAGE = re.compile(rf"measures(?:/{_PLAIN_NAME.pattern})*/{_PLAIN_NAME.pattern}\.md")


@dataclass(frozen=True)
class Verified:
    """What became of verifying a pack: ``altered`` is empty when all is as it was. ``notes`` say what was compared."""

    folder: Path
    record: Mapping[str, Any]
    altered: tuple[Altered, ...]
    notes: tuple[str, ...]

    @property
    def is_as_it_was(self) -> bool:
        """Whether nothing has been changed since the pack was made."""
        return not self.altered

    def lines(self) -> list[str]:
        """The answer as a person reads it; of many differing figures the first."""
        made = datetime.fromisoformat(self.record["made_at"])
        about = f"{self.record['pack']} of {self.record['county']}, as at {self.record['as_at']}"
        lines = [
            f"{'Verified' if self.is_as_it_was else 'NOT AS IT WAS'}: {about}, made {made:%Y-%m-%d %H:%M} UTC.",
            *(f"  {each}" for each in self.notes),
        ]
        lines += [each.line for each in self.altered[:MOST_LINES]]
        more = len(self.altered) - MOST_LINES
        return [*lines, f"and {more:,} more: --format json has them all."] if more > 0 else lines


@dataclass(frozen=True)
class _Made:
    record: dict[str, Any]
    html: bytes


def verify_pack(store: Store, county: Path, folder: Path, *, fresh: bool, tell: Callable[[str], None]) -> Verified:
    """The pack in ``folder``, made again from the stored loads, the kept plan and the kept county files that it names.

    ``fresh`` uses nothing that was worked out before. Raises FileError when there is no pack that can be read.
    """
    record = read_pack(folder)
    with tempfile.TemporaryDirectory(prefix="headway-verify-") as name:
        return _Verifying(record, folder, county, PackStore(store.path, record, Path(name) / "derived"), tell).run(
            fresh
        )


def read_pack(folder: Path) -> dict[str, Any]:
    """pack.json of the folder. Raises FileError when it is not there, no pack, or of a Headway before verifying."""
    path = folder / FIGURES
    try:
        record = json.loads(path.read_bytes())
        is_early, lacks = record["format"] in EARLY_FORMATS, _NEEDED - record.keys()
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise FileError(
            f"There is no pack here that can be read ({type(error).__name__}).",
            f"{path}",
            "Name the folder that 'headway pack' wrote, with board.html, board.pdf and pack.json in it.",
        ) from None
    if is_early or lacks:
        raise FileError(
            "This pack was made by a Headway that did not write down all that a pack is made from.",
            f"{path}",
            "Make the pack again: only packs made since can be verified.",
        )
    if not _names_only_its_own(record):
        raise FileError(
            "This pack names files that no pack is made of or made from: it was changed since, or is none of Headway's.",
            f"{path}",
            "Do not rely on it. Take the pack from where it was released, and ask who changed this one."
            " Nothing was written.",
        )
    _refuse_other_shapes(path)
    return dict(record)


class _MadeWith(BaseModel):
    program: str
    headway: str


class _Load(BaseModel):
    load_id: str
    tables: list[Any] | dict[str, Any]


class _Named(BaseModel):
    id: str


class _Shape(BaseModel):
    """What is read of a pack.json, each of the kind that it is read as."""

    format: StrictInt
    pack: str
    county: str
    as_at: str
    made_at: datetime
    made_on: date
    made_with: _MadeWith
    loads: list[_Load]
    plan_state: str
    county_files: dict[str, str]
    previous_pack: str | None
    definitions: dict[str, str]
    figures: list[_Named]
    recommendations: list[_Named]
    pages: dict[str, str]


def _refuse_other_shapes(path: Path) -> None:
    try:
        _Shape.model_validate_json(path.read_bytes(), strict=True)
    except ValidationError as error:
        where = sorted({" ".join(map(str, each["loc"][:2])) for each in error.errors()})
        raise AlteredError(
            f"pack.json is not as Headway writes one: {', '.join(where[:3])}.",
            f"{path}",
            "Do not rely on it. Take the pack from where it was released, and ask who changed this one.",
        ) from None


def _names_only_its_own(record: Mapping[str, Any]) -> bool:
    """Whether its pages stand beside it, and its county files are those of a county folder: they are read and written."""
    pages, files = record["pages"], record["county_files"]
    if not isinstance(pages, dict) or not isinstance(files, dict):
        return False
    return all(_PLAIN_NAME.fullmatch(name) for name in pages) and all(
        name in COUNTY_FILES or _OWN_PAGE.fullmatch(name) for name in files
    )


class _Verifying:
    """The steps of verifying one pack."""

    def __init__(
        self, record: dict[str, Any], folder: Path, county: Path, store: PackStore, tell: Callable[[str], None]
    ) -> None:
        self.record, self.folder, self.county, self.store, self.tell = record, folder, county, store, tell
        self.notes: list[str] = []

    def run(self, fresh: bool) -> Verified:
        self.tell("comparing what the pack was made from")
        loads = list(self.store.altered_loads())
        documents = list(self.store.altered_documents())
        definitions = list(self._definitions())
        files = [*self._pack_json(), *self._pages()]
        self.notes += self._changed_county_files()
        sources = [*loads, *documents, *definitions]
        is_same_program = self.record["made_with"]["program"] == program_version()
        self.store.apart_from = None if fresh else {each.name for each in loads}
        is_plan = not any(each.kind == "plan state" for each in documents)
        made, found = self._compared([*sources, *files], words=is_same_program, plan=is_plan)
        if found and not sources and not files and not fresh:
            self.tell("it differs: working everything out from the stored loads")
            self.store.apart_from = None
            made, found = self._compared(sources, words=is_same_program, plan=is_plan)
            if not found:
                self.notes.append(
                    "What had been worked out before was wrong: delete the folder 'derived' of the store."
                )
        html = [] if sources or not made else list(self._html(made, is_same_program))
        if not sources and not found:
            self._say_what_was_compared()
        return Verified(self.folder, self.record, (*files, *sources, *html, *found), tuple(self.notes))

    def _pack_json(self) -> Iterator[Altered]:
        """Whether pack.json is one that the store kept, byte by byte."""
        sha256 = sha256_of_bytes((self.folder / FIGURES).read_bytes())
        if not (self.store.path / "kept" / PACK_KIND / sha256).is_dir():
            yield Altered("file", FIGURES, "is none that this store kept: it was changed since, or made elsewhere")

    def _pages(self) -> Iterator[Altered]:
        for name, sha256 in self.record["pages"].items():
            path = self.folder / name
            if not path.is_file():
                yield Altered("file", name, "is not beside pack.json")
            elif sha256_of_bytes(path.read_bytes()) != sha256:
                yield Altered("file", name, CHANGED)

    def _definitions(self) -> Iterator[Altered]:
        then, now = self.record["definitions"], definition_hashes(*DEFINED_IN)
        for name in sorted({*then, *now}):
            if then.get(name) != now.get(name):
                how = CHANGED if name in then and name in now else "is new since" if name in now else "is gone"
                yield Altered("definition", name, how)

    def _changed_county_files(self) -> Iterator[str]:
        """The county's own files that have another content today: the pack is made again with those it used."""
        for name, sha256 in self.record["county_files"].items():
            path = self.county / name
            if not path.is_file() or sha256_of_bytes(path.read_bytes()) != sha256:
                yield f"{name} has been changed since: it was made again with the one that it used, which is kept."

    def _compared(self, sources: list[Altered], *, words: bool, plan: bool) -> tuple[_Made | None, list[Altered]]:
        """The pack made again, and what differs. When a source is gone or spoilt, that it cannot be made again."""
        gone = [each for each in sources if each.how.endswith(GONE) and each.kind != "definition"]
        if gone:
            return None, [Altered("pack", "figures", "cannot be worked out again without what is gone")]
        try:
            made = self._made_again()
        except (HeadwayError, duckdb.Error, ValueError) as error:
            if not sources:
                raise
            said = error.what if isinstance(error, HeadwayError) else type(error).__name__
            return None, [Altered("pack", "figures", f"cannot be worked out again from what has been changed ({said})")]
        return made, list(differences(self.record, made.record, words=words, plan=plan))

    def _made_again(self) -> _Made:
        with tempfile.TemporaryDirectory(prefix="headway-county-") as name:
            return self._made_in(Path(name))

    def _made_in(self, folder: Path) -> _Made:
        """The same, with the county's files put into the folder: its own measures' pages are read until it is made."""
        for file_name, sha256 in self.record["county_files"].items():
            (folder / file_name).parent.mkdir(parents=True, exist_ok=True)
            (folder / file_name).write_bytes(self.store.read_kept(sha256))
        file, measures = read_county_file(folder), load_measures(own=own_measures(folder))
        for each in measures.left_out:
            self.tell(each.words)
        files = read_county_files(folder, file.name, measures)
        con = connect()
        reading = Reading(build_journey(con, self.store), measures, files, self.tell)
        known = Known(
            [name for page in measures.pages for name in page.names],
            files.localities.names(),
            date.fromisoformat(self.record["made_on"]),
        )
        before = self.record["previous_pack"]
        contents = board_contents(
            file,
            reading,
            plan_of_state(self.store.read_kept(self.record["plan_state"]), known),
            self.store,
            made_at=datetime.fromisoformat(self.record["made_at"]),
            made_on=date.fromisoformat(self.record["made_on"]),
            county_files=self.record["county_files"],
            previous=KeptPack(before, self.store.read_kept(before)) if before else None,
            published=tuple(self.record.get("published_figures", ())),
        )
        self.tell("drawing the pack again")
        view = fitted_view(contents, read_outline("board"))
        record = json.loads(json.dumps(pack_record(contents, view)))
        return _Made(record, pack_html(view).encode())

    def _html(self, made: _Made, is_same_program: bool) -> Iterator[Altered]:
        """Whether board.html is, byte by byte, what the same program makes of the same definitions."""
        if not is_same_program:
            version = self.record["made_with"]["headway"]
            self.notes.append(
                f"Made with Headway {version}, and this is another program ({__version__}): only the numbers and the"
                " verdicts were compared, and the pages by their hashes."
            )
            return
        path = self.folder / HTML
        if not path.is_file():
            return
        found = path.read_bytes()
        if found != made.html:
            line = _first_differing(found, made.html)
            yield Altered("file", HTML, f"is not what it is when it is made again, first in its line {line}")
        else:
            self.notes.append(f"{HTML} made again is the same, byte by byte; the other pages are as their hashes say.")

    def _say_what_was_compared(self) -> None:
        loads = self.record["loads"]
        tables = sum(len(each["tables"]) for each in loads)
        self.notes.append(
            f"{len(self.record['figures']):,} figures, {len(self.record['recommendations'])} recommendations and the"
            " children's counts, worked out again: the same."
        )
        self.notes.append(
            f"{len(loads)} loads with {tables} tables, the plan's state, {len(self.record['county_files'])} county files"
            f" and {len(self.record['definitions'])} definitions: as they were."
        )


def _first_differing(one: bytes, other: bytes) -> int:
    lines = zip(one.splitlines(), other.splitlines(), strict=False)
    same = next((number for number, (a, b) in enumerate(lines) if a != b), None)
    return 1 + (same if same is not None else min(one.count(b"\n"), other.count(b"\n")))
