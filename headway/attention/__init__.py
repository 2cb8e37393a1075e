"""Which children need someone now, why, and what takes them off the list. No scores."""

from headway.attention.children import ChildEntry, ChildrenList, NotAsked, ReasonHit, list_children
from headway.attention.reason import Reason, load_reasons
from headway.attention.wait import longest_wait

__all__ = [
    "ChildEntry", "ChildrenList", "NotAsked", "Reason", "ReasonHit", "list_children", "load_reasons", "longest_wait",
]  # fmt: skip
