"""How a figure is counted is read from its definition, in the page's own words and for its own part."""

from __future__ import annotations

from headway.measures import load_measures
from headway.publish.measure_view import counted_words
from headway.publish.say import plain_text


def test_an_item_of_a_list_in_a_definition_is_a_paragraph_and_those_of_other_parts_are_left_out() -> None:
    (found,) = (page for page in load_measures().pages if page.id == "return_interviews")
    for part in found.parts:
        own = [plain_text(words) for words in counted_words(found, part)]
        assert [text.split(".")[0].split(":")[0] for text in own if text.startswith(("offered", "accepted"))] == [part]
        assert own[-1].startswith("It cannot tell you")
