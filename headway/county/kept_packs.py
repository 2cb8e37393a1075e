"""The figures of each pack, kept: what the next one says has changed since."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from headway.store import Store

PACK_KIND = "pack"


def keep_pack(store: Store, figures: bytes, *, kept_at: datetime, kept_by: str) -> None:
    """Keeps a board pack's figures; the same figures again are kept once."""
    store.keep(PACK_KIND, "board", figures, kept_at, kept_by)


def previous_pack(store: Store, *, before: date) -> Mapping[str, Any] | None:
    """The figures of the newest pack as at a day before, the last one made of those; None when there is none."""
    newest: Mapping[str, Any] | None = None
    for document in store.kept(PACK_KIND):
        figures = json.loads(store.read_kept(document.sha256))
        if figures["as_at"] < before.isoformat() and (newest is None or figures["as_at"] >= newest["as_at"]):
            newest = figures
    return newest
