"""What pages show of contact with children, kept beside the picture: children in one folder, names in one of their own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from pydantic import TypeAdapter

from headway.attention import GroupCount, SchoolCount, SchoolWeek, Tracking, count_groups, count_schools
from headway.county.kept_children import being_made
from headway.county.tracking import NAMES, SurveyAnswer, newest_load, read_names
from headway.measures import CountyFiles
from headway.store import Store, disk
from headway.store.keyed import read_keyed, write_keyed

NAMES_PREFIX = "names-"
TRACKING, BY_KEY = "contacts.json", "names.sqlite"
_TRACKING: TypeAdapter[Tracking | None] = TypeAdapter(Tracking | None)


@dataclass(frozen=True)
class ContactPicture:
    """Contact by group as counts, for the county and each place in its order, and the survey's figures: no child.

    ``school_places`` are the same for school attendance in the days of ``school``; neither without a file of attendance.
    """

    day: date
    age_days: int
    places: tuple[tuple[str, tuple[GroupCount, ...]], ...]
    not_asked: Mapping[str, str]
    survey: tuple[SurveyAnswer, ...]
    school: SchoolWeek | None = None
    school_places: tuple[tuple[str, tuple[SchoolCount, ...]], ...] = ()


@dataclass(frozen=True)
class ContactPart:
    """The part of the picture: None where no file of contacts was loaded."""

    contact: ContactPicture | None


def contact_part(
    tracking: Tracking | None, answers: tuple[SurveyAnswer, ...], county: CountyFiles, today: date
) -> ContactPart:
    """The counts that everybody may see who may see figures."""
    if tracking is None:
        return ContactPart(None)
    localities = list(dict.fromkeys([*county.localities.names(), *sorted({c.locality for c in tracking.children})]))
    children = {name: [c for c in tracking.children if c.locality == name] for name in localities}
    every = [(county.county, list(tracking.children)), *children.items()]
    return ContactPart(
        ContactPicture(
            day=tracking.day,
            age_days=(today - tracking.day).days,
            places=tuple((name, count_groups(tracking, own)) for name, own in every),
            not_asked=tracking.not_asked,
            survey=answers,
            school=tracking.school,
            school_places=tuple((name, count_schools(tracking, own)) for name, own in every) if tracking.school else (),
        )
    )


def write_tracking(folder: Path, tracking: Tracking | None) -> None:
    """The children with what is recorded of their contacts, into the folder of the children."""
    disk.write_file(folder / TRACKING, _TRACKING.dump_json(tracking))


@lru_cache(maxsize=2)
def read_tracking(folder: Path) -> Tracking | None:
    """The same. The folder's name says what it was made of: what was read once is read."""
    with being_made(folder):
        return _TRACKING.validate_json((folder / TRACKING).read_bytes())


def keep_names(store: Store, name: str) -> None:
    """Keeps the names of the newest file of names under the name, if they are not there. Nothing else holds one."""
    load = newest_load(store, NAMES)
    store.derive(name, lambda aside: write_keyed(aside / BY_KEY, read_names(store, load) if load else ()))


def read_kept_names(folder: Path, children: Iterable[str]) -> dict[str, str]:
    """The names of these children, as far as the file has them."""
    with being_made(folder):
        found = {key: read_keyed(folder / BY_KEY, key) for key in dict.fromkeys(children)}
    return {key: name for key, name in found.items() if name is not None}
