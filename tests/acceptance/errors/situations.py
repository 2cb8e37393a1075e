"""Every situation on the page of errors: what is wrong, and the command in which a person meets it.

A situation here is a line of a registry, not a class of its own: a class says what kind of thing is wrong, with its exit
code and what callers catch; the sentences differ with every place and are read where they are said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from headway.errors import (
    AlteredError,
    DefinitionError,
    FileError,
    HeadwayError,
    MistypedError,
    RefusedError,
    UnknownNameError,
)
from headway.publish.pdf import PdfError
from headway.returns import file_errors
from tests.acceptance.errors.told import AS_AT, Situation, run, split
from tests.acceptance.thread.test_bad_input import PLAN
from tests.unit.returns.hostile_files import LAUGHS, filled_cell, with_doctype, workbook
from tests.unit.returns.look_alikes import plain_rows, write_csvs
from tests.unit.returns.test_annex_a_bad_files import BAD_FILES

IN = "--county county"
HEADINGS = "mid_year,place,population_0_17,source\n"
Prepare = Callable[[Path], object]


def write(name: str, text: str) -> Prepare:
    """A file of this text."""
    return lambda folder: (folder / name).write_text(text, encoding="utf-8")


def change(name: str, was: str, becomes: str) -> Prepare:
    """A file in which one thing is written otherwise."""

    def done(folder: Path) -> None:
        text = (folder / name).read_text(encoding="utf-8")
        assert was in text, f"{name} does not hold {was}"
        (folder / name).write_text(text.replace(was, becomes), encoding="utf-8")

    return done


def typed_before(*commands: str) -> Prepare:
    """Commands that were typed before, and succeeded."""

    def done(folder: Path) -> None:
        for each in commands:
            found = run(folder, split(each))
            assert found.exit_code == 0, found.lines

    return done


def all_of(*steps: Prepare) -> Prepare:
    """One after the other."""
    return lambda folder: [step(folder) for step in steps]


def other_lists(folder: Path) -> None:
    """The same lists with one row more: another file."""
    write_csvs(folder / "other", plain_rows(3))


def plan(was: str, becomes: str) -> Prepare:
    """A plan that is right but for one thing."""
    return all_of(write("county/plan.yaml", PLAN), change("county/plan.yaml", was, becomes))


def store_file(pattern: str, content: bytes) -> Prepare:
    """A file in the store that holds something else now."""

    def done(folder: Path) -> None:
        path = next((folder / "county" / "store").glob(pattern))
        path.write_bytes(content)

    return done


def mistyped() -> Iterable[Situation]:
    yield Situation(MistypedError, "One end of a period", f"measure --from 2026-01-01 {IN}")
    yield Situation(
        MistypedError,
        "A period that ends before it begins",
        f"measure --from 2026-02-01 --to 2026-01-01 {IN}",
    )
    yield Situation(MistypedError, "A council without a name", 'init new --council " "')
    yield Situation(MistypedError, "A reason that says nothing", f'loads withdraw {{load}} --why " " {IN}')


FILES = {
    "no bytes": "A file without a byte",
    "only blank lines": "A CSV of blank lines",
    "empty workbook": "A workbook without a cell",
    "password": "A workbook with a password",
    "cut off": "A workbook that breaks off",
    "broken part": "A workbook with a spoilt part",
    "old and broken": "An old workbook that is spoilt",
    "PDF": "A PDF",
    "web page": "A web page under the name of a workbook",
    "text named xlsx": "Plain text under the name of a workbook",
    "Word": "A Word document",
    "903 XML": "The XML of a statutory return",
    "903 episodes": "A children looked after return",
    "no list": "A workbook of something else",
    "headings only": "Lists with headings and no row",
}


def files() -> Iterable[Situation]:
    for bad, title in FILES.items():
        name, make, error, _ = BAD_FILES[bad]
        yield Situation(error, title, f"load {name} --as-at {AS_AT} {IN}", lambda f, m=make, n=name: m(f / n))
    yield Situation(
        file_errors.FileNotThereError, "A name that is not there", f"load annex_a.xlsx --as-at {AS_AT} {IN}"
    )
    yield Situation(
        file_errors.FileNotThereError,
        "A folder without lists",
        f"load notes --as-at {AS_AT} {IN}",
        lambda folder: (folder / "notes").mkdir(),
    )
    yield Situation(
        file_errors.SameListTwiceError,
        "The lists of two days at once",
        f"load lists other --as-at {AS_AT} {IN}",
        other_lists,
    )
    yield Situation(file_errors.NoAsAtError, "A file that does not say its day", f"load lists {IN}")


def hostile_files() -> Iterable[Situation]:
    load = f"load a.xlsx --as-at {AS_AT} {IN}"
    yield Situation(
        file_errors.TooLargeError,
        "A stray cell in the far corner of a sheet",
        load,
        lambda folder: workbook(folder / "a.xlsx", filled_cell("XFD1048576")),
    )
    yield Situation(
        file_errors.TooLargeError,
        "A row of very many cells",
        f"load list_1.csv --as-at {AS_AT} {IN}",
        write("list_1.csv", "Child Unique ID,Gender\n" + "x," * 1_001),
    )
    yield Situation(
        file_errors.UnsafeFileError,
        "A workbook that defines entities of its own",
        load,
        lambda folder: workbook(folder / "a.xlsx", with_doctype("xl/workbook.xml", LAUGHS)),
    )


def folders() -> Iterable[Situation]:
    yield Situation(FileError, "A folder that is no county folder", "loads --county lists")
    yield Situation(
        FileError, "A county folder under the name of a file", 'init notes --council "A"', write("notes", "")
    )
    yield Situation(FileError, "A synthetic county under the name of a file", "synth --out notes", write("notes", ""))
    yield Situation(
        FileError, "A pack under the name of a file", f"pack board --out notes/pack {IN}", write("notes", "")
    )
    yield Situation(
        FileError,
        "A folder where a file is needed",
        f"plan {IN}",
        lambda folder: ((folder / "county" / "plan.yaml").unlink(), (folder / "county" / "plan.yaml").mkdir()),
    )
    yield Situation(FileError, "A log that cannot be written", f"--log county loads {IN}")
    yield Situation(
        FileError, "A store's record that is spoilt", f"loads {IN}", store_file("loads/*/manifest.json", b"{")
    )
    yield Situation(FileError, "A store that does not say its format", f"loads {IN}", store_file("format", b"two"))


def definitions() -> Iterable[Situation]:
    def told(title: str, command: str, prepare: Prepare) -> Situation:
        return Situation(DefinitionError, title, f"{command} {IN}", prepare)

    yield told("A plan that is no YAML", "plan", plan("priorities:", "priorities: ["))
    yield told("A measure that no page has", "plan", plan("assessment_within_45_days", "assesment_within_45_days"))
    yield told("Actions that wait for each other", "plan", plan("under way\n        claim", "under way\n        depends_on: [P1.2]\n        claim"))  # fmt: skip
    yield told("A day that is none", "plan", plan("due: 2025-09-30", "due: 2025-09-31"))
    yield told("A county without a name", "loads", change("county/county.yaml", "name:", "nane:"))
    yield told(
        "A county file that is not there", "measure", lambda folder: (folder / "county" / "policy.yaml").unlink()
    )
    yield told(
        "A county file that is not plain text",
        "measure",
        lambda folder: (folder / "county" / "policy.yaml").write_bytes(b"standards: {} # \xff\xfe"),
    )
    row = "{{id: {id}, name: {name}, level: {level}, part_of: county, from: 2015-04-01}}"
    for title, cells in {
        "A locality that is called like the county": {"id": "sample", "name": "Sample County", "level": "locality"},
        "A place of a level that is none": {"id": "north", "name": "North", "level": "team"},
    }.items():
        yield told(title, "measure", change("county/localities.yaml", "places: []", f"places: [{row.format(**cells)}]"))
    team = "teams: [{id: a, name: %s, part_of: %s, from: 2015-04-01}]"
    for title, name, part_of in (
        ("A team with a name that means something else", "not placed", "county-wide"),
        ("A team of no place", "North 1", "north"),
    ):
        yield told(title, "measure", change("county/localities.yaml", "teams: []", team % (name, part_of)))
    target = "targets: [{measure: %s, value: %s, from: 2024-04-01, agreed_by: Board, agreed_on: 2024-03-20}]"
    for title, measure, value in (
        ("A target for a measure that no page has", "assessments_in_time", "0.8"),
        ("A target of 80 for a proportion", "assessment_within_45_days", "80"),
        ("A target for a measure of several figures", "re_referrals", "0.2"),
    ):
        yield told(title, "measure", change("county/targets.yaml", "targets: []", target % (measure, value)))
    for title, measures in (
        ("More measures than a week on one page has room for", ", ".join(["AS02"] * 11)),
        ("A measure that is twice among those of the week", "AS02, assessment_within_45_days"),
    ):
        yield told(title, "measure", change("county/policy.yaml", "cockpit: []", f"cockpit: [{measures}]"))
    standard = "standards: {%s: {cp_visits_in_time: [{value: 10, kind: working days, source: Ours, from: 2020-01-01}]}}"
    yield told(
        "A local standard that no measure has",
        "measure",
        change("county/policy.yaml", "standards: {}", standard % "visits_limit"),
    )
    for title, text in {
        "A population file without its headings": "2024,Sample County,147000,ONS\n",
        "A number with a comma": f"{HEADINGS}2024,Sample County,147,000,ONS\n",
        "A number that is none": f"{HEADINGS}2024,Sample County,many,ONS\n",
        "Numbers of a place that is none": f"{HEADINGS}2024,North,1000,ONS\n",
        "Two numbers of one place": f"{HEADINGS}2024,Sample County,147000,ONS\n2024,Sample County,148000,ONS\n",
    }.items():
        yield told(title, "measure", write("county/population.csv", text))


def names() -> Iterable[Situation]:
    yield Situation(UnknownNameError, "A measure that does not exist", f"measure cp_visit_in_time {IN}")
    yield Situation(
        UnknownNameError, "A load that does not exist", f"loads withdraw annex_a-2026-08-31 --why Wrong {IN}"
    )
    yield Situation(UnknownNameError, "No load on or before a day", f"children --as-at 2020-01-01 {IN}")
    yield Situation(
        UnknownNameError, "Nothing loaded yet", "measure --county new", typed_before('init new --council "A"')
    )


def refused() -> Iterable[Situation]:
    def told(title: str, typed: str, prepare: Prepare = lambda folder: None) -> Situation:
        return Situation(RefusedError, title, typed, prepare)

    yield told("A day that has not been", f"children --as-at 2999-12-31 {IN}")
    yield told("Lists of a day that has not been", f"load lists --as-at 2999-12-31 {IN}")
    yield told("Another file for a day that is held", f"load other --as-at {AS_AT} {IN}", other_lists)
    yield told("The same file for another day", f"load lists --as-at 2026-08-31 {IN}")
    yield told(
        "A file that was corrected since",
        f"load lists --as-at {AS_AT} {IN}",
        all_of(
            other_lists,
            lambda folder: typed_before(f"load other --as-at {AS_AT} --corrects {_only_load(folder)} {IN}")(folder),
        ),
    )
    yield told("A synthetic county where something is", "synth --out lists")
    yield told("A demo where something is", "demo --dir lists")
    yield told(
        "A county folder of a newer layout", f"loads {IN}", change("county/county.yaml", "version: 1", "version: 99")
    )
    yield told("A store of a newer format", f"loads {IN}", store_file("format", b"99\n"))


def _only_load(folder: Path) -> str:
    return next((folder / "county" / "store" / "loads").iterdir()).name


def altered() -> Iterable[Situation]:
    def one_more(folder: Path) -> None:
        with (folder / "pack" / "board.html").open("a", encoding="utf-8") as file:
            file.write("<!-- -->")

    yield Situation(
        AlteredError,
        "A page of a pack that was changed",
        f"verify pack {IN}",
        all_of(typed_before(f"pack board --out pack {IN}"), one_more),
    )


def faults() -> Iterable[Situation]:
    yield Situation(
        HeadwayError,
        "A part of Headway is missing",
        f"pack board --out pack {IN}",
        lambda headway: (headway / "publish" / "templates" / "board.html.j2").unlink(),
        is_broken=True,
    )
    yield Situation(
        PdfError,
        "The fonts of Headway are missing",
        f"pack board --out pack {IN}",
        lambda headway: [path.unlink() for path in (headway / "publish" / "fonts").glob("*.ttf")],
        is_broken=True,
    )


SITUATIONS: tuple[Situation, ...] = (
    *mistyped(), *files(), *hostile_files(), *folders(), *definitions(), *names(), *refused(), *altered(), *faults(),
)  # fmt: skip
