"""Every write about the county's settings, with its entry in the trail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from headway.county.settings import Change, changed, keep_settings, read_texts
from headway.store import disk
from headway.store.locks import locked
from headway_web.access import Held
from headway_web.county import the_county
from headway_web.county_settings.models import OPEN, Proposal, State
from headway_web.environment import WEB_FOLDER
from headway_web.trail.actions import record
from headway_web.trail.did import Did

LOCK = "settings.lock"
WAIT_SECONDS = 20.0
SETTINGS = "county settings"


@transaction.atomic
def write_change(*, by: AbstractBaseUser, under: Held | None, changes: Sequence[Change]) -> Proposal:
    """The changes added to the person's proposal, which is begun where there is none; sent twice they are added once.

    Raises RefusedError where a row that is to change has become another since the form was opened.
    """
    proposal, _ = Proposal.objects.select_for_update().get_or_create(by_id=by.pk, state=State.DRAFT)
    before = [Change.of_record(each) for each in proposal.changes]
    if list(changes) == before[-len(changes) :]:
        return proposal
    new = {change.file for change in changes} - proposal.base.keys()
    proposal.base |= read_texts(the_county().folder, new)
    changed(proposal.base, [*before, *changes])
    proposal.version += 1
    proposal.changes += [change.as_record() | {"step": proposal.version} for change in changes]
    proposal.save(update_fields=["base", "changes", "version"])
    _record(by, under, proposal, f"wrote a change of {', '.join(sorted({change.file for change in changes}))}")
    return proposal


@transaction.atomic
def take_last_back(*, by: AbstractBaseUser, under: Held | None, proposal: Proposal) -> None:
    """What was written last is taken out of the person's own proposal."""
    found = Proposal.objects.select_for_update().filter(pk=proposal.pk, state=State.DRAFT, version=proposal.version)
    for each in found:
        last = each.changes[-1]["step"] if each.changes else 0
        each.changes = [own for own in each.changes if own["step"] != last]
        each.base = {name: text for name, text in each.base.items() if name in {own["file"] for own in each.changes}}
        each.version += 1
        each.save(update_fields=["changes", "base", "version"])
        _record(by, under, each, "took the last change back")


@transaction.atomic
def send(*, by: AbstractBaseUser, under: Held | None, proposal: Proposal, why: str) -> bool:
    """The proposal waits for a second person; False where it is not as it was seen, or waits already."""
    is_first = _step(proposal, State.DRAFT, state=State.SENT, why=why, sent_at=timezone.now())
    if is_first:
        _record(by, under, proposal, f"proposed: {why}")
    return is_first


def leave(*, by: AbstractBaseUser, under: Held | None, proposal: Proposal) -> bool:
    """The person's own proposal comes to nothing; False where it has been decided."""
    with _alone(), transaction.atomic():
        is_left = bool(Proposal.objects.filter(pk=proposal.pk, state__in=OPEN).update(state=State.LEFT))
        if is_left:
            _record(by, under, proposal, "left")
    return is_left


def put_on_files(*, by: AbstractBaseUser, under: Held | None, proposal: Proposal) -> None:
    """The same changes proposed on the files as they are now. Raises RefusedError where one of their rows has changed."""
    with _alone(), transaction.atomic():
        base = read_texts(the_county().folder, proposal.base)
        changed(base, [Change.of_record(each) for each in proposal.changes])
        found = Proposal.objects.filter(pk=proposal.pk, state__in=OPEN, version=proposal.version)
        if found.update(base=base, version=F("version") + 1):
            _record(by, under, proposal, "put on the files as they are now")


def accept(*, by: AbstractBaseUser, under: Held | None, proposal: Proposal, why: str) -> bool:
    """The files are written and the proposal is accepted; False where it was decided, or changed, before.

    The files come first, as an entry that says what did not happen would be worse; cut off between the two, accepting
    again finds them written. Raises RefusedError, having written nothing, where a file has changed since, and
    DefinitionError where the files would not be read.
    """
    with _alone():
        if not Proposal.objects.filter(pk=proposal.pk, state=State.SENT, version=proposal.version).exists():
            return False
        changes = [Change.of_record(each) for each in proposal.changes]
        names = keep_settings(the_county(), proposal.base, changes, today=timezone.localdate())
        with transaction.atomic():
            is_first = _decided(by, proposal, State.ACCEPTED, why)
            if is_first:
                _record(by, under, proposal, f"accepted, {', '.join(names)} written: {why}")
    return is_first


def refuse(*, by: AbstractBaseUser, under: Held | None, proposal: Proposal, why: str) -> bool:
    """The proposal is refused; False where it was decided, or changed, before."""
    with _alone(), transaction.atomic():
        is_first = _decided(by, proposal, State.REFUSED, why)
        if is_first:
            _record(by, under, proposal, f"refused: {why}")
    return is_first


@contextmanager
def _alone() -> Iterator[None]:
    """Nobody decides, leaves or moves a proposal while the files of one are written. RefusedError when that takes long."""
    folder = Path(settings.COUNTY_FOLDER) / WEB_FOLDER
    disk.make_folder(folder)
    with locked(folder / LOCK, WAIT_SECONDS):
        yield


def _decided(by: AbstractBaseUser, proposal: Proposal, state: State, why: str) -> bool:
    assert by.pk != proposal.by_id, "nobody decides of what they proposed"
    now = timezone.now()
    return _step(proposal, State.SENT, state=state, decided_by_id=by.pk, decided_at=now, decided_why=why)


def _step(proposal: Proposal, before: State, **fields: object) -> bool:
    """Whether the proposal took the step: nobody was quicker, and it is what was seen."""
    found = Proposal.objects.filter(pk=proposal.pk, state=before, version=proposal.version)
    return bool(found.update(**fields))


def _record(by: AbstractBaseUser, under: Held | None, proposal: Proposal, why: str) -> None:
    record(by=by, did=Did.CHANGED, what=SETTINGS, which=f"proposal {proposal.pk}", under=under, why=why)
