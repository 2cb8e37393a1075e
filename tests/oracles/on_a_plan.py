"""Whether a child was on a protection plan on the day of a strategy discussion, the obvious way."""

from __future__ import annotations

from datetime import date

from tests.oracles.plain import Row, cannot_read


def was_on_a_plan(plans: list[Row], day: date) -> bool:
    """A plan that begins on the day counts as open, one that ends on it does not; a plan that left the list is over."""
    for plan in plans:
        if plan["started_on"] is None or plan["started_on"] > day or cannot_read(plan, "ended_on"):
            continue
        if plan["ended_on"] is not None:
            if plan["ended_on"] > day:
                return True
        elif plan["as_at_on"] >= day:
            return True
    return False


def may_have_been_on_a_plan(plans: list[Row], day: date) -> bool:
    """A plan whose start is not known and that had not ended, or that had begun and whose end cannot be read."""
    for plan in plans:
        if plan["started_on"] is None:
            if plan["ended_on"] is None or plan["ended_on"] > day:
                return True
        elif plan["started_on"] <= day and cannot_read(plan, "ended_on"):
            return True
    return False
