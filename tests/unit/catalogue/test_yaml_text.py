"""What is wrong in a file that a person writes is said in plain words, with the line."""

from __future__ import annotations

from datetime import date
from importlib.util import find_spec

import pytest
from ruamel.yaml import YAML

from headway.catalogue import Strict, definitions_dir, parse_yaml
from headway.errors import DefinitionError


def nested_by_spaces() -> str:
    return "".join(f"{' ' * level}a:\n" for level in range(400))


class Inner(Strict):
    on: date


class Sheet(Strict):
    """A model with one field of each kind."""

    name: str = "x"
    size: float = 1
    count: int = 1
    on: date | None = None
    many: tuple[str, ...] = ()
    inner: Inner | None = None


def fault(text: str) -> DefinitionError:
    with pytest.raises(DefinitionError) as caught:
        parse_yaml(text, "plan.yaml").into(Sheet)
    assert len(caught.value.lines()) == 3
    return caught.value


@pytest.mark.parametrize("day", ["2020-13-28", "2020-02-30", "2025-00-10"])
def test_a_day_that_is_no_day_is_named_with_its_line(day: str) -> None:
    error = fault(f"name: a\non: {day}\n")
    assert error.where == f"plan.yaml, line 2: '{day}' is no day of the calendar; write a date as YYYY-MM-DD."


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("- a", "line 1: fields are expected"),
        ("many: 5", "many: a list is expected"),
        ("on: 31/08/2026", "on: a date is expected, as YYYY-MM-DD, not '31/08/2026'"),
        ("on: 2026-08-31T10:00:00", "on: a date is expected"),
        ("size: eighty", "size: a number is expected, not 'eighty'"),
        ("count: 1.5", "count: a whole number is expected, not '1.5'"),
        ("name: 5", "name: a text is expected, not '5'"),
        ("inner: x", "inner: fields are expected"),
    ],
)
def test_what_is_expected_is_said_in_plain_words(text: str, words: str) -> None:
    error = fault(text)
    assert words in error.where
    for own in ("Input should", "valid", "instance", "tuple", "Value error", "pars"):
        assert own not in str(error)


@pytest.mark.parametrize(
    ("text", "words", "line"),
    [
        ("name: a: b", "a colon stands where none can", 1),
        ("name: a\nname: b", "a field is there twice", 2),
        ('name: "a', "not closed", 1),
        ("name: a\n\tsize: 2", "a tab", 2),
        ("name: a\x07", "a character that is not text", 1),
        ("many: [a, b\nsize: 1", "", 2),
    ],
)
def test_what_is_not_yaml_is_said_in_plain_words(text: str, words: str, line: int) -> None:
    error = fault(text)
    assert words in error.what and f"line {line}" in error.where
    for own in ("mapping", "scalar", "stream", "http", "block"):
        assert own not in str(error)


def test_the_quick_reader_is_installed_and_reads_every_file_that_ships_as_the_other_does() -> None:
    assert find_spec("ruamel.yaml.clib") or find_spec("_ruamel_yaml")
    texts = [path.read_text(encoding="utf-8") for path in sorted(definitions_dir().rglob("*.yaml"))]
    texts = [text for text in texts if "{{" not in text]  # what init fills in is no YAML yet
    texts += ["a: yes\nb: 0123\nc: 1:30\nd: 2020-01-02\ne: on\nf: 0o14\ng: 1_000\nh: ~\ni: .5\nj: 1e3\nk: 0x1F\n"]
    assert len(texts) > 20
    for text in texts:
        assert parse_yaml(text, "a file").value == YAML(typ="safe", pure=True).load(text)


def test_a_line_is_asked_for_in_vain_and_the_error_is_told_all_the_same() -> None:
    """The quick reader takes a tab behind a colon, the reader that knows the lines does not."""
    error = fault("name:\ta\nsize: eighty\n")
    assert "size: a number is expected" in error.where and "plan.yaml, line " in error.where


def test_a_version_of_yaml_that_the_text_names_is_followed() -> None:
    for text in ("%YAML 1.1\n---\na: yes\nb: 0123\n", "%YAML 1.2\n---\na: yes\nb: 0123\n"):
        assert parse_yaml(text, "a file").value == YAML(typ="safe", pure=True).load(text)


@pytest.mark.parametrize(
    "text",
    ["[" * 200_000, "a: " + "{b: " * 200_000, "- " * 200_000 + "a", "a: 1\nb:\n" + "[\n" * 200_000, nested_by_spaces()],
)
def test_what_is_nested_without_end_is_refused_before_it_is_read(text: str) -> None:
    error = fault(text)
    assert "one within the other" in error.what and "line" in error.where


def test_brackets_in_words_and_a_hundred_levels_are_read() -> None:
    assert parse_yaml("name: '" + "[] {} " * 500 + "'", "a file").value
    assert parse_yaml("[" * 100 + "]" * 100, "a file").value
