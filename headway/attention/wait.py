"""The longest wait for a reason, in the same words wherever it is said."""

from __future__ import annotations

import re

from headway.attention.children import ChildrenList, ReasonHit
from headway.attention.reason import Reason


def longest_wait(found: ChildrenList, reason: Reason) -> str:
    """The longest wait in the kind of days that the reason counts, and where the child is; empty where nobody waits."""
    waits = [(hit, entry.locality) for entry in found.entries for hit in entry.hits if hit.reason.id == reason.id]
    if not waits:
        return ""
    hit, place = max(waits, key=lambda each: (each[0].days, each[1]))
    return f"{_wait(hit)}, {place}"


def longest_wait_in(found: ChildrenList, reason: Reason, place: str) -> str:
    """The longest wait for the reason in one locality; empty where nobody waits there."""
    own = [e for e in found.entries if e.locality == place]
    waits = [hit for entry in own for hit in entry.hits if hit.reason.id == reason.id]
    return _wait(max(waits, key=lambda hit: hit.days)) if waits else ""


def _wait(hit: ReasonHit) -> str:
    has_day = "{due}" in hit.reason.front.words
    if not hit.days:
        return "due that day" if has_day else "since when is not known"
    kind = "working day" if re.search(rf"\b{hit.days} working days?\b", hit.words) else "day"
    return f"{hit.days:,} {kind}{'' if hit.days == 1 else 's'}{' over' if has_day else ''}"
