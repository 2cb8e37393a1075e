"""The figures of each pack, kept: what the next one says has changed since, and where a figure has stood."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from headway.store import Store

PACK_KIND = "pack"


@dataclass(frozen=True)
class KeptPack:
    """The pack.json of a pack as it was made, and its hash."""

    sha256: str
    figures: Mapping[str, Any]


def keep_pack(store: Store, figures: bytes, *, kept_at: datetime, kept_by: str) -> None:
    """Keeps a board pack's figures; the same figures again are kept once."""
    store.keep(PACK_KIND, "board", figures, kept_at, kept_by)


def kept_packs(store: Store) -> tuple[KeptPack, ...]:
    """Every pack kept, first kept first. Raises FileError for one that is no longer what was kept."""
    return tuple(
        KeptPack(document.sha256, json.loads(store.read_kept(document.sha256))) for document in store.kept(PACK_KIND)
    )


def previous_pack(packs: Iterable[KeptPack], *, before: date) -> KeptPack | None:
    """The newest pack as at a day before, the last one made of those; None when there is none."""
    newest: KeptPack | None = None
    for pack in packs:
        day = pack.figures["as_at"]
        if day < before.isoformat() and (newest is None or day >= newest.figures["as_at"]):
            newest = pack
    return newest


def first_made_at(packs: Sequence[KeptPack], sources: Mapping[str, Any], now: datetime) -> datetime:
    """The moment at which a pack was first made from these sources: made again, it is the same pack."""
    for pack in packs:
        if all(pack.figures.get(name) == value for name, value in sources.items()):
            return datetime.fromisoformat(pack.figures["made_at"])
    return now
