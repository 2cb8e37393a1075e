"""Published figures in a county: which council it is, and what it has read since Headway shipped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from headway.comparators import (
    Area,
    Comparators,
    Comparison,
    NotComparable,
    Refreshed,
    figures_as_csv,
    load_areas,
    read_folder,
)
from headway.county.folder import CountyFile
from headway.errors import DefinitionError, UnknownNameError
from headway.evidence.assess import MeasureEvidence
from headway.store import Store

KIND = "published_figures"


def council_of(county: CountyFile) -> Area | None:
    """The council of the code in county.yaml, or None without one. Raises DefinitionError for a code of no council."""
    if not county.code:
        return None
    try:
        return load_areas().council(county.code)
    except UnknownNameError as error:
        raise DefinitionError(error.what, "county.yaml, code.", error.todo or error.where) from None


def names_read_since(store: Store) -> tuple[str, ...]:
    """The names of the tables of figures that the county has read, in the order in which it did."""
    return tuple(document.sha256 for document in store.kept(KIND))


def read_since(store: Store, names: Sequence[str] | None = None) -> list[bytes]:
    """The tables of figures that the county has read: those named, or all."""
    return [store.read_kept(name) for name in (names_read_since(store) if names is None else names)]


def beside_measures(
    held: Comparators, council: Area | None, evidence: Iterable[MeasureEvidence]
) -> dict[str, Comparison | NotComparable]:
    """What may stand beside each figure, by the measure's id with its part."""
    return {
        each.page.name_of(each.part): held.beside_measure(each.page.catalogue_of(each.part), council, good=each.good)
        for each in evidence
    }


def refresh(store: Store, folder: Path, held: Comparators, *, read_at: datetime, read_by: str) -> Refreshed:
    """Reads the folder and keeps what is new or changed; what was held before stays. Raises FileError, keeping nothing."""
    found = read_folder(folder, held, on=read_at.date())
    if found.figures:
        # The moment makes it a document of its own: a figure that is put back comes after the one it replaces.
        content = f"# read at {read_at.isoformat()}\n".encode() + figures_as_csv(found.figures)
        store.keep(KIND, folder.name, content, read_at, read_by)
    return found
