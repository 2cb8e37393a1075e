"""Every error is met as a person meets it: by a command; with what, where and what to do; with the exit code of its class."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from headway.errors import HeadwayError, UnusableNumbersError
from headway.evidence.xmr import xmr
from tests.acceptance.errors.page import errors_page
from tests.acceptance.errors.situations import SITUATIONS
from tests.acceptance.errors.told import HEADWAY, Situation, classes, told

CODES = Path(__file__).parents[3] / "docs" / "reference" / "exit-codes.md"
# What no command can come to: said to programs that call the library with numbers of their own.
CALLED: dict[type[HeadwayError], Callable[[], object]] = {
    UnusableNumbersError: lambda: xmr([1.0, float("inf")], good="higher"),
}


def raises() -> Iterator[tuple[str, ast.Call]]:
    """Every place in Headway where an error is made, with the call."""
    names = {each.__name__ for each in classes()}
    for path in sorted(HEADWAY.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
                yield f"{path.relative_to(HEADWAY)}:{node.lineno}", node


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda each: each.title)
def test_the_command_says_what_where_and_what_to_do(situation: Situation) -> None:
    found = told(situation)
    assert found.error == situation.error.__name__, found.lines
    assert found.exit_code == situation.error.exit_code
    assert 3 <= len(found.lines) <= 5 and all(line.strip() for line in found.lines)
    assert not any("Traceback" in line or ".py" in line for line in found.lines)
    assert re.search(rf"^\| {found.exit_code} \|", CODES.read_text(encoding="utf-8"), re.MULTILINE)


def test_the_page_of_errors_is_fresh() -> None:
    """Here, where each situation has been run already: all of them again take a minute."""
    assert (CODES.parent / "errors.md").read_text(encoding="utf-8") == errors_page(), "run 'make docs' and commit"


@pytest.mark.parametrize("error", CALLED, ids=lambda each: each.__name__)
def test_a_program_is_told_too(error: type[HeadwayError]) -> None:
    with pytest.raises(error) as caught:
        CALLED[error]()
    assert all(caught.value.lines())


def test_every_class_that_is_raised_has_a_situation() -> None:
    made = {call.func.id for _, call in raises() if isinstance(call.func, ast.Name)}
    met = {each.error.__name__ for each in SITUATIONS} | {each.__name__ for each in CALLED}
    assert len(made) > 15
    assert made - met == set()


def test_titles_are_one_for_each_class_and_situation() -> None:
    titles = Counter(each.title for each in classes())
    assert [title for title, count in titles.items() if count > 1] == []
    assert len({each.title for each in SITUATIONS}) == len(SITUATIONS)


def test_every_place_that_raises_gives_all_three() -> None:
    lacking = [where for where, call in raises() if not gives_all_three(call)]
    assert lacking == []


@pytest.mark.parametrize("spoilt", ['E("a", "b")', 'E("a", "", "c")', 'E("a", "b", f"Try {n}." if n else "")'])
def test_a_place_that_does_not_would_be_noticed(spoilt: str) -> None:
    (statement,) = ast.parse(spoilt).body
    assert isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call)
    assert not gives_all_three(statement.value)


def gives_all_three(call: ast.Call) -> bool:
    parts = [*call.args, *(each.value for each in call.keywords)]
    each_way = [way for part in parts for way in ([part.body, part.orelse] if isinstance(part, ast.IfExp) else [part])]
    is_empty = any(isinstance(way, ast.Constant) and not way.value for way in each_way)
    is_passed_on = any(isinstance(part, ast.Starred) for part in call.args)
    return (len(parts) == 3 or is_passed_on) and not is_empty
