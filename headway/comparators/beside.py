"""Which published figure may stand beside which measure, and which may not."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal

from pydantic import Field

from headway.catalogue import Strict, definitions_dir, read_yaml
from headway.comparators.series import load_series
from headway.errors import DefinitionError

Match = Literal["exact", "nearly", "not comparable", "not computed"]
FITS = ("exact", "nearly")


class BesideRow(Strict):
    """One figure of the catalogue and its published series, as the file gives it."""

    series: str
    rule: Match
    from_annex_a: Match
    why: tuple[str, ...] = ()


class BesideFile(Strict):
    """The whole of beside.yaml."""

    reasons: dict[str, str]
    beside: dict[str, BesideRow]
    nothing: dict[str, str] = Field(default_factory=dict)


class Beside(Strict):
    """What may stand beside one figure of the catalogue; ``why`` are whole sentences for the reader."""

    figure: str
    series: str
    rule: Match
    from_annex_a: Match
    why: tuple[str, ...]

    @property
    def may_stand_beside_ours(self) -> bool:
        """Whether the published figure may be put beside what Headway counts from Annex A."""
        return self.from_annex_a in FITS

    @property
    def is_benchmarked(self) -> bool:
        """Whether the published series answers the measure's question at all."""
        return self.rule in FITS


class BesideList(Strict):
    """Every figure of the catalogue: its series, or why there is none."""

    rows: tuple[Beside, ...]
    nothing: Mapping[str, str]

    def of(self, figure: str) -> Beside | None:
        """What may stand beside a catalogue figure (RF02/referrals, or RF02 for the page's only one)."""
        return next((row for row in self.rows if row.figure == figure), None)


@cache
def load_beside() -> BesideList:
    """The list that ships with Headway. Raises DefinitionError with the line for a series or reason nobody knows."""
    text = read_yaml(definitions_dir() / "published" / "beside.yaml")
    found = text.into(BesideFile)
    known = load_series().by_id
    rows = []
    for figure, row in found.beside.items():
        if row.series not in known:
            raise DefinitionError(
                f"There is no published series '{row.series}'.",
                text.where(("beside", figure, "series")),
                "Name one of series.csv.",
            )
        why = tuple(found.reasons.get(each, each) for each in row.why)
        rows.append(Beside(figure=figure, series=row.series, rule=row.rule, from_annex_a=row.from_annex_a, why=why))
    return BesideList(rows=tuple(rows), nothing=found.nothing)
