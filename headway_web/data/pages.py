"""The pages of data: every load, one load's passport, and taking it out of effect."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from headway.errors import HeadwayError
from headway_web.access import Right
from headway_web.components.page import page
from headway_web.components.request import PageRequest, who
from headway_web.components.why_form import WhyForm
from headway_web.county import the_county
from headway_web.data.actions import withdraw_load
from headway_web.data.queries import OLD_DAYS, newest_annex_a, passport, passports, undecided, waiting_measures
from headway_web.trail.actions import record
from headway_web.trail.did import Did

manages = page(Right.MANAGE_DATA, area="data")


@manages
def loads(request: PageRequest) -> HttpResponse:
    """Every load, the newest day first, and where it stands; the council's own measures that are wrong; who waits for what."""
    found = passports()
    newest = newest_annex_a(found)
    context = {
        "loads": found,
        "in_effect": tuple(each for each in found if each.is_in_effect),
        "newest": newest,
        "is_old": newest is not None and newest.age_days > OLD_DAYS,
        "undecided": undecided(),
        "waiting": waiting_measures(),
        "left_out": the_county().measures.left_out,
    }
    return render(request, "data/loads.html", context)


@manages
def load(request: PageRequest, load: str) -> HttpResponse:
    """One load: its day, file, lists, what to look at, and what could not be read."""
    found = passport(load)
    under = request.access.under(Right.MANAGE_DATA)
    record(by=request.user, did=Did.SAW, what="load", which=load, under=under)
    return render(request, "data/load.html", {"load": found})


@manages
def withdraw(request: PageRequest, load: str) -> HttpResponse:
    """A load taken out of effect, with the reason; it is kept."""
    found = passport(load)
    hint, missing = (
        "Kept with the load and in the trail. No child's name or id.",
        "Say why the load is wrong, for whoever asks later",
    )
    form = WhyForm("Why is it wrong?", request.POST or None, hint=hint, missing=missing)
    if request.method == "POST" and form.is_valid():
        under = request.access.under(Right.MANAGE_DATA)
        try:
            report = withdraw_load(by=who(request), under=under, load=load, why=form.cleaned_data["why"])
        except HeadwayError as error:
            form.add_error(None, " ".join(error.lines()))
        else:
            return render(request, "data/withdrawn.html", {"lines": report.lines(), "load": found})
    if not found.is_in_effect and request.method != "POST":
        return HttpResponseRedirect(reverse("load", args=(load,)))
    return render(request, "data/withdraw.html", {"form": form, "load": found})
