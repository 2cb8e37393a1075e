"""When Headway first saw each claim: what the plan says of itself is shown beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
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
class KeptClaims:
    """What the kept states of the plan say: of each claim by its key, and of each owner its claims, the oldest first."""

    by_key: Mapping[str, KeptClaim] = field(default_factory=dict)
    by_owner: Mapping[str, tuple[KeptVersion, ...]] = field(default_factory=dict)

    def earlier(self, owner_id: str, claim: Claim) -> tuple[KeptVersion, ...]:
        """The other terms that the same action or recommendation had before it had these; a later state adds none."""
        found = self.by_owner.get(owner_id, ())
        own = next((n for n, each in enumerate(found) if _terms(each.claim) == _terms(claim)), len(found))
        return found[:own]


def first_kept(store: Store) -> KeptClaims:
    """When each claim was first kept in a state of the plan, and what earlier states said in its place."""
    by_key: dict[str, KeptClaim] = {}
    by_owner: dict[str, list[KeptVersion]] = {}
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
    return KeptClaims(by_key, {owner_id: tuple(versions) for owner_id, versions in by_owner.items()})


def _terms(claim: Claim) -> tuple[object, ...]:
    """What makes a claim another claim: all that it promises, not how its owner would know that it fails."""
    return claim.key, claim.by_about, claim.baseline
