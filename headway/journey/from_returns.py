"""The journey of a council's store, from the returns that Headway can read."""

from __future__ import annotations

from datetime import date

import duckdb

from headway.catalogue import definition_version
from headway.journey.build import build_stacked_journey
from headway.journey.built import BUILD_VERSION
from headway.journey.journey import Journey
from headway.journey.mapping import ReturnMap
from headway.journey.stacking import Typing, keep_typed
from headway.returns import READER_VERSION, annex_a_layout, type_tables
from headway.store import LoadManifest, Store


def build_journey(
    con: duckdb.DuckDBPyConnection, store: Store, *, as_at: date | None = None, known_on: date | None = None
) -> Journey:
    """The children's journey by every Annex A load in effect: tables in schema ``journey`` of ``con``.

    ``as_at`` leaves out loads of a later day, ``known_on`` loads received later. Raises RefusedError without any load.
    A load is typed once and its typed rows kept; so is the journey itself, until a load or a definition changes.
    """
    return build_stacked_journey(con, store, mapping=_mapping(), typing=_typing(), as_at=as_at, known_on=known_on)


def keep_typed_load(con: duckdb.DuckDBPyConnection, store: Store, load: LoadManifest) -> None:
    """Keeps the load's rows as they stand typed in ``typed`` of ``con``, so that the journey need not type them."""
    keep_typed(con, store, load, _mapping(), _typing())


def _typing() -> Typing:
    return Typing(_type_load, f"{BUILD_VERSION}-{READER_VERSION}-{definition_version('returns', 'codelists')}")


def _mapping() -> ReturnMap:
    layout = annex_a_layout()
    headings = {
        list_key: {column.heading: key for key, column in each.columns.items()}
        for list_key, each in layout.lists.items()
    }
    return ReturnMap(layout.name, layout.feeds, headings)


def _type_load(con: duckdb.DuckDBPyConnection, load: LoadManifest) -> None:
    type_tables(con, sha256=load.sha256)
