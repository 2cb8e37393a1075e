"""The figures of a place that need a look are those whose mark says so, and no other."""

from __future__ import annotations

from headway.evidence.words import HIDDEN
from headway.publish.glance import place_picture
from headway.publish.place_view import place_views
from headway.publish.shown import anchor_of, measure_name
from tests.unit.publish.sample import sample_contents


def test_each_place_has_what_its_marks_say() -> None:
    c = sample_contents()
    views = {view.place: view for view in place_views(c.evidence, c.places)}
    assert tuple(views) == tuple(c.places)
    said = {
        place: {
            anchor_of(measure_name(each))
            for each in c.evidence
            if any(word in place_picture(each, place).alt for word in ("worse", HIDDEN))
        }
        for place in c.places
    }
    assert {place: {row.link for row in view.rows} for place, view in views.items()} == said
    assert len({frozenset(each) for each in said.values()}) > 1
    hidden = [row for view in views.values() for row in view.rows if HIDDEN in row.words]
    assert hidden and all(row.value.words and row.county for row in hidden)
