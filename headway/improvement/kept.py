"""When Headway first saw each claim: what the plan says of itself is shown beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from headway.catalogue import parse_yaml
from headway.errors import HeadwayError
from headway.improvement.plan import Plan, PlanState
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


def first_kept(store: Store) -> Mapping[str, KeptClaim]:
    """Per claim, the moment when a state of the plan that held it was first kept, and what an earlier state said of it."""
    found: dict[str, KeptClaim] = {}
    said: dict[str, LaterDay] = {}
    for document in sorted(store.kept(KIND), key=lambda each: each.first_kept_at):
        try:
            plan = parse_yaml(store.read_kept(document.sha256).decode("utf-8-sig"), document.name).into(Plan)
        except HeadwayError:
            continue  # a state of an older shape: its claims are known from the states that can be read
        claims = list(plan.claims())
        for claim in claims:
            before = said.get(claim.promise)
            later = before if before and before.declared_on > claim.declared_on else None
            found.setdefault(claim.key, KeptClaim(document.first_kept_at, later))
        for claim in claims:
            if claim.promise not in said or said[claim.promise].declared_on < claim.declared_on:
                said[claim.promise] = LaterDay(document.first_kept_at, claim.declared_on)
    return found
