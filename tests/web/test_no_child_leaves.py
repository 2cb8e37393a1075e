"""Roles without the right to lists of children: no page and no file that they open holds any child of the store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from docs.pages_and_roles import every_page
from headway.county import County
from headway_web.access import Right
from headway_web.accounts.roles import BY_ID, ROLES
from headway_web.picture import the_picture
from tests.web.children_of_store import Kept, children_of
from tests.web.test_every_page import address

pytestmark = pytest.mark.django_db
WITHOUT = [role.id for role in ROLES if Right.SEE_CHILDREN not in role.rights]
FILES = (".json", ".csv")


@pytest.fixture(scope="module")
def kept(loaded: County) -> Kept:
    return children_of(loaded.folder)


@pytest.fixture(autouse=True)
def figures(loaded: County, settings: Any) -> None:
    settings.COUNTY_FOLDER = loaded.folder


def files_of(role: str) -> Iterator[str]:
    """Every address of a file that the role's rights open."""
    for route, rule in every_page():
        if rule is not None and route.endswith(FILES) and BY_ID[role].rights.issuperset(rule.rights):
            yield route


def text_of(client: Client, where: str, asked: dict[str, str] | None = None) -> tuple[int, str]:
    answer = client.get(where, asked or {})
    return answer.status_code, answer.content.decode("utf-8")


@pytest.mark.parametrize("role", WITHOUT)
def test_no_page_or_file_holds_a_child(role: str, signed_in: Callable[..., Client], kept: Kept) -> None:
    client, given = signed_in(role), set(files_of(role))
    for route, _ in every_page():
        if route != "/sign-out/":
            status, text = text_of(client, address(route))
            assert kept.found_in(text) == [], route
            assert status == 200 or route not in given, f"{route}: {status}, so nothing was searched"


def test_every_file_of_the_figures_is_among_those_searched() -> None:
    """A role that only sees figures opens these: where none is found, the search above has searched nothing."""
    assert {"/measures.csv", "/measures/<name>.json", "/plan.json", "/cockpit.csv", "/contact.json"} <= set(
        files_of("board_chair")
    )


@pytest.mark.slow
def test_no_file_of_any_measure_and_place_holds_a_child(signed_in: Callable[..., Client], kept: Kept) -> None:
    client, facts = signed_in("improvement_director"), the_picture().facts
    own = [route for route in files_of("improvement_director") if "<name>" in route]
    assert len(own) >= 5
    for slug in facts.measures:
        for route in own:
            status, text = text_of(client, route.replace("<name>", slug))
            assert status in (200, 404) and kept.found_in(text) == [], f"{route} {slug}"
    for place in facts.places:
        for route in ("/cockpit.json", "/cockpit.csv", "/cockpit/"):
            status, text = text_of(client, route, {"place": place})
            assert status == 200 and kept.found_in(text) == [], f"{route} {place}"


def test_the_search_would_notice(signed_in: Callable[..., Client], kept: Kept) -> None:
    """The same search of what an analyst takes out finds the children who are on the list; of the names, theirs."""
    listed = {each.child_key for each in the_picture().children.list.children}
    _, text = text_of(signed_in("analyst"), "/children.json")
    assert listed and listed <= set(kept.found_in(text))
    name, birth = min(kept.names), min(kept.births)
    assert kept.told_in(f"Asked for {name}, born {birth}") == [name, birth]


def test_the_trail_names_no_child_but_one_that_was_opened(
    person: Callable[..., Any], client: Client, kept: Kept
) -> None:
    """Who saw which child is what the trail is for: it has the id, and of the child nothing else."""
    key = the_picture().children.list.children[0].child_key
    for role in ("analyst", "governance_lead"):
        client.force_login(person(role), backend="allauth.account.auth_backends.AuthenticationBackend")
        client.get("/children/child/", {"id": key})
    for where in ("/trail/", "/trail/trail.csv"):
        assert kept.found_in(text_of(client, where)[1]) == [key], where
