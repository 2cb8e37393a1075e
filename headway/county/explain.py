"""Where one figure comes from, and what has changed it since a day."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from headway.catalogue import definition_hashes, definitions_dir
from headway.county.explain_asked import FigureAsked, figure_asked
from headway.county.explain_changes import ROLES, FigureState, RowChange, account, changes_between, state_of
from headway.county.folder import county_files
from headway.county.kept_packs import KeptPack, kept_packs
from headway.errors import RefusedError
from headway.identity import LoadId, sha256_of_bytes
from headway.measures import MeasurePage, Observation
from headway.measures.behind import figure_behind
from headway.measures.county_files import CountyFiles, Policy
from headway.measures.figures import mid_year_of
from headway.periods import Period
from headway.store import LoadManifest, Store

if TYPE_CHECKING:
    from headway.county.county import County

READ_BY_FIGURES = ("localities.yaml", "policy.yaml", "population.csv")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
COMMON_DEFINITIONS = ("codelists", "journey", "returns")


@dataclass(frozen=True)
class InPack:
    """The figure as a kept pack had it, and which of what it is worked out by has another content today."""

    sha256: str
    as_at: str
    made_on: str
    made_at: str
    shown: str
    numerator: int | None
    denominator: int | None
    cannot_tell: int | None
    changed_since: tuple[str, ...]


@dataclass(frozen=True)
class Explanation:
    """One figure opened up. ``states`` are it as known on the day asked for, on each day of change since, and now.

    The last state is the figure itself. ``changes`` are the rows that differ between the first state and the last.
    ``population``: of a rate, the mid-year of the estimate that it is of, and how many children.
    """

    asked: FigureAsked
    period: Period
    standards: tuple[Mapping[str, Any], ...]
    loads: tuple[tuple[LoadManifest, int], ...]
    packs: tuple[InPack, ...]
    known_on: date | None
    states: tuple[FigureState, ...]
    changes: tuple[RowChange, ...]
    population: tuple[int, int] | None = None

    @property
    def figure_id(self) -> str:
        """The figure's id, as pack.json has it."""
        return f"{self.asked.name} {self.period.name} {self.asked.place}"

    @property
    def now(self) -> FigureState:
        """The figure itself."""
        return self.states[-1]

    @property
    def then(self) -> FigureState:
        """The figure as it was known on the day asked for; the figure itself where none was."""
        return self.states[0]

    def reasons(self, role: str) -> dict[str, int]:
        """The reasons of the rows with this part, the commonest first; a day in a reason is left open."""
        found = Counter(_DAY.sub("…", row.reason) for row in self.now.inside.values() if row.role == role)
        return dict(sorted(found.items(), key=lambda each: (-each[1], each[0])))

    def accounts(self) -> dict[str, tuple[int, int, int, int, int]]:
        """Per part: then, plus added, plus by correction, minus left, is now. Parts that no row ever had are left out."""
        found = {role: account(self.then, self.changes, role) for role in ROLES}
        return {role: each for role, each in found.items() if any(each)}

    def unaccounted(self) -> dict[str, int]:
        """Per part, how many more rows there are now than the account says (fewer: below 0); empty when it is whole."""
        counts = self.now.counts()
        found = {role: counts[role] - account(self.then, self.changes, role)[-1] for role in ROLES}
        return {role: more for role, more in found.items() if more}

    def as_record(self) -> dict[str, Any]:
        """The whole for JSON: RowIds, and never a child's or a worker's."""
        page = self.asked.page
        record: dict[str, Any] = {
            "id": self.figure_id,
            "title": page.title_of(self.asked.part),
            "question": page.question,
            "figure": self.now.observation.as_record(),
            "population": dict(zip(("mid_year", "children"), self.population, strict=True))
            if self.population
            else None,
            "definition": {"file": definition_file(page), "version": page.version},
            "standards": list(self.standards),
            "cannot_tell": self.reasons("cannot tell"),
            "left_out": self.reasons("left out"),
            "undated_beside": self.reasons("undated"),
            "loads": [load_record(load, rows) for load, rows in self.loads],
            "packs": [vars(each) for each in self.packs],
            "rows": [
                {"row_id": row.row_id, "part": row.role, "reason": row.reason, "load": row.load_id}
                for row in self.now.inside.values()
            ],
        }
        if self.known_on:
            record["since"] = {
                "known_on": self.known_on.isoformat(),
                "figure": self.then.observation.as_record(),
                "account": {
                    role: dict(zip(("then", "added", "corrected", "left", "now"), each, strict=True))
                    for role, each in self.accounts().items()
                },
                "changes": [each.as_record() for each in self.changes],
            }
        return record


def explain_figure(
    county: County, words: Sequence[str], *, period: str, place: str, as_at: date | None, known_on: date | None
) -> Explanation:
    """The figure that the words name, opened up; with ``known_on`` also what has changed it since that day.

    Raises UnknownNameError for a measure or place that is none, or when nothing was known on the day; RefusedError for
    a period that begins after the newest load.
    """
    asked = figure_asked(words, county.measures, county.files, period=period, place=place)
    day = county.read(as_at=as_at).day
    chosen = asked.period_on(day)
    if chosen.start > day:
        raise RefusedError(
            f"There are no data of {chosen.name} yet: the newest load is as at {day.isoformat()}.",
            "The period of the figure.",
            "Give a period that begins on or before that day.",
        )
    states = tuple(_states(county, asked, chosen, as_at, known_on))
    now = states[-1]
    rows = Counter(row.load_id for row in now.inside.values())
    loads = [county.store.manifest(LoadId(name)) for name in rows if name]
    return Explanation(
        asked,
        chosen,
        tuple(standards_used(asked.page, county.files.policy, chosen)),
        tuple((load, rows[load.load_id]) for load in sorted(loads, key=lambda each: each.as_at)),
        tuple(_in_packs(county, asked, f"{asked.name} {chosen.name} {asked.place}")),
        known_on,
        states,
        changes_between(states) if known_on else (),
        population_of(now.observation, county.files),
    )


def population_of(figure: Observation, files: CountyFiles) -> tuple[int, int] | None:
    """The estimate that a rate is of; None of another figure, or where none is given."""
    return files.population.newest(mid_year_of(figure.period_end), figure.place) if figure.shape == "rate" else None


def _states(
    county: County, asked: FigureAsked, period: Period, as_at: date | None, known_on: date | None
) -> list[FigureState]:
    """The figure on each day on which the loads in effect became others, the first and the last included."""
    days: list[date | None] = [known_on, *changes_after(county.store, known_on), None] if known_on else [None]
    found: list[FigureState] = []
    for day in days:
        loads = tuple(load.load_id for load in county.store.loads(as_at=as_at, known_on=day))
        if found and found[-1].loads == loads:
            continue
        reading = county.read(as_at=as_at, known_on=day)
        behind = figure_behind(reading.journey, reading.files, asked.page, asked.part, period, asked.level, asked.place)
        found.append(state_of(behind, asked.page, loads))
    return found


def changes_after(store: Store, since: date) -> list[date]:
    """Every day after ``since`` on which a load was received or withdrawn; every moment, where it is a moment."""
    standings = store.standings()
    moments = {each.load.received_at for each in standings}
    moments |= {each.withdrawal.withdrawn_at for each in standings if each.withdrawal}
    if isinstance(since, datetime):
        return sorted(at for at in moments if at > since)
    return sorted(day for day in {at.date() for at in moments} if day > since)


def standards_used(page: MeasurePage, policy: Policy, period: Period) -> list[dict[str, Any]]:
    """Every standard and parameter of the page: value, where from, since when, national or the council's own."""
    found: list[dict[str, Any]] = []
    for name, each in page.front.standards.items():
        own = [
            local
            for local in policy.dated(name, page.id)
            if local.from_on <= period.end and (local.until_on or date.max) >= period.start
        ]
        for local in own if each.is_local else []:
            until = local.until_on.isoformat() if local.until_on else None
            said = {"source": local.source, "from": local.from_on.isoformat(), "until": until}
            found.append({"name": name, "value": local.value, "kind": local.kind, "national": False, **said})
        if each.value is not None and not (each.is_local and own):
            said = {"source": each.source, "from": None, "until": None}
            found.append({"name": name, "value": each.value, "kind": each.kind, "national": each.national, **said})
    for name, parameter in page.front.parameters.items():
        said = {"source": parameter.source, "from": None, "until": None}
        found.append({"name": name, "value": parameter.value, "kind": "number", "national": parameter.national, **said})
    return found


def definition_file(page: MeasurePage) -> str:
    """The page's path below the definitions."""
    path = page.page.path
    root = definitions_dir()
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name


def load_record(load: LoadManifest, rows: int) -> dict[str, Any]:
    """A load with how many of the figure's rows it gives."""
    return {
        "load": load.load_id,
        "as_at": load.as_at.isoformat(),
        "received_on": load.received_at.date().isoformat(),
        "rows": rows,
    }


def _in_packs(county: County, asked: FigureAsked, figure_id: str) -> list[InPack]:
    files = {name: sha256_of_bytes((county.folder / name).read_bytes()) for name in county_files(county.folder)}
    found = []
    for pack in kept_packs(county.store):
        own = next((each for each in pack.figures["figures"] if each["id"] == figure_id), None)
        if own is not None:
            found.append(
                InPack(
                    pack.sha256,
                    pack.figures["as_at"],
                    pack.figures["made_on"],
                    pack.figures.get("made_at", pack.figures["made_on"]),
                    own["shown"],
                    own["numerator"],
                    own["denominator"],
                    own["cannot_tell"],
                    tuple(_changed_since(pack, own, asked.page, files)),
                )
            )
    return found


def _changed_since(pack: KeptPack, own: Mapping[str, Any], page: MeasurePage, files: Mapping[str, str]) -> list[str]:
    """What the figure is worked out by and has changed since the pack; of a pack of before, only the page is known."""
    changed = [definition_file(page)] if own["definition"] != page.version else []
    then, today = pack.figures.get("definitions"), definition_hashes(*COMMON_DEFINITIONS)
    if then is not None:
        common = {name: sha256 for name, sha256 in then.items() if name.split("/")[0] in COMMON_DEFINITIONS}
        changed += sorted(name for name in {*common, *today} if common.get(name) != today.get(name))
    kept = pack.figures.get("county_files", {})
    return changed + [name for name in READ_BY_FIGURES if name in kept and kept[name] != files[name]]
