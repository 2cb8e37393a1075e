"""Where files are brought, what was recognised is shown, and whoever manages data accepts it."""

from __future__ import annotations

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from headway_web.access import Right
from headway_web.components.export import csv_file, recorded
from headway_web.components.request import PageRequest, who
from headway_web.data.actions import accept, bring, leave
from headway_web.data.forms import UploadForm
from headway_web.data.models import State, Upload
from headway_web.data.pages import manages

MEND = ("team", "worker", "list", "column", "rows")
AGAIN_SECONDS = "4"


@manages
def upload(request: PageRequest) -> HttpResponse:
    """One workbook or several CSV files, brought to be looked at; nothing is loaded yet."""
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_valid():
        under = request.access.under(Right.MANAGE_DATA)
        asked = form.cleaned_data
        made = bring(by=who(request), under=under, files=asked["given"], as_at=asked["as_at"])
        return HttpResponseRedirect(reverse("brought", args=(made.pk,)))
    return render(request, "data/upload.html", {"form": form, "recent": Upload.objects.select_related("by")[:10]})


@manages
def brought(request: PageRequest, pk: int) -> HttpResponse:
    """How far an upload has come: waiting, recognised, refused with what to do, loaded with its report."""
    found = get_object_or_404(Upload.objects.select_related("by"), pk=pk)
    response = render(request, "data/brought.html", {"upload": found, "found": found.found, "State": State})
    if found.is_waiting:
        response["Refresh"] = AGAIN_SECONDS
    return response


@manages
def decide(request: PageRequest, pk: int) -> HttpResponse:
    """The upload accepted, or left. Sent twice, it is done once."""
    found = get_object_or_404(Upload, pk=pk)
    if request.method == "POST":
        under = request.access.under(Right.MANAGE_DATA)
        act = accept if request.POST.get("decision") == "load" else leave
        act(by=who(request), under=under, upload=found)
    return HttpResponseRedirect(reverse("brought", args=(pk,)))


@manages
def mend_csv(request: PageRequest, pk: int) -> HttpResponse:
    """Which rows hold a cell that could not be read, by team and worker: to send to who can mend them."""
    found = get_object_or_404(Upload, pk=pk)
    if not found.found:
        raise Http404
    recorded(request, "unreadable cells", f"upload {pk}", Right.MANAGE_DATA)
    rows = (
        (each["team"], each["worker"], each["title"], each["column"], " ".join(map(str, each["rows"])))
        for each in found.found["unreadable"]
    )
    return csv_file("to_mend.csv", MEND, rows)
