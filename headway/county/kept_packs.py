"""The figures of each pack, kept: what the next one says has changed since, and where a figure has stood."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from headway.publish import read_before_figures
from headway.store import Store

PACK_KIND = "pack"


@dataclass(frozen=True)
class KeptPack:
    """The pack.json of a pack as it was made, and its hash."""

    sha256: str
    content: bytes

    @cached_property
    def figures(self) -> Mapping[str, Any]:
        """The whole of it."""
        return json.loads(self.content)  # type: ignore[no-any-return]

    @cached_property
    def made_from(self) -> Mapping[str, Any]:
        """When and from what it was made: without the figures."""
        return read_before_figures(self.content)


def keep_pack(store: Store, figures: bytes, *, kept_at: datetime, kept_by: str) -> None:
    """Keeps a board pack's figures; the same figures again are kept once."""
    store.keep(PACK_KIND, "board", figures, kept_at, kept_by)


def kept_packs(store: Store) -> tuple[KeptPack, ...]:
    """Every pack kept, first kept first. Raises FileError for one that is no longer what was kept."""
    return tuple(KeptPack(document.sha256, store.read_kept(document.sha256)) for document in store.kept(PACK_KIND))


def previous_pack(packs: Iterable[KeptPack], *, before: date) -> KeptPack | None:
    """The newest pack as at a day before, the last one made of those; None when there is none."""
    newest: KeptPack | None = None
    for pack in packs:
        day = pack.made_from["as_at"]
        if day < before.isoformat() and (newest is None or day >= newest.made_from["as_at"]):
            newest = pack
    return newest


def first_made_at(packs: Sequence[KeptPack], sources: Mapping[str, Any], now: datetime) -> datetime:
    """The moment at which a pack was first made from these sources: made again, it is the same pack."""
    for pack in packs:
        if all(pack.made_from.get(name) == value for name, value in sources.items()):
            return datetime.fromisoformat(pack.made_from["made_at"])
    return now
