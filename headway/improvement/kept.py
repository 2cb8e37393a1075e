"""When Headway first saw each claim: what the plan says of itself is shown beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from headway.catalogue import parse_yaml
from headway.errors import HeadwayError
from headway.improvement.plan import Claim, Plan, PlanState
from headway.store import Store

KIND = "plan"


def keep_plan(store: Store, state: PlanState, *, kept_at: datetime, kept_by: str) -> None:
    """Keeps the state of the plan that a command used; one already kept stays as it is."""
    store.keep(KIND, "plan.yaml", state.content, kept_at, kept_by)


@dataclass(frozen=True)
class LaterDay:
    """An earlier kept state of the plan that gave the same promise a later day of declaring, and when it was kept."""

    kept_at: datetime
    declared_on: date


@dataclass(frozen=True)
class KeptClaim:
    """What Headway has kept of a claim: since when, and whether an earlier state of the plan gives it a later day."""

    first_kept_at: datetime
    later: LaterDay | None = None


@dataclass(frozen=True)
class KeptVersion:
    """A claim as a kept state of the plan had it, and when that state was first kept."""

    claim: Claim
    first_kept_at: datetime


@dataclass(frozen=True)
class LastKept:
    """The last that the kept states say of an owner's claim; ``gone_at``: when a state without it was first kept."""

    owner_id: str
    owner_title: str
    claim: Claim
    gone_at: datetime | None = None


@dataclass(frozen=True)
class KeptClaims:
    """What the kept states of the plan say: of each claim by its key, and of each owner its claims, the oldest first.

    ``is_current``: they are asked of the plan as it is now, so that every other state of it was an earlier one.
    """

    by_key: Mapping[str, KeptClaim] = field(default_factory=dict)
    by_owner: Mapping[str, tuple[KeptVersion, ...]] = field(default_factory=dict)
    last: Mapping[str, LastKept] = field(default_factory=dict)
    is_current: bool = False

    def earlier(self, owner_id: str, claim: Claim) -> tuple[KeptVersion, ...]:
        """The other terms that the same action or recommendation had before it had these.

        Of an old plan a later state adds none. Of the current one every other state is an earlier one, also where the
        claim went back to terms that it had before.
        """
        found = self.by_owner.get(owner_id, ())
        if self.is_current:
            return tuple(each for each in found if _terms(each.claim) != _terms(claim))
        own = next((n for n, each in enumerate(found) if _terms(each.claim) == _terms(claim)), len(found))
        return found[:own]

    def taken_away(self, plan: Plan) -> tuple[LastKept, ...]:
        """The owners that the current plan gives no claim, and that had one; of an old plan none is told."""
        own = {owner_id for owner_id, _ in plan.owned_claims()}
        return tuple(each for each in self.last.values() if self.is_current and each.owner_id not in own)


def first_kept(store: Store, *, is_current: bool = False) -> KeptClaims:
    """When each claim was first kept in a state of the plan, and what earlier states said in its place."""
    by_key: dict[str, KeptClaim] = {}
    by_owner: dict[str, list[KeptVersion]] = {}
    last: dict[str, LastKept] = {}
    said: dict[str, LaterDay] = {}
    for document in sorted(store.kept(KIND), key=lambda each: each.first_kept_at):
        try:
            plan = parse_yaml(store.read_kept(document.sha256).decode("utf-8-sig"), document.name).into(Plan)
        except HeadwayError:
            continue  # a state of an older shape: its claims are known from the states that can be read
        claims = list(plan.owned_claims())
        for owner_id, claim in claims:
            before = said.get(claim.promise)
            later = before if before and before.declared_on > claim.declared_on else None
            by_key.setdefault(claim.key, KeptClaim(document.first_kept_at, later))
            versions = by_owner.setdefault(owner_id, [])
            if all(_terms(each.claim) != _terms(claim) for each in versions):
                versions.append(KeptVersion(claim, document.first_kept_at))
        for _, claim in claims:
            if claim.promise not in said or said[claim.promise].declared_on < claim.declared_on:
                said[claim.promise] = LaterDay(document.first_kept_at, claim.declared_on)
        _keep_last(last, plan, document.first_kept_at)
    versions_of = {owner_id: tuple(versions) for owner_id, versions in by_owner.items()}
    return KeptClaims(by_key, versions_of, last, is_current)


def _keep_last(last: dict[str, LastKept], plan: Plan, kept_at: datetime) -> None:
    """Brings what was last said of each owner's claim up to the state of the plan."""
    titles = {each.id: each.shown_title for each in plan.recommendations}
    titles |= {action.id: action.title for action in plan.actions}
    own = {owner_id: LastKept(owner_id, titles[owner_id], claim) for owner_id, claim in plan.owned_claims()}
    for owner_id, each in last.items():
        if owner_id not in own and each.gone_at is None:
            last[owner_id] = replace(each, gone_at=kept_at)
    last |= own


def _terms(claim: Claim) -> tuple[object, ...]:
    """What makes a claim another claim: all that it promises, not how its owner would know that it fails."""
    return claim.key, claim.by_about, claim.baseline
