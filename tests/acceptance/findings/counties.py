"""What Headway says of one generated county, through the same doors as the board pack: measures, evidence, plan."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import duckdb

from headway.county.figures import Figures, figures_for
from headway.evidence.assess import MeasureEvidence, assess
from headway.evidence.plan_word import AGAINST, CANNOT_TELL, EXPECTED, TOO_EARLY
from headway.improvement import ClaimStatus, KeptClaims, Plan, PlanStatus, plan_status, read_plan_state
from headway.measures import (
    CountyFiles,
    MeasureCatalogue,
    MeasurePage,
    load_measures,
    observations_of,
    read_county_files,
    run_pages,
)
from headway.periods import periods_between, range_of
from headway.synthetic import COUNTY_NAME, Setting, write_county
from headway.synthetic.days import first_of_month
from headway.synthetic.journey_tables import fill_journey

# The figures that the planted truths are read from: measure, part.
STUDIED: tuple[tuple[str, str | None], ...] = (
    ("assessment_within_45_days", None),
    ("child_seen_in_assessment", None),
    ("icpc_within_15_days", None),
    ("re_referrals", "children"),
    ("second_or_later_cp_plan", None),
)
IMPROVEMENT_ANSWERS, FLAT_ANSWERS = "R8", "R4"


@dataclass(frozen=True)
class Prepared:
    """What does not change from county to county: definitions, county files, plan."""

    measures: MeasureCatalogue
    files: CountyFiles
    plan: Plan


@dataclass(frozen=True)
class Judged:
    """One county judged: the plan's words and the evidence on each figure."""

    setting: Setting
    plan: PlanStatus
    evidence: Mapping[str, MeasureEvidence]

    def claim(self, measure: str) -> ClaimStatus:
        """The first claim on the measure."""
        claims = (claim for each in self.plan.recommendations for claim in each.claims)
        return next(claim for claim in claims if claim.figures.measure.split("/")[0] == measure)


@cache
def prepared() -> Prepared:
    """The definitions, and the synthetic county's own files and plan."""
    measures = load_measures()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_county(folder)
        files = read_county_files(folder, COUNTY_NAME, measures)
        known = [each for page in measures.pages for each in page.names]
        state = read_plan_state(folder / "plan.yaml", known, files.localities.names(), None)
    return Prepared(measures, files, state.plan)


def judge(setting: Setting) -> Judged:
    """The county of the setting made, measured and judged. Claims on measures that are not studied are set aside."""
    made = prepared()
    con = duckdb.connect()
    con.execute("SET enable_progress_bar = false; SET timezone = 'UTC'; SET threads = 1")
    journey = fill_journey(con, setting)
    pages = [made.measures.page(measure) for measure, _ in STUDIED]
    months = periods_between("month", setting.window_start, setting.last)
    ran = run_pages(journey, made.files, pages, [])
    monthly = [each for page in pages for each in observations_of(ran, page, periods=months)]
    year = range_of(first_of_month(setting.last, 11), setting.last)
    yearly = [each for page in pages for each in observations_of(ran, page, periods=[year])]
    places = made.files.localities.names()
    evidence = {
        measure: assess(
            made.measures.page(measure),
            part,
            monthly,
            yearly,
            localities=places,
            target=made.files.targets.value(measure, setting.last),
        )
        for measure, part in STUDIED
    }
    flows = Figures(monthly, yearly, _no_stocks(pages))
    judged = figures_for(flows, made.measures, places)
    status = plan_status(_only_studied(made.plan), judged, as_at=setting.last, first_kept=KeptClaims())
    con.close()
    return Judged(setting, status, evidence)


def _no_stocks(pages: list[MeasurePage]) -> dict[tuple[str, str | None], float | None]:
    """Flows are never mostly the same children."""
    return {(page.id, part): None for page in pages for part in page.parts}


def _only_studied(plan: Plan) -> Plan:
    """The plan without claims on measures that the generated tables do not hold."""
    studied = {measure for measure, _ in STUDIED}
    priorities = []
    for priority in plan.priorities:
        actions = [
            action.model_copy(update={"claim": None})
            if action.claim and action.claim.measure.split("/")[0] not in studied
            else action
            for action in priority.actions
        ]
        priorities.append(priority.model_copy(update={"actions": tuple(actions)}))
    return plan.model_copy(update={"priorities": tuple(priorities)})


@dataclass(frozen=True)
class Findings:
    """Which planted truths one county's figures showed, each by itself; ``months_off`` of the improvement if named."""

    drift: bool
    improvement: bool
    flat: bool
    masked: bool
    recording: bool
    months_off: int | None
    others_named: bool  # a locality that does not drift was called against as well


def findings_of(judged: Judged) -> Findings:
    """The findings of a county in which everything is planted."""
    drift = judged.claim("assessment_within_45_days")
    against = {place for place, word in drift.by_place.items() if word.word == AGAINST}
    named = next(each for each in judged.plan.recommendations if each.recommendation.id == IMPROVEMENT_ANSWERS)
    flat = next(each for each in judged.plan.recommendations if each.recommendation.id == FLAT_ANSWERS)
    seen = judged.claim("child_seen_in_assessment").county
    hidden = {each.place for each in judged.evidence["icpc_within_15_days"].masked}
    recording = judged.evidence["second_or_later_cp_plan"]
    return Findings(
        drift="East" in against and "East" in drift.words,
        improvement=named.word == EXPECTED and seen.since is not None,
        flat=flat.is_done_without_sign,
        masked=hidden == {"West"},
        recording=judged.claim("second_or_later_cp_plan").county.word != EXPECTED
        and not (recording.variation or "").startswith("improvement"),
        months_off=_months_between(judged.setting.improvement_from, seen.since) if seen.word == EXPECTED else None,
        others_named=bool(against - {"East"}),
    )


def _months_between(one: date, other: date | None) -> int | None:
    return None if other is None else (other.year - one.year) * 12 + other.month - one.month


# Kinds of verdict, each of which is false on a county with nothing planted.
KINDS = (
    "plan word: signal in the expected direction",
    "plan word: signal against",
    "icon: really better",
    "icon: really worse",
    "localities differ",
    "hidden by the average",
    "recording change",
)


def verdicts_of(judged: Judged) -> dict[str, tuple[int, int]]:
    """For each kind of verdict: how often it was given, and how often it could have been; then one kind by measure."""
    words = [
        word.word
        for each in judged.plan.recommendations
        for claim in each.claims
        for word in (claim.county, *claim.by_place.values())
    ]
    could = [word for word in words if word not in (CANNOT_TELL, TOO_EARLY)]
    charts = [chart for each in judged.evidence.values() for chart in each.charts.values() if chart.status == "firm"]
    icons = [(chart.variation or "").split("_")[0] for chart in charts]
    compared = [each.consistency.verdict for each in judged.evidence.values() if each.consistency.gaps]
    with_target = [each for each in judged.evidence.values() if each.target is not None]
    breaks = [each.recording_break for each in judged.evidence.values()]
    by_measure = {
        f"{KINDS[4]}: {measure}": (int(each.consistency.verdict == "differs"), int(bool(each.consistency.gaps)))
        for measure, each in judged.evidence.items()
    }
    return {
        KINDS[0]: (could.count(EXPECTED), len(could)),
        KINDS[1]: (could.count(AGAINST), len(could)),
        KINDS[2]: (icons.count("improvement"), len(icons)),
        KINDS[3]: (icons.count("concern"), len(icons)),
        KINDS[4]: (compared.count("differs"), len(compared)),
        KINDS[5]: (sum(bool(each.masked) for each in with_target), len(with_target)),
        KINDS[6]: (sum(found is not None for found in breaks), len(breaks)),
        **by_measure,
    }
