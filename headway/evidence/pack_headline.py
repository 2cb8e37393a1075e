"""The pack's headline: how many recommendations have which plan word, in a sentence that reads well of few too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

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


IN_COUNTY, AS_A_WHOLE = " in the county", " as a whole"
"""What *goes against* is said of, where a place is named beside it; the second where a claim is for some places."""


@dataclass(frozen=True)
class Beside:
    """The places that a recommendation's word would hide.

    ``against``: those that go against. ``behind``: those that do not, but stand behind the rest or are hidden by the
    county's figure. ``only``: those that its claim is made for, where not for the county.
    """

    against: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()
    only: tuple[str, ...] = ()


def headline_words(words: Sequence[str | None], day: str, beside: Sequence[Beside] = ()) -> tuple[str, str]:
    """The pack's headline and the sentence under it, from each recommendation's one word.

    ``beside`` are each recommendation's places that its word would hide. They are named in the headline itself.
    """
    count, many = Counter(words), len(words)
    pairs = list(zip(words, beside, strict=False))
    against_in = [listed_words(own.against) for word, own in pairs if own.against and word not in (EXPECTED, AGAINST)]
    is_for_some = any(own.only for _, own in pairs)
    is_hidden = any(own.against or own.behind for _, own in pairs)
    if not many:
        return (
            "The plan is not written yet: it asks nothing of the council and its partners.",
            "Write into plan.yaml what was asked, what will be done, and which measure would show that it works.",
        )
    if many == 1:
        but = f", but goes against in {against_in[0]}" if against_in else _better_in(pairs, 1) + _worse_in(pairs, 1)
        return f"The one recommendation {SAID_OF[words[0]][0]} at {day}{but}.", ""
    better, against = count[EXPECTED], count[AGAINST]
    headline = f"{_of_all(better, many).capitalize()} {_said_of(EXPECTED, better, many)} at {day}"
    headline += _better_in(pairs, better)
    headline += f"; {_others(against, many, better)} {_said_of(AGAINST, against, many)}"
    whole = (AS_A_WHOLE if against_in else "") if is_for_some else IN_COUNTY if is_hidden else ""
    headline += f"{_worse_in(pairs, against)}{whole}{_more_in(against_in, against)}."
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


def _better_in(pairs: Sequence[tuple[str | None, Beside]], better: int) -> str:
    """*, for North alone, but not in East*; *, one of them with West still behind*: what the expected way would hide."""
    own = [each for word, each in pairs if word == EXPECTED]
    return (
        _named("for {} alone", [each.only for each in own], better)
        + _named("but not in {}" if better == 1 else "not in {}", [each.against for each in own], better)
        + _named("with {} still behind", [each.behind for each in own], better)
    )


def _worse_in(pairs: Sequence[tuple[str | None, Beside]], against: int) -> str:
    """*, in East*; *, one of them in East*: where a claim for some places goes against."""
    return _named("in {}", [each.against for word, each in pairs if word == AGAINST and each.only], against)


def _named(said: str, places: Sequence[Sequence[str]], of: int) -> str:
    """The places in a clause: of one recommendation plainly, else with how many of them."""
    found = Counter(listed_words(each) for each in places if each)
    return "".join(
        f", {said.format(where)}" if of == 1 else f", {number_words(n)} of them {said.format(where)}"
        for where, n in found.items()
    )


def _more_in(places: Sequence[str], against: int) -> str:
    """*, but one does in East and two in South*; *, and one more in East*: what goes against there, not in the county."""
    if not places:
        return ""
    found = list(Counter(places).items())
    if against:
        return f", and {listed_words([f'{number_words(n)} more in {where}' for where, n in found])}"
    (where, n), *others = found
    first = f"{number_words(n)} {'does' if n == 1 else 'do'} in {where}"
    return f", but {listed_words([first, *(f'{number_words(n)} in {where}' for where, n in others)])}"


def _said_of(word: str, count: int, many: int) -> str:
    """The word's verb: singular of one, and of neither of two."""
    return SAID_OF[word][0 if count == 1 or (count == 0 and (many == 2 or word == AGAINST)) else 1]
