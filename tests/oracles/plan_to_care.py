"""CP17, the obvious way."""

from __future__ import annotations

from datetime import date

from tests.oracles.plain import Answer, Row, Tables, cannot_read, of_children, standing


def answers(tables: Tables) -> list[Answer]:
    plans = of_children(standing(tables["cp_plans"]))
    found = []
    for period in standing(tables["cla_periods"]):
        own = plans[period["child_key"]]
        start = period["started_on"]
        if not own:
            continue
        answer = _days(start, own) if start is not None else None
        if answer == "none":
            continue
        is_short_break = period["legal_status_code"] in ("V3", "V4")
        is_told = isinstance(answer, float) and not is_short_break and not cannot_read(period, "legal_status_code")
        found.append(Answer(period["row_id"], start, None, is_short_break, value=answer if is_told else None))  # type: ignore[arg-type]
    return found


def _days(start: date, plans: list[Row]) -> float | str | None:
    """The days on the plan that was open; None where it cannot be told, *none* where no plan was open."""
    begun = [plan for plan in plans if plan["started_on"] is not None and plan["started_on"] <= start]
    if any(cannot_read(plan, "ended_on") for plan in begun):
        return None
    open_then = [plan["started_on"] for plan in begun if plan["ended_on"] is None or plan["ended_on"] >= start]
    if open_then:
        return float((start - max(open_then)).days)
    perhaps = [plan for plan in plans if plan["started_on"] is None]
    return None if any(plan["ended_on"] is None or plan["ended_on"] >= start for plan in perhaps) else "none"
