"""Search: an app names in its ``finds`` who looks for it, and each person finds what they may open and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.apps import apps
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.module_loading import import_string

from headway_web.access import Right
from headway_web.components.bar import items
from headway_web.components.page import Anyone, page
from headway_web.components.request import PageRequest

MOST_ASKED = 100
MOST_SHOWN = 50


@dataclass(frozen=True)
class Found:
    """Something that a page shows. ``kind`` is its heading: *Measures*."""

    kind: str
    title: str
    address: str
    says: str = ""


Finder = Callable[[PageRequest, str], Iterable[Found]]


@page(Anyone.SIGNED_IN)
def search(request: PageRequest) -> HttpResponse:
    """What the words of the address find, kind by kind."""
    asked = " ".join(request.GET.get("q", "").split())[:MOST_ASKED]
    found = [*_pages(request, asked), *_in_areas(request, asked)] if asked else []
    kinds = {kind: [each for each in found if each.kind == kind] for kind in dict.fromkeys(each.kind for each in found)}
    shown = [(kind, of_kind[:MOST_SHOWN], len(of_kind)) for kind, of_kind in kinds.items()]
    context = {"asked": asked, "shown": shown, "count": len(found)}
    context["may_see_children"] = request.access.has(Right.SEE_CHILDREN)
    return render(request, "search.html", context)


def says_all(asked: str, *texts: str) -> bool:
    """Whether every word that was asked for stands in the texts, as a part of a word at least."""
    within = " ".join(texts).casefold()
    return all(word in within for word in asked.casefold().split())


def _pages(request: PageRequest, asked: str) -> list[Found]:
    own = [(title, address) for _, title, address in items(request.access)]
    own += [("Help: what is this?", reverse("help")), ("Words: what each means here", reverse("words"))]
    return [Found("Pages", title, address) for title, address in own if says_all(asked, title)]


def _in_areas(request: PageRequest, asked: str) -> Iterable[Found]:
    for app in apps.get_app_configs():
        for name in getattr(app, "finds", ()):
            finder: Finder = import_string(name)
            yield from finder(request, asked)
