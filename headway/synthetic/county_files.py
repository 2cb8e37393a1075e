"""The county folder of the synthetic county: places, standards, targets, population and its improvement plan."""

from __future__ import annotations

from pathlib import Path

from headway.store import disk
from headway.synthetic.setting import ALIAS, ALIASED_TEAM, LOCALITIES, LOCALITY_SHARES, TEAM_KINDS, TEAMS

COUNTY_NAME = "Sample County"
POPULATION_0_17 = 147_000
FIRST_MID_YEAR, LAST_MID_YEAR = 2015, 2034
PLAN = Path(__file__).parent / "county" / "plan.yaml"

COUNTY_YAML = f"""\
# A synthetic county, made by Headway. No child, worker or place in it is or was real.
name: {COUNTY_NAME}
kind: county council
plan: file
data_lead: Performance and data team of the synthetic county
is_synthetic: true
version: 1
"""

POLICY_YAML = """\
# The synthetic county's own standards. A real council sets its own: Headway gives none.
standards:
  visit_limit:
    cp_visits_in_time:
      - {value: 10, kind: working days, source: "Sample County procedures, section 4.2", from: 2015-04-01}
    cp_visits_in_time_all_year:
      - {value: 10, kind: working days, source: "Sample County procedures, section 4.2", from: 2015-04-01}
    cin_visits_in_time:
      - {value: 30, kind: working days, source: "Sample County procedures, section 3.4", from: 2015-04-01}
  from_age:
    cp_seen_alone:
      - {value: 4, kind: years, source: "Sample County procedures, section 4.3", from: 2015-04-01}
  limit:
    children_per_worker:
      - {value: 24, kind: children, source: "Sample County workload policy", from: 2015-04-01}

contact_rules:
  - {name: Not seen for two weeks, colour: red, without: seen, days: 14, groups: [cp], source: "Sample County weekly contact standard", from: 2015-04-01}
  - {name: No contact for four weeks, colour: red, without: contact, days: 28, groups: [cla, cin], source: "Sample County weekly contact standard", from: 2015-04-01}
  - {name: No contact for eight weeks, colour: red, without: contact, days: 56, groups: [care_leaver], source: "Sample County weekly contact standard", from: 2015-04-01}
  - {name: Not seen in person for four weeks, colour: amber, without: in_person, days: 28, groups: [cp, cin], source: "Sample County weekly contact standard", from: 2015-04-01}
  - {name: Not seen in person for six weeks, colour: amber, without: in_person, days: 42, groups: [cla], source: "Sample County weekly contact standard", from: 2015-04-01}
  - {name: Not seen alone for four weeks, colour: amber, without: alone, days: 28, groups: [cp], source: "Sample County weekly contact standard", from: 2015-04-01}

suppression_threshold: 5
dip_count: 5
state_days: 45
"""  # noqa: E501

TARGETS_YAML = """\
# What the synthetic county aims for, and who agreed it.
targets:
  - {measure: assessment_within_45_days, value: 0.80, from: 2024-04-01, agreed_by: Improvement Partnership, agreed_on: 2024-03-20}
  - {measure: icpc_within_15_days, value: 0.80, from: 2024-04-01, agreed_by: Improvement Partnership, agreed_on: 2024-03-20}
  - {measure: child_seen_in_assessment, value: 0.95, from: 2024-04-01, agreed_by: Improvement Partnership, agreed_on: 2024-03-20}
  - {measure: cp_visits_in_time, value: 0.90, from: 2024-04-01, agreed_by: Improvement Partnership, agreed_on: 2024-03-20}
  - {measure: cp_reviews_in_time, value: 0.95, from: 2024-04-01, agreed_by: Improvement Partnership, agreed_on: 2024-03-20}
"""  # noqa: E501


def write_county(folder: Path, *, scale: float = 1.0) -> tuple[Path, ...]:
    """Fills a county folder with the synthetic county's own files; gives the files written."""
    disk.make_folder(folder)
    texts = {
        "county.yaml": COUNTY_YAML,
        "localities.yaml": localities_yaml(),
        "policy.yaml": POLICY_YAML,
        "targets.yaml": TARGETS_YAML,
        "population.csv": population_csv(scale),
        "plan.yaml": PLAN.read_text(encoding="utf-8"),
    }
    disk.replace_files({folder / name: text.encode() for name, text in texts.items()})
    return tuple(folder / name for name in texts)


def localities_yaml() -> str:
    """Four localities, six teams in each, and two teams that serve the whole county."""
    lines = [
        "# The places of the synthetic county. One team also goes by a short name, and one team that some old rows",
        "# name is no longer anywhere: its rows are 'not placed'.",
        "places:",
    ]
    for place in LOCALITIES:
        lines.append(f"  - {{id: {_id(place)}, name: {place}, level: locality, part_of: county, from: 2015-04-01}}")
    lines.append("teams:")
    for number, team in enumerate(TEAMS):
        is_local = number < len(LOCALITIES) * len(TEAM_KINDS)
        part_of = _id(LOCALITIES[number // len(TEAM_KINDS)]) if is_local else "county-wide"
        also = f'also: ["{ALIAS}"], ' if number == ALIASED_TEAM else ""
        lines.append(f"  - {{id: {_id(team)}, name: {team}, {also}part_of: {part_of}, from: 2015-04-01}}")
    return "\n".join(lines) + "\n"


def population_csv(scale: float) -> str:
    """Children aged 0 to 17 in the county and each locality, the same in every year."""
    whole = round(POPULATION_0_17 * scale)
    parts = [round(whole * share) for share in LOCALITY_SHARES[:-1]]
    places = dict(zip(LOCALITIES, [*parts, whole - sum(parts)], strict=True))
    lines = ["mid_year,place,population_0_17,source"]
    for year in range(FIRST_MID_YEAR, LAST_MID_YEAR + 1):
        lines.append(f"{year},{COUNTY_NAME},{whole},synthetic")
        lines.extend(f"{year},{place},{people},synthetic" for place, people in places.items())
    return "\n".join(lines) + "\n"


def _id(name: str) -> str:
    return name.lower().replace(" ", "-")
