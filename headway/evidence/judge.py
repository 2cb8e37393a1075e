"""A declared claim judged: the five plan words in the county and every place, with the evidence behind each.

The word from the chart is ``plan_word``'s; here the change at the date (§5 of docs/explanation/evidence.md) joins it, and
alone decides where months hold mostly the same children. Plan, packs and ``headway evidence`` print what is judged here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from headway.evidence.change_at import LEAST_AFTER, SHOWS, SeriesChange
from headway.evidence.consistency import Consistency
from headway.evidence.plan_word import PlanWord, first_month_after, plan_word
from headway.evidence.series import PlaceSeries
from headway.evidence.series_change import changed_at
from headway.evidence.words import AGAINST, CANNOT_TELL, EXPECTED, NO_SIGN

RECENT = 6
# Of claims on series in which nothing changed, the share that reads so (docs/reference/false-alarms-study.md).
BY_LUCK = {EXPECTED: 0.025, AGAINST: 0.035}


@dataclass(frozen=True)
class ClaimTerms:
    """What a claim said, in one of its versions: ``size`` and ``baseline`` are in the measure's own unit, if any."""

    measure: str
    expects: str
    change_from: date
    declared_on: date
    places: tuple[str, ...] = ()
    size: float | None = None
    baseline: float | None = None


@dataclass(frozen=True)
class PlaceJudgement:
    """One place: its word, the change at the date, and how far it has come: the last six values less the baseline.

    ``baseline`` is the one that the claim named for the whole, else the mean of the months before.
    ``is_apart``: it still differs from the rest on the bad side; None where places could not be compared.
    """

    place: str
    word: PlanWord
    change: SeriesChange
    so_far: float | None
    baseline: float | None
    is_apart: bool | None


@dataclass(frozen=True)
class Evidenced:
    """The plan's impact rating: shown where nothing is against it; ``against`` are pairs of a place and what is.

    What is: a plan word, apart (it still differs from the rest on the bad side) or not_sustained.
    """

    against: tuple[tuple[str, str], ...]

    @property
    def is_shown(self) -> bool:
        """Whether impact is shown."""
        return not self.against


@dataclass(frozen=True)
class Judgement:
    """A claim judged in the county and each of its places, by one version of its terms."""

    terms: ClaimTerms
    county: PlaceJudgement
    by_place: Mapping[str, PlaceJudgement]

    @property
    def judged_count(self) -> int:
        """In how many places (the county too) a word that luck can give was given."""
        every = (self.county, *self.by_place.values())
        return sum(each.word.word in (EXPECTED, AGAINST, NO_SIGN) for each in every)

    @property
    def evidenced(self) -> Evidenced:
        """Whether impact is shown: sustained or a change at the date, everywhere level, data known, declared before."""
        every = (self.county, *self.by_place.values())
        return Evidenced(tuple((each.place, why) for each in every if (why := _not_shown(each))))

    def reached(self, found: PlaceJudgement) -> float | None:
        """What share of the size that was promised a place has come so far; None where no size was."""
        size = self.terms.size
        if not size or found.so_far is None:
            return None
        return found.so_far * (1 if self.terms.expects == "higher" else -1) / abs(size)


def judge(
    terms: ClaimTerms,
    county: PlaceSeries,
    localities: Mapping[str, PlaceSeries],
    *,
    cannot_tell_limit: float = 10,
    same_children: float | None = None,
    compared: Consistency | None = None,
    backdated: str = "",
) -> Judgement:
    """The claim judged: ``compared`` is the latest comparison of the places, the rest as for ``plan_word``.

    Raises nothing for too little: that is *cannot tell*, with why.
    """
    wanted = {name: each for name, each in localities.items() if not terms.places or name in terms.places}
    behind = {gap.place for gap in compared.gaps if gap.is_bad_side} if compared and compared.gaps else None

    def of(series: PlaceSeries, is_locality: bool) -> PlaceJudgement:
        word = plan_word(
            series,
            good=terms.expects,
            change_from=terms.change_from,
            declared_on=terms.declared_on,
            cannot_tell_limit=cannot_tell_limit,
            same_children=same_children,
            backdated=backdated,
        )
        is_before = not backdated and terms.declared_on <= terms.change_from
        change = changed_at(series, terms.change_from, terms.expects, is_declared_before=is_before).whole
        is_apart = series.place in behind if is_locality and behind is not None else None
        word = replace(joined(word, change, series, terms.change_from), is_level=is_apart is not True)
        before, after = _means(series, terms.change_from)
        start = before if terms.baseline is None or is_locality else terms.baseline
        so_far = None if start is None or after is None else after - start
        return PlaceJudgement(series.place, word, change, so_far, start, is_apart)

    return Judgement(terms, of(county, False), {name: of(each, True) for name, each in wanted.items()})


def expected_by_luck(judgements: Sequence[Judgement]) -> Mapping[str, float]:
    """How many words of each kind chance alone would give among so many that were judged, if nothing had changed."""
    count = sum(each.judged_count for each in judgements)
    return {word: rate * count for word, rate in BY_LUCK.items()}


def joined(word: PlanWord, change: SeriesChange, series: PlaceSeries, change_from: date) -> PlanWord:
    """The chart's word and the change at the date as one: against first; the change alone for the same children.

    The change goes against from p < 0.01: at 0.05 the two together call chance *against* in 7 of 100.
    """
    if word.word == CANNOT_TELL:
        return _of_same_children(word, change, series, change_from) if word.reason == "same_children" else word
    if word.word in (NO_SIGN, EXPECTED) and _is_shown_worse(change):
        return replace(word, word=AGAINST, since=_since(series, change_from), sustained_months=0)
    return word


def _of_same_children(word: PlanWord, change: SeriesChange, series: PlaceSeries, change_from: date) -> PlanWord:
    """Where months hold mostly the same children, the change at the date decides alone, at p < 0.01, from 8 months on."""
    if change.fit is None or change.after_count < LEAST_AFTER or change.verdict == CANNOT_TELL:
        return word
    found = replace(word, why="", reason="")
    if change.verdict == "changed":
        return replace(found, word=EXPECTED, since=_since(series, change_from))
    if _is_shown_worse(change):
        return replace(found, word=AGAINST, since=_since(series, change_from))
    return replace(found, word=NO_SIGN)


def _is_shown_worse(change: SeriesChange) -> bool:
    return change.verdict == "worse" and change.fit is not None and change.fit.effect.p < SHOWS


def _since(series: PlaceSeries, change_from: date) -> date:
    return series.points[first_month_after(series, change_from)].start


def _means(series: PlaceSeries, change_from: date) -> tuple[float | None, float | None]:
    """The mean of the months before the change, and of the last six months since; None where there are none."""
    at = first_month_after(series, change_from)
    before = [value for value in series.values[:at] if value is not None]
    after = [value for value in series.values[at:] if value is not None][-RECENT:]
    return tuple(sum(each) / len(each) if each else None for each in (before, after))  # type: ignore[return-value]


def _not_shown(each: PlaceJudgement) -> str:
    """Why a place keeps the claim from being evidenced; nothing where it does not."""
    if each.word.word != EXPECTED:
        return each.word.word
    if each.is_apart:
        return "apart"
    return "" if each.word.is_sustained or each.change.verdict == "changed" else "not_sustained"
