"""The kept picture of a county: what pages show, worked out when a load or the plan changes and read from then on.

It is kept beside the store under a name that says what it was made of, and is safe to delete.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import TypeAdapter

from headway import log
from headway.attention import Tracking
from headway.catalogue import program_version
from headway.county.benchmarks import names_read_since
from headway.county.folder import county_files
from headway.county.kept_children import PREFIX as CHILDREN
from headway.county.kept_children import KeptChildren, being_made, keep_children
from headway.county.kept_packs import kept_packs, previous_pack
from headway.county.kept_tracking import (
    NAMES_PREFIX,
    ContactPart,
    ContactPicture,
    contact_part,
    keep_names,
    read_kept_names,
    read_tracking,
    write_tracking,
)
from headway.county.packs import board_contents
from headway.county.reading import Reading
from headway.errors import UnknownNameError
from headway.identity import sha256_of_bytes
from headway.publish import BoardContents, read_outline
from headway.publish.cockpit import CockpitPicture
from headway.publish.picture import Facts, FirstPage, MeasurePicture, MeasuresPicture, picture_parts
from headway.publish.views import RecommendationsView
from headway.store import Store, disk

if TYPE_CHECKING:
    from headway.county.county import County

PREFIX = "picture-"
KEPT_COUNT = 3
PART = TypeVar("PART")
_ADAPTERS: dict[Any, TypeAdapter[Any]] = {}


@dataclass(frozen=True)
class Picture:
    """A picture that is kept: each part is read when it is asked for."""

    folder: Path

    @property
    def facts(self) -> Facts:
        """What stands at the top of every page."""
        return self._read("facts", Facts)

    @property
    def first_page(self) -> FirstPage:
        """The truth on one page, whole."""
        return self._read("truth", FirstPage)

    @property
    def cockpit(self) -> CockpitPicture:
        """Each place's week on one page."""
        return self._read("cockpit", CockpitPicture)

    @property
    def measures(self) -> MeasuresPicture:
        """Every measure at a glance."""
        return self._read("measures", MeasuresPicture)

    @property
    def recommendations(self) -> RecommendationsView:
        """Every recommendation in full."""
        return self._read("recommendations", RecommendationsView)

    def measure(self, slug: str) -> MeasurePicture:
        """One measure, by its id with a hyphen before its part. Raises UnknownNameError where there is none."""
        if slug not in self.facts.measures:
            raise UnknownNameError("There is no such measure.", "The address of the page.", "Choose one from the list.")
        return self._read(f"m-{slug}", MeasurePicture)

    @property
    def contact(self) -> ContactPicture | None:
        """Contact with children as counts; None where no file of contacts is in effect."""
        return self._read("contact", ContactPart).contact

    @property
    def tracking(self) -> Tracking | None:
        """Contact with each child, which is kept with the children."""
        return read_tracking(self.children.folder)

    def names(self, children: Iterable[str]) -> dict[str, str]:
        """The names of these children, which are kept in a folder of their own."""
        return read_kept_names(self.folder.parent / names_name(self.folder.name), children)

    @property
    def children(self) -> KeptChildren:
        """The children, who are kept in a folder of their own: nothing else of the picture holds one."""
        return KeptChildren(self.folder.parent / children_name(self.folder.name))

    def _read(self, name: str, kind: type[PART]) -> PART:
        with being_made(self.folder):
            found: PART = _adapter(kind).validate_json((self.folder / f"{name}.json").read_bytes())
        return found


def _adapter(kind: Any) -> TypeAdapter[Any]:
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]


def children_name(picture: str) -> str:
    """The name of the folder of the children that belongs to a picture."""
    return CHILDREN + picture.removeprefix(PREFIX)


def names_name(picture: str) -> str:
    """The name of the folder of the names that belongs to a picture."""
    return NAMES_PREFIX + picture.removeprefix(PREFIX)


def newest_picture(store: Store) -> Picture | None:
    """The picture made last; None where there is none yet. It costs the same with any number of loads."""
    found = sorted(store.derived("").glob(f"{PREFIX}*"), key=lambda folder: folder.stat().st_mtime)
    return Picture(found[-1]) if found else None


def picture_name(county: County, today: date) -> str:
    """The name of the picture that the county should have today: of the loads in effect, its files, Headway itself."""
    return name_of(county, PREFIX, [today.isoformat(), *(load.load_id for load in county.loads())])


def name_of(county: County, prefix: str, loads: Sequence[str]) -> str:
    """The name of a picture that these loads give, with the county's files, its packs and Headway as they are."""
    names = ("plan.yaml", *county_files(county.folder))
    files = [county.folder / name for name in names]
    parts = [
        program_version(),
        *loads,
        *(sha256_of_bytes(path.read_bytes()) for path in files if path.is_file()),
        *names_read_since(county.store),
        *(document.sha256 for document in county.store.kept("pack")),
    ]
    return prefix + sha256_of_bytes("\n".join(parts).encode())[:16]


def keep_picture(county: County, *, by: str, today: date) -> Picture:
    """The picture as it should be today, made where it is not kept. Raises what the library says of county, plan or loads."""
    store, name = county.store, picture_name(county, today)
    folder = store.derived_whole(name)
    beside = (children_name(name), names_name(name))
    if folder is not None and all(store.derived_whole(each) is not None for each in beside):
        # A county may come back to what it was: the newest is the one that holds.
        folder.touch()
        for each in beside:
            store.derived(each).touch()
        return Picture(folder)
    reading = county.read()
    contents, earlier = picture_contents(county, reading, by=by, today=today, made_on=today)
    tracking = county.contacts()
    answers = county.contact_survey(tracking) if tracking else ()
    # The children and the names first: a picture that is there has them.
    keep_names(store, names_name(name))
    keep_children(
        store, children_name(name), reading, today=today, beside=lambda aside: write_tracking(aside, tracking)
    )

    def write(aside: Path) -> None:
        write_parts(aside, contents, earlier, reading)
        counts = contact_part(tracking, answers, reading.files, today)
        disk.write_file(aside / "contact.json", _adapter(ContactPart).dump_json(counts))

    county.tell("drawing the pages")
    with log.stage("draw the pages"):
        folder = store.derive(name, write)
    store.forget_derived(PREFIX, KEPT_COUNT)
    store.forget_derived(CHILDREN, KEPT_COUNT)
    store.forget_derived(NAMES_PREFIX, KEPT_COUNT)
    return Picture(folder)


def picture_contents(
    county: County, reading: Reading, *, by: str, today: date, made_on: date
) -> tuple[BoardContents, list[Mapping[str, Any]]]:
    """What a picture is drawn from, and the packs made before, the newest first. ``made_on`` is the day of its ages."""
    store = county.store
    state, packs = county.plan_state(by=by, today=today), kept_packs(store)
    contents = board_contents(
        county.file,
        reading,
        state,
        store,
        made_at=datetime.now(UTC),
        made_on=made_on,
        county_files={},
        previous=previous_pack(packs, before=reading.day),
        published=names_read_since(store),
    )
    return contents, [pack.figures for pack in reversed(packs)]


def write_parts(folder: Path, contents: BoardContents, earlier: Sequence[Mapping[str, Any]], reading: Reading) -> None:
    """Each part of the picture that holds figures, as a file of the folder."""
    localities = reading.files.localities
    locality_of = {team.name: localities.locality_of(team) for team in localities.teams}
    cockpit = reading.files.policy.cockpit
    for part, found in picture_parts(contents, read_outline("board"), earlier, locality_of, cockpit):
        disk.write_file(folder / f"{part}.json", _adapter(type(found)).dump_json(found))
