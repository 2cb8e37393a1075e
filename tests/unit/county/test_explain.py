"""A figure opened up: the rows behind it add up to it, and what has changed it since adds up to the difference."""

from __future__ import annotations

import json
import random
import re
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from headway.cli.app import app
from headway.county import County
from headway.county.explain import changes_after
from headway.county.explain_changes import (
    CORRECTED,
    IN_NO_LOAD,
    MOVED_IN,
    MOVED_OUT,
    NEW_ROW,
    ROW_WITHDRAWN,
    FigureState,
    account,
    changes_between,
    state_of,
)
from headway.county.explain_words import explanation_lines
from headway.errors import MistypedError, RefusedError, UnknownNameError
from headway.identity import LoadId
from headway.measures import COUNTY, LOCALITY, MeasurePage, Observation
from headway.measures.behind import CANNOT_TELL, LEFT_OUT, MET, NOT_MET, NUMBER, UNDATED, figure_behind
from headway.periods import Period, dates_in_words, month_of, range_of
from headway.synthetic import synthesise
from tests.unit.county.corrections import Row, at_random, corrected

TODAY = date(2026, 10, 20)
KNOWN = date(2026, 9, 15)
AUGUST = month_of(date(2026, 8, 31))
YEAR = range_of(date(2025, 9, 1), date(2026, 8, 31))
PERIODS = [month_of(date(2026, month, 1)) for month in (6, 7, 8, 9)] + [YEAR]


@dataclass(frozen=True)
class Changed:
    """A county after corrections, and every figure that it gave before them."""

    county: County
    before: dict[tuple[str, str | None, str, str], Observation]


@pytest.fixture(scope="module")
def workbooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("explain")
    synthesise(folder, months=4, seed=7, scale=0.03)
    return folder


@pytest.fixture(scope="module")
def few(workbooks: Path, tmp_path_factory: pytest.TempPathFactory) -> County:
    """The county with the loads of June to August, each received ten days after its day, and a pack of August."""
    folder = tmp_path_factory.mktemp("few")
    shutil.copytree(workbooks / "county", folder / "county")
    county = County.open(folder / "county")
    for day in (date(2026, 6, 30), date(2026, 7, 31), date(2026, 8, 31)):
        load(county, workbooks / f"annex_a_{day}.xlsx", day, day + timedelta(days=10))
    county.board_pack(folder / "pack", by="test", today=TODAY)
    return county


def copied(county: County, folder: Path) -> County:
    """Another county with the same store, to be changed."""
    return County.open(Path(shutil.copytree(county.folder, folder / "county")))


def load(county: County, path: Path, day: date, received: date, corrects: LoadId | None = None) -> LoadId:
    report = county.load([path], as_at=day, today=TODAY, by="test", received_on=received, corrects=corrects)
    return report.load_id


def figures(county: County, **asked: date) -> dict[tuple[str, str | None, str, str], Observation]:
    found = county.observe(periods=PERIODS, **asked)
    return {(each.measure, each.part, each.period, each.place): each for each in found}


@pytest.fixture(scope="module", params=[11, 12, 13])
def changed(
    request: pytest.FixtureRequest, workbooks: Path, few: County, tmp_path_factory: pytest.TempPathFactory
) -> Changed:
    """August corrected at random, September loaded, July corrected at random, June withdrawn: each on a day of its own."""
    folder = tmp_path_factory.mktemp("changed")
    county = copied(few, folder)
    before = figures(county)
    june, july, august = (each.load_id for each in county.loads())
    for day, was, received in (
        (date(2026, 8, 31), august, date(2026, 9, 20)),
        (date(2026, 7, 31), july, date(2026, 10, 15)),
    ):
        path = corrected(
            workbooks / f"annex_a_{day}.xlsx", folder / f"{day}.xlsx", at_random(request.param + day.month)
        )
        load(county, path, day, received, corrects=was)
        if day.month == 8:
            load(county, workbooks / "annex_a_2026-09-30.xlsx", date(2026, 9, 30), date(2026, 10, 10))
    county.withdraw(june, by="test", why="a draft")
    return Changed(county, before)


@pytest.mark.slow
def test_what_was_known_is_had_again_exactly(changed: Changed) -> None:
    assert figures(changed.county, known_on=KNOWN) == changed.before
    assert figures(changed.county) != changed.before


def chosen(
    county: County, pages: Iterable[MeasurePage], seed: int
) -> Iterator[tuple[str, str | None, Period, str, str]]:
    """For every figure of the measures: August in the county, and a period and a place by chance."""
    dice = random.Random(seed)
    places = [
        (COUNTY, county.file.name),
        *((LOCALITY, name) for name in (*county.files.localities.names(), "not placed")),
    ]
    for page in pages:
        for part in page.parts:
            yield page.id, part, AUGUST, *places[0]
            yield page.id, part, dice.choice(PERIODS), *dice.choice(places[1:])


# One of each kind of measure: what a child is counted once by, a split, a median, a mean, a rate, a stock, a cohort.
FEW = (
    "assessment_length", "assessment_within_45_days", "children_per_worker", "children_with_repeat_contacts",
    "contacts_by_source", "contacts_followed_by_referral", "cp_visits_in_time", "re_referrals", "referrals",
)  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("names", [FEW, ()], ids=["few", "every"])
def test_the_changes_add_up_to_the_difference(changed: Changed, names: tuple[str, ...]) -> None:
    county = changed.county
    pages = [page for page in county.measures.pages if not names or page.id in names]
    assert len(pages) == len(names or county.measures.pages)
    days = [KNOWN, *changes_after(county.store, KNOWN), None]
    now = figures(county)
    asked = list(chosen(county, pages, 1))
    states: dict[tuple[object, ...], list[FigureState]] = {each: [] for each in asked}
    for day in days:
        reading = county.read(known_on=day)
        loads = [each.load_id for each in county.store.loads(known_on=day)]
        for each in asked:
            page = county.measures.page(each[0])
            states[each].append(state_of(figure_behind(reading.journey, reading.files, page, *each[1:]), page, loads))
    kinds: Counter[str] = Counter()
    for (measure, part, period, _, place), own in states.items():
        old, new = changed.before[measure, part, period.name, place], now[measure, part, period.name, place]
        assert own[0].observation == old and own[-1].observation == new
        changes = changes_between(own)
        kinds.update(each.kind for each in changes)
        for role in (MET, NOT_MET, CANNOT_TELL, LEFT_OUT):
            before, _, _, _, after = account(own[0], changes, role)
            assert after == own[-1].counts()[role], (measure, period.name, place, role)
            if role == MET:
                assert (before, after) == (old.numerator or 0, new.numerator or 0)
            if role == CANNOT_TELL:
                assert (before, after) == (old.cannot_tell or 0, new.cannot_tell or 0)
        told = [account(own[0], changes, role) for role in (MET, NOT_MET, NUMBER)]
        assert sum(each[0] for each in told) == (old.denominator or 0)
        assert sum(each[4] for each in told) == (new.denominator or 0)
        assert all(each.brought_by for each in changes)
    # The kinds of change came up: the account is of corrections that matter.
    rarer = set() if names else {MOVED_IN, MOVED_OUT}
    assert {NEW_ROW, CORRECTED, IN_NO_LOAD} | rarer <= set(kinds)


SIGNED_OFF = "Continuous Assessment Date of Authorisation"
STARTED = "Continuous Assessment Start Date"
CHILD = "Child Unique ID"
CONTACTED = "Date of Contact"


def test_each_planted_correction_is_named_with_its_load(workbooks: Path, few: County, tmp_path: Path) -> None:
    county = copied(few, tmp_path)
    planted: dict[str, str] = {}

    def change(title: str, rows: list[Row]) -> list[Row]:
        once = {child for child, count in Counter(row.get(CHILD) for row in rows).items() if count == 1}
        if title == "List_1":
            # A contact that July's load has too: the one put right should have it, and has not.
            days = [row[CONTACTED] for row in rows if row[CHILD] in once and isinstance(row[CONTACTED], datetime)]
            day = next(day for day in days if datetime(2026, 7, 5) <= day <= datetime(2026, 7, 25))
            gone = next(row for row in rows if row[CHILD] in once and row[CONTACTED] == day)
            return [row for row in rows if row is not gone]
        if title != "List_4":
            return rows
        # Signed off in August, of North, in good time, by children with one row: each can be planted by itself.
        own = [
            row
            for row in rows
            if row[CHILD] in once
            and isinstance(row[SIGNED_OFF], datetime)
            and isinstance(row[STARTED], datetime)
            and datetime(2026, 8, 1) <= row[SIGNED_OFF] <= datetime(2026, 8, 20)
            and timedelta(days=10) < row[SIGNED_OFF] - row[STARTED] < timedelta(days=50)
            and str(row["Allocated Team"]).startswith("North")
        ]
        late, gone, moved, earlier = own[:4]
        planted.update(late=late[CHILD], gone=gone[CHILD], moved=moved[CHILD])
        new = {**earlier, CHILD: "SYN999999"}
        moved["Allocated Team"] = "South Assessment 1"
        late[SIGNED_OFF] = late[STARTED] + timedelta(days=200) if late[STARTED] < datetime(2026, 1, 1) else None
        return [row for row in rows if row[CHILD] != gone[CHILD]] + [new]

    august = county.loads()[-1].load_id
    path = corrected(workbooks / "annex_a_2026-08-31.xlsx", tmp_path / "august.xlsx", change)
    correcting = load(county, path, date(2026, 8, 31), date(2026, 9, 20), corrects=august)
    found = county.explain(["AS02", "2026-08", "North"], known_on=KNOWN)
    assert Counter(each.group for each in found.changes) == {"added": 1, "left": 3}
    assert {each.kind for each in found.changes if each.group == "added"} == {NEW_ROW}
    assert Counter(each.kind for each in found.changes if each.group == "left")[MOVED_OUT] == 1
    assert {each.brought_by for each in found.changes} == {tuple(sorted([august, correcting]))}
    before, added, turned, left, after = found.accounts()[MET]
    assert (added, turned, left) == (1, 0, 3) and after == before - 2 == found.now.observation.numerator
    south = county.explain(["AS02", "2026-08", "South"], known_on=KNOWN)
    assert [each.kind for each in south.changes] == [MOVED_IN]
    contacts = county.explain(["contacts/count", "2026-07"], known_on=KNOWN)
    # One row has no readable date: it cannot be followed, and counts in no month.
    dated = [each for each in contacts.changes if (each.before or each.after).role != UNDATED]  # type: ignore[union-attr]
    assert [each.kind for each in dated] == [ROW_WITHDRAWN]
    text = json.dumps(found.as_record()) + "\n".join(explanation_lines(found))
    assert not [child for child in (*planted.values(), "SYN999999") if child in text]


@pytest.mark.slow
def test_the_rows_are_said_to_account_for_the_difference_only_where_they_do(changed: Changed) -> None:
    found = changed.county.explain(["AS02", "2026-08"], known_on=KNOWN)
    whole = "The rows account for the whole difference."
    assert found.changes and explanation_lines(found)[-1] == whole
    at = next(number for number, each in enumerate(found.changes) if each.after and not each.before)
    lost = found.changes[at]
    short = replace(found, changes=(*found.changes[:at], *found.changes[at + 1 :]))
    lines = explanation_lines(short)
    assert whole not in lines and lost.after is not None
    assert lines[-1].startswith(
        f"The rows do NOT account for the whole difference: {lost.after.role} has 1 more now than they add up to."
    )


def test_packs_that_say_the_same_share_a_line_and_are_told_apart(few: County) -> None:
    found = few.explain(["AS02", "2026-08"])
    (pack,) = found.packs
    day = dates_in_words(pack.as_at)
    said = f"as at {day}: {pack.shown} ({pack.sha256[:12]} made {pack.made_at[:10]} {pack.made_at[11:16]})"
    assert f"  in pack      {said}" in explanation_lines(found)
    made = [replace(pack, sha256=str(number) * 64) for number in range(6)]
    other = replace(pack, sha256="f" * 64, shown="1 of 2")
    lines = [each for each in explanation_lines(replace(found, packs=(*made, other))) if "in pack" in each]
    assert len(lines) == 2 and lines[0].startswith(f"  in packs     6 packs as at {day}: {pack.shown} (the newest ")
    assert [lines[0].count(str(number) * 12) for number in range(6)] == [0, 0, 0, 1, 1, 1]
    assert "1 of 2 (ffffffffffff made " in lines[1]


def test_the_account_of_a_figure_that_nothing_changed_says_so(few: County) -> None:
    found = few.explain(["AS02"], known_on=KNOWN)
    assert found.changes == () and "No row of the figure has changed." in explanation_lines(found)


def test_a_local_standard_is_shown_with_its_source_and_a_pack_says_what_changed_since(
    few: County, tmp_path: Path
) -> None:
    county = copied(few, tmp_path)
    record = json.loads((few.folder.parent / "pack" / "pack.json").read_text())
    policy = county.folder / "policy.yaml"
    policy.write_text(re.sub(r"value: 10\b", "value: 20", policy.read_text()))
    found = County.open(county.folder).explain(["CP09", "2026-08"])
    assert [(each["name"], each["value"], each["national"]) for each in found.standards] == [("visit_limit", 20, False)]
    (pack,) = found.packs
    figure = next(each for each in record["figures"] if each["id"] == found.figure_id)
    assert (pack.shown, pack.numerator) == (figure["shown"], figure["numerator"])
    assert pack.changed_since == ("policy.yaml",)
    assert found.now.observation.numerator != pack.numerator


@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_any_figure_of_the_pack_opens_by_its_id(few: County, form: str) -> None:
    record = json.loads((few.folder.parent / "pack" / "pack.json").read_text())
    told = [each for each in record["figures"] if each["numerator"]]
    for figure in random.Random(3).sample(told, 3 if form == "table" else 1):
        run = CliRunner().invoke(app, ["explain", figure["id"], "--county", f"{few.folder}", "--format", form])
        assert run.exit_code == 0, run.output
        if form == "table":
            assert (
                f"  figure       {figure['id']}" in run.stdout
                and f"  met          {figure['numerator']:,}" in run.stdout
            )
        elif form == "csv":
            assert sum(line.split(",")[1] == "met" for line in run.stdout.splitlines()[1:]) == figure["numerator"]
        else:
            whole = json.loads(run.stdout)
            assert Counter(row["part"] for row in whole["rows"])["met"] == figure["numerator"]
            assert whole["figure"]["cannot_tell"] == figure["cannot_tell"] and whole["packs"][0]["changed_since"] == []
        assert "SYN0" not in run.stdout


@pytest.mark.parametrize(
    ("words", "period", "place"),
    [
        ("AS02 2026-08 North", "2026-08", "North"),
        ("assessment_within_45_days 2026-27 Q1 not placed", "2026-27 Q1", "not placed"),
        ("AS02 2026-27", "2026-27", "Sample County"),
        ("AS02 2026-07-01..2026-08-31 north assessment 1", "2026-07-01..2026-08-31", "North Assessment 1"),
        ("AS02 East", "2025-09-01..2026-08-31", "East"),
        ("cp_visits_in_time", "2026-08", "Sample County"),
    ],
)
def test_a_figure_is_named_as_a_person_would(few: County, words: str, period: str, place: str) -> None:
    found = few.explain(words.split())
    assert found.figure_id == f"{found.asked.name} {period} {place}"


@pytest.mark.parametrize(
    ("words", "error", "said"),
    [
        ("AS02 2026-08 Norht", UnknownNameError, "There is no place 'Norht'"),
        ("LV02 2026-08", MistypedError, "several figures"),
        ("AS99", UnknownNameError, "no measure"),
        ("AS02 2026-02-30..2026-03-01", MistypedError, "is no period"),
        ("AS02 2026-28", MistypedError, "'2026-28' is neither a month nor a collection year"),
        ("AS02 2026-13", MistypedError, "'2026-13' is neither a month nor a collection year"),
        ("AS02 2031-01", RefusedError, "There are no data of 2031-01 yet: the newest load is as at 2026-08-31"),
    ],
)
def test_a_figure_that_is_none_is_answered_in_words(few: County, words: str, error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        few.explain(words.split())


def test_the_rows_of_a_stock_of_a_past_day_are_those_of_the_load_of_that_day(few: County, workbooks: Path) -> None:
    """Whoever opens the file at the row that is named finds the visit that was judged."""
    july, found = few.loads()[1].load_id, few.explain(["cp_visits_in_time", "2026-07"])
    assert [(load.load_id, rows) for load, rows in found.loads] == [(july, len(found.now.inside))]
    sheet = load_workbook(workbooks / "annex_a_2026-07-31.xlsx", read_only=True)["List_7"]
    rows = list(sheet.iter_rows(values_only=True))
    visit = next(row for row in rows if "Allocated Team" in row).index("Date of the Last Statutory Visit")
    seen = [
        (rows[int(row.row_id.rsplit(":", 1)[1]) - 1][visit], row.reason)
        for row in found.now.inside.values()
        if row.reason.startswith("last seen on ")
    ]
    assert len(seen) > 5
    assert all(f"last seen on {day:%Y-%m-%d}" in reason for day, reason in seen)


def test_two_places_or_periods_are_not_quietly_one(few: County) -> None:
    for words, asked in ((["AS02", "North"], {"place": "South"}), (["AS02", "2026-07"], {"period": "2026-08"})):
        with pytest.raises(MistypedError, match="Two p"):
            few.explain(words, **asked)


def test_a_rate_says_of_how_many_children_it_is(few: County) -> None:
    found = few.explain(["cp_plans_open/rate", "2026-08"])
    figure = found.now.observation
    year, children = found.population or (0, 0)
    assert figure.numerator is not None and figure.value == pytest.approx(10_000 * figure.numerator / children)
    assert f"for every 10,000 of {children:,} children, the estimate of mid-{year}" in "\n".join(
        explanation_lines(found)
    )
