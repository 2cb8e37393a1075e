"""Where a reason is asked for: the lists, and whose rows are, for roles that ask why; and one child outside one's place."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from headway_web.access import Right
from headway_web.children.actions import close_early, open_for
from headway_web.children.forms import ReasonForm
from headway_web.children.models import LISTS, ROWS
from headway_web.children.pages import sees
from headway_web.components.page import page
from headway_web.components.request import PageRequest, who


@sees
def open_lists(request: PageRequest) -> HttpResponse:
    """Why the person needs lists of children, and for how long."""
    after = _after(request, ("/children", "/measures/"), "children")
    return _asked(request, LISTS, after, "children/why.html")


@page(Right.REIDENTIFY, area="measures")
def open_rows(request: PageRequest) -> HttpResponse:
    """Why the person needs to know whose the rows behind figures are, and for how long."""
    after = _after(request, ("/measures/",), "measures")
    return _asked(request, ROWS, after, "children/why_rows.html", Right.REIDENTIFY)


@sees
def open_child(request: PageRequest) -> HttpResponse:
    """Why the person needs a child who is not in their place. The answer is the same whether the id exists or not."""
    key = request.GET.get("id", "")[:200]
    if key in (LISTS, ROWS):
        return HttpResponseRedirect(reverse("children"))
    return _asked(request, key, f"{reverse('child')}?{urlencode({'id': key})}", "children/open.html")


@sees
def close(request: PageRequest) -> HttpResponse:
    """What the person opened by a reason, closed before its time is up."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("children"))
    key = request.POST.get("id", "")[:200]
    under = request.access.under(Right.REIDENTIFY if key == ROWS else Right.SEE_CHILDREN)
    is_closed = close_early(by=who(request), under=under, child_key=key)
    context = {"child_key": key, "is_rows": key == ROWS, "is_closed": is_closed}
    return render(request, "children/closed.html", context)


def _after(request: PageRequest, within: tuple[str, ...], otherwise: str) -> str:
    """The page of ours that the person was on the way to."""
    after = request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(after, allowed_hosts=None) and after.startswith(within)
    return after if is_ours else reverse(otherwise)


def _asked(
    request: PageRequest, child_key: str, after: str, template: str, right: Right = Right.SEE_CHILDREN
) -> HttpResponse:
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        why, hours = form.cleaned_data["why"], int(form.cleaned_data["hours"])
        under = request.access.under(right)
        open_for(by=who(request), under=under, child_key=child_key, why=why, hours=hours)
        return HttpResponseRedirect(after)
    return render(request, template, {"form": form, "child_key": child_key})
