"""What is said of many units in a funnel, and of a gap between places that closes or widens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from headway.evidence.words.of_change import signed_words
from headway.evidence.words.of_shares import points_words, share_words

if TYPE_CHECKING:
    from headway.evidence.consistency import ChildrenApart
    from headway.evidence.funnel import Funnel, FunnelUnit
    from headway.evidence.gap_over_time import GapChange

NO_UNIT = "no unit has a count"
ONE_UNIT = "there is only one unit"
NONE_ANYWHERE = "there were none anywhere"
ALL_EVERYWHERE = "it was so for every child everywhere"
MOST_OF_THE_WHOLE = "it is more than half of the whole: compare it with the rest"
NOT_KNOWN = "its count is not known or not shown"
NOBODY = "there was nobody to count"
TOO_FEW_IN_A_PLACE = "a place has fewer than 5"
TOO_FEW_TO_COMPARE = "too few in the county to follow a gap"

# What a gap that closes or does not is said to do.
GAP = {
    "closing": "The gap is closing: {place} was {before} the rest and is {after} now ({change}).",
    "widening": "The gap is widening: {place} was {before} the rest and is {after} now ({change}).",
    "no_change_shown": "No change of the gap shown: {place} was {before} the rest and is {after} now ({change}).",
    "cannot_tell": "Too few children to say whether the gap is closing: {why}.",
    "could_not_check": "Whether the gap is closing could not be checked: {why}.",
}
HOW = {
    "levelling_up": "It closed because {place} got better.",
    "levelling_down": "It closed by levelling down: the rest got worse by {fallen}{own}.",
    "both": "{place} got better by {risen}, and the rest worse by {fallen}.",
    "": "",
}

FUNNEL = {
    "as_expected": "In line with the others: the difference is no more than chance would give at this size.",
    "look": "{side} than most. One in twenty would be by chance. Watch; ask why.",
    "different": "{side} than the others by more than chance. Find the cause before judging.",
    "cannot_tell": "Too few children to say.",
    "could_not_check": "Could not be compared: {why}.",
}

# Beside any drawing or list of teams.
TEAMS = "Teams are shown for help, in the county's own order, never ranked; workers are never compared."


def funnel_unit_words(unit: FunnelUnit) -> str:
    """What is said of one unit."""
    return FUNNEL[unit.verdict].format(side="Higher" if unit.side == "high" else "Lower", why=unit.why)


def teams_words(found: Funnel) -> str:
    """Which teams are beyond what chance gives at their size, lower and higher ones, in the order given."""
    said = []
    for side, way in (("low", "Lower"), ("high", "Higher")):
        names = tuple(unit.name for unit in found.different if unit.side == side)
        said += [f"{way} than the others by more than chance: {_listed(names)}."] if names else []
    if not said:
        return "No team is beyond what chance gives at its size."
    return " ".join([*said, "Find the cause before judging."])


def funnel_words(found: Funnel) -> tuple[str, ...]:
    """What is said of the whole funnel: which limits, how much more than chance, how many are out by chance alone."""
    if found.phi is None:
        return ()
    if found.limits == "adjusted":
        limits = f"Units differ more than chance alone (φ = {found.phi:.1f}, τ² = {found.tau2:.4f}); the limits allow for that."
    else:
        limits = f"Exact limits, no allowance for units that differ (φ = {found.phi:.1f}, τ² = {found.tau2:.4f})."
    count = f"about {found.by_chance:.0f}" if found.by_chance >= 1 else "fewer than one"
    return limits, f"Chance alone puts {count} of {len(found.units)} outside 95%."


def gap_change_words(found: GapChange) -> str:
    """Whether the gap is closing, with its numbers, and whether by levelling down."""
    change, low, high = (signed_words(100 * each, 0) for each in (found.change, found.low, found.high))
    change += f" point{'' if change in ('+1', '−1') else 's'}, {low} to {high}"
    said = GAP[found.verdict].format(
        place=found.place,
        before=_behind(found.before, " of", " with"),
        after=_behind(found.after),
        change=change,
        why=found.why,
    )
    way = "better" if found.risen > 0 else "worse"
    own = f", {found.place} {way} by {points_words(abs(found.risen))}" if round(100 * found.risen) else ""
    risen, fallen = points_words(found.risen), points_words(found.fallen)
    how = HOW[found.how].format(place=found.place, risen=risen, fallen=fallen, own=own)
    return f"{said} {how}".strip()


def children_apart_words(found: ChildrenApart) -> str:
    """The share of children who live in places apart; nothing where none do."""
    if not found.places:
        return ""
    return (
        f"{share_words(found.share)} of children ({found.children:,} of {found.of:,}) live in {_listed(found.places)}."
    )


def _behind(size: float, ahead: str = "", level: str = "") -> str:
    """How far behind; of what is not, ahead or level, each with the word that joins it to what follows."""
    if not round(100 * size):
        return f"level{level}"
    return f"{points_words(size)} behind" if size > 0 else f"{points_words(-size)} ahead{ahead}"


def _listed(names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]
