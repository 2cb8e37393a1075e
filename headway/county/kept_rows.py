"""The rows behind one figure, kept for pages: each with its part, its load, and where the child is now.

They name children, so they are kept in a folder of their own, and who may read which row is asked of its places.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import TypeAdapter

from headway import log
from headway.county.explain import Explanation
from headway.county.kept_children import being_made
from headway.county.picture import name_of
from headway.measures import NOT_PLACED, who_holds
from headway.measures.stocks import Holder
from headway.store import Store, disk

if TYPE_CHECKING:
    from headway.county.county import County

PREFIX = "rows-"
KEPT_COUNT = 40
FILE = "rows.json"


@dataclass(frozen=True)
class KeptRow:
    """One row of a figure. ``places``: where the child is now, or of a row of no child where the row is counted."""

    row_id: str
    load: str
    part: str
    value: float | None
    reason: str
    day: date | None
    child_key: str
    places: tuple[str, str]


_ROWS: TypeAdapter[tuple[KeptRow, ...]] = TypeAdapter(tuple[KeptRow, ...])


def rows_name(county: County, figure: str) -> str:
    """The name under which the figure's rows are kept; ``figure`` is its id, as a pack gives it."""
    return name_of(county, PREFIX, [figure, *(load.load_id for load in county.loads())])


def kept_rows(store: Store, name: str) -> tuple[KeptRow, ...] | None:
    """The rows of the name; None where they are not kept."""
    folder = store.derived(name)
    if not folder.is_dir():
        return None
    with being_made(folder):
        return _ROWS.validate_json((folder / FILE).read_bytes())


def keep_rows(county: County, figure: str) -> str:
    """The name of the figure's rows, which are kept from now on. Raises what ``explain`` does for a figure that is none."""
    name = rows_name(county, figure)
    if county.store.derived_whole(name) is None:
        with log.stage("keep the rows behind a figure"):
            found = county.explain([figure])
            reading = county.read()
            rows = rows_of(found, who_holds(reading.journey, reading.day, reading.files))
            county.store.derive(name, lambda aside: _write(aside, rows))
        county.store.forget_derived(PREFIX, KEPT_COUNT)
    return name


def rows_of(found: Explanation, holders: dict[str, Holder]) -> tuple[KeptRow, ...]:
    """The rows of an explanation with whom they are of."""
    now = found.now
    rows = []
    for key, standing in now.inside.items():
        behind = now.behind_each[key]
        holder = holders.get(behind.child_key)
        own = (NOT_PLACED, NOT_PLACED) if behind.child_key else (behind.locality, behind.team)
        rows.append(
            KeptRow(
                row_id=standing.row_id,
                load=standing.load_id,
                part=standing.role,
                value=standing.value,
                reason=standing.reason,
                day=behind.placed_on,
                child_key=behind.child_key or "",
                places=(holder.locality, holder.team) if holder else own,
            )
        )
    return tuple(rows)


def _write(folder: Path, rows: tuple[KeptRow, ...]) -> None:
    disk.write_file(folder / FILE, _ROWS.dump_json(rows))
