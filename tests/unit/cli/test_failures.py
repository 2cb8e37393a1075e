"""Whatever fails, a person gets what, where and what to do, the right exit code, and no traceback."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from headway.cli import main
from headway.county.folder import init_county

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command line as typed: exit code, standard output, standard error."""

    def typed(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["headway", *words])
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return int(ended.value.code or 0), said.out, said.err

    return typed


def refuse(code: int, path: str | None = None) -> Callable[..., None]:
    def refusing(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code), path)

    return refusing


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.EACCES, "may not be read or written by you"),
        (errno.EROFS, "may not be read or written by you"),
        (errno.ENOSPC, "The disk is full"),
        (errno.EIO, "could not be read or written"),
    ],
)
@pytest.mark.parametrize("command", ["init county --council A", "synth --out new", "demo --dir new"])
def test_a_folder_that_cannot_be_written(
    command: str, code: int, words: str, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Path, "mkdir", refuse(code, "new"))
    exit_code, _, said = run(*command.split())
    assert exit_code == 3 and words in said and len(said.strip().splitlines()) == 3
    assert str(tmp_path / "new") in said


def test_a_plan_that_cannot_be_read(run: Run, tmp_path: Path) -> None:
    init_county(tmp_path / "county", "Sample County")
    plan = tmp_path / "county" / "plan.yaml"
    plan.unlink()
    plan.mkdir()
    code, _, said = run("plan", "--county", str(tmp_path / "county"))
    assert code == 3 and said.splitlines()[0] == "plan.yaml is a folder, and a file is needed."


def test_an_impossible_date_in_a_plan(run: Run, tmp_path: Path) -> None:
    init_county(tmp_path / "county", "Sample County")
    (tmp_path / "county" / "plan.yaml").write_text("recommendations:\n  - id: R1\n    from: {on: 2020-13-28}\n")
    code, _, said = run("plan", "--county", str(tmp_path / "county"))
    assert code == 4 and "plan.yaml, line 3: '2020-13-28' is no day of the calendar" in said


def test_a_refusal_that_the_database_gives_as_text(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def full(*_: object, **__: object) -> None:
        raise duckdb.IOException("IO Error: Could not write file: No space left on device")

    monkeypatch.setattr(Path, "mkdir", full)
    code, _, said = run("init", str(tmp_path / "county"), "--council", "A")
    assert code == 3 and "The disk is full." in said


def test_any_other_failure_is_a_fault_in_headway(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def fail(*_: object, **__: object) -> None:
        raise KeyError("Ann Example")

    monkeypatch.setattr(Path, "mkdir", fail)
    code, _, said = run("init", str(tmp_path / "county"), "--council", "A")
    assert code == 1 and said.startswith("This is a fault in Headway")
    assert "--debug" in said and "without data" in said and "Ann" not in said
    monkeypatch.setattr(sys, "argv", ["headway", "init", str(tmp_path / "county"), "--council", "A", "--debug"])
    with pytest.raises(KeyError):
        main()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("load x.xlsx --as-at 31/08/2026", "a date is expected, as YYYY-MM-DD, not '31/08/2026'"),
        ("load x.xlsx --as-at 2026-02-30", "there is no such day as 2026-02-30"),
        ("synth --out x --scale abc", "a number is expected, not 'abc'"),
        ("synth --out x --months 1.5", "a whole number is expected, not '1.5'"),
        ("synth --out x --months 0", "a number of at least 1 is expected, not '0'"),
        ("measure --by week", "'week' is not one of 'month', 'quarter', 'year'"),
    ],
)
def test_a_wrong_option_says_what_is_expected(typed: str, words: str, run: Run) -> None:
    code, _, said = run(*typed.split())
    assert code == 2 and words in said
    assert "Value error" not in said and "Input should" not in said


@pytest.mark.parametrize("command", ["measure", "load", "children", "plan", "pack", "synth", "demo", "init"])
def test_help_speaks_no_programming_language(command: str, run: Run) -> None:
    code, said, _ = run(command, "--help")
    assert code == 0
    assert [own for own in ("%Y", "list[", "<int", "<str", "<path", "<float") if own in said] == []


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("measure --from 2026-01-01", 2),
        ("measure --from 2026-02-01 --to 2026-01-01", 2),
        ("measure --as-at 2999-01-01", 6),
        ("children --known-on 2999-01-01", 6),
        ("measure nothing_like_it", 5),
        ("measure", 5),
        ("children", 5),
        ("plan", 5),
        ("children --as-at 2020-01-01", 5),
    ],
)
def test_the_exit_codes_that_are_documented(typed: str, code: int, run: Run, tmp_path: Path) -> None:
    init_county(tmp_path / "county", "Sample County")
    found, _, said = run(*typed.split(), "--county", str(tmp_path / "county"))
    assert found == code, said
    assert len(said.strip().splitlines()) >= 2


def test_an_empty_council_is_typed_wrongly(run: Run, tmp_path: Path) -> None:
    assert run("init", str(tmp_path / "county"), "--council", " ")[0] == 2


def test_synth_never_writes_over_anything(run: Run, tmp_path: Path) -> None:
    plan = tmp_path / "county" / "plan.yaml"
    init_county(plan.parent, "Sample County")
    before = plan.read_bytes()
    code, _, said = run("synth", "--out", str(tmp_path), "--months", "1", "--scale", "0.01")
    assert code == 6 and "is not empty" in said and plan.read_bytes() == before
    assert run("synth", "--out", str(plan))[0] == 3
    assert run("demo", "--dir", str(tmp_path))[0] == 6


def test_init_again_with_another_name_says_which_one_stands(run: Run, tmp_path: Path) -> None:
    folder = str(tmp_path / "county")
    assert "still called" not in run("init", folder, "--council", "Sample County")[1]
    assert "still called" not in run("init", folder, "--council", "Sample County")[1]
    code, said, _ = run("init", folder, "--council", "Other")
    assert code == 0 and "The council is still called Sample County" in said


def test_the_words_about_the_whole_area_stand_over_its_name(tmp_path: Path) -> None:
    init_county(tmp_path, "Sample County")
    lines = (tmp_path / "county.yaml").read_text(encoding="utf-8").splitlines()
    above = lines[: next(n for n, line in enumerate(lines) if line.startswith("name:"))]
    assert any("whole area" in line for line in above)


def test_a_day_that_no_month_has_is_said_to_be_none(run: Run) -> None:
    code, _, said = run("children", "--as-at", "2026-02-30")
    assert code == 2 and "there is no such day as 2026-02-30" in said
    code, _, said = run("children", "--as-at", "30/02/2026")
    assert code == 2 and "a date is expected, as YYYY-MM-DD, not '30/02/2026'" in said


SAYS_THEN_FAILS = """
import typer
from headway.cli.app import app, main
from headway.errors import AlteredError

@app.command("says")
def says() -> None:
    for _ in range(3):
        typer.echo("It goes on.")
    print("And on.")
    raise AlteredError("Not as it was.", "Here.", "Look.")

main()
"""
MAIN = "from headway.cli import main; main()"


def read_by_nobody(code: str, *words: str, cwd: Path, with_errors: bool = False) -> tuple[int, str]:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as closed:
        run = subprocess.run(
            [sys.executable, "-c", code, *words],
            stdout=closed, stderr=closed if with_errors else subprocess.PIPE, check=False, cwd=cwd,
        )  # fmt: skip
    return run.returncode, (run.stderr or b"").decode()


@pytest.mark.parametrize(
    "command", ["measures list", pytest.param("measures list --format csv", marks=pytest.mark.slow), "--help"]
)
def test_a_reader_that_has_read_enough_ends_it_quietly(command: str, tmp_path: Path) -> None:
    assert read_by_nobody(MAIN, *command.split(), cwd=tmp_path) == (0, "")


@pytest.mark.slow
def test_a_command_that_nobody_reads_goes_on_to_its_own_exit_code(tmp_path: Path) -> None:
    code, said = read_by_nobody(SAYS_THEN_FAILS, "says", cwd=tmp_path)
    assert code == 7 and said.splitlines() == ["Not as it was.", "Here.", "Look."]
    assert read_by_nobody(SAYS_THEN_FAILS, "says", cwd=tmp_path, with_errors=True)[0] == 7


def test_a_command_that_nobody_reads_does_all_that_it_does(tmp_path: Path) -> None:
    words = ["synth", "--out", "new", "--months", "1", "--scale", "0.01"]
    assert read_by_nobody(MAIN, *words, cwd=tmp_path, with_errors=True)[0] == 0
    assert list((tmp_path / "new").glob("annex_a_*.xlsx")) and (tmp_path / "new" / "county" / "county.yaml").is_file()
