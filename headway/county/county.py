"""County: the one door for callers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cached_property
from pathlib import Path

import duckdb

from headway.attention import ChildrenList, list_children, load_reasons
from headway.catalogue import definition_version
from headway.county.folder import CountyFile, read_county_file
from headway.county.loading import LoadReport, load_annex_a
from headway.county.planning import claimed_pages, figures_for, monthly_figures, year_figures
from headway.evidence.assess import MeasureEvidence, assess
from headway.identity import LoadId, sha256_of_bytes
from headway.improvement import PlanStatus, first_kept, keep_plan, plan_status, read_plan_state
from headway.journey import Journey, build_journey
from headway.measures import (
    COUNTY,
    LOCALITY,
    CountyFiles,
    MeasureCatalogue,
    MeasurePage,
    Observation,
    load_measures,
    observe,
    read_county_files,
)
from headway.periods import Period, periods_between
from headway.publish import BoardContents, PackFiles, write_board_pack
from headway.store import LoadManifest, Store


def _silent(words: str) -> None:
    """Says nothing: for callers that show no progress."""


@dataclass(frozen=True)
class County:
    """One county folder, open."""

    folder: Path
    file: CountyFile

    @classmethod
    def open(cls, folder: Path) -> County:
        """The county of the folder. Raises DefinitionError when county.yaml is wrong, RefusedError when it is newer."""
        return cls(folder, read_county_file(folder))

    @property
    def store(self) -> Store:
        """The county's loads and kept documents."""
        return Store(self.folder / "store")

    def load(
        self,
        paths: Sequence[Path],
        *,
        as_at: date | None,
        today: date,
        by: str,
        received_on: date | None = None,
        corrects: LoadId | None = None,
        progress: Callable[[str], None] = _silent,
    ) -> LoadReport:
        """Loads a return and reports what it held; ``received_on`` is for a file that came on an earlier day."""
        received_at = datetime.combine(received_on, time(12), UTC) if received_on else None
        return load_annex_a(
            self.store,
            paths,
            as_at=as_at,
            today=today,
            received_at=received_at,
            received_by=by,
            corrects=corrects,
            progress=progress,
        )

    def loads(self) -> tuple[LoadManifest, ...]:
        """The loads in effect, oldest first."""
        return self.store.loads()

    @cached_property
    def measures(self) -> MeasureCatalogue:
        """Every measure that ships with Headway."""
        return load_measures()

    @cached_property
    def files(self) -> CountyFiles:
        """The county's localities, policy, targets and population. Raises DefinitionError with the line."""
        return read_county_files(self.folder, self.file.name, self.measures)

    def journey(self, *, as_at: date | None = None, known_on: date | None = None) -> Journey:
        """The children's journey as at a day, as known on a day; as at the newest load when no day is given."""
        con = duckdb.connect()
        con.execute("SET enable_progress_bar = false")
        con.execute("SET timezone = 'UTC'")
        return build_journey(con, self.store, as_at=as_at, known_on=known_on)

    def observe(
        self,
        names: Sequence[str] = (),
        *,
        periods: Sequence[Period] = (),
        by: str = "month",
        levels: Sequence[str] = (COUNTY, LOCALITY),
        as_at: date | None = None,
        known_on: date | None = None,
    ) -> list[Observation]:
        """The figures of the measures named (all, when none is), for the periods given or every covered ``by``."""
        pages, parts = self.chosen(names)
        files = self.files
        journey = self.journey(as_at=as_at, known_on=known_on)
        asked = list(periods) or covered_periods(journey, by)
        found = observe(journey, pages, periods=asked, county=files, levels=levels)
        return [each for each in found if parts.get(each.measure) in (None, each.part)]

    def chosen(self, names: Sequence[str]) -> tuple[list[MeasurePage], dict[str, str | None]]:
        """The pages of the names, and the one part wanted of a page where a name says so."""
        if not names:
            return list(self.measures.pages), {}
        figures = [self.measures.figure(name) for name in names]
        return list({page.id: page for page, _ in figures}.values()), {page.id: part for page, part in figures}

    def plan(self, *, by: str, today: date, as_at: date | None = None, known_on: date | None = None) -> PlanStatus:
        """The plan, recommendation by recommendation: what was done, and what the data say. Keeps the state used."""
        files = self.files
        known = [name for page in self.measures.pages for name in self.measures.names_of(page)]
        state = read_plan_state(self.folder / "plan.yaml", known, files.localities.names(), today)
        keep_plan(self.store, state, kept_at=datetime.now(UTC), kept_by=by)
        journey = self.journey(as_at=as_at, known_on=known_on)
        months = covered_periods(journey, "month")
        figures = monthly_figures(journey, files, claimed_pages(state.plan, self.measures), months)
        judge = figures_for(figures, self.measures, files.localities.names())
        return plan_status(state.plan, judge, as_at=journey.as_at, first_kept=first_kept(self.store))

    def children(self, *, as_at: date | None = None, known_on: date | None = None) -> ChildrenList:
        """The children who need someone now, on the journey's own day."""
        journey = self.journey(as_at=as_at, known_on=known_on)
        return list_children(journey, self.measures, load_reasons(), self.files, day=journey.as_at)

    def evidence(self, *, as_at: date | None = None, known_on: date | None = None) -> list[MeasureEvidence]:
        """Every figure judged: is it real, is it the same everywhere, does the average hide a place."""
        files = self.files
        journey = self.journey(as_at=as_at, known_on=known_on)
        months = covered_periods(journey, "month")
        pages = list(self.measures.pages)
        monthly = monthly_figures(journey, files, pages, months).observations
        year = year_figures(journey, files, pages)
        localities = files.localities.names()
        return [
            assess(
                page,
                part,
                monthly,
                year,
                localities=localities,
                target=files.targets.value(page.name_of(part), journey.as_at),
            )
            for page in pages
            for part in page.parts
        ]

    def board_pack(self, out: Path, *, by: str, today: date, as_at: date | None = None) -> PackFiles:
        """The board pack, written into ``out``: the page of pages, every measure, and the figures with their lineage."""
        journey = self.journey(as_at=as_at)
        state = (self.folder / "plan.yaml").read_bytes()
        contents = BoardContents(
            county=self.file.name,
            data_lead=self.file.data_lead,
            as_at=journey.as_at,
            made_on=today,
            places=self.files.localities.names(),
            plan=self.plan(by=by, today=today, as_at=as_at),
            plan_state=sha256_of_bytes(state),
            evidence=self.evidence(as_at=as_at),
            children=self.children(as_at=as_at),
            loads=[self.store.manifest(load.load_id) for load in journey.loads],
            definition_version=definition_version("measures", "reasons", "journey", "returns", "codelists"),
        )
        return write_board_pack(contents, out)


def covered_periods(journey: Journey, by: str) -> list[Period]:
    """Every month, quarter or year from the first day that any load covers to the journey's own day."""
    return periods_between(by, first_covered(journey), journey.as_at)


def first_covered(journey: Journey) -> date:
    """The first day that a load covers in the lists of six months, or the first load's day."""
    starts = [stretches[0][0] for table in ("referrals", "cin_assessments") if (stretches := journey.coverage(table))]
    return min(starts, default=min(load.as_at for load in journey.loads))
