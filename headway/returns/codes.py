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

Kind = Literal["code", "group", "blank", "error", "several", "unmatched"]


@dataclass(frozen=True)
class Match:
    """What a spelling is: a code, a group whose code is not told, an empty cell, an error, or nothing we know."""

    kind: Kind
    code: str | None = None


@dataclass(frozen=True)
class CodeList:
    """One list of codes with its spellings. Texts are compared without case, outer spaces and kinds of quote or dash."""

    name: str
    codes: Mapping[str, str]
    labels: Mapping[str, str]
    spellings: Mapping[str, Match]
    spellings_of_2019: Mapping[str, Match]
    in_text: re.Pattern[str]

    def match(self, text: str, *, is_2019: bool = False) -> Match:
        """The code of a spelling. Order: its own decided spelling, the code or label itself, the code in the text."""
        known = compared(text)
        if not known:
            return Match("blank")
        if known.upper() in ERROR_TEXTS:
            return Match("error")
        if is_2019 and known in self.spellings_of_2019:
            return self.spellings_of_2019[known]
        if known in self.spellings:
            return self.spellings[known]
        if known in BLANK_TOKENS:
            return Match("blank")
        code = self.labels.get(known) or self._code_in(known)
        return self._as_match(code) if code else Match("unmatched")

    def _code_in(self, known: str) -> str | None:
        found = self.in_text.match(known)
        return self.codes[found["code"]] if found else None

    def _as_match(self, code: str) -> Match:
        return Match("code", code)


def compared(text: str) -> str:
    """A text as spellings are compared: one kind of space, quote and dash, no case, nothing outside."""
    text = text.replace("\u00a0", " ").replace("\u2018", "'").replace("\u2019", "'")
    text = re.sub("[\u2010-\u2015\u2212]", "-", text)
    return " ".join(text.casefold().split())


@cache
def code_list(name: str) -> CodeList:
    """The code list of that name, with its spellings."""
    folder = definitions_dir() / "codelists"
    rows = list(_rows(folder / f"{name}.csv"))
    codes = {row["code"].casefold(): row["code"] for row in rows if row["kind"] == "code"}
    labels = {compared(row["label"]): row["code"] for row in rows if row["kind"] == "code" and row["label"]}
    spelt = list(_rows(folder / "spellings" / f"{name}.csv"))
    return CodeList(
        name=name,
        codes=codes,
        labels={**labels, **codes},
        spellings={row["spelling"]: _match_of(row["code"], row["kind"]) for row in spelt},
        spellings_of_2019={
            row["spelling"]: _match_of(row["code_2019"], row["kind"]) for row in spelt if row["code_2019"]
        },
        in_text=_code_pattern(codes),
    )


def _match_of(code: str, kind: str) -> Match:
    if kind == "code":
        return Match("code", code)
    if kind == "group":
        return Match("group", code)
    return Match("blank" if kind == "blank" else "several")


def _code_pattern(codes: Mapping[str, str]) -> re.Pattern[str]:
    """The code at the start of a text, after a letter and bracket or in brackets: *e) PR4 - Private*, *(RD1) The …*.

    Codes that are words or single digits are left out: *1 - Individual* is a group, *Yes, but …* is no answer.
    """
    sure = [code for code in codes if re.fullmatch(r"[a-z]{1,4}\d+[a-z]?|\d[a-z]|[a-z]{4}", code)]
    choice = "|".join(re.escape(code) for code in sorted(sure, key=len, reverse=True)) or r"(?!)"
    return re.compile(rf"(?:[a-z]{{1,2}}\d?\)\s*)?[(\[]?(?P<code>{choice})(?=$|[)\]:\s.,-])")


def _rows(path: Path) -> Iterator[dict[str, str]]:
    if path.exists():
        with path.open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)
