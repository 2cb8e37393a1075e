"""What a synthetic county is asked to be: its size, its months, its seed, and what is planted in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from headway.errors import RefusedError, UnknownNameError
from headway.synthetic.days import first_of_month, month_ends, months_before, number

PLANTS = ("drift", "improvement", "flat", "recording", "masked", "overdue")
ALL: frozenset[str] = frozenset(PLANTS)
NONE: frozenset[str] = frozenset()

# Places and their teams. A child's own locality never changes; two teams serve the whole county.
LOCALITIES = ("North", "East", "South", "West")
LOCALITY_SHARES = (0.26, 0.26, 0.26, 0.22)
TEAM_KINDS = (
    "Assessment 1",
    "Assessment 2",
    "Family Support 1",
    "Family Support 2",
    "Children in Care",
    "Disabled Children",
)
FRONT_DOOR, CARE_LEAVERS = 24, 25
TEAMS = (*(f"{place} {kind}" for place in LOCALITIES for kind in TEAM_KINDS), "Front Door", "Care Leavers")
ALIASED_TEAM, ALIAS = 0, "NAT1"  # North Assessment 1 is written by its short name in some rows
RETIRED_TEAM = "South Duty (closed)"  # a team that no longer is, and that nobody has placed
WORKERS_PER_TEAM = (*(15,) * 24, 16, 24)

# A year at scale 1, as in a county of 147,000 children (published levels of 2025, rounded).
REFERRALS_A_YEAR = 5_600
CONTACTS_A_YEAR = 18_000
CARE_STARTS_A_YEAR = 338
LEAVERS_A_YEAR = 142

# Share of the children referred by month, England 2023-24: Easter and summer holidays low, June and March high.
SEASON = (1.00, 0.99, 1.07, 0.90, 1.03, 1.19, 1.08, 0.88, 0.98, 1.03, 1.06, 0.92)
DIP_WEEKS = 8
DIP_DEPTH = 0.3


@dataclass(frozen=True)
class Setting:
    """One county to make. ``months`` snapshots end with ``last``."""

    seed: int
    months: int = 24
    scale: float = 1.0
    last: date = date(2026, 9, 30)
    plant: frozenset[str] = ALL
    siblings: float = 0.8  # how often brothers and sisters share the timing of their assessment and conference

    def __post_init__(self) -> None:
        unknown = sorted(self.plant - ALL)
        if unknown:
            known = ", ".join(PLANTS)
            raise UnknownNameError(f"Nothing called {unknown[0]} can be planted.", "--plant", f"Choose from: {known}.")
        if self.months < 1 or not 0 < self.scale <= 16:
            raise RefusedError(
                f"A county of {self.months} months at scale {self.scale:g} cannot be made.",
                "--months, --scale",
                "Give at least 1 month, and a scale above 0 and up to 16 (1 is the size of Devon).",
            )
        if not date(2012, 1, 1) <= self.last <= date(2034, 12, 31):
            raise RefusedError(
                f"The last snapshot cannot be on {self.last}.", "--last", "Choose a day from 2012 to 2034."
            )

    def has(self, name: str) -> bool:
        """Whether this truth is planted."""
        return name in self.plant

    @cached_property
    def snapshots(self) -> list[date]:
        """The days of the snapshots, oldest first."""
        return month_ends(self.last, self.months)

    @cached_property
    def window_start(self) -> date:
        """The first day that the first snapshot covers: events before it are seen only while still open."""
        return months_before(self.snapshots[0], 6) + timedelta(days=1)

    @cached_property
    def stream_start(self) -> date:
        """Where referrals begin: three years earlier, so that the first snapshot is as full as the last."""
        return months_before(self.window_start, 36)

    @property
    def last_day(self) -> int:
        """The last snapshot as a whole number."""
        return number(self.last)

    @property
    def drift_from(self) -> date:
        """The first day of the twelve months over which East's assessments grow slower."""
        return first_of_month(self.last, 11)

    @property
    def improvement_from(self) -> date:
        """The first day of the eleven months in which more children are seen."""
        return first_of_month(self.last, 10)

    @property
    def recording_from(self) -> date:
        """The first day from which most earlier plans are no longer entered."""
        return first_of_month(self.last, 8)

    @property
    def dip_from(self) -> date:
        """The Monday on which the county all but closes for some weeks, in the second quarter of the two years."""
        day = first_of_month(self.last, 20)
        return day + timedelta(days=(7 - day.weekday()) % 7)
