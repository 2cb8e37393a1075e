"""A page: front matter in YAML, a question as its heading, words, SQL, and tables of a worked example."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from headway.catalogue.yaml_text import YamlText, parse_yaml
from headway.errors import DefinitionError


@dataclass(frozen=True)
class MarkdownTable:
    """A table of a page: the words just above it, its headings, its rows as text, and its line in the file."""

    above: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    line: int


@dataclass(frozen=True)
class Page:
    """A page as read. ``sections`` maps each second-level heading to its Markdown; ``words`` is what comes before them.

    ``sql`` is every SQL block of the page, in order; ``body`` is what follows the front matter, from ``body_line`` on.
    """

    name: str
    path: Path
    front: YamlText
    question: str
    words: str
    sections: dict[str, str]
    sql: tuple[str, ...]
    body: str
    body_line: int

    @cached_property
    def tables(self) -> tuple[MarkdownTable, ...]:
        """The tables of the page: read when they are asked for, as few commands do."""
        tokens = MarkdownIt("commonmark").enable("table").parse(self.body)
        return tuple(_tables(tokens, self.body_line))

    @property
    def text(self) -> str:
        """The whole page as it stands in the file."""
        return self.path.read_text(encoding="utf-8")

    def line_of(self, begins: str) -> int:
        """The first line of the file that begins so, or 1."""
        lines = enumerate(self.text.splitlines(), start=1)
        return next((number for number, line in lines if line.startswith(begins)), 1)


def read_page(path: Path) -> Page:
    """The page in the file; its name is the file's name without ``.md``. Raises DefinitionError with the line."""
    try:
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise DefinitionError(
            f"{path.name} is not text in UTF-8.", f"{path.name}, line {line}.", "Save it as UTF-8."
        ) from None
    front, body, body_line = _split_front_matter(path, text)
    heading, sql = _question_and_sql(body)
    if heading is None:
        raise DefinitionError(
            f"{path.name} asks no question.",
            f"{path.name}, line {body_line}.",
            "Give it a heading that begins with '# '.",
        )
    parts = _sections(body)
    return Page(
        name=path.stem,
        path=path,
        front=front,
        question=heading,
        words=parts.pop("", ""),
        sections=parts,
        sql=sql,
        body=body,
        body_line=body_line,
    )


def _split_front_matter(path: Path, text: str) -> tuple[YamlText, str, int]:
    lines = text.splitlines()
    if not lines or lines[0].strip() != "---" or "---" not in [line.strip() for line in lines[1:]]:
        raise DefinitionError(
            f"{path.name} has no front matter.",
            f"{path.name}, line 1.",
            "Begin the page with fields between two lines of '---'.",
        )
    end = next(number for number, line in enumerate(lines[1:], start=1) if line.strip() == "---")
    front = parse_yaml("\n".join(lines[1:end]), path.name, first_line=2)
    return front, "\n".join(lines[end + 1 :]), end + 2


def _question_and_sql(body: str) -> tuple[str | None, tuple[str, ...]]:
    """The first heading, and what stands between each line of ```sql and the fence that ends it."""
    question: str | None = None
    blocks: list[str] = []
    fence: str | None = None
    for line in body.splitlines():
        if line.startswith("```"):
            fence = line[3:].strip() if fence is None else None
            if fence == "sql":
                blocks.append("")
        elif fence == "sql":
            blocks[-1] += line + "\n"
        elif fence is None and question is None and line.startswith("# "):
            question = line[2:].strip()
    return question, tuple(block.strip() for block in blocks)


def _sections(body: str) -> dict[str, str]:
    """Markdown by second-level heading; what stands before the first, without the question, is under ''."""
    parts: dict[str, list[str]] = {"": []}
    current = ""
    in_fence = False
    for line in body.splitlines():
        in_fence ^= line.startswith("```")
        if not in_fence and line.startswith("## "):
            current = line[3:].strip()
            parts[current] = []
        elif in_fence or not line.startswith("# "):
            parts[current].append(line)
    return {name: "\n".join(lines).strip() for name, lines in parts.items()}


def _tables(tokens: list[Token], body_line: int) -> list[MarkdownTable]:
    found: list[MarkdownTable] = []
    above = ""
    rows: list[list[str]] = []
    line = 0
    for token in tokens:
        if token.type == "table_open":
            rows, line = [], (token.map or [0])[0] + body_line
        elif token.type == "tr_open":
            rows.append([])
        elif token.type == "inline" and token.level >= 3 and rows:
            rows[-1].append(token.content.strip())
        elif token.type == "inline":
            above = token.content
        elif token.type == "table_close":
            found.append(MarkdownTable(above, tuple(rows[0]), tuple(tuple(row) for row in rows[1:]), line))
            rows = []
    return found
