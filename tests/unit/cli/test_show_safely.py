"""What a cell of a return may hold never reaches a spreadsheet as a formula, nor a terminal as an order."""

from __future__ import annotations

import csv
import io

import pytest

from headway.cli.show import Format, show_rows
from headway.spreadsheet import neutral

FORMULAS = ["=cmd|' /C calc'!A0", "+441632960000", "-1+1", "@SUM(A1)", "\t=1", "\n=1", " =1", "＝1"]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_is_written_as_text_in_a_csv(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    show_rows([{"team": text, "count": -3}], Format.CSV, "")
    (row,) = csv.DictReader(io.StringIO(capsys.readouterr().out, newline=""))
    assert row == {"team": f"'{text}", "count": "-3"}


def test_a_line_end_before_a_formula_is_no_way_round_it() -> None:
    assert neutral("\r=1") == "'\r=1"


@pytest.mark.parametrize("text", ["North", "O'Neil", "1=1", "'=1", "", "Zoë–Ł"])
def test_ordinary_text_is_written_as_it_is(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    show_rows([{"team": text}, {"team": "x"}], Format.CSV, "")
    assert next(csv.DictReader(io.StringIO(capsys.readouterr().out)))["team"] == text


def test_control_signs_do_not_reach_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    show_rows([{"team": "\x1b[2JNorth\u202e\nEast\u00a0Team"}], Format.TABLE, "")
    assert capsys.readouterr().out.splitlines()[-1] == "�[2JNorth� East Team"
