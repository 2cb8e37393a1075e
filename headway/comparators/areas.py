"""England, its regions and its councils, with the days between which each was one, and who is like whom."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property

from headway.catalogue import definitions_dir, nearest_names, read_csv_table
from headway.errors import UnknownNameError

ENGLAND = "E92000001"
COUNCIL, REGION = "council", "region"
_DRESS = re.compile(
    r"\b((royal |london |metropolitan )?borough of"
    r"|(county|city|metropolitan borough|metropolitan district|london borough|borough|unitary)? ?council|the)\b"
)


@dataclass(frozen=True)
class Area:
    """England, a region, a part of London, a council or a joint return of two, by its GSS code.

    ``from_on`` and ``until_on`` are the days of a council that was made or ended by a reorganisation; its figures are
    kept. ``other_codes`` are those that later or earlier files use for the same council, its three-digit code among them.
    """

    code: str
    kind: str
    name: str
    also: tuple[str, ...]
    other_codes: tuple[str, ...]
    region: str
    from_on: date | None
    until_on: date | None
    followed_by: tuple[str, ...]
    note: str

    def stands_on(self, day: date) -> bool:
        """Whether it is a council on the day."""
        return (self.from_on or day) <= day <= (self.until_on or day)


@dataclass(frozen=True)
class Areas:
    """Every area by code, and the neighbours by model: ``neighbours[model][code]`` in order of likeness."""

    by_code: Mapping[str, Area]
    neighbours: Mapping[int, Mapping[str, tuple[str, ...]]]

    @property
    def councils(self) -> list[Area]:
        """Every council, those that are no more among them."""
        return [area for area in self.by_code.values() if area.kind == COUNCIL]

    @property
    def models(self) -> list[int]:
        """The years of the neighbour models, newest first."""
        return sorted(self.neighbours, reverse=True)

    @property
    def joint_members(self) -> frozenset[str]:
        """The councils that send one workforce return for two."""
        return frozenset(code for area in self.by_code.values() if "+" in area.code for code in area.code.split("+"))

    def council(self, name: str) -> Area:
        """The council of a GSS code, a three-digit code or a name, with or without *County Council*.

        A name that was used twice means the council that stands. Raises UnknownNameError with the nearest names.
        """
        found = self.find(name)
        if found and found.kind == COUNCIL:
            return found
        near = nearest_names(name, [known for area in self.councils for known in (area.name, *area.also)])
        raise UnknownNameError(
            f"There is no council '{name}' among those with published figures.",
            "headway benchmarks areas lists them with their codes.",
            f"Did you mean {near}?" if near else "Give the name as published, or the code.",
        )

    def find(self, name: str) -> Area | None:
        """The area of a code or name, or None."""
        bare = _bare(name)
        return self.by_any_code(name) or self._by_name.get(bare) or self._by_name.get(bare.removeprefix("city of "))

    def by_any_code(self, code: str) -> Area | None:
        """The area of a GSS code, an older or newer one of the same council, or its three-digit code; else None."""
        return self.by_code.get(code.strip()) or self._by_other_code.get(code.strip())

    def neighbours_of(self, code: str, model: int | None = None) -> tuple[int, tuple[str, ...]]:
        """The model's year and the neighbours' codes, none where the model has none for the council."""
        year = model or self.models[0]
        if year not in self.neighbours:
            known = " and ".join(str(each) for each in self.models)
            raise UnknownNameError(f"There is no neighbour model of {year}.", "--neighbours", f"Held: {known}.")
        return year, self.neighbours[year].get(code, ())

    @cached_property
    def _by_other_code(self) -> dict[str, Area]:
        return {code: area for area in self.by_code.values() for code in area.other_codes}

    @cached_property
    def _by_name(self) -> dict[str, Area]:
        # Those that stand come last, so that they win a name that was used twice.
        ordered = sorted(self.by_code.values(), key=lambda area: area.until_on is None)
        return {_bare(name): area for area in ordered for name in (area.name, *area.also)}


@cache
def load_areas() -> Areas:
    """The areas and neighbours that ship with Headway."""
    folder = definitions_dir() / "published"
    areas = {row["code"]: _area(row) for row in read_csv_table(folder / "areas.csv")}
    ranked: dict[int, dict[str, list[tuple[int, str]]]] = {}
    for row in read_csv_table(folder / "neighbours.csv"):
        of_model = ranked.setdefault(int(row["model"]), {})
        of_model.setdefault(row["code"], []).append((int(row["rank"]), row["neighbour"]))
    neighbours = {
        model: {code: tuple(other for _, other in sorted(each)) for code, each in of_model.items()}
        for model, of_model in ranked.items()
    }
    return Areas(areas, neighbours)


def _area(row: Mapping[str, str]) -> Area:
    return Area(
        code=row["code"],
        kind=row["kind"],
        name=row["name"],
        also=_parts(row["also"], ";"),
        other_codes=tuple(code for code in (row["other_code"], row["la_code"]) if code),
        region=row["region"],
        from_on=date.fromisoformat(row["from"]) if row["from"] else None,
        until_on=date.fromisoformat(row["until"]) if row["until"] else None,
        followed_by=_parts(row["followed_by"], " "),
        note=row["note"],
    )


def _parts(text: str, mark: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(mark) if part.strip())


def _bare(name: str) -> str:
    """The name without the words that only say what kind of council it is."""
    lower = " ".join(re.sub(r"[^a-z0-9+ ]", " ", name.lower().replace("&", " and ")).split())
    return " ".join(_DRESS.sub(" ", lower).split()) or lower
