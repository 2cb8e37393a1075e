"""Two records of one pack side by side: every figure, word and count that differs, with both values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import isclose
from typing import Any

from headway.county.verify_store import Altered

SOURCES = frozenset({"definitions", "definition_version", "made_with", "pages", "county_files", "previous_pack"})
"""What the pack was made from: compared by hash before anything is made again."""
TOLERANCE = 1e-6
"""Far below what any page prints, and above what a fit ends with on another processor."""
_LISTS = {
    "figures": ("figure", "id"),
    "recommendations": ("recommendation", "id"),
    "loads": ("load", "load_id"),
    "beside": ("published figures", "measure"),
}
_NUMBERS = {
    "figures": ("numerator", "denominator", "cannot_tell", "low", "high", "value", "status"),
    "recommendations": ("actions", "done", "late", "word"),
    "beside": ("series", "year", "own", "england", "region", "neighbour_mean", "neighbour_median"),
}
_BEYOND_NUMBERS = frozenset({"headline", "cannot_tell", "rates", "format", "pack", "edition", "as_at_words"})


def differences(then: Mapping[str, Any], now: Mapping[str, Any], *, words: bool, plan: bool) -> Iterator[Altered]:
    """What differs. Without ``words`` only numbers and verdicts are compared: another program may say them otherwise, or
    say what this pack does not.

    Without ``plan`` its hash and day are not compared: that it was altered is known.
    """
    left_out = SOURCES | (frozenset() if plan else {"plan_state", "plan_as_at"})
    for key in dict.fromkeys([*then, *now]):
        if key in left_out or (not words and (key in _BEYOND_NUMBERS or key == "loads" or key not in then)):
            continue
        old, new = then.get(key), now.get(key)
        if key in _LISTS:
            yield from _listed(key, old or (), new or (), words)
        elif key == "children" and not words:
            yield from _fields(key, "", {"count": (old or {}).get("count")}, {"count": (new or {}).get("count")}, None)
        elif isinstance(old, Mapping) and isinstance(new, Mapping):
            yield from _fields(key, "", old, new, None)
        elif not _same(old, new):
            yield _altered("pack", key.replace("_", " "), [("", old, new)])


def _listed(
    key: str, then: Sequence[Mapping[str, Any]], now: Sequence[Mapping[str, Any]], words: bool
) -> Iterator[Altered]:
    kind, name = _LISTS[key]
    old, new = {each[name]: each for each in then}, {each[name]: each for each in now}
    only = None if words else _NUMBERS[key]
    for each in dict.fromkeys([*old, *new]):
        if each not in new or each not in old:
            where = "is in the pack only" if each in old else "is not in the pack"
            yield Altered(kind, each, where)
        else:
            yield from _fields(kind, each, old[each], new[each], only)


def _fields(
    kind: str, name: str, then: Mapping[str, Any], now: Mapping[str, Any], only: Sequence[str] | None
) -> Iterator[Altered]:
    """One line for a thing: each of its fields that differs. A figure's definition is compared with the definitions."""
    fields = [each for each in only or dict.fromkeys([*then, *now]) if each != "definition"]
    differ = [each for each in fields if not _same(then.get(each), now.get(each))]
    if differ:
        yield _altered(kind, name, [(each, then.get(each), now.get(each)) for each in differ])


def _altered(kind: str, name: str, fields: Sequence[tuple[str, Any, Any]]) -> Altered:
    """One line for a thing, with the smallest parts of its fields that differ."""
    parts = [part for where, old, new in fields for part in _parts(where.replace("_", " "), old, new)]
    then, now = (", ".join(f"{where} {_text(both[side])}".strip() for where, both in parts) for side in (0, 1))
    return Altered(kind, name, "is not the same", then, now)


def _parts(where: str, old: Any, new: Any) -> Iterator[tuple[str, tuple[Any, Any]]]:
    """The smallest parts that differ, each with where it stands: the keys down to it, and its place in a list.

    Of sentences those that only one of the two has, wherever they stand.
    """
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in dict.fromkeys([*old, *new]):
            if not _same(old.get(key), new.get(key)):
                yield from _parts(f"{where} {key.replace('_', ' ')}".strip(), old.get(key), new.get(key))
    elif isinstance(old, list | tuple) and isinstance(new, list | tuple):
        words = [each for each in (*old, *new) if isinstance(each, str)]
        if len(words) == len(old) + len(new) and set(old) != set(new):
            yield where, (_only(old, new), _only(new, old))
            return
        for number in range(max(len(old), len(new))):
            one, other = (each[number] if number < len(each) else None for each in (old, new))
            if not _same(one, other):
                yield from _parts(f"{where} {number + 1}".strip(), one, other)
    else:
        yield where, (old, new)


def _only(sentences: Sequence[str], others: Sequence[str]) -> str | None:
    return "; ".join(each for each in sentences if each not in others) or None


def _same(old: Any, new: Any) -> bool:
    """Whether two values of a record are equal; numbers but for what another machine's arithmetic leaves in them."""
    if isinstance(old, float) and isinstance(new, float | int):
        return isclose(old, new, rel_tol=TOLERANCE, abs_tol=TOLERANCE)
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        return old.keys() == new.keys() and all(_same(old[key], new[key]) for key in old)
    if isinstance(old, list | tuple) and isinstance(new, list | tuple):
        return len(old) == len(new) and all(map(_same, old, new))
    return bool(old == new)


def _text(value: object) -> str:
    return "none" if value is None else f"{value:.4g}" if isinstance(value, float) else f"{value}"
