"""The pages of figures and their files: what they show, what they refuse, what they record, and no child in any."""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Callable
from datetime import datetime, time, timedelta
from math import inf
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from headway.county import County
from headway.periods import day_words
from headway_web.accounts.models import Person
from headway_web.picture import NOT_MADE, Keeper, fault_of, make, the_picture
from headway_web.trail.models import Entry
from tests.told import IDS

pytestmark = pytest.mark.django_db
SLUG = "assessment_within_45_days"


@pytest.fixture(autouse=True)
def figures(loaded: County, settings: Any) -> County:
    settings.COUNTY_FOLDER = loaded.folder
    return loaded


def test_home_opens_with_the_truth_on_one_page(signed_in: Callable[..., Client]) -> None:
    page = signed_in("commissioner").get("/").content.decode()
    truth = the_picture().first_page.truth
    assert page.index(truth.headline) < page.index("Hidden by the average") < page.index("What we cannot tell")
    assert all(row.title in page for row in truth.asked) and "Internal: not for publication" in page


def test_home_speaks_of_no_part_of_a_pack(signed_in: Callable[..., Client]) -> None:
    truth = the_picture().first_page.truth
    assert truth.asked_more.startswith("Not on this page: ") and truth.since_title.endswith(
        "no board pack of an earlier month to compare with"
    )
    page = signed_in("commissioner").get("/").content.decode().partition("<main")[2]
    assert "Recommendations in full" not in page and "next pack" not in page and "this is the first pack" not in page
    assert f'{truth.asked_more} <a class="govuk-link" href="/plan/">Every recommendation in full</a>' in page


def test_home_says_what_has_come_since_the_sign_in_before(signed_in: Callable[..., Client]) -> None:
    client = signed_in("board_chair")
    assert "You were last here" not in client.get("/").content.decode(), "the first time"
    client.force_login(Person.objects.get(), backend="allauth.account.auth_backends.AuthenticationBackend")
    loads = the_picture().first_page.loads
    page = client.get("/").content.decode()
    assert f"You were last here on {day_words(timezone.localdate())}" in page
    received = loads[-1].received_on
    for day, words in (
        (received, f"Since then came the data of {day_words(loads[0].as_at)}"),
        (received + timedelta(days=1), "No data have come since"),
    ):
        Person.objects.update(seen_before_at=timezone.make_aware(datetime.combine(day, time(12))))
        assert words in client.get("/").content.decode()


@pytest.mark.parametrize(
    ("role", "place", "own"),
    [("locality_director", "East", "East"), ("team_manager", "West Assessment 1", "West"), ("director", "", None)],
)
def test_whoever_looks_after_a_place_finds_it_on_the_first_page(
    signed_in: Callable[..., Client], role: str, place: str, own: str | None
) -> None:
    client = signed_in(role, place)
    page = client.get("/").content.decode()
    assert "Open the list of children" in page and (f'href="#own">{own}' in page) == bool(own)
    if own:
        assert page.index('id="own"') < page.index("hw-table--truth"), "the own place comes first"
    titles = {view.place: view.title for view in the_picture().first_page.by_place}
    assert {name for name, title in titles.items() if title in page} == ({own} if own else set())
    every = client.get("/measures.json").json()["measures"]
    for view in the_picture().first_page.by_place:
        signs = {row["measure"] for row in every if re.search("worse|hidden", row[view.place])}
        assert {row.link[2:] for row in view.rows} == signs


def test_each_icon_of_the_table_opens_its_measures_chart_and_its_link_has_a_name(
    signed_in: Callable[..., Client],
) -> None:
    page = signed_in("board_chair").get("/measures/").content.decode()
    body = page[page.index('<tbody role="rowgroup">') :]
    rows = [row for row in body.split('<tr role="row">')[1:] if 'scope="row"' in row]
    assert len(rows) == len(the_picture().facts.measures)
    for whole in rows:
        # The line with England and the neighbours is no sign of the chart's.
        row = re.sub(r'<td role="cell" data-l="Neighbours.*?</td>', "", whole)
        own = re.search(r'href="(/measures/[^/]+/)"', row)
        links = re.findall(
            r'<a class="hw-(?:sign|mark)[^"]*" href="([^"#]+)(?:#places)?" aria-label="[^":]+[^"]*: chart of [^"]+"><svg',
            row,
        )
        assert own and set(links) == {own.group(1)} and len(links) == row.count("<svg")


def test_the_icon_table_is_narrowed_by_its_address(signed_in: Callable[..., Client]) -> None:
    client, whole = signed_in("dfe_official"), len(the_picture().facts.measures)
    assert f"{whole} of {whole} figures" in client.get("/measures/?area=nonsense").content.decode()
    leavers = client.get("/measures.json?area=Care+leavers").json()["measures"]
    assert 0 < len(leavers) < whole and {row["group"][:12] for row in leavers} == {"Care leavers"}
    for asked, count in (("", whole), ("?area=Care+leavers", len(leavers)), ("", whole)):
        page = client.get(f"/measures/{asked}").content.decode()
        assert page.count('<tr role="row"><th scope="row"') == count, "each has the table of its own address"
    look = client.get("/measures.json?show=look").json()["measures"]
    assert sorted(row["measure"] for row in look) == sorted(link[2:] for link in the_picture().measures.attention)


def test_a_measure_says_what_it_must(signed_in: Callable[..., Client]) -> None:
    page = signed_in("board_chair").get(f"/measures/{SLUG}/").content.decode()
    view = the_picture().measure(SLUG).view
    for words in (view.sentence, view.number.words, *(panel.place for panel in view.panels)):
        assert words.replace("'", "&#x27;") in page or words in page
    assert "Not yet checked by a practitioner" in page and "worked example" in page and "<svg" in page


def test_every_figure_has_a_passport_and_no_other_has(signed_in: Callable[..., Client]) -> None:
    client, found = signed_in("board_chair"), the_picture().measure(SLUG)
    newest = client.get(f"/measures/{SLUG}/passport.json").json()["figure"]
    assert newest["id"] == found.view.number.figure
    figure = found.figures[-1]
    asked = {"place": figure["place"], "period": figure["period"]}
    page = client.get(f"/measures/{SLUG}/passport/", asked).content.decode()
    assert figure["id"].replace("'", "&#x27;") in page and found.definition.version in page
    assert all(found.loads[number].load_id in page for number in figure["loads"])
    for wrong in ({"place": "Atlantis"}, {"period": "1999-01"}):
        assert client.get(f"/measures/{SLUG}/passport/", wrong).status_code == 404
        assert client.get(f"/measures/{SLUG}/passport.json", wrong).status_code == 404
        assert client.get(f"/measures/{SLUG}/passport.csv", wrong).status_code == 404


def test_a_passport_as_a_table_is_the_one_for_programs(signed_in: Callable[..., Client]) -> None:
    client, figure = signed_in("board_chair"), the_picture().measure(SLUG).figures[-1]
    asked = {"place": figure["place"], "period": figure["period"]}
    page = client.get(f"/measures/{SLUG}/passport/", asked).content.decode()
    assert f'href="/measures/{SLUG}/passport.csv?place=' in page
    whole = client.get(f"/measures/{SLUG}/passport.json", asked).json()
    text = client.get(f"/measures/{SLUG}/passport.csv", asked).content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["load"] for row in rows] == [load["load_id"] for load in whole["loads"]] != []
    assert {row["id"] for row in rows} == {figure["id"]} and rows[0]["denominator"] == str(figure["denominator"])
    taken = set(Entry.objects.filter(did="exported").values_list("what", "which"))
    assert taken == {("passport", f"{figure['id']} json"), ("passport", f"{figure['id']} csv")}


@pytest.mark.parametrize(
    "address",
    ["/measures/no_such/", "/measures/no_such.json", "/plan/recommendations/R99/", "/plan/recommendations/R99.json"],
)
def test_what_is_not_there_is_not_found(signed_in: Callable[..., Client], address: str) -> None:
    assert signed_in("director").get(address).status_code == 404


def test_a_file_holds_what_the_page_does_and_is_recorded(signed_in: Callable[..., Client]) -> None:
    client, found = signed_in("analyst"), the_picture().measure(SLUG)
    as_json = client.get(f"/measures/{SLUG}.json").json()
    text = client.get(f"/measures/{SLUG}.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["id"] for row in rows] == [figure["id"] for figure in as_json["figures"]]
    assert as_json["sentence"] == found.view.sentence and rows[0]["numerator"] == str(
        as_json["figures"][0]["numerator"] or ""
    )
    taken = Entry.objects.filter(did="exported").values_list("what", "which", "role")
    assert set(taken) == {("measure", f"{SLUG} json", "analyst"), ("measure", f"{SLUG} csv", "analyst")}


def test_no_page_or_file_of_a_role_without_children_holds_a_child(signed_in: Callable[..., Client]) -> None:
    client = signed_in("board_chair")
    slugs = list(the_picture().facts.measures)
    addresses = ["/", "/measures/", "/measures.json", "/measures.csv", "/plan/", "/plan.json", "/plan.csv"]
    addresses += [f"/measures/{slug}{end}" for slug in slugs[::10] for end in ("/", ".json", ".csv", "/passport/")]
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert not IDS.search(answer.content.decode()), address


def test_the_plan_keeps_delivery_and_impact_apart(signed_in: Callable[..., Client]) -> None:
    client = signed_in("improvement_director")
    plan = client.get("/plan.json").json()["recommendations"]
    first = the_picture().recommendations.recommendations[0]
    page = client.get(f"/plan/recommendations/{first.anchor[2:]}/").content.decode()
    assert plan[0]["delivery"] == first.delivery and plan[0]["impact"]
    assert page.index("Delivery: what its owners say") < page.index("Impact: what the children’s data say")


def test_a_recommendation_is_taken_as_it_is_read(signed_in: Callable[..., Client]) -> None:
    client, every = signed_in("board_chair"), the_picture().recommendations.recommendations
    first = next(each for each in every if each.claims and each.actions)
    address = f"/plan/recommendations/{first.anchor[2:]}"
    page = client.get(f"{address}/").content.decode()
    assert f'href="{address}.csv"' in page and f'href="{address}.json"' in page
    whole = client.get(f"{address}.json").json()["recommendation"]
    assert whole in client.get("/plan.json").json()["recommendations"] and whole["number"] == first.number
    text = client.get(f"{address}.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    told = {kind: [row["what"] for row in rows if row["kind"] == kind] for kind in ("claim", "action")}
    assert told == {"claim": [c.what for c in first.claims], "action": [a.title for a in first.actions]}
    assert [row["owner"] for row in rows if row["kind"] == "action"] == [a.owner for a in first.actions]
    taken = set(Entry.objects.filter(did="exported", what="recommendation").values_list("which", flat=True))
    assert taken == {f"{first.number} json", f"{first.number} csv"}
    assert client.get("/plan/recommendations/R99.csv").status_code == 404


def test_a_measure_asks_the_database_little(
    signed_in: Callable[..., Client], django_assert_max_num_queries: Callable[..., Any]
) -> None:
    client = signed_in("director")
    client.get("/")
    with django_assert_max_num_queries(6):
        client.get(f"/measures/{SLUG}/")


def test_without_a_picture_the_page_says_why(
    signed_in: Callable[..., Client], settings: Any, tmp_path: Path, loaded: County
) -> None:
    client = signed_in("director")
    client.raise_request_exception = False
    (tmp_path / "county.yaml").write_bytes((loaded.folder / "county.yaml").read_bytes())
    settings.COUNTY_FOLDER = tmp_path
    answer = client.get("/")
    assert answer.status_code == 503 and "No data have been loaded yet" in answer.content.decode()
    assert "Sign out" in answer.content.decode() and answer.headers["Refresh"]
    (tmp_path / "web").mkdir()
    (tmp_path / "web" / "picture_trouble.txt").write_text("The plan is wrong.\nplan.yaml, line 3\nMend it.")
    assert "The plan is wrong. Mend it." in client.get("/measures/").content.decode()


def test_what_stands_against_newer_figures_is_told_beside_the_older(
    signed_in: Callable[..., Client], settings: Any, tmp_path: Path, loaded: County
) -> None:
    settings.COUNTY_FOLDER = Path(shutil.copytree(loaded.folder, tmp_path / "county"))
    (tmp_path / "county" / "plan.yaml").write_text("recommendations: none\n")
    make(tmp_path / "county")
    client = signed_in("director")
    assert "These figures are not the newest" in client.get("/").content.decode()
    (tmp_path / "county" / "plan.yaml").write_bytes((loaded.folder / "plan.yaml").read_bytes())
    make(tmp_path / "county")
    assert "These figures are not the newest" not in client.get("/").content.decode()


def test_what_ended_a_process_is_told_without_what_it_was_about() -> None:
    told = """Traceback (most recent call last):
  File "C:\\Headway\\headway/publish/suited_charts.py", line 117, in _season
    SEASON[left.method]
  File "x.py", line 4, in get
    raise
KeyError: 'SYN000123'
"""
    assert fault_of(told) == ("KeyError", "headway/publish/suited_charts.py, line 117")
    assert fault_of("") == ("CutShort", "no line of Headway")


def test_the_keeper_makes_what_is_missing_once_and_tells_what_failed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "county.yaml").write_text("name: Testshire\n")
    keeper, told = Keeper(tmp_path), tmp_path / "web" / "picture_trouble.txt"
    keeper.look()
    first = told.read_text()
    assert first and NOT_MADE not in first, "the library's own words"
    told.unlink()
    keeper.look()
    assert not told.exists(), "nothing has changed"
    (tmp_path / "plan.yaml").write_text("title: another\n")
    keeper.look()
    assert told.exists()
    # A process that ends badly, as one that is killed does, is told and tried again after a while.
    monkeypatch.setattr("sys.executable", "/bin/false")
    (tmp_path / "plan.yaml").write_text("title: a third\n")
    keeper.look()
    assert NOT_MADE in told.read_text() and keeper.again_at < inf
    assert "The figures could not be worked out: CutShort" in capsys.readouterr().err
