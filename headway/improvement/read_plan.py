"""plan.yaml into a plan, every fault of it at once, each with its line and what to do."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date
from pathlib import Path

from headway.catalogue import YamlText, parse_yaml, read_yaml
from headway.errors import DefinitionError
from headway.improvement.plan import Plan, PlanState
from headway.improvement.plan_checks import Fault, Known, plan_faults


def read_plan(path: Path, measures: Collection[str], places: Collection[str], today: date | None = None) -> Plan:
    """The plan in the file. ``measures`` are ids, id/part and catalogue ids; ``places`` the localities' names.

    Raises DefinitionError that lists every fault with its line, in the order of the file.
    """
    return checked_plan(read_yaml(path), Known(measures, places, today))


def read_plan_state(
    path: Path, measures: Collection[str], places: Collection[str], today: date | None = None
) -> PlanState:
    """The plan in the file together with its bytes, to be kept in the store under their hash."""
    plan = read_plan(path, measures, places, today)
    return PlanState(plan, path.read_bytes())


def plan_of_state(content: bytes, known: Known, name: str = "plan.yaml") -> PlanState:
    """A plan from bytes that the store kept."""
    return PlanState(checked_plan(parse_yaml(content.decode("utf-8-sig"), name), known), content)


def checked_plan(source: YamlText, known: Known) -> Plan:
    """The plan in a YAML text. Raises DefinitionError that lists every fault with its line."""
    problems: list[str] = []
    plan = Plan()
    try:
        plan = source.into(Plan)
    except DefinitionError as error:
        problems += error.where.splitlines()
    problems += [_words(source, fault) for fault in plan_faults(source.value, known)]
    if problems:
        count = len(problems)
        raise DefinitionError(
            f"{source.name} has {count} thing{'s' if count > 1 else ''} to put right.",
            "\n".join(sorted(problems, key=_line)),
            "Correct the file and run the command again.",
        )
    return plan


def _words(source: YamlText, fault: Fault) -> str:
    return f"{source.where(fault.path)}: {fault.words}{'' if fault.words.endswith('?') else '.'}"


def _line(problem: str) -> int:
    found = re.search(r"line (\d+)", problem)
    return int(found.group(1)) if found else 0
