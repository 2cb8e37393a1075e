"""Which loads are in effect: the one place that decides it, for now and for any day of the past."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from headway.identity import LoadId
from headway.store.manifest import LoadManifest


@dataclass(frozen=True)
class Withdrawal:
    """That a load is no longer in effect, from ``withdrawn_at`` on: who said so, and why. Written once, never changed."""

    load_id: LoadId
    withdrawn_at: datetime
    withdrawn_by: str
    why: str


@dataclass(frozen=True)
class LoadStanding:
    """One load of all that were ever given: in effect, or corrected by another that is, or withdrawn."""

    load: LoadManifest
    is_in_effect: bool
    corrected_by: LoadManifest | None
    withdrawal: Withdrawal | None


def standings(
    loads: Sequence[LoadManifest], withdrawals: Mapping[LoadId, Withdrawal], *, known_on: date | None = None
) -> tuple[LoadStanding, ...]:
    """Every load received by ``known_on`` and how it stood then, oldest as-at day first.

    A load is in effect unless it has been withdrawn, or a load that is not withdrawn corrects it, or corrects one that
    corrects it, and so on: a correction that is withdrawn gives back the load that it had corrected.
    """
    known = {load.load_id: load for load in loads if known_on is None or load.received_at.date() <= known_on}
    withdrawn = {
        name: each for name, each in withdrawals.items() if known_on is None or each.withdrawn_at.date() <= known_on
    }
    corrects = {load.load_id: load.corrects for load in loads}
    corrected_by: dict[LoadId, LoadManifest] = {}
    for load in sorted(known.values(), key=lambda each: (each.received_at, each.load_id)):
        earlier = None if load.load_id in withdrawn else load.corrects
        while earlier is not None:
            corrected_by[earlier] = load
            earlier = corrects.get(earlier)
    return tuple(
        LoadStanding(
            load=load,
            is_in_effect=load.load_id not in withdrawn and load.load_id not in corrected_by,
            corrected_by=corrected_by.get(load.load_id),
            withdrawal=withdrawn.get(load.load_id),
        )
        for load in sorted(known.values(), key=lambda each: (each.as_at, each.return_name, each.load_id))
    )
