"""Notes on a figure: all of a measure's, a new one, and one's own taken back."""

from __future__ import annotations

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from headway_web.access import Held, Right
from headway_web.components.page import page
from headway_web.components.request import PageRequest, who
from headway_web.insight.actions import take_back, write_note
from headway_web.insight.forms import NoteForm
from headway_web.insight.pages import one_measure
from headway_web.insight.queries import notes_of, points_of
from headway_web.past.pages import at_any_moment

reads = page(Right.SEE_AGGREGATE, area="measures")


@reads
@at_any_moment
def notes(request: PageRequest, name: str) -> HttpResponse:
    """What has been said of the measure's figures, and where one more is written; the address says of which figure."""
    picture, found = one_measure(request, name)
    points = points_of(found, picture.facts)
    first = {
        "period": request.GET.get("period", next(iter(points.periods))),
        "place": request.GET.get("place", points.places[0]),
    }
    form = NoteForm(request.POST or None, initial=first, periods=points.periods, places=points.places)
    if request.method == "POST" and form.is_valid():
        write_note(by=who(request), under=_role(request), measure=name, **form.cleaned_data)
        return HttpResponseRedirect(reverse("measure_notes", args=[name]))
    context = {"facts": picture.facts, "slug": name, "measure": found, "form": form, "notes": notes_of(found, name)}
    return render(request, "insight/notes.html", context)


@reads
@at_any_moment
def note_back(request: PageRequest, name: str, pk: int) -> HttpResponse:
    """One's own note taken back; nobody else's, and of none that there is no more."""
    picture, found = one_measure(request, name)
    own = (each for each in notes_of(found, name) if each.note.by_id == who(request).pk)
    said = next((each for each in own if each.note.pk == pk), None)
    if said is None:
        raise Http404
    if request.method == "POST":
        take_back(by=who(request), under=_role(request), note=said.note)
        return HttpResponseRedirect(reverse("measure_notes", args=[name]))
    context = {"facts": picture.facts, "slug": name, "measure": found, "said": said}
    return render(request, "insight/note_back.html", context)


def _role(request: PageRequest) -> Held:
    held = request.access.under(Right.SEE_AGGREGATE)
    assert held is not None, "the page asks for the right"
    return held
