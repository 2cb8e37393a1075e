"""Writes the generated reference again: ``make docs``. ``pages()`` is what the tests compare with."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from docs.county_folder import county_folder_page
from docs.extracts import extracts_page
from docs.limits import limits_page
from docs.logs import logs_page
from docs.measures import measures_page
from docs.pages_and_roles import pages_and_roles_page
from docs.performance import performance_page
from tests.acceptance.commissioner.register import page as commissioner_page
from tests.acceptance.errors.page import errors_page
from tests.acceptance.false_alarms.page import false_alarms_page
from tests.acceptance.findings.page import findings_study_page

REFERENCE = Path(__file__).parent / "reference"
PAGES: dict[str, Callable[[], str]] = {
    "commissioner.md": commissioner_page,
    "county-folder.md": county_folder_page,
    "errors.md": errors_page,
    "extracts.md": extracts_page,
    "false-alarms-study.md": false_alarms_page,
    "findings-study.md": findings_study_page,
    "limits.md": limits_page,
    "logs.md": logs_page,
    "measures.md": measures_page,
    "pages-and-roles.md": pages_and_roles_page,
    "performance.md": performance_page,
}


def main() -> None:
    """Writes every generated page into docs/reference."""
    REFERENCE.mkdir(exist_ok=True)
    for name, make in PAGES.items():
        (REFERENCE / name).write_text(make(), encoding="utf-8")
        print(f"docs/reference/{name}")


if __name__ == "__main__":
    main()
