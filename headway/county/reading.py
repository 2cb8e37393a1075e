"""One reading of a county: its journey as at a day, as known on a day, and everything asked of it, worked out once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from headway import log
from headway.attention import ChildrenList, list_children, load_reasons
from headway.county.figures import Figures, by_figure, figures_for, figures_of
from headway.evidence.assess import MeasureEvidence, assess
from headway.improvement import KeptClaims, Plan, PlanStatus, plan_status
from headway.journey import Journey
from headway.measures import (
    CountyFiles,
    MeasureCatalogue,
    MeasurePage,
    covered_by_all,
    fetch_rows,
    page_tables,
    run_pages,
)
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

    def plan(self, plan: Plan, first_kept: KeptClaims) -> PlanStatus:
        """The plan, recommendation by recommendation: what was done, and what the data say."""
        on = figures_for(self.figures, self.measures, self.files.localities.names(), self.evidence)
        with log.stage("judge the plan"):
            return plan_status(plan, on, as_at=self.day, first_kept=first_kept)

    @cached_property
    def children(self) -> ChildrenList:
        """The children who need someone now."""
        self.tell("looking for children who need someone, in every load")
        # The figures are worked out first where they are wanted: the list runs its own pages over the same tables.
        with log.stage("list the children") as said:
            found = list_children(self.journey, self.measures, load_reasons(), self.files, day=self.day)
            said["children"] = len(found.entries)
        return found

    def event_days(self, page: MeasurePage, part: str | None) -> list[list[date]]:
        """The day of every event that a count counts, in the whole county, for each covered stretch up to the day.

        An event outside them is left out: of the time before the first load only what lasted is listed. The last stretch
        is empty where no load covers the day itself.
        """
        run_pages(self.journey, self.files, [page], [], only_counts=True)
        rows = fetch_rows(self.journey, page)
        days = [row.placed_on for row in rows if row.placed_on and row.part == part and row.met and not row.left_out]
        stretches = covered_by_all(self.journey, page_tables(page))
        found = [sorted(day for day in days if first <= day <= last) for first, last in stretches]
        return found if stretches and stretches[-1][1] == self.day else [*found, []]

    def _first_covered(self) -> date:
        """The first day of which any list that a flow is counted from can speak."""
        flows = [page for page in self.measures.pages if page.front.timing != "stock"]
        tables = {table for page in flows for table in page_tables(page)}
        stretches = [self.journey.coverage(table) for table in sorted(tables)]
        # A table without dates of its own, such as the persons, speaks of every day and begins none.
        starts = [each[0][0] for each in stretches if each and each[0][0] > date.min]
        return min(starts, default=min(load.as_at for load in self.journey.loads))
