"""Who is overdue on a day, worked out from the lists themselves, child by child, in plain steps.

This is the truth that the list of children is held against, so it is written from the words of the standards and shares
nothing with the measures: it reads the cells as they stand in the workbook, mess and all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from headway.periods import is_working_day, working_days
from headway.synthetic.cells import ListRows
from headway.synthetic.chance import Ints
from headway.synthetic.county_made import County
from headway.synthetic.days import EXCEL_ZERO, day_of, months_before
from headway.synthetic.template import layouts

VISIT_LIMIT = 10  # working days, as in the synthetic county's policy.yaml
NEED_VISIT_LIMIT = 30  # working days, likewise
NEW_CASE_MONTHS = 1
ASSESSMENT_LIMIT, CONFERENCE_LIMIT = 45, 15
FIRST_REVIEW_MONTHS, REVIEW_MONTHS = 3, 6
FIRST_CARE_VISIT, CARE_VISIT, INTERIM_VISIT, INTERIM_VISIT_REVIEWED = 7, 42, 7, 28  # calendar days
LONG_TERM_VISIT_MONTHS, FIRST_CARE_REVIEW = 3, 20
OUT_OF_COUNT = ("G:", "H:", "R:")  # abroad, deported, residence not known
OUT_OF_TOUCH = ("c) Died", "f) Rhom")

Row = dict[str, object]


@dataclass(frozen=True)
class Late:
    """The children whom one reason concerns: those planted, and everyone it should find."""

    reason: str
    measure: str
    planted: tuple[str, ...]
    everyone: tuple[str, ...]


def late_children(county: County, lists: tuple[ListRows, ...]) -> tuple[Late, ...]:
    """Everyone overdue at the last snapshot, by reason."""
    day = county.setting.last
    overdue, episodes = county.overdue, county.world.episodes
    leavers = county.around.leavers.child[overdue.unsuitable]

    def late(reason: str, measure: str, children: Ints, found: set[str]) -> Late:
        planted = sorted({str(county.keys[child]) for child in children})
        return Late(reason, measure, tuple(planted), tuple(sorted(found)))

    visits, never = _visits(lists[6], day)
    not_seen, never_seen = _need_visits(lists, day)
    return (
        late("unallocated", "children_unallocated", overdue.unallocated, _unallocated(lists)),
        late("visit overdue", "cp_visits_in_time", episodes.child[overdue.visits_stopped], visits),
        late("never visited", "cp_visits_in_time", episodes.child[overdue.never_visited], never),
        late("review overdue", "cp_reviews_in_time", episodes.child[overdue.reviews_stopped], _reviews(lists[6], day)),
        late(
            "assessment open past 45 working days",
            "assessments_open_past_45_days",
            episodes.child[overdue.assessments_open],
            _assessments(lists[3], day),
        ),
        late("without suitable accommodation", "care_leaver_accommodation", leavers, _leavers(lists[8], day)),
        late("in need, visit overdue", "cin_visits_in_time", episodes.child[overdue.need_visits_stopped], not_seen),
        late("in need, never visited", "cin_never_seen", episodes.child[overdue.need_never_visited], never_seen),
        late("no conference", "icpc_overdue", episodes.child[overdue.undecided], _enquiries(lists, day)),
        late(
            "in care, visit overdue",
            "cla_visits_in_time",
            episodes.child[overdue.care_visits_stopped],
            _care_visits(lists[7], day),
        ),
        late(
            "in care, review overdue",
            "cla_reviews_in_time",
            episodes.child[overdue.care_reviews_stopped],
            _care_reviews(lists[7], day),
        ),
    )


def _rows(rows: ListRows) -> Iterator[Row]:
    headings = layouts()[rows.number - 1].headings
    for cells in zip(*(column.tolist() for column in rows.columns), strict=True):
        yield dict(zip(headings, cells, strict=True))


def _day(cell: object) -> date | None:
    """The day of a cell that can be read."""
    return day_of(cell - EXCEL_ZERO) if isinstance(cell, int) else None


def _unallocated(lists: tuple[ListRows, ...]) -> set[str]:
    """Open on list 6, 7 or 8 with no worker named in any list on which the child is open."""
    ends = {5: "CIN Closure Date", 6: "Child Protection Plan End Date", 7: "Date Ceased to be Looked After"}
    workers: dict[str, list[object]] = {}
    for place, end in ends.items():
        for row in _rows(lists[place]):
            if row[end] is None:
                workers.setdefault(str(row["Child Unique ID"]), []).append(row["Allocated Worker"])
    return {child for child, named in workers.items() if all(worker is None for worker in named)}


def _visits(plans: ListRows, day: date) -> tuple[set[str], set[str]]:
    """Last visited more than 10 working days ago; and never visited, on a plan older than that."""
    overdue, never = set(), set()
    for row in _rows(plans):
        visited, begun = row["Date of the Last Statutory Visit"], _day(row["Child Protection Plan Start Date"])
        if row["Child Protection Plan End Date"] is not None or isinstance(visited, str) or begun is None:
            continue
        last = _day(visited)
        if last is None and (working_days(begun, day) or 0) > VISIT_LIMIT:
            never.add(str(row["Child Unique ID"]))
        if last is not None and (working_days(last, day) or 0) > VISIT_LIMIT:
            overdue.add(str(row["Child Unique ID"]))
    return overdue, never


def _need_visits(lists: tuple[ListRows, ...], day: date) -> tuple[set[str], set[str]]:
    """On a child in need plan and not seen in 30 working days; open for over a month and seen by no list."""
    visited = {
        str(row["Child Unique ID"])
        for place, heading in ((6, "Date of the Last Statutory Visit"), (7, "Date of Last Social Work Visit"))
        for row in _rows(lists[place])
        if row[heading] is not None
    }
    overdue, never = set(), set()
    for row in _rows(lists[5]):
        seen, begun = row["Date Child Was Last Seen"], _day(row["CIN Start Date"])
        if row["CIN Closure Date"] is not None or isinstance(seen, str) or begun is None:
            continue
        child, last = str(row["Child Unique ID"]), _day(seen)
        is_new = begun >= months_before(day, NEW_CASE_MONTHS)
        if last is None and not is_new and child not in visited:
            never.add(child)
        is_late = not is_new if last is None else (working_days(last, day) or 0) > NEED_VISIT_LIMIT
        if is_late and row["Case status"] == "c) Child in need plan":
            overdue.add(child)
    return overdue, never


def _enquiries(lists: tuple[ListRows, ...], day: date) -> set[str]:
    """More than 15 working days since the strategy discussion: no conference, no decision against one, and no plan."""
    plan_ends = {str(row["Child Unique ID"]): row["Child Protection Plan End Date"] for row in _rows(lists[6])}
    held: dict[str, date] = {}
    for row in _rows(lists[4]):
        if conference := _day(row["Date of Initial Child Protection Conference"]):
            child = str(row["Child Unique ID"])
            held[child] = max(conference, held.get(child, conference))
    found = set()
    for row in _rows(lists[4]):
        child = str(row["Child Unique ID"])
        begun = _day(row["Strategy discussion initiating Section 47 Enquiry Start Date"])
        decided = row["Was an Initial Child Protection Conference deemed unnecessary?"]
        if begun is None or decided not in (None, "b) No") or held.get(child, date.min) >= begun:
            continue
        if child in plan_ends and (_day(plan_ends[child]) or date.max) > begun:
            continue
        if (working_days(begun, day) or 0) > CONFERENCE_LIMIT:
            found.add(child)
    return found


def _is_within_working_days(begun: date, day: date, limit: int) -> bool:
    """Whether the day is no later than so many working days after the start: the weekend after the last is later."""
    count = working_days(begun, day) or 0
    return count < limit or (count == limit and is_working_day(day))


def _care_visits(children: ListRows, day: date) -> set[str]:
    """In care, and not visited in the present placement in the time that regulation 28 allows."""
    found = set()
    for row in _rows(children):
        visited, placed = row["Date of Last Social Work Visit"], _day(row["Start Date of Most Recent Placement"])
        kind, status = str(row["Placement Type"] or ""), str(row["Child's Legal Status"])
        if row["Date Ceased to be Looked After"] is not None or isinstance(visited, str) or placed is None or not kind:
            continue
        last = _day(visited)
        if last is None or last < placed:
            is_late = (day - placed).days > FIRST_CARE_VISIT
        elif "P1" in kind and "C1" in status:
            limit = INTERIM_VISIT if row["Date of Latest Statutory Review"] is None else INTERIM_VISIT_REVIEWED
            is_late = (day - last).days > limit
        elif ("U1" in kind or "U4" in kind) and placed <= months_before(day, 12):
            is_late = last < months_before(day, LONG_TERM_VISIT_MONTHS)
        else:
            is_late = (day - last).days > CARE_VISIT
        if is_late:
            found.add(str(row["Child Unique ID"]))
    return found


def _care_reviews(children: ListRows, day: date) -> set[str]:
    """In care, and not reviewed in the time that regulation 33 allows."""
    found = set()
    for row in _rows(children):
        reviewed, begun = row["Date of Latest Statutory Review"], _day(row["Date Started to be Looked After"])
        if row["Date Ceased to be Looked After"] is not None or isinstance(reviewed, str) or begun is None:
            continue
        last = _day(reviewed)
        if last is None or last < begun:
            is_late = not _is_within_working_days(begun, day, FIRST_CARE_REVIEW)
        else:
            is_first = _is_within_working_days(begun, last, FIRST_CARE_REVIEW)
            is_late = last < months_before(day, FIRST_REVIEW_MONTHS if is_first else REVIEW_MONTHS)
        if is_late:
            found.add(str(row["Child Unique ID"]))
    return found


def _reviews(plans: ListRows, day: date) -> set[str]:
    """On a plan for three months or more, with no review of that plan in the last six."""
    found = set()
    for row in _rows(plans):
        reviewed, begun = row["Date of latest review conference"], _day(row["Child Protection Plan Start Date"])
        if row["Child Protection Plan End Date"] is not None or isinstance(reviewed, str) or begun is None:
            continue
        last = _day(reviewed)
        is_old = begun <= months_before(day, FIRST_REVIEW_MONTHS)
        if is_old and (last is None or last < begun or last < months_before(day, REVIEW_MONTHS)):
            found.add(str(row["Child Unique ID"]))
    return found


def _assessments(assessments: ListRows, day: date) -> set[str]:
    """Open for more than 45 working days."""
    found = set()
    for row in _rows(assessments):
        begun = _day(row["Continuous Assessment Start Date"])
        is_open = row["Continuous Assessment Date of Authorisation"] is None
        if is_open and begun is not None and (working_days(begun, day) or 0) > ASSESSMENT_LIMIT:
            found.add(str(row["Child Unique ID"]))
    return found


def _leavers(leavers: ListRows, day: date) -> set[str]:
    """Care leavers of 17 to 21 in the national count whose accommodation is not recorded as suitable."""
    found = set()
    for row in _rows(leavers):
        born, kind = _day(row["Date of Birth"]), str(row["Eligibility Category"])[:1]
        if born is None or row["LA in Touch"] in OUT_OF_TOUCH:
            continue
        if str(row["Type of Accommodation"])[:2] in OUT_OF_COUNT:
            continue
        age = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
        counts = (19 <= age <= 21 and kind == "b") or (age in (17, 18) and kind in "ab")
        if counts and row["Suitability of Accommodation"] != "a) Suitable":
            found.add(str(row["Child Unique ID"]))
    return found
