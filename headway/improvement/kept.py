"""When Headway first saw each claim: what the plan says of itself is shown beside it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from headway.catalogue import parse_yaml
from headway.errors import HeadwayError
from headway.improvement.plan import Plan, PlanState
from headway.store import Store

KIND = "plan"


def keep_plan(store: Store, state: PlanState, *, kept_at: datetime, kept_by: str) -> None:
    """Keeps the state of the plan that a command used; one already kept stays as it is."""
    store.keep(KIND, "plan.yaml", state.content, kept_at, kept_by)


def first_kept(store: Store) -> Mapping[str, datetime]:
    """Per claim, the moment when a state of the plan that held it was first kept."""
    found: dict[str, datetime] = {}
    for document in sorted(store.kept(KIND), key=lambda each: each.first_kept_at):
        try:
            plan = parse_yaml(store.read_kept(document.sha256).decode("utf-8-sig"), document.name).into(Plan)
        except HeadwayError:
            continue  # a state of an older shape: its claims are known from the states that can be read
        for claim in plan.claims():
            found.setdefault(claim.key, document.first_kept_at)
    return found
