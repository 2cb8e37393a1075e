"""Since last time: what changed, what was promised and came or did not, what is due next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from headway.evidence.words import NO_CLAIM, listed_words
from headway.improvement import PlanAction
from headway.publish.contents import BoardContents
from headway.publish.plan_words import of_council
from headway.publish.say import Words, bold, counted, say
from headway.publish.shown import lowered, short_day

NEXT_DAYS = 60


def since_last_time(c: BoardContents, *, is_pack: bool) -> list[Words]:
    """The lines, in the order in which a board asks. Without an earlier pack: what is late and what is due."""
    lines = []
    if c.previous:
        lines.append(say(bold("Changed: "), _changed(c)))
        lines.append(say(bold("Children: "), _children(c)))
    lines += [say(bold("Late: "), _late(c)), say(bold("Due next: "), _due(c))]
    if not c.previous:
        next_time = "The next pack says what changed since this one."
        later = "Once there is a board pack of an earlier month, what changed since then stands here."
        lines.append(say(next_time if is_pack else later))
    return lines


def _changed(c: BoardContents) -> str:
    before = {each["id"]: each.get("word") for each in (c.previous or {}).get("recommendations", [])}
    moved = [
        f"{each.recommendation.shown_number} from {before[each.recommendation.id] or NO_CLAIM} to {each.word or NO_CLAIM}"
        for each in of_council(c.plan)
        if each.recommendation.id in before and before[each.recommendation.id] != each.word
    ]
    return "; ".join(moved) + "." if moved else "no recommendation has another word."


def _children(c: BoardContents) -> str:
    before = (c.previous or {}).get("children", {}).get("count")
    now = f"{len(c.children.entries):,} now" if c.children.is_known else "now it cannot be told"
    return f"{now}." if before is None else f"{before:,} then, {now}."


def _actions(c: BoardContents) -> Iterator[PlanAction]:
    seen: set[str] = set()
    for each in c.plan.recommendations:
        for action in each.actions:
            if action.id not in seen:
                seen.add(action.id)
                yield action


def _late(c: BoardContents) -> str:
    late = sorted((a for a in _actions(c) if a.is_late(c.plan.as_at)), key=lambda a: a.due)
    if not late:
        return "nothing."
    return f"{counted(len(late), 'action')}; the longest, {_one(late[0], 'due')}."


def _due(c: BoardContents) -> str:
    last = c.plan.as_at + timedelta(days=NEXT_DAYS)
    due = sorted((a for a in _actions(c) if _is_due(a, c.plan.as_at, last)), key=lambda a: a.due)
    if not due:
        return f"nothing in the next {NEXT_DAYS} days."
    return listed_words([_one(action, "by") for action in due[:1]]) + (
        f"; {len(due) - 1} more by {short_day(last)}." if due[1:] else "."
    )


def _is_due(action: PlanAction, day: date, last: date) -> bool:
    return day <= action.due <= last and action.delivery not in ("done", "stopped")


def _one(action: PlanAction, word: str) -> str:
    return f"{lowered(action.title)}, {word} {short_day(action.due)} ({action.owner})"
