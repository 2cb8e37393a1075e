"""A proposal: what it changes, sent by whoever wrote it, and accepted or refused by somebody else."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse

from headway.errors import HeadwayError
from headway_web.access import Right
from headway_web.components.page import page
from headway_web.components.request import PageRequest, who
from headway_web.components.why_form import WhyForm
from headway_web.county_settings.actions import SETTINGS, accept, leave, put_on_files, refuse, send, take_last_back
from headway_web.county_settings.kinds import KINDS
from headway_web.county_settings.models import Proposal, State
from headway_web.county_settings.pages import proposes
from headway_web.county_settings.queries import look
from headway_web.trail.actions import record
from headway_web.trail.did import Did

decides = page(Right.AGREE_SETTINGS, area="settings")
QUICKER = "Somebody was quicker, or it has been changed since you opened it: this is how it stands now"
OWN = "nobody decides of what they proposed"


@decides
def proposal(request: PageRequest, pk: int) -> HttpResponse:
    """What would change, what was said to it, and what a person may do with it."""
    return _shown(request, _proposal(request, pk))


@proposes
def write_on(request: PageRequest, pk: int) -> HttpResponse:
    """One's own proposal sent, left, shortened by its last change, or put on the files as they are now."""
    found = _proposal(request, pk)
    if found.by_id != who(request).pk:
        _refused(request, pk, "the proposal of somebody else")
        raise Http404
    if request.method != "POST":
        return HttpResponseRedirect(reverse("proposal", args=(pk,)))
    by, under, asked = who(request), request.access.under(Right.MANAGE_DATA), request.POST.get("decision")
    found.version = _seen(request)
    if asked == "send":
        form = _send_form(request.POST)
        error = look(_proposal(request, pk)).error
        if not form.is_valid() or error:
            return _shown(request, _proposal(request, pk), send_form=form)
        send(by=by, under=under, proposal=found, why=form.cleaned_data["why"])
    elif asked == "back":
        take_last_back(by=by, under=under, proposal=found)
    elif asked in ("leave", "again"):
        try:
            (leave if asked == "leave" else put_on_files)(by=by, under=under, proposal=found)
        except HeadwayError as error:
            return _shown(request, _proposal(request, pk), error=error)
        if asked == "leave":
            return HttpResponseRedirect(reverse("county_settings"))
    return HttpResponseRedirect(reverse("proposal", args=(pk,)))


@decides
def decide(request: PageRequest, pk: int) -> HttpResponse:
    """Somebody else's proposal accepted or refused, with the reason. One's own is never."""
    found = _proposal(request, pk)
    if found.by_id == who(request).pk:
        _refused(request, pk, OWN)
        raise PermissionDenied
    if request.method != "POST":
        return HttpResponseRedirect(reverse("proposal", args=(pk,)))
    form = _decide_form(request.POST)
    if not form.is_valid():
        return _shown(request, found, decide_form=form)
    act = accept if request.POST.get("decision") == "accept" else refuse
    found.version = _seen(request)
    try:
        is_done = act(
            by=who(request),
            under=request.access.under(Right.AGREE_SETTINGS),
            proposal=found,
            why=form.cleaned_data["why"],
        )
    except HeadwayError as error:
        return _shown(request, _proposal(request, pk), error=error, decide_form=form)
    if not is_done:
        return _shown(request, _proposal(request, pk), note=QUICKER)
    return HttpResponseRedirect(reverse("proposal", args=(pk,)))


def _proposal(request: PageRequest, pk: int) -> Proposal:
    """The proposal; what somebody is still writing is nobody else's to see."""
    found = Proposal.objects.select_related("by", "decided_by").filter(pk=pk).first()
    if found is None:
        raise Http404
    if found.state in (State.DRAFT, State.LEFT) and found.by_id != who(request).pk:
        _refused(request, pk, "written by somebody else, and not proposed")
        raise Http404
    return found


def _refused(request: PageRequest, pk: int, why: str) -> None:
    under = request.access.under(Right.AGREE_SETTINGS)
    record(by=request.user, did=Did.REFUSED, what=SETTINGS, which=f"proposal {pk}", under=under, why=why)


def _seen(request: PageRequest) -> int:
    given = request.POST.get("version", "")
    return int(given) if given.isdecimal() and len(given) < 9 else 0


def _send_form(data: QueryDict | None = None) -> WhyForm:
    hint = "What has changed, and who agreed it. Whoever decides reads it, and it is kept. No child's name or id."
    return WhyForm("Why should this change?", data, hint=hint)


def _decide_form(data: QueryDict | None = None) -> WhyForm:
    hint = "Kept with the proposal and in the trail. No child's name or id."
    return WhyForm("Why do you accept or refuse it?", data, hint=hint)


def _shown(request: PageRequest, found: Proposal, *, error: HeadwayError | None = None, **more: object) -> HttpResponse:
    is_own = found.by_id == who(request).pk
    looked = look(found)
    error = error or looked.error
    context: dict[str, object] = {
        "proposal": found,
        "looked": looked,
        "error": error,
        "may_write": is_own and found.is_open and request.access.has(Right.MANAGE_DATA),
        "may_decide": found.state == State.SENT and not is_own,
        "mend": [each for each in KINDS if error and error.where.startswith(each.file)],
        "State": State,
        "send_form": _send_form(),
        "decide_form": _decide_form(),
    }
    return render(request, "county_settings/proposal.html", context | more)
