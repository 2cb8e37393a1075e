"""A county's own settings changed row by row: what is proposed is checked by what reads the files, then put in place.

A setting is a row of a list in one of the four files (a locality, a team, a target, a standard, a rule, a year's number
of children in a place), or one of the three numbers of policy.yaml.
"""

from __future__ import annotations

import csv
import re
import tempfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from headway.catalogue import read_yaml, rows_at, with_rows, with_value
from headway.catalogue.plain_words import wanted_words
from headway.county.county import County
from headway.errors import DefinitionError, FileError, HeadwayError, RefusedError
from headway.improvement import read_plan_state
from headway.measures import Policy, read_county_files
from headway.store import disk

LOCALITIES, POLICY, TARGETS, POPULATION = "localities.yaml", "policy.yaml", "targets.yaml", "population.csv"
SETTINGS_FILES = (LOCALITIES, POLICY, TARGETS, POPULATION)
NUMBERS = ("suppression_threshold", "dip_count", "state_days")
"""The numbers of policy.yaml itself: a row of each is its one value."""
_LISTS = {LOCALITIES: ("places", "teams"), TARGETS: ("targets",), POLICY: ("contact_rules",), POPULATION: ()}
_WHERE = re.compile(r"(\S+), line \d+(?:, (.+?))?\.?")

Row = Mapping[str, Any]
Texts = Mapping[str, str]


@dataclass(frozen=True)
class Change:
    """Of the list at ``path`` in ``file`` the row ``was`` becomes ``now``: no ``was``, they are new; no ``now``, it goes."""

    file: str
    path: tuple[str, ...]
    was: Row | None
    now: tuple[Row, ...]

    def as_record(self) -> dict[str, Any]:
        """As it is kept."""
        return {"file": self.file, "path": list(self.path), "was": self.was, "now": list(self.now)}

    @classmethod
    def of_record(cls, kept: Mapping[str, Any]) -> Change:
        """From how it is kept."""
        return cls(kept["file"], tuple(kept["path"]), kept["was"], tuple(kept["now"]))


def read_texts(folder: Path, names: Collection[str] = SETTINGS_FILES) -> dict[str, str]:
    """The files as text. Raises DefinitionError for one that is not there, no text, or no YAML."""
    return {name: _read_text(folder / name) for name in names}


def _read_text(path: Path) -> str:
    if path.suffix == ".yaml":
        return read_yaml(path).text
    try:
        return path.read_text(encoding="utf-8-sig")
    except (FileNotFoundError, UnicodeDecodeError):
        raise DefinitionError(
            f"{path.name} is not there, or is not plain text.", f"{path}", "Save it as CSV in UTF-8 and try again."
        ) from None


def rows_of(texts: Texts, file: str, path: Sequence[str]) -> list[dict[str, Any]]:
    """The rows at a path as they stand in the text, days as text."""
    if file == POPULATION:
        return [row for _, row in _csv_rows(texts[file])]
    if path[0] in NUMBERS:
        return [{"value": _number(texts[file], path[0])}]
    return rows_at(texts[file], file, path)


def paths_of(texts: Texts, file: str) -> list[tuple[str, ...]]:
    """Every path of a file at which rows may stand."""
    if file == POPULATION:
        return [()]
    found: list[tuple[str, ...]] = [(name,) for name in _LISTS[file]]
    if file == POLICY:
        found += [(name,) for name in NUMBERS]
        for by_measure in rows_at(texts[file], file, ["standards"]):
            found += [("standards", name, measure) for name, own in by_measure.items() for measure in own or ()]
    return found


def changed(texts: Texts, changes: Sequence[Change]) -> dict[str, str]:
    """The files that the changes touch, as they will be. Raises RefusedError where a row is not there any more."""
    found = {change.file: texts[change.file] for change in changes}
    for change in changes:
        found[change.file] = _one(found[change.file], change)
    return found


def differences(before: Texts, after: Texts) -> list[Change]:
    """What became of the rows between two states of the files: each that is gone, is new, or is another now."""
    found: list[Change] = []
    for file in before:
        for path in dict.fromkeys([*paths_of(before, file), *paths_of(after, file)]):
            old, new = rows_of(before, file, path), rows_of(after, file, path)
            gone, came = [row for row in old if row not in new], [row for row in new if row not in old]
            for row in gone:
                follows = next((each for each in came if _which(each) == _which(row)), None)
                if follows is not None:
                    came.remove(follows)
                found.append(Change(file, path, row, (follows,) if follows is not None else ()))
            found += [Change(file, path, None, (row,)) for row in came]
    return found


def _which(row: Row) -> tuple[Any, ...]:
    """What a row is of: a place or team from its first day, a target, a rule, a year's number of a place."""
    name = row.get("id") or row.get("measure") or row.get("name")
    return (name, row.get("from"), row.get("mid_year"), row.get("place"))


def check_settings(county: County, texts: Texts, *, today: date) -> None:
    """Reads the files as every command does, those of ``texts`` in place of the county's own.

    Raises the DefinitionError of what is wrong first, and that of a plan which names a place that would be none.
    """
    with tempfile.TemporaryDirectory(prefix="headway-settings-") as name:
        own = read_texts(county.folder)
        for file, text in (own | dict(texts)).items():
            disk.write_file(Path(name) / file, text.encode())
        files = read_county_files(Path(name), county.file.name, county.measures)
    if texts.get(LOCALITIES, own[LOCALITIES]) != own[LOCALITIES]:
        known = [name for page in county.measures.pages for name in page.names]
        read_plan_state(county.folder / "plan.yaml", known, files.localities.names(), today)


def keep_settings(county: County, base: Texts, changes: Sequence[Change], *, today: date) -> tuple[str, ...]:
    """The changed files in place, all of them or none; their names. What is in place already is not written again.

    ``base`` is what the files held when the change was proposed. Raises RefusedError where one is neither that nor
    what it would become, DefinitionError where the files would not be read, FileError where they cannot be written. The
    caller lets one at a time.
    """
    result = changed(base, changes)
    now = read_texts(county.folder, result)
    if now == result:
        return tuple(result)
    for name in result:
        if now[name] not in (base[name], result[name]):
            raise RefusedError(
                f"{name} has been changed since this was proposed.",
                f"{name}.",
                "Look at both, and have it proposed again on the file as it is now. Nothing was written.",
            )
    check_settings(county, result, today=today)
    contents = {county.folder / name: _as_bytes(county.folder / name, text) for name, text in result.items()}
    try:
        disk.replace_files(contents)
    except OSError as error:
        raise FileError(
            f"{' and '.join(result)} could not be written ({type(error).__name__}): the files are as they were.",
            f"{county.folder}",
            "See that its disk has room, and that the web app may write there; then accept it again.",
        ) from None
    return tuple(result)


def row_faults(model: type[BaseModel], row: Row) -> dict[str, str]:
    """What is wrong with a row on its own, by field, in the words of whoever reads the file."""
    try:
        model.model_validate(row)
    except ValidationError as error:
        return {str(each["loc"][0]) if each["loc"] else "": wanted_words(dict(each)) for each in error.errors()}
    return {}


def field_at_fault(error: HeadwayError, change: Change, first: int) -> str | None:
    """The field of the changed rows that a message is about, ``first`` the number of the first of them in its list.

    Empty where it is about the rows as a whole, None where it is about something else.
    """
    found = _WHERE.fullmatch(error.where)
    if found is None or found[1] != change.file:
        return None
    steps = found[2].split(" › ") if found[2] else []
    within, rest = steps[: len(change.path)], steps[len(change.path) :]
    numbers = {str(first + number) for number in range(len(change.now))}
    if within != list(change.path) or (rest and rest[0] not in numbers):
        return None
    return rest[1] if len(rest) > 1 else ""


def _one(text: str, change: Change) -> str:
    if change.file == POPULATION:
        return _with_csv_rows(text, change)
    if change.path[0] in NUMBERS:
        if change.was != {"value": _number(text, change.path[0])}:
            raise _gone(change.file)
        return with_value(text, change.file, change.path[0], change.now[0]["value"])
    return with_rows(text, change.file, change.path, change.was, change.now)


def _gone(file: str) -> RefusedError:
    return RefusedError(
        f"A row that is to change is not in {file} any more.", f"{file}.", "Look at the file as it is now."
    )


def _number(text: str, name: str) -> Any:
    """The number that policy.yaml gives, or that holds where it gives none."""
    whole = rows_at(text, POLICY, ())
    return whole[0].get(name, Policy.model_fields[name].default) if whole else Policy.model_fields[name].default


def _csv_rows(text: str) -> Iterator[tuple[range, dict[str, Any]]]:
    """Each row with the lines that it stands on, as it is written."""
    reader = csv.DictReader(StringIO(text))
    first = 1
    for row in reader:
        yield range(first, reader.line_num), {str(name): (cell or "").strip() for name, cell in row.items() if name}
        first = reader.line_num


def _with_csv_rows(text: str, change: Change) -> str:
    lines = text.splitlines()
    found = [where for where, row in _csv_rows(text) if row == change.was]
    if change.was is not None and not found:
        raise _gone(change.file)
    where = found[0] if found else range(len(lines), len(lines))
    heads = next(csv.reader(lines[:1]), [])
    shown = StringIO()
    csv.writer(shown, lineterminator="\n").writerows([[row.get(head, "") for head in heads] for row in change.now])
    lines[where.start : where.stop] = shown.getvalue().splitlines()
    return "\n".join(lines) + "\n"


def _as_bytes(path: Path, text: str) -> bytes:
    """The text with the ends of lines and the mark at the beginning that the file has now."""
    now = path.read_bytes()
    shown = text.replace("\n", "\r\n") if b"\r\n" in now else text
    return (b"\xef\xbb\xbf" if now.startswith(b"\xef\xbb\xbf") else b"") + shown.encode()
