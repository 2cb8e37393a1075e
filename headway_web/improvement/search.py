"""What a search finds in the plan: recommendations, by their own words and by those of their actions."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from headway_web.access import Right
from headway_web.components.request import PageRequest
from headway_web.components.search import Found, says_all
from headway_web.improvement.pages import ANCHOR
from headway_web.picture import the_picture


def find_recommendations(request: PageRequest, asked: str) -> Iterator[Found]:
    """The recommendations whose words hold what is asked; none for who may see no figure."""
    if not request.access.has(Right.SEE_AGGREGATE):
        return
    for each in the_picture().recommendations.recommendations:
        actions = [f"{action.title} {action.owner}" for action in each.actions]
        if says_all(asked, each.number, each.title, each.says, each.asked, *actions):
            address = reverse("recommendation", args=[each.anchor.removeprefix(ANCHOR)])
            yield Found("Recommendations", f"{each.number} {each.title}", address, each.says)
