"""What a search finds among the county's settings: a kind by its name, and its rows by theirs."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from headway_web.access import Right
from headway_web.components.request import PageRequest
from headway_web.components.search import Found, says_all
from headway_web.county import the_county
from headway_web.county_settings.kinds import KINDS, Teller
from headway_web.county_settings.queries import texts_with


def find_settings(request: PageRequest, asked: str) -> Iterator[Found]:
    """The kinds whose title, or the title of one of whose rows, holds what is asked; none for who may see no figure."""
    if not request.access.has(Right.SEE_AGGREGATE):
        return
    texts = texts_with(None)
    teller = Teller(the_county(), texts)
    for kind in KINDS:
        titles = dict.fromkeys(teller.title(path, row) for path, row in kind.rows(texts) if kind.id != "population")
        found = [title for title in titles if says_all(asked, title)]
        if found or says_all(asked, kind.title):
            yield Found(
                "Settings", kind.title, reverse("settings_kind", args=(kind.id,)), "; ".join(found[:5]) or kind.says
            )
