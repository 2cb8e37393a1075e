"""What of a cell's text a report of a load may show: dates, numbers and codes; never what may be a name or an id."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import cache, lru_cache

from headway.returns import ColumnLayout
from headway.returns.blanks import ERROR_TEXTS
from headway.returns.codes import code_list, compared

MOST_SHOWN = 20
MOST_DIGITS = 2
MOST_DIGITS_OF_A_NUMBER = 4
# One word alone is named only when it is long: the short ones (*Foster*, *Long*) are names too.
LONG_WORD = 7
NEAR_WORD, CLOSE = 8, 0.9
_DAY, _YEAR, _BETWEEN = r"[\d?]{1,2}(?:st|nd|rd|th)?", r"(?:[\d?]{4}|[\d?]{2})", r"[/.,\- ]{1,3}"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_TIME = r"(?:[t ]\s?\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d{1,6})?)?\s?(?:am|pm|z)?)?"
_DATE = re.compile(
    rf"(?:{_DAY}{_BETWEEN}{_DAY}{_BETWEEN}{_YEAR}|[\d?]{{4}}{_BETWEEN}{_DAY}{_BETWEEN}{_DAY}"
    rf"|[\d?]{{1,2}}[/.-][\d?]{{4}}|[\d?]{{4}}[/.-][\d?]{{1,2}}"
    rf"|{_DAY}(?:{_BETWEEN})?{_MONTH}(?:(?:{_BETWEEN})?{_YEAR})?"
    rf"|{_MONTH}(?:{_BETWEEN}{_DAY})?{_BETWEEN}[\d?]{{4}}|\d{{1,4}}){_TIME}",
    re.I | re.A,
)
_OPTION = re.compile(r"([a-z])\1?\d?\)\s*")
_BARE_CODE = re.compile(r"[a-z]|\d{1,2}[a-z]?|[a-z]\d{1,2}[a-z]?|[a-z]{2}\d", re.A)
_WORD = re.compile(r"[^\W_]+")
_JOINING = frozenset({"by", "in", "no", "of", "on", "or", "to"})
# Words of the lists that are names of people too, and lists whose words are names of places and peoples.
_ALSO_NAMES = frozenset({
    "cao", "case", "court", "day", "foster", "french", "friend", "grant", "house", "justice", "law", "long", "low", "pace",
    "self", "short", "young",
})  # fmt: skip
BORN_ON = "person.born_on"
_LISTS_OF_NAMES = frozenset({"ethnicity", "placement_authority"})


def shown(text: str, column: ColumnLayout | None) -> str:
    """A cell's text as a report may show it, at most 20 signs of it; of what may be a child's, only how long it is.

    A date that is no child's birthday is shown while it has the shape of one, a number while it is short, an answer while
    it looks like a code (``is_code_like``), an Excel error and mere signs always; an id, a name or free text never,
    whatever stands there.
    """
    text = " ".join("".join(sign if sign.isprintable() or sign.isspace() else "�" for sign in text).split())
    if not _may_be_shown(text, column):
        return f"text of {len(text)} {'character' if len(text) == 1 else 'characters'}"
    return f"'{text}'" if len(text) <= MOST_SHOWN else f"'{text[:MOST_SHOWN].rstrip()} …'"


def _may_be_shown(text: str, column: ColumnLayout | None) -> bool:
    if text.upper() in ERROR_TEXTS:
        return True
    if column is None:
        return False
    if not _WORD.search(text):
        return True
    if column.type == "date" and BORN_ON in column.feeds:
        return False
    if column.type == "date":
        return bool(_DATE.fullmatch(text))
    if column.type == "integer":
        return not any(map(str.isalpha, text)) and sum(map(str.isdigit, text)) <= MOST_DIGITS_OF_A_NUMBER
    return bool(column.codes) and is_code_like(text, column.codes)


@lru_cache(maxsize=4096)
def is_code_like(text: str, codes: str) -> bool:
    """Whether a text that is none of the list's codes looks like one all the same, so that a report may name it.

    A person who types a child's name into the wrong column must not find it in a report, a log or a mail; a report
    that names no spelling is of no use to the person who is to put it right. So a text is named that is a bare code (a
    letter, or one with one or two digits; two letters are a name: *Ng*), or that has no other words than those of the
    list's labels, also behind an option's letter and bracket (*z) Not stated*). Any other has its place and its number
    of rows told, by which it is found.
    """
    known = compared(text)
    if _BARE_CODE.fullmatch(known.strip(" .,:;()[]'\"-?*")):
        return True
    words = _WORD.findall(_OPTION.sub("", known, count=1).replace("'", ""))
    if codes in _LISTS_OF_NAMES or not words or sum(map(str.isdigit, known)) > MOST_DIGITS:
        return False
    if len(words) == 1 and len(words[0]) < LONG_WORD:
        return False
    return any(word.isalpha() for word in words) and all(_is_of_the_list(word, codes) for word in words)


def _is_of_the_list(word: str, codes: str) -> bool:
    """Whether the word stands in the list's labels and is no name, or is a long one nearly spelt so."""
    if word.isdigit():
        return True
    found = _words_of(codes)
    return word in found or (len(word) >= NEAR_WORD and bool(get_close_matches(word, found, 1, CLOSE)))


@cache
def _words_of(codes: str) -> frozenset[str]:
    known = code_list(codes)
    texts = [*known.names, *known.bare_names, *known.groups]
    words = {word for text in texts for word in _WORD.findall(text.replace("'", ""))} - _ALSO_NAMES
    return frozenset(word for word in words if len(word) > 2 or word in _JOINING)
