"""pack.json as text: a line for each entry of a list, so that it is quick to write, and two packs differ line by line."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

FIGURES = "figures"


def record_fields(record: Mapping[str, Any]) -> list[str]:
    """The record's fields as JSON, in its order."""
    return [f"{_json(name)}: {_lines(value)}" for name, value in record.items()]


def record_text(fields: Sequence[str]) -> str:
    """The whole text of the fields."""
    return "{\n" + ",\n".join(fields) + "\n}\n"


def read_before_figures(content: bytes) -> Mapping[str, Any]:
    """What stands in such a text before its figures, which are most of it and are not read; all of another text."""
    head, begun, _ = content.partition(f"\n{_json(FIGURES)}: [".encode())
    return json.loads(head.rstrip(b",") + b"}" if begun else content)  # type: ignore[no-any-return]


def _lines(value: Any) -> str:
    return "[\n" + ",\n".join(map(_json, value)) + "\n]" if isinstance(value, list) and value else _json(value)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
