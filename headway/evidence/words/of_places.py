"""What is said of many units in a funnel, and of a gap between places that closes or widens."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from headway.evidence.funnel import Funnel, FunnelUnit

NO_UNIT = "no unit has a count"
ONE_UNIT = "there is only one unit"
NONE_ANYWHERE = "there were none anywhere"
ALL_EVERYWHERE = "it was so for every child everywhere"
MOST_OF_THE_WHOLE = "it is more than half of the whole: compare it with the rest"
NOT_KNOWN = "its count is not known or not shown"
NOBODY = "there was nobody to count"

FUNNEL = {
    "as_expected": "In line with the others: the difference is no more than chance would give at this size.",
    "look": "{side} than most. One in twenty would be by chance. Watch; ask why.",
    "different": "{side} than the others by more than chance. Find the cause before judging.",
    "cannot_tell": "Too few children to say.",
    "could_not_check": "Could not be compared: {why}.",
}


def funnel_unit_words(unit: FunnelUnit) -> str:
    """What is said of one unit."""
    return FUNNEL[unit.verdict].format(side="Higher" if unit.side == "high" else "Lower", why=unit.why)


def funnel_words(found: Funnel) -> tuple[str, ...]:
    """What is said of the whole funnel: which limits, how much more than chance, how many are out by chance alone."""
    if found.phi is None:
        return ()
    if found.limits == "adjusted":
        limits = f"Units differ more than chance alone (φ = {found.phi:.1f}, τ² = {found.tau2:.4f}); the limits allow for that."
    else:
        limits = f"Exact limits, no allowance for units that differ (φ = {found.phi:.1f}, τ² = {found.tau2:.4f})."
    return limits, f"Chance alone puts about {found.by_chance:.0f} of {len(found.units)} outside 95%."
