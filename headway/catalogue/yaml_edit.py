"""One row of a list of a YAML file changed: every other line, and every comment beside it, stays as a person wrote it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from datetime import date
from functools import lru_cache
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from headway.catalogue.yaml_text import parse_yaml
from headway.errors import HeadwayError, RefusedError

Row = Mapping[str, Any]
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def plain(value: Any) -> Any:
    """A value as rows are compared and kept: days as text, lists as lists, the order of fields as it is."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(name): plain(each) for name, each in value.items()}
    return [plain(each) for each in value] if isinstance(value, list | tuple) else value


def rows_at(text: str, name: str, path: Sequence[str]) -> list[dict[str, Any]]:
    """The rows of the list at the path; a single one may stand without a list. Raises DefinitionError for no YAML."""
    found = _said(text, name)
    for step in path:
        found = found.get(step) if isinstance(found, Mapping) else None
    rows = [found] if isinstance(found, Mapping) else found if isinstance(found, list) else []
    return [dict(each) for each in rows if isinstance(each, dict)]


@lru_cache(maxsize=16)
def _said(text: str, name: str) -> Any:
    """What the text says; a page asks for list after list of one file."""
    return plain(parse_yaml(text, name).value)


def with_rows(text: str, name: str, path: Sequence[str], was: Row | None, now: Sequence[Row]) -> str:
    """The text with the row ``was`` replaced by ``now``: without ``was`` they are added, without ``now`` it goes.

    Raises RefusedError where the row is not there any more, or the file is written in a form in which only a person can
    change it; DefinitionError where it is no YAML.
    """
    before = rows_at(text, name, path)
    if was is not None and was not in before:
        raise RefusedError(
            f"A row that is to change is not in {name} any more.", f"{name}.", "Look at the file as it is now."
        )
    number = len(before) if was is None else before.index(dict(was))
    after = [*before[:number], *now, *before[number + (was is not None) :]]
    return _proved(text, name, path, after, _written(text, path, number, now, is_new=was is None, rows=after))


def with_value(text: str, name: str, key: str, value: int) -> str:
    """The text with the number of a field of the file itself. Raises as above."""
    root = _compose(text)
    found = _child(root, key) if isinstance(root, MappingNode) else None
    if found is None:
        return _proved(text, name, [key], value, f"{_ended(text)}{key}: {value}\n")
    start, end = found[1].start_mark.index, _end(found[1])
    return _proved(text, name, [key], value, f"{text[:start]}{value}{text[end:]}")


def _proved(text: str, name: str, path: Sequence[str], wanted: Any, written: str) -> str:
    """What was written, if it says what was wanted and nothing else has changed in what the file says."""
    expected = deepcopy(_said(text, name)) or {}
    level = expected
    for step in path[:-1]:
        level[step] = level.get(step) or {}
        level = level[step]
    level[path[-1]] = wanted
    try:
        found = plain(parse_yaml(written, name).value)
    except HeadwayError:
        found = None
    if found != expected:
        raise RefusedError(
            f"{name} is written in a form that only a person can change.",
            f"{name}, {' › '.join(path)}.",
            "Change it in the file itself, as docs/how-to/set-up-a-county.md says.",
        )
    return written


def _written(text: str, path: Sequence[str], number: int, now: Sequence[Row], *, is_new: bool, rows: list[Row]) -> str:
    """The text changed where the list stands, if it does, or with the list made."""
    root = _compose(text)
    if not isinstance(root, MappingNode):
        return f"{_ended(text)}{_block(path, now, 0)}\n"
    above, key, found = root, None, None
    for depth, step in enumerate(path):
        entry = _child(above, step)
        if entry is None:
            return _with_key(text, above, path[depth:], now)
        key, found = entry
        if _is_empty(found):
            return _with_value_of(text, key, found, _block(path[depth + 1 :], now, key.start_mark.column + 2))
        if depth < len(path) - 1:
            if not isinstance(found, MappingNode):
                return text
            above = found
    assert key is not None and found is not None
    if not rows:
        return _with_value_of(text, key, found, "[]")
    if not isinstance(found, SequenceNode):
        return _with_value_of(text, key, found, _block((), rows, key.start_mark.column + 2))
    return _with_items(text, found, number, now, is_new)


def _with_items(text: str, found: SequenceNode, number: int, now: Sequence[Row], is_new: bool) -> str:
    last = found.value[min(number, len(found.value) - 1)]
    start, end = last.start_mark.index, _end(last)
    if found.flow_style:
        shown = ", ".join(map(_flow, now))
        if is_new:
            return f"{text[:end]}, {shown}{text[end:]}"
        if now:
            return text[:start] + shown + text[end:]
        rest = [each for each in found.value if each is not last]
        kept = ", ".join(text[each.start_mark.index : _end(each)] for each in rest)
        return f"{text[: found.start_mark.index]}[{kept}]{text[_end(found) :]}"
    dash = "\n" + " " * int(found.start_mark.column) + "- "
    if is_new:
        end = _line_end(text, end)
        return text[:end] + "".join(dash + _flow(each) for each in now) + text[end:]
    if now:
        return text[:start] + dash.join(map(_flow, now)) + text[end:]
    first = text.rfind("\n", 0, start) + 1
    return text[:first] + text[_line_end(text, end) + 1 :]


def _with_key(text: str, above: MappingNode, keys: Sequence[str], now: Sequence[Row]) -> str:
    """The list as a new last field of what is above it, which is written over lines."""
    end = _line_end(text, _end(above))
    shown = _block(keys, now, above.start_mark.column)
    return f"{text[:end]}\n{shown}{text[end:] or chr(10)}"


def _with_value_of(text: str, key: Node, found: Node, shown: str) -> str:
    """The field with another value, on the lines below it or, in brackets, on its own."""
    colon = text.index(":", key.end_mark.index) + 1
    gap = " " if shown.startswith("[") else "\n"
    return text[:colon] + gap + shown + text[max(_end(found), colon) :]


def _block(keys: Sequence[str], rows: Sequence[Row], column: int) -> str:
    """The rows on a line each, under the fields that lead to them."""
    lines = [f"{' ' * (column + 2 * depth)}{_scalar(key)}:" for depth, key in enumerate(keys)]
    inner = " " * (column + 2 * len(keys))
    return "\n".join([*lines, *(f"{inner}- {_flow(row)}" for row in rows)])


def _flow(row: Row) -> str:
    return "{" + ", ".join(f"{name}: {_scalar(value)}" for name, value in row.items()) + "}"


def _scalar(value: Any) -> str:
    """The value as YAML: bare where it is read as it stands, else in quotes."""
    if isinstance(value, list):
        return "[" + ", ".join(map(_scalar, value)) + "]"
    if not isinstance(value, str):
        return json.dumps(value)
    try:
        is_bare = _DAY.fullmatch(value) or parse_yaml(f"[{value}]", "").value == [value]
    except HeadwayError:
        is_bare = False
    is_printable = value.isprintable()
    return str(value) if is_bare and is_printable else json.dumps(value, ensure_ascii=not is_printable)


def _compose(text: str) -> Node | None:
    found: Node | None = YAML(typ="safe", pure=False).compose(text)
    return found


def _child(above: Node, step: str) -> tuple[Node, Node] | None:
    assert isinstance(above, MappingNode)
    return next(((key, value) for key, value in above.value if key.value == step), None)


def _is_empty(found: Node) -> bool:
    """Nothing, {} or []."""
    return not found.value if not isinstance(found, ScalarNode) else str(found.tag).endswith(":null")


def _end(found: Node) -> int:
    """Where the last sign of it stands: what is written over lines ends for the reader only where the next begins."""
    if isinstance(found, ScalarNode) or getattr(found, "flow_style", False):
        return int(found.end_mark.index)
    parts = [each[1] if isinstance(found, MappingNode) else each for each in found.value]
    return max((_end(each) for each in parts), default=int(found.end_mark.index))


def _line_end(text: str, index: int) -> int:
    found = text.find("\n", index)
    return len(text) if found < 0 else found


def _ended(text: str) -> str:
    return text if not text or text.endswith("\n") else text + "\n"
