"""What we cannot tell, and who can mend it: one line each, the most important first."""

from __future__ import annotations

from headway.attention import NotAsked
from headway.evidence.assess import MeasureEvidence
from headway.evidence.plan_word import CANNOT_TELL, PlanWord
from headway.evidence.words import NO_FIGURES, listed_words, recording_words, span_words
from headway.improvement import ClaimStatus, RecommendationStatus
from headway.measures import NOT_PLACED, Observation
from headway.measures.observation import NO_DATA, NO_POPULATION, NOT_RUN
from headway.publish.contents import BoardContents
from headway.publish.outline import Outline
from headway.publish.plan_words import of_council
from headway.publish.say import Words, bold, italic, say
from headway.publish.shown import lowered, measure_name

LIST_TITLES = {
    "contacts": "contacts (list 1)", "early_help": "early help (list 2)", "referrals": "referrals (list 3)",
    "assessments": "assessments (list 4)", "section_47": "section 47 enquiries (list 5)",
    "children_in_need": "children in need (list 6)", "child_protection": "child protection plans (list 7)",
    "children_in_care": "children in care (list 8)", "care_leavers": "care leavers (list 9)",
    "adoption": "adoption (list 10)", "adopters": "adopters (list 11)",
}  # fmt: skip

# The reasons of a plan word that the data lead can mend; the others are the promise's own.
OF_THE_DATA = ("no_figures", "lost", "recording")


def cannot_tell_lines(c: BoardContents, outline: Outline) -> list[Words]:
    """Every line: lists missing or empty, reasons not asked, the promises, then figures much of which cannot be told."""
    return [
        *_doubts(c),
        *_missing_lists(c),
        *_not_asked(c),
        *(line for each in of_council(c.plan) for line in _promise(c, each)),
        *_without_claim(c),
        *(line for each in c.evidence for line in _figure(c, each, outline)),
        *_not_checked(c),
    ]


def list_title(key: str) -> str:
    """A list of the return as a person says it."""
    return LIST_TITLES.get(key, key.replace("_", " "))


def _mend(c: BoardContents, todo: str, who: str = "") -> tuple[str, str]:
    return italic(f" {who or c.data_lead or 'The data lead'}: {todo}.")


def _doubts(c: BoardContents) -> list[Words]:
    """What made the newest load doubtful when it came."""
    found = c.loads[-1].report.get("doubts", []) if c.loads else []
    ended = [doubt if doubt.endswith("?") else f"{doubt.rstrip('.')}." for doubt in found]
    return [say(bold("The newest load"), f": {doubt}", _mend(c, "look before it is used")) for doubt in ended]


def _missing_lists(c: BoardContents) -> list[Words]:
    """Lists that the newest load does not have, then those that it has without a row."""
    report = c.loads[-1].report if c.loads else {}
    missing, empty = (
        listed_words([list_title(key) for key in report.get(f"{name}_lists", [])]) for name in ("missing", "empty")
    )
    lines = [say(bold(f"No list of {missing}"), " in the newest load.", _mend(c, "send the lists"))] if missing else []
    if empty:
        lines.append(
            say(bold(f"No row in the list of {empty}"), " in the newest load.", _mend(c, "send the lists again"))
        )
    return lines


def _not_asked(c: BoardContents) -> list[Words]:
    return [
        say(
            bold(each.reason.front.title),
            f": not asked, {each.why}.",
            _mend(c, _would_help(each)),
        )
        for each in c.children.not_asked
    ]


def _would_help(each: NotAsked) -> str:
    if each.lacks_standard:
        return "give the standard in policy.yaml"
    return "load a return of those days that holds the list" if each.is_too_old else "send the list"


def _promise(c: BoardContents, each: RecommendationStatus) -> list[Words]:
    """A recommendation whose word is *cannot tell*, and whose owner can mend it."""
    if each.word != CANNOT_TELL or each.lead is None:
        return []
    action = next((a for a in each.actions if a.id == each.lead.owner_id), None)
    number = each.recommendation.shown_number
    found = _why(each.lead)
    is_data = found is None or found.reason in OF_THE_DATA
    todo = "mend the recording" if is_data else "restate the claim"
    who = c.data_lead if is_data else (action.owner if action else "")
    why = found.why if found else NO_FIGURES
    return [say(bold(f"{number} {each.recommendation.shown_title}"), f": {why}.", _mend(c, todo, who))]


def _why(claim: ClaimStatus) -> PlanWord | None:
    """Why it cannot be told: in the county, else in the first place where it cannot."""
    found = [claim.county, *claim.by_place.values()]
    return next((word for word in found if word.word == CANNOT_TELL and word.why), None)


def _without_claim(c: BoardContents) -> list[Words]:
    found = [each.recommendation.shown_number for each in of_council(c.plan) if each.word is None]
    if not found:
        return []
    many = "s" if len(found) > 1 else ""
    words = f"Whether recommendation{many} {listed_words(found)} work{'' if many else 's'}"
    return [say(bold(words), ": no measure was claimed.", italic(" Owners: declare one."))]


def _figure(c: BoardContents, each: MeasureEvidence, outline: Outline) -> list[Words]:
    """A figure without data, whose recording changed, or too much of which cannot be told."""
    title = outline.short_name(measure_name(each), each.page.title_of(each.part))
    if each.county.last is None:
        why = each.latest.why or each.latest.status
        words = f": no data, {why}." if why != "no data" else ": no data."
        todo = _would_give(each.latest)
        return [say(bold(title), words, *([_mend(c, todo)] if todo else []))]
    lines = []
    if each.recording_break:
        lines.append(
            say(bold(title), f": {lowered(recording_words(each.recording_break))}", _mend(c, "say what changed"))
        )
    if each.is_lost:
        whole = each.year[each.county.place]
        lost = whole.cannot_tell or 0
        words = f": {lost:,} of {lost + (whole.denominator or 0):,} {span_words(whole)} could not be told"
        lines.append(say(bold(title), words + _most_in(each) + ".", _mend(c, "correct the dates in the case system")))
    return lines


def _would_give(latest: Observation) -> str:
    """What would give a figure that is not there; blank where nothing is wrong and no child is counted yet."""
    if latest.status == NOT_RUN:
        return "give the standard in policy.yaml"
    if latest.status == NO_POPULATION:
        return "give it in population.csv"
    if latest.status == NO_DATA and latest.denominator is not None:
        return "correct the dates in the case system" if latest.cannot_tell else ""
    return "send the list"


def _most_in(each: MeasureEvidence) -> str:
    """The place that has more than half of what cannot be told."""
    own = {place: found.cannot_tell or 0 for place, found in each.year.items() if place != each.county.place}
    whole = sum(own.values())
    place = max(own, key=lambda name: own[name], default="")
    return f", most of it in {place}" if whole and own[place] * 2 > whole and place != NOT_PLACED else ""


def _not_checked(c: BoardContents) -> list[Words]:
    own = {reason: c.children.not_checked.get(reason.id, 0) for reason in c.children.reasons}
    if not any(own.values()):
        return []
    reasons = listed_words([f"{count:,} for {lowered(reason.front.title)}" for reason, count in own.items() if count])
    words = f": {reasons}."
    return [
        say(
            bold("Children who could not be checked"),
            words,
            _mend(c, "mend their records"),
        )
    ]
