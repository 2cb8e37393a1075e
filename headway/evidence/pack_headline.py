"""The pack's headline: how many recommendations have which plan word, in a sentence that reads well of few too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from headway.evidence.words import AGAINST, CANNOT_TELL, EXPECTED, NO_SIGN, SHORT, TOO_EARLY, listed_words, number_words

# What each word says of recommendations in a sentence: of one, of more.
SAID_OF = {
    EXPECTED: (f"shows the {SHORT[EXPECTED]}", f"show the {SHORT[EXPECTED]}"),
    AGAINST: ("goes against", "go against"),
    NO_SIGN: ("shows no sign", "show no sign"),
    TOO_EARLY: ("is too early", "are too early"),
    CANNOT_TELL: ("cannot be told", "cannot be told"),
    None: ("has no claim", "have no claim"),
}


IN_COUNTY = " in the county"
"""What *goes against* is said of, where a place is named beside it."""


def headline_words(words: Sequence[str | None], day: str, failing: Sequence[Sequence[str]] = ()) -> tuple[str, str]:
    """The pack's headline and the sentence under it, from each recommendation's one word.

    ``failing`` are each recommendation's places that its word would hide: where it goes against, or is behind the rest
    though the county goes the expected way. They are named in the headline itself.
    """
    count, many = Counter(words), len(words)
    hidden = [(word, listed_words(places)) for word, places in zip(words, failing, strict=False) if places]
    not_in = [where for word, where in hidden if word == EXPECTED]
    against_in = [where for word, where in hidden if word not in (EXPECTED, AGAINST)]
    if not many:
        return (
            "The plan is not written yet: it asks nothing of the council and its partners.",
            "Write into plan.yaml what was asked, what will be done, and which measure would show that it works.",
        )
    if many == 1:
        but = f", but not in {not_in[0]}" if not_in else f", but goes against in {against_in[0]}" if against_in else ""
        return f"The one recommendation {SAID_OF[words[0]][0]} at {day}{but}.", ""
    better, against = count[EXPECTED], count[AGAINST]
    headline = f"{_of_all(better, many).capitalize()} {_said_of(EXPECTED, better, many)} at {day}"
    headline += _not_in(not_in, better)
    headline += f"; {_others(against, many, better)} {_said_of(AGAINST, against, many)}"
    headline += f"{IN_COUNTY if hidden else ''}{_more_in(against_in, against)}."
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


def _not_in(places: Sequence[str], better: int) -> str:
    """*, but not in East*; *, one of them not in East*: what goes the expected way in the county and not there."""
    if better == 1 and places:
        return f", but not in {places[0]}"
    return "".join(f", {number_words(n)} of them not in {where}" for where, n in Counter(places).items())


def _more_in(places: Sequence[str], against: int) -> str:
    """*, but one does in East*; *, and one more in East*: what goes against there and not in the county."""
    found = Counter(places).items()
    if against:
        said = ", ".join(f"{number_words(n)} more in {where}" for where, n in found)
        return f", and {said}" if said else ""
    said = ", ".join(f"{number_words(n)} {'does' if n == 1 else 'do'} in {where}" for where, n in found)
    return f", but {said}" if said else ""


def _said_of(word: str, count: int, many: int) -> str:
    """The word's verb: singular of one, and of neither of two."""
    return SAID_OF[word][0 if count == 1 or (count == 0 and (many == 2 or word == AGAINST)) else 1]
