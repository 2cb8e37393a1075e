"""Every address and every role: opened or refused as docs/reference/pages-and-roles.md prints, and none forgotten."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from docs.pages_and_roles import every_page, pages_and_roles_page
from headway.county import County
from headway_web.access import Right
from headway_web.accounts.roles import ROLES
from headway_web.components.page import Anyone
from headway_web.trail.models import Entry

pytestmark = pytest.mark.django_db

# An address that there is, for each kind of thing in an address.
EXAMPLES = {
    "provider_id": "council",
    "uid": "MQ",
    "token": "none",
    "pk": "1",
    "load": "none",
    "name": "assessment_within_45_days",
    "kind": "teams",
    "row": "1",
    "how": "correct",
}
OF_THE_PLAN = {"name": "R1"}


@pytest.fixture(autouse=True)
def figures(loaded: County, settings: Any) -> None:
    settings.COUNTY_FOLDER = loaded.folder


def address(route: str) -> str:
    """An address of the route."""
    for name, value in (EXAMPLES | (OF_THE_PLAN if route.startswith("/plan/") else {})).items():
        route = route.replace(f"<{name}>", value)
    assert "<" not in route, f"add an example for {route}"
    return route


def test_every_address_says_whom_it_is_for() -> None:
    assert [route for route, rule in every_page() if rule is None] == []


@pytest.mark.parametrize("role", ["", *(role.id for role in ROLES)])
def test_each_role_opens_what_its_rights_say_and_nothing_else(role: str, signed_in: Callable[..., Client]) -> None:
    client = signed_in(role)
    own = next((each.rights for each in ROLES if each.id == role), frozenset[Right]())
    for route, rule in every_page():
        if rule is None or route == "/sign-out/":
            continue
        before = Entry.objects.filter(did="refused").count()
        status = client.get(address(route)).status_code
        is_allowed = own.issuperset(rule.rights)
        assert (status != 403) == is_allowed and status < 500, f"{role} {route}: {status}"
        assert Entry.objects.filter(did="refused").count() - before == (0 if is_allowed else 1), route


def test_whoever_is_not_signed_in_is_asked_to(client: Client) -> None:
    for route, rule in every_page():
        if rule is not None and rule.needs is not Anyone.OPEN:
            assert client.get(address(route)).headers["Location"].startswith("/sign-in/"), route


def test_the_table_names_every_address_and_role() -> None:
    page = pages_and_roles_page()
    assert [route for route, _ in every_page() if f"`{route}`" not in page] == []
    assert "| `/trail/` | the right to read the trail" in page and "| Information-governance lead |\n" in page
