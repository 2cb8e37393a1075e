"""The pack's headline: how many recommendations have which plan word, in a sentence that reads well of few too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from headway.evidence.words import AGAINST, CANNOT_TELL, EXPECTED, NO_SIGN, SHORT, TOO_EARLY, number_words

# What each word says of recommendations in a sentence: of one, of more.
SAID_OF = {
    EXPECTED: (f"shows the {SHORT[EXPECTED]}", f"show the {SHORT[EXPECTED]}"),
    AGAINST: ("goes against", "go against"),
    NO_SIGN: ("shows no sign", "show no sign"),
    TOO_EARLY: ("is too early", "are too early"),
    CANNOT_TELL: ("cannot be told", "cannot be told"),
    None: ("has no claim", "have no claim"),
}


def headline_words(words: Sequence[str | None], day: str) -> tuple[str, str]:
    """The pack's headline and the sentence under it, from each recommendation's one word."""
    count, many = Counter(words), len(words)
    if not many:
        return (
            "The plan is not written yet: it asks nothing of the council and its partners.",
            "Write into plan.yaml what was asked, what will be done, and which measure would show that it works.",
        )
    if many == 1:
        return f"The one recommendation {SAID_OF[words[0]][0]} at {day}.", ""
    better, against = count[EXPECTED], count[AGAINST]
    headline = f"{_of_all(better, many).capitalize()} {_said_of(EXPECTED, better, many)} at {day}"
    headline += f"; {_others(against, many, better)} {_said_of(AGAINST, against, many)}."
    left = [word for word in (NO_SIGN, TOO_EARLY, CANNOT_TELL, None) if count[word]]
    said = ", ".join(f"{number_words(count[word])} {SAID_OF[word][count[word] != 1]}" for word in left)
    if not said:
        return headline, ""
    if many - better - against == 1:
        return headline, f"The other {SAID_OF[left[0]][0]}."
    return headline, f"Of the others, {said}." if better or against else f"{said.capitalize()}."


def _of_all(count: int, many: int) -> str:
    """*three of eight recommendations*, *neither of two recommendations*, *both recommendations*."""
    if count == many:
        return "both recommendations" if many == 2 else f"all {number_words(many)} recommendations"
    none = "neither" if many == 2 else "none"
    return f"{number_words(count) if count else none} of {number_words(many)} recommendations"


def _others(count: int, many: int, before: int) -> str:
    """The second number of the headline: *one*, *none*, *both*; *the other* where one of two is left."""
    if many == 2:
        return "the other" if count == before == 1 else "both" if count == 2 else "one" if count else "neither"
    return f"all {number_words(many)}" if count == many else number_words(count)


def _said_of(word: str, count: int, many: int) -> str:
    """The word's verb: singular of one, and of neither of two."""
    return SAID_OF[word][0 if count == 1 or (count == 0 and (many == 2 or word == AGAINST)) else 1]
