"""The synthetic county's own files are read by the product's readers, and its plan promises what is planted."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from headway.improvement import Claim, Plan, read_plan_state
from headway.measures import CountyFiles, load_measures, read_county_files
from headway.synthetic import COUNTY_NAME, Setting, write_county
from headway.synthetic.county_made import make_county
from headway.synthetic.setting import ALIAS, LOCALITIES, TEAMS
from headway.synthetic.truths import truths_of

DAY = date(2026, 9, 30)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("county")
    write_county(folder)
    return folder


@pytest.fixture(scope="module")
def files(folder: Path) -> CountyFiles:
    return read_county_files(folder, COUNTY_NAME, load_measures())


@pytest.fixture(scope="module")
def plan(folder: Path, files: CountyFiles) -> Plan:
    measures = load_measures()
    known = [name for page in measures.pages for name in page.names]
    return read_plan_state(folder / "plan.yaml", known, files.localities.names(), DAY).plan


def claim_on(plan: Plan, measure: str) -> Claim:
    return next(claim for claim in plan.claims() if claim.measure.split("/")[0] == measure)


def test_every_team_of_the_workbooks_is_placed(files: CountyFiles) -> None:
    assert files.localities.names() == LOCALITIES
    by_name = {team.name: files.localities.locality_of(team) for team in files.localities.teams}
    assert set(by_name) == set(TEAMS)
    assert all(by_name[team] == team.split()[0] for team in TEAMS[:24])
    assert {by_name[team] for team in TEAMS[24:]} == {"county-wide"}
    assert [team.name for team in files.localities.teams if ALIAS in team.also] == ["North Assessment 1"]


def test_standards_targets_and_population_are_given(files: CountyFiles) -> None:
    limit = files.policy.standard("visit_limit", "cp_visits_in_time", DAY)
    assert limit is not None and (limit.value, limit.kind) == (10, "working days")
    assert files.targets.value("icpc_within_15_days", DAY) == 0.8
    assert files.population.at(2025, COUNTY_NAME) == 147_000
    assert sum(files.population.at(2025, place) or 0 for place in LOCALITIES) == 147_000


def test_the_plan_claims_what_is_planted(plan: Plan) -> None:
    truths = truths_of(make_county(Setting(seed=1, scale=0.1)))
    for name in ("improvement", "recording"):
        truth = truths.finding(name)
        assert truth is not None
        claim = claim_on(plan, truth.measure)
        assert f"{claim.change_from:%Y-%m}" == truth.from_month
        assert not claim.is_declared_late
    drift = truths.finding("drift")
    assert drift is not None
    assert f"{claim_on(plan, drift.measure).change_from:%Y-%m}" <= drift.from_month


def test_each_truth_answers_the_recommendation_it_names(plan: Plan) -> None:
    for truth in truths_of(make_county(Setting(seed=1, scale=0.1))).findings:
        actions = plan.actions_answering(truth.recommendation or "")
        claimed = {action.claim.measure.split("/")[0] for action in actions if action.claim}
        assert truth.measure in claimed, truth.name
    assert {action.delivery for action in plan.actions_answering("R4")} == {"done"}
