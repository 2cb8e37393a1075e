"""A page's form with words in its fields, as if they had just been typed there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from urllib.parse import urljoin

NOT_TYPED = ("hidden", "file", "password", "submit", "button", "reset", "image")
CHOSEN = ("checkbox", "radio")
Attributes = list[tuple[str, str | None]]


@dataclass(frozen=True)
class Filled:
    """The page in pieces; ``main`` is where its content begins. ``left`` is what found no field, by name."""

    pieces: list[str]
    main: int
    has_form: bool
    left: list[tuple[str, str]]

    def with_first(self, words: str) -> str:
        """The page with these words before its content."""
        return "".join([*self.pieces[: self.main], words, *self.pieces[self.main :]])


def filled(page: str, *, at: str, to: str, words: Sequence[tuple[str, str]]) -> Filled:
    """The page at the address ``at``, the words in those of its forms that are sent to ``to``."""
    filler = _Filler(at, to, words)
    filler.feed(page)
    filler.close()
    left = [(name, text) for name, text in words if name not in filler.placed]
    return Filled(filler.pieces, filler.main, filler.has_form, left)


@dataclass
class _Filler(HTMLParser):
    """Copies the page piece by piece; what is not a field of the form stays as it is written."""

    at: str
    to: str
    words: Sequence[tuple[str, str]]
    pieces: list[str] = field(default_factory=list)
    placed: set[str] = field(default_factory=set)
    main: int = 0
    has_form: bool = False
    is_in: bool = False
    select: str = ""
    is_skipping: bool = False

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.texts: dict[str, list[str]] = {}
        for name, text in self.words:
            self.texts.setdefault(name, []).append(text)

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        given = dict(attrs)
        if tag == "form":
            sent_to = urljoin(self.at, given.get("action") or self.at)
            self.is_in = (given.get("method") or "").lower() == "post" and sent_to == self.to
            self.has_form = self.has_form or self.is_in
        if not self.is_in:
            self.pieces.append(self.get_starttag_text() or "")
            self.main = len(self.pieces) if tag == "main" else self.main
            return
        name = given.get("name") or ""
        if tag in ("input", "button", "textarea", "select") and name in self.texts:
            self.placed.add(name)
        self.pieces.append(self._drawn(tag, attrs, name))

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.is_skipping = False
        elif tag == "select":
            self.select = ""
        elif tag == "form":
            self.is_in = False
        self.pieces.append(f"</{tag}>")

    def _drawn(self, tag: str, attrs: Attributes, name: str) -> str:
        """The tag with what was typed: a value, a choice, or the text after it."""
        as_written, given = self.get_starttag_text() or "", dict(attrs)
        if tag == "option" and self.select:
            return _tag(tag, attrs, "selected", given.get("value") in self.texts[self.select])
        kind = (given.get("type") or "text").lower()
        if tag == "input" and kind in CHOSEN:
            # A box that was left empty is not sent: of a form that was sent it is known to be empty.
            return _tag(tag, attrs, "checked", (given.get("value") or "on") in self.texts.get(name, ()))
        if name not in self.texts:
            return as_written
        if tag == "select":
            self.select = name
        elif tag == "textarea":
            self.is_skipping = True
            return f"{as_written}\n{escape(self.texts[name][0])}"
        elif tag == "input" and kind not in NOT_TYPED:
            return _tag(tag, [each for each in attrs if each[0] != "value"], "value", True, self.texts[name][0])
        return as_written

    def _copy(self, written: str) -> None:
        if not self.is_skipping:
            self.pieces.append(written)

    def handle_data(self, data: str) -> None:
        self._copy(data)

    def handle_entityref(self, name: str) -> None:
        self._copy(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._copy(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        self._copy(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self._copy(f"<!{decl}>")


def _tag(tag: str, attrs: Attributes, name: str, has: bool, value: str | None = None) -> str:
    """The tag with the attribute, or without it."""
    own: Attributes = [each for each in attrs if each[0] != name]
    if has:
        own.append((name, value))
    written = [key if text is None else f'{key}="{escape(text)}"' for key, text in own]
    return f"<{' '.join([tag, *written])}>"
