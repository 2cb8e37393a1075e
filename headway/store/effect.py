"""Which loads are in effect: the one place that decides it, for now and for any day of the past."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

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
    """Every load received by ``known_on``, a day or a moment, and how it stood then; oldest as-at day first.

    A load is in effect unless it has been withdrawn, or a load that is not withdrawn corrects it, or corrects one that
    corrects it, and so on: a correction that is withdrawn gives back the load that it had corrected.
    """
    known = {load.load_id: load for load in loads if _is_by(load.received_at, known_on)}
    withdrawn = {name: each for name, each in withdrawals.items() if _is_by(each.withdrawn_at, known_on)}
    corrects = {load.load_id: load.corrects for load in loads}
    corrected_by: dict[LoadId, LoadManifest] = {}
    for load in sorted(known.values(), key=lambda each: (each.received_at, each.load_id)):
        earlier = None if load.load_id in withdrawn else load.corrects
        while earlier is not None and corrected_by.get(earlier) is not load:  # records put there by hand may go round
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


def moment_words(at: datetime) -> str:
    """The moment as lists of loads show it, and as ``known_on`` can be given: in UTC, to the second."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def moment_before(at: datetime) -> str:
    """The last moment at which that had not come yet."""
    return moment_words(at - timedelta(seconds=1))


def after_withdrawals(own: Sequence[LoadStanding], as_at: date, received_at: datetime) -> datetime:
    """When a file came, and not before a load of its day was withdrawn on the day on which it came.

    Of a file of the past only the day of its coming is known, and no moment may have two loads of one day.
    """
    withdrawn = [each.withdrawal.withdrawn_at for each in own if each.withdrawal and each.load.as_at == as_at]
    return max([received_at, *(at for at in withdrawn if at.date() == received_at.date())])


def _is_by(at: datetime, known_on: date | None) -> bool:
    """Whether it had come by then; a moment counts to the second, as it is shown."""
    if isinstance(known_on, datetime):
        return at.replace(microsecond=0) <= known_on
    return known_on is None or at.date() <= known_on
