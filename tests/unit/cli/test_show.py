"""Tables that fit: stacked on a narrow terminal, and columns only where they say something."""

from __future__ import annotations

import os
import subprocess
from datetime import date

import pytest

from headway.attention import ChildrenList, NotAsked, load_reasons
from headway.cli import show
from headway.cli.children_commands import counts_by_reason
from headway.cli.measure_commands import short_rows
from headway.cli.show import Format, show_rows
from tests.unit.cli.test_app import HEADWAY
from tests.unit.observed import observation

ROWS = [{"child": "A1", "reasons": "not seen " * 12, "worker": ""}, {"child": "B2", "reasons": "late", "worker": "w"}]
FIGURE = observation(numerator=1, denominator=2, low=0.5, high=0.5, value=0.5)


def printed(
    width: int | None, form: Format, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> str:
    monkeypatch.setattr(show, "terminal_width", lambda: width)
    show_rows(ROWS, form, "none")
    return capsys.readouterr().out


def test_a_table_wider_than_the_terminal_is_stacked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    narrow = printed(60, Format.TABLE, monkeypatch, capsys)
    assert max(map(len, narrow.splitlines())) <= 60
    blocks = narrow.split("\n\n")
    assert blocks[0].startswith("child    A1\nreasons  not seen") and "worker" not in blocks[0]
    assert blocks[1] == "child    B2\nreasons  late\nworker   w\n"
    wide, piped = (printed(width, Format.TABLE, monkeypatch, capsys) for width in (300, None))
    assert wide == piped and wide.splitlines()[0].split() == ["child", "reasons", "worker"]


@pytest.mark.parametrize("form", [Format.JSON, Format.CSV])
def test_json_and_csv_are_the_same_on_any_terminal(
    form: Format, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert printed(20, form, monkeypatch, capsys) == printed(None, form, monkeypatch, capsys)


def test_low_and_high_are_shown_where_any_could_not_be_told() -> None:
    assert not {"low", "high", "undated"} & set(short_rows([FIGURE])[0])
    lost = FIGURE._replace(cannot_tell=1, low=0.25, high=0.75)
    sure, unsure = short_rows([FIGURE, lost])
    assert (sure["low"], sure["high"]) == ("", "")
    assert (unsure["low"], unsure["high"], unsure["value"]) == ("25.0%", "75.0%", "50.0%")
    assert [row["undated"] for row in short_rows([FIGURE, FIGURE._replace(undated=3)])] == ["", 3]


@pytest.mark.parametrize(
    ("form", "shown"), [(Format.JSON, None), (Format.CSV, "not asked"), (Format.TABLE, "not asked")]
)
def test_a_reason_that_was_not_asked_has_no_count(form: Format, shown: str | None) -> None:
    asked, left = load_reasons()[:2]
    found = ChildrenList(
        date(2026, 9, 30), (asked, left), (), {asked.id: 4}, (NotAsked(left, "no local standard", lacks_standard=True),)
    )
    first, second = counts_by_reason(found, ("North",), form)
    assert [first[key] for key in ("North", "county", "could not be told", "why not asked")] == [0, 0, 4, ""]
    assert [second[key] for key in ("North", "not placed", "county", "could not be told")] == [shown] * 4
    assert second["why not asked"] == "no local standard"


@pytest.mark.parametrize(("typed", "offered"), [("assessment_w", "assessment_within_45_days"), ("AS0", "AS02")])
def test_the_shell_offers_the_measures(typed: str, offered: str) -> None:
    asked = {"_HEADWAY_COMPLETE": "complete_bash", "COMP_WORDS": f"headway measure {typed}", "COMP_CWORD": "2"}
    result = subprocess.run([HEADWAY], env=os.environ | asked, capture_output=True, text=True, check=False)
    assert offered in result.stdout.split(), result.stderr
