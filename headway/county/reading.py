"""One reading of a county: its journey as at a day, as known on a day, and everything asked of it, worked out once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from headway import log
from headway.attention import ChildrenList, list_children, load_reasons
from headway.county.figures import Figures, by_figure, figures_for, figures_of
from headway.evidence.assess import MeasureEvidence, assess
from headway.improvement import KeptClaim, Plan, PlanStatus, plan_status
from headway.journey import Journey
from headway.measures import CountyFiles, MeasureCatalogue, page_tables
from headway.periods import Period, periods_between


@dataclass(frozen=True)
class Reading:
    """The county on the journey's own day. ``tell`` is told what takes long."""

    journey: Journey
    measures: MeasureCatalogue
    files: CountyFiles
    tell: Callable[[str], None]

    @property
    def day(self) -> date:
        """The day that everything here is true for: that of the newest load in effect."""
        return self.journey.as_at

    def periods(self, by: str) -> list[Period]:
        """Every month, quarter or year from the first day that any load covers to the day."""
        return periods_between(by, self._first_covered(), self.day)

    @cached_property
    def figures(self) -> Figures:
        """Every measure's figures by month and over the last 12 months."""
        pages = self.measures.pages
        self.tell(f"working out {len(pages)} measures by month and locality")
        with log.stage("work out the figures") as said:
            found = figures_of(self.journey, self.files, pages, self.periods("month"))
            said["figures"] = len(found.monthly) + len(found.yearly)
        return found

    @cached_property
    def evidence(self) -> list[MeasureEvidence]:
        """Every figure judged: is it real, is it the same everywhere, does the average hide a place."""
        localities = self.files.localities.names()
        monthly, yearly = by_figure(self.figures.monthly), by_figure(self.figures.yearly)
        return [
            assess(
                page,
                part,
                monthly.get((page.id, part), ()),
                yearly.get((page.id, part), ()),
                localities=localities,
                target=self.files.targets.value(page.name_of(part), self.day),
                same_children=self.figures.same[(page.id, part)],
            )
            for page in self.measures.pages
            for part in page.parts
        ]

    def plan(self, plan: Plan, first_kept: Mapping[str, KeptClaim]) -> PlanStatus:
        """The plan, recommendation by recommendation: what was done, and what the data say."""
        judge = figures_for(self.figures, self.measures, self.files.localities.names(), self._behind())
        return plan_status(plan, judge, as_at=self.day, first_kept=first_kept)

    def _behind(self) -> dict[str, frozenset[str]]:
        """Per figure, the localities that differ from the rest on the bad side."""
        return {
            each.page.name_of(each.part): frozenset(gap.place for gap in each.consistency.apart if gap.is_bad_side)
            for each in self.evidence
        }

    @cached_property
    def children(self) -> ChildrenList:
        """The children who need someone now."""
        self.tell("looking for children who need someone, in every load")
        # The figures are worked out first where they are wanted: the list runs its own pages over the same tables.
        with log.stage("list the children") as said:
            found = list_children(self.journey, self.measures, load_reasons(), self.files, day=self.day)
            said["children"] = len(found.entries)
        return found

    def _first_covered(self) -> date:
        """The first day of which any list that a flow is counted from can speak."""
        flows = [page for page in self.measures.pages if page.front.timing != "stock"]
        tables = {table for page in flows for table in page_tables(page)}
        stretches = [self.journey.coverage(table) for table in sorted(tables)]
        # A table without dates of its own, such as the persons, speaks of every day and begins none.
        starts = [each[0][0] for each in stretches if each and each[0][0] > date.min]
        return min(starts, default=min(load.as_at for load in self.journey.loads))
