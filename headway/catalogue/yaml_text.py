"""YAML text into a typed model, every error with its file, line and field."""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.constructor import ConstructorError, SafeConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import Node

from headway.catalogue.nearest import nearest_names
from headway.catalogue.plain_words import wanted_words, yaml_words
from headway.errors import DefinitionError


class Strict(BaseModel):
    """The base of every typed model of a file a person writes: frozen, and a field nobody knows is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


Model = TypeVar("Model", bound=BaseModel)
FieldPath = tuple[int | str, ...]
MOST_NESTED = 100
_NESTING = re.compile(r"[\[\]{}]")
_LIST_SIGNS = re.compile(r"(?: |[-?:] )*")
_DIRECTIVE = re.compile(r"^%YAML\b", re.M)
_CORRECT = "Correct the file and run the command again."


@dataclass(frozen=True)
class YamlText:
    """YAML as read: plain values, and the line of any field when an error needs it.

    ``name`` is how a message names the file; ``first_line`` is the line of the file on which the text begins.
    """

    name: str
    text: str
    value: Any
    first_line: int = 1

    def line_of(self, path: FieldPath) -> int:
        """The line on which the field stands, or the nearest field above it that exists."""
        line = 0
        try:
            node = YAML(typ="rt").load(StringIO(self.text))
        except YAMLError:  # it is stricter than the quick reader: the message has the first line
            return self.first_line
        for step in path:
            try:
                position = node.lc.item(step) if isinstance(step, int) else node.lc.key(step)
                line = position[0]
                node = node[step]
            except (AttributeError, KeyError, IndexError, TypeError):
                break
        return line + self.first_line

    def where(self, path: FieldPath) -> str:
        """The place of a field for a message: *plan.yaml, line 14, priorities › 1 › outcome*."""
        steps = " › ".join(str(step + 1) if isinstance(step, int) else step for step in path)
        return f"{self.name}, line {self.line_of(path)}" + (f", {steps}" if steps else "")

    def into(self, model: type[Model]) -> Model:
        """The typed model of this text. Raises DefinitionError that lists every wrong field with its line."""
        value = {} if self.value is None else self.value
        try:
            return model.model_validate(value)
        except ValidationError as error:
            raise _definition_error(self, model, error) from None


def read_yaml(path: Path, name: str = "") -> YamlText:
    """The YAML of a file. Raises DefinitionError with the line when it cannot be read as YAML or is not there."""
    shown = name or path.name
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise DefinitionError(
            f"{shown} is not there.", f"Looked for {path}.", "Run 'headway init' to make it."
        ) from None
    except UnicodeDecodeError:
        raise DefinitionError(
            f"{shown} is not plain text.", f"{path}", "Save it as text in UTF-8 and try again."
        ) from None
    return parse_yaml(text, shown)


class _NoSuchValueError(ConstructorError):
    """A value of the right form that is nothing: the 13th month."""


class _Constructor(SafeConstructor):
    """The YAML library's own, but a value that it cannot make is an error with its line."""

    def construct_object(self, node: Node, deep: bool = False) -> Any:
        try:
            return super().construct_object(node, deep)
        except (ValueError, OverflowError):
            is_date = str(node.tag).endswith(":timestamp")
            hint = "is no day of the calendar; write a date as YYYY-MM-DD" if is_date else "cannot be read"
            raise _NoSuchValueError(None, None, f"'{node.value}' {hint}", node.start_mark) from None


def parse_yaml(text: str, name: str, first_line: int = 1) -> YamlText:
    """YAML text as plain values. Raises DefinitionError with the line when it is not YAML, or is nested too deeply."""
    _check_depth(text, name, first_line)
    if _DIRECTIVE.search(text):  # the quick reader does not follow the version that it names
        return YamlText(name=name, text=text, value=_value_or_why(text, name, first_line), first_line=first_line)
    try:
        value = _reader(pure=False).load(text)
    except YAMLError:
        value = _value_or_why(text, name, first_line)
    return YamlText(name=name, text=text, value=value, first_line=first_line)


def _check_depth(text: str, name: str, first_line: int) -> None:
    """Raises DefinitionError where brackets, list signs or spaces could nest deeper than any reader can follow."""
    depth = 0
    for number, line in enumerate(text.splitlines()):
        for sign in _NESTING.findall(line):
            depth = max(depth + (1 if sign in "[{" else -1), 0)
            if depth > MOST_NESTED:
                break
        in_line = len(_LIST_SIGNS.match(line)[0]) // 2  # type: ignore[index]
        if max(depth, in_line) > MOST_NESTED:
            raise DefinitionError(
                f"{name} cannot be read: more than {MOST_NESTED} lists or groups stand one within the other.",
                f"{name}, line {number + first_line}.",
                "Look for brackets that are not closed, and write it with fewer levels.",
            )


def _reader(*, pure: bool) -> YAML:
    """The YAML library: its quick reader, where it is installed, or the one whose errors say the most (``pure``)."""
    reader = YAML(typ="safe", pure=pure)
    reader.Constructor = _Constructor
    return reader


def _value_or_why(text: str, name: str, first_line: int) -> Any:
    """The plain values of text that the quick reader refused, or a DefinitionError that says why and where."""
    try:
        return _reader(pure=True).load(text)
    except _NoSuchValueError as error:
        line = (error.problem_mark.line if error.problem_mark else 0) + first_line
        where = f"{name}, line {line}: {error.problem}."
        raise DefinitionError(f"{name} has 1 thing to put right.", where, _CORRECT) from None
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = (mark.line if mark else 0) + first_line
        raise DefinitionError(
            f"{name} cannot be read: {yaml_words(error.problem or error.context or '')}.",
            f"{name}, line {line}.",
            "Look at the spaces at the start of that line and at missing quotes or colons.",
        ) from None
    except YAMLError as error:
        line = text[: getattr(error, "position", None) or 0].count("\n") + first_line
        raise DefinitionError(
            f"{name} cannot be read: it holds a character that is not text.",
            f"{name}, line {line}.",
            "Take that character away, or save the file as text in UTF-8.",
        ) from None


def _definition_error(source: YamlText, model: type[BaseModel], error: ValidationError) -> DefinitionError:
    found = [_one_problem(source, model, item) for item in error.errors()]
    count = len(found)
    what = f"{source.name} has {count} thing{'s' if count > 1 else ''} to put right."
    return DefinitionError(what, "\n".join(found), _CORRECT)


def _one_problem(source: YamlText, model: type[BaseModel], item: Any) -> str:
    path: FieldPath = tuple(step for step in item["loc"] if step != "root")
    if item["type"] == "missing":
        return f"{source.where(path[:-1])}: '{path[-1]}' is missing."
    if item["type"] == "extra_forbidden":
        near = nearest_names(str(path[-1]), _field_names(model))
        hint = f" Did you mean {near}?" if near else ""
        return f"{source.where(path)}: there is no field of this name.{hint}"
    return f"{source.where(path)}: {wanted_words(item)}."


def _field_names(model: type[BaseModel], seen: frozenset[str] = frozenset()) -> list[str]:
    """Every field name of the model and the models inside it, for *did you mean*."""
    schema = model.model_json_schema()
    parts = [schema, *schema.get("$defs", {}).values()]
    return sorted({name for part in parts for name in part.get("properties", {})})
