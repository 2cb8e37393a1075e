"""Figures and plan as at an earlier day: asked for by the address, worked out beside the server, kept, and never a child's."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from headway.county import County
from headway.county.past_picture import PAST, PAST_COUNT, past_name, past_picture
from headway_web.components.moment import moment_of
from headway_web.past.actions import AGAIN, MOST_WAITING
from headway_web.past.models import Asked
from headway_web.past.worker import GAVE_UP, MOST_TRIES, work
from headway_web.picture import the_picture
from headway_web.trail.models import Entry
from tests.told import IDS

pytestmark = pytest.mark.django_db
SLUG = "assessment_within_45_days"


@pytest.fixture(scope="module")
def own(loaded: County, tmp_path_factory: pytest.TempPathFactory) -> County:
    """A copy, in which pictures of past moments are kept."""
    return County.open(Path(shutil.copytree(loaded.folder, tmp_path_factory.mktemp("past") / "county")))


@pytest.fixture(autouse=True)
def figures(own: County, settings: Any) -> None:
    settings.COUNTY_FOLDER = own.folder
    (own.folder / "web").mkdir(exist_ok=True)


@pytest.fixture
def past(own: County) -> str:
    """A day between the first load and the second."""
    first, second = sorted({load.as_at for load in own.loads()})[:2]
    assert second - first > timedelta(days=9)
    return (first + timedelta(days=9)).isoformat()


def test_a_past_day_waits_for_its_turn_is_worked_out_once_and_is_what_the_library_says(
    signed_in: Callable[..., Client], own: County, past: str
) -> None:
    client, asked = signed_in("board_chair"), {"as_at": past}
    own.store.forget_derived("past-")
    for _ in range(2):
        answer = client.get("/plan/", asked)
        assert "are being worked out" in answer.content.decode() and answer.headers["Refresh"]
    file = client.get(f"/measures/{SLUG}.json", asked)
    assert file.status_code == 503 and file.headers["Retry-After"]
    assert Asked.objects.count() == 1 and Entry.objects.get(what="past moment").role == "board_chair"
    work(own.folder)
    assert not Asked.objects.exists()
    day = sorted({load.as_at for load in own.loads()})[0]
    plan, measure = client.get("/plan.json", asked).json(), client.get(f"/measures/{SLUG}.json", asked).json()
    assert plan["as_at"] == measure["as_at"] == day.isoformat() != the_picture().facts.as_at.isoformat()
    known = own.observe([SLUG], by="month", as_at=day)
    shown = {(f["place"], f["period"]): f["value"] for f in measure["figures"]}
    wanted = {(each.place, each.period): each.value for each in known if each.value is not None}
    assert wanted and {key: value for key, value in wanted.items() if key in shown} == wanted
    assert len(plan["recommendations"]) == len(the_picture().recommendations.recommendations)
    taken = Entry.objects.filter(did="exported").values_list("what", "which")
    assert ("plan", f"json as_at={past}") in set(taken)
    for address in ("/plan/", "/plan/recommendations/R1/", "/measures/", f"/measures/{SLUG}/", "/plan.csv"):
        answer = client.get(address, asked)
        page = answer.content.decode()
        assert answer.status_code == 200 and not IDS.search(page), address
        assert address.endswith(".csv") or f"?as_at={past}" in page, "a link carries the day"
    for address in (f"/measures/{SLUG}/passport/", f"/measures/{SLUG}/compare/"):
        page = client.get(address, asked).content.decode()
        assert f'name="as_at" value="{past}"' in page and "An earlier moment" in page
    passport = client.get(f"/measures/{SLUG}/passport/", asked).content.decode()
    assert re.search(rf'<code class="hw-code">headway explain {SLUG} .* --as-at {past}</code>', passport)


def test_two_days_between_the_same_loads_are_one_and_the_newest_is_now(
    signed_in: Callable[..., Client], own: County, past: str
) -> None:
    days = sorted({load.as_at for load in own.loads()})
    names = [
        past_name(own, as_at=day, known_on=None) for day in (days[0], days[0] + timedelta(days=9), days[1], days[-1])
    ]
    assert names[0] == names[1] != names[2] and names[3] == ""
    page = signed_in("director").get("/plan/", {"as_at": days[-1].isoformat()}).content.decode()
    assert "An earlier moment" in page and the_picture().recommendations.title in page and not Asked.objects.exists()


@pytest.mark.parametrize(
    ("asked", "name", "words"),
    [
        ({"as_at": "31/08/2026"}, "as_at", "is not a day: write it as 2026-08-31"),
        ({"as_at": "2999-01-01"}, "as_at", "has not been yet"),
        ({"as_at": "1999-01-01"}, "as_at", "No load is as at 1999-01-01 or before"),
        ({"known_on": "2026-08-05T25:00"}, "known_on", "is not a day"),
        ({"known_on": "2020-01-01T10:00"}, "as_at", "No load had come by 2020-01-01T10:00"),
    ],
)
def test_a_day_without_an_answer_is_told_at_its_field(
    asked: dict[str, str], name: str, words: str, signed_in: Callable[..., Client]
) -> None:
    client = signed_in("qa_lead")
    for address in ("/plan/", f"/measures/{SLUG}/", "/measures.csv"):
        answer = client.get(address, asked)
        assert (
            answer.status_code == 400
            and words in answer.content.decode()
            and f'href="#{name}"' in answer.content.decode()
        )
    assert not Asked.objects.exists()


def test_what_cannot_be_worked_out_is_told_and_tried_again_after_a_while(
    signed_in: Callable[..., Client], own: County, past: str
) -> None:
    client, asked = signed_in("director"), {"as_at": past}
    own.store.forget_derived("past-")
    client.get("/plan/", asked)
    Asked.objects.update(tries=MOST_TRIES)
    work(own.folder)
    for _ in range(2):
        answer = client.get("/plan/", asked)
        assert GAVE_UP[0] in answer.content.decode() and "Refresh" not in answer.headers
    Asked.objects.update(at=timezone.now() - AGAIN - timedelta(seconds=1))
    assert "are being worked out" in client.get("/plan/", asked).content.decode()


def test_a_moment_is_said_as_the_command_line_takes_it() -> None:
    moment, _ = moment_of({"as_at": "2026-07-31", "known_on": "2026-08-05T10:00"})
    assert moment and moment.options == "--as-at 2026-07-31 --known-on 2026-08-05T10:00:00+00:00"


def test_of_what_waits_together_none_pushes_out_another(own: County) -> None:
    names = [f"{PAST}{number}" for number in range(MOST_WAITING)]
    for name in names:
        own.store.derive(name, lambda aside: None)
        own.store.forget_derived(PAST, PAST_COUNT)
    assert all(past_picture(own.store, name) for name in names)
    own.store.forget_derived(PAST)


def test_a_full_queue_takes_no_more(signed_in: Callable[..., Client], own: County, past: str) -> None:
    client = signed_in("director")
    own.store.forget_derived("past-")
    client.get("/plan/", {"as_at": past})
    first = Asked.objects.get()
    Asked.objects.bulk_create(Asked(picture=f"past-{n}", by=first.by) for n in range(MOST_WAITING))
    Asked.objects.filter(pk=first.pk).delete()
    assert "Too many past days wait" in client.get("/plan/", {"as_at": past}).content.decode()
    assert Asked.objects.count() == MOST_WAITING
