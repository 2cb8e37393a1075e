"""What a search finds among the measures: by question, part, catalogue id and name."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from headway_web.access import Right
from headway_web.components.request import PageRequest
from headway_web.components.search import Found, says_all
from headway_web.picture import the_picture


def find_measures(request: PageRequest, asked: str) -> Iterator[Found]:
    """The measures whose words hold what is asked; none for who may see no figure."""
    if not request.access.has(Right.SEE_AGGREGATE):
        return
    picture = the_picture()
    found = picture.measures
    for shelf, group in zip(found.shelves, found.glance.groups, strict=True):
        question = ""
        for row in group.rows:
            question, slug = (
                row.question or question,
                row.link[2:],
            )  # the second figure of a page has no question of its own
            names = (picture.facts.measures[slug].replace("_", " "), found.catalogue[slug])
            if says_all(asked, question, row.part, shelf.area, *names):
                title = f"{question} {row.part}".strip()
                yield Found(
                    "Measures", title, reverse("measure", args=[slug]), f"{found.catalogue[slug]}, {shelf.area}"
                )
