"""The kinds of settings: where each stands in the county folder, and how its rows are told to people."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from pydantic import BaseModel

from headway.county import County
from headway.county.settings import (
    LOCALITIES,
    NUMBERS,
    POLICY,
    POPULATION,
    TARGETS,
    Change,
    Texts,
    paths_of,
    rows_of,
)
from headway.errors import HeadwayError
from headway.measures import LOCALITY, ContactRule
from headway.measures.county_files import COUNTY_ID, DatedStandard, PlaceRow, Target, TeamRow
from headway.measures.observation import COUNTY_WIDE
from headway.periods import day_words

Row = Mapping[str, Any]
Path = tuple[str, ...]
DAYS = ("from", "until", "agreed_on")
WORDS = {
    "id": "Short name", "name": "Name", "part_of": "Part of", "level": "Kind of place", "from": "From", "until": "Until",
    "also": "Other names in the returns", "measure": "Measure", "value": "Value", "kind": "Counted in",
    "agreed_by": "Agreed by", "agreed_on": "Agreed on", "source": "Written down in", "colour": "Colour",
    "without": "If a child was without", "days": "In so many days", "groups": "Which children",
    "mid_year": "Middle of the year", "place": "Place", "population_0_17": "Children aged 0 to 17",
}  # fmt: skip
NUMBER_WORDS = {
    "suppression_threshold": "Counts of 1 up to this are not published outside the council",
    "dip_count": "Greens of a place that are drawn by lot each week",
    "state_days": "How many days old a load may be and still answer for a later day",
}
GROUP_WORDS = {
    "cla": "children looked after", "cp": "children on a protection plan", "cin": "children in need",
    "care_leaver": "care leavers",
}  # fmt: skip
WITHOUT_WORDS = {
    "contact": "contact of any kind", "in_person": "contact in person", "seen": "being seen, also on screen",
    "alone": "being seen alone",
}  # fmt: skip


@dataclass(frozen=True)
class Kind:
    """A kind of setting. ``one`` is what a row is called; ``fields`` are those that its table shows."""

    id: str
    title: str
    one: str
    says: str
    file: str
    fields: tuple[str, ...]
    has: Callable[[Path], bool]
    model: type[BaseModel] | None = None

    def rows(self, texts: Texts) -> list[tuple[Path, dict[str, Any]]]:
        """Every row with the path of its list, in the order of the file."""
        paths = [path for path in paths_of(texts, self.file) if self.has(path)]
        return [(path, row) for path in paths for row in rows_of(texts, self.file, path)]

    @property
    def is_dated(self) -> bool:
        """Whether a row holds from a day until a day."""
        return "from" in self.fields


def _is(*path: str) -> Callable[[Path], bool]:
    return lambda each: each == path


KINDS = (
    Kind(
        "localities", "Localities", "locality",
        "The parts of the county, each for as long as it is one. A locality that is renamed keeps its short name, and what"
        " happened before stays under its name of then.",
        LOCALITIES, ("name", "id", "from", "until"), _is("places"), PlaceRow,
    ),
    Kind(
        "teams", "Teams", "team",
        "Each team, for as long as it is part of one place. A team that moves takes nothing of its past with it.",
        LOCALITIES, ("name", "part_of", "also", "from", "until"), _is("teams"), TeamRow,
    ),
    Kind(
        "targets", "Targets", "target",
        "What the council aims for in a measure, on which days, and who agreed it.",
        TARGETS, ("measure", "value", "from", "until", "agreed_by", "agreed_on"), _is("targets"), Target,
    ),
    Kind(
        "standards", "Local standards", "standard",
        "What the law leaves to the council, such as how often a child is visited. Headway invents none: a measure that"
        " needs one says so until it is given. What happened before a change is judged by the standard of its day.",
        POLICY, ("measure", "value", "source", "from", "until"), lambda each: each[0] == "standards", DatedStandard,
    ),
    Kind(
        "contact-rules", "Rules of contact", "rule",
        "Who is red or amber when contact with children is followed. Without rules a child is neither red nor green.",
        POLICY, ("name", "colour", "without", "days", "groups", "source", "from", "until"),
        _is("contact_rules"), ContactRule,
    ),
    Kind(
        "population", "Children in the county", "year",
        "Children aged 0 to 17 in the middle of a year, for rates. All localities of a year, or none of them.",
        POPULATION, ("mid_year", "place", "population_0_17", "source"), lambda each: True,
    ),
    Kind(
        "numbers", "Other numbers", "number",
        "Three numbers by which figures and lists are drawn up.",
        POLICY, ("name", "value"), lambda each: each[0] in NUMBERS,
    ),
)  # fmt: skip
BY_ID = {kind.id: kind for kind in KINDS}


def kind_of(change: Change) -> Kind:
    """The kind of the rows that a change is about."""
    return next(kind for kind in KINDS if kind.file == change.file and kind.has(change.path))


@dataclass(frozen=True)
class Teller:
    """Says rows and their cells in words; ``texts`` are the files in which the names of places are looked up."""

    county: County
    texts: Texts

    @cached_property
    def _places(self) -> list[dict[str, Any]]:
        return rows_of(self.texts, LOCALITIES, ("places",)) if LOCALITIES in self.texts else []

    def title(self, path: Path, row: Row) -> str:
        """What the row is of: *North Assessment 1*, *Assessments finished within 45 working days*."""
        if path[:1] == ("standards",):
            return self.measure(path[2])
        if path and path[0] in NUMBERS:
            return NUMBER_WORDS[path[0]]
        if "measure" in row:
            return self.measure(str(row["measure"]))
        if "mid_year" in row:
            return f"{row.get('place')}, mid-{row['mid_year']}"
        return str(row.get("name", row.get("id", "")))

    def cell(self, path: Path, row: Row, field: str) -> str:
        """One field of a row as people read it."""
        value = row.get(field)
        if field == "measure" or (field == "name" and path and path[0] in NUMBERS):
            return self.title(path, row)
        if value is None or value == "":
            return ""
        if field in DAYS:
            return _day(value)
        if field == "value":
            return self._value(path, row)
        if field == "part_of":
            return self.place(str(value))
        if field == "population_0_17" and str(value).isdigit():
            return f"{int(value):,}"
        words = {"groups": GROUP_WORDS, "without": WITHOUT_WORDS}.get(field, {})
        return ", ".join(words.get(each, str(each)) for each in (value if isinstance(value, list) else [value]))

    def measure(self, name: str) -> str:
        """The title of a figure; its id where there is no such measure."""
        try:
            page, part = self.county.measures.figure(name)
        except HeadwayError:
            return name
        return page.title_of(part if part is not None else page.parts[0])

    def place(self, place: str) -> str:
        """A place by its short name, with every name that it has had."""
        if place in (COUNTY_ID, COUNTY_WIDE):
            return "the whole county"
        names = dict.fromkeys(str(row.get("name")) for row in self._places if row.get("id") == place)
        return ", then ".join(names) or place

    def _value(self, path: Path, row: Row) -> str:
        if "kind" in row:
            return f"{row['value']} {row['kind']}"
        value = row["value"]
        if "measure" in row and isinstance(value, int | float) and self.is_share(str(row["measure"])):
            return f"{value * 100:g}%"
        return f"{value:g}" if isinstance(value, int | float) else str(value)

    def is_share(self, name: str) -> bool:
        """Whether the figure is a proportion, which people write as a percentage."""
        try:
            page, part = self.county.measures.figure(name)
        except HeadwayError:
            return False
        return page.shape_of(part if part is not None else page.parts[0]) == "proportion"


@dataclass(frozen=True)
class Told:
    """A change as people read it: what of, how, and the fields with what they were and will be."""

    kind: Kind
    title: str
    how: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def labelled(self) -> list[list[tuple[str, str]]]:
        """Each row's cells with their headings, for a narrow screen."""
        return [list(zip(self.heads, row, strict=True)) for row in self.rows]


def tell(change: Change, teller: Teller) -> Told:
    """The change in words."""
    kind, path = kind_of(change), change.path
    old, new = change.was, change.now
    title = teller.title(path, new[-1] if new else old or {})
    if old is None or not new:
        row = new[0] if new else old or {}
        rows = tuple((WORDS.get(each, each), teller.cell(path, row, each)) for each in row if each != "kind")
        return Told(kind, title, "new" if new else "taken out", ("", "New" if new else "Taken out"), rows)
    if len(new) == 2:
        day = new[1]["from"]
        heads = ("", f"Until {_day(new[0]['until'])}", f"From {_day(day)}")
        return Told(
            kind, title, f"changes from {_day(day)} on", heads, _differing(teller, path, *new, ("from", "until"))
        )
    how = f"ends on {_day(new[0]['until'])}" if _only_ends(old, new[0]) else "corrected"
    return Told(kind, title, how, ("", "Was", "Will be"), _differing(teller, path, old, new[0]))


def _differing(teller: Teller, path: Path, old: Row, new: Row, but: Sequence[str] = ()) -> tuple[tuple[str, ...], ...]:
    fields = [each for each in dict.fromkeys([*old, *new]) if old.get(each) != new.get(each) and each not in but]
    shown = ["value" if each == "kind" else each for each in fields]
    return tuple(
        (WORDS.get(each, each), teller.cell(path, old, each) or "–", teller.cell(path, new, each) or "–")
        for each in dict.fromkeys(shown)
    )


def _only_ends(old: Row, new: Row) -> bool:
    return bool(new.get("until")) and {**old, "until": ""} == {**new, "until": ""}


def stands(row: Row, today: date) -> str:
    """Whether a dated row holds now, is to come, or is over."""
    first, last = str(row.get("from", "")), str(row.get("until") or "")
    if first > today.isoformat():
        return "to come"
    return "over" if last and last < today.isoformat() else "holds now"


def _day(value: object) -> str:
    try:
        return day_words(date.fromisoformat(str(value)))
    except ValueError:
        return str(value)


IS_LOCALITY = {"level": LOCALITY, "part_of": COUNTY_ID}
