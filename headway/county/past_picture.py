"""What pages show of a past moment: the same picture, without a child, worked out when it is asked for and kept for a while.

Its name says which loads answer, so that two days between the same two loads have one picture.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from headway import log
from headway.county.picture import Picture, name_of, picture_contents, write_parts
from headway.errors import UnknownNameError
from headway.store import Store

if TYPE_CHECKING:
    from headway.county.county import County

PAST = "past-"
PAST_COUNT = 12


def past_name(county: County, *, as_at: date | None, known_on: date | None) -> str:
    """The name of the picture of the moment; empty where its loads are those of now.

    Raises UnknownNameError where no load was there.
    """
    loads = county.store.loads(as_at=as_at, known_on=known_on)
    if not loads:
        said = [f"is as at {as_at.isoformat()} or before"] if as_at else []
        said += [f"had come by {known_on.isoformat()}"] if known_on else []
        raise UnknownNameError(f"No load {' and '.join(said)}.", "The county's store.", "Ask for a later day.")
    if loads == county.loads():
        return ""
    return name_of(county, PAST, [load.load_id for load in loads])


def past_picture(store: Store, name: str) -> Picture | None:
    """The picture of the name; None where it is not kept."""
    folder = store.derived(name)
    return Picture(folder) if folder.is_dir() else None


def keep_past(county: County, *, as_at: date | None, known_on: date | None, by: str, today: date) -> str:
    """The name of the picture of the moment, which is kept from now on: figures, measures and plan as they were on its day."""
    name = past_name(county, as_at=as_at, known_on=known_on)
    if not name or county.store.derived_whole(name) is not None:
        return name
    reading = county.read(as_at=as_at, known_on=known_on)
    contents, earlier = picture_contents(county, reading, by=by, today=today, made_on=reading.day)
    with log.stage("draw the pages of a past moment"):
        county.store.derive(name, lambda aside: write_parts(aside, contents, earlier, reading))
    county.store.forget_derived(PAST, PAST_COUNT)
    return name
