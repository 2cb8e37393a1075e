"""The reader's front page: the headline, whom the pack is for, how to read it, what it cannot tell, what is in it."""

from __future__ import annotations

from headway.evidence.words import FEW
from headway.periods import day_words
from headway.publish.contents import BoardContents
from headway.publish.gaps import cannot_tell_lines
from headway.publish.outline import Outline
from headway.publish.say import bold, counted, say
from headway.publish.views import ContentsLine, FrontPart, FrontView, PackView


def front_view(c: BoardContents, outline: Outline, view: PackView) -> FrontView:
    """The front page of a pack whose other parts are in ``view``."""
    return FrontView(
        title=f"{outline.title}: {c.county}, as at {day_words(c.as_at)}",
        headline=view.truth.headline,
        more=f"{view.glance.headline} {view.truth.needs_title}.",
        parts=(_whom(c, outline), _how(), _cannot(c, outline)),
        contents=_contents(view),
    )


def _whom(c: BoardContents, outline: Outline) -> FrontPart:
    return FrontPart(
        "Who this is for",
        (
            say(f"The {outline.audience}: people who have ten minutes and something to decide."),
            say("This edition shows small numbers, so that no place is hidden. ", bold("It is not for publication.")),
            say("It names no child and no worker. Those with the right to see it have the list of children by itself."),
            say(
                f"Made on {day_words(c.made_on)} from {counted(len(c.loads), 'load')} of the council's own records;"
                f" the newest is {counted(c.data_age_days, 'day')} old."
            ),
        ),
    )


def _how() -> FrontPart:
    return FrontPart(
        "How to read it",
        (
            say(bold("First the truth on one page."), " Then only the measures that it points to."),
            say(
                bold("Delivery and impact are two facts."),
                " Delivery is what its owner says was done. Impact is what the measure shows that was named beforehand.",
            ),
            say(
                bold("A sign is seldom luck, and some are."),
                " Months go up and down by themselves: of a hundred figures in which nothing changed about two carry a mark,"
                " more where few are counted. Where months hold mostly the same children better is not said at all.",
            ),
            say(
                bold("A box round a mark"),
                " is a place that the county's figure hides. Read the places before the county.",
            ),
            say(
                bold("Every figure has its n,"),
                f" its month and its age. One of fewer than {FEW} is shown as a count: 7 of 12.",
            ),
        ),
    )


def _cannot(c: BoardContents, outline: Outline) -> FrontPart:
    lines = len(cannot_tell_lines(c, outline))
    known = (
        (say(bold("What the records do not hold:"), f" {counted(lines, 'line')} in The data, with who can mend each."),)
        if lines
        else ()
    )
    return FrontPart(
        "What it cannot tell",
        (
            say(bold("Why."), " It says that a figure moved, where and since when. Why, is for people to find out."),
            say(
                bold("How it felt."),
                " Records say what was done and when. Whether it helped, children, families and case audits say.",
            ),
            say(bold(f"Anything after {day_words(c.as_at)}."), " Later changes are in the next pack."),
            say(
                bold("How others do this month."),
                " Figures of England and of neighbours stand on the measures' pages: published, of a whole year.",
            ),
            *known,
        ),
    )


def _contents(view: PackView) -> tuple[ContentsLine, ...]:
    lines = {
        "truth": (ContentsLine("truth", "The truth on one page: what was asked, what is done, what the data say"),),
        "measures": (ContentsLine("measures", "Every measure at a glance, and how to read the signs"),),
        "measure pages": tuple(
            ContentsLine(each.anchor, f"{each.question} {each.part}".strip()) for each in view.measures
        ),
        "recommendations": (ContentsLine("recommendations", view.recommendations.title),),
        "children": (ContentsLine("children", view.children.title),),
        "data": (ContentsLine("data", view.data.title),),
    }
    return tuple(line for section in view.sections for line in lines.get(section, ()))
