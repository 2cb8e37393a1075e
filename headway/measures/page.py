"""A measure's page as a typed thing: what is counted, by which standard, and its SQL."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Annotated, Literal, Self

import sqlglot
from pydantic import Field, model_validator
from sqlglot import exp
from sqlglot.errors import ParseError, TokenError

from headway.catalogue import Page, Strict
from headway.errors import DefinitionError
from headway.identity import sha256_of_bytes
from headway.measures.made_once import made_once

Shape = Literal["proportion", "count", "rate", "mean", "median", "split"]
Timing = Literal["flow", "stock", "cohort"]
Good = Literal["higher", "lower", "neither"]
Kind = Literal["working days", "calendar days", "months", "years", "children", "hours"]
Facet = Literal["how_much", "how_well", "better_off"]
JudgementArea = Literal["help_and_protection", "children_in_care", "care_leavers", "leaders"]
Framework = Literal["outcome 1", "outcome 2", "outcome 3", "outcome 4", "enabler 1", "enabler 2", "enabler 3"]
Said = Annotated[str, Field(min_length=1)]
LENGTHS = ("working days", "calendar days", "months")
"""The kinds that are a length of time that a return can tell; years are an age, children a number, hours in none."""


class Standard(Strict):
    """How long something may take, from what age, how many. A local one has no value: policy.yaml gives it.

    A local one that is no length of time says its kind here, and the council's has to be the same.
    """

    value: int | None = Field(None, gt=0)
    kind: Kind | None = None
    national: bool
    fixed: bool = Field(False, description="No national rule, and no council gives another: a figure is named by it.")
    source: str

    @property
    def is_local(self) -> bool:
        """Whether a council may, or has to, give its own."""
        return not self.national and not self.fixed

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if self.fixed and (self.national or self.value is None):
            raise ValueError("a fixed standard has a value and is not national")
        if self.value is not None and self.kind is None:
            raise ValueError(
                "a standard with a value has a kind: working days, calendar days, months, years or children"
            )
        if self.national and self.value is None:
            raise ValueError("a national standard has a value; one that the council gives says national: false")
        return self


class LocalStandard(Strict):
    """A standard's value as given: a number and its kind."""

    value: int = Field(ge=0, description="How many. Nought only for an age: from birth.")
    kind: Kind = Field(description="Of what: working days, calendar days, months; years of age; children.")

    @model_validator(mode="after")
    def _is_some(self) -> Self:
        if self.value == 0 and self.kind != "years":
            raise ValueError(f"a standard of 0 {self.kind} is none; only an age may be 0")
        return self


class Parameter(Strict):
    """A number that a page's SQL uses and that is no length of time."""

    value: int
    national: bool
    source: str


class Part(Strict):
    """One figure of a page that has several."""

    title: str = ""
    shape: Shape | None = None
    counts_once: Literal["child"] | None = None
    at_least: int | None = Field(None, gt=0)
    benchmark: str = ""
    good: Good | None = Field(None, description="Where another direction is good than of the page's other figures.")
    standard: str = Field("", description="The local standard that this figure alone needs: the others do without.")


class Consistency(Strict):
    """How far apart localities may be before it matters, in percentage points, agreed before looking."""

    tolerance: float = 5
    margin: float = 10


class Described(Strict):
    """What every measure says of itself, whether or not it can be worked out."""

    title: Said
    catalogue: Said
    shape: Shape
    timing: Timing
    unit: Said
    units: str = ""
    good: Good
    facet: Facet
    areas: tuple[JudgementArea, ...] = Field(min_length=1)
    framework: tuple[Framework, ...] = Field(min_length=1)
    themes: tuple[Said, ...] = Field(min_length=1)
    owner: Said
    parts: dict[str, Part] = Field(default_factory=dict)
    benchmark: str = ""
    standards: dict[str, Standard] = Field(default_factory=dict)
    no_child: str = ""
    source: tuple[Said, ...] = Field(min_length=1)
    review_by: date
    status: str
    checked_by: str | None = None


class FrontMatter(Described):
    """What stands above the question of a measure that is worked out."""

    parameters: dict[str, Parameter] = Field(default_factory=dict)
    counts_once: Literal["child"] | None = None
    at_least: int | None = Field(None, gt=0)
    lists: tuple[str, ...] = ()
    example: dict[str, LocalStandard | date] = Field(default_factory=dict)
    consistency: Consistency = Consistency()
    cannot_tell_limit: float = 10
    twin: str = ""
    open_twin: str = ""
    no_open_twin: str = ""
    guards: tuple[Said, ...] = ()
    unreadable: dict[str, str] = Field(default_factory=dict)
    status: Literal["published", "draft"]


class Need(Strict):
    """What a measure waits for: the return, and the field of it, that no load holds yet."""

    return_: str = Field(alias="return")
    field: str

    @property
    def words(self) -> str:
        """*needs case system, the date on which each contact was decided*."""
        return f"needs {self.return_}, {self.field}"


class NeedsFront(Described):
    """What stands above the question of a measure that waits for another return."""

    needs: Need
    status: Literal["needs"]


@dataclass(frozen=True)
class CataloguePage:
    """One measure of the catalogue: its id is the file's name, its area the folder's."""

    id: str
    area: str
    front: Described
    page: Page

    @property
    def question(self) -> str:
        """The page's heading."""
        return self.page.question

    @property
    def status(self) -> str:
        """*published*, *draft*, or what the measure needs before it can be worked out."""
        return self.front.status

    @cached_property
    def version(self) -> str:
        """A short hash of the whole page: another definition has another version."""
        return sha256_of_bytes(self.page.text.encode())[:12]

    @property
    def parts(self) -> tuple[str | None, ...]:
        """The names of the page's figures; one without a name where there is only one."""
        return tuple(self.front.parts) or (None,)

    @property
    def is_split(self) -> bool:
        """Whether the parts divide one base between them: each row is in one part, or in none that is named."""
        return self.front.shape == "split"

    def shape_of(self, part: str | None) -> Shape:
        """The shape of a figure: a part of a split is a proportion of all its rows."""
        found = self.front.parts[part].shape if part else None
        return "proportion" if self.is_split else found or self.front.shape

    def good_of(self, part: str | None) -> Good:
        """Which direction of a figure is good: the page's, where the part says no other."""
        found = self.front.parts[part].good if part else None
        return found or self.front.good

    def title_of(self, part: str | None) -> str:
        """The title of a figure."""
        found = self.front.parts[part].title if part else ""
        return found or self.front.title

    def catalogue_of(self, part: str | None) -> str:
        """The catalogue id, with the part where there are several: LV02/19-21."""
        return f"{self.front.catalogue}/{part}" if part else self.front.catalogue

    def name_of(self, part: str | None) -> str:
        """The measure's id, with the part where there are several."""
        return f"{self.id}/{part}" if part else self.id

    @property
    def names(self) -> tuple[str, ...]:
        """Every name by which the page or one of its figures may be called."""
        parts = [name for part in self.parts for name in (self.name_of(part), self.catalogue_of(part))]
        return tuple(dict.fromkeys([self.id, self.front.catalogue, *parts]))


@dataclass(frozen=True)
class NeedsPage(CataloguePage):
    """A measure that is defined and cannot be worked out yet: it has no SQL."""

    front: NeedsFront

    @property
    def status(self) -> str:
        """*needs case system, the date on which each contact was decided*."""
        return self.front.needs.words


def parameter_name(node: exp.Expr) -> str | None:
    """The name of a ``$parameter`` in the tree, or None for any other node."""
    if isinstance(node, exp.Placeholder | exp.Parameter):
        return node.name or (node.this.name if isinstance(node.this, exp.Expr) else str(node.this))
    return None


@dataclass(frozen=True)
class MeasurePage(CataloguePage):
    """A measure that is worked out by the SQL of its page."""

    front: FrontMatter

    @property
    def sql(self) -> str:
        """The page's SQL as it stands there."""
        return self.page.sql[0]

    @cached_property
    def tree(self) -> exp.Expr:
        """The syntax tree of the SQL: copy it before changing it. DefinitionError with the line if it is no SQL."""
        try:
            return sqlglot.parse_one(self.sql, dialect="duckdb")
        except ParseError as error:
            found = error.errors[0] if error.errors else {}
            words = str(found.get("description") or "it has no select")
            near = f", at '{found['highlight']}'" if found.get("highlight") else ""
            raise self._no_sql(
                re.sub(r"<class '[\w.]*?(\w+)'>", r"\1", words) + near, int(found.get("line") or 1)
            ) from None
        except TokenError:
            raise self._no_sql("a quote or a comment begins in it and does not end", self._unended()) from None

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns that the SQL gives."""
        return tuple(self._named["columns"])

    @cached_property
    def tables_named(self) -> frozenset[str]:
        """The names of the tables that the SQL reads, as they stand there; those that it makes itself are left out."""
        return frozenset(self._named["tables"])

    @cached_property
    def parameters_named(self) -> frozenset[str]:
        """The names of the ``$parameters`` of the SQL."""
        return frozenset(self._named["parameters"])

    @cached_property
    def _named(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = json.loads(made_once("names", self.sql, self._names_of_tree))
        return found

    def _names_of_tree(self) -> str:
        own = {cte.alias for cte in self.tree.find_all(exp.CTE)}
        tables = {table.name for table in self.tree.find_all(exp.Table)} - own
        parameters = {name for node in self.tree.walk() if (name := parameter_name(node))}
        columns = self.tree.named_selects if isinstance(self.tree, exp.Query) else []
        return json.dumps({"columns": columns, "tables": sorted(tables), "parameters": sorted(parameters)})

    def where(self, line: int = 1) -> str:
        """The place of a line of the SQL for a message: *referrals.md, line 42*."""
        return f"{self.page.path.name}, line {self._sql_line + line - 1}"

    @cached_property
    def _sql_line(self) -> int:
        """The line of the file on which the SQL begins, as a person counts them."""
        lines = self.page.text.splitlines()
        fence = next((number for number, text in enumerate(lines, start=1) if text.strip() == "```sql"), 0)
        first = next((number for number, text in enumerate(lines[fence:]) if text.strip()), 0)
        return fence + 1 + first

    def _unended(self) -> int:
        """The line of the SQL on which the last quote stands."""
        before = self.sql[: max(self.sql.rfind(sign) for sign in ("'", '"', "/*"))]
        return before.count("\n") + 1

    def _no_sql(self, words: str, line: int) -> DefinitionError:
        return DefinitionError(
            f"The SQL of {self.page.path.name} cannot be read: {words}.",
            self.where(line) + ".",
            "Correct that line; it is read as DuckDB reads SQL.",
        )

    def counts_child_once(self, part: str | None) -> bool:
        """Whether a child counts once in a period: by the newest row in it, or by how many of them are met."""
        found = self.front.parts[part].counts_once if part else None
        return (found or self.front.counts_once) == "child" or self.at_least_of(part) is not None

    def standard_of(self, part: str | None) -> str:
        """The local standard without which this figure is not run and the page's others are; blank for none."""
        return self.front.parts[part].standard if part else ""

    def at_least_of(self, part: str | None) -> int | None:
        """How many of a child's rows in a period must be met for the child to be; None where the newest row decides."""
        found = self.front.parts[part].at_least if part else None
        return found or self.front.at_least
