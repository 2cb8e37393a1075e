"""The 43 items of the Commissioner's report: which work, by which tests, and the page that says so."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from headway.catalogue import read_yaml

ROOT = Path(__file__).parents[3]
GROUPS = {
    "tasks": "Tasks",
    "areas": "Areas covered",
    "staff_said": "What staff said",
    "conclusions": "Conclusions",
    "recommendations_to_the_council": "Recommendations to the council and its partners",
    "recommendations_to_the_minister": "Recommendations to the Minister and the DfE",
}


@dataclass(frozen=True)
class Item:
    """One item of the report: ``tests`` are those that would fail without it; ``missing`` is what is still to come."""

    id: str
    item: str
    group: str
    tests: tuple[str, ...] = ()
    missing: str = ""
    how: str = ""

    @property
    def works(self) -> bool:
        """Whether the item is done: it names at least one test."""
        return bool(self.tests)


def items() -> list[Item]:
    """Every item of the report, in its order."""
    groups = read_yaml(Path(__file__).with_name("items.yaml")).value
    return [
        Item(**{**entry, "tests": tuple(entry.get("tests", ()))}, group=group)
        for group in GROUPS
        for entry in groups[group]
    ]


def page() -> str:
    """The generated page docs/reference/commissioner.md."""
    everything = items()
    done = sum(item.works for item in everything)
    lines = [
        "# What the Commissioner's report asks for, and what works",
        "",
        "Generated from `tests/acceptance/commissioner/items.yaml` by `make docs`. The report is that of the DfE-appointed",
        "Commissioner for this work, 28 September 2020; the words are ours.",
        "",
        f"**{done} of {len(everything)} work.** An item works only when a test would fail without it.",
    ]
    for group, title in GROUPS.items():
        lines += ["", f"## {title}", "", "| | item | | how, or what is missing |", "|---|---|---|---|"]
        for item in everything:
            if item.group == group:
                tests = ", ".join(f"`{test}`" for test in item.tests)
                note = f"{item.how} {tests}".strip() if item.works else item.missing
                lines.append(f"| {item.id} | {item.item} | {'works' if item.works else 'not yet'} | {note} |")
    return "\n".join(lines) + "\n"
