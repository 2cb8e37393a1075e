"""Which children need someone now, why, and what takes them off the list; who is in contact with each. No scores."""

from headway.attention.children import ChildEntry, ChildrenList, NotAsked, ReasonHit, list_children
from headway.attention.contact_counts import GroupCount, count_groups
from headway.attention.contacts import Contact
from headway.attention.reason import Reason, load_reasons
from headway.attention.tracking import ContactFile, TrackedChild, Tracking, groups, track
from headway.attention.wait import longest_wait, longest_wait_in

__all__ = [
    "ChildEntry", "ChildrenList", "Contact", "ContactFile", "GroupCount", "NotAsked", "Reason", "ReasonHit", "TrackedChild",
    "Tracking", "count_groups", "groups", "list_children", "load_reasons", "longest_wait", "longest_wait_in",
    "track",
]  # fmt: skip
