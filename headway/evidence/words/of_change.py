"""What is said of a change at a date, of a claim in all its versions, and of pace. Never that one thing caused another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from headway.evidence.words.of_shares import points_words, share_words

if TYPE_CHECKING:
    from headway.evidence.change_at import Change, Groups, SeriesChange
    from headway.evidence.reml import Estimate

DOUBTS = {
    "chance": "so large a change comes by chance more than once in a hundred",
    "rival": "something else happened at the same time",
    "date": "it depends on the exact month",
    "control": "what should not have moved has moved too",
    "compared": "places where nothing changed moved alike",
    "control_unchecked": "whether what should not have moved stood still could not be checked",
    "compared_unchecked": "whether places where nothing changed moved alike could not be checked",
    "recording": "the recording changed as well",
}
NO_VERDICT = {
    "late": "No verdict: the date was named after the figures were seen.",
    "few_before": "Cannot tell: {before} of {needed} months before the change, and there will be no more.",
    "flat": "Cannot tell: the months do not vary about their course, so there is nothing to judge by.",
}
TIMING = "The timing fits the change; it does not prove the cause."
NOT_YET_ENOUGH = "Not yet enough: {doubts}."
TOO_SMALL_TO_MATTER = "Whatever changed was too small to matter."


def change_words(found: SeriesChange, good: str, *, is_share: bool) -> str:
    """The verdict on one series with its numbers: *Better by 9 points (4 to 14) than its earlier course. …*"""
    if found.verdict == "cannot_tell":
        return NO_VERDICT[found.reason].format(before=found.before_count, needed=12)
    if found.verdict == "too_early" or found.fit is None:
        return f"Too early to say: {found.after_count} {_months(found.after_count)} after, 8 needed."
    effect = found.fit.effect
    size = size_words(effect, is_share=is_share)
    if found.verdict == "changed":
        return f"Better by {size} than its earlier course. {TIMING}"
    if found.verdict == "suggests":
        way = "higher" if effect.value > 0 else "lower"
        return f"May have changed: {size} {way} than its earlier course. " + NOT_YET_ENOUGH.format(
            doubts="; ".join(DOUBTS[each] for each in found.doubts)
        )
    if found.verdict == "worse":
        doubt = f"; {DOUBTS['chance']}" if "chance" in found.doubts else ""
        return f"Worse than its earlier course by {size}{doubt}."
    if found.verdict == "no_change":
        return TOO_SMALL_TO_MATTER
    low, high = _signed(effect.low, is_share), _signed(effect.high, is_share)
    return f"No change shown; it could still be anything from {low} to {high}."


def change_details(found: Change, *, is_share: bool) -> tuple[str, ...]:
    """What the verdict rests on, a sentence each: course before, jump, effect, likeness, and what else was looked at."""
    said = list(course_words(found.whole, is_share=is_share))
    if not said:
        return ()
    if found.rival_events:
        said.append(f"Also within three months: {'; '.join(found.rival_events)}.")
    if found.control is not None:
        moved = "has moved too" if "control" in found.whole.doubts else "did not move by more than chance"
        said.append(f"What should not have moved {moved} ({_signed(found.control.effect.value, is_share)}).")
    if found.compared is not None:
        effect = found.compared.effect
        said.append(
            f"Beyond the places where nothing changed: {_signed(effect.value, is_share)} ({_signed(effect.low, is_share)}"
            f" to {_signed(effect.high, is_share)})."
        )
    return (*said, *(groups_words(found.groups, found.good, is_share=is_share) if found.groups else ()))


def course_words(found: SeriesChange, *, is_share: bool) -> tuple[str, ...]:
    """The course before and after, a sentence each, with intervals; nothing where it could not be fitted."""
    fit = found.fit
    if fit is None:
        return ()
    return (
        f"{fit.before_count} months before, {fit.after_count} after. By its earlier course it would have stood at"
        f" {_number(fit.expected, is_share)}, {fit.horizon} months after the change.",
        f"The jump at the change: {interval_words(fit.jump, is_share=is_share)}. The slope before:"
        f" {interval_words(fit.slope, is_share=is_share, digits=1)} a month; its change:"
        f" {interval_words(fit.slope_change, is_share=is_share, digits=1)}. Neighbouring months are alike by"
        f" {signed_words(fit.rho, 2).removeprefix('+')}.",
    )


def interval_words(found: Estimate, *, is_share: bool, digits: int = 0) -> str:
    """A difference with its sign and interval: *+9 (+4 to +14)*, of a share in points."""
    value, low, high = (_signed(each, is_share, digits) for each in (found.value, found.low, found.high))
    return f"{value} ({low} to {high})"


def groups_words(found: Groups, good: str, *, is_share: bool) -> tuple[str, ...]:
    """Whether groups of children moved alike, who is behind, and then each group's own change."""
    said = "No difference between groups of children shown; small groups could still differ."
    if found.behind:
        said = f"Not for everyone: {', '.join(found.behind)} gained less than the others, or got worse."
    elif found.p_differ is None:
        said = "Groups of children: too few months or groups to compare."
    own = (f"{name}: {change_words(each, good, is_share=is_share)}" for name, each in found.by_group.items())
    return said, *(words.replace(f" {TIMING}", "") for words in own)


def size_words(found: Estimate, *, is_share: bool) -> str:
    """A size without its sign, and its interval: *9 points (4 to 14)*."""
    low, high = sorted((found.low, found.high), key=lambda end: end if found.value > 0 else -end)
    sign = 1 if found.value > 0 else -1
    per = 100 if is_share else 1
    low, high = sign * low * per, sign * high * per
    if is_share:
        # An interval that leaves out nought is never told as one that begins with it.
        digits = 1 if low > 0 and round(low) == 0 else 0
        return f"{points_words(abs(found.value))} ({low:.{digits}f} to {high:.{digits}f})"
    return f"{abs(found.value):,.1f} ({low:,.1f} to {high:,.1f})"


def _signed(value: float, is_share: bool, digits: int = 0) -> str:
    return signed_words(100 * value, digits) if is_share else signed_words(value, 1)


def signed_words(value: float, digits: int) -> str:
    """A number with its sign, and nought without one: *+9*, *−0.2*, *0*."""
    said = f"{value:+,.{digits}f}".replace("-", "−")
    return said if said.strip("+−0.,") else said[1:]


def _number(value: float, is_share: bool) -> str:
    return share_words(value) if is_share else f"{value:,.1f}"


def _months(count: int) -> str:
    return "month" if count == 1 else "months"
