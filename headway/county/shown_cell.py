"""What of a cell's text a report of a load may show: dates, numbers and codes; never what may be a name or an id."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import cache, lru_cache

from headway.returns import ColumnLayout
from headway.returns.blanks import ERROR_TEXTS
from headway.returns.codes import CodeList, code_list, compared

MOST_SHOWN = 20
MOST_COMPARED = 60
CLOSE = 0.85
MOST_DIGITS = 2
_MONTH_NAME = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
# What a date or a number may have in letters: a month, an ordinal, the parts of a time or a large number.
_PLAIN_LETTERS = re.compile(rf"(?<![a-z])(?:{_MONTH_NAME}|am|pm)(?![a-z])|(?<=\d)(?:st|nd|rd|th|t|z|e)(?![a-z])", re.I)
_OPTION = re.compile(r"[a-z]{1,2}\d?[).]\s*\S", re.I)
_BARE_CODE = re.compile(r"[a-z]{1,2}|(?=.*\d)(?!(?:.*\d){3})[a-z\d]{1,4}|[^\w]+", re.I)
_WORD = re.compile(r"[^\W_]+")


def shown(text: str, column: ColumnLayout | None) -> str:
    """A cell's text as a report may show it, at most 20 signs of it; of what may be a child's, only how long it is.

    A date or number is shown while it has no words, an answer while it looks like a code (``is_code_like``), an Excel
    error always; an id, a name or free text never, whatever stands there.
    """
    text = " ".join("".join(sign if sign.isprintable() or sign.isspace() else "�" for sign in text).split())
    if not _may_be_shown(text, column):
        return f"text of {len(text)} {'character' if len(text) == 1 else 'characters'}:"
    return f"'{text}'" if len(text) <= MOST_SHOWN else f"'{text[:MOST_SHOWN].rstrip()} …'"


def _may_be_shown(text: str, column: ColumnLayout | None) -> bool:
    if text.upper() in ERROR_TEXTS:
        return True
    if column is None:
        return False
    if column.type in ("date", "integer"):
        return not any(sign.isalpha() for sign in _PLAIN_LETTERS.sub("", text))
    return bool(column.codes) and is_code_like(text, column.codes)


@lru_cache(maxsize=4096)
def is_code_like(text: str, codes: str) -> bool:
    """Whether a text that is none of the list's codes looks like one all the same, so that a report may name it.

    A person who types a child's name into the wrong column must not find it in a report, a log or a mail; a report
    that names no spelling is of no use to the person who is to put it right. So a text is named that begins like an
    option (*z) Not known here*), that is a bare code (two letters at most, or up to four signs with one or two digits:
    no name, no id and no date of birth), all of whose words are words of the list, or that is nearly one of its
    spellings. Any other has its place and its number of rows told, by which it is found.
    """
    if _OPTION.match(text) or _BARE_CODE.fullmatch(text):
        return True
    known = code_list(codes)
    words = _WORD.findall(compared(text))
    is_few_digits = sum(sign.isdigit() for sign in text) <= MOST_DIGITS
    if is_few_digits and all(word.isdigit() or word in _words_of(known.name) for word in words):
        return True
    return len(text) <= MOST_COMPARED and bool(get_close_matches(compared(text), _texts_of(known), 1, CLOSE))


@cache
def _words_of(codes: str) -> frozenset[str]:
    return frozenset(word for text in _texts_of(code_list(codes)) for word in _WORD.findall(text))


def _texts_of(known: CodeList) -> list[str]:
    """Every code, label, meaning and spelling of the list, as texts are compared."""
    return [*known.names, *known.bare_names, *known.groups, *(text for _, text in known.spellings)]
