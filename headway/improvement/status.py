"""Recommendation by recommendation: delivery and impact, two facts side by side, never one for the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from headway.errors import UnknownNameError
from headway.evidence.consistency import Consistency
from headway.evidence.judge import ClaimTerms, Judgement, different, judge
from headway.evidence.masking import Masking
from headway.evidence.plan_word import AGAINST, CANNOT_TELL, EXPECTED, NO_SIGN, TOO_EARLY, WORST_FIRST, PlanWord
from headway.evidence.series import PlaceSeries
from headway.evidence.words import (
    ALL_DONE,
    DECLARED_LATE,
    DONE,
    NO_CLAIM,
    NOTHING_CLAIMED,
    NOTHING_WOULD_SHOW,
    backdated_words,
    county_words,
    masked_words,
    plan_word_words,
)
from headway.evidence.words.of_claims import BEFORE_CHANGE, LAST_SAID, taken_away_words, version_words
from headway.improvement.kept import KeptClaim, KeptClaims, KeptVersion
from headway.improvement.plan import COUNTY, Claim, Plan, PlanAction, Recommendation


@dataclass(frozen=True)
class ClaimFigures:
    """What a claim is judged on: the county's months, each locality's, and the page's own limits.

    ``compared`` is the latest comparison of the localities: one that gets better may still be behind the rest.
    ``masked`` are those that the county's figure hides.
    """

    measure: str
    title: str
    shape: str
    cannot_tell_limit: float
    same_children: float | None
    county: PlaceSeries
    localities: Mapping[str, PlaceSeries]
    compared: Consistency | None = None
    masked: tuple[Masking, ...] = ()


@dataclass(frozen=True)
class ClaimVersion:
    """The terms that a claim had before: ``status`` is None where its measure is no longer known."""

    claim: Claim
    first_kept_at: datetime
    status: ClaimStatus | None

    @property
    def word(self) -> str:
        """Its plan word."""
        return self.status.word if self.status else CANNOT_TELL

    @property
    def words(self) -> str:
        """What it said, and what the data say of that."""
        return self.words_after(BEFORE_CHANGE)

    def words_after(self, lead: str) -> str:
        """The same after other words."""
        shape = self.status.figures.shape if self.status else ""
        judged = self.status.judged_words if self.status else ""
        return version_words(claim_terms(self.claim, shape), judged, shape, lead)


@dataclass(frozen=True)
class ClaimStatus:
    """One claim judged: the county's word and each locality's, and when it was declared and first seen.

    ``delivery`` is that of the action which makes the claim; it is empty for a claim of the recommendation itself.
    """

    owner_id: str
    owner_title: str
    delivery: str
    claim: Claim
    figures: ClaimFigures
    judgement: Judgement
    kept: KeptClaim | None
    earlier: tuple[ClaimVersion, ...] = ()

    @property
    def county(self) -> PlanWord:
        """The county's word."""
        return self.judgement.county.word

    @property
    def by_place(self) -> Mapping[str, PlanWord]:
        """Each locality's word, of those that the claim is made for."""
        return {place: each.word for place, each in self.judgement.by_place.items()}

    @property
    def late_words(self) -> str:
        """That the claim came after its change date, or bears an earlier day than the plan once gave; else nothing."""
        return _backdated(self.claim, self.kept) or (DECLARED_LATE if self.claim.is_declared_late else "")

    @property
    def is_for_some_places(self) -> bool:
        """Whether the claim was made for some of the localities only, so that the county's word is not its own."""
        return self.judgement.is_for_some_places

    @property
    def word(self) -> str:
        """The claim's own word: the county's, or for a claim on some localities the first that any of them has."""
        if not self.is_for_some_places:
            return self.county.word
        found = {each.word for each in self.by_place.values()}
        return next((word for word in WORST_FIRST if word in found), CANNOT_TELL)

    @property
    def is_done_without_sign(self) -> bool:
        """Whether the action was done and the data show nothing."""
        return self.delivery == "done" and self.word == NO_SIGN

    @property
    def judged_words(self) -> str:
        """The word with what it rests on, the places that the county would hide, and that the claim came late."""
        shape = self.figures.shape
        if self.is_for_some_places:
            found = "; ".join(f"{place}: {plan_word_words(each, shape)}" for place, each in self.by_place.items())
        else:
            found = county_words(self.county, self.by_place, shape)
        late = self.late_words
        return f"{found} ({late})" if late and late not in found else found

    @property
    def done_words(self) -> str:
        """What goes before the claim's words where its action is done and the data show nothing; else nothing."""
        return f"{DONE}, " if self.is_done_without_sign else ""

    @property
    def words(self) -> str:
        """What is said of the claim by itself: an action that is done with no sign is said to be."""
        return self.done_words + self.judged_words

    @property
    def hidden_words(self) -> str:
        """The places that the county's figure hides, a sentence each; nothing where it hides none."""
        return " ".join(masked_words(each) for each in self.figures.masked)


@dataclass(frozen=True)
class RecommendationStatus:
    """One recommendation: what was done, and what the data say. ``word`` is None where nothing was claimed."""

    recommendation: Recommendation
    actions: tuple[PlanAction, ...]
    late_count: int
    claims: tuple[ClaimStatus, ...]

    @property
    def done_count(self) -> int:
        """How many of its actions are done."""
        return sum(action.delivery == "done" for action in self.actions)

    @property
    def stopped_count(self) -> int:
        """How many of its actions were stopped."""
        return sum(action.delivery == "stopped" for action in self.actions)

    @property
    def delivery_words(self) -> str:
        """Delivery: *6 of 9 done, 1 late, 1 stopped*."""
        if not self.actions:
            return "no action"
        late = f", {self.late_count} late" if self.late_count else ""
        stopped = f", {self.stopped_count} stopped" if self.stopped_count else ""
        return f"{self.done_count} of {len(self.actions)} done{late}{stopped}"

    @property
    def word(self) -> str | None:
        """The one word: the first that any claim has of signal against, no sign, cannot tell, too early, expected."""
        found = {claim.word for claim in self.claims}
        return next((word for word in WORST_FIRST if word in found), None)

    @property
    def word_counts(self) -> Mapping[str, int]:
        """How many claims have each word."""
        return Counter(claim.word for claim in self.claims)

    @property
    def is_all_done(self) -> bool:
        """Whether every action that was not stopped is done."""
        return self.done_count > 0 and self.done_count + self.stopped_count == len(self.actions)

    @property
    def is_done_without_sign(self) -> bool:
        """Whether everything that was not stopped was done, and the data show nothing."""
        return self.is_all_done and self.word == NO_SIGN

    @property
    def lead(self) -> ClaimStatus | None:
        """The claim whose word is the recommendation's own."""
        return next((claim for claim in self.claims if claim.word == self.word), None)

    @property
    def done_words(self) -> str:
        """What goes before the impact where work is done and the data show nothing, or the contrary; else nothing."""
        if self.is_all_done and self.word in (NO_SIGN, AGAINST):
            return f"{ALL_DONE}, "
        return self.lead.done_words if self.lead else ""

    @property
    def impact_words(self) -> str:
        """Impact: the lead claim's words, and that all is done where nothing shows or it goes against."""
        return self.done_words + self.lead.judged_words if self.lead else f"{NOTHING_CLAIMED}: {NOTHING_WOULD_SHOW}"


@dataclass(frozen=True)
class TakenAway:
    """A claim that the plan makes no longer where it stood, with every version of it, oldest first, judged.

    ``until``: the day on which a plan without it was first kept; ``now_at``: who makes the same claim now, if anybody.
    """

    owner_id: str
    owner_title: str
    until: date | None
    now_at: str
    versions: tuple[ClaimVersion, ...]

    @property
    def words(self) -> str:
        """That it was taken away or moved, and what it had said last."""
        return f"{taken_away_words(self.until, self.now_at)} {self.versions[-1].words_after(LAST_SAID)}"


@dataclass(frozen=True)
class PlanStatus:
    """The whole plan on a day. ``actions`` are all of them as they stood, also those that answer no recommendation."""

    as_at: date
    recommendations: tuple[RecommendationStatus, ...]
    taken_away: tuple[TakenAway, ...] = ()
    actions: tuple[PlanAction, ...] = ()

    def counts(self) -> Mapping[str, int]:
        """How many recommendations have each word; those without a claim are under 'no claim'."""
        return Counter(each.word or NO_CLAIM for each in self.recommendations)

    @property
    def judgements(self) -> tuple[Judgement, ...]:
        """What was judged, each different claim once, however many recommendations its action answers."""
        return different(claim.judgement for each in self.recommendations for claim in each.claims)


def plan_status(
    plan: Plan, figures_for: Callable[[Claim], ClaimFigures], *, as_at: date, first_kept: KeptClaims
) -> PlanStatus:
    """Each recommendation of the plan with its delivery and its impact on the day."""
    judging = _Judging(figures_for, first_kept)

    found = []
    for each in plan.recommendations:
        actions = tuple(action.as_on(as_at) for action in plan.actions_answering(each.id))
        claims = [judging.status(each.id, each.shown_title, "", each.claim)] if each.claim else []
        claims += [
            judging.status(action.id, action.title, action.delivery, action.claim) for action in actions if action.claim
        ]
        late = sum(action.is_late(as_at) for action in actions)
        found.append(RecommendationStatus(each, actions, late, tuple(claims)))
    every = tuple(action.as_on(as_at) for action in plan.actions)
    return PlanStatus(as_at, tuple(found), judging.taken_away(plan), every)


class _Judging:
    """Judges each claim once, however many recommendations its action answers."""

    def __init__(self, figures_for: Callable[[Claim], ClaimFigures], kept: KeptClaims) -> None:
        self._figures_for, self._kept = figures_for, kept
        self._known: dict[tuple[Claim, str], tuple[ClaimFigures, Judgement]] = {}

    def status(self, owner_id: str, title: str, delivery: str, claim: Claim) -> ClaimStatus:
        """The claim as it stands now, and as it stood before."""
        owner = (owner_id, title, delivery)
        found = self._one(owner, claim)
        earlier = self._kept.earlier(owner_id, claim)
        if not earlier:
            return found
        return replace(found, earlier=tuple(self._version(owner, each) for each in earlier))

    def taken_away(self, plan: Plan) -> tuple[TakenAway, ...]:
        """Every claim that the plan makes no longer where it stood."""
        makes = {claim.key: owner_id for owner_id, claim in plan.owned_claims()}
        found = []
        for each in self._kept.taken_away(plan):
            owner, until = (each.owner_id, each.owner_title, ""), each.gone_at.date() if each.gone_at else None
            own = sorted(self._kept.by_owner[each.owner_id], key=lambda kept: kept.claim == each.claim)
            versions = tuple(self._version(owner, kept) for kept in own)
            found.append(TakenAway(*owner[:2], until, makes.get(each.claim.key, ""), versions))
        return tuple(found)

    def _version(self, owner: tuple[str, str, str], kept: KeptVersion) -> ClaimVersion:
        try:
            status = self._one(owner, kept.claim)
        except UnknownNameError:
            status = None
        return ClaimVersion(kept.claim, kept.first_kept_at, status)

    def _one(self, owner: tuple[str, str, str], claim: Claim) -> ClaimStatus:
        figures, judgement = self._judged(claim)
        return ClaimStatus(*owner, claim, figures, judgement, self._kept.by_key.get(claim.key))

    def _judged(self, claim: Claim) -> tuple[ClaimFigures, Judgement]:
        backdated = _backdated(claim, self._kept.by_key.get(claim.key))
        if (claim, backdated) not in self._known:
            figures = self._figures_for(claim)
            judgement = judge(
                claim_terms(claim, figures.shape),
                figures.county,
                figures.localities,
                cannot_tell_limit=figures.cannot_tell_limit,
                same_children=figures.same_children,
                compared=figures.compared,
                backdated=backdated,
            )
            self._known[(claim, backdated)] = figures, judgement
        return self._known[(claim, backdated)]


def claim_terms(claim: Claim, shape: str) -> ClaimTerms:
    """The claim as it is judged: sizes of a share are written in percent."""
    per = 100 if shape == "proportion" else 1
    return ClaimTerms(
        claim.measure,
        claim.expects,
        claim.change_from,
        claim.declared_on,
        tuple(place for place in claim.places if place != COUNTY),
        None if claim.by_about is None else claim.by_about / per,
        None if claim.baseline is None else claim.baseline / per,
        not claim.places or COUNTY in claim.places,
    )


def _backdated(claim: Claim, kept: KeptClaim | None) -> str:
    """That an earlier kept state of the plan gave the same promise a later day; else nothing."""
    if kept is None or kept.later is None:
        return ""
    return backdated_words(claim.declared_on, kept.later.kept_at.date(), kept.later.declared_on)


__all__ = [
    "AGAINST", "CANNOT_TELL", "EXPECTED", "NO_SIGN", "TOO_EARLY", "ClaimFigures", "ClaimStatus", "ClaimVersion",
    "PlanStatus", "RecommendationStatus", "TakenAway", "plan_status",
]  # fmt: skip
