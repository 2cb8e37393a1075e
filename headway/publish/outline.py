"""The outline of a pack: what it holds, in which order, and the short names that fit its narrow columns."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from headway.catalogue import Strict, definitions_dir, read_yaml

Section = Literal["front", "truth", "measures", "measure pages", "recommendations", "children", "data"]


class Theme(Strict):
    """A heading of the icon table and its measures, in the order in which they are read."""

    title: str = Field(description="The heading.")
    measures: tuple[str, ...] = Field(description="The ids of its measures.")


class Outline(Strict):
    """A pack: who it is for, its parts in order, its themes, and short names of measures for narrow columns."""

    title: str = Field(description="The pack's name.")
    audience: str = Field(description="Who it is for.")
    edition: Literal["internal"] = Field(description="Who may see it.")
    sections: tuple[Section, ...] = Field(description="Its parts, in order.")
    themes: tuple[Theme, ...] = Field((), description="How the icon table is grouped.")
    others: str = Field("Other measures", description="The heading over what needs attention and no theme names.")
    short_names: dict[str, str] = Field(default_factory=dict, description="By measure, or measure/part.")

    @property
    def chosen(self) -> frozenset[str]:
        """The ids of the measures that a theme names."""
        return frozenset(measure for theme in self.themes for measure in theme.measures)

    def short_name(self, measure: str, title: str) -> str:
        """The measure's name for a narrow column; its title where the outline has none."""
        return self.short_names.get(measure, title)


class Cockpit(Strict):
    """The ten measures of a place's cockpit where a council names none."""

    measures: tuple[str, ...] = Field(min_length=1, max_length=10, description="The names of its figures, in order.")


def read_cockpit() -> tuple[str, ...]:
    """The figures of the cockpit that ships with Headway, in the order in which they are read."""
    return read_yaml(definitions_dir() / "packs" / "cockpit.yaml").into(Cockpit).measures


def read_outline(name: str) -> Outline:
    """The outline of a pack that ships with Headway. Raises DefinitionError with the line when it is wrong."""
    return read_yaml(definitions_dir() / "packs" / f"{name}.yaml").into(Outline)
