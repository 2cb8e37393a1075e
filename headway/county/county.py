"""County: the one door for callers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cached_property
from pathlib import Path

from headway import log
from headway.attention import ChildrenList, Tracking
from headway.comparators import Area, Comparators, Refreshed, load_comparators
from headway.county.account import Account, accounts
from headway.county.benchmarks import council_of, read_since, refresh
from headway.county.charts import ChartOf, drawn_of
from headway.county.explain import Explanation, explain_figure
from headway.county.figures import own_year
from headway.county.folder import CountyFile, own_measures, read_county_file
from headway.county.groups import GroupFigures, by_group
from headway.county.kept_rows import keep_rows
from headway.county.load_passport import LoadPassport, load_passports
from headway.county.load_report import LoadReport
from headway.county.loading import load_return, look_at_return
from headway.county.look import LookReport
from headway.county.packs import make_board_pack
from headway.county.past_picture import keep_past
from headway.county.picture import Picture, keep_picture
from headway.county.reading import Reading
from headway.county.tracking import SurveyAnswer, follow, survey
from headway.county.verify import Verified, verify_pack
from headway.county.withdrawing import WithdrawalReport, withdraw_load
from headway.errors import RefusedError, UnknownNameError
from headway.evidence.assess import MeasureEvidence
from headway.identity import LoadId
from headway.improvement import PlanState, PlanStatus, first_kept, keep_plan, read_plan_state
from headway.journey import FindingCount, Journey, build_journey
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
from headway.measures.splits import Split
from headway.periods import Period
from headway.publish import ChartFiles, PackFiles, claims_by_measure, foot_words, write_chart
from headway.store import LoadManifest, LoadStanding, Store
from headway.store.connection import connect


def _silent(words: str) -> None:
    """Says nothing: for callers that show no progress."""


@dataclass(frozen=True)
class County:
    """One county folder, open. ``tell`` is told what takes long."""

    folder: Path
    file: CountyFile
    tell: Callable[[str], None] = _silent

    @classmethod
    def open(cls, folder: Path, tell: Callable[[str], None] = _silent) -> County:
        """The county of the folder. Raises DefinitionError when county.yaml is wrong, RefusedError when it is newer."""
        return cls(folder, read_county_file(folder), tell)

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
    ) -> LoadReport:
        """Loads a return and reports what it held; ``received_on`` is for a file that came on an earlier day."""
        received_at = datetime.combine(received_on, time(12), UTC) if received_on else None
        return load_return(
            self.store,
            paths,
            as_at=as_at,
            today=today,
            received_at=received_at,
            received_by=by,
            corrects=corrects,
            progress=self.tell,
        )

    def look(self, paths: Sequence[Path], *, as_at: date | None, today: date) -> LookReport:
        """What loading the files would find: what was recognised, and what could not be read. Nothing is kept."""
        return look_at_return(self.store, paths, as_at=as_at, today=today, progress=self.tell)

    def loads(self) -> tuple[LoadManifest, ...]:
        """The loads in effect, oldest first."""
        return self.store.loads()

    def standings(self) -> tuple[LoadStanding, ...]:
        """Every load that was ever given, oldest first: in effect, corrected or withdrawn."""
        return self.store.standings()

    def passports(self, *, today: date) -> tuple[LoadPassport, ...]:
        """What the record says of every load that was ever given, the newest day first."""
        return load_passports(self.standings(), today=today)

    def withdraw(self, load: LoadId, *, by: str, why: str) -> WithdrawalReport:
        """Takes a load out of effect from now on; it is kept, and what was known before is not changed."""
        return withdraw_load(self.store, load, by=by, why=why)

    @cached_property
    def measures(self) -> MeasureCatalogue:
        """Every measure that ships with Headway, and the council's own: the pages in the county folder's ``measures``.

        A page of these that is wrong is told and left out.
        """
        found = load_measures(own=own_measures(self.folder))
        for each in found.left_out:
            self.tell(each.words)
        return found

    @cached_property
    def comparators(self) -> Comparators:
        """The published figures held: those that ship, and those that this county has read since."""
        return load_comparators(read_since(self.store))

    def refresh_benchmarks(self, folder: Path, *, by: str) -> Refreshed:
        """Reads newer published figures from a folder of CSV files; all of them, or FileError and none."""
        held = load_comparators(read_since(self.store))
        return refresh(self.store, folder, held, read_at=datetime.now(UTC), read_by=by)

    @property
    def council(self) -> Area | None:
        """The council as published statistics know it; None where county.yaml gives no code. DefinitionError if wrong."""
        return council_of(self.file)

    @cached_property
    def files(self) -> CountyFiles:
        """The county's localities, policy, targets and population. Raises DefinitionError with the line."""
        return read_county_files(self.folder, self.file.name, self.measures)

    def read(self, *, as_at: date | None = None, known_on: date | None = None) -> Reading:
        """The county as at a day, as known on a day; as at the newest load when no day is given.

        The last reading is given again for as long as the same loads are in effect.
        """
        loads = tuple(load.load_id for load in self.store.loads(as_at=as_at, known_on=known_on))
        key = (as_at, known_on, loads)
        if key not in self._readings:
            files = self.files
            self.tell("reading the loads")
            self._readings.clear()
            self._readings[key] = Reading(self._journey(as_at, known_on), self.measures, files, self.tell)
        return self._readings[key]

    def findings(self, *, as_at: date | None = None, known_on: date | None = None) -> tuple[FindingCount, ...]:
        """What the rows of the loads say against themselves, counted by table and kind; no row and no value."""
        return self._journey(as_at, known_on).findings()

    def _journey(self, as_at: date | None, known_on: date | None) -> Journey:
        con = connect()
        try:
            with log.stage("make the journey") as said:
                journey = build_journey(con, self.store, as_at=as_at, known_on=known_on)
                said["loads"] = len(journey.loads)
            return journey
        except RefusedError as error:
            if self.store.loads(as_at=as_at, known_on=known_on):
                raise
            raise UnknownNameError(error.what, error.where, error.todo) from None

    @cached_property
    def _readings(self) -> dict[tuple[date | None, date | None, tuple[LoadId, ...]], Reading]:
        return {}

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
        reading = self.read(as_at=as_at, known_on=known_on)
        asked = list(periods) or reading.periods(by)
        found = observe(reading.journey, pages, periods=asked, county=reading.files, levels=levels)
        return [each for each in found if each.part in parts[each.measure]]

    def over_the_year(self, *, as_at: date | None = None, known_on: date | None = None) -> list[Observation]:
        """Every measure's figure in the county over the last 12 whole months; a stock's is that of the last day."""
        day = self.read(as_at=as_at, known_on=known_on).day
        years = {page.id: own_year(page, day) for page in self.measures.pages}
        periods = list({each.name: each for each in years.values()}.values())
        found = self.observe(periods=periods, levels=[COUNTY], as_at=as_at, known_on=known_on)
        return [each for each in found if each.period == years[each.measure].name]

    def by_group(
        self,
        names: Sequence[str],
        split: Split,
        *,
        periods: Sequence[Period] = (),
        levels: Sequence[str] = (COUNTY,),
        as_at: date | None = None,
        known_on: date | None = None,
    ) -> list[GroupFigures]:
        """The figures of the measures named by group of children: over the last 12 months, or the periods given.

        Raises RefusedError for a measure named whose rows are no children; where none is named it is passed over.
        """
        pages, parts = self.chosen(names)
        pages = pages if names else [page for page in pages if not page.front.no_child]
        reading = self.read(as_at=as_at, known_on=known_on)
        found = by_group(reading.journey, reading.files, pages, split, periods=periods, levels=levels)
        return [each for each in found if each.part in parts[each.page.id]]

    def chosen(self, names: Sequence[str]) -> tuple[list[MeasurePage], dict[str, set[str | None]]]:
        """The pages of the names (all, when there is none), and the parts wanted of each: all where a name says none."""
        figures = [self.measures.figure(name) for name in names] or [(page, None) for page in self.measures.pages]
        parts: dict[str, set[str | None]] = {}
        for page, part in figures:
            parts.setdefault(page.id, set()).update([part] if part else page.parts)
        return list({page.id: page for page, _ in figures}.values()), parts

    def plan(self, *, by: str, today: date, as_at: date | None = None, known_on: date | None = None) -> PlanStatus:
        """The plan, recommendation by recommendation: what was done, and what the data say. Keeps the state used."""
        state = self.plan_state(by=by, today=today)
        kept = first_kept(self.store, is_current=True)
        return self.read(as_at=as_at, known_on=known_on).plan(state.plan, kept)

    def children(self, *, as_at: date | None = None, known_on: date | None = None) -> ChildrenList:
        """The children who need someone now, on the journey's own day."""
        return self.read(as_at=as_at, known_on=known_on).children

    def contacts(self, *, as_at: date | None = None, known_on: date | None = None) -> Tracking | None:
        """Contact with each child on the day of the newest file of contacts; None without one."""
        return follow(self.store, self.read(as_at=as_at, known_on=known_on), as_at=as_at, known_on=known_on)

    def contact_survey(self, tracking: Tracking) -> tuple[SurveyAnswer, ...]:
        """What the DfE's survey of 2020 to 2022 asked, as far as the loads can say it on the day of that file."""
        return survey(self.read(), tracking)

    def evidence(self, *, as_at: date | None = None, known_on: date | None = None) -> list[MeasureEvidence]:
        """Every figure judged: is it real, is it the same everywhere, does the average hide a place."""
        return self.read(as_at=as_at, known_on=known_on).evidence

    def accounts(
        self,
        names: Sequence[str] = (),
        *,
        by: str,
        today: date,
        as_at: date | None = None,
        known_on: date | None = None,
    ) -> list[Account]:
        """The figures named (all, when none is) judged in words, with what the plan claims of them."""
        pages, parts = self.chosen(names)
        wanted = {(page.id, part) for page in pages for part in parts[page.id]}
        reading = self.read(as_at=as_at, known_on=known_on)
        found = [each for each in reading.evidence if (each.page.id, each.part) in wanted]
        plan = self.plan(by=by, today=today, as_at=as_at, known_on=known_on)
        return accounts(found, plan, self.files, reading.day, reading.event_days)

    def chart(
        self,
        name: str,
        out: Path,
        *,
        by: str,
        today: date,
        use: str = "page",
        of: ChartOf = ChartOf.MONTHS,
        as_at: date | None = None,
        known_on: date | None = None,
    ) -> ChartFiles:
        """A chart of one figure as an SVG or PNG file, with its words beside it; that of its months as the pack draws it.

        A page of several figures is drawn by its first part unless the name says which.
        """
        page, part = self.measures.figure(name)
        wanted = (page.id, part or page.parts[0])
        reading = self.read(as_at=as_at, known_on=known_on)
        found = next(each for each in reading.evidence if (each.page.id, each.part) == wanted)
        plan = self.plan(by=by, today=today, as_at=as_at, known_on=known_on)
        foot = foot_words(self.file.name, reading.day, is_synthetic=self.file.is_synthetic)
        claim = claims_by_measure(plan).get(page.name_of(wanted[1]))
        drawn = drawn_of(of, reading, found, claim)
        return write_chart(found, claim, out, foot=foot, use=use, drawn=drawn)

    def board_pack(self, out: Path, *, by: str, today: date, as_at: date | None = None) -> PackFiles:
        """The board pack, written into ``out``: the one-page truth, every measure, the figures with their lineage."""
        state = self.plan_state(by=by, today=today)
        return make_board_pack(out, self.folder, self.file, self.read(as_at=as_at), state, by=by, today=today)

    def explain(
        self,
        figure: Sequence[str],
        *,
        period: str = "",
        place: str = "",
        as_at: date | None = None,
        known_on: date | None = None,
    ) -> Explanation:
        """Where a figure comes from; with ``known_on``, what has changed it since that day, row by row."""
        return explain_figure(self, figure, period=period, place=place, as_at=as_at, known_on=known_on)

    def rows_behind(self, figure: str) -> str:
        """The name under which the rows behind a figure are kept for pages; the figure by its id, as a pack gives it."""
        return keep_rows(self, figure)

    def verify(self, pack: Path, *, fresh: bool = False) -> Verified:
        """Whether the pack in the folder is still what its loads, plan and files give, and what is not."""
        return verify_pack(self.store, self.folder, pack, fresh=fresh, tell=self.tell)

    def picture(self, *, by: str, today: date) -> Picture:
        """What pages show of the county today, kept: worked out where it is not, read where it is."""
        return keep_picture(self, by=by, today=today)

    def past_picture(self, *, as_at: date | None, known_on: date | None, by: str, today: date) -> str:
        """The name under which what pages show of a past moment is kept; empty where the moment is now."""
        return keep_past(self, as_at=as_at, known_on=known_on, by=by, today=today)

    def plan_state(self, *, by: str, today: date) -> PlanState:
        """The plan as it stands, kept in the store. Raises DefinitionError that lists every fault with its line."""
        known = [name for page in self.measures.pages for name in page.names]
        state = read_plan_state(self.folder / "plan.yaml", known, self.files.localities.names(), today)
        keep_plan(self.store, state, kept_at=datetime.now(UTC), kept_by=by)
        return state
