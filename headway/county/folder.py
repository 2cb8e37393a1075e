"""The county folder: where it is, who the county is, and how a new one is made."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import Field

from headway.catalogue import Strict, definitions_dir, read_yaml
from headway.comparators import COUNCIL, Area, load_areas, load_comparators
from headway.county.population_rows import population_rows
from headway.errors import FileError, MistypedError, RefusedError
from headway.store import disk

FOLDER_VERSION = 1
COUNTY_VARIABLE = "HEADWAY_COUNTY"
FOLDER_FILES = (
    "README.md",
    "county.yaml",
    "localities.yaml",
    "policy.yaml",
    "targets.yaml",
    "plan.yaml",
    "population.csv",
)
COUNTY_FILES = ("county.yaml", "localities.yaml", "policy.yaml", "targets.yaml", "population.csv")


class CountyFile(Strict):
    """county.yaml: who the county is."""

    name: str = Field(min_length=1, description="The council's name as it is printed; also the name of the whole area.")
    code: str = Field("", description="The council's code in published statistics (E10000008); empty: none.")
    kind: str = Field("county council", description="What kind of council it is, for the reader.")
    plan: Literal["file"] = Field("file", description="Where the plan is edited: 'file' is plan.yaml in this folder.")
    data_lead: str = Field("", description="Who can mend what the data cannot tell: a role, never a child's worker.")
    is_synthetic: bool = Field(False, description="Whether the county is made up: its packs say so.")
    version: int = Field(1, description="The layout of the folder.")


@dataclass(frozen=True)
class InitReport:
    """What ``init`` wrote and what it left as it was; ``name`` is the council's, as county.yaml has it now.

    ``known_as`` is the council whose published figures were filled in, None where the name is none of theirs.
    """

    folder: Path
    written: tuple[str, ...]
    kept: tuple[str, ...]
    name: str
    known_as: Area | None


def init_county(folder: Path, name: str) -> InitReport:
    """Makes the county folder; a file that is already there is left as it is."""
    if not name.strip():
        raise MistypedError("The council's name is empty.", "--council", 'Give it: --council "Sample County".')
    if folder.exists() and not folder.is_dir():
        raise FileError(
            f"{folder.name} is a file, not a folder.", f"{folder.absolute()}", "Choose another name for the folder."
        )
    found = load_areas().find(name)
    known_as = found if found and found.kind == COUNCIL and found.until_on is None else None
    disk.make_folder(folder)
    kept = tuple(each for each in FOLDER_FILES if (folder / each).exists())
    written = tuple(each for each in FOLDER_FILES if each not in kept)
    # county.yaml comes last: without it the folder is no county folder yet.
    in_order = sorted(written, key=lambda each: each == "county.yaml")
    disk.replace_files({folder / each: _first_text(each, name.strip(), known_as).encode() for each in in_order})
    return InitReport(folder, written, kept, read_county_file(folder).name, known_as)


def find_county(given: Path | None) -> Path:
    """The county folder: the one given, else the variable HEADWAY_COUNTY, else the current folder."""
    folder = given or Path(os.environ.get(COUNTY_VARIABLE) or ".")
    if not (folder / "county.yaml").is_file():
        raise FileError(
            f"{folder.resolve()} is not a county folder: it has no county.yaml.",
            "Looked at --county, then the variable HEADWAY_COUNTY, then the current folder.",
            'Make one with: headway init FOLDER --council "NAME", or name one with --county.',
        )
    return folder


def read_county_file(folder: Path) -> CountyFile:
    """county.yaml of the folder. Raises RefusedError when the folder is of a newer layout than this Headway reads."""
    county = read_yaml(folder / "county.yaml").into(CountyFile)
    if county.version > FOLDER_VERSION:
        raise RefusedError(
            f"This county folder is of layout {county.version}; this Headway reads layouts up to {FOLDER_VERSION}.",
            f"{folder / 'county.yaml'}",
            "Install a newer Headway. Nothing was read or changed.",
        )
    return county


def _first_text(file_name: str, name: str, known_as: Area | None) -> str:
    """What a file holds at first: of a council that is known, with its code and its children by mid-year."""
    text = _template(file_name, name, known_as.code if known_as else "")
    if file_name == "population.csv" and known_as:
        text += population_rows(load_comparators(), known_as, name)
    return text


def _template(file_name: str, name: str, code: str) -> str:
    text = (definitions_dir() / "county_folder" / file_name).read_text(encoding="utf-8")
    shown = name if file_name.endswith(".md") else _yaml_text(name)
    return text.replace("{{ name }}", shown).replace("{{ code }}", _yaml_text(code))


def _yaml_text(name: str) -> str:
    """The name as a YAML string, quoted so that no character of it can mean anything else."""
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'


def own_measures(folder: Path) -> Path:
    """The folder for a council's own measure pages; it need not be there."""
    return folder / "measures"


def county_files(folder: Path) -> tuple[str, ...]:
    """The county's own files, which say what its figures are: by their names below the folder, its own measures last."""
    pages = sorted(path.relative_to(folder).as_posix() for path in own_measures(folder).rglob("*.md"))
    return (*COUNTY_FILES, *pages)
