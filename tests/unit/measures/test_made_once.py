"""What is made from a page's text is kept for the user, never read otherwise than it was written, and no figure knows of it."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest

from headway.errors import DefinitionError
from headway.measures import load_measures
from headway.measures.made_once import cache_folder, made_once
from headway.measures.standards import HISTORY_FROM, KNOWN_UNTIL, spans_of, sql_with_values, tree_with_values
from tests.unit.measures.tables import county


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME", str(tmp_path))
    return cache_folder()


def refuse() -> str:
    raise AssertionError("it is made already")


def test_it_is_made_once_and_again_where_a_file_was_changed(kept: Path) -> None:
    assert (
        made_once("kind", "text", lambda: "first\nsecond é") == made_once("kind", "text", refuse) == "first\nsecond é"
    )
    assert made_once("kind", "other", lambda: "2") == "2" and made_once("other", "text", lambda: "3") == "3"
    [file] = [each for each in (kept / "kind").iterdir() if "second" in each.read_text(encoding="utf-8")]
    whole = file.read_bytes()
    for spoilt in (b"", whole[:-1], whole.replace(b"second", b"sekond"), b"\xff\n\xfe"):
        file.write_bytes(spoilt)
        assert made_once("kind", "text", lambda: "first\nsecond é") == "first\nsecond é"
        assert file.read_bytes() == whole


def test_what_cannot_be_made_is_not_kept_and_what_cannot_be_kept_is_made(kept: Path) -> None:
    with pytest.raises(AssertionError):
        made_once("kind", "text", refuse)
    assert not list(kept.rglob("*")), "no file and no folder of it"
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text("a file in the place of the folder", encoding="utf-8")
    assert made_once("kind", "text", lambda: "1") == "1"


def test_every_page_is_written_as_its_tree_is_whatever_the_days() -> None:
    policy, dated = county().policy, 0
    for page in load_measures().pages:
        for first, last in ((date(2020, 1, 1), date(2024, 12, 31)), (date(2025, 11, 2), date(2026, 11, 1))):
            for span in spans_of(page, policy, [(first, last)]):
                given = dict(span.values)
                whole = tree_with_values(page, given).sql(dialect="duckdb")
                assert sql_with_values(page, given) == sql_with_values(page, given) == whole, page.id
                dated += bool(page.parameters_named & {HISTORY_FROM, KNOWN_UNTIL}) and first.isoformat() in whole
    assert dated > 5, "days of loads stand in some of them"


def test_a_parameter_without_a_value_is_refused_each_time() -> None:
    page = load_measures().page("assessment_within_45_days")
    for _ in range(2):
        with pytest.raises(DefinitionError, match="has no value"):
            sql_with_values(page, {})
