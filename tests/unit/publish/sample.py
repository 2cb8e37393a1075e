"""A county written by hand for the board pack: four places, 25 months, one place hidden, one recording that changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from headway.attention import ChildEntry, ChildrenList, NotAsked, Reason, ReasonHit, load_reasons
from headway.comparators import load_comparators
from headway.county.benchmarks import beside_measures
from headway.evidence.assess import MeasureEvidence, assess
from headway.evidence.judge import PlaceJudgement
from headway.evidence.plan_word import PlanWord
from headway.identity import LoadId
from headway.improvement import Claim, ClaimFigures, ClaimStatus, KeptClaim, KeptClaims, Plan, PlanStatus, plan_status
from headway.measures import Observation, load_measures
from headway.periods import Period, month_of, range_of
from headway.publish import BoardContents
from headway.store import LoadManifest
from headway.store.manifest import TableManifest
from tests.unit.observed import COUNTY, Counts, counted

AS_AT, MADE_ON = date(2026, 9, 30), date(2026, 10, 12)
PLACES = ("North", "East", "South", "West")
CHILD, WORKER, TEAM = "CHILD-KEY-", "WORKER-KEY-", "TEAM-KEY-"
OfMonth = Callable[[str, int], Counts]


def months(count: int = 25) -> list[Period]:
    """So many months up to the as-at day, oldest first."""
    newest = 12 * 2026 + 8
    return [month_of(date(at // 12, at % 12 + 1, 1)) for at in range(newest - count + 1, newest + 1)]


def evidence(
    name: str,
    of_month: OfMonth,
    *,
    part: str | None = None,
    target: float | None = None,
    count: int = 25,
    good: str | None = None,
) -> MeasureEvidence:
    """The evidence on a figure whose counts by place and month are given; the county is their sum.

    ``good``: as if this way of the figure were the good one.
    """
    page = load_measures().page(name)
    if good is not None:
        page = replace(page, front=page.front.model_copy(update={"good": good}))
    monthly: list[Observation] = []
    for number, month in enumerate(months(count)):
        own = {place: of_month(place, number) for place in (*PLACES, "not placed")}
        whole = _summed([each for each in own.values() if each])
        monthly.append(counted(page, part, month, COUNTY, whole))
        monthly += [counted(page, part, month, place, counts) for place, counts in own.items()]
    is_stock = page.front.timing == "stock"
    year = range_of(months()[-1].end if is_stock else months(12)[0].start, AS_AT)
    held = range(count)[-1:] if is_stock else range(count)[-12:]
    yearly = []
    for place in (COUNTY, *PLACES, "not placed"):
        names = (*PLACES, "not placed") if place == COUNTY else (place,)
        found = [counts for each in names for number in held if (counts := of_month(each, number))]
        yearly.append(counted(page, part, year, place, _summed(found)))
    return assess(page, part, monthly, yearly, localities=PLACES, target=target)


def _summed(found: list[tuple[int, int, int]]) -> Counts:
    if not found:
        return None
    return sum(n for n, _, _ in found), sum(d for _, d, _ in found), sum(c for _, _, c in found)


def _wave(place: str, number: int) -> int:
    """Ups and downs that are the same in every run, and no place's are another's."""
    return (number * 7 + PLACES.index(place) * 5 if place in PLACES else number) % 9 - 4


def assessments(place: str, number: int) -> Counts:
    """Better from the 14th month everywhere but in East, which drifts down."""
    if place == "not placed":
        return number % 3 == 0, 1, 0
    base, size = 77 + _wave(place, number), 95
    after = (10 if place != "East" else -12) if number >= 13 else 0
    return round(size * (base + after) / 100), size, 2


def conferences(place: str, number: int) -> Counts:
    """Few in each place: shown as how many of how many."""
    return None if place == "not placed" else (9 + _wave(place, number) % 3, 12, 0)


def second_plans(place: str, number: int) -> Counts:
    """Fewer from the 17th month, because from then on many cannot be told."""
    if place == "not placed":
        return 0, 0, 0
    return (3 if number >= 17 else 9) + _wave(place, number) % 3, 30, 14 if number >= 17 else 0


def re_referrals(place: str, number: int) -> Counts:
    """Nothing changes."""
    return (1, 4, 0) if place == "not placed" else (22 + _wave(place, number), 105, 0)


def unallocated(place: str, number: int) -> Counts:
    """A count of a stock that rises in its last months."""
    return (0, 30, 0) if place == "not placed" else (4 + _wave(place, number) % 3 + (9 if number > 21 else 0), 900, 1)


def accommodation(place: str, number: int) -> Counts:
    """Held since seven months only."""
    return (0, 0, 0) if place == "not placed" else (40 + _wave(place, number), 50, 1)


def no_figures(place: str, number: int) -> Counts:
    """A list that was never sent."""
    return None


@cache
def sample_evidence() -> tuple[MeasureEvidence, ...]:
    """Every figure of the sample."""
    return (
        evidence("assessment_within_45_days", assessments, target=0.80),
        evidence("icpc_within_15_days", conferences),
        evidence("second_or_later_cp_plan", second_plans),
        evidence("re_referrals", re_referrals, part="children", target=0.24),
        evidence(
            "referrals", lambda place, number: (re_referrals(place, number) or (0, 0, 0))[1:2] * 2 + (0,), part="rate"
        ),
        evidence("children_unallocated", unallocated),
        evidence("care_leaver_accommodation", accommodation, part="19-21", count=7),
        evidence("three_or_more_placements", no_figures),
    )


def _claim(measure: str, expects: str, change: str, declared: str) -> dict[str, Any]:
    return {"measure": measure, "expects": expects, "from": change, "declared_on": declared}


CLAIMS: dict[int, dict[str, Any]] = {
    1: _claim("re_referrals/children", "lower", "2025-10-01", "2025-09-01"),
    3: _claim("assessment_within_45_days", "higher", "2025-10-01", "2025-07-20"),
    4: _claim("second_or_later_cp_plan", "lower", "2026-02-01", "2026-01-10"),
    5: _claim("care_leaver_accommodation/19-21", "higher", "2026-07-01", "2026-06-01"),
    6: _claim("three_or_more_placements", "lower", "2025-10-01", "2025-11-20"),
}


def sample_plan(recommendations: int = 8, figures_of: Mapping[str, Mapping[str, Any]] | None = None) -> PlanStatus:
    """A plan of so many recommendations to the council and three to the Minister, with an action or two each.

    ``figures_of`` gives, by measure, what a claim is judged on in place of the sample's own.
    """
    origin = {"source": "A report", "on": "2026-01-10", "paragraph": "1"}
    asked = [
        {"id": f"R{n}", "from": origin, "asked_of": "council and partners", "title": f"Recommendation <{n}> & more", "says": "Do it well."}
        for n in range(1, recommendations + 1)
    ] + [
        {"id": f"M{n}", "from": origin, "asked_of": "minister and DfE", "title": f"Minister’s own {n}", "says": "Look again."}
        for n in range(1, 4)
    ]  # fmt: skip
    actions = [_action(n) for n in range(1, recommendations + 1)]
    priorities = [{"id": "P1", "title": "First", "outcome": "Children are helped in time.", "actions": actions}]
    plan = Plan.model_validate({"recommendations": asked, "priorities": priorities})
    kept = {claim.key: KeptClaim(datetime(2026, 9, 1, tzinfo=UTC)) for claim in plan.claims()}

    def figures_for(claim: Claim) -> ClaimFigures:
        return replace(_figures_for(claim), **(figures_of or {}).get(claim.measure, {}))

    return plan_status(plan, figures_for, as_at=AS_AT, first_kept=KeptClaims(kept))


def _action(number: int) -> dict[str, Any]:
    is_done = number % 2 == 0
    delivery = {"delivery": "done", "done_on": "2026-03-01"} if is_done else {"delivery": "under way"}
    due = "2026-03-31" if is_done else "2026-06-30" if number % 3 else "2026-11-15"
    action = {
        "id": f"A{number}",
        "title": f"The work of number {number}",
        "answers": [f"R{number}"],
        "owner": "Head of Service",
    }
    return action | {"start": "2025-06-01", "due": due, "claim": CLAIMS.get(number)} | delivery


def with_words(claim: ClaimStatus, change: Callable[[PlanWord], PlanWord], *, places: bool = True) -> ClaimStatus:
    """The claim as if its words were others: the county's, and those of its places if wanted."""
    found = claim.judgement

    def of(each: PlaceJudgement) -> PlaceJudgement:
        return replace(each, word=change(each.word))

    by_place = {place: of(each) for place, each in found.by_place.items()} if places else found.by_place
    return replace(claim, judgement=replace(found, county=of(found.county), by_place=by_place))


def _figures_for(claim: Claim) -> ClaimFigures:
    return claim_figures(next(e for e in sample_evidence() if claim.measure in (e.page.id, e.page.name_of(e.part))))


def claim_figures(found: MeasureEvidence) -> ClaimFigures:
    """What a claim on the figure is judged on."""
    return ClaimFigures(
        measure=found.page.name_of(found.part),
        title=found.page.title_of(found.part),
        shape=found.page.shape_of(found.part),
        cannot_tell_limit=found.page.front.cannot_tell_limit,
        same_children=None,
        county=found.county,
        localities=found.localities,
        compared=found.consistency,
        masked=found.masked,
    )


def sample_children(count: int = 40) -> ChildrenList:
    """So many children with one or two reasons each; one reason is not asked. Their keys may stand nowhere in a pack."""
    reasons = load_reasons()
    asked = [each for each in reasons if each.front.measure != "cp_visits_in_time"]
    entries = tuple(_child(n, asked) for n in range(count))
    not_asked = tuple(NotAsked(each, "no local standard", lacks_standard=True) for each in reasons if each not in asked)
    return ChildrenList(AS_AT, reasons, entries, {each.id: n for n, each in enumerate(asked)}, not_asked)


def _child(number: int, reasons: list[Reason]) -> ChildEntry:
    own = [reasons[number % len(reasons)], *([reasons[-1]] if number % 3 == 0 else [])]
    hits = tuple(ReasonHit(r, f"words about {CHILD}{number}", AS_AT, number, AS_AT, AS_AT) for r in dict.fromkeys(own))
    place = (*PLACES, "not placed", "county-wide")[number % 6]
    return ChildEntry(f"{CHILD}{number}", place, f"{TEAM}{number}", f"{WORKER}{number}", hits)


def sample_load(month: Period, missing: tuple[str, ...] = ()) -> LoadManifest:
    """One load as at a month's end."""
    report = {
        "missing_lists": list(missing),
        "unreadable": [{"list": "assessments", "column": "Assessment <start> date", "cells": 3}],
        "unmatched": [{"list": "children_in_care", "column": "Placement type", "rows": 2}],
    }
    return LoadManifest(
        load_id=LoadId(f"annex_a-{month.name}"),
        return_name="annex_a",
        sha256=month.name * 9,
        file_names=(f"annex_a_{month.end}.xlsx",),
        as_at=month.end,
        as_at_basis="given",
        received_at=datetime(month.end.year, month.end.month, month.end.day, 9, tzinfo=UTC),
        received_by="analyst",
        reader_version="1",
        definition_version="abc",
        tables=(TableManifest("assessments", 800, "f" * 64),),
        report=report,
        corrects=None,
    )


def sample_contents(
    *,
    recommendations: int = 8,
    children: int = 40,
    previous: Mapping[str, Any] | None = None,
    evidence_of: tuple[MeasureEvidence, ...] | None = None,
    missing: tuple[str, ...] = ("care_leavers",),
) -> BoardContents:
    """The contents of a pack of the sample county, with the published figures that stand beside Devon's."""
    evidence = sample_evidence() if evidence_of is None else evidence_of
    held = load_comparators()
    return BoardContents(
        county=COUNTY,
        data_lead="Data lead",
        as_at=AS_AT,
        made_at=datetime(2026, 10, 12, 9, 30, tzinfo=UTC),
        made_on=MADE_ON,
        places=PLACES,
        plan=sample_plan(recommendations),
        plan_state="0123456789abcdef" * 4,
        evidence=evidence,
        beside=beside_measures(held, held.areas.council("Devon"), evidence),
        children=sample_children(children),
        loads=[sample_load(month, missing if month == months()[-1] else ()) for month in months()],
        definition_version="0a1b2c3d4e5f",
        county_files={"policy.yaml": "fedcba9876543210" * 4},
        previous=previous,
    )


def median_evidence(
    name: str, of_month: Callable[[str, int], float], *, target: float | None = None
) -> MeasureEvidence:
    """The evidence on a median whose values by place and month are given, the county's among them."""
    page = load_measures().page(name)
    every = (COUNTY, *PLACES)

    def value(period: Period, place: str, found: float) -> Observation:
        counts = counted(page, None, period, place, (50, 100, 0))
        return counts._replace(numerator=None, value=found, low=None, high=None, status="ok", why="")

    monthly = [value(month, place, of_month(place, n)) for n, month in enumerate(months()) for place in every]
    year = range_of(months(12)[0].start, AS_AT)
    yearly = [value(year, place, sum(of_month(place, n) for n in range(13, 25)) / 12) for place in every]
    return assess(page, None, monthly, yearly, localities=PLACES, target=target)
