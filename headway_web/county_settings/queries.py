"""What the pages of settings ask: the files, with a person's own changes in them, and the proposals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import QuerySet
from django.utils import timezone

from headway.county.settings import LOCALITIES, Change, Texts, changed, check_settings, differences, read_texts, rows_of
from headway.errors import HeadwayError
from headway_web.county import the_county
from headway_web.county_settings.kinds import Teller, Told, tell
from headway_web.county_settings.models import Proposal, State

SHOWN_DECIDED = 20


def own_draft(person: AbstractBaseUser) -> Proposal | None:
    """What the person is writing, if anything."""
    return Proposal.objects.filter(by_id=person.pk, state=State.DRAFT).first()


def waiting() -> QuerySet[Proposal]:
    """What waits for a second person, the oldest first."""
    return Proposal.objects.select_related("by").filter(state=State.SENT).order_by("pk")


def decided() -> QuerySet[Proposal]:
    """What was accepted or refused, the newest first."""
    found = Proposal.objects.select_related("by", "decided_by").filter(state__in=(State.ACCEPTED, State.REFUSED))
    return found.order_by("-decided_at")[:SHOWN_DECIDED]


def changes_of(proposal: Proposal | None) -> list[Change]:
    """Its changes, as the library has them."""
    return [Change.of_record(each) for each in proposal.changes] if proposal else []


def texts_with(proposal: Proposal | None) -> dict[str, str]:
    """The county's files, with the changes of a proposal in those that it touches."""
    now = read_texts(the_county().folder)
    return now | (changed(proposal.base, changes_of(proposal)) if proposal else {})


@dataclass(frozen=True)
class Looked:
    """A proposal looked at: its changes in words, what has become of its files since, and what stands against it.

    ``renamed``: names of places and teams that nothing is called any more.
    """

    told: tuple[Told, ...]
    renamed: tuple[str, ...]
    since: Mapping[str, tuple[Told, ...]]
    error: HeadwayError | None


def look(proposal: Proposal) -> Looked:
    """The proposal beside the files as they are now."""
    county, changes = the_county(), changes_of(proposal)
    result: dict[str, str] = {}
    broken = None
    try:
        result = changed(proposal.base, changes)
    except HeadwayError as error:  # it can still be looked at, and left
        broken = error
    before = read_texts(county.folder) | proposal.base
    teller = Teller(county, before | result)
    told = tuple(tell(each, teller) for each in changes)
    renamed = tuple(sorted(_names(before) - _names(before | result)))
    if broken or not proposal.is_open:
        return Looked(told, renamed, {}, broken)
    try:
        now = read_texts(county.folder)
        since = {name: now[name] for name in result if now[name] not in (proposal.base[name], result[name])}
        own = {
            name: tuple(
                tell(each, Teller(county, now)) for each in differences({name: proposal.base[name]}, {name: text})
            )
            for name, text in since.items()
        }
        check_settings(county, result, today=timezone.localdate())
    except HeadwayError as error:
        return Looked(told, renamed, {}, error)
    return Looked(told, renamed, own, None)


def _names(texts: Texts) -> set[str]:
    """What places and teams are called that have no last day."""
    rows = [row for path in (("places",), ("teams",)) for row in rows_of(texts, LOCALITIES, path)]
    return {str(row.get("name")) for row in rows if not row.get("until")}
