"""The rows behind a figure: the library's own, for whoever sees their children, and whose they are after a reason."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from headway.county import County
from headway.county.kept_rows import FILE, kept_rows
from headway_web.accounts.roles import ROLES
from headway_web.children.models import ROWS, Opening
from headway_web.past.models import Asked
from headway_web.past.worker import work
from headway_web.picture import the_picture
from headway_web.rows_behind import adds_up
from headway_web.trail.models import Entry
from tests.told import IDS

pytestmark = pytest.mark.django_db
SLUG = "assessment_within_45_days"
PAGE, CSV, JSON = (f"/measures/{SLUG}/rows{end}" for end in ("/", ".csv", ".json"))
WHY = "A team says that this figure cannot be right"
Kept = dict[str, tuple[str, str]]


@pytest.fixture(scope="module")
def own(loaded: County, tmp_path_factory: pytest.TempPathFactory) -> County:
    """A copy, in which rows are kept."""
    return County.open(Path(shutil.copytree(loaded.folder, tmp_path_factory.mktemp("rows") / "county")))


@pytest.fixture(autouse=True)
def figures(own: County, settings: Any) -> None:
    settings.COUNTY_FOLDER = own.folder
    (own.folder / "web").mkdir(exist_ok=True)


@pytest.fixture
def figure(own: County) -> str:
    """The newest figure of the county, by its id."""
    return str(the_picture().measure(SLUG).view.number.figure)


@pytest.fixture
def kept(own: County, figure: str) -> None:
    """Its rows, worked out."""
    own.rows_behind(figure)


@pytest.fixture
def rows(own: County, figure: str) -> list[dict[str, Any]]:
    """What the library says of them."""
    found: list[dict[str, Any]] = own.explain([figure]).as_record()["rows"]
    assert len(found) > 10
    return found


def whose(own: County, figure: str) -> dict[str, str]:
    """The child of each row, as the library has it."""
    return {row.row_id: row.child_key for row in own.explain([figure]).now.behind_each.values()}


def read(client: Client) -> list[dict[str, str]]:
    text = client.get(CSV).content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def ids(text: str) -> set[str]:
    return {found.group() for found in IDS.finditer(text) if found.group().startswith("SYN")}


def test_they_wait_for_their_turn_and_are_the_librarys(
    signed_in: Callable[..., Client], own: County, rows: list[dict[str, Any]], figure: str
) -> None:
    client = signed_in("analyst")
    own.store.forget_derived("rows-")
    for _ in range(2):
        answer = client.get(PAGE)
        assert "are being looked for" in answer.content.decode() and answer.headers["Refresh"]
    assert client.get(CSV).status_code == 503 and client.get(JSON).headers["Retry-After"]
    assert Asked.objects.get().figure == figure
    work(own.folder)
    assert not Asked.objects.exists()
    page = client.get(PAGE).content.decode()
    assert f"{len(rows)} rows of the loads" in page
    taken = read(client)
    told = [{"row_id": r["row"], "part": r["part"], "reason": r["reason"], "load": r["load"]} for r in taken]
    assert sorted(told, key=str) == sorted(({k: r[k] or "" for k in told[0]} for r in rows), key=str)
    assert {row["row"] for row in client.get(JSON).json()["rows"]} == {row["row_id"] for row in rows}
    assert all(row["row_id"] in page for row in rows[:100])
    entry = Entry.objects.filter(did="saw").get()
    assert (entry.what, entry.role) == ("rows behind a figure", "analyst") and entry.which.startswith(figure)
    assert Entry.objects.filter(did="exported", what="rows behind a figure").count() == 2


def test_the_parts_add_up_to_the_figure(
    signed_in: Callable[..., Client], kept: None, rows: list[dict[str, Any]], figure: str
) -> None:
    shown = signed_in("analyst").get(JSON).json()
    parts = [row["part"] for row in shown["rows"]]
    assert shown["figure"]["id"] == figure
    assert (parts.count("met"), parts.count("met") + parts.count("not met"), parts.count("cannot tell")) == tuple(
        shown["figure"][name] for name in ("numerator", "denominator", "cannot_tell")
    )


def test_the_analyst_is_told_whose_a_row_is_after_a_reason_and_for_its_time(
    signed_in: Callable[..., Client], own: County, kept: None, figure: str
) -> None:
    client, children = signed_in("analyst"), whose(own, figure)
    for text in (client.get(address).content.decode() for address in (PAGE, CSV, JSON)):
        assert ids(text) == set()
    asks = f"/children/why/rows/?next={PAGE}"
    assert f'href="/children/why/rows/?next=%2Fmeasures%2F{SLUG}%2Frows%2F"' in client.get(PAGE).content.decode()
    assert client.post(asks, {"why": "x", "hours": "1"}).status_code == 200 and not Opening.objects.exists()
    assert client.post(asks, {"why": WHY, "hours": "1"}).headers["Location"] == PAGE
    opened = Entry.objects.filter(did="opened").get()
    assert (opened.what, opened.role, opened.why) == ("whose the rows of figures are", "analyst", f"{WHY} (for 1 h)")
    assert {row["row"]: row["child"] for row in read(client)} == {key: child or "" for key, child in children.items()}
    page = client.get(PAGE).content.decode()
    assert ids(page) and ids(page) <= set(children.values()) and WHY in page
    assert Entry.objects.filter(did="saw").first().why == WHY  # type: ignore[union-attr]
    assert client.get("/children/").status_code == 200, "the lists are another opening"
    assert Opening.objects.get().child_key == ROWS
    Opening.objects.update(until_at=timezone.now())
    assert ids(client.get(PAGE).content.decode()) == set()
    client.post(asks, {"why": WHY, "hours": "1"})
    assert "each row is of is closed to you" in client.post("/children/close/", {"id": ROWS}).content.decode()
    assert ids(client.get(PAGE).content.decode()) == set()
    assert Entry.objects.filter(did="closed", what="whose the rows of figures are").count() == 1


def test_whoever_looks_after_a_place_sees_the_rows_of_its_children_alone(
    signed_in: Callable[..., Client], own: County, kept: None, figure: str, rows: list[dict[str, Any]]
) -> None:
    client, children = signed_in("locality_director", "North"), whose(own, figure)
    kept_children = the_picture().children
    here = {
        row_id
        for row_id, child in children.items()
        if (found := kept_children.journey(child)) and "North" in found.places
    }
    assert 0 < len(here) < len(rows)
    taken = read(client)
    assert {row["row"] for row in taken} == here
    assert {row["row"]: row["child"] for row in taken} == {key: children[key] for key in here}
    page = client.get(PAGE).content.decode()
    assert f"You see {len(here)}: those of children who are in North now" in page
    assert not any(f">{row}<" in page for row in children if row not in here)
    assert ids(page) <= {children[row] for row in here} and "see which child" not in page.lower()


def test_a_team_manager_takes_no_file(signed_in: Callable[..., Client], own: County, kept: None) -> None:
    team = own.files.localities.teams[0].name
    client = signed_in("team_manager", team)
    page = client.get(PAGE).content.decode()
    assert "rows.csv" not in page and client.get(CSV).status_code == client.get(JSON).status_code == 403


@pytest.mark.parametrize("role", ["director", "commissioner"])
def test_whoever_opens_lists_by_a_reason_gives_it_for_rows_too(
    role: str, signed_in: Callable[..., Client], own: County, kept: None, figure: str
) -> None:
    client = signed_in(role)
    for address in (PAGE, CSV, JSON):
        asks = client.get(address).headers["Location"]
        assert asks.startswith("/children/why/?next=%2Fmeasures%2F"), address
    assert client.post(f"/children/why/?next={PAGE}", {"why": WHY, "hours": "1"}).headers["Location"] == PAGE
    found = {row["row"]: row["child"] for row in read(client)}
    assert found == {key: child or "" for key, child in whose(own, figure).items()}
    entry = Entry.objects.first()
    assert entry is not None and (entry.did, entry.role, entry.why) == ("exported", role, WHY)


def test_nobody_else_has_a_row(signed_in: Callable[..., Client], kept: None, rows: list[dict[str, Any]]) -> None:
    for role in ROLES:
        if role.id in ("director", "locality_director", "team_manager", "analyst", "commissioner"):
            continue
        client = signed_in(role.id)
        for address in (PAGE, CSV, JSON, "/children/why/rows/"):
            assert client.get(address).status_code == 403, f"{role.id} {address}"
        passport = client.get(f"/measures/{SLUG}/passport/").content.decode()
        assert PAGE not in passport and rows[0]["row_id"] not in passport


def test_the_passport_leads_to_them_and_only_now(signed_in: Callable[..., Client], own: County) -> None:
    page = signed_in("analyst").get(f"/measures/{SLUG}/passport/").content.decode()
    assert f'href="{PAGE}?place=' in page
    assert Client().get(PAGE).headers["Location"].startswith("/sign-in/")


def test_what_there_is_not_has_no_rows(signed_in: Callable[..., Client], kept: None) -> None:
    client = signed_in("analyst")
    for address in ("/measures/nothing/rows/", f"{PAGE}?place=Nowhere", f"{CSV}?period=1999-01"):
        assert client.get(address).status_code == 404, address
    assert client.get(f"{PAGE}?page=x&part=nonsense").status_code == 200


def test_rows_of_newer_loads_than_the_figure_say_so(
    signed_in: Callable[..., Client], own: County, kept: None, figure: str
) -> None:
    client, newer = signed_in("analyst"), "of newer loads than the figure above"
    assert newer not in client.get(PAGE).content.decode()
    for other in the_picture().measure(SLUG).figures:
        name = own.rows_behind(str(other["id"]))
        rows = kept_rows(own.store, name) or ()
        assert adds_up(other, rows), other["id"]
        assert not rows or not adds_up(other, rows[1:])
        if rows and other["id"] != figure:
            (own.store.derived(name) / FILE).write_text("[]")
            asked = {"place": other["place"], "period": other["period"]}
            assert newer in client.get(PAGE, asked).content.decode()
            return
    raise AssertionError("no other figure has rows")


def test_whose_rows_are_is_opened_by_its_own_right_alone(signed_in: Callable[..., Client]) -> None:
    client = signed_in("locality_director", "North")
    answer = client.post("/children/child/open/?id=%20rows", {"why": WHY, "hours": "1"})
    assert answer.headers["Location"] == "/children/" and not Opening.objects.exists()
    assert client.post("/children/why/rows/", {"why": WHY, "hours": "1"}).status_code == 403
