"""The improvement plan as a person writes it in ``plan.yaml``: what was asked, promised, done, and what would show it.

A *finding* is what an inspector or Commissioner saw; a *recommendation* is what they asked for; a *priority* says in one
sentence what will be different for children; an *action* is what somebody does by a day; a *claim* says beforehand
which measure will move, which way and from when. Delivery is a fact about actions, impact one about claims.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pydantic import ConfigDict, Field

from headway.catalogue import Strict
from headway.identity import sha256_of_bytes

AskedOf = Literal["council and partners", "minister and DfE"]
Delivery = Literal["not started", "under way", "done", "stopped"]
Direction = Literal["higher", "lower"]
COUNTY = "county"


class _PlanPart(Strict):
    """A part of the plan; a field may be named as in the file (``from``) or as in Python."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Source(_PlanPart):
    """Where something was said: the document, its date, and the paragraph."""

    source: str = Field(min_length=1, description="The report, letter or notice.")
    on: date = Field(description="The date it carries.")
    paragraph: str = Field("", description="The paragraph or recommendation number in it.")


class Finding(_PlanPart):
    """What an inspector, Commissioner or review saw."""

    id: str = Field(min_length=1, description="A short name, used once in the plan: F1.")
    origin: Source = Field(alias="from", description="Who said it, when, and where.")
    says: str = Field(min_length=1, description="What was seen, in our own words.")
    area: str = Field("", description="The judgement area it belongs to.")
    seen_before: tuple[Source, ...] = Field((), description="Earlier times the same was found.")


class Claim(_PlanPart):
    """What would show that it works, said beforehand: this measure, in these places, this way, from this day."""

    measure: str = Field(min_length=1, description="The measure's id, id/part, or catalogue id.")
    places: tuple[str, ...] = Field(
        (), description="Localities it is claimed for; none named: the county and all of them."
    )
    expects: Direction = Field(description="Which way the figure should move: higher or lower.")
    change_from: date = Field(alias="from", description="The day from which the change is expected.")
    by_about: float | None = Field(
        None, gt=0, allow_inf_nan=False, description="The size hoped for, in the measure's unit, if one dares."
    )
    baseline: float | None = Field(
        None, description="The figure it starts from, in the measure's unit; the months before if left out."
    )
    declared_on: date = Field(description="The day the claim was made. After 'from', no verdict is given.")
    not_working_if: str = Field("", description="What would make its owner say that it does not work.")

    @property
    def is_declared_late(self) -> bool:
        """Whether the claim was made after the day from which the change was expected."""
        return self.declared_on > self.change_from

    @property
    def key(self) -> str:
        """A short hash of the promise itself, so that it is known again when it moves within the plan."""
        return claim_key(self.measure, self.places, self.expects, self.change_from, self.declared_on)

    @property
    def promise(self) -> str:
        """What is promised, whenever it was declared: measure, places, direction and the day of the change."""
        return "\n".join((self.measure, ",".join(sorted(self.places)), self.expects, self.change_from.isoformat()))


class Recommendation(_PlanPart):
    """What was asked, by whom, of whom, in our own words."""

    id: str = Field(min_length=1, description="A short name, used once in the plan: R1.")
    number: str = Field("", description="The number it has in its source; from the id if left out.")
    origin: Source = Field(alias="from", description="Who asked it, when, and where.")
    asked_of: AskedOf = Field(description="'council and partners' or 'minister and DfE'.")
    says: str = Field(min_length=1, description="What was asked, in our own words.")
    title: str = Field("", max_length=40, description="A few words for tables; from 'says' if left out.")
    area: str = Field("", description="The judgement area it belongs to.")
    findings: tuple[str, ...] = Field((), description="The findings it follows from.")
    seen_before: tuple[Source, ...] = Field((), description="Earlier times the same was asked.")
    claim: Claim | None = Field(None, description="A claim made for the recommendation as a whole.")

    @property
    def shown_number(self) -> str:
        """The number for a table: the one given, else the digits of the id, else the id."""
        return self.number or "".join(re.findall(r"\d+", self.id)[:1]) or self.id

    @property
    def shown_title(self) -> str:
        """A few words for a table: the title given, else the beginning of what was asked."""
        return self.title or shortened(self.says)


class Milestone(_PlanPart):
    """A step on the way, with the day it is due and, once it is done, the day it was."""

    title: str = Field(min_length=1, description="What will be there.")
    due: date = Field(description="The day by which.")
    done: date | None = Field(None, description="The day it was done.")


class PlanAction(_PlanPart):
    """What somebody does by a day, and the recommendation it answers."""

    id: str = Field(min_length=1, description="A short name, used once in the plan: P1.2.")
    title: str = Field(min_length=1, description="What will be done.")
    answers: tuple[str, ...] = Field((), description="The recommendations it answers.")
    owner: str = Field(min_length=1, description="The role that answers for it.")
    start: date = Field(description="The first day of work.")
    due: date = Field(description="The day by which it is done.")
    milestones: tuple[Milestone, ...] = Field((), description="Steps on the way.")
    delivery: Delivery = Field("not started", description="not started, under way, done or stopped.")
    done_on: date | None = Field(None, description="The day it was done; needed when delivery is done.")
    localities: tuple[str, ...] = Field((), description="The localities it applies to; none named: all.")
    depends_on: tuple[str, ...] = Field((), description="Actions that must be done before it.")
    claim: Claim | None = Field(None, description="What would show that it works.")

    def as_on(self, day: date) -> PlanAction:
        """The action as it stood on a day: what was done after it is not yet done on it."""
        steps = tuple(
            step.model_copy(update={"done": None}) if step.done and step.done > day else step
            for step in self.milestones
        )
        if self.done_on is None or self.done_on <= day:
            return self.model_copy(update={"milestones": steps})
        delivery = "under way" if self.start <= day else "not started"
        return self.model_copy(update={"milestones": steps, "delivery": delivery, "done_on": None})

    def is_late(self, as_at: date) -> bool:
        """Whether its due day has passed and it is neither done nor stopped."""
        return self.due < as_at and self.delivery not in ("done", "stopped")


class Priority(_PlanPart):
    """What will be different for children, and the actions towards it."""

    id: str = Field(min_length=1, description="A short name, used once in the plan: P1.")
    title: str = Field(min_length=1, description="A few words.")
    outcome: str = Field(min_length=1, description="One sentence about children: what will be different for them.")
    actions: tuple[PlanAction, ...] = Field((), description="What will be done.")


class Plan(_PlanPart):
    """plan.yaml: what was asked, what was promised, and what would show that it works."""

    findings: tuple[Finding, ...] = Field((), description="What inspectors and others saw.")
    recommendations: tuple[Recommendation, ...] = Field((), description="What was asked.")
    priorities: tuple[Priority, ...] = Field((), description="What was promised.")

    @property
    def actions(self) -> tuple[PlanAction, ...]:
        """Every action of every priority, in the order of the plan."""
        return tuple(action for priority in self.priorities for action in priority.actions)

    def actions_answering(self, recommendation_id: str) -> tuple[PlanAction, ...]:
        """The actions that answer a recommendation."""
        return tuple(action for action in self.actions if recommendation_id in action.answers)

    def claims(self) -> Iterator[Claim]:
        """Every claim of the plan: those of recommendations, then those of actions."""
        return (claim for _, claim in self.owned_claims())

    def owned_claims(self) -> Iterator[tuple[str, Claim]]:
        """The same, each after the id of the recommendation or action that makes it."""
        owners: tuple[Recommendation | PlanAction, ...] = (*self.recommendations, *self.actions)
        return ((owner.id, owner.claim) for owner in owners if owner.claim is not None)


@dataclass(frozen=True)
class PlanState:
    """A plan as it stood when read: the plan, its text as bytes, and the hash under which the store keeps it."""

    plan: Plan
    content: bytes

    @property
    def sha256(self) -> str:
        """The name of this state in the store and in a pack."""
        return sha256_of_bytes(self.content)


def claim_key(measure: str, places: tuple[str, ...], expects: str, change_from: date, declared_on: date) -> str:
    """A short hash of a promise: the same measure, places, direction and days give the same key."""
    parts = (measure, ",".join(sorted(places)), expects, change_from.isoformat(), declared_on.isoformat())
    return sha256_of_bytes("\n".join(parts).encode())[:16]


def shortened(text: str, most: int = 40) -> str:
    """The beginning of a sentence, cut between words, for a narrow column."""
    if len(text) <= most:
        return text.rstrip(".")
    return text[: most - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"
