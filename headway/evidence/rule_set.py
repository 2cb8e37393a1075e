"""Which rules a chart is judged by: a name, a version, and a setting for each point where the public tools disagree.

Sources: NHS England, Making Data Count; NHSRplotthedots 0.2.2 (MIT); the PowerBI-SPC custom visual (June 2026); NHS
England's Excel tools as their public issues describe them. docs/explanation/spc.md has the table.
"""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class RuleSet:
    """One way to draw limits and colour months.

    ``limit``: how many mean moving ranges a limit lies from the mean. ``screen_at``: ranges of so many mean ranges or
    more are dropped once; None keeps all. ``shift`` and ``trend``: months. ``third_on_same_side``: whether two of three
    asks all three for one side. ``beyond_is_near``: whether a month beyond the limit counts as one of the two.
    ``improvement_wins``: where rules conflict, the one that is good names the month, else the first of the order
    limit, trend, two of three, shift. ``icons_from``: values needed for an icon.
    """

    name: str
    version: str
    limit: float = 2.66
    screen_at: float | None = 3.267
    shift: int = 7
    trend: int = 7
    third_on_same_side: bool = True
    beyond_is_near: bool = False
    improvement_wins: bool = False
    icons_from: int = 13

    @property
    def near(self) -> float:
        """How many mean moving ranges the near limit lies from the mean."""
        return self.limit * 2 / 3


MAKING_DATA_COUNT = RuleSet("NHS Making Data Count", "2026-11, as NHSRplotthedots 0.2.2")
EXCEL_TOOLS = replace(
    MAKING_DATA_COUNT, name="NHS Making Data Count, Excel tools", screen_at=None, improvement_wins=True
)
POWER_BI = RuleSet(
    "PowerBI-SPC",
    "June 2026, its defaults",
    limit=3 / 1.128,
    trend=5,
    third_on_same_side=False,
    beyond_is_near=True,
    icons_from=2,
)
UNSCREENED = replace(MAKING_DATA_COUNT, name="NHS Making Data Count, all ranges kept", screen_at=None)
