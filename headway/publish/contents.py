"""What a board pack is made of: figures already judged, the plan, the children's list, the loads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from headway.attention import ChildrenList
from headway.comparators import Comparison, NotComparable
from headway.evidence.assess import MeasureEvidence
from headway.improvement import PlanStatus
from headway.store import LoadManifest

EDITION = "Internal: not for publication"
ASKED_OF_MINISTER = "minister and DfE"


@dataclass(frozen=True)
class BoardContents:
    """Everything that a board pack is made of. ``plan_as_at`` is the day of the plan's state, the pack's day if not given.

    ``made_at`` is the exact moment, ``made_on`` the day where the person is. ``county_files`` are the hashes of the
    county's own files as the store keeps them. ``previous`` is the pack.json of the last board pack, or None for the
    first one, and ``previous_pack`` its hash.
    """

    county: str
    data_lead: str
    as_at: date
    made_at: datetime
    made_on: date
    places: tuple[str, ...]
    plan: PlanStatus
    plan_state: str
    evidence: Sequence[MeasureEvidence]
    children: ChildrenList
    loads: Sequence[LoadManifest]
    definition_version: str
    county_files: Mapping[str, str]
    plan_as_at: date | None = None
    previous: Mapping[str, Any] | None = None
    previous_pack: str | None = None
    is_synthetic: bool = False
    published: tuple[str, ...] = ()
    beside: Mapping[str, Comparison | NotComparable] = field(default_factory=dict)

    @property
    def data_age_days(self) -> int:
        """How old the data are on the day the pack is made."""
        return (self.made_on - self.as_at).days
