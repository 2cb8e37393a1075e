"""The newest files of contacts, attendance and names among a county's loads, and what pages and commands are told of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

import duckdb

from headway.attention import AttendanceFile, Contact, ContactFile, Mark, Tracking, groups, track
from headway.catalogue import Strict, definitions_dir, read_yaml
from headway.county.reading import Reading
from headway.measures import COUNTY, MeasurePage, Observation, observe
from headway.periods import Period, day_words, week_before_last
from headway.returns import type_tables
from headway.store import LoadManifest, Store
from headway.store.connection import connect

CONTACTS, ATTENDANCE, NAMES = "child_contacts", "child_attendance", "child_names"
_ANSWERS = {"yes": True, "no": False}


def newest_load(
    store: Store, return_name: str, *, as_at: date | None = None, known_on: date | None = None
) -> LoadManifest | None:
    """The newest load of a return in effect; None without one."""
    found = [each for each in store.loads(as_at=as_at, known_on=known_on) if each.return_name == return_name]
    return found[-1] if found else None


def follow(
    store: Store, reading: Reading, *, as_at: date | None = None, known_on: date | None = None
) -> Tracking | None:
    """Contact with each child on the day of the newest file of contacts; None where no file of contacts is in effect.

    Beside it how each child was in school, where a file of attendance is in effect.
    """
    load = newest_load(store, CONTACTS, as_at=as_at, known_on=known_on)
    if load is None:
        return None
    of_schools = newest_load(store, ATTENDANCE, as_at=as_at, known_on=known_on)
    attendance = read_attendance(store, of_schools) if of_schools else None
    return track(reading.journey, reading.measures, reading.files, read_contacts(store, load), attendance)


def read_contacts(store: Store, load: LoadManifest) -> ContactFile:
    """The contacts of a load, child by child. A column that the file lacks is not known in any row."""
    lacking = set(load.missing_keys(CONTACTS) or ())
    found: dict[str, list[Contact]] = {}
    lost = 0
    with _typed(store, load) as con:
        rows = con.execute(
            f"SELECT child_key, contacted_on, mode_code, seen_code, seen_alone_code, worker_key FROM typed.{CONTACTS}"
        ).fetchall()
    for key, on, mode, seen, alone, by in rows:
        if not key or "child_key" in lacking:
            lost += 1
            continue
        contact = Contact(on, mode, _ANSWERS.get(seen), _ANSWERS.get(alone), by or "")
        found.setdefault(key, []).append(contact)
    return ContactFile(load.load_id, load.as_at, load.received_at.date(), found, lost)


def read_attendance(store: Store, load: LoadManifest) -> AttendanceFile:
    """What schools said in a load, child by child. A column that the file lacks is not known in any row."""
    lacking = set(load.missing_keys(ATTENDANCE) or ())
    found: dict[str, list[Mark]] = {}
    lost = 0
    with _typed(store, load) as con:
        rows = con.execute(f"SELECT child_key, school_on, attendance_code, reason FROM typed.{ATTENDANCE}").fetchall()
    for key, on, code, reason in rows:
        if not key or "child_key" in lacking:
            lost += 1
            continue
        found.setdefault(key, []).append(Mark(on, code, reason or ""))
    return AttendanceFile(load.load_id, load.as_at, found, lost)


def read_names(store: Store, load: LoadManifest) -> Iterator[tuple[str, str]]:
    """Each child's name in a load of names, once."""
    with _typed(store, load) as con:
        yield from con.execute(
            f"SELECT child_key, min(name) FROM typed.{NAMES} WHERE child_key IS NOT NULL AND name IS NOT NULL GROUP BY 1"
        ).fetchall()


@contextmanager
def _typed(store: Store, load: LoadManifest) -> Iterator[duckdb.DuckDBPyConnection]:
    store.check_tables(load.load_id)
    with connect() as con:
        store.attach(con, load.load_id, "landed")
        type_tables(con, sha256=load.sha256, of=load.return_name)
        yield con


class Question(Strict):
    """One thing that the survey asked: of a group, of the contacts of a group, of a measure, or of what is not held."""

    id: str
    asks: str
    waves: str
    group: str = ""
    contact: str = ""
    measure: str = ""
    not_held: str = ""


class _Survey(Strict):
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class SurveyAnswer:
    """What can be said of one question: the figure in words, or why there is none. ``of`` is the whole of a count."""

    id: str
    asks: str
    waves: str
    count: int | None
    of: int | None
    part: str
    period: str
    why: str


def survey(reading: Reading, tracking: Tracking) -> tuple[SurveyAnswer, ...]:
    """The figures of the DfE's survey of 2020 to 2022, as the data give them on the day of the file of contacts."""
    questions = read_yaml(definitions_dir() / "tracking" / "survey.yaml").into(_Survey).questions
    week = week_before_last(tracking.day)
    figures = {each.measure: reading.measures.figure(each.measure) for each in questions if each.measure}
    pages = [page for page, _ in figures.values()]
    found = observe(reading.journey, pages, periods=[week], county=reading.files, levels=[COUNTY])
    answers: list[SurveyAnswer] = []
    for each in questions:
        if each.measure:
            page, part = figures[each.measure]
            own = [one for one in found if one.measure == page.id and part in (None, one.part)]
            answers += [_of_measure(each, page, one, week) for one in own]
        else:
            answers.append(_of_children(each, tracking))
    return tuple(answers)


def _of_measure(question: Question, page: MeasurePage, found: Observation, week: Period) -> SurveyAnswer:
    """A week of which a day is not covered has no figure: a part of it would look like fewer referrals."""
    is_known = found.numerator is not None and found.coverage == "covered"
    why = "" if is_known else found.why or (found.coverage if found.coverage != "covered" else found.status)
    of = found.denominator if found.shape == "proportion" else None
    part = page.title_of(found.part) if page.is_split or len(page.parts) > 2 else ""
    return _answer(question, found.numerator if is_known else None, of if is_known else None, part, week.words, why)


def _of_children(question: Question, tracking: Tracking) -> SurveyAnswer:
    wanted = question.group or question.contact
    if not wanted:
        return _answer(question, None, None, "", "", f"not held: {question.not_held}")
    title = next(each.title for each in groups() if each.id == wanted)
    if title in tracking.not_asked:
        return _answer(question, None, None, "", "", tracking.not_asked[title])
    own = [child for child in tracking.children if child.group == wanted]
    day = day_words(tracking.day)
    if question.group:
        return _answer(question, len(own), None, "", day, "")
    return _answer(question, sum(child.is_in_contact for child in own), len(own), "", f"four weeks to {day}", "")


def _answer(question: Question, count: int | None, of: int | None, part: str, period: str, why: str) -> SurveyAnswer:
    return SurveyAnswer(question.id, question.asks, question.waves, count, of, part, period, why)
