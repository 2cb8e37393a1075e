"""A board pack put together from a reading of the county, with the county's own files kept as they were."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from headway.catalogue import definition_version
from headway.comparators import load_comparators
from headway.county.benchmarks import beside_measures, council_of, names_read_since, read_since
from headway.county.folder import CountyFile, county_files
from headway.county.kept_packs import KeptPack, first_made_at, keep_pack, kept_packs, previous_pack
from headway.county.reading import Reading
from headway.improvement import PLAN_KIND, PlanState, first_kept
from headway.publish import BoardContents, PackFiles, pack_sources, write_board_pack
from headway.store import Store

COUNTY_FILE_KIND = "county-file"


def make_board_pack(
    out: Path, folder: Path, file: CountyFile, reading: Reading, state: PlanState, *, by: str, today: date
) -> PackFiles:
    """The board pack in ``out``. Its figures are kept, and the county's files as they were."""
    store, now = Store(folder / "store"), datetime.now(UTC)
    packs = kept_packs(store)
    contents = board_contents(
        file,
        reading,
        state,
        store,
        made_at=now,
        made_on=today,
        county_files=_keep_county_files(store, folder, now, by),
        previous=previous_pack(packs, before=reading.day),
        published=names_read_since(store),
    )
    contents = replace(contents, made_at=first_made_at(packs, pack_sources(contents), now))
    reading.tell("drawing the pack")
    return write_board_pack(contents, out, partial(keep_pack, store, kept_at=now, kept_by=by))


def board_contents(
    file: CountyFile,
    reading: Reading,
    state: PlanState,
    store: Store,
    *,
    made_at: datetime,
    made_on: date,
    county_files: Mapping[str, str],
    previous: KeptPack | None,
    published: tuple[str, ...],
) -> BoardContents:
    """Everything that the pack is made of; ``published`` names the tables of published figures read since Headway shipped."""
    held = load_comparators(read_since(store, published))
    return BoardContents(
        county=file.name,
        data_lead=file.data_lead,
        as_at=reading.day,
        made_at=made_at,
        made_on=made_on,
        places=reading.files.localities.names(),
        plan=reading.plan(state.plan, first_kept(store)),
        plan_state=state.sha256,
        evidence=reading.evidence,
        children=reading.children,
        loads=[store.manifest(load.load_id) for load in reading.journey.loads],
        definition_version=definition_version("measures", "reasons", "journey", "returns", "codelists", "published"),
        county_files=county_files,
        plan_as_at=_kept_on(store, state),
        previous=previous.figures if previous else None,
        previous_pack=previous.sha256 if previous else None,
        is_synthetic=file.is_synthetic,
        published=published,
        beside=beside_measures(held, council_of(file), reading.evidence),
    )


def _kept_on(store: Store, state: PlanState) -> date | None:
    """The day on which this state of the plan was first kept."""
    kept = (each.first_kept_at for each in store.kept(PLAN_KIND) if each.sha256 == state.sha256)
    return next((moment.date() for moment in kept), None)


def _keep_county_files(store: Store, folder: Path, kept_at: datetime, by: str) -> dict[str, str]:
    """The county's own files, kept as they are now: by name the hash of each."""
    contents = {name: (folder / name).read_bytes() for name in county_files(folder)}
    return {name: store.keep(COUNTY_FILE_KIND, name, content, kept_at, by).sha256 for name, content in contents.items()}
