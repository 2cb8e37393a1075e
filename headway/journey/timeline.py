"""What is recorded of each child, event by event, as the loads in effect tell it: what a person reads before a visit.

Events are facts of the journey's tables. Nothing is worked out between them, and a row that was withdrawn is not there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

import duckdb

from headway.catalogue import definitions_dir, read_csv_table
from headway.journey.journey import Journey
from headway.store.sql_text import quoted


@dataclass(frozen=True)
class Recorded:
    """Events of one table: its lane, the words, the column that begins it, the one that ends it, the code that tells more."""

    lane: str
    words: str
    table: str
    on: str
    until: str = ""
    code: str = ""
    codes: str = ""

    @property
    def is_period(self) -> bool:
        """Whether it lasts."""
        return bool(self.until)


@dataclass(frozen=True)
class Event:
    """One event: ``on`` is null where no day can be read. ``until`` is the end of what lasts; null means no end is recorded.

    ``load_on`` is the day of the newest load that lists it: of what lasts without an end, how far the record goes.
    """

    lane: str
    words: str
    more: str
    on: date | None
    until: date | None
    is_period: bool
    load_on: date
    row_id: str


BEFORE, PROTECTION, CARE, VISITS, REVIEWS = (
    "Contacts and referrals",
    "Enquiries and conferences",
    "In care",
    "Visits",
    "Reviews",
)
RECORDED = (
    Recorded("Early help", "Early help", "early_help_episodes", "started_on", "completed_on"),
    Recorded(BEFORE, "Contact", "contacts", "contacted_on", "", "source_code", "contact_source"),
    Recorded(BEFORE, "Referral", "referrals", "referred_on", "", "source_code", "contact_source"),
    Recorded("Assessment", "Assessment", "cin_assessments", "started_on", "completed_on"),
    Recorded(
        "In need", "Child in need", "cin_episodes", "started_on", "closed_on", "primary_need_code", "primary_need"
    ),
    Recorded(PROTECTION, "Section 47 enquiry", "s47_enquiry", "started_on"),
    Recorded(PROTECTION, "Initial child protection conference", "initial_cp_conference", "held_on"),
    Recorded("Plan", "Protection plan", "cp_plans", "started_on", "ended_on", "latest_category_code", "abuse_category"),
    Recorded(REVIEWS, "Review of the protection plan", "cp_reviews", "held_on"),
    Recorded(CARE, "In care", "cla_periods", "started_on", "ended_on", "legal_status_code", "legal_status"),
    Recorded(CARE, "Placement began", "cla_placement", "started_on", "", "placement_type_code", "placement_type"),
    Recorded(REVIEWS, "Review of the child in care", "cla_reviews", "held_on"),
    Recorded(VISITS, "Seen by a social worker", "cin_visits", "visited_on"),
    Recorded(VISITS, "Visit under the plan", "cp_visits", "visited_on", "", "child_seen_alone_code", "yes_no_unknown"),
    Recorded(VISITS, "Visit to the child in care", "cla_visits", "visited_on"),
    Recorded("Worker", "Worker", "involvements", "first_seen_on", "last_seen_on", "worker_key"),
)
MISSING = "missing"
# The kind of source says enough of who sent word.
GROUPED = {"contact_source"}
# What a code says is put behind the words; a bare yes or no needs its question.
SAYS = {"child_seen_alone_code": "seen alone: {}"}


def timelines(journey: Journey) -> Iterator[tuple[str, tuple[Event, ...]]]:
    """Each child's id with what is recorded of the child, newest first, what has no day last; children by their id."""
    parts = " UNION ALL ".join(_sql(number, each) for number, each in enumerate(RECORDED))
    order = 'ORDER BY child_key, "on" DESC NULLS LAST, source, row_id'
    labels = _labels()
    # A cursor of its own: whoever reads this slowly may ask the journey other things meanwhile.
    found = journey.con.cursor().execute(f"SELECT * FROM ({parts}) {order}")
    for key, rows in groupby(_fetched(found), key=lambda row: row[0]):
        yield key, tuple(_event(row, labels) for row in rows)


def not_recorded(journey: Journey) -> str:
    """Why the timelines have no missing episodes; empty where a load holds them."""
    return journey.why_empty(MISSING) or ""


def _sql(number: int, each: Recorded) -> str:
    until = quoted(each.until) if each.until else "NULL::DATE"
    code = f"CAST({quoted(each.code)} AS VARCHAR)" if each.code else "NULL::VARCHAR"
    return (
        f'SELECT child_key, {number} AS source, {quoted(each.on)} AS "on", {until} AS until, {code} AS code, as_at_on, '
        f"row_id FROM journey.{quoted(each.table)} WHERE NOT is_withdrawn AND child_key IS NOT NULL"
    )


def _fetched(
    found: duckdb.DuckDBPyConnection,
) -> Iterator[tuple[str, int, date | None, date | None, str | None, date, str]]:
    while rows := found.fetchmany(10_000):
        yield from rows


def _labels() -> dict[tuple[str, str], str]:
    wanted = {each.codes for each in RECORDED if each.codes}
    return {
        (name, row["code"]): row["group"] if name in GROUPED else row["meaning"]
        for name in sorted(wanted)
        for row in read_csv_table(definitions_dir() / "codelists" / f"{name}.csv")
        if row["code"]
    }


def _event(
    row: tuple[str, int, date | None, date | None, str | None, date, str], labels: dict[tuple[str, str], str]
) -> Event:
    _, number, on, until, code, load_on, row_id = row
    each = RECORDED[number]
    more = labels.get((each.codes, code), code) if code else ""
    more = SAYS.get(each.code, "{}").format(more) if more else ""
    return Event(each.lane, each.words, more, on, until, each.is_period, load_on, row_id)
