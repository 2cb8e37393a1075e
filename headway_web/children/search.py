"""What a search finds among the children: one's own teams on the list, and a child by the whole id."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from django.urls import reverse

from headway_web.access import Right
from headway_web.children.queries import listed_in, reach, seen_child
from headway_web.components.request import PageRequest
from headway_web.components.search import Found, says_all


def find_children(request: PageRequest, asked: str) -> Iterator[Found]:
    """A child that this person may see, by its id and no part of it; teams of the places that the roles reach."""
    if not request.access.has(Right.SEE_CHILDREN):
        return
    child = seen_child(request, asked)
    if child is not None:
        yield Found("Children", child.child.child_key, f"{reverse('child')}?{urlencode({'id': child.child.child_key})}")
    for team in sorted({each.team for each in listed_in(reach(request))}):
        if says_all(asked, team):
            address = f"{reverse('children')}?{urlencode({'team': team})}"
            yield Found("Teams", team, address, "its children who need someone")
