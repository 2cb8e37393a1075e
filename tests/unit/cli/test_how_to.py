"""What README and the how-to pages tell a person to type exists, with those options."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.main import get_command

from headway.cli.app import app

ROOT = Path(__file__).parents[3]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs" / "how-to").glob("*.md"))]
TYPED = re.compile(r"(?:^|`|&& )\s*headway ([a-z]+)([^\n`#>]*)", re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_on_the_page_exists_with_its_options(page: Path) -> None:
    commands = get_command(app).commands  # type: ignore[attr-defined]
    for name, rest in TYPED.findall(page.read_text(encoding="utf-8")):
        assert name in commands, f"headway {name}"
        found = commands[name]
        group, first = getattr(found, "commands", {}), rest.split()[:1]
        if group and first and not first[0].startswith("-"):
            assert first[0] in group, f"headway {name} {first[0]}"
            found = group[first[0]]
        known = {word for each in found.params for word in each.opts}
        assert set(re.findall(r"--[a-z-]+", rest)) <= known, f"headway {name}{rest}"


def test_the_readme_names_each_how_to_page_and_no_other() -> None:
    readme = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
    listed = readme.split("short pages for the usual jobs: ")[1].split(". ")[0].split(", ")
    assert len(listed) == len(PAGES) - 1
