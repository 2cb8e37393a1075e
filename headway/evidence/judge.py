"""A declared claim judged: the five plan words in the county and every place, with the evidence behind each.

The word from the chart is ``plan_word``'s; here the change at the date (§5 of docs/explanation/evidence.md) joins it, and
alone decides where months hold mostly the same children or those before do not vary. Plan, packs and ``headway evidence``
print what is judged here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from headway.evidence.change_at import SHOWS, SeriesChange
from headway.evidence.consistency import Consistency
from headway.evidence.plan_word import PlanWord, first_month_after, plan_word
from headway.evidence.series import PlaceSeries
from headway.evidence.series_change import changed_at
from headway.evidence.words import AGAINST, CANNOT_TELL, EXPECTED, NO_SIGN

RECENT = 6
# Where a size was promised, impact is shown from this share of it on.
LEAST_REACHED = 0.5
TOLD = (EXPECTED, AGAINST, NO_SIGN)
# Of claims on series in which nothing changed, the share that reads so (docs/reference/false-alarms-study.md).
BY_LUCK = {EXPECTED: 0.025, AGAINST: 0.035}


@dataclass(frozen=True)
class ClaimTerms:
    """What a claim said, in one of its versions: ``size`` and ``baseline`` are in the measure's own unit, if any.

    ``is_of_county``: it is made for the county; else for the ``places`` alone, unless those are all that there are.
    """

    measure: str
    expects: str
    change_from: date
    declared_on: date
    places: tuple[str, ...] = ()
    size: float | None = None
    baseline: float | None = None
    is_of_county: bool = True


@dataclass(frozen=True)
class PlaceJudgement:
    """One place: its word, the change at the date, and how far it has come: the last six values less the baseline.

    ``baseline`` is the one that the claim named for what it is made for (the county, or its one place), else ``before``,
    the mean of the months before the change. ``is_apart``: it still differs from the rest on the bad side; None where it
    could not be compared.
    """

    place: str
    word: PlanWord
    change: SeriesChange
    so_far: float | None
    baseline: float | None
    is_apart: bool | None
    before: float | None = None

    @property
    def is_told(self) -> bool:
        """Whether its word says what the data show: not *cannot tell*, not *too early*."""
        return self.word.word in TOLD

    @property
    def is_typed(self) -> bool:
        """Whether its baseline is the claim's own figure, not the months before."""
        return self.baseline != self.before

    @property
    def since_before(self) -> float | None:
        """How far it has come from the mean of the months before, whatever baseline was named."""
        if self.so_far is None or self.baseline is None or self.before is None:
            return None
        return self.so_far + self.baseline - self.before


@dataclass(frozen=True)
class ImpactShown:
    """Whether the data show the impact: where nothing is against it; ``against`` are pairs of a place and what is.

    What is: a plan word, apart (it still differs from the rest on the bad side), not_compared (whether it does could not
    be checked), not_sustained, or short (less than half of what was promised). ``only_in``: the places that the claim is
    made for, where not for all. ``how``: sustained, changed (at the date) or either, from place to place.
    Not *evidenced*, which needs someone other than the owner to have verified it.
    """

    against: tuple[tuple[str, str], ...]
    only_in: tuple[str, ...] = ()
    how: str = "sustained"

    @property
    def is_shown(self) -> bool:
        """Whether impact is shown."""
        return not self.against


@dataclass(frozen=True)
class Judgement:
    """A claim judged in the county and each of its places, by one version of its terms.

    ``elsewhere`` are the localities that the claim does not name, by the same terms: what its words would hide.
    ``is_for_some_places``: it is made for some localities only, so that the county's word is not its own.
    """

    terms: ClaimTerms
    county: PlaceJudgement
    by_place: Mapping[str, PlaceJudgement]
    elsewhere: Mapping[str, PlaceJudgement] = field(default_factory=dict)
    is_for_some_places: bool = False

    @property
    def judged(self) -> tuple[PlaceJudgement, ...]:
        """What the claim is judged in: the county and its places; of a claim for some places, those alone."""
        return (*(() if self.is_for_some_places else (self.county,)), *self.by_place.values())

    @property
    def judged_count(self) -> int:
        """How many words that luck can give were given: in the county, where the claim is for it, and in each place."""
        return sum(each.is_told for each in self.judged)

    @property
    def impact_shown(self) -> ImpactShown:
        """Whether impact is shown: lasting, in every place judged, none of them behind, and of half the size promised."""
        against = [(each.place, why) for each in self.judged if (why := self._not_shown(each))]
        if not self.judged:
            against = [(place, CANNOT_TELL) for place in self.terms.places]
        ways = {"sustained" if each.word.is_sustained else "changed" for each in self.judged}
        only_in = tuple(self.by_place) if self.is_for_some_places else ()
        return ImpactShown(tuple(against), only_in, ways.pop() if len(ways) == 1 else "either")

    def reached(self, found: PlaceJudgement) -> float | None:
        """What share of the size that was promised a place has come so far; None where no size was, or none is told."""
        return self._share(found.so_far) if found.is_told else None

    def reached_since_before(self, found: PlaceJudgement) -> float | None:
        """The same from the mean of the months before, whatever baseline was named."""
        return self._share(found.since_before) if found.is_told else None

    def _share(self, moved: float | None) -> float | None:
        size = self.terms.size
        if not size or moved is None:
            return None
        return moved * (1 if self.terms.expects == "higher" else -1) / abs(size)

    def _not_shown(self, each: PlaceJudgement) -> str:
        """Why a place keeps impact from being shown; nothing where it does not."""
        if each.word.word != EXPECTED:
            return each.word.word
        if each is not self.county and each.is_apart is not False:
            return "apart" if each.is_apart else "not_compared"
        if not each.word.is_sustained and each.change.verdict != "changed":
            return "not_sustained"
        is_claim_s_own = each is self.county or self.is_for_some_places
        reached = self.reached_since_before(each) if is_claim_s_own else None
        return "short" if reached is not None and reached < LEAST_REACHED else ""


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
    named = [name for name in localities if not terms.places or name in terms.places]
    is_for_some = not terms.is_of_county and len(named) < len(localities)
    behind = {gap.place: gap.is_bad_side for gap in compared.gaps} if compared else {}

    def of(series: PlaceSeries, is_locality: bool, baseline: float | None = None) -> PlaceJudgement:
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
        is_apart = behind.get(series.place) if is_locality else None
        before, after = _means(series, terms.change_from)
        word = joined(word, change, series, terms.change_from, is_worse_since=_is_worse(before, after, terms.expects))
        word = replace(word, is_level=is_apart is not True)
        start = before if baseline is None else baseline
        so_far = None if start is None or after is None else after - start
        return PlaceJudgement(series.place, word, change, so_far, start, is_apart, before)

    own = terms.baseline if is_for_some and len(named) == 1 else None
    return Judgement(
        terms,
        of(county, False, None if is_for_some else terms.baseline),
        {name: of(localities[name], True, own) for name in named},
        {name: of(each, True) for name, each in localities.items() if name not in named},
        is_for_some,
    )


def different(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Each promise once, however often the plan makes it: of two versions the one in which more could be judged.

    A promise is a measure, places, direction and day of the change; its size, baseline and day of declaring change no
    word that luck can give.
    """
    found: dict[tuple[object, ...], Judgement] = {}
    for each in judgements:
        terms = each.terms
        key = (terms.measure, terms.expects, terms.change_from, terms.is_of_county, tuple(sorted(terms.places)))
        if key not in found or each.judged_count > found[key].judged_count:
            found[key] = each
    return tuple(found.values())


def expected_by_luck(judgements: Sequence[Judgement]) -> Mapping[str, float]:
    """How many words of each kind chance alone would give among so many that were judged, if nothing had changed."""
    count = sum(each.judged_count for each in judgements)
    return {word: rate * count for word, rate in BY_LUCK.items()}


def joined(
    word: PlanWord, change: SeriesChange, series: PlaceSeries, change_from: date, *, is_worse_since: bool
) -> PlanWord:
    """The chart's word and the change at the date as one: against first; the change alone where no chart can judge.

    The change goes against from p < 0.01: at 0.05 the two together call chance *against* in 7 of 100. Nor does it where
    the months since are no worse than those before: worse than a course that would have gone on getting better is told
    behind the word, and is not called against it.
    """
    is_against = is_worse_since and _is_shown_worse(change)
    if word.word == CANNOT_TELL:
        is_dates = word.reason in ("same_children", "flat")
        return _of_date_alone(word, change, series, change_from, is_against) if is_dates else word
    if word.word in (NO_SIGN, EXPECTED) and is_against:
        return replace(word, word=AGAINST, since=_since(series, change_from), sustained_months=0)
    return word


def _of_date_alone(
    word: PlanWord, change: SeriesChange, series: PlaceSeries, change_from: date, is_against: bool
) -> PlanWord:
    """The change at the date decides alone, at p < 0.01, from 8 months on: mostly the same children, or a flat base.

    A base without variation has no limits, and any fall from 100% would be beyond them.
    """
    if change.fit is None:
        return word
    found = replace(word, why="", reason="")
    if change.verdict == "changed":
        return replace(found, word=EXPECTED, since=_since(series, change_from))
    if is_against:
        return replace(found, word=AGAINST, since=_since(series, change_from))
    return replace(found, word=NO_SIGN)


def _is_shown_worse(change: SeriesChange) -> bool:
    return change.verdict == "worse" and change.fit is not None and change.fit.effect.p < SHOWS


def _is_worse(before: float | None, after: float | None, expects: str) -> bool:
    """Whether a mean since the change is on the bad side of that before it."""
    if before is None or after is None:
        return False
    return after < before if expects == "higher" else after > before


def _since(series: PlaceSeries, change_from: date) -> date:
    return series.points[first_month_after(series, change_from)].start


def _means(series: PlaceSeries, change_from: date) -> tuple[float | None, float | None]:
    """The mean of the months before the change, and of the last six months since; None where there are none."""
    at = first_month_after(series, change_from)
    before = [value for value in series.values[:at] if value is not None]
    after = [value for value in series.values[at:] if value is not None][-RECENT:]
    return tuple(sum(each) / len(each) if each else None for each in (before, after))  # type: ignore[return-value]
