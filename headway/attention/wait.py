"""The longest wait for a reason, in the same words wherever it is said."""

from __future__ import annotations

import re

from headway.attention.children import ChildrenList
from headway.attention.reason import Reason


def longest_wait(found: ChildrenList, reason: Reason) -> str:
    """The longest wait in the kind of days that the reason counts, and where the child is; empty where nobody waits."""
    waits = [(hit, entry.locality) for entry in found.entries for hit in entry.hits if hit.reason.id == reason.id]
    if not waits:
        return ""
    hit, place = max(waits, key=lambda each: (each[0].days, each[1]))
    has_day = "{due}" in reason.front.words
    if not hit.days:
        return f"{'due that day' if has_day else 'since when is not known'}, {place}"
    kind = "working day" if re.search(rf"\b{hit.days} working days?\b", hit.words) else "day"
    return f"{hit.days:,} {kind}{'' if hit.days == 1 else 's'}{' over' if has_day else ''}, {place}"
