"""Which children need someone now, why, and what takes them off the list; who is in contact with each. No scores."""

from headway.attention.attendance import AttendanceFile, Mark, Schooling, SchoolWeek
from headway.attention.attendance_counts import SchoolCount, count_schools
from headway.attention.children import ChildEntry, ChildrenList, NotAsked, ReasonHit, list_children
from headway.attention.contact_counts import GroupCount, count_groups
from headway.attention.contacts import Contact
from headway.attention.reason import Reason, load_reasons
from headway.attention.tracking import ContactFile, TrackedChild, Tracking, groups, track
from headway.attention.wait import longest_wait, longest_wait_in

__all__ = [
    "AttendanceFile", "ChildEntry", "ChildrenList", "Contact", "ContactFile", "GroupCount", "Mark", "NotAsked", "Reason",
    "ReasonHit", "SchoolCount", "SchoolWeek", "Schooling", "TrackedChild", "Tracking", "count_groups", "count_schools",
    "groups", "list_children", "load_reasons", "longest_wait", "longest_wait_in", "track",
]  # fmt: skip
