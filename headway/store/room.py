"""Whether a file may become a load: two files for one day, or one file for two days, cannot both be right.

Every refusal ends in a step that leads on: what it advises is never refused in turn for the same reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from headway.errors import RefusedError
from headway.identity import LoadId
from headway.store.effect import LoadStanding
from headway.store.manifest import LoadManifest


def place_of(
    own: Sequence[LoadStanding],
    *,
    as_at: date,
    sha256: str,
    received_at: datetime,
    corrects: LoadId | None,
    where: Path,
) -> LoadId | None:
    """Which load of the same return the file takes the place of, if any; ``own`` are all loads of that return.

    A withdrawn load of the same day that was still in effect when the file came is replaced without being named, so that
    no day of the past has two loads.
    Raises RefusedError where the file stands against a load in effect that ``corrects`` does not name.
    """
    if corrects is not None:
        _check_correction(corrects, own, where)
    in_effect = [each.load for each in own if each.is_in_effect]
    in_the_way = [
        load for load in in_effect if load.load_id != corrects and (load.as_at == as_at or load.sha256 == sha256)
    ]
    if len(in_the_way) == 1 and corrects is None:
        raise _one_in_the_way(in_the_way[0], as_at, was=_was(own, as_at, sha256))
    if in_the_way:
        raise _several_in_the_way(in_the_way, as_at, corrects)
    still = {name: last for name, last in _withdrawn(own, as_at).items() if received_at.date() < last}
    if len(still) > 1 or (still and corrects not in (None, *still)):
        name = max(still, key=lambda each: still[each])
        raise RefusedError(
            f"On {received_at.date().isoformat()} another load was in effect as at {as_at.isoformat()}.",
            f"It was load {name}, withdrawn on {still[name].isoformat()}.",
            f"Leave out --received, or give --received {still[name].isoformat()} or a later day.",
        )
    return next(iter(still), corrects)


def _withdrawn(own: Sequence[LoadStanding], as_at: date) -> dict[LoadId, date]:
    """The withdrawn loads of the day that no other has taken the place of: the day from which each was out of effect.

    One that had corrected others stands for them: the last day of any of them counts.
    """
    every = {each.load.load_id: each for each in own}
    replaced = {each.load.corrects for each in own}
    found = {}
    for each in own:
        if each.withdrawal and each.load.as_at == as_at and each.load.load_id not in replaced:
            days: list[date] = []
            earlier: LoadStanding | None = each
            while earlier is not None and earlier.withdrawal is not None:
                days.append(earlier.withdrawal.withdrawn_at.date())
                earlier = every.get(earlier.load.corrects) if earlier.load.corrects else None
            found[each.load.load_id] = max(days)
    return found


def _check_correction(corrects: LoadId, own: Sequence[LoadStanding], where: Path) -> None:
    found = next((each for each in own if each.load.load_id == corrects), None)
    if found is None:
        raise RefusedError(
            f"Load {corrects} cannot be corrected by this file: it is of another return.",
            f"{where}",
            "Name the load that this file puts right: 'headway loads' lists them.",
        )
    if found.corrected_by is not None:
        by = found.corrected_by
        raise RefusedError(
            f"Load {corrects} cannot be corrected: another load has taken its place.",
            f"It is load {by.load_id}, received on {_day(by)}.",
            f"If this file puts that one right, load it with --corrects {by.load_id}.",
        )


def _was(own: Sequence[LoadStanding], as_at: date, sha256: str) -> str:
    """Which load this very file was, and which load corrected it, as a sentence; empty when it was none."""
    same = [each for each in own if (each.load.as_at, each.load.sha256) == (as_at, sha256) and each.corrected_by]
    if not same:
        return ""
    was = max(same, key=lambda each: each.load.received_at)
    by = next(each.load for each in own if each.load.corrects == was.load.load_id)
    return f"This file was load {was.load.load_id}, which load {by.load_id}, received on {_day(by)}, corrected."


def _one_in_the_way(other: LoadManifest, as_at: date, *, was: str) -> RefusedError:
    name, received = other.load_id, f"received on {_day(other)}"
    if was:
        return RefusedError(
            "This very file was loaded before and has been corrected since.",
            f"{was} In effect is load {name}, {received}.",
            f"If this file was right after all, load it again with --corrects {name}.",
        )
    if other.as_at == as_at:
        return RefusedError(
            f"Another file is already held as at {as_at.isoformat()}.",
            f"It is load {name}, {received}.",
            f"If this file puts it right, load it again with --corrects {name}.",
        )
    return RefusedError(
        f"This very file is already held as at {other.as_at.isoformat()}.",
        f"It is load {name}; now it was given as at {as_at.isoformat()}.",
        f"If the earlier day was wrong, load it again with --corrects {name}.",
    )


def _several_in_the_way(others: Sequence[LoadManifest], as_at: date, corrects: LoadId | None) -> RefusedError:
    """One load can be corrected by a file, so the others have to be withdrawn first."""
    same_day = next((load.load_id for load in others if load.as_at == as_at), None)
    kept = corrects or same_day or others[0].load_id
    wrong = [load for load in others if load.load_id != kept]
    said = [
        f"load {load.load_id} holds {'another file of the same day' if load.as_at == as_at else 'this very file'}, "
        f"as at {load.as_at.isoformat()}"
        for load in others
    ]
    commands = " and ".join(f"headway loads withdraw {load.load_id} --why REASON" for load in wrong)
    return RefusedError(
        "This file stands against more loads than it can correct.",
        f"{'; '.join(said).capitalize()}.",
        f"If that is wrong, take it out first: {commands}. Then load this file with --corrects {kept}.",
    )


def _day(load: LoadManifest) -> str:
    return load.received_at.date().isoformat()
