"""Which code a spelling stands for, in the order that the definitions of spellings give."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from headway.catalogue import definitions_dir
from headway.returns.blanks import BLANK_TOKENS, ERROR_TEXTS
from headway.returns.limits import MOST_CODE_CHARACTERS

Kind = Literal["code", "group", "blank", "no code", "error", "several", "unmatched"]
UNREADABLE = frozenset({"error", "several", "unmatched"})
_KINDS: Mapping[str, Kind] = {
    "code": "code", "group": "group", "blank": "blank", "no code": "no code", "several": "several",
}  # fmt: skip
_LETTER = re.compile(r"[a-z]{1,2}\d?[).]\s*(?=\S)")


@dataclass(frozen=True)
class Match:
    """What a spelling is.

    *code*; *group*, whose code is not told; *blank*; *no code*, words that both tools set aside (blank, and a finding);
    *error*, an Excel error; *several*, words that stand for more than one code; *unmatched*, nothing that we know.
    """

    kind: Kind
    code: str | None = None

    @property
    def is_unreadable(self) -> bool:
        """Whether the cell is to be named as unreadable."""
        return self.kind in UNREADABLE


@dataclass(frozen=True)
class CodeList:
    """A list of codes with its spellings. Texts are compared without case, outer spaces and kinds of quote or dash.

    ``spellings`` are by column (``list.column``; blank for every column) and text. ``names`` are the codes, labels and
    meanings; ``bare_names`` the labels without their letter, which differs between lists; ``groups`` the reporting
    groups that hold several codes.
    """

    name: str
    codes: Mapping[str, str]
    names: Mapping[str, str]
    bare_names: Mapping[str, str]
    groups: Mapping[str, str]
    spellings: Mapping[tuple[str, str], Match]
    spellings_of_2019: Mapping[str, Match]
    patterns: tuple[re.Pattern[str], ...]

    def match(self, text: str, *, column: str = "", is_2019: bool = False) -> Match:
        """The code of a spelling: as decided for it, else the code or label itself, else the code in the text."""
        if len(text) > MOST_CODE_CHARACTERS:
            return Match("unmatched")
        known = compared(text)
        if known.upper() in ERROR_TEXTS:
            return Match("error")
        if is_2019 and known in self.spellings_of_2019:
            return self.spellings_of_2019[known]
        decided = self.spellings.get((column, known)) or self.spellings.get(("", known))
        if decided:
            return decided
        if not known or known in BLANK_TOKENS:
            return Match("blank")
        bare = _LETTER.sub("", known, count=1)
        code = self.names.get(known) or self.bare_names.get(bare) or self._code_in(known)
        group = self.groups.get(bare)
        return Match("code", code) if code else Match("group", group) if group else Match("unmatched")

    def _code_in(self, known: str) -> str | None:
        """The code at the start of a text or in brackets, when there is only one: *e) PR4 - Private*, *Died (RC2)*."""
        for pattern in self.patterns:
            found = {match["code"] for match in pattern.finditer(known)}
            if len(found) == 1:
                return self.codes[found.pop()]
        return None


def compared(text: str) -> str:
    """A text as spellings are compared: one kind of space, quote and dash, no case, nothing outside."""
    text = text.replace("\u00a0", " ").replace("\u2018", "'").replace("\u2019", "'")
    text = re.sub("[\u2010-\u2015\u2212]", "-", text)
    return " ".join(text.casefold().split())


@cache
def code_list(name: str) -> CodeList:
    """The code list of that name, with its spellings."""
    folder = definitions_dir() / "codelists"
    every = list(_rows(folder / f"{name}.csv"))
    rows = [row for row in every if row["kind"] == "code"]
    spelt = list(_rows(folder / "spellings" / f"{name}.csv"))
    codes = {compared(row["code"]): row["code"] for row in rows}
    meanings = {compared(row["meaning"]): row["code"] for row in rows}
    labels = {compared(row["label"]): row["code"] for row in rows if row["label"]}
    return CodeList(
        name=name,
        codes=codes,
        names={**meanings, **labels, **codes},
        bare_names=_only_once((_LETTER.sub("", label, count=1), code) for label, code in labels.items()),
        groups={compared(row["group"]): row["code"] for row in every if row["kind"] == "group" and row["group"]},
        spellings={(column, row["spelling"]): _match_of(row) for row in spelt for column in _columns_of(row)},
        spellings_of_2019={row["spelling"]: Match("code", row["code_2019"]) for row in spelt if row.get("code_2019")},
        patterns=_code_patterns(codes),
    )


def _columns_of(row: Mapping[str, str]) -> list[str]:
    return row.get("columns", "").split() or [""]


def _match_of(row: Mapping[str, str]) -> Match:
    return Match(_KINDS[row["kind"]], row["code"] or None)


def _only_once(pairs: Iterator[tuple[str, str]]) -> dict[str, str]:
    """Names that stand for one code only: *Individual* is the label of four."""
    found: dict[str, set[str]] = {}
    for name, code in pairs:
        found.setdefault(name, set()).add(code)
    return {name: codes.pop() for name, codes in found.items() if len(codes) == 1}


def _code_patterns(codes: Mapping[str, str]) -> tuple[re.Pattern[str], ...]:
    """How a code stands in a text. Codes that are whole words are left out: *Yes, but …* is no answer.

    A code of one sign (*U*, *8*) must be followed by a colon or a dash, or stand in brackets at the start.
    """
    sure = [code for code in codes if re.fullmatch(r"[a-z]{1,4}\d+[a-z]?|\d[a-z]|[a-z]{4}", code)]
    short = [code for code in codes if len(code) <= 2 and code not in sure]
    found: list[re.Pattern[str]] = []
    if sure:
        choice = "|".join(re.escape(code) for code in sorted(sure, key=len, reverse=True))
        found.append(re.compile(rf"^(?:[a-z]{{1,2}}\d?\)\s*)?[(\[']?(?P<code>{choice})(?![a-z0-9])"))
        found.append(re.compile(rf"[(\[](?:[a-z]+ )?(?P<code>{choice})[)\]]"))
    if short:
        choice = "|".join(re.escape(code) for code in sorted(short, key=len, reverse=True))
        found.append(re.compile(rf"^(?:[(\[](?P<code>{choice})[)\]])"))
        found.append(re.compile(rf"^(?:[a-z]{{1,2}}\d?\)\s*)?(?P<code>{choice})(?=\s*:| - )"))
    return tuple(found)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    if path.exists():
        with path.open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)
