"""headway measures: the catalogue as a manual: every measure, one page in plain words, and what is wrong with a page."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import typer

from headway.catalogue import definitions_dir
from headway.cli.county_option import catalogue_of, county_pages, policy_of, today
from headway.cli.measure_commands import names_like
from headway.cli.page_text import fact_lines, table_lines, text_lines
from headway.cli.plain_group import PlainGroup
from headway.cli.show import FORMAT_OPTION, Format, progress, show_rows, terminal_width
from headway.county.folder import COUNTY_VARIABLE
from headway.errors import DefinitionError, FileError
from headway.measures import CataloguePage
from headway.measures.check_pages import check_pages
from headway.measures.manual import facts_of, local_words, overdue, record_of, whole_record_of, words_of

WIDE, UNBOUND = 100, 10_000
"""Columns where the output goes to a file or another program: for reading, and for a table of a line each."""
NAME = typer.Argument(metavar="MEASURE", autocompletion=names_like, help="A measure: its id or catalogue id.")
PAGES = typer.Argument(
    None, metavar="PAGE|FOLDER", help="Pages, or folders of them, to check beside those that ship with Headway."
)
COUNTY_OPTION = typer.Option(
    None,
    "--county",
    metavar="FOLDER",
    help=f"The county folder, whose own pages in 'measures' count too; else the variable {COUNTY_VARIABLE}.",
)


def add_to(app: typer.Typer) -> None:
    """Adds the commands about the catalogue of measures."""
    group = typer.Typer(cls=PlainGroup, help="The catalogue of measures: list them, read a page, check pages.")
    group.command("list")(listed)
    group.command("show")(show)
    group.command("check")(check)
    app.add_typer(group, name="measures")


def listed(county: Path | None = COUNTY_OPTION, form: Format = FORMAT_OPTION) -> None:
    """Every measure of the catalogue: what it is called, whether it is worked out or what it needs, and whose it is."""
    pages, day = catalogue_of(county).every, today()
    late = overdue(pages, day)
    records = [record_of(page) | {"is_overdue": page in late} for page in pages]
    if form is Format.TABLE:
        short = ("id", "catalogue", "title", "facet", "owner", "status")
        rows = [[str(record[name]) for name in short] + [_review(record)] for record in records]
        typer.echo("\n".join(table_lines([*short, "look again"], rows, terminal_width() or UNBOUND)))
        _say_overdue(late)
    elif form is Format.JSON:
        show_rows(records, form, "")
    else:
        show_rows([{name: _flat(value) for name, value in record.items()} for record in records], form, "")


def _review(record: Mapping[str, object]) -> str:
    return f"{record['review_by']}{' overdue' if record['is_overdue'] else ''}"


def _say_overdue(late: Sequence[CataloguePage]) -> None:
    for page in late:
        progress(f"To be looked at again since {page.front.review_by}: {page.id} ({page.front.catalogue}).")


def show(name: str = NAME, county: Path | None = COUNTY_OPTION, form: Format = FORMAT_OPTION) -> None:
    """A measure's page in plain words: what is counted, its worked example, its sources, and who has checked it."""
    measures = catalogue_of(county)
    page, _ = measures.described(name)
    policy = policy_of(county, measures)
    here = local_words(page, policy, today()) if policy else []
    if form is Format.TABLE:
        typer.echo("\n".join(page_lines(page, here, terminal_width() or WIDE)))
        _say_overdue(overdue([page], today()))
        return
    record = whole_record_of(page, here, today())
    if form is Format.JSON:
        typer.echo(json.dumps(record, indent=2, ensure_ascii=False))
    else:
        show_rows([{key: _flat(value) for key, value in record.items() if not isinstance(value, dict)}], form, "")


def check(paths: list[Path] | None = PAGES, county: Path | None = COUNTY_OPTION) -> None:
    """Whether every page, or each one named, can be read, keeps to the contract and does what its worked example says."""
    own = county_pages(county)
    every = [path for each in (definitions_dir() / "measures", own) if each for path in _pages_of(each)]
    named = [path for each in paths or [] for path in _pages_of(each)]
    found = named or every
    asked = {path.resolve() for path in found}
    progress(f"Checking {_pages(len(found))}.")
    checked = check_pages(found, [path for path in every if path.resolve() not in asked])
    for wrong in checked.wrong:
        typer.echo(f"{wrong.what}\n  {wrong.where}\n  {wrong.todo}")
    late = overdue(checked.pages, today())
    for page in late:
        typer.echo(f"To be looked at again since {page.front.review_by}: {page.id} ({page.front.catalogue}).")
    if checked.wrong:
        raise DefinitionError(
            f"{len(checked.wrong)} thing{'s' if len(checked.wrong) > 1 else ''} to put right in {_pages(len(found))}.",
            "The files and lines above.",
            "Correct them and check again; until then none of those pages is used.",
        )
    unchecked = sum(not page.front.checked_by for page in checked.pages)
    typer.echo(
        f"{_pages(len(found))} in order; {len(late)} overdue to be looked at again; "
        f"{unchecked} not yet checked by a practitioner."
    )


def _pages(count: int) -> str:
    return f"{count} page{'' if count == 1 else 's'}"


def page_lines(page: CataloguePage, here: Sequence[str], width: int) -> list[str]:
    """The page as a terminal of that width shows it; ``here`` is what the county gives to its standards."""
    front = page.front
    facts = [("id", page.id), *facts_of(page).items()]
    at = next(number for number, (name, _) in enumerate(facts) if name == "standard") + 1
    facts[at:at] = [("in this county", each) for each in here]
    facts += [("figure", f"{page.catalogue_of(part)}: {page.title_of(part)}") for part in page.parts if part]
    lines = [*text_lines(front.title, width), *text_lines(page.question, width), "", *fact_lines(facts, width)]
    for heading, text in words_of(page):
        lines += ["", *([heading.upper(), ""] if heading else []), *text_lines(text, width)]
    sources = [line for each in front.source for line in text_lines(f"- {each}", width)]
    return [*lines, "", "SOURCES", "", *sources]


def _flat(value: object) -> object:
    return "; ".join(map(str, value)) if isinstance(value, list) else value


def _pages_of(path: Path) -> list[Path]:
    if not path.exists():
        raise FileError(f"There is no {path}.", f"{path.absolute()}", "Name a page or a folder of pages.")
    return sorted(path.rglob("*.md")) if path.is_dir() else [path]
