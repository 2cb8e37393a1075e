"""One row of a YAML list is changed, and every other sign of the file stays; what cannot be changed so is refused."""

from __future__ import annotations

import pytest

from headway.catalogue import rows_at, with_rows, with_value
from headway.errors import RefusedError

A, B, NEW = {"id": "a", "n": 1}, {"id": "b", "n": 2}, {"id": "c", "n": 3}
COMMENTED = """\
# what this is
rows:   # the rows
  # first
  - {id: a, n: 1}  # as agreed
  - id: b
    n: 2   # inside

# after
other: [1, 2]  # kept
"""


def test_a_row_replaced_leaves_every_other_line() -> None:
    found = with_rows(COMMENTED, "x.yaml", ["rows"], A, [{**A, "until": "2026-03-31"}, NEW])
    assert found == COMMENTED.replace("{id: a, n: 1}", "{id: a, n: 1, until: 2026-03-31}\n  - {id: c, n: 3}")
    over_lines = with_rows(COMMENTED, "x.yaml", ["rows"], B, [NEW])
    assert over_lines == COMMENTED.replace("id: b\n    n: 2", "{id: c, n: 3}")


def test_a_row_is_added_after_the_last_and_one_taken_out_with_its_line() -> None:
    assert with_rows(COMMENTED, "x.yaml", ["rows"], None, [NEW]) == COMMENTED.replace(
        "# inside\n", "# inside\n  - {id: c, n: 3}\n"
    )
    assert with_rows(COMMENTED, "x.yaml", ["rows"], A, []) == COMMENTED.replace("  - {id: a, n: 1}  # as agreed\n", "")


@pytest.mark.parametrize(
    ("text", "path", "was", "now"),
    [
        ("", ["rows"], None, [NEW]),
        ("# only words", ["rows"], None, [NEW]),
        ("rows: []\nz: 1\n", ["rows"], None, [NEW]),
        ("rows:\nz: 1\n", ["rows"], None, [NEW]),
        ("rows: [{id: a, n: 1}, {id: b, n: 2}]\n", ["rows"], None, [NEW]),
        ("rows: [{id: a, n: 1}, {id: b, n: 2}]\n", ["rows"], A, []),
        ("rows: [{id: a, n: 1}, {id: b, n: 2}]\n", ["rows"], B, [NEW, B]),
        ("rows:\n- {id: a, n: 1}\nz: 1\n", ["rows"], A, []),
        ("rows:\n- {id: a, n: 1}", ["rows"], None, [NEW]),
        ("by:\n  name:\n    one: {id: a, n: 1}\n", ["by", "name", "one"], None, [NEW]),
        ("by:\n  name:\n    one:\n      id: a\n      n: 1\nz: 1\n", ["by", "name", "one"], A, [NEW, A]),
        ("by: {}\n", ["by", "name", "one"], None, [NEW]),
        ("by:\n    name:\n        one: [{id: a, n: 1}]\nz: 1\n", ["by", "name", "two"], None, [NEW]),
        ("by:\n  name:\n    one: [{id: a, n: 1}]\n", ["by", "other", "two"], None, [NEW]),
        ("z: 1", ["by", "name", "one"], None, [NEW]),
    ],
)  # fmt: skip
def test_every_form_of_a_list_says_afterwards_what_was_wanted(text, path, was, now) -> None:  # type: ignore[no-untyped-def]
    before = rows_at(text, "x.yaml", path)
    at = before.index(was) if was else len(before)
    after = with_rows(text, "x.yaml", path, was, now)
    assert rows_at(after, "x.yaml", path) == [*before[:at], *now, *before[at + bool(was) :]]
    assert ("z: 1" in after) == ("z: 1" in text)


@pytest.mark.parametrize(
    "value",
    [
        "yes",
        "2026",
        "a: b",
        "#x",
        "é",
        "it's",
        'say "so"',
        "",
        " x",
        "[1",
        "~",
        "1e3",
        "\t",
        "a, b",
        "x\u2028y",
        "😀",
        "- a",
    ],
)
def test_a_text_is_read_again_as_it_was_typed(value: str) -> None:
    row = {"id": value, "also": [value, "b"]}
    assert rows_at(with_rows("rows: []\n", "x.yaml", ["rows"], None, [row]), "x.yaml", ["rows"]) == [row]


def test_what_only_a_person_can_change_is_refused() -> None:
    anchored = "rows:\n  - &first {id: a, n: 1}\nz: *first\n"
    with pytest.raises(RefusedError, match="a form that only a person can change"):
        with_rows(anchored, "x.yaml", ["rows"], A, [NEW])
    with pytest.raises(RefusedError, match="not in x.yaml any more"):
        with_rows(COMMENTED, "x.yaml", ["rows"], NEW, [A])
    in_brackets = "by: {name: {one: [{id: a, n: 1}]}}\n"
    with pytest.raises(RefusedError, match="a form that only a person can change"):
        with_rows(in_brackets, "x.yaml", ["by", "name", "two"], None, [NEW])


def test_a_number_is_written_where_it_stands_or_at_the_end() -> None:
    assert with_value("a: 1\nb: 5  # five\n", "x.yaml", "b", 6) == "a: 1\nb: 6  # five\n"
    assert with_value("a: 1", "x.yaml", "b", 6) == "a: 1\nb: 6\n"
