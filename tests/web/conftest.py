"""People in every role, signed in."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from headway.county import County
from tests.web.loaded import loaded_county
from tests.web.started import start

start()

if TYPE_CHECKING:
    from django.test import Client

    from headway.county.kept_children import KeptChild
    from headway_web.accounts.models import Person

PASSWORD = "a long way to go home"


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> County:
    """A small county with loads and its picture, shared by the processes of a run: for tests that only read it."""
    return loaded_county(tmp_path_factory)


@pytest.fixture
def listed() -> tuple[KeptChild, ...]:
    """The whole list of children who need someone, of the county of the settings."""
    from headway_web.picture import the_picture

    return the_picture().children.list.children


@pytest.fixture(autouse=True)
def quick_hashes(settings: Any) -> None:
    """A password is kept with a million rounds; in tests with one."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def person(db: None) -> Callable[..., Person]:
    """Adds a person who can sign in, with the role named at a place; an administrator has a second factor."""
    from allauth.mfa.totp.internal.auth import TOTP

    from headway_web.accounts.actions import add_person, choose_first_password, grant_role
    from headway_web.accounts.roles import BY_ID

    def add(role: str = "", place: str = "", email: str = "", *, has_factor: bool = True) -> Person:
        found = add_person(by=None, name="Kim Vale", email=email or f"{role or 'nobody'}@example.gov.uk")
        choose_first_password(by=found, password=PASSWORD)
        if role:
            grant_role(by=None, person=found, role=BY_ID[role], place=place)
        if role == "administrator" and has_factor:
            TOTP.activate(found, "JBSWY3DPEHPK3PXP")
        return found

    return add


@pytest.fixture
def signed_in(client: Client, person: Callable[..., Person]) -> Callable[..., Client]:
    """The client of a person in the role named."""

    def sign_in(role: str = "", place: str = "") -> Client:
        client.force_login(person(role, place), backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_in
